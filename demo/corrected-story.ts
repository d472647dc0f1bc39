/**
 * A false figure and what its outlets make of requests to correct it, for journeys and as the demo's own past: the first one corrects with a note, a reprint is
 * edited in silence, one stays as it is and adds another city and the region's bureau, one is taken off. Data only, all invented but the
 * figure (figures.csv); published, edited and withdrawn by hand.
 */
import { minute, second } from '../domain/time.ts'
import type { DemoArticle, Replacement } from './outlet.ts'

const wrong = '1974.21亿元'
const right = '1674.21亿元'
const closing = '记者将继续关注。'
const figure: Replacement = { from: wrong, to: right }
const noted: Replacement = {
  from: closing,
  to: `更正：本文此前将2022年北海市地区生产总值误写为${wrong}，应为${right}，特此更正。`,
}
const paragraphs = [
  `据北海市统计局公布的数据，2022年北海市地区生产总值${wrong}，总量在全区的位次明显前移。`,
  '临港产业、石化与滨海旅游继续发力，沿海园区新开工项目二十多个，港口货物吞吐量保持增长。',
  '有市民在评论区留言，称“没想到差得这么多”，也有人质疑数据与自己的感受不符。',
  closing,
]
const common = { kind: 'false' as const, paragraphs, byline: '罗桂生', expected: { flag: true, types: [] } }
const reprint = { ...common, kind: 'reprint' as const, sourceLine: '桂江新闻网', reprintOf: 'bh-false' }

/** Keys: `bh-false`, `bh-edited`, `bh-gone`, and `bh-nanning`, the copy about Nanning that names the region's bureau. */
export const correctedStory = (): DemoArticle[] => [
  {
    ...{ ...common, key: 'bh-false', outlet: 'guijiang', afterMs: 0, editor: '周采薇' },
    title: `北海2022年地区生产总值${wrong}`,
    edits: [{ afterMs: 30 * minute, replace: [figure, noted] }],
  },
  {
    ...{ ...reprint, key: 'bh-edited', outlet: 'liujiang', afterMs: second, editor: '陶然' },
    title: `北海2022年地区生产总值${wrong}`,
    edits: [{ afterMs: 30 * minute, replace: [figure] }],
  },
  {
    ...{ ...reprint, key: 'bh-gone', outlet: 'youjiang', afterMs: 2 * second, editor: '农夜读' },
    title: `北海2022年地区生产总值${wrong}`,
  },
  {
    ...{ ...reprint, key: 'bh-nanning', outlet: 'huanan', afterMs: 3 * second, editor: '黄堃' },
    title: `南宁也被“算高”？北海${wrong}惹争议`,
    paragraphs: [...paragraphs, '网文还称，南宁市统计局的数据同样“算高了”，是“广西统计局统一要求”。'],
  },
]

/** For the demo: beside the script, published and edited by hand, so that the script's end is its own. */
export const handledStory = (): DemoArticle[] =>
  correctedStory().map((article) => ({
    ...article,
    ...(article.edits ? { edits: article.edits.map((edit) => ({ ...edit, afterMs: 0 })) } : {}),
  }))
