/**
 * Sentences about invented official figures: one figure in any of many wordings (rounded, in other units, Chinese numerals, full
 * width, traditional characters, English), and the same sentence with one thing wrong. For property tests of the claims checker.
 */
import { createRequire } from 'node:module'
import Big from 'big.js'
import fc from 'fast-check'
import type { Figure, Measure, PeriodType } from '../../domain/figure.ts'

type Key = { indicator: string; region: string; period: string; type: PeriodType; measure: Measure }
type Row = [indicator: string, measure: Measure, period: string, type: PeriodType, unit: string, values: string[]]

const regionCodes = ['100000', '450000', '450100', '450200']
/** Invented; no two of a series agree in three digits, so that one never stands for another. Values in the order of the regions. */
const rows: Row[] = [
  ['gdp', 'level', '2025', 'year', '亿元', ['1361084', '31482.57', '6219.38', '3374.91']],
  ['gdp', 'level', '2024', 'year', '亿元', ['1287563', '29155.62', '5907.14', '3265.46']],
  ['gdp', 'level', '2025Q3', 'cumulative', '亿元', ['981347', '22763.15', '4418.72', '2453.68']],
  ['gdp', 'yoy', '2025', 'year', '%', ['5.0', '5.6', '4.7', '-1.3']],
  ['gdp', 'yoy', '2024', 'year', '%', ['5.3', '4.4', '3.9', '2.1']],
  ['gdp', 'yoy', '2025Q3', 'cumulative', '%', ['5.1', '6.2', '4.9', '-0.8']],
  ['retail_sales', 'level', '2025-11', 'cumulative', '亿元', ['456183', '8524.73', '2317.64', '1246.95']],
  ['retail_sales', 'yoy', '2025-11', 'cumulative', '%', ['4.0', '3.4', '2.7', '-1.9']],
  ['retail_sales', 'yoy', '2025-11', 'month', '%', ['3.1', '2.2', '1.5', '-2.6']],
  ['cpi', 'yoy', '2025-11', 'month', '%', ['0.7', '0.3', '-0.4', '-0.9']],
  ['cpi', 'mom', '2025-11', 'month', '%', ['-0.1', '-0.2', '0.2', '0.5']],
  ['industry_va', 'yoy', '2025-11', 'cumulative', '%', ['6.0', '7.4', '8.3', '-2.2']],
  ['income_all', 'level', '2025', 'year', '元', ['43377', '32614', '41869', '37258']],
  ['income_all', 'yoy', '2025', 'year', '%', ['5.2', '5.9', '4.8', '4.1']],
  ['pop_resident', 'level', '2025', 'point', '万人', ['140489', '4996', '898.42', '421.73']],
]

export const sentenceFigures: Figure[] = rows.flatMap(([indicator, measure, period, periodType, unit, values]) =>
  values.map((value, i) => ({
    id: [regionCodes[i], indicator, period, periodType, measure].join('-'),
    indicator,
    region: regionCodes[i] ?? '',
    period,
    periodType,
    measure,
    priceBasis: null,
    value,
    unit,
    status: 'preliminary' as const,
    publishedAt: new Date('2026-01-20T10:00:00+08:00'),
    supersededAt: null,
    owner: '广西统计局',
    sourceUrl: '',
  })),
)
/** The day on which all sentences are published. */
export const sentencesAt = new Date('2026-02-10T09:00:00+08:00')

const indicatorNames: Record<string, string[]> = {
  gdp: ['GDP', '生产总值', '地区生产总值', '经济总量'],
  retail_sales: ['社会消费品零售总额', '社零总额', '社消零总额'],
  cpi: ['居民消费价格', 'CPI', '居民消费价格指数', '居民消费价格（CPI）'],
  industry_va: ['规模以上工业增加值', '规上工业增加值'],
  income_all: ['居民人均可支配收入', '人均可支配收入', '全体居民人均可支配收入'],
  pop_resident: ['常住人口', '年末常住人口'],
}
const regionNames: Record<string, string[]> = {
  '100000': ['全国', '我国'],
  '450000': ['广西', '全区', '广西壮族自治区'],
  '450100': ['南宁', '南宁市'],
  '450200': ['柳州', '柳州市'],
}
const periodNames: Record<string, string[]> = {
  '2025/year': ['2025年', '去年', '２０２５年', '二〇二五年', '2025年全年', '2025全年'],
  '2024/year': ['2024年', '前年', '二〇二四年'],
  '2025Q3/cumulative': [
    '2025年前三季度',
    '去年前三季度',
    '2025年1—9月',
    '2025年1-9月份',
    '2025年前9个月',
    '去年首三季',
  ],
  '2025-11/cumulative': ['2025年1—11月', '去年前11个月', '2025年1至11月', '２０２５年１－１１月份', '去年前十一个月'],
  '2025-11/month': ['2025年11月', '去年11月份', '２０２５年１１月', '2025年11月份'],
  '2025/point': ['2025年末', '2025年底', '去年年末'],
}
/** Wordings of a level: I indicator, R region, P period, V value. */
const levels = [
  'PRIV。',
  'P，RI为V。',
  '据统计部门消息，P，R实现IV。',
  '记者获悉，RPI达到V，运行总体平稳。',
  '数据显示：P，RI达V，再上新台阶。',
  'RP的I是V。',
  'P，RI合计V；各项工作有序推进。',
  '初步核算，PRI录得V。',
  'RIP为V。',
  '【数读】RPI：V',
  '“PRI达V。”发言人介绍。',
  '经初步统计，P，R完成IV，好于预期。',
  'P，RI（V）稳居前列。',
  'V！RPI出炉。',
  '截至目前公布的数据，PRI共V。',
]
const rises = [
  '同比增长V',
  '增长V',
  '比上年同期增长V',
  '同比上升V',
  '增速为V',
  '同比增幅达V',
  '较上年同期增V',
  '按年增V',
  '同比增V',
  '同比增长了V',
  '增速达到V',
  '比去年同期增长V',
  '年增V',
  '同比增长约V',
  '稳步增长V',
  '持续回升，同比增长V',
]
const falls = [
  '同比下降V',
  '下降V',
  '比上年同期下降V',
  '同比减少V',
  '较上年同期降V',
  '同比下滑V',
  '按年减V',
  '同比降V',
  '同比下降了V',
  '降幅为V',
  '同比负增长V',
  '较去年同期下降V',
  '同比下跌V',
  '由增转降，下降V',
]
const monthRises = ['环比上涨V', '环比增长V', '比上月上涨V', '按月升V', '环比涨V', '较上月上涨V', '环比涨幅为V']
const monthFalls = ['环比下降V', '比上月下降V', '环比下跌V', '环比降V', '较上月下降V', '环比降幅为V']
const rateFrames = [
  'PRIX。',
  'P，RIX。',
  '据了解，RPIX，结构不断优化。',
  '数据显示，P，RIX，市场较为平稳。',
  'RIPX。',
  'P，R经济运行平稳，IX。',
  'RPI成绩单公布：X',
  '“P，RIX，”发言人说。',
  '据介绍，PRIX；下一步将继续发力。',
  'P，受多重因素影响，RIX。',
]
/** What stands around a statement and must change nothing: news without a figure of ours, other things with numbers. */
const before = [
  '',
  '',
  '会议强调，要坚定信心、乘势而上。',
  '本报讯（记者 李华）日前，全市统计工作会议召开。',
  '快递业务量12.3亿件，增长21.4%。',
  '全市新登记经营主体8.6万户。',
  '某车企销量同比增长38.2%。',
  '8月15日，新闻发布会在南宁举行。',
  '预计今年旅游收入增长9%左右。\n',
]
const behind = [
  '',
  '',
  '有关部门表示，下一步将继续推进重点项目建设。',
  '邮政业务总量增长11.7%，机场旅客吞吐量达1523万人次。',
  '专家认为，回升向好的基础仍需巩固。',
  '其中，新能源汽车产量增长41.2%。',
  '（完）',
]

const digits = '零一二三四五六七八九'
/** The test's own writer of numerals, kept apart from the reader. */
export function inChinese(value: Big): string {
  const [whole = '0', fraction] = value.abs().toFixed().split('.')
  const point = fraction === undefined ? '' : `点${[...fraction].map((d) => digits[Number(d)]).join('')}`
  return wholeInChinese(Number(whole)) + point
}
function wholeInChinese(n: number): string {
  if (n === 0) return '零'
  let out = ''
  for (const [unit, name] of [
    [1e8, '亿'],
    [1e4, '万'],
    [1, ''],
  ] as const) {
    const part = Math.floor(n / unit) % 1e4
    if (part > 0) out += `${out !== '' && part < 1000 ? '零' : ''}${section(part)}${name}`
  }
  return out
}
function section(n: number): string {
  let out = ''
  let gap = false
  for (const [unit, name] of [
    [1000, '千'],
    [100, '百'],
    [10, '十'],
    [1, ''],
  ] as const) {
    const digit = Math.floor(n / unit) % 10
    if (digit === 0) gap = out !== ''
    else {
      out += `${gap ? '零' : ''}${digits[digit]}${name}`
      gap = false
    }
  }
  return out
}

const fullWidth = (text: string): string =>
  text.replace(/[\d.%]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))
const separated = (value: Big): string =>
  value.toFixed().replace(/^\d+/, (whole) => whole.replace(/\B(?=(?:\d{3})+$)/g, ','))

/** Every way to print this level, all true. `unit` is 亿元, 万人 or 元. */
function levelRenderings(value: Big, unit: string): string[] {
  const base = unit.slice(-1)
  const scale = unit.slice(0, -1)
  const plain = [`${value.toFixed()}${unit}`, fullWidth(`${value.toFixed()}${unit}`), `${separated(value)}${unit}`]
  const whole = value.round(0)
  const floor = value.round(-Math.max(0, whole.toFixed().length - 2), Big.roundDown)
  const rounded = [
    `约${value.round(-Math.max(0, whole.toFixed().length - 3)).toFixed()}${unit}`,
    // 十四万万 is not said: numerals above ten thousand stand before 亿 only.
    `${scale === '万' && whole.gte(1e4) ? whole.toFixed() : inChinese(whole)}${unit}`,
    `逾${floor.toFixed()}${unit}`,
    `超过${floor.toFixed()}${unit}`,
    `${floor.toFixed()}多${unit}`,
    `${value
      .round(-Math.max(0, whole.toFixed().length - 2), Big.roundUp)
      .plus(floor.eq(value) ? 1 : 0)
      .toFixed()}${unit}以内`,
  ].slice(0, 5)
  const more = [
    `${value.toFixed()}${unit}左右`,
    `近${upTo(whole)}${unit}`,
    `不足${upTo(whole)}${unit}`,
    `突破${floor.toFixed()}${unit}大关`,
    `${value.round(0, Big.roundDown).toFixed()}余${unit}`,
  ]
  if (scale !== '亿') return [...plain, ...rounded, ...more]
  const trillions = value.div(1e4)
  const other = [
    `${value.times(1e4).toFixed()}万元`,
    ...(trillions.gte(1)
      ? [`${trillions.round(2).toFixed(2)}万亿${base}`, `${trillions.round(3).toFixed(3)}兆${base}`]
      : []),
    `${value.round(1).toFixed(1)}亿${base}人民币`,
    `人民币${value.toFixed()}亿${base}`,
    `${value.toFixed()}亿`,
    ...(trillions.gte(1) ? [`${trillions.round(2).toFixed(2)}万亿`, `约${trillions.round(1).toFixed(1)}万亿元`] : []),
  ]
  return [...plain, ...rounded, ...more, ...other]
}

/** 近 and 不足 speak of the next mark above: three digits at most. */
const upTo = (whole: Big): string => {
  const step = new Big(10).pow(Math.max(0, whole.toFixed().length - 2))
  return whole.div(step).round(0, Big.roundDown).plus(1).times(step).toFixed()
}

const below = (whole: Big): string => {
  const step = new Big(10).pow(Math.max(0, whole.toFixed().length - 2))
  return whole.div(step).round(0, Big.roundDown).times(step).toFixed()
}

const rateRenderings = (value: Big): string[] => {
  const text = value.abs().toFixed(1)
  return [`${text}%`, `${fullWidth(text)}％`, `百分之${inChinese(new Big(text))}`, `${text} %`]
}

const toTraditional: (text: string) => string = (() => {
  const opencc = createRequire(import.meta.url)('opencc-js/cn2t') as {
    Converter: (options: { from: string; to: string }) => (text: string) => string
  }
  return opencc.Converter({ from: 'cn', to: 't' })
})()

const figureOf = (key: Key): Figure | undefined =>
  sentenceFigures.find(
    (figure) =>
      figure.indicator === key.indicator &&
      figure.region === key.region &&
      figure.period === key.period &&
      figure.periodType === key.type &&
      figure.measure === key.measure,
  )

const choose = <T>(from: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...from)
const anyFigure = choose(sentenceFigures)

/** How the sentence names its parts; the wrong twin keeps all of them but one. */
type Wording = {
  frame: string
  verb: string
  region: string
  period: string
  indicator: string
  traditional: boolean
  before: string
  behind: string
}

function wordingOf(figure: Figure): fc.Arbitrary<Wording> {
  const isLevel = figure.measure === 'level'
  const isFall = figure.value.startsWith('-')
  const verbs = isLevel ? ['V'] : figure.measure === 'mom' ? (isFall ? monthFalls : monthRises) : isFall ? falls : rises
  return fc.record({
    frame: choose(isLevel ? levels : rateFrames),
    verb: choose(verbs),
    region: choose(regionNames[figure.region] ?? []),
    period: choose(periodNames[`${figure.period}/${figure.periodType}`] ?? []),
    indicator: choose(indicatorNames[figure.indicator] ?? []),
    traditional: fc.boolean(),
    before: choose(before),
    behind: choose(behind),
  })
}

function written(wording: Wording, value: string): string {
  const parts: Record<string, string> = { P: wording.period, R: wording.region, I: wording.indicator, V: value }
  const text = wording.frame.replace('X', wording.verb).replace(/[PRIV]/g, (letter) => parts[letter] ?? letter)
  const whole = `${wording.before}${text}${wording.behind}`
  return wording.traditional ? toTraditional(whole) : whole
}

const renderings = (figure: Figure): string[] =>
  figure.measure === 'level'
    ? levelRenderings(new Big(figure.value), figure.unit)
    : rateRenderings(new Big(figure.value))

/** A true sentence and the figure that it renders. */
export const trueSentence: fc.Arbitrary<{ text: string; figure: Figure }> = anyFigure.chain((figure) =>
  fc
    .tuple(wordingOf(figure), choose(renderings(figure)))
    .map(([wording, value]) => ({ text: written(wording, value), figure })),
)

const english: Record<string, string> = {
  '450000': 'Guangxi',
  '450100': 'Nanning',
  '450200': 'Liuzhou',
  '100000': 'China',
}
const englishNames: Record<string, string> = {
  gdp: 'GDP',
  retail_sales: 'retail sales',
  industry_va: 'industrial output',
}
const englishPeriods: Record<string, string> = {
  '2025/year': '2025',
  '2024/year': '2024',
  '2025Q3/cumulative': 'the first three quarters of 2025',
}

/** The same for English, of the figures that have English names here. */
export const trueEnglishSentence: fc.Arbitrary<{ text: string; figure: Figure }> = choose(
  sentenceFigures.filter(
    ({ indicator, period, periodType }) => englishNames[indicator] && englishPeriods[`${period}/${periodType}`],
  ),
).chain((figure) => {
  const who = english[figure.region] ?? ''
  const what = englishNames[figure.indicator] ?? ''
  const when = englishPeriods[`${figure.period}/${figure.periodType}`] ?? ''
  const value = new Big(figure.value)
  if (figure.measure === 'level') {
    const billions = value.div(10)
    const amount = choose([
      `${billions.round(1).toFixed(1)} billion yuan`,
      `${value.div(1e4).round(3).toFixed(3)} trillion yuan`,
      `about ${billions.round(0).toFixed()} billion yuan`,
    ])
    return amount.chain((said) =>
      choose([`${who}'s ${what} reached ${said} in ${when}.`, `In ${when}, ${who}'s ${what} stood at ${said}.`]).map(
        (text) => ({ text, figure }),
      ),
    )
  }
  const verbs = value.lt(0) ? ['fell', 'declined', 'shrank'] : ['grew', 'rose', 'expanded']
  return fc.tuple(choose(verbs), choose(['percent', '%', ' per cent'])).map(([verb, unit]) => {
    const said = `${value.abs().toFixed(1)}${unit === 'percent' ? ' percent' : unit}`
    return { text: `${who}'s ${what} ${verb} ${said} in ${when}.`, figure }
  })
})

/** One thing wrong: what it is, and the sentence. */
export type WrongSentence = { slip: string; text: string; figure: Figure }

export const wrongSentence: fc.Arbitrary<WrongSentence> = anyFigure.chain((figure) =>
  fc
    .tuple(wordingOf(figure), choose(slipsOf(figure)))
    .map(([wording, slip]) => ({ slip: slip.name, text: slip.write(wording), figure })),
)

type Slip = { name: string; write: (wording: Wording) => string }

function slipsOf(figure: Figure): Slip[] {
  const value = new Big(figure.value)
  const isLevel = figure.measure === 'level'
  const plain = isLevel ? `${value.toFixed()}${figure.unit}` : `${value.abs().toFixed(1)}%`
  const slips: Slip[] = []
  if (isLevel)
    for (const power of [-4, -2, -1, 1, 2, 4])
      slips.push({
        name: `unit × 10^${power}`,
        write: (wording) => written(wording, `${value.times(new Big(10).pow(power)).toFixed()}${figure.unit}`),
      })
  else {
    const opposite = value.lt(0) ? rises : falls
    const other = figure.measure === 'mom' ? (value.lt(0) ? monthRises : monthFalls) : opposite
    slips.push({ name: 'sign', write: (wording) => written({ ...wording, verb: other[0] ?? '' }, plain) })
    slips.push({
      name: 'points for percent',
      write: (wording) => written(wording, `${value.abs().toFixed(1)}个百分点`),
    })
  }
  const another = isLevel ? value.times('1.13').round(value.e > 3 ? 0 : 2) : value.abs().plus('0.7')
  slips.push({
    name: 'another number',
    write: (wording) => written(wording, isLevel ? `${another.toFixed()}${figure.unit}` : `${another.toFixed(1)}%`),
  })
  if (isLevel)
    slips.push(
      { name: 'a mark not reached', write: (wording) => written(wording, `突破${upTo(value.round(0))}${figure.unit}`) },
      { name: 'a mark passed', write: (wording) => written(wording, `不足${below(value.round(0))}${figure.unit}`) },
    )
  const otherRegion = regionCodes.filter((region) => region !== figure.region && differs(figure, { region }))
  for (const region of otherRegion)
    slips.push({
      name: 'other region',
      write: (wording) => written({ ...wording, region: regionNames[region]?.[0] ?? '' }, plain),
    })
  const others = sentenceFigures.filter(
    (other) =>
      other.indicator === figure.indicator &&
      other.region === figure.region &&
      other.measure === figure.measure &&
      other !== figure,
  )
  for (const other of others)
    if (sameSign(other, figure))
      slips.push({
        name: 'other period',
        write: (wording) =>
          written({ ...wording, period: periodNames[`${other.period}/${other.periodType}`]?.[0] ?? '' }, plain),
      })
  if (figure.indicator === 'cpi') {
    const isMonth = figure.measure === 'mom'
    const verbs = value.lt(0) ? (isMonth ? falls : monthFalls) : isMonth ? rises : monthRises
    slips.push({ name: 'mom for yoy', write: (wording) => written({ ...wording, verb: verbs[0] ?? '' }, plain) })
  }
  return slips
}

const sameSign = (a: Figure, b: Figure): boolean => a.value.startsWith('-') === b.value.startsWith('-')

/** The figure under that other key is not the same number. */
function differs(figure: Figure, change: Partial<Key>): boolean {
  const { indicator, region, period, periodType: type, measure } = figure
  const other = figureOf({ indicator, region, period, type, measure, ...change })
  return other === undefined || other.value.replace('-', '') !== figure.value.replace('-', '')
}
