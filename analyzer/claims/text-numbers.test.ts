import { describe, expect, it } from 'vitest'
import { numbersOf, standsIn } from './text-numbers.ts'

const said = (text: string) => numbersOf(text).map(({ quote }) => quote)
const stands = (text: string, source: string) => numbersOf(text).every((n) => standsIn(n, numbersOf(source)))

describe('numbers that a text says', () => {
  it.each([
    ['2025年，全区地区生产总值29727.80亿元，比上年增长5.1%。', ['2025', '29727.80亿元', '5.1%']],
    ['进一步核实，统一口径，第一时间回应，十分重视，一方面千方百计。', []],
    ['连续五年增长，翻了三番，居全国第三位。', ['五', '三', '三']],
    ['二〇二五年一季度第三产业增加值', ['二〇二五', '一']],
    ['一个方面，一项工作，在一次会议上，前三季度', ['三']],
    ['比第一位低0.3个百分点，历时3天', ['一', '0.3个百分点', '3天']],
  ])('%s', (text, numbers) => expect(said(text)).toEqual(numbers))
})

describe('a number stands in another text', () => {
  const source = '2025年全区地区生产总值为29727.80亿元，2025年比上年增长5.1%，2026年1月20日发布'
  it.each([
    ['全区生产总值2.97万亿元。', true],
    ['全区生产总值近3万亿元。', true],
    ['生产总值29727.8亿元，增长5.1%。', true],
    ['生产总值29728亿元', true],
    ['生产总值29727.8万元', false],
    ['生产总值29727.8亿美元', false],
    ['增长5.1个百分点', false],
    ['增长5.2%', false],
    ['下降5.1%', false],
    ['2024年的数据', false],
    ['2026年1月20日公布', true],
    ['连续五年居第一位', false],
  ])('%s: %s', (text, yes) => expect(stands(text, source)).toBe(yes))
})
