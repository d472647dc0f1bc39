/**
 * Plain number expressions of a text (numbers, percentages, amounts of money) in the shape of the outside scorer's
 * `numbers` task. First form: it shares the numerals with claims/numbers.ts; dates, ranges and units of measure follow.
 */
import type Big from 'big.js'
import { numeralValue, quantitiesIn } from './claims/numbers.ts'
import { fold } from './script.ts'

export type Recognized = {
  text: string
  type: string
  resolution: Record<string, string>
  start: number /** Inclusive. */
  end: number
}

/** `kind` as in the scorer: number, percent, currency; other kinds give an empty list. */
export function recognize(input: string, kind: string): Recognized[] {
  const folded = fold(input)
  if (kind === 'percent') return percentages(folded)
  if (kind === 'currency') return money(folded)
  return kind === 'number' ? plainNumbers(folded) : []
}

function percentages(text: string): Recognized[] {
  return quantitiesIn(text)
    .filter(({ dimension }) => dimension === 'percent' || dimension === 'points')
    .map((quantity) =>
      recognized(text, quantity.numberStart, quantity.end, 'percentage', {
        value: `${quantity.value.times(quantity.scale).toFixed()}%`,
      }),
    )
}

const currencies: [RegExp, string][] = [
  [/^(?:元人民币|人民币|元|块钱?|rmb)/, 'CNY'],
  [/^(?:美元|美圆|美金)/, 'USD'],
  [/^(?:欧元)/, 'EUR'],
  [/^(?:日元|日圆)/, 'JPY'],
  [/^(?:英镑)/, 'GBP'],
  [/^(?:港元|港币)/, 'HKD'],
  [/^(?:新?台币)/, 'TWD'],
  [/^(?:澳元|澳大利亚元)/, 'AUD'],
  [/^(?:加元|加拿大元)/, 'CAD'],
  [/^(?:瑞士法郎)/, 'CHF'],
  [/^(?:韩元|韩圆)/, 'KRW'],
  [/^(?:卢布)/, 'RUB'],
  [/^(?:泰铢)/, 'THB'],
]

function money(text: string): Recognized[] {
  return numbersOfText(text).flatMap(({ start, end, value }) => {
    const gap = text.slice(end).match(/^\s*/)?.[0].length ?? 0
    for (const [pattern, isoCurrency] of currencies) {
      const unit = text.slice(end + gap).match(pattern)?.[0]
      if (unit !== undefined)
        return [recognized(text, start, end + gap + unit.length, 'currency', { value: value.toFixed(), isoCurrency })]
    }
    const sign = text.slice(0, start).match(/(?:¥|￥|人民币)\s*$/)?.[0]
    return sign === undefined
      ? []
      : [recognized(text, start - sign.length, end, 'currency', { value: value.toFixed(), isoCurrency: 'CNY' })]
  })
}

const plainNumbers = (text: string): Recognized[] =>
  numbersOfText(text).map(({ start, end, value }) => recognized(text, start, end, 'number', { value: value.toFixed() }))

const digits = '[零〇一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟万亿兆]'
const pattern = new RegExp(
  `(?<![\\d.])[-−负]?(?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d+)?(?:\\s?(?<scale>万亿|亿|千万|百万|万|千|兆|k(?![a-z])))?|[-−负]?${digits}+(?:点[零〇一二三四五六七八九]+)?`,
  'g',
)
const scaleOf: Record<string, string> = {
  万亿: '1e12',
  兆: '1e12',
  亿: '1e8',
  千万: '1e7',
  百万: '1e6',
  万: '1e4',
  千: '1e3',
  k: '1e3',
}

function numbersOfText(text: string): { start: number; end: number; value: Big }[] {
  const found: { start: number; end: number; value: Big }[] = []
  for (const match of text.matchAll(pattern)) {
    const scale = match.groups?.scale
    const numeral = scale === undefined ? match[0] : match[0].slice(0, -scale.length).trimEnd()
    // 一切, 万一: a lone character of scale or an ordinal is a word, not a number.
    if (/^[万亿兆百千]+$/.test(numeral) || /^切/.test(text.slice(match.index + match[0].length))) continue
    const value = numeralValue(numeral)
    if (value === null) continue
    found.push({
      start: match.index,
      end: match.index + match[0].length,
      value: value.times(scaleOf[scale ?? ''] ?? 1),
    })
  }
  return found
}

const recognized = (
  text: string,
  start: number,
  end: number,
  type: string,
  resolution: Record<string, string>,
): Recognized => ({
  text: text.slice(start, end),
  type,
  resolution,
  start,
  end: end - 1,
})
