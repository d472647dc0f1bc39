/**
 * The product's own words for segmentation: bodies, indicators and terms of official statistics, places.
 * A change here changes `dictionaryVersion` (tokens.ts), and rows segmented with the old one are segmented again.
 */
import { regions } from '../domain/regions.ts'

const bodies =
  '国家统计局 统计局 统计部门 统计机构 调查总队 调查队 广西调查总队 自治区统计局 广西统计局 市统计局 县统计局 区统计局 普查办 普查领导小组 ' +
  '统计执法 统计督察 统计年鉴 统计公报 统计微讯 国新办 南宁海关 发改委 社情民意调查中心 普查中心'

const terms =
  '地区生产总值 国内生产总值 生产总值 人均地区生产总值 第一产业 第二产业 第三产业 增加值 工业增加值 规模以上工业 规上工业 限额以上 社会消费品零售总额 社零总额 ' +
  '社零 固定资产投资 固投 民间投资 房地产开发投资 居民消费价格 居民消费价格指数 工业生产者出厂价格 工业生产者购进价格 人均可支配收入 可支配收入 常住人口 户籍人口 ' +
  '城镇化率 调查失业率 城镇调查失业率 粮食产量 粮食总产量 播种面积 进出口 进出口总额 一般公共预算收入 平均工资 非私营单位 私营单位 工业企业利润 基尼系数 恩格尔系数 ' +
  '采购经理指数 经济普查 人口普查 农业普查 抽样调查 住户调查 普查员 调查员 统计调查 初步核算 最终核实 同比 环比 百分点 可比价 不变价 现价 名义增长 实际增长 ' +
  '数据造假 统计造假 弄虚作假 注水 挤水分 虚报 瞒报 网传 辟谣 谣言'

/** Bodies and terms, without the places: what everything about official statistics names. */
export const ownTerms: ReadonlySet<string> = new Set([...bodies.split(' '), ...terms.split(' ')])

/** Words in a fixed order; each has at least two characters and nothing that would break a dictionary line. */
export const dictionaryWords: readonly string[] = [
  ...new Set([
    ...bodies.split(' '),
    ...terms.split(' '),
    ...regions.flatMap((region) => [region.name, region.shortName]),
  ]),
]
  .filter((word) => /^\p{Script=Han}{2,24}$/u.test(word))
  .sort()
