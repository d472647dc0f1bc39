import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addMs, day, fromShanghai, hour, minute, shanghaiDay } from '../../domain/time.ts'
import { type Cadence, occurrences, occurrenceState, type Recurrence } from './recurring.ts'

const found = fromShanghai(2026, 10, 20, 9, 0)!
const at = (hours: number) => addMs(found, hours * hour)

describe('recurring duties', () => {
  const shanghai = (month: number, dayOfMonth: number, hours = 0) => fromShanghai(2026, month, dayOfMonth, hours)!
  const keys = (every: Recurrence, startAt: Date, until: Date) =>
    occurrences(every, { startAt, from: startAt, until }).map((o) => o.key)

  it('come every Shanghai day, also over the turn of the month', () => {
    expect(keys('day', shanghai(9, 29, 23), shanghai(10, 1, 1))).toEqual(['2026-09-29', '2026-09-30', '2026-10-01'])
    const [first] = occurrences('day', { startAt: shanghai(9, 29), from: shanghai(9, 29), until: shanghai(9, 29) })
    expect(first).toEqual({ key: '2026-09-29', opensAt: shanghai(9, 29), limitAt: addMs(shanghai(9, 30), -1) })
  })

  it('come in the late month from the 21st to its last moment, the month of activation included', () => {
    const [october, november] = occurrences('late-month', {
      startAt: shanghai(10, 25),
      from: shanghai(10, 25),
      until: shanghai(11, 30),
    })
    expect(october).toEqual({ key: '2026-10', opensAt: shanghai(10, 21), limitAt: addMs(shanghai(11, 1), -1) })
    expect(november).toEqual({ key: '2026-11', opensAt: shanghai(11, 21), limitAt: addMs(shanghai(12, 1), -1) })
    expect(keys('late-month', shanghai(12, 30), fromShanghai(2027, 2, 22)!)).toEqual(['2026-12', '2027-01', '2027-02'])
  })

  it('come once a quarter and once a year', () => {
    expect(keys('quarter', shanghai(11, 5), fromShanghai(2027, 4, 1)!)).toEqual(['2026-Q4', '2027-Q1', '2027-Q2'])
    expect(keys('year', shanghai(1, 1), fromShanghai(2027, 6, 1)!)).toEqual(['2026', '2027'])
  })

  it('come every few hours from the start where a leading group says so', () => {
    const found = occurrences({ everyMs: 4 * hour }, { startAt: at(0), from: at(0), until: at(9) })
    expect(found.map((o) => [o.key, o.limitAt])).toEqual([
      ['#1', at(4)],
      ['#2', at(8)],
      ['#3', at(12)],
    ])
  })

  it('tell a word that there was nothing from nobody’s word', () => {
    const [today] = occurrences('day', { startAt: shanghai(10, 1), from: shanghai(10, 1), until: shanghai(10, 1) })
    const state = (now: Date, entries: { at: Date; nil: boolean }[] = [], nilCounts = true) =>
      occurrenceState(today!, { entries: entries.map((e) => ({ ...e, key: today!.key })), nilCounts }, now)
    expect(state(shanghai(9, 30))).toBe('ahead')
    expect(state(shanghai(10, 1, 12))).toBe('open')
    expect(state(shanghai(10, 2))).toBe('missing')
    expect(state(shanghai(10, 2), [{ at: shanghai(10, 1, 18), nil: true }])).toBe('nil')
    expect(state(shanghai(10, 2), [{ at: shanghai(10, 1, 18), nil: true }], false)).toBe('missing')
    expect(state(shanghai(10, 2), [{ at: shanghai(10, 1, 18), nil: false }])).toBe('reported')
    expect(state(shanghai(10, 3), [{ at: shanghai(10, 2), nil: true }])).toBe('late')
  })

  it('for all times: every instant after the start lies in at most one, in order, and asking twice gives the same', () => {
    const cadence = fc.oneof(
      fc.constantFrom<Cadence>('day', 'late-month', 'month', 'quarter', 'year'),
      fc.integer({ min: 15, max: 60 * 24 * 7 }).map((n) => ({ everyMs: n * minute })),
    )
    const minutes = fc.integer({ min: 0, max: 60 * 24 * 400 })
    fc.assert(
      fc.property(cadence, minutes, minutes, fc.integer({ min: 0, max: 60 * 24 * 40 }), (every, start, from, span) => {
        const startAt = addMs(found, start * minute)
        const range = { startAt, from: addMs(startAt, from * minute), until: addMs(startAt, (from + span) * minute) }
        const made = occurrences(every, range)
        made.forEach((o, i) => {
          expect(o.opensAt <= o.limitAt && o.limitAt >= startAt && o.opensAt <= range.until).toBe(true)
          if (i > 0) expect(o.opensAt > made[i - 1]!.limitAt).toBe(true)
          const again = occurrences(every, { ...range, from: o.limitAt, until: o.limitAt })
          expect(again.map((x) => x.key)).toEqual([o.key])
        })
        if (every === 'day') expect(made.length).toBe(Math.round((dayOf(range.until) - dayOf(range.from)) / day) + 1)
      }),
    )
  })
  const dayOf = (instant: Date) => Date.parse(shanghaiDay(instant))
})
