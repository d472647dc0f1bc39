import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDate } from './dates.ts'
import { dayInUrl } from './day-in-url.ts'

const now = new Date('2026-10-01T04:00:00Z') // noon in Shanghai
const read = (text: string): string | null => readDate(text, { now })?.toISOString() ?? null

describe('readDate', () => {
  it.each([
    ['2026-10-01 08:30:15', '2026-10-01T00:30:15.000Z'],
    ['2026-10-01T08:30:15Z', '2026-10-01T08:30:15.000Z'],
    ['2026-10-01T08:30:15.250+08:00', '2026-10-01T00:30:15.250Z'],
    ['2026-10-01T08:30+0530', '2026-10-01T03:00:00.000Z'],
    ['2026/9/3 8:05', '2026-09-03T00:05:00.000Z'],
    ['2026.09.03', '2026-09-02T16:00:00.000Z'],
    ['发布时间:2026年9月3日 08时05分', '2026-09-03T00:05:00.000Z'],
    ['2026年09月03日08:05 来源:新华网', '2026-09-03T00:05:00.000Z'],
    ['2026年9月3日 下午3:05', '2026-09-03T07:05:00.000Z'],
    ['2026年9月3日 星期四 15点', '2026-09-03T07:00:00.000Z'],
    ['2026-09-03 24:00', '2026-09-03T16:00:00.000Z'],
    ['二〇二六年九月十三日', '2026-09-12T16:00:00.000Z'],
    ['２０２６－０９－０３', '2026-09-02T16:00:00.000Z'],
    ['20260903101530', '2026-09-03T02:15:30.000Z'],
    ['20260903', '2026-09-02T16:00:00.000Z'],
    ['Thu, 03 Sep 2026 08:05:00 +0800', '2026-09-03T00:05:00.000Z'],
    ['Thu, 3 Sep 2026 08:05:00 GMT', '2026-09-03T08:05:00.000Z'],
    ['03 Sep 26 08:05 EST', '2026-09-03T13:05:00.000Z'],
    ['September 3, 2026 8:05 PM EDT', '2026-09-04T00:05:00.000Z'],
    ['Sept. 3, 2026', '2026-09-02T16:00:00.000Z'],
    ['202609/0308:05:30', '2026-09-03T00:05:30.000Z'],
    ['2026 09/03 08:05:30', '2026-09-03T00:05:30.000Z'],
    ['发布时间:26-09-03 08:05', '2026-09-03T00:05:00.000Z'],
    ['9/3 8:05', '2026-09-03T00:05:00.000Z'],
    ['3 Sep 2026, 6:15 pm SGT', '2026-09-03T10:15:00.000Z'],
    ['8:05 AM PDT, September 3, 2026', '2026-09-03T15:05:00.000Z'],
    ['September 3, 2026 8:05 AM ET', '2026-09-03T12:05:00.000Z'],
    ['December 3, 2026 8:05 AM ET', '2026-12-03T13:05:00.000Z'],
    ['周四, 03 9月 2026 08:05:00 +0800', '2026-09-03T00:05:00.000Z'],
    ['星期四, 03 九月 2026 08:05:00 +0000', '2026-09-03T08:05:00.000Z'],
    ['2026년 09월 03일 09:05:15', '2026-09-03T00:05:15.000Z'],
    ['2026-09-03 오후 09:05:15', '2026-09-03T12:05:15.000Z'],
    ['Thu Sep 03 08:05:00 CST 2026', '2026-09-03T00:05:00.000Z'],
    ['1788480300', '2026-09-04T00:05:00.000Z'],
    ['1788480300000', '2026-09-04T00:05:00.000Z'],
    ['3分钟前', '2026-10-01T03:57:00.000Z'],
    ['3小时前', '2026-10-01T01:00:00.000Z'],
    ['2 days ago', '2026-09-29T04:00:00.000Z'],
    ['昨天 08:30', '2026-09-30T00:30:00.000Z'],
    ['今天 08:30', '2026-10-01T00:30:00.000Z'],
    ['10月1日 08:30', '2026-10-01T00:30:00.000Z'],
    ['12-31 23:59', '2025-12-31T15:59:00.000Z'],
    ['刚刚', '2026-10-01T04:00:00.000Z'],
  ])('%s', (text, instant) => expect(read(text)).toBe(instant))

  it.each([
    '',
    '来源:新华网',
    '2026年',
    '2026-13-01',
    '2026-02-30',
    '同比增长5.2%',
    '12:30',
    '1.2.3',
    '编号 320260903011',
  ])('%s is no date', (text) => expect(read(text)).toBeNull())

  it('reads no relative form without a now, and another zone where the caller says so', () => {
    expect(readDate('3小时前', { now: null })).toBeNull()
    const inLondon = (text: string) => readDate(text, { now: null, timeZone: 'Europe/London' })?.toISOString()
    expect(inLondon('2026-10-01 08:30')).toBe('2026-10-01T07:30:00.000Z')
    expect(inLondon('2026-12-01 08:30')).toBe('2026-12-01T08:30:00.000Z')
    expect(inLondon('2026-12-01T08:30:00+08:00')).toBe('2026-12-01T00:30:00.000Z')
    expect(readDate('2026-10-01', { now: null, timeZone: 'Nowhere/Land' })?.toISOString()).toBe(
      '2026-09-30T16:00:00.000Z',
    )
  })

  it('reads an ambiguous day as the caller says', () => {
    const day = (dayOrder?: 'day_first' | 'month_first') =>
      readDate('03/10/2026 12:00', { now: null, ...(dayOrder ? { dayOrder } : {}) })?.toISOString()
    expect(day()).toBe('2026-03-10T04:00:00.000Z')
    expect(day('month_first')).toBe('2026-03-10T04:00:00.000Z')
    expect(day('day_first')).toBe('2026-10-03T04:00:00.000Z')
  })

  it('reads back every instant in the forms we print', () => {
    const moments = fc.date({ min: new Date('1990-01-01'), max: new Date('2060-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(moments, (at) => {
        expect(readDate(at.toISOString(), { now })?.getTime()).toBe(at.getTime())
        expect(readDate(at.toUTCString(), { now })?.getTime()).toBe(Math.floor(at.getTime() / 1000) * 1000)
      }),
    )
  })

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => void readDate(text, { now })))
  })
})

it('finds the day in an address', () => {
  expect(dayInUrl('http://www.stats.gov.cn/sj/zxfb/202609/t20260903_1.html')?.toISOString()).toBe(
    '2026-09-02T16:00:00.000Z',
  )
  expect(dayInUrl('https://news.example.cn/2026-09/03/content_1.htm')?.toISOString()).toBe('2026-09-02T16:00:00.000Z')
  for (const path of [
    '2026/0903/c1-2.html',
    '202609/03/WS65f.html',
    '2026/9/3/1.html',
    '20260903/a1/c.html',
    'a_2026_09_03.html',
  ])
    expect(dayInUrl(`https://news.example.cn/${path}`)?.toISOString()).toBe('2026-09-02T16:00:00.000Z')
  for (const path of ['20261303/1.html', '2026/content_1234.html', 'id=120260903', '2026093/1.html'])
    expect(dayInUrl(`https://news.example.cn/${path}`)).toBeNull()
  expect(dayInUrl('https://news.example.cn/c_1129876543.htm')).toBeNull()
})
