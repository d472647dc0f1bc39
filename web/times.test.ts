import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { en } from './locales/en.ts'
import { zhCN } from './locales/zh-CN.ts'
import { amountText, clockStep, hms, lengthText, parseShanghai, relativeText, timeText } from './times.ts'

const hour = 3_600_000

describe('times as people on duty read them', () => {
  it('shows Asia/Shanghai whatever the zone of the visitor', () => {
    expect(timeText('2026-09-30T17:10:00.000Z')).toBe('2026-10-01 01:10:00')
  })

  it('shows a dash for nothing and for what is no time', () => {
    expect([timeText(null), timeText(''), timeText('soon')]).toEqual(['—', '—', '—'])
  })

  it('reads what it writes', () => {
    const second = fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => seconds * 1000)
    fc.assert(fc.property(second, (ms) => Date.parse(parseShanghai(timeText(ms)) ?? '') === ms))
  })

  it('reads short and slashed forms, and refuses days that do not exist', () => {
    expect(parseShanghai('2026/10/1 1:10')).toBe('2026-09-30T17:10:00.000Z')
    expect([parseShanghai('2026-02-30 10:00'), parseShanghai('2026-10-01 25:00'), parseShanghai('10:00')]).toEqual([
      null,
      null,
      null,
    ])
    expect(parseShanghai('2026-10-01 10:00:75')).toBeNull()
  })

  it('speaks of hours without folding them into days', () => {
    expect([hms(7_200_000 - 1), hms(26 * hour + 61_000), hms(-5)]).toEqual(['1:59:59', '26:01:01', '0:00:00'])
  })

  it('names the two largest steps of a length', () => {
    expect(lengthText(83 * 60_000, zhCN.time)).toBe('1 小时 23 分钟')
    expect(lengthText(2 * 24 * hour, zhCN.time)).toBe('2 天')
    expect(lengthText(45_000, en.time)).toBe('45 s')
  })

  it('says how long ago and how far ahead', () => {
    expect(relativeText(0, 37 * 60_000, zhCN.time)).toBe('37 分钟前')
    expect(relativeText(3 * hour, 0, zhCN.time)).toBe('3 小时后')
    expect(relativeText(0, 59_999, zhCN.time)).toBe('1 分钟内')
    expect(relativeText(0, 3 * 365 * 24 * hour, en.time)).toBe('3 years ago')
  })
})

describe('the four steps of a running clock', () => {
  const clock = { startAt: '2026-09-30T15:10:00.000Z', limitAt: '2026-09-30T17:10:00.000Z' }
  const at = (minutes: number, ms = 0) => Date.parse(clock.startAt) + minutes * 60_000 + ms

  it('turns at half and at a quarter of the time left', () => {
    expect([clockStep(clock, at(0)), clockStep(clock, at(59)), clockStep(clock, at(60))]).toEqual([1, 1, 2])
    expect([clockStep(clock, at(89)), clockStep(clock, at(90))]).toEqual([2, 3])
  })

  it('is not overdue at the limit itself, and is one millisecond later (AC-01)', () => {
    expect([clockStep(clock, at(120)), clockStep(clock, at(120, 1))]).toEqual([3, 4])
  })
})

describe('amounts', () => {
  it('gets separators and keeps every digit as published', () => {
    expect([amountText('25209.10'), amountText('-1234567'), amountText('0.4'), amountText('约三成')]).toEqual([
      '25,209.10',
      '−1,234,567',
      '0.4',
      '约三成',
    ])
  })
})
