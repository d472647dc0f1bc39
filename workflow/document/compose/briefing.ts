/** 媒体舆情日报、周报、月报: the usual measures (domain catalogue B3), counted from the bureau's own queue. */
import { type Block, type DocumentContent, documentDate } from '../../../domain/document.ts'
import { day, shanghaiDay } from '../../../domain/time.ts'
import { regionByCode } from '../../../domain/regions.ts'
import type { PeriodFacts } from '../facts.ts'
import { asOfLine, cited, content, headings, para, table, timeCell, timeWords } from '../writing.ts'
import { clockWord, levelWord, outletWord, stateWord, toneWord, verdictWord } from '../words.ts'

type Counted = [name: string, n: number, part: string]

const counted = (part: string, n: number) => cited('counted', part, n)
const chart = (title: string, type: 'column' | 'bar' | 'line', rows: Counted[]): Block[] =>
  rows.length === 0
    ? []
    : [
        {
          kind: 'chart',
          chart: {
            ...{ type, title, unit: '篇', categories: rows.map(([name]) => name) },
            series: [{ name: '报道', values: rows.map(([, n]) => n) }],
            cites: rows.map(([, n, part]) => counted(part, n).cite!),
          },
        },
      ]

/** 2026年11月1日至7日: what both days share is said once. */
function daysOf({ from, to }: PeriodFacts): string {
  const [first, last] = [shanghaiDay(from), shanghaiDay(new Date(to.getTime() - 1))].map(documentDate) as [
    string,
    string,
  ]
  if (first === last) return first
  const shared =
    [/^\d+年\d+月/, /^\d+年/].map((part) => part.exec(first)![0]).find((part) => last.startsWith(part)) ?? ''
  return `${first}至${last.slice(shared.length)}`
}

export const composeBriefing =
  (name: '日报' | '周报' | '月报') =>
  (f: PeriodFacts): DocumentContent => {
    const { counts } = f
    const h = headings()
    const peak = counts.byHour.reduce<{ hour: number; articles: number } | null>(
      (best, row) => (best && best.articles >= row.articles ? best : row),
      null,
    )
    return content({
      title: `媒体舆情${name}（${daysOf(f)}）`,
      body: [
        h('总体情况'),
        para(
          ...[`${timeWords(f.from)}至${timeWords(f.to)}，${f.unitName}共见需要关注的报道`],
          ...[counted('all', counts.articles), '篇，其中研判为不实', counted('false', counts.falseVerdicts)],
          ...['篇；新立事件', counted('incidents', counts.incidents.length), '起。'],
          ...(peak
            ? [
                `发现最集中的时段为${String(peak.hour).padStart(2, '0')}时，`,
                counted(`hour:${peak.hour}`, peak.articles),
                '篇。',
              ]
            : []),
        ),
        ...(f.to.getTime() - f.from.getTime() > day
          ? chart(
              '每日发现量',
              'line',
              counts.byDay.map((d) => [d.day.slice(5), d.articles, `day:${d.day}`]),
            )
          : chart(
              '各时段发现量',
              'column',
              counts.byHour.map((d) => [`${d.hour}时`, d.articles, `hour:${d.hour}`]),
            )),
        h('渠道、态度和地域'),
        ...chart(
          '渠道分布',
          'bar',
          counts.byKind.map((k) => [outletWord(k.kind), k.articles, `kind:${k.kind}`]),
        ),
        ...chart(
          '态度分布',
          'column',
          counts.byTone.map((t) => [toneWord(t.tone), t.articles, `tone:${t.tone}`]),
        ),
        table(
          '地域分布',
          [
            ['地域', 4],
            ['报道（篇）', 2, 'right'],
          ],
          counts.byRegion.map((r) => [
            regionByCode(r.name)?.name ?? '全国或未标注',
            counted(`region:${r.name}`, r.articles),
          ]),
        ),
        h('主要报道'),
        table(
          '传播较广的报道',
          [
            ['首发媒体', 3],
            ['标题', 6],
            ['发布时间', 4, 'center'],
            ['篇数', 2, 'right'],
            ['风险', 2, 'center'],
            ['研判', 2, 'center'],
          ],
          counts.stories.map((s) => [
            cited('article', s.articleId, s.outlet),
            cited('article', s.articleId, s.title),
            cited('article', s.articleId, timeCell(s.publishedAt)),
            cited('flag', s.flagId, s.copies),
            cited('flag', s.flagId, levelWord(s.level)),
            cited('flag', s.flagId, verdictWord(s.verdict)),
          ]),
        ),
        h('事件和时限'),
        table(
          '新立事件',
          [
            ['编号', 3, 'center'],
            ['事件', 6],
            ['状态', 3, 'center'],
            ['本单位时限', 4],
          ],
          counts.incidents.map((i) => [
            cited('incident', i.id, i.no),
            cited('incident', i.id, i.title),
            cited('incident', i.id, stateWord(i.state)),
            cited('incident', i.id, clockCell(counts.clocks.filter((k) => k.incidentId === i.id))),
          ]),
        ),
        para(`${asOfLine(f.asOf)}。`),
      ],
      signature: f.unitName,
    })
  }

function clockCell(clocks: { state: string }[]): string {
  const by = new Map<string, number>()
  for (const k of clocks) by.set(clockWord(k.state), (by.get(clockWord(k.state)) ?? 0) + 1)
  return [...by].map(([word, n]) => `${word}${n}项`).join('，') || '无'
}
