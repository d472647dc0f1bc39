/**
 * Plain number expressions of a text in the shape of the outside scorer's `numbers` task: numbers, percentages, money,
 * ordinals and units of measure. Built on the claims' own reader of numbers, so that what is measured here is what claims
 * rest on. Dates and ranges are not answered: claims read periods (claims/periods.ts), which are something else.
 */
import Big from 'big.js'
import { type Numeral, numeralsIn, numeralValue } from './claims/numerals.ts'
import { currencies } from './currencies.ts'
import { measureUnits } from './measure-units.ts'
import { fold } from './script.ts'

export type Recognized = {
  text: string
  type: string
  resolution: Record<string, string>
  start: number /** Inclusive. */
  end: number
}

/** `kind` as in the scorer: number, percent, currency, ordinal, dimension; other kinds give an empty list. */
export function recognize(input: string, kind: string): Recognized[] {
  const folded = fold(input)
  const numbers = numbersOf(folded, input)
  switch (kind) {
    case 'number':
      return numbers.flatMap((number) => plainNumber(folded, number))
    case 'percent':
      return percentages(folded, numbers)
    case 'currency':
      return money(folded, numbers)
    case 'ordinal':
      return numbers.flatMap((number) => ordinal(folded, number))
    case 'dimension':
      return numbers.flatMap((number) => dimension(folded, number))
    default:
      return []
  }
}

type Number_ = Numeral & { /** With the letter behind it: 40k, 2.5 M. */ full: Big | null }

const address = /https?:\/\/\S+/g
const dozens = /^打(?![工算造开击破印响通车仗电扮发听折包的]|官司)/

/** The numbers that stand for themselves: not inside an address, not part of a word. */
function numbersOf(text: string, original: string): Number_[] {
  const addresses = [...text.matchAll(address)].map((match) => [match.index, match.index + match[0].length] as const)
  return numeralsIn(text)
    .filter(({ start }) => !addresses.some(([from, to]) => start >= from && start < to))
    .map((numeral) => {
      const { end, value } = numeral
      if (value === null || numeral.fraction) return { ...numeral, full: value }
      const letter = /^ ?[kmgt](?![a-z])/i.exec(original.slice(end, end + 3).normalize('NFKC'))?.[0] ?? ''
      // A small m is a metre.
      const factor = { k: '1e3', K: '1e3', M: '1e6', G: '1e9', T: '1e12' }[letter.trim()]
      if (factor !== undefined) return { ...numeral, end: end + letter.length, full: value.times(factor) }
      if (dozens.test(text.slice(end, end + 3))) return { ...numeral, end: end + 1, full: value.times(12) }
      return { ...numeral, full: value }
    })
}

/** Words in which a numeral counts nothing. `§` marks the numeral. */
const wordsWith =
  /一§?(?:切|定|般|样|直|起|旦|向|律|贯|致|概|共|度|举|带|路|如|味|再|经|边|同|齐|下|些|点儿|会儿|辈|生|身|系列|方面|体|时|心)|(?:统|唯|专|单|划|万|进|之|不|随|逐|同|第)一|(?:十足|十分|四川|四周|四处|五台山|五金|五角大楼|五星|八卦|九寨|三亚|三明|三门|六安|六盘|七夕|百姓|百货|百度|百科|千万(?=不|别|要)|万[一般分科达]|亿[万达]|两[旁侧岸会美广江两]|二[胡手维]|三农|千方百计|万众|百年|半[天夜径数]|队伍|入伍|退伍|军伍|为伍|伍德|陆[地军续路上家]|大陆|登陆|着陆|内陆|放肆|肆[意无虐]|收拾|拾[起到取荒]|夕拾|叁考|柒牌|玖月|贰心|壹基金|仨|俩)/
const around = 4

function inWord(text: string, { start, end, bare, run }: Numeral): boolean {
  const numeral = text.slice(start, end)
  if (/\d/.test(numeral)) return false
  if (bare && !/^[十拾]/.test(numeral)) return true
  if (numeral.length > 1 && run.length !== 1) return false
  const from = Math.max(0, start - around)
  for (const match of text.slice(from, end + around).matchAll(new RegExp(wordsWith, 'g'))) {
    const at = from + match.index
    if (at <= start && at + match[0].replace('§', '').length >= end) return true
  }
  return /[伍陆肆拾]/.test(numeral) && !/[^\p{Script=Han}]/u.test(`${text[start - 1] ?? ' '}${text[end] ?? ' '}`)
}

function plainNumber(text: string, number: Number_): Recognized[] {
  if (number.full === null || inWord(text, number)) return []
  if (/^(?:折|美刀)/.test(text.slice(number.end, number.end + 2)) && number.per === null) return []
  // 百分之五: the number is 五.
  const start = number.per === null ? number.start : number.start + text.slice(number.start).search(/(?<=之)\s*\S/)
  return [recognized(text, [start, number.end], 'number', { value: printed(number.full) })]
}

const percentUnit = /^\s{0,6}(?:%|个?\s{0,2}百\s{0,2}分\s{0,2}点)/
const tenthUnit = /^\s?成(?!为|立|功|本|员|果|都|长|绩|交|品|人|年|熟)(?:\s?(?<more>半|[一二三四五六七八九](?!成)))?/

function percentages(text: string, numbers: Number_[]): Recognized[] {
  const found = numbers.flatMap((number) => percentage(text, number))
  for (const match of text.matchAll(/半成(?!品)|(?<=打)对折/g))
    found.push(
      recognized(text, [match.index, match.index + 2], 'percentage', { value: match[0] === '半成' ? '5%' : '50%' }),
    )
  return found.sort((a, b) => a.start - b.start)
}

function percentage(text: string, number: Number_): Recognized[] {
  const { start, end, full, per, run } = number
  const right = text.slice(end, end + 16)
  const give = (value: Big, to: number) => [
    recognized(text, [start, to], 'percentage', { value: `${printed(value)}%` }),
  ]
  if (per !== null) return full === null ? [] : give(full.times(100).div(per), end)
  const unit = percentUnit.exec(right)
  if (unit !== null) return full === null ? [] : give(full, end + unit[0].length)
  if (/^\s?‰/.test(right) && full !== null) return give(full.div(10), end + right.indexOf('‰') + 1)
  const tenth = tenthUnit.exec(right)
  if (tenth !== null && full !== null) {
    const more = tenth.groups?.more
    const ones = more === undefined ? 0 : more === '半' ? 5 : '零一二三四五六七八九'.indexOf(more)
    return give(full.times(10).plus(ones), end + tenth[0].length)
  }
  const discount = /^\s?折(?!扣|叠|磨|腾|合|算|射|回)/.exec(right)
  if (discount === null) return []
  // 九九折 and 75折 are percent, 九折 is tenths, 十折 is no discount.
  const before = run.length === 1 ? /[一二三四五六七八九](?= $)/.exec(text.slice(Math.max(0, start - 2), start)) : null
  if (before !== null)
    return [
      recognized(text, [start - 2, end + discount[0].length], 'percentage', {
        value: `${'零一二三四五六七八九'.indexOf(before[0])}${full?.toFixed() ?? ''}%`,
      }),
    ]
  const value =
    run.length === 2 ? new Big(run) : full === null || full.eq(10) ? null : full.gt(10) ? full : full.times(10)
  return value === null ? [] : give(value, end + discount[0].length)
}

const escaped = (words: string[]): string =>
  [...words]
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('|')
const byName = new Map(currencies.flatMap((currency) => currency.names.map((name) => [name, currency] as const)))
const bySign = new Map(
  currencies.flatMap((currency) => (currency.signs ?? []).map((sign) => [sign, currency] as const)),
)
const notMoney = '元[月旦素件首老宵]|块(?!钱)(?=[\\p{Script=Han}])'
const named = new RegExp(`^\\s{0,4}(?:个|枚)?(?!${notMoney})(?<name>${escaped([...byName.keys()])})(?![a-z])`, 'u')
const signed = new RegExp(`(?<![a-z])(?<sign>${escaped([...bySign.keys()])})\\s{0,4}$`)
const bareName = new RegExp(escaped([...byName.keys()].filter((name) => /\p{Script=Han}{2}/u.test(name))), 'gu')

function money(text: string, numbers: Number_[]): Recognized[] {
  const found: Recognized[] = []
  let readTo = 0
  numbers.forEach((number, i) => {
    if (number.full === null || number.per !== null || number.start < readTo || (number.bare && number.full.lt(1e4)))
      return
    const amount = amountOfMoney(text, numbers, i)
    if (amount === null) return
    found.push(amount)
    readTo = amount.end + 1
  })
  for (const match of text.matchAll(bareName)) {
    const end = match.index + match[0].length
    const isPartOfAmount = found.some((one) => match.index <= one.end && end > one.start)
    if (isPartOfAmount || /^(?:指数|汇率|区|债|资产|计价)/.test(text.slice(end, end + 2))) continue
    found.push(recognized(text, [match.index, end], 'currency', { isoCurrency: byName.get(match[0])?.iso ?? '' }))
  }
  return found.sort((a, b) => a.start - b.start)
}

function amountOfMoney(text: string, numbers: Number_[], i: number): Recognized | null {
  const number = numbers[i]!
  const left = signed.exec(text.slice(Math.max(0, number.start - 12), number.start))
  const right = named.exec(text.slice(number.end, number.end + 16))
  const currency =
    (right && byName.get(right.groups?.name ?? '')) ?? (left && bySign.get(left.groups?.sign ?? '')) ?? null
  if (currency === null || number.full === null) return null
  const start = number.start - (left && bySign.get(left.groups?.sign ?? '') === currency ? left[0].length : 0)
  let value = number.full
  let end = number.end + (right?.[0].length ?? 0)
  // 五元三毛, 两美元又三美分: smaller coins directly behind.
  for (const next of numbers.slice(i + 1, i + 3)) {
    if (next.full === null || !/^\s?(?:又|零)?\s?$/.test(text.slice(end, next.start))) break
    const part = currency.parts?.find(([name]) => text.startsWith(name, next.end))
    if (part === undefined) break
    value = value.plus(next.full.div(part[1]))
    end = next.end + part[0].length
  }
  return recognized(text, [start, end], 'currency', { value: printed(value), isoCurrency: currency.iso })
}

function ordinal(text: string, number: Number_): Recognized[] {
  if (number.full === null || text[number.start - 1] !== '第') return []
  return [recognized(text, [number.start - 1, number.end], 'ordinal', { value: printed(number.full) })]
}

const unitNames = new RegExp(`^\\s?(?<unit>${escaped([...measureUnits.keys()])})(?![a-z])`)

function dimension(text: string, number: Number_): Recognized[] {
  if (number.full === null || number.per !== null || (number.bare && !/^[十拾]/.test(text.slice(number.start))))
    return []
  // 三十两: the last character is the unit, not a digit.
  const inTaels = /.两$/.test(text.slice(number.start, number.end))
    ? numeralValue(text.slice(number.start, number.end - 1))
    : null
  if (inTaels !== null)
    return [recognized(text, [number.start, number.end], 'dimension', { value: printed(inTaels), unit: 'Liang' })]
  const match = unitNames.exec(text.slice(number.end, number.end + 12))
  const unit = measureUnits.get(match?.groups?.unit ?? '')
  if (match === null || unit === undefined) return []
  const half = text[number.end + match[0].length] === '半' ? 1 : 0
  const value = half ? number.full.plus('0.5') : number.full
  return [
    recognized(text, [number.start, number.end + match[0].length + half], 'dimension', { value: printed(value), unit }),
  ]
}

/** Few and many digits alike; the scorer reads 5E-06. */
const printed = (value: Big): string => (value.abs().lt('1e-6') && !value.eq(0) ? value.toString() : value.toFixed())

const recognized = (
  text: string,
  [start, end]: [number, number],
  type: string,
  resolution: Record<string, string>,
): Recognized => ({ text: text.slice(start, end), type, resolution, start, end: end - 1 })
