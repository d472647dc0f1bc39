import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clockStates } from './incident.ts'
import { addMs, fromShanghai, hour, minute } from './time.ts'
import { type Duty, firstWords, lastMonths, monthOf, spreadOf, timelinessBy, timelinessOf } from './timeliness.ts'

const start = fromShanghai(2026, 10, 1, 9)!
const duty = (state: Duty['state'], took: number | null = null, more: Partial<Duty> = {}): Duty => ({
  ...{ unitId: 'liuzhou', plan: 'media', startAt: start, state, bornLate: false },
  metAt: took === null ? null : addMs(start, took * minute),
  ...more,
})

describe('time to report', () => {
  it('is counted from the start to the delivery: the middle one, and what nine tenths kept', () => {
    const times = [10, 20, 30, 40, 50, 60, 70, 80, 90, 600].map((m) => duty(m > 120 ? 'met_late' : 'met', m))
    expect(timelinessOf(times)).toMatchObject({ n: 10, median: 55 * minute, p90: 90 * minute, inTime: 9, late: 1 })
    expect(spreadOf([])).toEqual({ n: 0, median: null, p90: null })
    expect(spreadOf([7])).toEqual({ n: 1, median: 7, p90: 7 })
  })

  it('share in time: what is overdue and not done counts against it, what still runs and what was born late counts for neither', () => {
    const all = [
      ...[duty('met', 30), duty('met', 40), duty('met_late', 200), duty('overdue'), duty('running'), duty('void')],
      duty('overdue', null, { bornLate: true }),
    ]
    expect(timelinessOf(all)).toMatchObject({
      ...{ share: 0.5, inTime: 2, late: 1, overdue: 1, running: 1, bornLate: 1 },
    })
    expect(timelinessOf([duty('running')]).share).toBeNull()
  })

  it('by a key loses nothing and counts nothing twice', () => {
    const duties = fc.array(
      fc.record({
        unitId: fc.constantFrom('a', 'b', 'c'),
        plan: fc.constant('media'),
        startAt: fc.constant(start),
        state: fc.constantFrom(...clockStates),
        bornLate: fc.boolean(),
        metAt: fc.option(fc.integer({ min: 0, max: 500 }).map((m) => addMs(start, m * minute))),
      }),
    )
    fc.assert(
      fc.property(duties, (all) => {
        const whole = timelinessOf(all)
        const parts = timelinessBy(all, (d) => d.unitId).map((r) => r.timeliness)
        for (const name of ['n', 'inTime', 'late', 'overdue', 'running', 'bornLate'] as const)
          expect(parts.reduce((sum, p) => sum + p[name], 0)).toBe(whole[name])
        if (whole.median !== null) expect(whole.median).toBeLessThanOrEqual(whole.p90!)
        if (whole.share !== null) expect(whole.share >= 0 && whole.share <= 1).toBe(true)
      }),
    )
  })
})

it('months are those of Shanghai, over the turn of the year', () => {
  expect(monthOf(new Date('2026-12-31T16:30:00Z'))).toBe('2027-01')
  expect(lastMonths(fromShanghai(2027, 1, 1)!, 3).map((m) => m.month)).toEqual(['2026-11', '2026-12', '2027-01'])
  expect(lastMonths(fromShanghai(2027, 1, 1)!, 1)[0]!.startAt).toEqual(fromShanghai(2027, 1, 1))
})

it('the first word counts from the finding, inside and outside apart; whatever has none is counted as such', () => {
  const word = (points: number | null, release: number | null) => ({
    foundAt: start,
    pointsAt: points === null ? null : addMs(start, points * hour),
    releaseAt: release === null ? null : addMs(start, release * hour),
  })
  const said = firstWords([word(2, 5), word(4, null), word(null, null)])
  expect(said).toEqual({
    points: { n: 2, median: 3 * hour, p90: 4 * hour },
    release: { n: 1, median: 5 * hour, p90: 5 * hour },
    none: 1,
  })
})
