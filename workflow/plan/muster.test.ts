import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addMs, fromShanghai, minute } from '../../domain/time.ts'
import { type CheckIn, musterOf } from './muster.ts'

const clock = (minutes: number) => fromShanghai(2026, 10, 20, 21, minutes)!
const instructedAt = fromShanghai(2026, 10, 20, 20, 52)!
const times = { instructedAt, limitAt: addMs(instructedAt, 30 * minute) }
const groups = [
  { group: 'study-group', members: ['a', 'b', 'both'] },
  { group: 'rescue-group', members: ['c', 'both'] },
]
const checkIn = (userId: string, group: string, at: Date): CheckIn => ({ userId, group, at })

describe('the muster', () => {
  it('names who came at 21:24 as late and counts who sits in two groups once (AC-12)', () => {
    const checkIns = [
      checkIn('a', 'study-group', clock(5)),
      checkIn('both', 'rescue-group', clock(10)),
      checkIn('both', 'study-group', clock(12)),
      checkIn('c', 'rescue-group', clock(22)),
      checkIn('b', 'study-group', clock(24)),
    ]
    const [study, rescue] = musterOf({ groups, checkIns }, times, clock(30))
    expect(study).toMatchObject({ state: 'complete_late', late: [{ userId: 'b', at: clock(24) }], elsewhere: ['both'] })
    expect(rescue).toMatchObject({ state: 'complete', late: [], elsewhere: [], missing: [] })
    expect(rescue!.inTime.map((c) => c.userId)).toEqual(['both', 'c'])
  })

  it('is short of the missing once the limit has passed, one millisecond after it', () => {
    const at = (now: Date) => musterOf({ groups, checkIns: [] }, times, now)[0]!
    expect(at(times.limitAt).state).toBe('mustering')
    expect(at(addMs(times.limitAt, 1))).toMatchObject({ state: 'short', missing: ['a', 'b', 'both'] })
  })

  it('takes no word from before the instruction, from strangers, or for a group one does not belong to', () => {
    const checkIns = [
      checkIn('a', 'study-group', addMs(instructedAt, -1)),
      checkIn('stranger', 'study-group', clock(0)),
      checkIn('b', 'rescue-group', clock(0)),
    ]
    for (const { inTime, late } of musterOf({ groups, checkIns }, times, clock(30)))
      expect([...inTime, ...late]).toEqual([])
  })

  it('counts for all check-ins every person in exactly one place', () => {
    const some = fc.array(
      fc.record({
        userId: fc.constantFrom('a', 'b', 'c', 'both', 'stranger'),
        group: fc.constantFrom('study-group', 'rescue-group'),
        at: fc.integer({ min: -10, max: 60 }).map((n) => addMs(instructedAt, n * minute)),
      }),
    )
    fc.assert(
      fc.property(some, fc.integer({ min: 0, max: 60 }), (checkIns, later) => {
        const muster = musterOf({ groups, checkIns }, times, addMs(instructedAt, later * minute))
        const present = muster.flatMap((g) => [...g.inTime, ...g.late].map((c) => c.userId))
        expect(new Set(present).size).toBe(present.length)
        muster.forEach((g, i) => {
          const all = [...[...g.inTime, ...g.late].map((c) => c.userId), ...g.elsewhere, ...g.missing]
          expect(all.sort()).toEqual([...groups[i]!.members].sort())
        })
      }),
    )
  })
})
