/**
 * What a folded text names: indicators and regions, with their places. Which number belongs to which is read.ts's matter.
 */
import { nationCode, regionByCode, regionsNamedIn } from '../../domain/regions.ts'
import { foreignPlaces, foreignPlacesEnglish, otherPrefectures } from '../places.ts'
import { indicators, narrowings, otherMatters } from './indicators.ts'

export type IndicatorMention = {
  start: number
  end: number /** null: something we hold no figures for. */
  code: string | null
  /** A word that only chooses among relatives of what is spoken of: 城里, 私营. By the code of that, the code meant. */
  narrows: Record<string, string> | null
  /** The word may stand for the indicator, and for other things. */
  loose: boolean
}

export type RegionMention = {
  start: number
  end: number
  /** null: a place without figures here (another country, another province's city). */
  code: string | null
  /** 全区, 全市, 当地: stands for a region named elsewhere. */
  stands: 'region' | 'city' | 'county' | 'there' | null
  /** Compared with, not spoken of: 低于全国, 占全区. */
  isBase: boolean
}

export function indicatorsIn(text: string): IndicatorMention[] {
  const found: IndicatorMention[] = []
  for (const { pattern, code, narrows, loose } of patterns)
    for (const match of text.matchAll(pattern))
      if (match[0] !== '') found.push({ start: match.index, end: match.index + match[0].length, code, narrows, loose })
  return longestAtEachPlace(found)
}

export function regionMentionsIn(text: string): RegionMention[] {
  const named = regionsNamedIn(text)
    .filter((place) => !/^海关/.test(text.slice(place.end, place.end + 2)))
    .map((place) => ({ start: place.start, end: place.end, code: place.code as string | null, stands: null }))
  const others = [...text.matchAll(elsewhere)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    code: null,
    stands: null,
  }))
  const anaphora = [...text.matchAll(standIns)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    code: /^(?:桂|陆)/.test(match[0]) ? (match[0] === '桂' ? '450000' : nationCode) : null,
    stands: standsFor(match[0]),
  }))
  return longestAtEachPlace<Omit<RegionMention, 'isBase'>>([...named, ...others, ...anaphora]).map((mention) => ({
    ...mention,
    isBase: comparedWith(text, mention.start, mention.end),
  }))
}

/** What 全区, 全市, 当地 stand for, given the last region spoken of; null when that stays open. */
export function resolveStandIn(stands: RegionMention['stands'], last: string | null, home: string): string | null {
  const line: { code: string; level: string }[] = []
  for (
    let region = last === null ? null : regionByCode(last);
    region;
    region = region.parent ? regionByCode(region.parent) : null
  )
    line.push({ code: region.code, level: region.level })
  if (stands === 'there') return last
  if (stands === 'county') return line.find((at) => at.level === 'county')?.code ?? null
  if (stands === 'city') {
    // A county-level city (横州市) also calls itself 全市.
    const first = line[0]
    if (first?.level === 'county' && /市$/.test(regionByCode(first.code)?.name ?? '')) return first.code
    return line.find((at) => at.level === 'city')?.code ?? null
  }
  const province = line.find((at) => at.level === 'province')?.code
  if (province !== undefined) return /自治区$/.test(regionByCode(province)?.name ?? '') ? province : null
  return last === null || last === nationCode ? home : null
}

type Pattern = { pattern: RegExp; code: string | null; narrows: Record<string, string> | null; loose: boolean }
const patterns: Pattern[] = [
  ...indicators.map(({ code, words }) => ({ pattern: anyOf(words), code, narrows: null, loose: false })),
  ...narrowings.map(({ words, to }) => ({ pattern: anyOf(words), code: null, narrows: to, loose: false })),
  ...indicators
    .filter(({ loose }) => loose.length > 0)
    .map(({ code, loose }) => ({ pattern: anyOf(loose), code, narrows: null, loose: true })),
  { pattern: anyOf(otherMatters), code: null, narrows: null, loose: false },
]

/** English words must stand alone; Chinese ones have no borders. */
function anyOf(words: readonly string[]): RegExp {
  const one = (word: string) =>
    /^[a-z(]/.test(word) && !/\p{Script=Han}/u.test(word) ? `(?<![a-z])(?:${word})(?![a-z])` : `(?:${word})`
  return new RegExp(words.map(one).join('|'), 'g')
}

/** Parts and groups of regions, and places left unnamed: no figures of theirs are held. */
const partsOfRegions =
  '某[省市县区镇村地]|(?:高新|经开|开发|自贸|自由贸易试验|保税|综保|工业园|产业园|示范|试验|合作|新|片)区|(?:经济区|经济带|城市群|都市圈|园区|各市|各县|县域|城区|三市|两市|四市|乡镇)|[二三四五六七八九十\\d]+个(?:市|县|区|设区市|城市|省)'

const elsewhere = new RegExp(
  `${partsOfRegions}|${[...foreignPlaces, ...otherPrefectures].join('|')}|(?<![a-z])(?:${foreignPlacesEnglish.join('|').toLowerCase()})(?![a-z])`,
  'g',
)
const standIns =
  /全区|自治区(?!统计|人民|党委|政府)|全市|我市|本市|该市|全县|我县|该县|当地|该区|the region(?!al)|(?:^|(?<=[\s,，。:：“"]))(?:桂|陆)(?=[去今前首上下一二三四第全年]|gdp|cpi|经济|外贸|出口)/g

function standsFor(word: string): RegionMention['stands'] {
  if (word === '桂' || word === '陆') return null
  if (/^(?:全区|自治区|该区|the region)/.test(word)) return word === '该区' ? 'there' : 'region'
  if (/市$/.test(word)) return 'city'
  return /县$/.test(word) ? 'county' : 'there'
}

function comparedWith(text: string, start: number, end: number): boolean {
  const lead = text.slice(Math.max(0, start - 6), start)
  const isLed =
    /(?:比|较|低于|高于|低过|高过|高出|低出|快于|慢于|好于|优于|逊于|不及|超过|超出|跑赢|跑输|领先|落后于?|占|居|与|than|above|below)(?:同期)?(?:的|the )?\s?$/.test(
      lead,
    )
  // 是柳州的1.87倍, 约为广东的五分之一
  if (!isLed && !/^的(?:.{0,4}[倍成]|.{0,3}分之|一半|半)/.test(text.slice(end, end + 8))) return false
  // "slower than the nation's 5.4%": the number is the nation's own.
  return !/^(?:'s)?\s?\d[\d.]*\s?(?:%|percent)/.test(text.slice(end, end + 16))
}

function longestAtEachPlace<T extends { start: number; end: number }>(mentions: T[]): T[] {
  const sorted = [...mentions].sort((a, b) => a.start - b.start || b.end - a.end)
  const kept: T[] = []
  for (const mention of sorted) {
    const last = kept.at(-1)
    if (last === undefined || mention.start >= last.end) kept.push(mention)
    else if (mention.end - mention.start > last.end - last.start) kept[kept.length - 1] = mention
  }
  return kept
}
