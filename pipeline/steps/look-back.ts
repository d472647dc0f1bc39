/**
 * A topic was made or changed → the articles of the last days are held against it, newest first, a piece a run; where it
 * stopped stands in the row. Matches found so are listed and bring nothing to anybody's queue.
 */
import { compileTopics } from '../../analyzer/topic.ts'
import { addMs, day, second } from '../../domain/time.ts'
import { topicLookBackDays } from '../../domain/topic.ts'
import { candidates, countCandidates, noteScan, saveTopicMatches, topicById } from '../../store/topics.ts'
import { switchPatternOff } from '../../workflow/topic/change-topic.ts'
import type { Machine, StepOutcome } from '../step.ts'

const pieceLength = 200
/** One run reads pieces for so long, then lets others work. */
const runMs = 2 * second

export async function lookBack({ db, now }: Machine, id: string): Promise<StepOutcome> {
  const topic = await topicById(db, id)
  if (!topic?.active || topic.scanEndedAt) return { dueAt: null }
  const since = addMs(topic.changedAt, -topicLookBackDays * day)
  // The whole of the days: what the search index cuts apart is found as well.
  const everything = { query: '', since }
  let { scanned } = topic
  let before = topic.scannedToAt && { at: topic.scannedToAt, id: topic.scannedToId ?? '' }
  if (!topic.scanStartedAt)
    await noteScan(db, topic, { scanStartedAt: now(), scanTotal: await countCandidates(db, everything) })
  const asked = new Map([[id, topic.n]])
  const matcher = compileTopics([topic])
  const untilMs = performance.now() + runMs
  do {
    const piece = await candidates(db, { ...everything, before, limit: pieceLength }, false)
    const judged = piece.map((article) => ({ article, ...matcher.match(article, () => performance.now()) }))
    const slow = judged.flatMap((each) => each.slow)
    if (slow[0]) {
      // It goes on with the version that lacks the pattern, from the same place.
      await switchPatternOff(db, slow[0], now())
      return { dueAt: now() }
    }
    const last = piece.at(-1)
    scanned += piece.length
    if (last) before = { at: last.seenAt, id: last.id }
    const isEnd = piece.length < pieceLength
    const isStill = await db.transaction(async (tx) => {
      const progress = { scanned, scannedToAt: before?.at ?? null, scannedToId: before?.id ?? null }
      if (!(await noteScan(tx, topic, { ...progress, scanEndedAt: isEnd ? now() : null }))) return false
      for (const { article, matches } of judged) {
        const { id: articleId, versionId: articleVersionId, seenAt } = article
        const found = { articleId, articleVersionId, seenAt, matches, isFresh: false, asked }
        await saveTopicMatches(tx, found, now())
      }
      return true
    })
    if (!isStill) return { dueAt: now() }
    if (isEnd) return { dueAt: null }
  } while (performance.now() < untilMs)
  return { dueAt: now() }
}
