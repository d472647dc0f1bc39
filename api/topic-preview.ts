/**
 * The look at the last days while a topic is being written: pieces of articles, newest first, until the time of one answer is
 * over; the page asks for the next piece with where this one ended. Saves nothing.
 */
import { checkTopic, compileTopics, narrowTopic } from '../analyzer/topic.ts'
import { addMs, day, shanghaiDay } from '../domain/time.ts'
import { topicLookBackDays, type TopicReason, type TopicRules } from '../domain/topic.ts'
import type { Db } from '../store/open.ts'
import { type Candidate, candidates, countCandidates, isRareCount } from '../store/topics.ts'
import type { TopicHitShown, TopicPreview } from './contract.ts'
import { iso } from './shapes/units.ts'

/** Of one answer; a piece that has begun is finished. */
const answerMs = 600
const pieceLength = 250
const mostHits = 10
const excerptLength = 120

type Asked = { rules: TopicRules; before: { at: string; id: string; total: number } | null }

export async function previewTopic(db: Db, { rules, before: given }: Asked, now: Date): Promise<TopicPreview> {
  const faults = checkTopic(rules)
  const query = narrowTopic(rules)
  const answer: TopicPreview = {
    ...{ faults, looked: 0, total: 0, narrowed: query !== '', matched: 0 },
    ...{ slow: [], days: [], hits: [], next: null },
  }
  if (faults.length > 0) return answer
  const began = performance.now()
  const since = addMs(now, -topicLookBackDays * day)
  // Counting common words takes longer than a piece: once, and the answers after it go by that.
  answer.total = given?.total ?? (await countCandidates(db, { query, since }))
  const { match } = compileTopics([{ id: '', n: 1, rules, patternsOff: [] }])
  const days = new Map<string, number>()
  let before = given && { at: new Date(given.at), id: given.id }
  for (;;) {
    const piece = await candidates(db, { query, since, before, limit: pieceLength }, isRareCount(answer.total))
    for (const article of piece) {
      const { matches, slow } = match(article, () => performance.now())
      answer.looked++
      before = { at: article.seenAt, id: article.id }
      const [found] = matches
      if (found) {
        const on = shanghaiDay(article.seenAt)
        days.set(on, (days.get(on) ?? 0) + 1)
        answer.matched++
        if (answer.hits.length < mostHits) answer.hits.push(hitShown(article, found.reasons))
      }
      for (const { pattern } of slow) if (!answer.slow.includes(pattern)) answer.slow.push(pattern)
      if (answer.slow.length > 0) break
    }
    // A slow pattern would be switched off at once: looking on would say nothing.
    const isOver = piece.length < pieceLength || answer.slow.length > 0
    if (!isOver && performance.now() - began < answerMs) continue
    answer.next = isOver || !before ? null : { at: iso(before.at), id: before.id, total: answer.total }
    answer.days = [...days].map(([on, count]) => ({ day: on, count }))
    return answer
  }
}

const hitShown = (article: Candidate, reasons: TopicReason[]): TopicHitShown => ({
  id: article.id,
  title: markedPieces(article.title, 0, spansIn(reasons, 'title')),
  excerpt: excerptOf(article.text, spansIn(reasons, 'text')),
  outlet: article.outletName,
  seenAt: iso(article.seenAt),
  reasons,
})

type Place = { start: number; end: number }
const spansIn = (reasons: TopicReason[], field: 'title' | 'text'): Place[] =>
  reasons.flatMap(({ spans }) => spans.filter((span) => span.field === field)).sort((a, b) => a.start - b.start)

/** The text around its first place, places marked. */
function excerptOf(text: string, places: Place[]) {
  const first = places[0]?.start ?? 0
  const from = Math.max(0, first - 30)
  return markedPieces(text.slice(from, from + excerptLength).replaceAll('\n', ' '), from, places)
}

function markedPieces(text: string, from: number, places: Place[]): { text: string; hit: boolean }[] {
  const pieces: { text: string; hit: boolean }[] = []
  let at = 0
  for (const place of places) {
    const start = Math.max(at, place.start - from)
    const end = Math.min(text.length, place.end - from)
    if (end <= start) continue
    if (start > at) pieces.push({ text: text.slice(at, start), hit: false })
    pieces.push({ text: text.slice(start, end), hit: true })
    at = end
  }
  if (at < text.length) pieces.push({ text: text.slice(at), hit: false })
  return pieces
}
