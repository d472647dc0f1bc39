/** Twenty times SIGKILL at a random moment on one embedded database: as it comes up, and in the middle of people's requests. */
import { afterAll, expect, it } from 'vitest'
import { dice } from '../support/dice.ts'
import { type Kill, killRun } from '../support/kill-run.ts'
import { killAllPrograms } from '../support/program.ts'

afterAll(killAllPrograms)

it('loses no acknowledged decision in twenty kills and does nothing twice', async () => {
  const seed = Number(process.env.TONGYU_SEED ?? Date.now() % 1_000_000)
  console.log(`kill run with seed ${seed}; again: TONGYU_SEED=${seed} npm run torture -- kills`)
  const chance = dice(seed)
  const kills = Array.from({ length: 20 }, (_, i): Kill => (i === 0 || chance.chance(0.25) ? 'start' : 'work'))
  const told = await killRun({ seed, kills, settled: true })
  console.log(JSON.stringify(told))
  expect(told.verified).toMatch(/^The record is whole: \d+ events/)
  expect(told.kills).toBe(20)
  expect(Object.values(told.acknowledged).reduce((sum, n) => sum + n, 0)).toBeGreaterThan(100)
  expect(Object.keys(told.acknowledged).length).toBeGreaterThan(7)
  expect(told.lost).toBeGreaterThan(0)
})
