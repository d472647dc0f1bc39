/**
 * Regions by GB/T 2260 code: names, parents, and which of them a text names. Codes come from region-table.ts and
 * county-table.ts.
 * Hong Kong, Macao and Taiwan are regions here and marked, because the press compares with them; their figures are not ours.
 */
import { countyRows } from './county-table.ts'
import {
  cityRows,
  extraAliases,
  plainCountyNames,
  provinceRows,
  suffixedCityNames,
  wordlikeCountyNames,
} from './region-table.ts'

type RegionLevel = 'nation' | 'province' | 'city' | 'county'

export type Region = {
  code: string
  level: RegionLevel
  /** Full name, e.g. 广西壮族自治区. */
  name: string
  /** Everyday name, e.g. 广西. */
  shortName: string
  /** 桂; null below the province. One character is too little to search for. */
  initial: string | null
  english: string | null
  aliases: string[]
  parent: string | null
  /** Hong Kong, Macao, Taiwan: 境外, never 外国. */
  apart: 'hk_mo' | 'tw' | null
}

export type NamedRegion = { code: string; name: string; start: number; end: number }

export const nationCode = '100000'

/** Beijing, Tianjin, Shanghai, Chongqing: their counties lie right below the province, as those in 90 do elsewhere (仙桃 429004). */
const municipalities = new Set(['11', '12', '31', '50'])

/** 恩施土家族苗族自治州, 博尔塔拉蒙古自治州, 龙胜各族自治县: what follows the name of the place. */
const ofPeoples =
  /(?<=..)(?:(?:[壮回满苗侗瑶彝藏羌白傣黎畲水土佤怒京]|土家|布依|景颇|傈僳|哈尼|蒙古|朝鲜|仡佬|仫佬|毛南|拉祜|布朗|独龙|纳西|普米|撒拉|东乡|保安|裕固|达斡尔|鄂温克|各)族|蒙古|哈萨克|柯尔克孜|锡伯|塔吉克|鄂伦春)+(?=自治[州县旗]$)/

export const regions: readonly Region[] = buildRegions()
const byCode = new Map(regions.map((region) => [region.code, region]))

/** The region of a code, or null for a code this table does not hold. */
export const regionByCode = (code: string): Region | null => byCode.get(code) ?? null

/** The code above: county → city → province → nation → null, without a city where there is none. Works on any well-formed code, listed or not. */
export function parentCode(code: string): string | null {
  if (code === nationCode) return null
  if (code.endsWith('0000')) return nationCode
  if (code.endsWith('00') || code.slice(2, 4) === '90' || municipalities.has(code.slice(0, 2)))
    return `${code.slice(0, 2)}0000`
  return `${code.slice(0, 4)}00`
}

/** The code itself and everything above it. */
export function lineage(code: string): string[] {
  const line: string[] = []
  for (let at: string | null = code; at !== null; at = parentCode(at)) line.push(at)
  return line
}

/** True when `code` is `ancestor` or lies inside it. */
export function isWithin(code: string, ancestor: string): boolean {
  for (let at: string | null = code; at !== null; at = parentCode(at)) if (at === ancestor) return true
  return false
}

export const childrenOf = (code: string): Region[] => regions.filter((region) => region.parent === code)

/**
 * Every place where the text names a region, left to right, the longest name at each place. Offsets are UTF-16 units.
 * The text should be simplified Chinese or English; letter case does not matter.
 */
export function regionsNamedIn(text: string): NamedRegion[] {
  const found: NamedRegion[] = []
  for (const { name, start } of namesIn(text)) {
    if (!meansThePlace(name, text, start, start + name.length)) continue
    const before = found.at(-1)
    const code = codeMeant(name.toLowerCase(), before?.end === start ? before.code : null)
    if (code !== undefined) found.push({ code, name, start, end: start + name.length })
  }
  return found
}

/** Of places with one name the one that lies in what is named right before (西宁市城中区), else the first. */
function codeMeant(name: string, before: string | null): string | undefined {
  const codes = codesOfName.get(name) ?? []
  const inside = before === null ? undefined : codes.find((code) => isWithin(code, before))
  return inside ?? (unsure.has(name) ? undefined : codes[0])
}

/** Names that also mean something else, with what must (not) stand beside them. */
const guards: Record<string, { notAfter?: RegExp; notBefore?: RegExp; onlyBefore?: RegExp }> = {
  北海: { notAfter: /^(道|舰队|公园|布伦特|油田|巨妖)/ },
  来宾: {
    notBefore: /(各位|位|与会|参会|出席|到场|现场|嘉宾|贵宾|名|外国|众|多国|接待)$/,
    onlyBefore:
      /^(市|统计|GDP|gdp|CPI|cpi|经济|\d|、|和|增|生产|调查|地区|县|城|人均|规|工业|农|等地|的|固定|投资|去年|今年|居民|一季|上半|前)/,
  },
  大陆: { notAfter: /^(架|法系|桥|漂移|集团|性)/, notBefore: /(新|欧洲|欧亚|美洲|非洲|北美|南美|亚洲|古)$/ },
  内地: { notBefore: /(省|区|市)$/ },
  中国: { notAfter: /^(银行|石油|石化|移动|电信|联通|平安|人寿|人保|建筑|中车|中铁|香港|台湾|澳门|足球|队|女|男)/ },
  吉林: { notBefore: /(吉林)$/ },
  灵山: { notAfter: /^(大佛|卫|岛)/ },
  三江: { notAfter: /^(源|平原|口|镇)/ },
  南平: { notAfter: /^(均)/ },
  三明: { notAfter: /^(治)/ },
  西安: { notAfter: /^(普)/ },
  海南: { notAfter: /^(岛战|藏族)/ },
  // Parts of other words: 医保定点, 盛大庆祝, 西南通道, 美丽水乡, 推广安全, 云南充分, 国内江苏, 黄河源头, 武汉中心, 经营口径 …
  保定: { notBefore: /[医社确担环低参准]$/, notAfter: /^(点|期|性|向)/ },
  达州: { notBefore: /华$/ },
  塔城: { notBefore: /斯$/ },
  信阳: { notBefore: /朴$/ },
  大庆: { notBefore: /[盛重]$/, notAfter: /^(祝|典)/ },
  南通: { notBefore: /[西东越]$/, notAfter: /^(道|过|往|车|航|行)/ },
  丽水: { notBefore: /[美秀绮]$/, notAfter: /^(乡)/ },
  广安: { notBefore: /[推]$/, notAfter: /^(全|装|置|门)/ },
  南充: { notBefore: /[云河湖海越西]$/, notAfter: /^(分|足|电|满|实)/ },
  阳江: { notBefore: /漠$/ },
  内江: { notBefore: /[国省境市区]$/, notAfter: /^(苏|西|南)/ },
  江门: { notBefore: /[长]$/, notAfter: /^(户)/ },
  河源: { notBefore: /[黄]$/, notAfter: /^(头)/ },
  汉中: { notBefore: /[武]$/ },
  营口: { notBefore: /[经运民国]$/, notAfter: /^(径)/ },
  衡水: { notBefore: /[平均]$/, notAfter: /^(平)/ },
  通化: { notBefore: /[普流融]$/ },
  新乡: { notAfter: /^(村|贤|土|镇)/ },
  南阳: { notBefore: /[河湖云海西济越]$/, notAfter: /^(光|性|台)/ },
  淮南: { notBefore: /[江黄]$/, notAfter: /^(部|岸|子)/ },
  淮北: { notBefore: /[江黄]$/, notAfter: /^(部|岸)/ },
  庆阳: { notBefore: /[重国]$/ },
  东营: { notBefore: /[京股]$/, notAfter: /^(收|业|销)/ },
  眉山: { notBefore: /[峨]$/ },
  固原: { notBefore: /[巩]$/, notAfter: /^(有)/ },
  保山: { notBefore: /[环社医担]$/ },
  安阳: { notBefore: /[西延]$/, notAfter: /^(光)/ },
  长治: { notAfter: /^(久)/ },
  延安: { notAfter: /^(路|精神|时期|西路|东路)/ },
  普洱: { notAfter: /^(茶|生茶|熟茶)/ },
  酒泉: { notAfter: /^(卫星)/ },
  玉树: { notAfter: /^(临风|琼枝)/ },
  海口: { notBefore: /[出入河]$/ },
  宿州: { notBefore: /[苏]$/ },
}

function meansThePlace(name: string, text: string, start: number, end: number): boolean {
  // 白银市场, 东方市场: of a place that is never named without its 市.
  if (name.endsWith('区') && /^[域间块位]/.test(text.slice(end))) return false
  if (name.endsWith('市') && /^[场值况]/.test(text.slice(end)) && !codesOfName.has(name.slice(0, -1))) return false
  const guard = guards[name]
  if (guard === undefined) return true
  const before = text.slice(Math.max(0, start - 4), start)
  const after = text.slice(end, end + 6)
  if (guard.notAfter?.test(after)) return false
  if (guard.notBefore?.test(before)) return false
  return guard.onlyBefore === undefined || guard.onlyBefore.test(after)
}

function buildRegions(): Region[] {
  const nation: Region = {
    code: nationCode,
    level: 'nation',
    name: '全国',
    shortName: '全国',
    initial: null,
    english: 'China',
    aliases: extraAliases[nationCode] ?? [],
    parent: null,
    apart: null,
  }
  return [
    nation,
    ...rowsOf(provinceRows).map(province),
    ...rowsOf(cityRows).map(city),
    ...rowsOf(countyRows).flatMap(counties),
  ]
}

function rowsOf(table: string): string[] {
  return table.trim().split('\n')
}

function province(row: string): Region {
  const [code = '', name = '', shortName = '', initial = '', ...english] = row.split(' ')
  const apart = code === '710000' ? 'tw' : code === '810000' || code === '820000' ? 'hk_mo' : null
  return {
    code,
    level: 'province',
    name,
    shortName,
    initial,
    english: english.join(' ').replace('_', ' '),
    aliases: extraAliases[code] ?? [],
    parent: nationCode,
    apart,
  }
}

function city(row: string): Region {
  const [code = '', name = '', english = ''] = row.split(' ')
  const bare = name.replace(ofPeoples, '').replace(/[市盟]$|地区$|自治州$/, '')
  const everyday = name.endsWith('自治州') ? `${bare}州` : name
  return {
    code,
    level: 'city',
    name,
    shortName: suffixedCityNames.has(bare) ? everyday : bare,
    initial: null,
    english: english.replace('_', ' '),
    aliases: [...(everyday === name ? [] : [everyday]), ...(extraAliases[code] ?? [])],
    parent: parentCode(code),
    apart: null,
  }
}

function counties(row: string): Region[] {
  const [parent = '', ...cells] = row.split(' ')
  return cells.map((cell) => {
    const code = parent.slice(0, 4) + cell.slice(0, 2)
    const name = cell.slice(2)
    const everyday = name.replace(ofPeoples, '').replace(/自治(?=[县旗]$)/, '')
    const bare = everyday.replace(/[县区市旗]$/, '')
    return {
      code,
      level: 'county',
      name,
      shortName: plainCountyNames.has(bare) ? bare : name,
      initial: null,
      english: null,
      aliases: [...(everyday === name ? [] : [everyday]), ...(extraAliases[code] ?? [])],
      parent: parentCode(code),
      apart: null,
    }
  })
}

/** Codes by lower-case name, in the order of the table. */
const codesOfName = new Map<string, string[]>()
for (const region of regions)
  for (const name of new Set([region.name, region.shortName, region.english, ...region.aliases]))
    if (name) codesOfName.set(name.toLowerCase(), [...(codesOfName.get(name.toLowerCase()) ?? []), region.code])

const isOurs = (code: string): boolean => code.startsWith('45') || code.startsWith('3502')
/** Names that say a place only right behind the name of what it lies in. */
const unsure = new Set(
  [...codesOfName].flatMap(([name, codes]) =>
    codes.every((code) => regionByCode(code)?.level === 'county' && !isOurs(code)) &&
    (codes.length > 1 || name.length === 2 || wordlikeCountyNames.has(name))
      ? [name]
      : [],
  ),
)

/** Names in Chinese by their first two characters, the longest first: one look a character, where one pattern of them all takes a thousand. */
const namesByStart = new Map<number, string[]>()
const startOf = (text: string, at: number): number => text.charCodeAt(at) * 65_536 + text.charCodeAt(at + 1)
const inEnglish: string[] = []
for (const name of [...codesOfName.keys()].sort((a, b) => b.length - a.length))
  if (/^[a-z]/.test(name)) inEnglish.push(name)
  else namesByStart.set(startOf(name, 0), [...(namesByStart.get(startOf(name, 0)) ?? []), name])
const englishNames = new RegExp(
  `(?<![a-z])(?:${inEnglish.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})(?![a-z])`,
  'gi',
)

/** Every name at its place, left to right; of several at one place the longest, and none inside another. */
function namesIn(text: string): { name: string; start: number }[] {
  const found = [...text.matchAll(englishNames)].map((match) => ({ name: match[0], start: match.index }))
  const english = found.length
  for (let at = 0; at < text.length - 1; at++) {
    const name = namesByStart.get(startOf(text, at))?.find((n) => text.startsWith(n, at))
    if (name === undefined) continue
    found.push({ name, start: at })
    at += name.length - 1
  }
  return english === 0 ? found : found.sort((a, b) => a.start - b.start)
}
