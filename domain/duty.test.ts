import { describe, expect, it } from 'vitest'
import { firstGap, gapAlarm, overlap, turnsOfPattern } from './duty.ts'
import { addMs, fromShanghai, hour } from './time.ts'

const at = (d: number, h: number) => fromShanghai(2026, 10, d, h)!
const turn = (a: Date, b: Date) => ({ fromAt: a, toAt: b })

describe('turns of a duty', () => {
  it('that meet at midnight neither overlap nor leave a gap', () => {
    const [first, second] = [turn(at(1, 12), at(2, 0)), turn(at(2, 0), at(2, 12))]
    expect(overlap(first, second)).toBe(false)
    expect(firstGap([second, first], at(1, 12))).toEqual({ fromAt: at(2, 12), toAt: null })
  })

  it('show the first hole between them', () => {
    const turns = [turn(at(1, 0), at(1, 8)), turn(at(1, 16), at(2, 0))]
    expect(firstGap(turns, at(1, 1))).toEqual({ fromAt: at(1, 8), toAt: at(1, 16) })
  })

  it('of a pattern go round without a gap and end when asked', () => {
    const turns = turnsOfPattern(['a', 'b'], { fromAt: at(1, 8), untilAt: at(3, 2), turnMs: 12 * hour })
    expect(turns.map((t) => t.userId)).toEqual(['a', 'b', 'a', 'b'])
    expect(firstGap(turns, at(1, 8))).toEqual({ fromAt: at(3, 2), toAt: null })
  })
})

describe('a gap is told', () => {
  const turns = [turn(at(1, 0), at(3, 8)), turn(at(3, 10), at(4, 0))]
  it.each([
    [at(2, 7), null, at(2, 8)],
    [at(2, 8), 24 * hour, at(3, 6)],
    [at(3, 6), 2 * hour, at(3, 8)],
    [at(3, 8), 0, at(3, 10)],
    [at(3, 9), 0, at(3, 10)],
  ])('at %s by its lead, and looked at again in time', (now, leadMs, lookAt) => {
    expect(gapAlarm(turns, now)).toEqual({ gap: { fromAt: at(3, 8), toAt: at(3, 10) }, leadMs, lookAt })
  })

  it('and is not looked at again when nobody follows', () => {
    expect(gapAlarm(turns, addMs(at(4, 0), hour)).lookAt).toBeNull()
  })
})
