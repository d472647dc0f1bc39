import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deliveryKinds, urgentKinds } from '../../domain/delivery.ts'
import { fromShanghai } from '../../domain/time.ts'
import { groupWays, mayLeaveAt, tryAgainAt, waysTo } from './route.ts'
import { isSilent, silenceLimitMs } from './watch-channel.ts'

const reach = { email: 'li@bureau.example', phone: '', quietFrom: 22 * 60, quietTo: 7 * 60 }
const ways = [
  { id: 'robot', kind: 'wecom' as const, unitId: 'gx-liuzhou', rank: 0 },
  { id: 'sms', kind: 'sms' as const, unitId: 'gx', rank: 0 },
  { id: 'mail-2', kind: 'email' as const, unitId: 'gx', rank: 9 },
  { id: 'mail-1', kind: 'email' as const, unitId: 'gx', rank: 5 },
  { id: 'other tree', kind: 'email' as const, unitId: 'xm', rank: 0 },
]

describe('the way out', () => {
  it('is the person’s own, in order, only where there is an address', () => {
    expect(waysTo(reach, ways, ['gx']).map((w) => w.id)).toEqual(['mail-1', 'mail-2'])
    expect(waysTo({ ...reach, phone: '13800138000' }, ways, ['gx']).map((w) => w.id)).toEqual([
      'sms',
      'mail-1',
      'mail-2',
    ])
    expect(waysTo(undefined, ways, ['gx'])).toEqual([])
  })
  it('of a group is its own unit’s alone', () => {
    expect(groupWays(ways, ['gx-liuzhou']).map((w) => w.id)).toEqual(['robot'])
    expect(groupWays(ways, ['gx'])).toEqual([])
  })
})

describe('quiet hours', () => {
  it('hold back what can wait until they end, over midnight too', () => {
    const night = fromShanghai(2026, 9, 30, 23, 10)!
    expect(mayLeaveAt('source_alarm', reach, night)).toEqual(fromShanghai(2026, 10, 1, 7, 0))
    expect(mayLeaveAt('source_alarm', reach, fromShanghai(2026, 10, 1, 6, 59)!)).toEqual(
      fromShanghai(2026, 10, 1, 7, 0),
    )
    expect(mayLeaveAt('source_alarm', reach, fromShanghai(2026, 10, 1, 7, 0)!)).toEqual(fromShanghai(2026, 10, 1, 7, 0))
  })
  it('never hold back a running time limit', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...urgentKinds),
        fc.date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true }),
        fc.nat(1439),
        fc.nat(1439),
        (kind, now, quietFrom, quietTo) => {
          expect(mayLeaveAt(kind, { ...reach, quietFrom, quietTo }, now)).toEqual(now)
        },
      ),
    )
  })
  it('hold back for less than a day and end where they say', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...deliveryKinds),
        fc.date({ min: new Date('2026-01-01'), max: new Date('2027-01-01'), noInvalidDate: true }),
        fc.nat(1439),
        fc.nat(1439),
        (kind, now, quietFrom, quietTo) => {
          const leaves = mayLeaveAt(kind, { ...reach, quietFrom, quietTo }, now)
          const waits = leaves.getTime() - now.getTime()
          expect(waits).toBeGreaterThanOrEqual(0)
          expect(waits).toBeLessThan(86_400_000)
          expect(mayLeaveAt(kind, { ...reach, quietFrom, quietTo }, leaves)).toEqual(leaves)
        },
      ),
    )
  })
})

describe('trying again', () => {
  const now = new Date('2026-09-30T15:10:00Z')
  const until = (kind: 'clock_step' | 'source_alarm', last: boolean) => {
    let at = now
    for (let sends = 1; sends < 1000; sends++) {
      const next = tryAgainAt({ kind, sends, last }, at)
      if (!next) return (at.getTime() - now.getTime()) / 60_000
      at = next
    }
    return Number.POSITIVE_INFINITY
  }
  it('gives a time limit to the next way within two minutes, but the last way hours', () => {
    expect(until('clock_step', false)).toBeLessThanOrEqual(2)
    expect(until('clock_step', true)).toBeGreaterThan(60)
    expect(until('source_alarm', true)).toBeGreaterThan(12 * 60)
  })
  it('does not wait for a patient server when another way is there', () => {
    expect(tryAgainAt({ kind: 'clock_step', sends: 1, wantedMs: 3_600_000, last: false }, now)).toBeNull()
    expect(tryAgainAt({ kind: 'clock_step', sends: 1, wantedMs: 3_600_000, last: true }, now)).not.toBeNull()
  })
})

describe('a channel that gets nothing through', () => {
  const now = new Date('2026-09-30T15:10:00Z')
  const before = (ms: number) => new Date(now.getTime() - ms)
  const fine = { lastSentAt: null, lastFailedAt: null, alarmSince: null }
  it('is an alarm when messages wait too long, or when it fails and nothing got through since', () => {
    expect(isSilent(fine, { owedSince: null, checked: null }, now)).toBe(false)
    expect(isSilent(fine, { owedSince: before(silenceLimitMs - 1), checked: null }, now)).toBe(false)
    expect(isSilent(fine, { owedSince: before(silenceLimitMs), checked: null }, now)).toBe(true)
    expect(
      isSilent({ ...fine, lastSentAt: before(1_000) }, { owedSince: before(silenceLimitMs), checked: null }, now),
    ).toBe(false)
    expect(isSilent({ ...fine, lastFailedAt: before(1_000) }, { owedSince: null, checked: null }, now)).toBe(true)
  })
  it('is one when the server does not take the sign-in, whatever waits', () => {
    const checked = { kind: 'failed', lasting: true, reason: 'refused', detail: '' } as const
    expect(isSilent({ ...fine, lastSentAt: now }, { owedSince: null, checked }, now)).toBe(true)
    expect(
      isSilent(
        { ...fine, lastFailedAt: before(1_000) },
        { owedSince: null, checked: { kind: 'sent', receipt: '' } },
        now,
      ),
    ).toBe(false)
  })
})
