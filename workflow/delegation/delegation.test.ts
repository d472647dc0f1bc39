import { describe, expect, it } from 'vitest'
import { delegationState, powers, signatureOf } from '../../domain/delegation.ts'
import { addMs, day, minute } from '../../domain/time.ts'
import type { Actor } from '../../domain/units.ts'
import { bureauTree as tree, crew } from '../../tests/support/bureaus.ts'
import { agentOf, isOneOf } from '../by.ts'
import { may } from '../policy.ts'
import { judgeOrder, judgeRevocation, type Order } from './delegation.ts'

const now = new Date('2026-04-01T00:00:00Z')
const people: Actor[] = Object.values(crew)
const order = (absent: Actor, acting: Actor, more: Partial<Order> = {}): Order => ({
  ...{ forUserId: absent.userId, userId: acting.userId, unitId: absent.seats[0]!.unitId, role: absent.seats[0]!.role },
  ...{ powers: ['points'], compartment: false, fromAt: now, untilAt: addMs(now, 3 * day), ...more },
})
const judge = (o: Order, actor: Actor, [absent, acting]: [Actor, Actor]) =>
  judgeOrder(o, { absent, acting }, { actor, tree, now })

describe('an order', () => {
  it('is recorded by whoever lends or the office of the bureau, for somebody else of the bureau, never by who receives', () => {
    const wrong: string[] = []
    let allowed = 0
    for (const recorder of people)
      for (const absent of people)
        for (const acting of people) {
          const { role, unitId } = absent.seats[0]!
          const bureau = tree.bureauOf(unitId)!.id
          const office =
            ['office_staff', 'office_director'].includes(recorder.seats[0]!.role) &&
            tree.bureauOf(recorder.seats[0]!.unitId)!.id === bureau
          const mayRecord = recorder === absent || office
          const fits =
            tree.bureauOf(acting.seats[0]!.unitId)!.id === bureau &&
            !['admin', 'auditor', 'discipline'].includes(acting.seats[0]!.role)
          // Signatures of talking points are the office director's and the leading group's.
          const lends = ['office_director', 'leading_group'].includes(role)
          const wanted = mayRecord && recorder !== acting && absent !== acting && fits && lends
          const answer = judge(order(absent, acting), recorder, [absent, acting])
          if (answer.ok !== wanted) wrong.push(`${recorder.userId}: ${acting.userId} for ${absent.userId}`)
          if (answer.ok) allowed++
        }
    expect(wrong).toEqual([])
    expect(allowed).toBeGreaterThan(20)
  })

  it('lends no seat that is lent, no power the seat has not, no compartment to who is outside of it, and ends within 30 days', () => {
    const { gxGroup, gxOffice, gxSecrecy, gxDirector } = crew
    const pair: [Actor, Actor] = [gxGroup, gxDirector]
    const refusal = (o: Order, actor: Actor, of: [Actor, Actor]) => {
      const answer = judge(o, actor, of)
      return answer.ok ? null : [answer.refusal.code, answer.refusal.field]
    }
    // A chain: the director holds the group's seat by an order alone.
    const borrowed = { unitId: 'gx', role: 'leading_group' as const, standIn: false }
    const chain = order(gxDirector, gxSecrecy, { role: 'leading_group' })
    expect(refusal(chain, gxOffice, [{ ...gxDirector, lent: [borrowed] }, gxSecrecy])).toEqual([
      'invalid-field',
      'role',
    ])
    expect(refusal(order(gxGroup, gxDirector, { powers: ['corrections'] }), gxGroup, pair)).toEqual([
      'invalid-field',
      'powers',
    ])
    const secret = { compartment: true }
    expect(refusal(order(gxGroup, gxDirector, secret), gxGroup, pair)).toEqual(['invalid-field', 'compartment'])
    expect(refusal(order(gxGroup, gxSecrecy, secret), gxGroup, [gxGroup, gxSecrecy])).toBeNull()
    const until = (ms: number) => refusal(order(gxGroup, gxDirector, { untilAt: addMs(now, ms) }), gxGroup, pair)
    expect([until(30 * day), until(30 * day + 1), until(0)]).toEqual([
      null,
      ['invalid-field', 'untilAt'],
      ['invalid-field', 'untilAt'],
    ])
    const late = order(gxGroup, gxDirector, { fromAt: addMs(now, -11 * minute) })
    expect(refusal(late, gxGroup, pair)).toEqual(['invalid-field', 'fromAt'])
  })

  it('runs by its dates, and is revoked by either of them or the office while it is not over', () => {
    const dated = { ...order(crew.gxGroup, crew.gxDirector), bureauId: 'gx', revokedAt: null }
    const at = [addMs(now, -1), now, addMs(dated.untilAt, -1), dated.untilAt]
    expect(at.map((t) => delegationState(dated, t))).toEqual(['planned', 'in_force', 'in_force', 'over'])
    const may = people.filter((actor) => judgeRevocation(dated, { actor, tree, now }).ok).map((p) => p.userId)
    expect(may.sort()).toEqual(['gx-director', 'gx-group', 'gx-office'])
    for (const actor of people) {
      const over = judgeRevocation(dated, { actor, tree, now: dated.untilAt })
      const revoked = judgeRevocation({ ...dated, revokedAt: now }, { actor, tree, now })
      expect([over.ok, revoked.ok]).toEqual([false, false])
    }
  })
})

it('a signature by order names both and the order; the own seat comes first, and neither judges what the other wrote', () => {
  const lent = {
    ...{ orderId: 'o', number: '桂统委〔2026〕3号', forUserId: crew.gxGroup.userId, forName: crew.gxGroup.name },
    ...{ powers: [...powers], compartment: false, untilAt: now },
  }
  const actor: Actor = { ...crew.gxDirector, lent: [{ ...crew.gxGroup.seats[0]!, lent }] }
  const on = { unitId: 'gx', tree, scope: 'region_wide' as const }
  const own = may(actor, 'approve-as-office', on)
  const borrowed = may(actor, 'approve-as-leading-group', on)
  if (!own.ok || !borrowed.ok) throw new Error('both are theirs')
  expect(agentOf(actor, own.value)).toEqual({ kind: 'person', userId: actor.userId, name: actor.name, unitId: 'gx' })
  const signature = signatureOf(actor.name, lent)
  expect(signature).toBe('gx-director同志（代 gx-group同志，委托书 桂统委〔2026〕3号）')
  expect(agentOf(actor, borrowed.value)).toMatchObject({ name: signature, lent: { orderId: 'o' } })
  const wrote = (id: string) => [isOneOf([id], actor, own.value), isOneOf([id], actor, borrowed.value)]
  expect([wrote(actor.userId), wrote(crew.gxGroup.userId), wrote('gx-office')]).toEqual([
    [true, true],
    [false, true],
    [false, false],
  ])
})
