/** The weekly sample of what was not flagged: the machine draws it, a person says whether it was missed. */
import type { SampleAnswer } from '../../domain/low-sample.ts'
import { type Result, ok, refuse } from '../../domain/result.ts'
import { addMs, day } from '../../domain/time.ts'
import { appendAudit } from '../../store/audit.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import { drawSample, lockDraw, lockSample, moveDraw, updateSample } from '../../store/samples.ts'
import { agentOf, type By } from '../by.ts'
import { may } from '../policy.ts'
import { readText } from '../text.ts'
import { bringArticle } from './flag-article.ts'

/** Door of the machine: draws the week that is over. Answers with the end of the next one; after a downtime that is past already. */
export async function drawWeek(db: Db, drawId: string, at: Date): Promise<Date | null> {
  return db.transaction(async (tx) => {
    const draw = await lockDraw(tx, drawId)
    if (!draw) return null
    const next = addMs(draw.week, 7 * day)
    if (at < next) return next
    const drawn = await drawSample(tx, { unitId: draw.rootId, week: draw.week }, at)
    await moveDraw(tx, drawId, next)
    if (drawn > 0)
      await appendAudit(tx, {
        ...{ at, by: { kind: 'machine', name: 'review' }, action: 'draw-sample' },
        ...{ subject: { kind: 'sample', id: draw.rootId }, after: { week: draw.week.toISOString(), count: drawn } },
      })
    return addMs(next, 7 * day)
  })
}

/** Answered once. What was missed becomes a flag of the unit, as if a person had found it by search. */
export async function answerSample(
  db: Db,
  input: { id: string; answer: SampleAnswer; note: string },
  { actor, at }: By,
): Promise<Result<{ flagId: string | null }>> {
  const note = readText(input.note, { field: 'note', min: input.answer === 'missed' ? 2 : 0, max: 500 })
  if (!note.ok) return note
  return db.transaction(async (tx) => {
    const sample = await lockSample(tx, input.id)
    if (!sample) return refuse('not-found')
    const right = may(actor, 'flag-article', { unitId: sample.unitId, tree: await loadUnitTree(tx) })
    if (!right.ok) return right
    if (sample.answer) return refuse('wrong-state')
    let flagId: string | null = null
    if (input.answer === 'missed') {
      const brought = await bringArticle(
        tx,
        { articleId: sample.articleId, unitId: sample.unitId, reason: note.value },
        { actor, at, seat: right.value },
      )
      if (!brought.ok) return brought
      flagId = brought.value.flagId
    }
    const by = { byUserId: actor.userId, byName: actor.name, at }
    await updateSample(tx, sample.id, { answer: input.answer, note: note.value, flagId, ...by })
    await appendAudit(tx, {
      ...{ at, by: agentOf(actor, right.value), action: 'answer-sample', subject: { kind: 'sample', id: sample.id } },
      after: { answer: input.answer, articleId: sample.articleId, unitId: sample.unitId, flagId },
      reason: note.value || null,
    })
    return ok({ flagId })
  })
}
