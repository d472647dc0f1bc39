/**
 * Sentences of statistical releases as bureaus write them, made from frames: rises and falls alike, and none of them has a
 * tone. They are invented; figures are no figures of anybody. Used in training only.
 */
import { indicatorCatalogue } from '../indicators/catalogue.ts'
import { randomFrom } from './linear.ts'

const places = [
  '全区',
  '全市',
  '全县',
  '全国',
  '全省',
  '广西',
  '南宁市',
  '柳州市',
  '桂林市',
  '北海市',
  '我区',
  '我市',
  '该市',
  '某县',
]
const periods = [
  '2021年',
  '2022年',
  '2023年上半年',
  '前三季度',
  '一季度',
  '1-5月',
  '7月份',
  '上年',
  '第七次人口普查时点',
  '三季度末',
]
const units = ['亿元', '万元', '万人', '万吨', '元', '万平方米', '亿美元']
const moves = [
  '增长',
  '下降',
  '比上年增长',
  '比上年下降',
  '同比增长',
  '同比下降',
  '同比上涨',
  '同比下跌',
  '环比下降',
  '环比上涨',
  '降幅扩大',
  '涨幅回落',
  '回落',
  '减少',
  '收窄',
]
const frames = [
  '{period}，{place}{indicator}{level}{unit}，{move}{percent}%。',
  '{place}{indicator}{move}{percent}%，比前一时期{move2}{points}个百分点。',
  '记者从统计局获悉，{period}{place}{indicator}为{level}{unit}，按可比价格计算，{move}{percent}%。',
  '据统计局公布的数据，{period}{place}{indicator}{move}{percent}%，其中{indicator2}{move2}{percent2}%。',
  '{period}，{place}{indicator}{move}{percent}%，{indicator2}{move2}{percent2}%。',
  '分产业看，{indicator}{level}{unit}，{move}{percent}%；{indicator2}{level2}{unit}，{move2}{percent2}%。',
  '{place}统计局、国家统计局{place}调查队发布{period}主要经济数据：{indicator}{move}{percent}%。',
  '{indicator}{move}，主要受{indicator2}{move2}影响，影响总指数约{points}个百分点。',
  '从环比看，{period}{indicator}{move}{points}%。',
  '{place}{period}{indicator}{level}{unit} {move}{percent}%',
  '统计局相关负责人解读{period}{indicator}数据：{indicator}{move}{percent}%，{indicator2}{move2}{percent2}%。',
  '本次普查登记的{place}{indicator}为{level}{unit}，与上次相比，{move}{percent}%。',
  '数据由统计局发布，{period}{place}{indicator}核算结果将于下月公布。',
  '统计局今日召开新闻发布会，介绍{period}{place}{indicator}等情况。',
  '国家统计局发布公告，对{period}{place}{indicator}进行最终核实，{indicator}{level}{unit}。',
]
const howMany = 600

/** The same sentences every time; a third of them come in twos and threes, as a release has several. */
export function dryReleases(): string[] {
  const random = randomFrom(77)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  const number = (most: number, digits: number) => (random() * most).toFixed(digits)
  const fill = (slot: string): string => {
    if (slot.startsWith('indicator')) return pick(indicatorCatalogue).name
    if (slot.startsWith('move')) return pick(moves)
    if (slot.startsWith('percent')) return number(20, 1)
    if (slot.startsWith('level')) return number(9000, 2)
    if (slot === 'points') return number(2, 1)
    return pick({ period: periods, place: places, unit: units }[slot] ?? [''])
  }
  const sentence = () => pick(frames).replace(/\{(\w+)\}/g, (_, slot: string) => fill(slot))
  return Array.from({ length: howMany }, () => {
    const sentences = 1 + Math.floor(random() ** 2 * 3)
    return Array.from({ length: sentences }, sentence).join('')
  })
}
