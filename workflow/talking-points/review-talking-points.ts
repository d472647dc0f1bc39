/** One judge's yes or no to one revision; the three steps of approval call it with their verbs. */
import { type Result, ok, refuse } from '../../domain/result.ts'
import type { FactAnswer, TalkingPointsFacts } from '../../domain/talking-points.ts'
import type { Db } from '../../store/open.ts'
import { insertApproval } from '../../store/talking-points.ts'
import { type By, signedBy } from '../by.ts'
import { type CheckText, withNumbers } from '../numbers.ts'
import { readText } from '../text.ts'
import { noticeNextStep, noticeReturned } from './notices.ts'
import { lockAndJudge, saveMove, type Standing, textOfPoints } from './record.ts'
import type { TalkingPointsVerb } from './talking-points.ts'

/** Names the text that was read. A return needs a comment; with a yes it may be left out. */
export type ReviewInput = {
  id: string
  revision: number
  hash: string
  approved: boolean
  comment?: string
  /** Fact by fact, of a division that checks them. */
  facts?: FactAnswer[]
}
type Verbs = { yes: TalkingPointsVerb; no: TalkingPointsVerb | ((facts: TalkingPointsFacts) => TalkingPointsVerb) }

export async function reviewTalkingPoints(
  db: Db,
  { verbs, input }: { verbs: Verbs; input: ReviewInput },
  by: By,
  check: CheckText,
): Promise<Result<Standing>> {
  const read = () => textOfPoints(db, input.id, by.at)
  return withNumbers(db, { read, check, at: by.at }, (numbers) =>
    db.transaction(async (tx) => {
      const verb = input.approved ? verbs.yes : verbs.no
      const judged = await lockAndJudge(tx, { id: input.id, verb, given: input, numbers }, by)
      if (!judged.ok) return judged
      const comment = readText(input.comment, { field: 'comment', min: 0, max: 2000 })
      if (!comment.ok) return comment
      const { version, tree, moved } = judged.value
      const { facts } = version
      const answers = readAnswers(input, version.body.facts.length)
      if (!answers.ok) return answers
      if (!moved.seat || !moved.move.step) throw new Error(`${moved.move.verb} is no decision of a person`)

      await insertApproval(tx, {
        ...{ talkingPointsId: facts.id, revision: facts.revision, hash: facts.hash, ...moved.move.step },
        ...{ comment: comment.value, at: by.at, askId: moved.ask?.id ?? null, facts: answers.value },
        ...{ byUserId: by.actor.userId, byName: signedBy(by.actor, moved.seat), byUnitId: moved.seat.unitId },
      })
      const more = moved.ask ? { askedUnitId: moved.ask.unitId } : {}
      const after = await saveMove(tx, { version, moved, reason: comment.value || undefined, more }, by)
      const at = by.at
      if (!input.approved)
        await noticeReturned(
          tx,
          { facts, tree, at },
          { comment: comment.value, byName: signedBy(by.actor, moved.seat), asked: !!moved.ask },
        )
      // The others who were asked have been told already.
      else if (after.state !== facts.state) await noticeNextStep(tx, { facts, tree, at }, after.state)
      return ok(after)
    }),
  )
}

const remark = { min: 0, max: 1000 }

/** A yes says yes to every fact; a no to a fact says why. Null where nothing was said fact by fact. */
function readAnswers({ facts, approved }: ReviewInput, count: number): Result<FactAnswer[] | null> {
  if (!facts || facts.length === 0) return ok(null)
  const answers: FactAnswer[] = []
  for (const [i, { n, ok: isRight, text: given }] of facts.entries()) {
    const field = `facts.${i}`
    if (!Number.isInteger(n) || n < 1 || n > count || answers.some((a) => a.n === n))
      return refuse('invalid-field', { field })
    if (!isRight && approved) return refuse('invalid-field', { rule: 'policy-fact-check', field: 'approved' })
    const text = readText(given, { field: `${field}.text`, ...remark, ...(isRight ? {} : { min: 1 }) })
    if (!text.ok) return text
    answers.push({ n, ok: isRight, text: text.value })
  }
  return ok(answers)
}
