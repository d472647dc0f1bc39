/**
 * Media outside the mainland and the names the domestic press gives them. General knowledge, neutral facts only: name and
 * class. Hong Kong, Macao and Taiwan are three-way apart from foreign (domain catalogue GAP-09, B8).
 */
import type { OriginClass } from '../domain/article.ts'

type Rows = readonly [OriginClass, string][]

const rows: Rows = [
  ['foreign', '路透社|路透|reuters'],
  ['foreign', '彭博社|彭博|bloomberg'],
  ['foreign', '美联社|associated press|\\(ap\\)'],
  ['foreign', '法新社|agence france-presse|\\bafp\\b'],
  ['foreign', '德新社|\\bdpa\\b'],
  ['foreign', '埃菲社|\\befe\\b'],
  ['foreign', '塔斯社|俄新社|俄罗斯卫星通讯社|\\btass\\b|sputnik'],
  ['foreign', '共同社|kyodo'],
  ['foreign', '时事社|时事通信社|jiji press'],
  ['foreign', '韩联社|yonhap'],
  ['foreign', '越通社|vietnam news agency|vietnamplus|\\bvna\\b'],
  ['foreign', '马新社|bernama'],
  ['foreign', '金融时报|financial times'],
  ['foreign', '华尔街日报|wall street journal|dow jones|道琼斯'],
  ['foreign', '纽约时报|new york times'],
  ['foreign', '华盛顿邮报|washington post'],
  ['foreign', '经济学人|the economist'],
  ['foreign', '日本经济新闻|日经亚洲|日经中文网|nikkei'],
  ['foreign', '读卖新闻|朝日新闻|产经新闻|每日新闻\\(日\\)'],
  ['foreign', '英国广播公司|\\bbbc\\b'],
  ['foreign', '有线电视新闻网|\\bcnn\\b'],
  ['foreign', '\\bcnbc\\b|消费者新闻与商业频道'],
  ['foreign', '日本放送协会|\\bnhk\\b'],
  ['foreign', '德国之声|deutsche welle|\\bdw\\b'],
  ['foreign', '法国国际广播电台|法广|\\brfi\\b'],
  ['foreign', '美国之音|\\bvoa\\b|voice of america'],
  ['foreign', '自由亚洲电台|radio free asia|\\brfa\\b'],
  ['foreign', '亚洲新闻台|channel newsasia'],
  ['foreign', '海峡时报|straits times'],
  ['foreign', '联合早报|zaobao'],
  ['foreign', 'vnexpress|越南快讯|曼谷邮报|bangkok post|星洲日报|雅加达邮报'],
  ['hk_mo', '南华早报|south china morning post|\\bscmp\\b'],
  ['hk_mo', '明报|星岛日报|星岛|香港01|\\bhk01\\b|信报|香港经济日报|东方日报|am730|头条日报'],
  ['hk_mo', '大公报|文汇报\\(香港\\)|香港文汇报|大公文汇|凤凰卫视|有线新闻|now新闻|\\brthk\\b|香港电台|无线新闻'],
  ['hk_mo', '香港中通社|澳门日报|力报|濠江日报|华侨报|市民日报|澳亚卫视'],
  ['tw', '中央通讯社|中央社|\\bcna\\b(?= taipei)|focus taiwan'],
  [
    'tw',
    '联合报|联合新闻网|中国时报|中时新闻网|旺报|自由时报|经济日报\\(台\\)|工商时报|苹果日报\\(台\\)|三立新闻|tvbs|钜亨网|ettoday|东森新闻',
  ],
]

/** Foreign places in a dateline: LONDON, Aug 9 (Reuters); （本报东京讯）. */
export const datelines: readonly [OriginClass, RegExp][] = [
  [
    'hk_mo',
    /^\W{0,3}(?:\[|【|\()?\s?(?:本报|特约|记者)?(?:香港|澳门)(?:讯|电|\d{1,2}日电)|^\W{0,3}(?:hong kong|macau|macao)[,\s(—-]/,
  ],
  [
    'tw',
    /^\W{0,3}(?:\[|【|\()?\s?(?:本报|特约|记者)?(?:台北|高雄|台中)(?:讯|电|\d{1,2}日电)|^\W{0,3}taipei[,\s(—-]|\(?中央社(?:记者)?/,
  ],
  [
    'foreign',
    /^\W{0,3}(?:\[|【|\()?\s?(?:伦敦|纽约|华盛顿|东京|巴黎|柏林|首尔|新加坡|河内|曼谷|吉隆坡|莫斯科|悉尼)(?:讯|电|\d{1,2}日电)|^\W{0,3}(?:beijing|shanghai|hong kong|london|new york|washington|tokyo|singapore|hanoi|bangkok)[^.\n]{0,24}\((?:reuters|ap|afp|bloomberg|kyodo|dpa)\)/,
  ],
]

const overseasOutlets: readonly { origin: OriginClass; pattern: RegExp }[] = rows.map(([origin, names]) => ({
  origin,
  pattern: new RegExp(names),
}))

/** The class of an outlet by its name in a source line; null for names not known as overseas. */
export function outletOriginByName(foldedName: string): { origin: OriginClass; start: number; end: number } | null {
  for (const { origin, pattern } of overseasOutlets) {
    const match = foldedName.match(pattern)
    if (match?.index !== undefined) return { origin, start: match.index, end: match.index + match[0].length }
  }
  return null
}
