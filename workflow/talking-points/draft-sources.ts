/**
 * What a language model may cite in a draft of talking points: official figures as [F1]…, quoted words of the flagged articles as
 * [A1]…. Pure. Whatever stands in an article is data, however it speaks.
 */
import { type DraftSource, maxDraftSources } from '../../domain/draft.ts'
import type { Claim, FigureStatus, PeriodType } from '../../domain/figure.ts'
import { shanghaiDay } from '../../domain/time.ts'
import { figureWords, type NamedFigure, periodWords } from '../correction/letter.ts'

export type CitedFigure = NamedFigure & { id: string; status: FigureStatus }
export type CitedClaim = {
  claim: Pick<Claim, 'field' | 'start' | 'end' | 'verdict'>
  articleId: string
  title: string
  text: string
  publishedAt: Date | null
}

/** Characters of an article on each side of a claim that make it readable. */
const around = 120
const vintages: Record<FigureStatus, string> = { preliminary: '初步核算', verified: '最终核实', census: '普查修订' }
const wrong = new Set(['false', 'misleading', 'outdated'])

/** Figures in the order given, then the claims that are wrong; where none is, whatever is claimed. One quote once. */
export function draftSources(figures: readonly CitedFigure[], claims: readonly CitedClaim[]): DraftSource[] {
  const doubtful = claims.filter(({ claim }) => wrong.has(claim.verdict))
  const quotes = new Map<string, CitedClaim>()
  for (const one of doubtful.length > 0 ? doubtful : claims) {
    const quote = quoteOf(one)
    if (quote !== '' && !quotes.has(quote) && quotes.size < maxDraftSources.articles) quotes.set(quote, one)
  }
  return [
    ...figures.slice(0, maxDraftSources.figures).map((figure, at) => figureSource(figure, `F${at + 1}`)),
    ...[...quotes].map(([text, { articleId, publishedAt }], at): DraftSource => {
      return {
        key: `A${at + 1}`,
        kind: 'article',
        text,
        articleId,
        publishedOn: publishedAt ? dayWords(publishedAt) : '',
      }
    }),
  ]
}

function figureSource(figure: CitedFigure, key: string): DraftSource {
  const period = [periodWords(figure), ...otherNames(figure)].join('、')
  const publishedOn = dayWords(figure.publishedAt)
  return {
    ...{ key, kind: 'figure', figureId: figure.id, period, publishedOn, vintage: vintages[figure.status] },
    source: [figure.owner, figure.sourceUrl].filter(Boolean).join(' '),
    text: `${figureWords(figure)}；${period}；${publishedOn}发布`,
  }
}

/** How people also call a cumulative period: a draft may say 前三季度 for 1—9月. */
function otherNames({ period, periodType }: { period: string; periodType: PeriodType }): string[] {
  if (periodType !== 'cumulative') return []
  const [, year = '', quarter = '', month = ''] = /^(\d{4})(?:Q([1-4])|-(\d{2}))$/.exec(period) ?? []
  const months = quarter ? Number(quarter) * 3 : Number(month)
  return (
    { 3: [`${year}年一季度`], 6: [`${year}年上半年`], 9: [`${year}年前三季度`], 12: [`${year}年全年`] }[months] ?? []
  )
}

/** The sentence of the claim, or as much of it as tells what is claimed. */
function quoteOf({ claim, title, text }: CitedClaim): string {
  const whole = claim.field === 'title' ? title : text
  const before = whole.slice(Math.max(0, claim.start - around), claim.start)
  const after = whole.slice(claim.end, claim.end + around)
  const from = Math.max(...['。', '！', '？', '!', '?', '\n'].map((sign) => before.lastIndexOf(sign))) + 1
  const to = /[。！？!?\n]/.exec(after)?.index ?? after.length
  return `${before.slice(from)}${whole.slice(claim.start, claim.end)}${after.slice(0, to)}`.replace(/\s+/g, ' ').trim()
}

function dayWords(at: Date): string {
  const [y, m, d] = shanghaiDay(at).split('-').map(Number)
  return `${y}年${m}月${d}日`
}
