/** Clocks through crashes, jumps of time, doubled jobs and a bad database (tests/support/clock-run.ts). Ten thousand in torture. */
import { expect, it } from 'vitest'
import { clockTorture } from '../support/clock-torture.ts'

it('no clock misses a step, fires it twice or forgets that it was overdue', { timeout: 300_000 }, async () => {
  const { counts } = await clockTorture({ seed: 1, runs: 30 })
  const reached = (fact: string) => counts[fact] ?? 0
  const least = {
    death: 5,
    'whole turn': 10,
    job: 8,
    'grade done': 1,
    'transfer done': 1,
    'late firing': 100,
    back: 10,
  }
  expect(Object.entries(least).filter(([fact, n]) => reached(fact) < n)).toEqual([])
})
