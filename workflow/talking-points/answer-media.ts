/** Records an answer given to the press (REC-11), bound for ever to the version and revision it was given from. */
import { type Result, ok } from '../../domain/result.ts'
import type { Db } from '../../store/open.ts'
import { insertAnswer, type MediaAnswer } from '../../store/talking-points.ts'
import type { By } from '../by.ts'
import { blockedOutlet } from '../handoff/detect-handoffs.ts'
import { readText } from '../text.ts'
import { lockAndJudge, recordChange } from './record.ts'

export type AnswerInput = {
  /** The version answered from; refused unless it is in force at this moment. */
  id: string
  revision: number
  reporter: string
  outlet: string
  question: string
  answer: string
  /** It went beyond the text, or the text is not in force any more: why it was said all the same. */
  deviation?: string
}

const limits = { reporter: 60, outlet: 100, question: 2000, answer: 4000, deviation: 500 }

export async function answerMedia(db: Db, input: AnswerInput, by: By): Promise<Result<MediaAnswer>> {
  return db.transaction(async (tx) => {
    const deviation = readText(input.deviation, { field: 'deviation', min: 0, max: limits.deviation })
    if (!deviation.ok) return deviation
    const verb = deviation.value === '' ? 'answer' : 'deviate'
    const asked = { id: input.id, verb, given: { revision: input.revision, reason: deviation.value } } as const
    const judged = await lockAndJudge(tx, asked, by)
    if (!judged.ok) return judged
    const given = { reporter: '', outlet: '', question: '', answer: '' }
    for (const field of ['reporter', 'outlet', 'question', 'answer'] as const) {
      const text = readText(input[field], { field, min: 1, max: limits[field] })
      if (!text.ok) return text
      given[field] = text.value
    }
    const { version, moved } = judged.value
    const { facts } = version
    // Said is said: a deviation is written down whoever heard it.
    const blocked = verb === 'answer' && (await blockedOutlet(tx, facts.incident.id, given.outlet))
    if (blocked) return { ok: false, refusal: blocked }
    const answer = await insertAnswer(tx, {
      ...{ incidentId: facts.incident.id, talkingPointsId: facts.id, revision: facts.revision, ...given },
      deviation: deviation.value,
      ...{ byUserId: by.actor.userId, byName: by.actor.name, at: by.at },
    })
    await recordChange(
      tx,
      {
        ...{ verb, before: facts, after: facts, incidentId: facts.incident.id, seat: moved.seat },
        ...(deviation.value ? { reason: deviation.value } : {}),
        more: { answerId: answer.id, outlet: answer.outlet },
      },
      by,
    )
    return ok(answer)
  })
}
