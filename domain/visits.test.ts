import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addMs, day, hour, minute } from './time.ts'
import { judgeMissing, nextVisit, removalConfirmedAfterMs, type VisitPlan } from './visits.ts'

const start = new Date('2026-11-20T01:00:00Z')
const ordinaryAfterMs = [10 * minute, 30 * minute, hour, day, 30 * day]
const plan = (more: Partial<VisitPlan>): VisitPlan => ({
  ...{ now: start, freshSince: start, attention: 'none', ordinaryAfterMs, failedVisits: 0 },
  ...{ missingSince: null, removedAt: null },
  ...more,
})
/** Looks at an article in its first `withinMs`, each at the moment it is due. */
function looks(more: Partial<VisitPlan>, withinMs: number): number {
  let count = 0
  for (let now = start; ; count++) {
    const next = nextVisit(plan({ ...more, now }))
    if (!next || next.getTime() - start.getTime() > withinMs) return count
    now = next
  }
}

describe('the next look at an article', () => {
  it('follows the ordinary distances and ends with the last', () => {
    const due = ordinaryAfterMs.map((ms) => addMs(start, ms))
    expect(due.map((_, n) => nextVisit(plan({ now: n === 0 ? start : due[n - 1]! })))).toEqual(due)
    expect(nextVisit(plan({ now: due.at(-1)! }))).toBeNull()
  })

  it('comes more often and for longer while flagged, and most while an incident runs, without end', () => {
    expect(looks({ attention: 'flagged' }, 2 * day)).toBeGreaterThan(3 * looks({}, 2 * day))
    expect(looks({ attention: 'incident' }, 2 * day)).toBeGreaterThan(2 * looks({ attention: 'flagged' }, 2 * day))
    const old = addMs(start, 300 * day)
    expect(nextVisit(plan({ now: old }))).toBeNull()
    expect(nextVisit(plan({ now: old, attention: 'incident' }))).toEqual(addMs(old, 3 * hour))
  })

  it('always lies ahead', () => {
    const moment = fc.integer({ min: 0, max: 400 * day })
    const some = fc.record({ at: moment, attention: fc.constantFrom('none', 'flagged', 'incident' as const) })
    fc.assert(
      fc.property(some, fc.option(moment), fc.boolean(), fc.nat(20), ({ at, attention }, gone, sure, failedVisits) => {
        const missingSince = gone === null ? null : addMs(start, Math.min(gone, at))
        const removedAt = sure ? missingSince : null
        const now = addMs(start, at)
        const next = nextVisit(plan({ now, attention: attention as 'none', missingSince, removedAt, failedVisits }))
        expect(next === null || next > now).toBe(true)
      }),
    )
  })

  it('comes soon after a failed look, even where none was planned', () => {
    const late = addMs(start, 60 * day)
    expect(nextVisit(plan({ now: late, failedVisits: 1 }))).toEqual(addMs(late, 10 * minute))
  })
})

describe('a missing page', () => {
  it('counts as removed at the second sighting ten minutes later, not before', () => {
    const first = judgeMissing({ missingSince: null, removedAt: null }, start)
    expect(first.outcome).toBe('removal_doubted')
    expect(nextVisit(plan({ ...first.presence }))).toEqual(addMs(start, removalConfirmedAfterMs))
    expect(judgeMissing(first.presence, addMs(start, removalConfirmedAfterMs - 1)).outcome).toBe('removal_doubted')
    const second = judgeMissing(first.presence, addMs(start, removalConfirmedAfterMs))
    expect(second).toEqual({
      outcome: 'removed',
      presence: { missingSince: start, removedAt: addMs(start, removalConfirmedAfterMs) },
    })
  })
})
