import Big from 'big.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fold } from '../script.ts'
import { allowedBy, holds, printed } from './intervals.ts'
import { numeralValue } from './numerals.ts'
import { quantitiesIn } from './quantities.ts'

const read = (text: string) => quantitiesIn(fold(text)).map((q) => `${q.value.toFixed()} ${q.unit} ${q.hedge}`)
const only = (text: string) => {
  const [quantity] = quantitiesIn(fold(text))
  if (quantity === undefined) throw new Error(`no quantity in ${text}`)
  return quantity
}

describe('numerals', () => {
  it.each([
    ['二〇二三', 2023],
    ['一千零一', 1001],
    ['一千一', 1100],
    ['十五', 15],
    ['五亿零六', 500000006],
    ['一十二万八千二百二十二', 128222],
    ['九十二万四', 924000],
    ['二点九', 2.9],
    ['负三十二', -32],
    ['两万亿', 2e12],
    ['26,300.87', 26300.87],
  ])('%s is %d', (numeral, value) => expect(Number(numeralValue(numeral))).toBe(value))
  it('leaves open what may be a range: 三五', () => expect(numeralValue('三五')).toBeNull())

  it('reads every whole number back that it is given in Chinese numerals', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999 }), (n) => {
        expect(Number(numeralValue(inChinese(n)))).toBe(n)
      }),
      { numRuns: 500 },
    )
  })
  it('never fails, whatever the text', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => void quantitiesIn(fold(text))))
    const pieces = fc.array(fc.constantFrom(...'零一二两十百千万亿点半成多约近负%.,，0123456789元个百分点'), {
      maxLength: 30,
    })
    fc.assert(
      fc.property(pieces, (text) => {
        for (const quantity of quantitiesIn(fold(text.join('')))) expect(quantity.place.gt(0)).toBe(true)
      }),
    )
  })
})

describe('quantities', () => {
  it('reads units, scales and hedges', () => {
    expect(read('约2.63万亿元，增速百分之二点九，低于全国0.1个百分点')).toEqual([
      '2.63 万亿元 about',
      '2.9 % exact',
      '0.1 百分点 exact',
    ])
    expect(read('GDP八十一亿多；阳朔158亿出头；不足2万；近三成；两成半')).toEqual([
      '81 亿 and_some',
      '158 亿 and_some',
      '2 万 under',
      '3 成 near',
      '2.5 成 exact',
    ])
    expect(read('２．４７兆元人民幣，逾2.12兆元')).toEqual(['2.47 万亿元 exact', '2.12 万亿元 over'])
    expect(read('grew 5.9 percent to 2.86494 trillion yuan')).toEqual(['5.9 % exact', '2.86494 万亿元 exact'])
    expect(read('南宁0.1%，6118.72亿保住第一')).toEqual(['0.1 % exact', '6118.72 亿 exact'])
  })
  it('does not take years, days and ranks for quantities', () => {
    expect(read('2024年2月5日，排名第3，Q1与H1N1')).toEqual([])
  })
  it('marks both ends of a range', () => {
    expect(quantitiesIn('5%-6%').map(({ inRange }) => inRange)).toEqual([true, true])
  })
  it('quotes what it read', () => {
    const text = '总量约2.63万亿元左右'
    const { start, end } = only(text)
    expect(text.slice(start, end)).toContain('2.63万亿元')
  })
})

describe('allowed intervals', () => {
  it('2.63万亿元 allows [26250, 26350) 亿元', () => {
    const { core } = allowedBy(only('2.63万亿元'))
    expect([core.low.toFixed(), core.high.toFixed()]).toEqual(['2625000000000', '2635000000000'])
    expect(holds(core, new Big('2625000000000'))).toBe(true)
    expect(holds(core, new Big('2634999999999'))).toBe(true)
    expect(holds(core, new Big('2635000000000'))).toBe(false)
    expect(printed({ ...core, low: core.low.div(1e8), high: core.high.div(1e8) }, 2)).toEqual({
      low: '26250.00',
      high: '26349.99',
    })
  })
  it.each([
    ['突破128000亿元', 128222.16, true],
    ['突破154000亿元', 128222.16, false],
    ['不足2万亿元', 19934, true],
    ['不足5000亿元', 5013, false],
    ['近3000亿元', 2890, true],
    ['近3000亿元', 3020, false],
    ['两万六千三百亿元', 26300.87, true],
    ['26200亿元', 26300.87, false],
    ['81亿元多', 81.4, true],
    ['7000亿元', 6600, false],
  ])('%s beside %d 亿元: %s', (text, truth, yes) => {
    expect(holds(allowedBy(only(text)).core, new Big(truth).times(1e8))).toBe(yes)
  })
  it('always allows the truth it was rounded from, and never the truth times a power of ten', () => {
    const money = fc.integer({ min: 10_000, max: 9_999_999_999 }).map((cents) => new Big(cents).div(100))
    fc.assert(
      fc.property(money, fc.integer({ min: 0, max: 4 }), fc.integer({ min: 1, max: 6 }), (truth, decimals, power) => {
        const trillions = truth.div(10_000).round(decimals, Big.roundHalfUp)
        if (trillions.lt('0.1')) return
        const { core, doubt } = allowedBy(only(`${trillions.toFixed(decimals)}万亿元`))
        expect(holds(core, truth.times(1e8))).toBe(true)
        expect(holds(doubt, truth.times(1e8))).toBe(true)
        expect(holds(core, truth.times(1e8).times(new Big(10).pow(power)))).toBe(false)
      }),
    )
  })
})

/** The test's own writer of numerals, kept apart from the reader. */
function inChinese(n: number): string {
  const names = '零一二三四五六七八九'
  const section = (value: number): string => {
    let out = ''
    let gap = false
    for (const [unit, name] of [
      [1000, '千'],
      [100, '百'],
      [10, '十'],
      [1, ''],
    ] as const) {
      const digit = Math.floor(value / unit) % 10
      if (digit === 0) gap = out !== ''
      else {
        out += `${gap ? '零' : ''}${names[digit]}${name}`
        gap = false
      }
    }
    return out
  }
  if (n === 0) return '零'
  let out = ''
  for (const [unit, name] of [
    [1e8, '亿'],
    [1e4, '万'],
    [1, ''],
  ] as const) {
    const part = Math.floor(n / unit) % 1e4
    if (part === 0) continue
    out += `${out !== '' && part < 1000 ? '零' : ''}${section(part)}${name}`
  }
  return out
}
