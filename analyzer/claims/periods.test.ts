import { describe, expect, it } from 'vitest'
import { periodTypes } from '../../domain/figure.ts'
import { fold } from '../script.ts'
import { periodsIn } from './periods.ts'
import { codeOf, spanName, spanOf } from './spans.ts'

const published = { year: 2025, month: 10, day: 20 }
const read = (text: string, at = published) =>
  periodsIn(fold(text), at).map((period) => `${spanName(period.span)}${period.isBase ? '(比)' : ''}`)

describe('periods in a text', () => {
  it.each([
    ['2024年', ['2024年']],
    ['二〇二三年江苏', ['2023年']],
    ['今年前三季度', ['2025年前三季度']],
    ['去年上半年', ['2024年上半年']],
    ['1—2月', ['2025年1—2月']],
    ['前十一个月', ['2024年1—11月']],
    ['8月份', ['2025年8月']],
    ['11月', ['2024年11月']],
    ['第三季單季', ['2025年三季度']],
    ['首三季', ['2025年前三季度']],
    ['2024年底常住人口', ['2024年末']],
    ['2024年…一季度', ['2024年', '2024年一季度']],
    ['比上年增长', ['2024年(比)']],
    ['较一季度加快', ['2025年一季度(比)']],
    ['in the first half of 2025', ['2025年上半年']],
    ['grew 2.3 percent in 2024', ['2024年']],
    ['January-June', ['2025年上半年']],
  ])('%s', (text, periods) => expect(read(text)).toEqual(periods))

  it('passes over dates and numbers that look like years', () => {
    expect(read('10月19日公布')).toEqual([])
    expect(read('初步核算为2014.39亿元')).toEqual([])
  })
  it('takes a period just before its end as of this year, because leaks and forecasts speak of it', () => {
    expect(read('一季度', { year: 2026, month: 3, day: 28 })).toEqual(['2026年一季度'])
    expect(read('一季度', { year: 2026, month: 2, day: 1 })).toEqual(['2025年一季度'])
  })
})

describe('periods of the figures file', () => {
  it('knows one span under its several names', () => {
    expect(spanOf('2025Q2', 'cumulative')).toEqual(spanOf('2025-06', 'cumulative'))
    expect(spanOf('2025Q1', 'quarter')).toEqual(spanOf('2025-03', 'cumulative'))
    expect(spanOf('2025', 'year')).toEqual(spanOf('2025Q4', 'cumulative'))
    expect(spanOf('2025', 'point')).not.toEqual(spanOf('2025', 'year'))
  })
  it('gives back what it was given', () => {
    for (const [period, type] of [
      ['2025', 'year'],
      ['2025Q2', 'quarter'],
      ['2025Q3', 'cumulative'],
      ['2025', 'point'],
    ] as const)
      expect(codeOf(spanOf(period, type)!, 'quarter')).toEqual({ period, periodType: type })
    expect(codeOf(spanOf('2025-08', 'month')!, 'month')).toEqual({ period: '2025-08', periodType: 'month' })
  })
  it('refuses what is no period', () => {
    for (const type of periodTypes)
      for (const period of ['', '25', '2025-13', '2025Q5']) expect(spanOf(period, type)).toBeNull()
  })
})
