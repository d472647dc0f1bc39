import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { monthDays, monthOf, shiftMonth } from './month.ts'

describe('a month', () => {
  it('is shown in whole weeks from Monday', () => {
    expect(monthDays({ year: 2026, month: 10 })).toEqual(
      expect.arrayContaining(['2026-09-28', '2026-10-31', '2026-11-01']),
    )
    fc.assert(
      fc.property(fc.integer({ min: 1990, max: 2090 }), fc.integer({ min: 1, max: 12 }), (year, month) => {
        const days = monthDays({ year, month })
        expect(days.length % 7).toBe(0)
        expect(new Date(`${days[0]}T00:00:00Z`).getUTCDay()).toBe(1)
        expect(days.filter((d) => d.startsWith(shiftMonth({ year, month }, 0)))).toHaveLength(
          new Date(Date.UTC(year, month, 0)).getUTCDate(),
        )
      }),
    )
  })

  it('goes over the year in both directions, and back', () => {
    expect(shiftMonth({ year: 2026, month: 12 }, 1)).toBe('2027-01')
    expect(shiftMonth({ year: 2026, month: 1 }, -1)).toBe('2025-12')
    expect(monthOf('2026-13')).toBeNull()
  })
})
