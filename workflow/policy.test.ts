/** policy.ts against the matrix of the domain catalogue (C4), every combination there is. The same at the API: tests/journeys/rights. */
import { expect, it } from 'vitest'
import { powers } from '../domain/delegation.ts'
import { incidentScopes } from '../domain/incident.ts'
import { roles } from '../domain/units.ts'
import { bureauTree } from '../tests/support/bureaus.ts'
import { lentReading, lentTable, matrixAllows, missingRow, places, rightsTable } from '../tests/support/rights-table.ts'
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

it('a lent seat × power × compartment: what the matrix gives the seat, of the powers named, and nothing else', () => {
  const wrong: string[] = []
  let tried = 0
  const matters = [
    { restricted: false, compartment: false },
    { restricted: true, compartment: false },
    { restricted: true, compartment: true },
  ]
  const ways = powers.flatMap((power) => matters.map((matter) => ({ lends: [power], ...matter })))
  // What nothing lends is tried with everything lent.
  const all = [{ lends: [...powers], restricted: false, compartment: true }]
  const lendable = [...Object.values(lentTable).flat(), ...lentReading]
  for (const action of actions)
    for (const { lends, restricted, compartment } of lendable.includes(action) ? ways : all)
      for (const role of roles)
        for (const at of Object.keys(places))
          for (const on of Object.keys(places))
            for (const scope of incidentScopes) {
              tried++
              const lent = {
                ...{ orderId: 'o', number: '1号', forUserId: 'a', forName: '甲', powers: lends, compartment },
                untilAt: new Date(0),
              }
              const actor = { userId: 'b', name: '乙', seats: [], lent: [{ unitId: at, role, standIn: false, lent }] }
              const answer = may(actor, action, { unitId: on, tree: bureauTree, scope, restricted })
              const isLent = lends.some((p) => lentTable[p].includes(action)) || lentReading.includes(action)
              const wanted = isLent && (!restricted || compartment) && matrixAllows({ action, role, at, on, scope })
              if (answer.ok !== wanted || (answer.ok && answer.value.lent !== lent))
                wrong.push(`${role} at ${at} lent for ${lends}, ${action} on ${on}, ${scope}: ${answer.ok}`)
            }
  console.log(`rights: ${tried} combinations of a lent seat against the matrix`)
  expect(wrong.slice(0, 20)).toEqual([])
  for (const action of ['view-leaks', 'record-leak', 'manage-people', 'record-delegation', 'draft-talking-points'])
    expect(lendable).not.toContain(action)
})
