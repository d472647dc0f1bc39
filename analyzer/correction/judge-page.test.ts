/** Page histories and what they prove. The figures are Guangxi's public ones of 2022 and March 2012 (domain catalogue B6); the pages are made up. */
import { describe, expect, it } from 'vitest'
import type { CorrectionOutcome } from '../../domain/correction.ts'
import type { Figure } from '../../domain/figure.ts'
import { type Asked, judgeHistory, judgePage, type Look, type OtherPage } from './judge-page.ts'

const figure = (more: Partial<Figure>): Figure => ({
  ...{ id: 'f', indicator: 'gdp', region: '450000', period: '2022', periodType: 'year', measure: 'yoy' },
  ...{ priceBasis: 'constant', value: '2.9', unit: '%', status: 'preliminary', owner: '广西统计局', sourceUrl: '' },
  ...{ publishedAt: new Date('2023-01-19T02:00:00Z'), supersededAt: null },
  ...more,
})
const lead = '桂江新闻网南宁1月20日电 记者从有关部门获悉，去年全区经济运行总体平稳。'
const tail =
  '业内人士认为，今年投资项目储备充足，消费市场有望继续恢复，外贸企业的订单也在增加。多地表示将抓好项目开工和招商引资，稳定就业和物价，推动经济持续回升向好，并继续优化营商环境，服务企业发展。'
const wrongLine = '2022年广西地区生产总值比上年增长3.4%。'
const rightLine = '2022年广西地区生产总值比上年增长2.9%。'
const title = '广西公布去年经济数据'
const body = (...lines: string[]) => [lead, ...lines, tail].join('\n')
const gdp: Asked = {
  ...{ quote: '2022年广西地区生产总值比上年增长3.4%', wrongValue: '3.4%', figure: figure({}) },
  ...{ right: '2022年广西地区生产总值比上年增长2.9%', pinnedTitle: title, pinnedText: body(wrongLine) },
  ...{ publishedAt: new Date('2023-01-20T03:00:00Z'), home: '450000' },
}
const page = (text: string, more: Partial<Extract<Look, { kind: 'page' }>> = {}): Look => ({
  ...{ kind: 'page', title, text, subtitle: '', captions: [], sealedAs: 'e1' },
  ...more,
})
const note = '更正：本文此前将2022年广西地区生产总值增速误写为3.4%，应为2.9%，特此更正。'

type History = [name: string, want: CorrectionOutcome, look: Look, others?: OtherPage[]]
const histories: History[] = [
  ['nothing was done', 'unchanged', page(body(wrongLine))],
  ['only spaces and marks changed', 'unchanged', page(body(`  ${wrongLine.replace('。', ' 。')}  `))],
  ['corrected with a note at the end', 'corrected', page(`${body(rightLine)}\n${note}`)],
  ['corrected with a note at the head', 'corrected', page(`${note}\n${body(rightLine)}`)],
  ['corrected, and the note says no number', 'corrected', page(`${body(rightLine)}\n编者按：本文数据有误，现已更正。`)],
  [
    'corrected, and the note is one sentence without a label',
    'corrected',
    page(`${body(rightLine)}\n本文早先版本中的增速有误，已改正。`),
  ],
  [
    'corrected, note in English',
    'corrected',
    page(`${body(rightLine)}\nCorrection: an earlier version of this article misstated the growth rate; it is 2.9%.`),
  ],
  [
    'corrected, the note tells the old number by 而非',
    'corrected',
    page(`${body(rightLine)}\n更正：2022年广西地区生产总值增速为2.9%，而非3.4%。`),
  ],
  [
    'the right number in words',
    'corrected',
    page(`${body('2022年广西地区生产总值比上年增长百分之二点九。')}\n${note}`),
  ],
  [
    'the right number in full-width signs',
    'corrected',
    page(`${body('2022年广西地区生产总值比上年增长２．９％。')}\n${note}`),
  ],
  [
    'the right number in another sentence order',
    'corrected',
    page(`${body('比上年增长2.9%，这是2022年广西地区生产总值的增速。')}\n${note}`),
  ],
  ['change without note', 'silently_edited', page(body(rightLine))],
  ['change without note, headline too', 'silently_edited', page(body(rightLine), { title: '2022年广西GDP增长2.9%' })],
  [
    'change, and a note on another matter',
    'silently_edited',
    page(`${body(rightLine)}\n更正：本文人口数应为5047万人，特此更正。`),
  ],
  [
    'change, and 编者按 that takes nothing back',
    'silently_edited',
    page(`${body(rightLine)}\n编者按：新的一年，广西经济如何开局？`),
  ],
  ['note without change', 'partly', page(`${body(wrongLine)}\n${note}`)],
  [
    'a note that says no number, without change',
    'partly',
    page(`${body(wrongLine)}\n编者按：本文数据有误，现已更正。`),
  ],
  ['right added, wrong kept in the next sentence', 'partly', page(body(wrongLine, rightLine))],
  [
    'right added, wrong kept further down in words',
    'partly',
    page(body(rightLine, '回顾全年，2022年广西地区生产总值比上年增长百分之三点四。')),
  ],
  [
    'right added, wrong kept in full-width signs',
    'partly',
    page(body(rightLine, '2022年广西地区生产总值比上年增长３．４％。')),
  ],
  [
    'right added, wrong kept in the headline',
    'partly',
    page(`${body(rightLine)}\n${note}`, { title: '2022年广西GDP增长3.4%' }),
  ],
  [
    'right added, wrong kept in a caption',
    'partly',
    page(`${body(rightLine)}\n${note}`, { captions: ['图：2022年广西地区生产总值比上年增长3.4%'] }),
  ],
  [
    'a note that corrects the wrong way round',
    'partly',
    page(`${body(rightLine)}\n更正：本文增速2.9%有误，应为3.4%。`),
  ],
  [
    'the note says right, the text another wrong number',
    'partly',
    page(`${body('2022年广西地区生产总值比上年增长4.3%。')}\n${note}`),
  ],
  ['another wrong number', 'other_wrong', page(body('2022年广西地区生产总值比上年增长4.3%。'))],
  ['the direction turned round', 'other_wrong', page(body('2022年广西地区生产总值比上年下降2.9%。'))],
  ['the statement was taken out', 'withdrawn', page(body('有关部门表示，去年经济运行平稳。'))],
  [
    'taken out, the right number stands by chance at another indicator',
    'withdrawn',
    page(body('2022年广西居民人均可支配收入增长2.9%。')),
  ],
  [
    'taken out, chance number, and a note on something else',
    'withdrawn',
    page(`${body('2022年广西居民人均可支配收入增长2.9%。')}\n更正：本文人口数应为5047万人。`),
  ],
  [
    'corrected; the wrong number stands by chance at another indicator',
    'corrected',
    page(`${body(rightLine, '2022年广西规模以上工业增加值比上年增长3.4%。')}\n${note}`),
  ],
  [
    'corrected; the wrong number stands by chance at another place',
    'corrected',
    page(`${body(rightLine, '2022年北海市地区生产总值比上年增长3.4%。')}\n${note}`),
  ],
  [
    'corrected; the wrong number stands by chance at another year',
    'corrected',
    page(`${body(rightLine, '2020年广西地区生产总值比上年增长3.4%。')}\n${note}`),
  ],
  [
    'the wrong number carried on by the next sentence',
    'partly',
    page(`${body(rightLine, '这一数字的涨幅达到3.4%。')}\n${note}`),
  ],
  [
    'a number like the wrong one that nobody can place',
    'unclear',
    page(`${body(rightLine, '受访者提到3.4%这个数字。')}\n${note}`),
  ],
  [
    'moved to another page, which has the note',
    'note_elsewhere',
    page(body(wrongLine)),
    [{ title: '更正', text: `本报1月20日《${title}》一文中广西地区生产总值增速3.4%有误，应为2.9%。`, sealedAs: 'e2' }],
  ],
  [
    'changed here, note on another page',
    'corrected',
    page(body(rightLine)),
    [{ title: '更正', text: `本报1月20日《${title}》一文中广西地区生产总值增速有误，应为2.9%。`, sealedAs: 'e2' }],
  ],
  [
    'changed here, the other page was not sealed',
    'silently_edited',
    page(body(rightLine)),
    [{ title: '更正', text: `《${title}》一文增速应为2.9%，原文3.4%有误。`, sealedAs: null }],
  ],
  [
    'changed here, the other page corrects another article',
    'silently_edited',
    page(body(rightLine)),
    [{ title: '更正', text: '《今年城镇新增就业情况》一文中的增速2.9%有误，应为2.7%。', sealedAs: 'e2' }],
  ],
  ['behind a paywall', 'unreadable', page(`${lead}\n订阅后阅读全文`)],
  ['behind a paywall, the right number shows', 'unreadable', page(`${rightLine}\n${note}\n登录后查看全文`)],
  ['the beginning only, with the wrong words', 'unchanged', page(`${lead}\n${wrongLine}\n剩余80%未读，开通会员`)],
  ['the beginning only, without a word why', 'unreadable', page('桂江新闻网南宁1月20日电')],
  ['an address that fails', 'unreadable', { kind: 'failed' }],
  ['a page that was not sealed', 'unreadable', page(`${body(rightLine)}\n${note}`, { sealedAs: null })],
  ['replaced by a 404', 'removed', { kind: 'missing', sealedAs: 'e1' }],
  ['missing, not sealed', 'unreadable', { kind: 'missing', sealedAs: null }],
  ['a page that says it was deleted', 'removed', page('抱歉，该内容已被作者删除')],
  [
    'right added, wrong kept in the subtitle',
    'partly',
    page(`${body(rightLine)}\n${note}`, { subtitle: '2022年广西GDP增速3.4%' }),
  ],
  [
    'right added, wrong kept in a row of a table without unit',
    'unclear',
    page(`${body(rightLine, '地区生产总值增速（%） 3.4')}\n${note}`),
  ],
  [
    'right added, wrong kept in percentage points',
    'partly',
    page(`${body(rightLine, '2022年广西地区生产总值比上年增长3.4个百分点。')}\n${note}`),
  ],
  [
    'right added, wrong kept as a round hint',
    'partly',
    page(`${body(rightLine, '2022年广西地区生产总值增速超过3%。')}\n${note}`),
  ],
  [
    'right added, wrong kept behind the note on its line',
    'unclear',
    page(body(rightLine, '更正：本文增速有误，应为2.9%。2022年全年增长3.4%。')),
  ],
  [
    'the outlet tells of our request and insists',
    'unclear',
    page(body('统计部门来函称，本报所载2022年广西地区生产总值增速应为2.9%，本报认为3.4%符合实际。')),
  ],
  [
    "the note gives the nation's number too",
    'corrected',
    page(`${body(rightLine)}\n更正：本文2022年广西地区生产总值增速误为3.4%，应为2.9%，低于全国的3.0%。`),
  ],
  [
    'the note was there before the request',
    'silently_edited',
    page(`${body(rightLine)}\n更正：本文早先版本的署名有误，已改正。`),
  ],
  [
    'the text refutes the wrong number and says the right one',
    'silently_edited',
    page(body('网传2022年广西地区生产总值增长3.4%不实，统计部门公布的数据是：2022年广西地区生产总值比上年增长2.9%。')),
  ],
]

describe('one look at a page', () => {
  it.each(histories)('%s: %s', (name, want, look, others) => {
    const pinned =
      name === 'the note was there before the request'
        ? `${gdp.pinnedText}\n更正：本文早先版本的署名有误，已改正。`
        : gdp.pinnedText
    expect(judgePage({ ...gdp, pinnedText: pinned }, look, others)).toMatchObject({ outcome: want })
  })

  it('calls nothing corrected without a sealed page, the right words and a note', () => {
    let tried = 0
    for (const [, , look, others] of histories) {
      const proof = judgePage(gdp, look, others)
      if (proof.outcome !== 'corrected') continue
      tried++
      expect(proof.wrong).toEqual([])
      expect(proof.doubtful).toEqual([])
      expect(proof.right.length).toBeGreaterThan(0)
      expect(proof.note).not.toBeNull()
      expect(look.kind === 'page' && judgePage(gdp, { ...look, sealedAs: null }, others).outcome).toBe('unreadable')
    }
    expect(tried).toBeGreaterThan(8)
  })
})

it('quotes a page as it is printed, not as it is compared', () => {
  const line = '2022年廣西地區生產總值（GDP）比上年增長3.4%'
  const { wrong } = judgePage(gdp, page(body(`${line}。`)))
  expect(wrong.map((said) => said.quote)).toContain(line)
})

describe('the silent edit of AC-09', () => {
  const cpi: Asked = {
    ...{ quote: '3月广西CPI环比上涨3.4%', wrongValue: '3.4%', right: '3月广西CPI环比上涨0.4%', home: '450000' },
    figure: figure({
      indicator: 'cpi',
      period: '2012-03',
      periodType: 'month',
      measure: 'mom',
      value: '0.4',
      priceBasis: null,
    }),
    ...{ pinnedTitle: '3月物价公布', pinnedText: `${lead}\n3月广西CPI环比上涨3.4%。\n${tail}` },
    publishedAt: new Date('2012-04-10T03:00:00Z'),
  }
  const v1 = page(cpi.pinnedText, { title: cpi.pinnedTitle })
  const v2 = page(`${lead}\n3月广西CPI同比上涨3.4%，环比上涨0.4%。\n${tail}`, { title: cpi.pinnedTitle })

  it('is no correction, though the old number stands there as another comparison', () => {
    expect(judgePage(cpi, v2)).toMatchObject({ outcome: 'silently_edited', wrong: [], note: null })
  })

  it('that is undone is changed back, whatever could not be read in between', () => {
    const looks = [v1, v2, { kind: 'failed' } as Look, v1]
    const history = looks.map((look) => judgePage(cpi, look))
    expect(judgeHistory(history.slice(0, 1))?.outcome).toBe('unchanged')
    expect(judgeHistory(history.slice(0, 3))?.outcome).toBe('silently_edited')
    expect(judgeHistory(history)?.outcome).toBe('changed_back')
    expect(judgeHistory([...history, judgePage(cpi, v2)])?.outcome).toBe('silently_edited')
    expect(judgeHistory([judgePage(cpi, { kind: 'failed' })])?.outcome).toBe('unreadable')
  })
})

describe('a fact without a number', () => {
  const fact: Asked = {
    ...{ quote: '该县统计局已被撤销，今后不再公布数据', wrongValue: null, figure: null, home: '450000' },
    ...{ right: '该县统计局照常履行职责，按日程公布数据', pinnedTitle: '县统计局近况' },
    ...{ pinnedText: `${lead}\n据称，该县统计局已被撤销，今后不再公布数据。\n${tail}`, publishedAt: gdp.publishedAt },
  }
  it.each<[string, CorrectionOutcome, string]>([
    ['left', 'unchanged', '据称，该县统计局已被撤销，今后不再公布数据。'],
    ['reworded', 'unchanged', '据称，该县的统计局已被撤销，今后将不再公布数据。'],
    ['taken out', 'withdrawn', ''],
    ['put right without a word', 'silently_edited', '该县统计局照常履行职责，按日程公布数据。'],
    [
      'put right with a note',
      'corrected',
      '该县统计局照常履行职责，按日程公布数据。\n更正：本文此前称该县统计局被撤销，有误。',
    ],
  ])('%s: %s', (_, want, line) => {
    expect(judgePage(fact, page(`${lead}\n${line}\n${tail}`, { title: fact.pinnedTitle }))).toMatchObject({
      outcome: want,
    })
  })
})
