import { describe, expect, it } from 'vitest'
import { missedShare, quotas } from './low-sample.ts'
import { wilson } from './precision.ts'

describe('sample of what was not flagged', () => {
  it('gives each group its turn, and never more than it holds', () => {
    const given = quotas(
      new Map([
        ['rare', 2],
        ['big', 90_000],
        ['mid', 50],
      ]),
      20,
    )
    expect([...given]).toEqual([
      ['big', 9],
      ['mid', 9],
      ['rare', 2],
    ])
    expect([...quotas(new Map([['a', 3]]), 20).values()]).toEqual([3])
    expect(quotas(new Map(), 20).size).toBe(0)
  })

  it('is Wilson for one group', () => {
    const { low, high, share } = missedShare([{ size: 500, answered: 20, missed: 1 }])
    expect(share).toBe(0.05)
    expect(low).toBeCloseTo(wilson(1, 20).low, 12)
    expect(high).toBeCloseTo(wilson(1, 20).high, 12)
  })

  it('weighs groups by size, and says what it does not speak for', () => {
    const two = missedShare([
      { size: 900, answered: 10, missed: 0 },
      { size: 100, answered: 10, missed: 5 },
    ])
    expect(two.share).toBeCloseTo(0.05, 12)
    expect(two.low).toBeGreaterThan(0)
    // By hand: 0.05 + sqrt((0.9 × 0.27753)² + (0.1 × 0.26341)²).
    expect(two.high).toBeCloseTo(0.3012, 3)
    const half = missedShare([
      { size: 50, answered: 1, missed: 0 },
      { size: 50, answered: 0, missed: 0 },
    ])
    expect(half.covered).toBe(0.5)
    expect(missedShare([{ size: 50, answered: 0, missed: 0 }])).toMatchObject({ share: null, covered: 0 })
  })
})
