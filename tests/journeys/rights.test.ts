/** Rights at the API against the matrix of the catalogue: a sample, another for each database; all of them in torture. */
import { expect, it } from 'vitest'
import { tryRights } from '../support/rights-run.ts'

it('the API grants and refuses what the matrix says', { timeout: 300_000 }, async () => {
  const told = await tryRights({ nth: 290, first: process.env.TONGYU_TEST_STORE === 'postgres' ? 40 : 0 })
  console.log(`rights at the API: ${told.tried} combinations, ${told.allowed} allowed, ${told.refused} refused`)
  expect(told.wrong).toEqual([])
  expect(told.tried).toBeGreaterThan(300)
  expect(told.allowed).toBeGreaterThan(50)
})
