/** Drill time under random control: it never runs back, and wakes exactly when it has come so far. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changePace, DrillInstant, drillTime, type Pace, realTime, wakeAt } from './drill-time.ts'

const began = new Date('2026-11-02T02:00:00Z')
const later = (at: Date, ms: number) => new Date(at.getTime() + ms)

/** After so many real ms somebody sets a speed, stops it, or leaps so far ahead (or back). */
const acts = fc.array(
  fc.record({
    afterMs: fc.integer({ min: -500, max: 10_000_000 }),
    speed: fc.option(fc.constantFrom(0, 1, 2, 10, 60, 600), { nil: undefined }),
    leapMs: fc.option(fc.integer({ min: -5_000_000, max: 50_000_000 }), { nil: undefined }),
  }),
  { maxLength: 20 },
)

describe('the time of a drill', () => {
  it('never runs back, whatever is done to it and however the server steps', () => {
    fc.assert(
      fc.property(acts, (list) => {
        let pace: Pace = { realAt: began, drillAt: began, speed: 1 }
        let real = began
        let reached = began
        for (const { afterMs, speed, leapMs } of list) {
          real = later(real, afterMs)
          const before = drillTime(pace, real)
          // A server's time that stepped back may show an earlier second of the same line, never one before its last change.
          expect(before.getTime()).toBeGreaterThanOrEqual(pace.drillAt.getTime())
          pace = changePace(pace, { speed, ...(leapMs === undefined ? {} : { to: later(before, leapMs) }) }, real)
          const after = drillTime(pace, real)
          expect(after.getTime()).toBe(Math.max(before.getTime(), before.getTime() + (leapMs ?? 0)))
          if (afterMs >= 0) expect(after.getTime()).toBeGreaterThanOrEqual(reached.getTime())
          reached = after
        }
      }),
    )
  })

  it('wakes what is planned in the order it is planned, not before and at most one tick of its speed after', () => {
    const offsets = fc.array(fc.integer({ min: 0, max: 100_000_000 }), { minLength: 2, maxLength: 20 })
    fc.assert(
      fc.property(offsets, fc.constantFrom(1, 2, 10, 60, 600), (list, speed) => {
        const pace = { realAt: began, drillAt: began, speed }
        const planned = [...list].sort((a, b) => a - b).map((ms) => later(began, ms))
        const woken = planned.map((at) => wakeAt(pace, at)!)
        for (const [i, at] of woken.entries()) {
          if (i > 0) expect(at.getTime()).toBeGreaterThanOrEqual(woken[i - 1]!.getTime())
          const reached = drillTime(pace, at).getTime()
          expect(reached).toBeGreaterThanOrEqual(planned[i]!.getTime())
          expect(reached - planned[i]!.getTime()).toBeLessThan(speed)
        }
      }),
    )
  })

  it('wakes nothing that lies ahead while it stands still, and what has passed at once', () => {
    const still = { realAt: began, drillAt: began, speed: 0 }
    expect(wakeAt(still, later(began, 1))).toBeNull()
    expect(wakeAt(still, began)).toEqual(began)
    expect(drillTime(still, later(began, 86_400_000)).getTime()).toBe(began.getTime())
  })

  it('an instant of a drill is a time like any other, and knows when it really was', () => {
    const at = drillTime({ realAt: began, drillAt: later(began, 3_600_000), speed: 60 }, later(began, 1000))
    expect(at.toISOString()).toBe('2026-11-02T03:01:00.000Z')
    expect(realTime(at)).toEqual(later(began, 1000))
    expect(realTime(began)).toBe(began)
    expect(at).toBeInstanceOf(DrillInstant)
  })
})
