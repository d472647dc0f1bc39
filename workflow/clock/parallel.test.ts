import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addMs, fromShanghai, hour } from '../../domain/time.ts'
import { leadersOf, type ParallelClock } from './parallel.ts'

const found = fromShanghai(2026, 10, 20, 9, 0)!
const at = (hours: number) => addMs(found, hours * hour)

describe('parallel clocks', () => {
  const parallel = (id: string, more: Partial<ParallelClock> = {}): ParallelClock => ({
    ...{
      id,
      incidentId: 'i',
      unitId: 'city',
      kind: 'hard',
      basis: 'regulation',
      recipientIds: ['gx'],
      limitAt: at(2),
      subjectId: '',
    },
    ...more,
  })
  const leaders = (...clocks: ParallelClock[]) => Object.fromEntries(leadersOf(clocks))

  it('are led by the stricter one: two hours before twenty-four to the same office', () => {
    expect(leaders(parallel('24h', { limitAt: at(24) }), parallel('2h'))).toEqual({ '2h': null, '24h': '2h' })
  })

  it('stand beside each other for other recipients, units, subjects and for the law', () => {
    const eight = parallel('8h', { recipientIds: ['leak-group'], limitAt: at(8) })
    const law = parallel('24h', { basis: 'law', limitAt: at(24) })
    expect(leaders(parallel('2h'), eight, law)).toEqual({ '2h': null, '8h': null, '24h': null })
    expect(leaders(parallel('a'), parallel('b', { unitId: 'county' }), parallel('c', { subjectId: 's' }))).toEqual({
      a: null,
      b: null,
      c: null,
    })
  })

  it('keep the law’s clock beside the regulation’s even where the recipient is the same', () => {
    expect(leaders(parallel('2h'), parallel('law', { basis: 'law', limitAt: at(24) }))).toEqual({
      '2h': null,
      law: null,
    })
  })

  it('are not led by a clock that another recipient may satisfy', () => {
    const either = parallel('either', { recipientIds: ['city', 'gx'] })
    expect(leaders(either, parallel('gx-only', { limitAt: at(24) }))).toEqual({ either: null, 'gx-only': null })
  })

  it('for all sets: what meets a leader in time meets those it leads, in whatever order they are asked', () => {
    const some = fc.array(
      fc.record({
        kind: fc.constantFrom('hard' as const, 'soft' as const),
        basis: fc.constantFrom('regulation' as const, 'law' as const, 'policy' as const),
        recipientIds: fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { maxLength: 3 }),
        limitAt: fc.integer({ min: 1, max: 48 }).map(at),
        unitId: fc.constantFrom('city', 'county'),
      }),
      { maxLength: 8 },
    )
    fc.assert(
      fc.property(some, (given) => {
        const clocks = given.map((more, i) => parallel(`${i}`, more))
        const answer = leadersOf(clocks)
        expect(Object.fromEntries(leadersOf([...clocks].reverse()))).toEqual(Object.fromEntries(answer))
        for (const clock of clocks) {
          const leader = clocks.find((c) => c.id === answer.get(clock.id))
          if (!leader) continue
          expect(answer.get(leader.id)).toBeNull()
          expect(leader.limitAt <= clock.limitAt && leader.unitId === clock.unitId).toBe(true)
          for (const id of leader.recipientIds) expect(clock.recipientIds).toContain(id)
          expect(leader.kind === 'soft' && clock.kind === 'hard').toBe(false)
        }
      }),
    )
  })
})
