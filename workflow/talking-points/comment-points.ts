/**
 * Comments on words of talking points: by whoever drafts, checks or judges them. They hold nothing up (no regulation says so): the
 * approver is told how many are open. What is said stays; settling a comment is one more entry.
 */
import type { Place } from '../../domain/comment.ts'
import { ok, type Result, refuse } from '../../domain/result.ts'
import type { TalkingPointsFacts } from '../../domain/talking-points.ts'
import type { Actor, Seat, UnitTree } from '../../domain/units.ts'
import { appendAudit } from '../../store/audit.ts'
import { addComment, commentsOf } from '../../store/comments.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import { lockTalkingPoints, type TalkingPointsVersion } from '../../store/talking-points.ts'
import { agentOf, type By } from '../by.ts'
import { commentLimits, moveThread, readPlace, type ThreadVerb, threadsOf } from '../comment/comment.ts'
import { readText } from '../text.ts'
import { isSeen } from './ask-draft.ts'
import { endedIncident } from './needs.ts'
import { partsOf } from './parts.ts'
import { rightTo } from './rights.ts'
import { tellComment } from './tell-comment.ts'

const subject = (id: string) => ({ kind: 'talking_points' as const, id })

/** `wrong-state` in a matter that is over. */
export function mayComment(facts: TalkingPointsFacts, who: { actor: Actor; tree: UnitTree }): Result<Seat> {
  const right = rightTo('comment-talking-points', facts, who)
  if (!right.ok) return right
  const ended = endedIncident(facts.incident)
  return ended ? { ok: false, refusal: ended } : right
}

/** Begins a thread on words of one revision, also of an older one. */
export async function commentOnPoints(
  db: Db,
  input: { id: string; revision: number; text: string; quote: string } & Place,
  by: By,
): Promise<Result<{ commentId: string }>> {
  return db.transaction(async (tx) => {
    const locked = await lockForComment(tx, input.id, by)
    if (!locked.ok) return locked
    const { version, seat, tree } = locked.value
    const body = version.revisions.find((r) => r.n === input.revision)?.body
    if (!body) return refuse('invalid-field', { field: 'revision' })
    const place = readPlace(partsOf(body), input)
    if (!place.ok) return place
    const text = readText(input.text, { field: 'text', ...commentLimits.text })
    if (!text.ok) return text
    const begun = (await commentsOf(tx, subject(input.id))).filter((row) => row.threadId === null)
    if (begun.length >= commentLimits.threads)
      return refuse('too-large', { field: 'comments', detail: { max: commentLimits.threads } })
    const { revision, quote } = input
    const root = await addComment(tx, {
      ...{ subjectKind: 'talking_points', subjectId: input.id, act: 'comment', revision, quote, ...place.value },
      ...{ text: text.value, ...writer(by, seat) },
    })
    const begins = { root, entries: [], state: 'open' as const }
    await tellComment(tx, { version, thread: begins, entry: root }, { tree, at: by.at })
    await record(
      tx,
      { id: input.id, action: 'comment', after: { commentId: root.id, revision, ...place.value } },
      locked.value,
      by,
    )
    return ok({ commentId: root.id })
  })
}

/** Answers, settles or opens a thread again. Only an answer needs words. */
export async function actOnComment(
  db: Db,
  input: { id: string; commentId: string; verb: ThreadVerb; text?: string },
  by: By,
): Promise<Result<null>> {
  return db.transaction(async (tx) => {
    const locked = await lockForComment(tx, input.id, by)
    if (!locked.ok) return locked
    const thread = threadsOf(await commentsOf(tx, subject(input.id))).find(({ root }) => root.id === input.commentId)
    if (!thread) return refuse('not-found', { field: 'comment' })
    const moved = moveThread(thread.state, input.verb)
    if (!moved.ok) return moved
    const { max } = commentLimits.text
    const text = readText(input.text ?? '', { field: 'text', min: moved.value.needsText ? 1 : 0, max })
    if (!text.ok) return text
    if (thread.entries.length >= commentLimits.entries)
      return refuse('too-large', { field: 'comments', detail: { max: commentLimits.entries } })
    const { version, seat, tree } = locked.value
    const entry = await addComment(tx, {
      ...{ subjectKind: 'talking_points', subjectId: input.id, threadId: thread.root.id, act: input.verb },
      ...{ text: text.value, ...writer(by, seat) },
    })
    await tellComment(tx, { version, thread, entry }, { tree, at: by.at })
    const after = { commentId: thread.root.id }
    await record(tx, { id: input.id, action: `${input.verb}-comment`, after }, locked.value, by)
    return ok(null)
  })
}

type Locked = { version: TalkingPointsVersion; seat: Seat; tree: UnitTree }

/** What lies in a compartment or is held back from somebody has no text for them, and no comments. */
async function lockForComment(tx: Db, id: string, { actor, at }: By): Promise<Result<Locked>> {
  const version = await lockTalkingPoints(tx, id, at)
  const tree = await loadUnitTree(tx)
  if (!version || !(await isSeen(tx, version.facts.incident.id, { actor, tree })))
    return refuse('not-found', { field: 'talkingPoints' })
  const may = mayComment(version.facts, { actor, tree })
  return may.ok ? ok({ version, seat: may.value, tree }) : may
}

const writer = ({ actor, at }: By, seat: Seat) => ({
  ...{ byUserId: actor.userId, byName: actor.name, byUnitId: seat.unitId, at },
})

const record = (
  tx: Db,
  { id, action, after }: { id: string; action: string; after: Record<string, unknown> },
  { version, seat }: Locked,
  { actor, at }: By,
): Promise<unknown> =>
  appendAudit(tx, {
    ...{ at, by: agentOf(actor, seat), action, subject: subject(id), incidentId: version.facts.incident.id, after },
  })
