/**
 * Articles made of a grammar and a seeded generator: always the same, as many as wanted, with common, middling and rare
 * words. For measuring look-ups; they say nothing and prove nothing about quality.
 */
type MadeArticle = { title: string; text: string }

const places = ['南宁市', '柳州市', '桂林市', '梧州市', '北海市', '钦州市', '玉林市', '百色市', '河池市', '崇左市']
const subjects = [
  '地区生产总值',
  '规模以上工业增加值',
  '居民消费价格',
  '固定资产投资',
  '社会消费品零售总额',
  '粮食产量',
]
const moves = ['同比增长', '同比下降', '环比上升', '较上年同期回落', '累计增长', '与上月持平']
const sides = [
  '企业负责人在座谈会上介绍了生产经营情况',
  '有关部门将继续做好保供稳价工作',
  '专家认为市场预期总体平稳',
  '基层统计人员深入企业开展数据核查',
  '当地正在推进重点项目建设',
  '消费者反映部分商品价格有所变动',
  '港口货物吞吐量保持较快增长',
  '春耕备耕工作有序展开',
]
/** In every article or nearly. */
export const commonWords = ['增长', '企业']
/** Each in about one article of twenty. */
export const middlingWords = ['跨境电商', '新能源汽车']
/** Each in about one article of a thousand. */
export const rareWords = ['壮锦', '沃柑', '坭兴陶']

/** Mulberry32: small, fast, the same everywhere. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

export function madeArticles(count: number, seed = 1): MadeArticle[] {
  const random = seeded(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  return Array.from({ length: count }, () => {
    const number = () => (random() * 20).toFixed(1)
    const sentence = () =>
      random() < 0.5
        ? `${pick(places)}${1 + Math.floor(random() * 12)}月份${pick(subjects)}${pick(moves)}${number()}%。`
        : `${pick(places)}${pick(sides)}，${pick(subjects)}为${Math.floor(random() * 9000)}亿元。`
    const sentences = Array.from({ length: 8 + Math.floor(random() * 12) }, sentence)
    for (const word of middlingWords) if (random() < 0.05) sentences.push(`会议还讨论了${word}工作。`)
    for (const word of rareWords) if (random() < 0.001) sentences.push(`${word}展销会在当地举行。`)
    return { title: `${pick(places)}${pick(subjects)}${pick(moves)}${number()}%`, text: sentences.join('\n') }
  })
}
