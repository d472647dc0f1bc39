/** What people may do with stories: one right for all of it, asked for the bureaus that look at the story. */
import { type Result, ok, refuse } from '../../domain/result.ts'
import type { StoryVerb } from '../../domain/story.ts'
import type { Actor, Seat, UnitTree } from '../../domain/units.ts'
import { appendAudit } from '../../store/audit.ts'
import { type StoryHead, storyHead } from '../../store/clusters.ts'
import { takeLock } from '../../store/locks.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import { addStoryDecision } from '../../store/story-decisions.ts'
import { agentOf, type By } from '../by.ts'
import { may } from '../policy.ts'
import { readText } from '../text.ts'

/**
 * The seat in which the person may arrange a story: for one of the bureaus it is flagged for, and where it is flagged for
 * nobody, for their own. Reads nothing.
 */
export function mayArrange(
  story: Pick<StoryHead, 'flaggedFor'>,
  { actor, tree }: { actor: Actor; tree: UnitTree },
): Result<Seat> {
  const units = story.flaggedFor.length > 0 ? story.flaggedFor : actor.seats.map((seat) => seat.unitId)
  for (const unitId of units) {
    const seat = may(actor, 'arrange-stories', { unitId, tree })
    if (seat.ok) return seat
  }
  return refuse('not-allowed')
}

export type Arranged = { reason: string; seat: Seat; stories: StoryHead[] }

/** Reason, lock of placement, stories, right for each of them: what every command on stories begins with. */
export async function beginArranging(
  tx: Db,
  { clusterIds, reason: given }: { clusterIds: string[]; reason: string },
  { actor }: By,
): Promise<Result<Arranged>> {
  const reason = readText(given, { field: 'reason', min: 2, max: 500 })
  if (!reason.ok) return reason
  await takeLock(tx, 'placement')
  const tree = await loadUnitTree(tx)
  const stories: StoryHead[] = []
  let seat: Seat | null = null
  for (const id of clusterIds) {
    const story = await storyHead(tx, id)
    if (!story) return refuse('not-found', { field: 'story' })
    const right = mayArrange(story, { actor, tree })
    if (!right.ok) return right
    seat ??= right.value
    stories.push(story)
  }
  return ok({ reason: reason.value, seat: seat!, stories })
}

/** Writes down what was decided: a row that the machine obeys and the page shows, and the record. Last in its transaction. */
export async function settleArranging(
  tx: Db,
  decided: {
    verb: StoryVerb
    clusterId: string
    otherClusterId: string
    articleIds: string[]
    facts?: Record<string, unknown>
  },
  { reason, seat }: Arranged,
  { actor, at }: By,
): Promise<void> {
  const { verb, clusterId, otherClusterId, articleIds, facts } = decided
  await addStoryDecision(tx, {
    ...{ verb, clusterId, otherClusterId, articleIds: articleIds.slice(0, 100), reason, at },
    ...{ byUserId: actor.userId, byName: actor.name, byUnitId: seat.unitId },
    keepsApart: verb === 'split' || verb === 'refuse',
  })
  await appendAudit(tx, {
    at,
    by: agentOf(actor, seat),
    action: verb,
    subject: { kind: 'story', id: clusterId },
    after: { otherStoryId: otherClusterId, articleIds, ...facts },
    reason,
  })
}
