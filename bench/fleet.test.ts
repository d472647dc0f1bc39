import { expect, it } from 'vitest'
import { runFleet, simulatedFrom } from './fleet-run.ts'
import { makeFleet } from './fleet-world.ts'

it('keeps core sources fresh, asks conditionally and never asks a host above its rate, in a small fleet', () => {
  const fleet = makeFleet({ seed: 7, sources: 150, from: simulatedFrom(), days: 2 })
  const figures = runFleet(fleet, { rule: null, seed: 7 })
  const core = figures.delays.core!
  expect(core.items).toBeGreaterThan(200)
  expect(core.median).toBeLessThanOrEqual(5)
  expect(core.p95).toBeLessThanOrEqual(15)
  expect(figures.notModified).toBeGreaterThanOrEqual(0.5)
  expect(figures.hostsAboveRate).toBe(0)
  expect(figures.missed).toBe(0)
})

it('is the same fleet for the same seed', () => {
  const twice = [1, 2].map(() => makeFleet({ seed: 3, sources: 20, from: simulatedFrom(), days: 1 }))
  expect(twice[0]).toEqual(twice[1])
})
