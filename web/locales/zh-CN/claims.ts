/** 核对结论的理由:每个代码一句话,所引官方数据写明时期、地区、指标。 */
import type { ClaimReasonCode, FactsOf, FigureSaid, FigureSubject, MonthSpan } from '../../../api/contract.ts'

const quarters = ['一', '二', '三', '四']

function periodName({ year, first, last, point }: MonthSpan): string {
  if (point) return last === 12 ? `${year}年末` : `${year}年${last}月末`
  if (first === 1 && last === 12) return `${year}年`
  if (first === last) return `${year}年${last}月`
  if (first === 1 && last === 6) return `${year}年上半年`
  if (first === 1 && last === 9) return `${year}年前三季度`
  if (last % 3 === 0 && first === last - 2) return `${year}年${quarters[last / 3 - 1]}季度`
  return `${year}年${first}—${last}月`
}

const isPrice = ({ indicator }: FigureSubject): boolean => indicator.zh.includes('价格')
const isGrowth = ({ measure }: FigureSubject): boolean => measure === 'yoy' || measure === 'mom' || measure === 'qoq'
const against = ({ measure, span }: FigureSubject): string =>
  measure !== 'yoy' ? '环比' : span.last - span.first === 11 ? '比上年' : '同比'

function measureName(subject: FigureSubject): string {
  if (isGrowth(subject)) return `${against(subject)}${isPrice(subject) ? '涨幅' : '增速'}`
  const names: Partial<Record<FigureSubject['measure'], string>> = {
    share: '占比',
    share_change_pp: '变动',
    index: '指数',
    per_capita: '人均值',
    contribution: '贡献率',
    contribution_pp: '拉动点数',
  }
  return names[subject.measure] ?? ''
}

/** 2025年11月广西居民消费价格环比涨幅;与前一句相同的部分不再重复。 */
function name(subject: FigureSubject, said?: FigureSubject): string {
  const parts = [
    [periodName(subject.span), said && periodName(said.span)],
    [subject.region.zh, said?.region.zh],
    [subject.indicator.zh, said?.indicator.zh],
  ]
  const left = parts.filter(([part, before]) => part !== before).map(([part]) => part)
  return left.join('')
}

const unsigned = (value: string): string => value.replace(/^-/, '')

/** 2025年11月广西居民消费价格环比下降0.2%。 */
function fact(figure: FigureSaid, said?: FigureSubject): string {
  const before = name(figure, said)
  if (!isGrowth(figure)) {
    const measure = measureName(figure)
    const kept = said !== undefined && measure === measureName(said) ? '' : measure
    return `${before}${kept}为${figure.value}${figure.unit}`
  }
  if (Number(figure.value) === 0) return `${before}${against(figure)}持平`
  const verb = figure.value.startsWith('-') ? '下降' : isPrice(figure) ? '上涨' : '增长'
  return `${before}${against(figure)}${verb}${unsigned(figure.value)}${figure.unit}`
}

const both = ({ official, other }: { official: FigureSaid; other: FigureSaid }): string =>
  `${fact(official)}，${fact(other, official)}`
const changed = (now: FigureSaid | null): string => (now === null ? '后经修订' : `后修订为${now.value}${now.unit}`)
const basisName = ({ priceBasis }: FigureSubject): string =>
  priceBasis === 'constant' ? '扣除价格因素的实际增速' : '未扣除价格因素的名义增速'

export const claimReasons = {
  agrees: ({ official }) => `与官方数据一致：${fact(official)}。`,
  rounds: ({ official }) => `属于合理取整：${fact(official)}。`,
  agrees_difference: (facts) => `与官方数据相符：${both(facts)}。`,
  agrees_ratio: (facts) => `与官方数据相符：${both(facts)}。`,
  says_preliminary: ({ official, now }) => `原文已说明是修订前的数据：${fact(official)}，${changed(now)}。`,
  points_for_percent: ({ official }) => `增速应以百分号表示，不是百分点：${fact(official)}。`,
  not_nominal: ({ official }) => `${fact(official)}，按不变价计算，不是名义增速。`,
  difference_in_points: (facts) => `两个比率之差应说百分点：${both(facts)}。`,
  change_in_points: ({ official }) => `比率的变动应说百分点：${fact(official)}。`,
  is_other: ({ stated, other, official }) =>
    `“${stated}”是${name(other)}${measureName(other)}，${fact(official, other)}。`,
  is_cumulative: ({ stated, official }) => `“${stated}”是${name(official)}${measureName(official)}，不是当月的数。`,
  is_index: ({ stated, official }) => `“${stated}”是指数（上年同期=100），不是涨幅；${fact(official)}。`,
  other_basis: ({ stated, other, official }) =>
    `“${stated}”是${name(other)}${basisName(other)}，${basisName(official)}为${official.value}${official.unit}。`,
  ratio_of_levels: ({ stated, official }) => `“${stated}”由两年现价总量相除得出；按不变价计算，${fact(official)}。`,
  opposite_sign: ({ official }) => `升降方向相反：${fact(official)}。`,
  opposite_difference: (facts) => `高低方向相反：${both(facts)}。`,
  wrong_unit: ({ official }) => `数字相同而单位有误：${fact(official)}。`,
  wrong_currency: ({ official }) => `币种有误：${fact(official)}，不是美元。`,
  no_source: ({ stated, official }) => `${fact(official)}，未见与“${stated}”相符的官方数据。`,
  times_more: ({ amount, ...facts }) => `“多几倍”与“是几倍”相差一倍：${both(facts)}，前者是后者的${amount}倍。`,
  wrong_ratio: ({ amount, ...facts }) => `倍数不符：${both(facts)}，前者是后者的${amount}倍。`,
  wrong_share: ({ amount, ...facts }) => `占比不符：${both(facts)}，前者占后者的${amount}%。`,
  wrong_owner: ({ owner }) => `该数据由${owner}发布，不是统计局发布。`,
  revised: ({ official, now }) => `原公布数已作修订：${fact(official)}，${changed(now)}。`,
  not_released: ({ subject, planned }) =>
    `按发布日程，${name(subject)}${measureName(subject)}在报道时尚未公布${planned && `，计划 ${planned} 发布`}。`,
  against_text: ({ indicator, quote }) => `标题与正文不符：正文中${indicator.zh}为“${quote}”，与官方数据一致。`,
  forecast: () => '这是预测或目标，不是已公布的结果。',
  bank_forecast: () => '机构对未结束时期的预测，不作核对。',
  range: () => '原文是区间，不作核对。',
  no_region: () => '没有可核对的地区，或该地区的官方数据未收录。',
  never_published: ({ subject }) =>
    `${name(subject)}${measureName(subject)}从不单独公布：1月与2月合并公布，这一数据没有官方来源。`,
  no_figure: ({ subject }) => `未收录${name(subject)}${measureName(subject)}的官方数据。`,
  no_figure_to_compare: () => '没有可供比较的官方数据。',
  in_dollars: () => '以美元表示，未收录可比的官方数据。',
  contribution: ({ official }) => `贡献率暂不判错：${fact(official)}。`,
  nearly: ({ official }) => `与官方数据接近，不作判断：${fact(official)}。`,
  may_be_other: ({ other }) => `文中另有所指的可能：${fact(other)}。`,
  comparison_unsaid: ({ official }) => `原文没有说明是同比还是环比：${fact(official)}。`,
  comparison_unsure: () => '比较的对象不能确定。',
  region_unsure: () => '地区不能确定。',
  indicator_unsure: () => '指标不能确定。',
  direction_unsure: () => '升降方向不能确定。',
  period_unsure: () => '时期不能确定。',
  fraud_said: () => '指称统计数据造假，机器不作判断，须由人员研判。',
  work_said: () => '涉及统计工作的说法（收费、处罚、索取信息）；统计调查不收费、不索取账户信息，须由人员核实。',
  name_misused: () => '疑似冒用统计机构名义，须由人员核实。',
  honour_said: () => '统计机构不开展此类认证、评选，须由人员核实来源。',
} satisfies { [Code in ClaimReasonCode]: (facts: FactsOf<Code>) => string }
