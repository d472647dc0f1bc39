/** Guests and questions of a press conference or briefing. */
import type { CardResult, MediaClass } from '../../domain/release.ts'
import { ok, type Result, refuse } from '../../domain/result.ts'
import type { Db } from '../../store/open.ts'
import { insertGuest, insertQuestion, markGuestCame } from '../../store/releases.ts'
import { talkingPointsById } from '../../store/talking-points.ts'
import type { By } from '../by.ts'
import { blockedOutlet } from '../handoff/detect-handoffs.ts'
import { chosenForMeeting } from '../registry/register-journalist.ts'
import { readText } from '../text.ts'
import { lockAndJudgeRelease, saveReleaseMove } from './record.ts'

type Guest = {
  id: string
  reporter: string
  outlet: string
  mediaClass: MediaClass
  card: CardResult
  admitted: boolean
  note: string
  /** Chosen from the registry; their name and outlet as they stand there. */
  journalistId?: string | null
}

/**
 * Enters a reporter with what their card said. From outside nobody is let in without a valid card or permit (国务院令第537号 for
 * foreign media; permits for Hong Kong, Macao and Taiwan); who is let in without one at home is let in with a reason.
 */
export async function admitGuest(db: Db, input: Guest, by: By): Promise<Result<{ id: string }>> {
  return db.transaction(async (tx) => {
    const judged = await lockAndJudgeRelease(tx, { id: input.id, verb: 'admit-guest', given: {} }, by)
    if (!judged.ok) return judged
    const texts = readAll(input, { reporter: [1, 60], outlet: [1, 100], note: [0, 300] })
    if (!texts.ok) return texts
    const { mediaClass, card, admitted } = input
    if (admitted && card !== 'valid' && mediaClass !== 'domestic')
      return refuse('invalid-field', { rule: 'policy-accreditation', field: 'card' })
    if (admitted && card !== 'valid' && texts.value.note === '')
      return refuse('missing-field', { rule: 'policy-accreditation', field: 'note' })
    const { release, moved } = judged.value
    const journalistId = input.journalistId ?? null
    const chosen = journalistId === null ? null : await chosenForMeeting(tx, journalistId, by)
    if (chosen && !chosen.ok) return chosen
    const id = await insertGuest(tx, {
      ...{
        releaseId: release.facts.id,
        ...texts.value,
        mediaClass,
        card,
        admitted,
        cardCheckedAt: by.at,
        journalistId,
      },
      ...{ byUserId: by.actor.userId, byName: by.actor.name, at: by.at },
    })
    // Who came is in the list; the record holds no name of a reporter longer than the list does.
    await saveReleaseMove(tx, { release, moved, more: { guestId: id, mediaClass, card, admitted } }, by)
    return ok({ id })
  })
}

/** They came. */
export async function checkInGuest(
  db: Db,
  input: { id: string; guestId: string },
  by: By,
): Promise<Result<{ id: string }>> {
  return db.transaction(async (tx) => {
    const judged = await lockAndJudgeRelease(tx, { id: input.id, verb: 'admit-guest', given: {} }, by)
    if (!judged.ok) return judged
    const id = await markGuestCame(tx, input.id, input.guestId, by.at)
    return id ? ok({ id }) : refuse('not-found', { field: 'guestId' })
  })
}

/** A question and its answer, bound to the talking points in force at this instant (REC-11); what went beyond them is said. */
export async function logQuestion(
  db: Db,
  input: {
    id: string
    reporter: string
    outlet: string
    question: string
    answer: string
    speaker: string
    deviation: string
  },
  by: By,
): Promise<Result<{ id: string }>> {
  return db.transaction(async (tx) => {
    const judged = await lockAndJudgeRelease(tx, { id: input.id, verb: 'log-question', given: {} }, by)
    if (!judged.ok) return judged
    const limits = {
      reporter: [1, 60],
      outlet: [1, 100],
      question: [1, 2000],
      answer: [1, 4000],
      speaker: [1, 60],
    } as const
    const texts = readAll(input, { ...limits, deviation: [0, 500] })
    if (!texts.ok) return texts
    const { release, moved, tree } = judged.value
    const blocked = await blockedOutlet(tx, release.facts.incident.id, texts.value.outlet)
    if (blocked) return { ok: false, refusal: blocked }
    const { points } = release.facts
    const version = await talkingPointsById(tx, { id: points.id, unitIds: tree.all.map((u) => u.id), at: by.at })
    const id = await insertQuestion(tx, {
      ...{ releaseId: release.facts.id, talkingPointsId: points.id, talkingPointsRevision: version!.facts.revision },
      ...texts.value,
      ...{ byUserId: by.actor.userId, byName: by.actor.name, at: by.at },
    })
    await saveReleaseMove(tx, { release, moved, more: { questionId: id, deviates: texts.value.deviation !== '' } }, by)
    return ok({ id })
  })
}

type Limits = Record<string, readonly [min: number, max: number]>

function readAll<L extends Limits>(given: { [K in keyof L]: string }, limits: L): Result<{ [K in keyof L]: string }> {
  const read = {} as { [K in keyof L]: string }
  for (const field of Object.keys(limits) as (keyof L & string)[]) {
    const [min, max] = limits[field]!
    const text = readText(given[field], { field, min, max })
    if (!text.ok) return text
    read[field] = text.value
  }
  return ok(read)
}
