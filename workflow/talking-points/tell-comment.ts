/**
 * Who hears of a comment: whoever wrote the revision it stands at and whoever takes part in its thread; not who acts, nobody who may not
 * see the matter now, and no group, since it is said to these people. It holds nothing up, so it waits for the end of quiet hours.
 *
 * Whoever reads a text through leaves many comments in one go: an unread message stands for whatever the same person says at that
 * text in the quarter of an hour after it. What was read, or is older, does not: so nothing stays untold, neither to somebody who has
 * looked already nor to somebody who only gets mail.
 */
import { realTime } from '../../domain/drill-time.ts'
import { addMs, minute } from '../../domain/time.ts'
import type { UnitTree } from '../../domain/units.ts'
import type { CommentRow } from '../../store/comments.ts'
import { unreadOf } from '../../store/deliveries.ts'
import type { Db } from '../../store/open.ts'
import { actorById, type Person } from '../../store/people.ts'
import type { TalkingPointsVersion } from '../../store/talking-points.ts'
import type { Thread } from '../comment/comment.ts'
import { notify } from '../delivery/notify.ts'
import { isSeen } from './ask-draft.ts'

const oneGoMs = 15 * minute

/** `entry`: what was just written; `thread`: what it follows, or for the first comment the thread it begins. */
export async function tellComment(
  tx: Db,
  { version, thread, entry }: { version: TalkingPointsVersion; thread: Thread<CommentRow>; entry: CommentRow },
  { tree, at: now }: { tree: UnitTree; at: Date },
): Promise<void> {
  const { facts, revisions } = version
  const at = realTime(now)
  const text = revisions.filter(({ n }) => n === thread.root.revision)
  const concerned = new Set([...text, thread.root, ...thread.entries].map((said) => said.byUserId))
  concerned.delete(entry.byUserId)
  const key = `comment/${facts.id}/${entry.byUserId}/`
  const told = await unreadOf(tx, { userIds: [...concerned], key, since: addMs(at, -oneGoMs) })
  const named: Person[] = []
  for (const userId of concerned) {
    const person = told.has(userId)
      ? null
      : await personWhoSees(tx, userId, { incidentId: facts.incident.id, tree, at })
    if (person) named.push(person)
  }
  if (named.length === 0) return
  const { id: incidentId, no, title } = facts.incident
  await notify(
    tx,
    {
      ...{ key: `${key}${entry.id}`, kind: 'comment_news', incidentId, restricted: true },
      to: [{ unitId: facts.unitId, roles: [], named }],
      facts: {
        ...{ talkingPointsId: facts.id, no, title, n: facts.n, revision: thread.root.revision ?? facts.revision },
        ...{ act: entry.act, comment: entry.text.slice(0, 300), byName: entry.byName },
      },
    },
    tree,
    at,
  )
}

/** In the seat they hold now; null when the account is closed or the matter is hidden from them. */
async function personWhoSees(
  tx: Db,
  userId: string,
  { incidentId, tree, at }: { incidentId: string; tree: UnitTree; at: Date },
): Promise<Person | null> {
  const actor = await actorById(tx, userId, at)
  const seat = actor?.seats[0] ?? actor?.lent?.[0]
  return actor && seat && (await isSeen(tx, incidentId, { actor, tree })) ? { ...seat, userId, name: actor.name } : null
}
