/** Forty times SIGKILL at a random moment while pages are sealed and days are closed. */
import { expect, it } from 'vitest'
import { sealRun } from '../support/seal-run.ts'

it('loses and doubles no version and no evidence in forty kills', async () => {
  const seed = Number(process.env.TONGYU_SEED ?? Date.now() % 1_000_000)
  console.log(`sealing run with seed ${seed}; again: TONGYU_SEED=${seed} npm run torture -- sealing`)
  const told = await sealRun({ seed, kills: 40 })
  console.log(JSON.stringify(told))
  expect(told.sealedDays).toBeGreaterThan(5)
  expect(told.tornBytes).toBeGreaterThan(100)
  expect(told.cutBytes).toBeGreaterThanOrEqual(told.tornBytes)
})
