import { createRequire } from 'node:module'
import Big from 'big.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inChinese } from '../tests/support/figure-sentences.ts'
import { fingerprint, numbersOf, sameness } from './fingerprint.ts'

const { Converter } = createRequire(import.meta.url)('opencc-js/cn2t') as {
  Converter: (options: { from: string; to: string }) => (text: string) => string
}
const traditional = Converter({ from: 'cn', to: 't' })
const fullWidth = (text: string) => text.replace(/[\d.]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))

/** Whole hundreds of millions of yuan in every form people write. */
const forms = (value: number): string[] => {
  const text = String(value)
  return [
    `${text}亿元`,
    `${value}0000万元`,
    `${new Big(value).div(10_000).toFixed()}万亿元`,
    `${fullWidth(text)}亿元`,
    `${text.replace(/\B(?=(\d{3})+$)/g, ',')}亿元`,
    `${inChinese(new Big(value))}亿元`,
    traditional(`${text}亿元`),
    `${new Big(value).div(10).toFixed()} billion yuan`,
  ]
}
const report = (amount: string, growth: string) =>
  `记者从自治区统计局获悉，初步核算，全年地区生产总值${amount}，按不变价格计算比上年${growth}，经济运行总体平稳，结构不断优化，发展质量稳步提升，民生保障有力有效。`
const amounts = fc.integer({ min: 1001, max: 99_999 })

describe('the gate of numbers', () => {
  it('knows one amount in all its forms', () => {
    fc.assert(
      fc.property(amounts, (value) => {
        const [first, ...others] = forms(value).map((form) => numbersOf(form))
        for (const other of others) expect(other).toEqual(first)
      }),
    )
    for (const [a, b] of [
      ['增长5.1%', '增长百分之五点一'],
      ['下降5.1%', '减少５．１％'],
      ['近三成', '近30%'],
      ['翻一番', '翻番'],
      ['回落0.3个百分点', '降低零点三个百分点'],
    ] as const)
      expect(numbersOf(a)).toEqual(numbersOf(b))
  })

  it('never merges two texts that differ in an amount, a unit, a currency or a direction only', () => {
    const other = fc.constantFrom(
      '9876.5亿元',
      '29711.83万元',
      '29711.83亿美元',
      '2.97万亿元',
      '两万九千七百一十二亿元',
    )
    const print = fingerprint(report('29711.83亿元', '增长5.1%'))
    fc.assert(
      fc.property(other, (amount) => {
        expect(sameness(print, fingerprint(report(amount, '增长5.1%')))).toBe('figures-differ')
      }),
    )
    for (const growth of ['下降5.1%', '增长1.5%', '增长5.1个百分点', '增长五成'])
      expect(sameness(print, fingerprint(report('29711.83亿元', growth)))).toBe('figures-differ')
    expect(sameness(print, fingerprint(report('297118300万元', '增长百分之五点一')))).not.toBe('figures-differ')
    expect(sameness(print, fingerprint(report('29711.83亿元', '增长5.1%')))).toBe('same')
  })
})
