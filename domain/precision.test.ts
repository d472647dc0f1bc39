import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Decided, precisionBy, precisionByWeek, precisionOf, startOfWeek, wilson } from './precision.ts'
import { addMs, day } from './time.ts'

const decided = (verdict: Decided['verdict'], types = ['M01'], at = new Date('2026-11-18T04:00:00Z')): Decided => ({
  ...{ at, types, level: 'high', verdict },
})

describe('precision of flags', () => {
  it('has the interval of Wilson', () => {
    // Values of Newcombe 1998, table I: 81/263 and 0/20.
    const { low, high } = wilson(81, 263)
    expect([low.toFixed(4), high.toFixed(4)]).toEqual(['0.2553', '0.3662'])
    expect(wilson(0, 20).high.toFixed(4)).toBe('0.1611')
  })

  it('lies within its interval, which narrows as more is decided', () => {
    fc.assert(
      fc.property(fc.nat(50), fc.nat(50), (hits, misses) => {
        const all = hits + misses
        if (all === 0) return
        const { low, high } = wilson(hits, all)
        expect(low).toBeLessThanOrEqual(hits / all + 1e-9)
        expect(high).toBeGreaterThanOrEqual(hits / all - 1e-9)
        const more = wilson(hits * 4, all * 4)
        expect(more.high - more.low).toBeLessThan(high - low)
      }),
    )
  })

  it('counts what was outdated or could not be verified for neither side', () => {
    const all = ['false', 'misleading', 'accurate', 'opinion', 'outdated', 'unverifiable'] as const
    expect(precisionOf(all.map((v) => decided(v)))).toMatchObject({
      ...{ confirmed: 2, falseAlarms: 2, explained: 1, unverifiable: 1, share: 0.5 },
    })
    expect(precisionOf([decided('outdated')])).toMatchObject({ share: null, low: null, high: null })
  })

  it('counts a flag of two types for both', () => {
    const rows = precisionBy([decided('false', ['M01', 'leak']), decided('accurate', ['leak'])], (d) => d.types)
    expect(rows.map((r) => [r.key, r.precision.share])).toEqual([
      ['leak', 0.5],
      ['M01', 1],
    ])
  })

  it('begins its weeks on Monday midnight in Shanghai', () => {
    expect(startOfWeek(new Date('2026-11-15T15:59:59Z')).toISOString()).toBe('2026-11-08T16:00:00.000Z')
    expect(startOfWeek(new Date('2026-11-15T16:00:00Z')).toISOString()).toBe('2026-11-15T16:00:00.000Z')
    fc.assert(
      fc.property(fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }), (at) => {
        const start = startOfWeek(at)
        expect(at.getTime() - start.getTime()).toBeGreaterThanOrEqual(0)
        expect(at.getTime() - start.getTime()).toBeLessThan(7 * day)
        expect(addMs(start, 8 * 3_600_000).getUTCDay()).toBe(1)
      }),
    )
  })

  it('has every week, also one in which nothing was decided', () => {
    const weeks = precisionByWeek([decided('false')], { weeks: 3, now: new Date('2026-11-28T04:00:00Z') })
    expect(weeks.map((w) => w.precision.confirmed)).toEqual([0, 1, 0])
  })
})
