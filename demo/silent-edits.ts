/**
 * What outlets do to articles after publication, for journeys: a wrong comparison put right without a note and put back, nine
 * reprints that follow or do not, a headline changed, pages that vanish in three ways and come back. Data only, all invented
 * but the figure (figures.csv); published by hand.
 */
import { minute, second } from '../domain/time.ts'
import type { DemoArticle, OutletKey, Replacement } from './outlet.ts'

const wrong = '环比上涨3.4%'
const right = '同比上涨3.4%，环比上涨0.4%'
const corrected: Replacement[] = [{ from: wrong, to: right }]
const undone: Replacement[] = [{ from: right, to: wrong }]
const expected: DemoArticle['expected'] = { flag: true, types: [] }
const paragraphs = [
  `记者从国家统计局广西调查总队了解到，2012年3月广西居民消费价格（CPI）${wrong}，涨幅引起市民关注。`,
  '分类别看，食品烟酒价格有升有降，鲜菜价格受天气影响较大，猪肉价格继续回落。',
  '业内人士提醒，看待价格数据应分清同比与环比，不宜只看一个数字。',
]

/** Keys: `cpi-original`, and `cpi-reprint-1` to `-9`; each knows the correction as its first edit, the original its undoing as its second. */
export function silentEdits(): DemoArticle[] {
  const common = { kind: 'edited' as const, paragraphs, expected }
  const original: DemoArticle = {
    ...{ ...common, key: 'cpi-original', outlet: 'guijiang', afterMs: 0, editor: '周采薇', byline: '罗桂生' },
    title: '3月广西CPI环比上涨3.4%',
    edits: [
      { afterMs: 10 * minute, replace: corrected },
      { afterMs: 20 * minute, replace: undone },
    ],
  }
  const carriers: OutletKey[] = ['huanan', 'liujiang', 'weigang']
  const reprints = Array.from({ length: 9 }, (_, n): DemoArticle => {
    const outlet = carriers[n % carriers.length]!
    return {
      ...{ ...common, key: `cpi-reprint-${n + 1}`, outlet, afterMs: (n + 1) * second, editor: '黄堃', byline: '' },
      ...{ title: `广西3月物价：CPI环比上涨3.4%（${n + 1}）`, sourceLine: '桂江新闻网', reprintOf: 'cpi-original' },
      edits: [{ afterMs: 10 * minute, replace: corrected }],
    }
  })
  return [original, ...reprints, ...others]
}

const plain = { kind: 'true' as const, editor: '周采薇', byline: '韦一凡', expected: { flag: false, types: [] } }
const others: DemoArticle[] = [
  {
    ...{ ...plain, key: 'headline', outlet: 'guijiang', afterMs: 20 * second, title: '邕江夜游航线今起试运行' },
    paragraphs: [
      '邕江夜游航线从今天起试运行，首批投入三艘游船，每晚四个班次。',
      '市民可在码头现场购票，老人和儿童半价。',
    ],
    edits: [{ afterMs: 10 * minute, replace: [{ from: '邕江夜游航线今起试运行', to: '邕江夜游航线今起正式运行' }] }],
  },
  ...(['vanishes', 'says-gone', 'jumps-home', 'stumbles'] as const).map(
    (key, n): DemoArticle => ({
      ...{ ...plain, key, outlet: 'guijiang', afterMs: (21 + n) * second, title: `城南第${n + 1}小学新校舍开工` },
      paragraphs: [
        `城南第${n + 1}小学新校舍昨日开工，计划明年秋季投入使用。`,
        '新校舍设二十四个教学班，配有图书馆和风雨操场，周边道路将同步拓宽。',
      ],
    }),
  ),
]
