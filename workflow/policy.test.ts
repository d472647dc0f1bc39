/** policy.ts against the matrix of the domain catalogue (C4), every combination there is. The same at the API: tests/journeys/rights. */
import { expect, it } from 'vitest'
import { incidentScopes } from '../domain/incident.ts'
import { roles } from '../domain/units.ts'
import { bureauTree } from '../tests/support/bureaus.ts'
import { matrixAllows, missingRow, places, rightsTable } from '../tests/support/rights-table.ts'
import { actions, may } from './policy.ts'

it('every action has a row in the matrix, and every row an action', () => {
  for (const action of actions) expect(rightsTable[action], missingRow(action)).toBeDefined()
  expect(Object.keys(rightsTable).filter((a) => !(actions as string[]).includes(a))).toEqual([])
})

it('role × action × relation of bureaus × scope: the policy says what the matrix says', () => {
  const wrong: string[] = []
  let tried = 0
  for (const action of actions)
    for (const role of roles)
      for (const at of Object.keys(places))
        for (const on of Object.keys(places))
          for (const scope of incidentScopes) {
            tried++
            const actor = { userId: 'p', name: '某', seats: [{ unitId: at, role, standIn: false }] }
            const allowed = may(actor, action, { unitId: on, tree: bureauTree, scope }).ok
            const wanted = matrixAllows({ action, role, at, on, scope })
            if (allowed !== wanted) wrong.push(`${role} at ${at}, ${action} on ${on}, ${scope}: ${allowed}`)
          }
  console.log(`rights: ${tried} combinations of role, action, bureaus and scope against the matrix`)
  expect(wrong.slice(0, 20)).toEqual([])
})
