/** Every combination of role, place, thing, scope, state and request at the API. */
import { expect, it } from 'vitest'
import { tryRights } from '../support/rights-run.ts'

it('the API grants and refuses what the matrix says', async () => {
  const told = await tryRights({})
  console.log(`rights at the API: ${told.tried} combinations, ${told.allowed} allowed, ${told.refused} refused`)
  expect(told.wrong).toEqual([])
})
