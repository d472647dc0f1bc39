import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addMs, fromShanghai, hour, minute, second } from '../../domain/time.ts'
import {
  type ClockFacts,
  clockState,
  dueSteps,
  ladderOf,
  meetClock,
  moveStart,
  nextStepAt,
  passLimit,
  voidClock,
} from './clock.ts'

const start = fromShanghai(2026, 9, 30, 23, 10)!
const clockOf = (more: Partial<ClockFacts> = {}): ClockFacts => ({
  duty: 'report-2h',
  kind: 'hard',
  startAt: start,
  originalStartAt: null,
  limitMs: 2 * hour,
  limitAt: addMs(start, 2 * hour),
  state: 'running',
  overdueAt: null,
  metAt: null,
  voidReason: null,
  ...more,
})
const none = new Set<string>()
const after = (ms: number) => addMs(start, ms)

describe('a clock at its limit', () => {
  it('is met by a delivery at the limit and late one millisecond after it', () => {
    const clock = clockOf()
    expect(meetClock(clock, { at: after(2 * hour), proof: 'server' })).toMatchObject({ state: 'met' })
    expect(meetClock(clock, { at: after(2 * hour + 1), proof: 'server' })).toMatchObject({ state: 'met_late' })
    expect(clockState(clock, after(2 * hour)).state).toBe('due_soon')
    expect(clockState(clock, after(2 * hour + 1)).state).toBe('overdue')
  })

  it('says how much was left and how late it was', () => {
    const met = clockOf({ state: 'met', metAt: after(2 * hour - second) })
    expect(clockState(met, after(5 * hour))).toMatchObject({ marginMs: second, delayMs: null, remainingMs: null })
    const late = clockOf({ state: 'met_late', metAt: after(2 * hour + 5 * minute) })
    expect(clockState(late, after(5 * hour))).toMatchObject({ marginMs: null, delayMs: 5 * minute })
  })

  it('is due soon in its last quarter', () => {
    expect(clockState(clockOf(), after(90 * minute - 1)).state).toBe('running')
    expect(clockState(clockOf(), after(90 * minute)).state).toBe('due_soon')
  })
})

describe('the ladder', () => {
  it('warns at T+0, 30, 60, 90 minutes, says overdue after 120 and again every 15, for six hours', () => {
    const steps = ladderOf(clockOf())
    const offsets = steps.map((s) => Math.round((s.plannedAt.getTime() - start.getTime()) / minute))
    expect(offsets.slice(0, 8)).toEqual([0, 30, 60, 90, 120, 135, 150, 165])
    expect(offsets.at(-1)).toBe(480)
    expect(steps.slice(0, 5).map((s) => s.to)).toEqual([
      ['duty'],
      ['head'],
      ['head', 'stand_in'],
      ['parent_duty', 'root_office'],
      ['root_office'],
    ])
  })

  it('keeps the shares for other limits', () => {
    const steps = ladderOf(clockOf({ limitMs: 24 * hour, limitAt: after(24 * hour) }))
    expect(steps.slice(0, 4).map((s) => (s.plannedAt.getTime() - start.getTime()) / hour)).toEqual([0, 6, 12, 18])
  })

  it('never tells the root office of a soft target', () => {
    const steps = ladderOf(clockOf({ kind: 'soft' }))
    expect(steps.flatMap((s) => s.to)).not.toContain('root_office')
  })

  it('sends an unacknowledged receipt to the second duty person at the limit', () => {
    const receipt = clockOf({ duty: 'acknowledge', kind: 'soft', limitMs: 15 * minute, limitAt: after(15 * minute) })
    expect(dueSteps(receipt, none, after(15 * minute)).map((s) => s.to)).toEqual([['stand_in']])
    expect(dueSteps(receipt, none, after(15 * minute - 1))).toEqual([])
  })

  it('is silent after the end', () => {
    for (const state of ['met', 'met_late', 'void'] as const) {
      expect(dueSteps(clockOf({ state }), none, after(9 * hour))).toEqual([])
      expect(nextStepAt(clockOf({ state }), none)).toBeNull()
    }
    expect(nextStepAt(clockOf({ state: 'overdue', voidReason: 'no event' }), none)).toBeNull()
  })
})

describe('the end of a clock', () => {
  it('stays overdue when the time of the server steps back', () => {
    const overdue = clockOf({ state: 'overdue', overdueAt: after(2 * hour + minute) })
    expect(clockState(overdue, after(hour)).state).toBe('overdue')
    const met = meetClock(overdue, { at: after(2 * hour - minute), proof: 'server' })
    expect(met).toEqual({ state: 'met_late', metAt: after(2 * hour + minute) })
  })

  it('is met by a confirmed call within the limit although it was overdue when the call was logged', () => {
    const overdue = clockOf({ state: 'overdue', overdueAt: after(2 * hour + 1) })
    expect(meetClock(overdue, { at: after(118 * minute), proof: 'call' })).toMatchObject({ state: 'met' })
    expect(meetClock(overdue, { at: after(121 * minute), proof: 'call' })).toMatchObject({ state: 'met_late' })
  })

  it('is met by a call in time that is confirmed after the written report came late', () => {
    const late = clockOf({ state: 'met_late', metAt: after(121 * minute), overdueAt: after(2 * hour + 1) })
    const call = { at: after(118 * minute), proof: 'call' as const }
    expect(meetClock(late, call)).toEqual({ state: 'met', metAt: after(118 * minute) })
    expect(meetClock(late, { ...call, at: after(2 * hour + 1) })).toBeNull()
    expect(meetClock(late, { ...call, proof: 'server' })).toBeNull()
    expect(meetClock(clockOf({ state: 'void' }), call)).toBeNull()
  })

  it('cannot come twice', () => {
    for (const state of ['met', 'met_late', 'void'] as const) {
      expect(meetClock(clockOf({ state }), { at: start, proof: 'server' })).toBeNull()
      expect(voidClock(clockOf({ state }), 'r', start)).toBeNull()
    }
  })

  it('by rejection voids a running clock and leaves a breach as it is', () => {
    expect(voidClock(clockOf(), 'no event', after(hour))).toEqual({ state: 'void', voidReason: 'no event' })
    expect(voidClock(clockOf({ state: 'overdue' }), 'no event', after(3 * hour))).toEqual({ voidReason: 'no event' })
    expect(voidClock(clockOf(), 'no event', after(3 * hour))).toMatchObject({
      state: 'overdue',
      voidReason: 'no event',
    })
  })
})

describe('a moved start', () => {
  it('keeps the first start and shows the worse of the two cases', () => {
    const clock = clockOf()
    const moved = { ...clock, ...moveStart(clock, after(90 * minute)) }
    expect(moved.originalStartAt).toEqual(start)
    expect(clockState(moved, after(130 * minute))).toMatchObject({ state: 'running', worstCase: { state: 'overdue' } })
    const again = { ...moved, ...moveStart(moved, after(10 * minute)) }
    expect(again.originalStartAt).toEqual(start)
  })

  it('turns a report in time into a late one when the start was earlier, never the other way', () => {
    const met = clockOf({ state: 'met', metAt: after(110 * minute) })
    expect({ ...met, ...moveStart(met, after(-30 * minute)) }.state).toBe('met_late')
    const late = clockOf({ state: 'met_late', metAt: after(130 * minute) })
    expect({ ...late, ...moveStart(late, after(60 * minute)) }.state).toBe('met_late')
  })
})

describe('for all times', () => {
  const ms = fc.integer({ min: -hour, max: 12 * hour })

  it('a delivery by server time is met exactly when it is not after the limit', () => {
    fc.assert(
      fc.property(ms, (t) => {
        expect(meetClock(clockOf(), { at: after(t), proof: 'server' })?.state).toBe(t <= 2 * hour ? 'met' : 'met_late')
      }),
    )
  })

  it('steps fire once each, in any order of wake-ups and steps back, and overdue is never undone', () => {
    fc.assert(
      fc.property(fc.array(ms, { minLength: 1, maxLength: 40 }), (wakeUps) => {
        let clock = clockOf()
        const fired = new Set<string>()
        for (const t of wakeUps) {
          const was = clock.state
          const due = dueSteps(clock, fired, after(t))
          for (const s of due) {
            expect(fired.has(s.step)).toBe(false)
            expect(s.plannedAt <= after(t)).toBe(true)
            fired.add(s.step)
          }
          clock = { ...clock, ...(passLimit(clock, after(t)) ?? {}) }
          if (was === 'overdue') expect(clockState(clock, after(t)).state).toBe('overdue')
          const next = nextStepAt(clock, fired)
          expect(next === null || next > after(t)).toBe(true)
        }
        const latest = Math.max(...wakeUps)
        expect(fired.size).toBe(ladderOf(clockOf()).filter((s) => s.plannedAt <= after(latest)).length)
      }),
    )
  })

  it('the reading only moves forward', () => {
    const order = ['running', 'due_soon', 'overdue']
    fc.assert(
      fc.property(ms, ms, (a, b) => {
        const [early, late] = a < b ? [a, b] : [b, a]
        const rank = (t: number) => order.indexOf(clockState(clockOf(), after(t)).state)
        expect(rank(early)).toBeLessThanOrEqual(rank(late))
      }),
    )
  })
})
