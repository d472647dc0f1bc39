import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayKind } from './days-off.ts'
import { expectedItems, hourlyRates, isLearned, learnRhythm, timeUntilExpected } from './rhythm.ts'
import type { SourceRhythm } from './source-health.ts'
import { addMs, day, hour, minute } from './time.ts'

const monday = new Date('2026-11-15T16:00:00Z') // midnight in Shanghai
/** Two weeks with `perHour` items in each of these hours of a workday. */
function taught(hours: number[], perHour = 1): SourceRhythm {
  let rhythm: SourceRhythm | null = null
  for (let at = addMs(monday, -14 * day); at < monday; at = addMs(at, hour)) {
    const end = addMs(at, hour)
    const published =
      dayKind(at) === 'workday' && hours.includes(addMs(at, 8 * hour).getUTCHours())
        ? Array<Date>(perHour).fill(at)
        : []
    rhythm = learnRhythm(rhythm, { from: at, to: end, published, holds: 20 })
  }
  return rhythm!
}

describe('a rhythm', () => {
  it('expects news when the source publishes, and none at night and at weekends', () => {
    const rhythm = taught([9, 10, 15], 2)
    expect(isLearned(rhythm)).toBe(true)
    const within = (from: number, to: number) =>
      expectedItems(rhythm, addMs(monday, from * hour), addMs(monday, to * hour))
    expect(within(0, 24)).toBeGreaterThan(4.5)
    expect(within(0, 24)).toBeLessThan(8)
    expect(within(9, 11)).toBeGreaterThan(2.5)
    expect(within(20, 32)).toBeLessThan(1.2)
    expect(within(5 * 24, 7 * 24)).toBeLessThan(4)
  })

  it('is learned from the dates on the page where it is the first look', () => {
    const published = Array.from({ length: 20 }, (_, n) => addMs(monday, -n * 3 * hour))
    const rhythm = learnRhythm(null, { from: null, to: monday, published, holds: 20 })!
    expect(hourlyRates(rhythm).every((rate) => rate > 0)).toBe(true)
    expect(expectedItems(rhythm, monday, addMs(monday, day))).toBeGreaterThan(4)
    expect(learnRhythm(null, { from: null, to: monday, published: published.map(() => null), holds: 20 })).toBeNull()
  })

  it('forgets what a source used to do', () => {
    let rhythm = taught([9], 10)
    for (let at = monday; at < addMs(monday, 90 * day); at = addMs(at, 6 * hour))
      rhythm = learnRhythm(rhythm, { from: at, to: addMs(at, 6 * hour), published: [], holds: 20 })!
    expect(expectedItems(rhythm, addMs(monday, 91 * day), addMs(monday, 92 * day))).toBeLessThan(0.5)
  })

  it('says when so many items are to be expected, and then they are', () => {
    const rhythm = taught([8, 9, 10, 14, 20])
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 7 * 24 * 60 }),
        fc.double({ min: 0.05, max: 5, noNaN: true }),
        (start, wanted) => {
          const from = addMs(monday, start * minute)
          const ms = timeUntilExpected(rhythm, wanted, { from, atMostMs: 3 * day })
          expect(ms).toBeLessThanOrEqual(3 * day + 1)
          if (ms < 3 * day - 1) expect(expectedItems(rhythm, from, addMs(from, ms))).toBeCloseTo(wanted, 2)
        },
      ),
    )
  })

  it('never becomes a number that is none, whatever the dates say', () => {
    const instant = fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(
        fc.array(fc.option(instant), { maxLength: 30 }),
        fc.option(instant),
        instant,
        (published, from, to) => {
          const rhythm = learnRhythm(null, { from, to, published, holds: 20 })
          if (!rhythm) return
          expect([...rhythm.items, ...rhythm.hours].every((n) => Number.isFinite(n) && n >= 0)).toBe(true)
          expect(expectedItems(rhythm, to, addMs(to, day))).toBeGreaterThanOrEqual(0)
        },
      ),
    )
  })
})

it.each([
  ['2026-02-16', 'holiday'], // New Year's Eve
  ['2026-02-20', 'holiday'],
  ['2026-06-19', 'holiday'], // Dragon Boat
  ['2026-09-25', 'holiday'], // Mid-Autumn
  ['2026-10-03', 'holiday'],
  ['2026-11-21', 'weekend'],
  ['2026-11-20', 'workday'],
  ['2025-07-29', 'workday'], // the fifth of a leap month is no festival
])('%s is a %s', (date, kind) => {
  expect(dayKind(new Date(`${date}T04:00:00Z`))).toBe(kind)
})
