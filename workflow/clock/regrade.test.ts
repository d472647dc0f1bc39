import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { incidentGrades } from '../../domain/incident.ts'
import { addMs, fromShanghai, hour, minute } from '../../domain/time.ts'
import { type ClockFacts, clockState, meetClock, passLimit } from './clock.ts'
import { openClock, transferClock } from './open-clock.ts'
import { type GradedDuty, regradeClocks, type RegradedClock } from './regrade.ts'

const found = fromShanghai(2026, 10, 20, 9, 0)!
const at = (hours: number) => addMs(found, hours * hour)
const clockOf = (more: Partial<RegradedClock> = {}): RegradedClock => {
  const limitMs = more.limitMs ?? 2 * hour
  return {
    ...{
      id: 'c',
      duty: 'report-2h',
      kind: 'hard',
      startAt: found,
      originalStartAt: null,
      limitMs,
      limitAt: addMs(found, limitMs),
    },
    ...{ state: 'running', overdueAt: null, metAt: null, voidReason: null },
    ...more,
  }
}

describe('a new grade', () => {
  const duties: GradedDuty[] = [
    { duty: 'authoritative-word', kind: 'hard', limitMs: 5 * hour, startAt: found, grades: ['major', 'extraordinary'] },
    { duty: 'press-conference', kind: 'hard', limitMs: 24 * hour, startAt: found, grades: ['major', 'extraordinary'] },
    { duty: 'report-to-government', kind: 'soft', limitMs: hour, startAt: at(6.5), grades: ['extraordinary'] },
  ]
  const answer = clockOf({ id: 'answer', duty: 'answer', limitMs: 48 * hour })

  it('counts from the finding: five hours are gone at 15:30 and the clock is born overdue, by the regrade', () => {
    const { opened, ended } = regradeClocks(
      { clocks: [answer], duties },
      { grade: 'extraordinary', reason: '升级', at: at(6.5) },
    )
    expect(opened.map((c) => [c.duty, c.state, c.overdueOnCreation, c.limitAt])).toEqual([
      ['authoritative-word', 'overdue', 'regrade', at(5)],
      ['press-conference', 'running', null, at(24)],
      ['report-to-government', 'running', null, at(7.5)],
    ])
    // What hangs on no grade stays beside them.
    expect(ended).toEqual([])
  })

  it('by going down never erases a breach, and ends only what is no longer owed', () => {
    const overdue = clockOf({
      id: 'a',
      duty: 'authoritative-word',
      limitMs: 5 * hour,
      state: 'overdue',
      overdueAt: at(5),
    })
    const running = clockOf({ id: 'b', duty: 'press-conference', limitMs: 24 * hour })
    const { opened, ended } = regradeClocks(
      { clocks: [overdue, running, answer], duties },
      { grade: 'larger', reason: '降级', at: at(8) },
    )
    expect(opened).toEqual([])
    expect(ended).toEqual([
      { id: 'a', change: { voidReason: '降级' } },
      { id: 'b', change: { state: 'void', voidReason: '降级' } },
    ])
  })

  it('does not ask again for what was done under the other limit', () => {
    const graded: GradedDuty[] = [
      { duty: 'report', kind: 'hard', limitMs: 24 * hour, startAt: found, grades: ['general', 'larger'] },
      { duty: 'report', kind: 'hard', limitMs: 4 * hour, startAt: found, grades: ['major', 'extraordinary'] },
    ]
    const done = (metAt: Date) => clockOf({ duty: 'report', limitMs: 24 * hour, state: 'met', metAt })
    const raise = (clock: RegradedClock) =>
      regradeClocks({ clocks: [clock], duties: graded }, { grade: 'major', reason: 'r', at: at(10) })
    expect(raise(done(at(3))).opened).toMatchObject([{ state: 'met', metAt: at(3), overdueOnCreation: null }])
    expect(raise(done(at(6))).opened).toMatchObject([{ state: 'met_late', metAt: at(6) }])
  })

  it('for all sequences of grades: no breach and no delivery disappears, and every limit runs from the finding', () => {
    const steps = fc.array(
      fc.record({
        grade: fc.constantFrom(...incidentGrades),
        after: fc.integer({ min: 0, max: 20 * 60 }),
        meet: fc.boolean(),
      }),
      { maxLength: 12 },
    )
    fc.assert(
      fc.property(steps, (changes) => {
        let clocks: RegradedClock[] = []
        let now = found
        for (const { grade, after, meet } of changes) {
          now = addMs(now, after * minute)
          clocks = clocks.map((c) => ({ ...c, ...passLimit(c, now) }))
          if (meet)
            clocks = clocks.map((c, i) =>
              i === 0 ? { ...c, ...(c.voidReason === null ? meetClock(c, { at: now, proof: 'server' }) : null) } : c,
            )
          const before = clocks
          const { opened, ended } = regradeClocks({ clocks, duties }, { grade, reason: 'r', at: now })
          clocks = clocks.map((c) => ({ ...c, ...ended.find((e) => e.id === c.id)?.change }))
          for (const c of before) {
            const then = clocks.find((x) => x.id === c.id)!
            if (c.state === 'overdue' || c.state === 'met_late' || c.state === 'met') expect(then.state).toBe(c.state)
          }
          clocks.push(...opened.map((c, i) => ({ ...c, id: `${clocks.length + i}` })))
          for (const d of duties) {
            const alive = clocks.filter((c) => c.duty === d.duty && c.state !== 'void' && c.voidReason === null)
            expect(alive.length).toBe(d.grades.includes(grade) || alive.some((c) => c.metAt !== null) ? 1 : 0)
          }
          for (const c of clocks) expect(c.limitAt.getTime() - c.startAt.getTime()).toBe(c.limitMs)
          // The same grade again changes nothing.
          const again = regradeClocks({ clocks, duties }, { grade, reason: 'r', at: now })
          expect([again.opened, again.ended]).toEqual([[], []])
        }
      }),
    )
  })
})

describe('a duty handed to another unit', () => {
  it('keeps its start: two hours found at nine end at eleven, whoever owes them', () => {
    const moved = transferClock(clockOf(), { reason: '移交', at: at(1.5) })!
    expect(moved.from).toEqual({ state: 'void', voidReason: '移交' })
    expect(moved.opened).toMatchObject({ startAt: found, limitAt: at(2), state: 'running', overdueOnCreation: null })
  })

  it('keeps both starts where two persons had moved it, so that the worse of the two is still shown', () => {
    const corrected = clockOf({ originalStartAt: at(-1) })
    const { opened } = transferClock(corrected, { reason: '移交', at: at(0.5) })!
    expect(clockState({ duty: 'report-2h', ...opened }, at(1.5)).worstCase).toMatchObject({
      state: 'overdue',
      limitAt: at(1),
    })
  })

  it('leaves the breach with the unit that had it, and says of the new clock why it is overdue', () => {
    const moved = transferClock(clockOf({ state: 'overdue', overdueAt: at(2) }), { reason: '移交', at: at(3) })!
    expect(moved.from).toEqual({ voidReason: '移交' })
    expect(moved.opened).toMatchObject({ state: 'overdue', overdueAt: at(3), overdueOnCreation: 'transfer' })
  })

  it('is impossible once it is done, void or handed on', () => {
    for (const more of [
      { state: 'met' },
      { state: 'met_late' },
      { state: 'void' },
      { state: 'overdue', voidReason: '移交' },
    ] as const)
      expect(transferClock(clockOf(more), { reason: 'r', at: at(1) })).toBeNull()
  })

  it('for all times: a new clock reads as one that always ran', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 6 * 60 }), fc.integer({ min: 0, max: 6 * 60 }), (handed, read) => {
        const now = addMs(found, handed * minute)
        const { opened } = transferClock(clockOf(), { reason: 'r', at: now })!
        const later = addMs(now, read * minute)
        const facts = { duty: 'report-2h', ...opened } as ClockFacts
        expect(clockState(facts, later).state).toBe(clockState(clockOf(), later).state)
        expect(openClock(clockOf(), { now, cause: 'late-start' }).limitAt).toEqual(at(2))
      }),
    )
  })
})
