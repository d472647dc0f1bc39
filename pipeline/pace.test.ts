import { describe, expect, it } from 'vitest'
import { paceLimits } from '../domain/source-health.ts'
import { addMs, hour, minute } from '../domain/time.ts'
import { nextInterval, nextPollAt, patienceMs } from './pace.ts'

const now = new Date('2026-11-18T04:00:00Z')
const paced = { priority: 'normal', intervalMs: hour, intervalBy: 'program' } as const
const answer = { rhythm: null, seen: 20, fresh: 0, isFirst: false, now }

describe('how soon a source is asked again', () => {
  it('is what a person said, whatever comes', () => {
    expect(nextInterval({ ...paced, intervalBy: 'person', intervalMs: 4_000 }, { ...answer, fresh: 20 })).toBe(4_000)
    expect(nextPollAt(now, 4_000, { by: 'person', seed: 'x' })).toEqual(addMs(now, 4_000))
  })

  it('is sooner after news and later without, between floor and ceiling, while the rhythm is unknown', () => {
    expect(nextInterval(paced, { ...answer, fresh: 3 })).toBe(hour / 2)
    expect(nextInterval(paced, answer)).toBe(1.5 * hour)
    expect(nextInterval({ ...paced, intervalMs: minute }, { ...answer, fresh: 3 })).toBe(paceLimits.normal.floorMs)
    expect(nextInterval({ ...paced, priority: 'core' }, answer)).toBe(paceLimits.core.ceilingMs)
  })

  it('is cut in half when nearly everything on the page was new, but not at the first look', () => {
    const steady = { ...emptyRhythm, items: Array<number>(48).fill(0.1) }
    const overflowing = { ...answer, rhythm: steady, fresh: 18 }
    expect(nextInterval(paced, overflowing)).toBe(hour / 2)
    expect(nextInterval(paced, { ...overflowing, isFirst: true })).toBe(paceLimits.normal.ceilingMs)
  })

  it('comes when news are to be expected, and before a short page can run over', () => {
    const hourly = (perHour: number, holds: number) => ({
      rhythm: { ...emptyRhythm, items: Array<number>(48).fill(perHour * 10), holds },
    })
    const low = { ...paced, priority: 'low' } as const
    expect(nextInterval(low, { ...answer, ...hourly(1, 100) })).toBe(hour)
    // A page of two items: a little over half of one may come before it is asked again.
    expect(nextInterval(low, { ...answer, ...hourly(1, 2) })).toBe(0.6 * hour)
    expect(nextInterval(paced, { ...answer, ...hourly(1, 100) })).toBe(hour / 2)
    expect(nextInterval({ ...paced, priority: 'core' }, { ...answer, ...hourly(40, 20) })).toBe(paceLimits.core.floorMs)
    expect(nextInterval(paced, { ...answer, ...hourly(0.001, 20) })).toBe(paceLimits.normal.ceilingMs)
  })

  it('spreads sources that were added together', () => {
    const times = new Set(
      Array.from({ length: 50 }, (_, n) => nextPollAt(now, hour, { by: 'program', seed: `${n}` }).getTime()),
    )
    expect(times.size).toBe(50)
    for (const at of times) {
      expect(at - now.getTime()).toBeGreaterThanOrEqual(0.9 * hour)
      expect(at - now.getTime()).toBeLessThanOrEqual(1.1 * hour)
    }
  })

  it('waits longer each time a host asks for patience without saying how long', () => {
    expect([0, 1, 2, 50].map(patienceMs)).toEqual([minute, 2 * minute, 4 * minute, hour])
  })
})

const emptyRhythm = {
  items: Array<number>(48).fill(0),
  hours: Array<number>(48).fill(10),
  longestQuietMs: 0,
  quietExpected: 0,
  holds: 20,
  at: now.toISOString(),
}
