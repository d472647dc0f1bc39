/** The table of official figures as bureaus hand it in: columns, their Chinese headings, and the words for coded values. */
import type { FigureScope, FigureStatus, Measure } from '../../domain/figure.ts'
import type { FieldNames } from '../table/header.ts'

export const figureFields = [
  'id',
  'indicator',
  'indicator_zh',
  'region',
  'region_zh',
  'scope',
  'period',
  'period_type',
  'measure',
  'price_basis',
  'value',
  'unit',
  'status',
  'published_at',
  'superseded_at',
  'owner',
  'source_url',
] as const
export type FigureField = (typeof figureFields)[number]

export const figureHeadings: FieldNames<FigureField> = {
  id: ['编号', '数据编号'],
  indicator: ['指标代码'],
  indicator_zh: ['指标', '指标名称'],
  region: ['地区代码', '行政区划代码'],
  region_zh: ['地区', '地区名称'],
  scope: ['范围', '统计范围'],
  period: ['时期', '报告期', '期别'],
  period_type: ['时期类型', '期别类型'],
  measure: ['度量', '数据类型', '度量类型'],
  price_basis: ['价格口径', '价格'],
  value: ['数值', '数据', '指标值'],
  unit: ['单位', '计量单位'],
  status: ['数据性质', '状态', '数据状态'],
  published_at: ['发布时间', '公布时间'],
  superseded_at: ['被替代时间', '失效时间'],
  owner: ['发布单位', '归口单位', '来源单位'],
  source_url: ['来源网址', '来源', '网址', '链接'],
}

/** One of each must be there. What the catalogue of indicators or the import itself knows may be left out. */
export const requiredFields: (FigureField | FigureField[])[] = [
  ['indicator', 'indicator_zh'],
  ['region', 'region_zh'],
  'period',
  'measure',
  'value',
  'unit',
  'status',
  'published_at',
]

export const measureWords: Record<Measure, readonly string[]> = {
  level: ['总量', '绝对值', '绝对额', '数值', '水平', '余额'],
  yoy: ['同比', '同比增长', '增速', '同比增速', '比上年增长', '累计增长'],
  qoq: ['环比(季)', '季环比', '比上季'],
  mom: ['环比', '环比增长', '月环比', '比上月'],
  share: ['比重', '占比'],
  share_change_pp: ['比重变化', '占比变化', '占比变动'],
  per_capita: ['人均'],
  index: ['指数', '指数(上年同期=100)'],
  contribution: ['贡献率'],
  contribution_pp: ['拉动', '拉动百分点', '拉动点数'],
}

export const basisWords: Record<'current' | 'constant' | 'none', readonly string[]> = {
  current: ['现价', '名义', '当年价格', '现行价格'],
  constant: ['不变价', '可比价', '实际', '可比价格', '不变价格'],
  none: ['无', '不适用', '-', '—'],
}

export const statusWords: Record<FigureStatus, readonly string[]> = {
  preliminary: ['初步数', '初步核算', '初步核算数', '初步统计数', '快报数', '快报'],
  verified: ['最终核实', '最终核实数', '正式数', '核实数', '年报数'],
  census: ['普查修订数', '经济普查修订数', '普查数', '人口普查数', '普查'],
}

/** Never loaded, whatever else the row says (status ladder, domain catalogue B6.6). */
export const unpublishedStatuses =
  /预计|预测|估算|推算|内部|未发布|待发布|草案|^(forecast|estimate|internal|draft|unpublished)$/i

export const scopeWords: Record<FigureScope, readonly string[]> = {
  whole: ['全国', '全区', '全省', '全市', '全县', '全部', '全域'],
  districts: ['市区', '市辖区', '城区'],
  counties: ['县域', '所辖县', '市辖县'],
}

/** Changes and shares are percentages and nothing else; a growth in 亿元 is an amount. */
export const percentMeasures: readonly Measure[] = ['yoy', 'qoq', 'mom', 'share', 'contribution']
export const pointMeasures: readonly Measure[] = ['share_change_pp', 'contribution_pp']
