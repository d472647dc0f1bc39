import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clockStates } from '../../domain/incident.ts'
import { addMs, fromShanghai, hour, minute } from '../../domain/time.ts'
import type { Clock } from '../../store/clocks.ts'
import type { Incident } from '../../store/incidents.ts'
import { movedClocks, takenOver } from './merge.ts'

const base = fromShanghai(2026, 9, 10, 9)!
const absorbed = { id: 'y', no: '2026-0002', unitId: 'nanning', unitIds: ['nanning'] } as Incident

const clocks = (incidentId: string) =>
  fc
    .array(
      fc.record({
        duty: fc.constantFrom('report-2h', 'report-24h'),
        unitId: fc.constantFrom('liuzhou', 'nanning'),
        kind: fc.constantFrom('hard' as const, 'soft' as const, 'recurring' as const),
        started: fc.integer({ min: 0, max: 3 }),
        subjectId: fc.constantFrom('', 'media'),
        state: fc.constantFrom(...clockStates),
      }),
      { maxLength: 12 },
    )
    .map((all) => {
      const rows = all.map(({ started, ...c }, n): Clock => {
        const startAt = addMs(base, started * hour)
        const limitAt = addMs(startAt, 2 * hour)
        return {
          ...({ id: `${incidentId}${n}`, incidentId, activationId: `run-${incidentId}`, voidReason: null } as Clock),
          ...{ ...c, startAt, limitMs: 2 * hour, limitAt },
          overdueAt: c.state === 'overdue' || c.state === 'met_late' ? addMs(limitAt, 1) : null,
        }
      })
      // What the database already refuses within one incident.
      return [...new Map(rows.map((c) => [keyOf(c), c])).values()]
    })
const keyOf = (c: Clock) => [c.duty, c.unitId, c.startAt.getTime(), c.subjectId].join('|')

describe('clocks that go over to another incident', () => {
  it('are all there, each a row of its own, with the start, limit, state and breach that they had', () => {
    fc.assert(
      fc.property(clocks('x'), clocks('y'), fc.integer({ min: 0, max: 600 }), (own, coming, after) => {
        const runs = new Map([['run-y', 'run-x']])
        const moved = movedClocks({ coming, own }, { absorbed, runs, reason: '合并', at: addMs(base, after * minute) })
        expect(moved.map((m) => m.id)).toEqual(coming.map((c) => c.id))
        const now = coming.map((c, i): Clock => ({ ...c, ...moved[i]!.change }))
        const keys = [...own, ...now].map(keyOf)
        expect(new Set(keys).size).toBe(keys.length)
        for (const [i, was] of coming.entries()) {
          const is = now[i]!
          expect([is.startAt, is.limitAt, is.activationId]).toEqual([was.startAt, was.limitAt, 'run-x'])
          if (was.overdueAt) expect([is.state, is.overdueAt]).toEqual([was.state, was.overdueAt])
          if (was.kind !== 'recurring') expect([is.state, is.voidReason]).toEqual([was.state, was.voidReason])
          // A series that goes on in the other: what has passed unnoticed is overdue, never void.
          if (was.state === 'running' && is.state === 'void')
            expect(addMs(base, after * minute) <= was.limitAt).toBe(true)
        }
      }),
      { numRuns: 1000 },
    )
  })
})

it('the earlier finding is kept, whichever of the two goes into the other', () => {
  const instant = fc.option(fc.integer({ min: 0, max: 600 }).map((m) => addMs(base, m * minute)))
  fc.assert(
    fc.property(instant, instant, (a, b) => {
      const row = (humanFoundAt: Date | null, unitId: string) =>
        ({ humanFoundAt, unitId, unitIds: [unitId], provisional: humanFoundAt === null }) as Incident
      const [one, other] = [row(a, 'liuzhou'), row(b, 'nanning')]
      const [there, back] = [takenOver({ absorbed: one, into: other }), takenOver({ absorbed: other, into: one })]
      const first = [a, b].filter((t) => t !== null).sort((x, y) => x.getTime() - y.getTime())[0] ?? null
      expect([there.humanFoundAt, back.humanFoundAt]).toEqual([first, first])
      expect(new Set(there.unitIds)).toEqual(new Set(back.unitIds))
      expect(there.provisional).toBe(a === null && b === null)
    }),
  )
})
