/**
 * What can be measured, as the check of a text needs it: the catalogue (analyzer/indicators) with how the press names each entry
 * (press-words.ts). Codes equal those of the official figures. Things the press also counts that we hold no figures for stop a
 * number from being taken for the indicator named before it.
 */
import { catalogued, indicatorCatalogue, type IndicatorEntry } from '../indicators/catalogue.ts'
import { fold } from '../script.ts'
import { looseWords, pressWords } from './press-words.ts'
import { type Dimension, unitOf } from './units.ts'

export type Indicator = {
  code: string
  /** flow: a sum over the period; stock: a state at its end; rate: a share in percent; ratio: so many times. */
  kind: 'flow' | 'stock' | 'price' | 'rate' | 'per_head' | 'ratio'
  /** In which steps it is published. */
  step: 'quarter' | 'month' | 'year'
  /** False: there never is a figure of January alone. */
  januaryAlone: boolean
  /** What its level is counted in. */
  dimension: Dimension
  /** The unit without its scale (千瓦时), for what is counted in a unit of its own. */
  unit: string
  words: string[]
  loose: string[]
}

const stocks = new Set(['pop_resident', 'pop_registered', 'deposits', 'loans', 'pig_stock'])
/** Indices whose growth is published in percent, without a level. */
const growthOnly = new Set(['services_index'])

function kindOf({ code, group, unit }: IndicatorEntry): Indicator['kind'] {
  if (stocks.has(code)) return 'stock'
  if (group === 'prices') return 'price'
  if (unit === '倍') return 'ratio'
  if (/^[%‰]$/.test(unit)) return growthOnly.has(code) ? 'flow' : 'rate'
  return unit === '元' ? 'per_head' : 'flow'
}

const escaped = (name: string): string => fold(name).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

export const indicators: readonly Indicator[] = indicatorCatalogue.map((entry) => {
  const { name, dimension } = unitOf(entry.unit)
  return {
    code: entry.code,
    kind: kindOf(entry),
    step: entry.step,
    januaryAlone: entry.januaryAlone,
    dimension,
    unit: name,
    words: pressWords[entry.code] ?? [entry.name, ...entry.aliases, entry.english].map(escaped),
    loose: looseWords[entry.code] ?? [],
  }
})

/** Other things with numbers: no figures here, and never to be confused with ours. */
export const otherMatters: readonly string[] = [
  '核心cpi',
  // 机电产品出口, 民营企业进出口: a part of trade, not trade.
  '[^,。;、:\\s\\d]{0,8}?(?:产品|商品|品|企业|电商|服务|贸易|汽车|车|设备|电池|材料|材|业)(?:的)?(?:进出口|出口|进口)(?:总额|总值|额)?',
  '(?:每?万元)?gdp(?:能耗|电耗|平减)',
  '(?:对|向|从|自)[^,。;、对向从自占比]{2,6}(?:进出口|出口|进口)(?:总额|额)?',
  'core (?:cpi|inflation|consumer prices)',
  '(?:食品(?:烟酒)?|非食品|猪肉|鲜菜|鲜果|鲜活食品|消费品|服务|能源|汽油|住房租金|购进|工业生产者购进|房屋|粮油|蔬菜|鸡蛋)(?:类)?价格',
  '(?:扣除|不含|剔除)[^，。,]{1,12}(?:的)?(?:cpi|居民消费价格|价格)',
  '(?:城市|农村|城镇)(?:居民)?(?:消费)?价格',
  '名义gdp',
  '(?:新能源|数字|海洋|民营|县域|开放型|首发|夜间|低空|银发|平台|文旅|外向型)经济(?:增加值|总量|规模)?',
  '(?:绿色|单位)gdp[^，。,]{0,4}(?:能耗|电耗)?',
  '单位(?:地区)?生产总值(?:能耗|电耗)',
  '(?:农林牧渔业|建筑业|批发和零售业|金融业|房地产业|服务业|交通运输|住宿和餐饮业|制造业|采矿业|高技术|装备|信息传输|数字经济核心产业|文化)[^，。,]{0,14}(?:增加值|产值|投资)',
  '(?:增加值|总产值|产值|投资|营业收入|营收|净利润|利润|税收|支出|贷款|存款|票房|客流|游客|旅客|用电量|发电量|货运量|吞吐量|销量|销售额|成交|产销|订单|亏损|股价|市值|融资|补贴)',
  '(?:餐饮|商品零售|网上零售|限上|限额以上)[^，。,]{0,10}(?:收入|总?额)?',
  '(?:男性|女性|城市)',
  '(?:房价|楼价|楼市|租金|油价|金价|工资|薪酬|收入)',
  '(?:失业率|基尼系数|恩格尔系数|pmi|采购经理指数)',
  '(?:人口)(?!普查|调查|抽样|抽查)',
  '(?<!fiscal |budget )(?:wages?|salar(?:y|ies)|revenue|profits?|investment|exports? of|loans|deposits)',
]

/** Words that choose among relatives of the indicator spoken of: 人均可支配收入…, 城里4.3万. */
export const narrowings: readonly { words: string[]; to: Record<string, string> }[] = [
  {
    words: ['城里人?', '城镇(?:居民)?', '城市居民', 'urban (?:residents|households)'],
    to: { income_all: 'income_urban', income_urban: 'income_urban', income_rural: 'income_urban' },
  },
  {
    words: ['农村(?:居民)?', '乡村', '乡下', '农民', 'rural (?:residents|households)'],
    to: { income_all: 'income_rural', income_urban: 'income_rural', income_rural: 'income_rural' },
  },
  { words: ['非私营(?:单位)?'], to: { wage_nonprivate: 'wage_nonprivate', wage_private: 'wage_nonprivate' } },
  { words: ['(?<!非)私营(?:单位)?'], to: { wage_nonprivate: 'wage_private', wage_private: 'wage_private' } },
  {
    words: ['人均', 'per capita'],
    to: { gdp: 'gdp_per_capita', gdp_per_capita: 'gdp_per_capita', income_all: 'income_all' },
  },
  { words: ['户籍'], to: { pop_resident: 'pop_registered', pop_registered: 'pop_registered' } },
  { words: ['常住'], to: { pop_resident: 'pop_resident', pop_registered: 'pop_resident' } },
  {
    words: ['二手住宅', '二手房'],
    to: { house_price_new: 'house_price_second_hand', house_price_second_hand: 'house_price_second_hand' },
  },
  { words: ['新房'], to: { house_price_new: 'house_price_new', house_price_second_hand: 'house_price_new' } },
]

const byCode = new Map(indicators.map((indicator) => [indicator.code, indicator]))

export const indicatorByCode = (code: string | null): Indicator | null => byCode.get(code ?? '') ?? null
/** What a part is usually given as a share of: 第三产业占比, 占整体. */
export const wholeOf = (part: Indicator): Indicator | null => indicatorByCode(catalogued(part.code)?.parts ?? null)
