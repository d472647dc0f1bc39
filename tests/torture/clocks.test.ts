/**
 * Ten thousand random stories of clocks, with a new seed each time (TONGYU_SEED repeats one), or as many as
 * TONGYU_TORTURE_MINUTES lets through. fast-check makes a failing one small and prints its seed and path.
 */
import { expect, it } from 'vitest'
import { minute } from '../../domain/time.ts'
import { clockTorture } from '../support/clock-torture.ts'

it('no clock misses a step, fires it twice or forgets that it was overdue', async () => {
  const seed = Number(process.env.TONGYU_SEED ?? Date.now() % 1_000_000_000)
  const minutes = process.env.TONGYU_TORTURE_MINUTES
  const told = await clockTorture({ seed, runs: 10_000, mostMs: minutes ? Number(minutes) * minute : null })
  console.log(JSON.stringify(told))
  expect(told.runs).toBeGreaterThan(0)
})
