/** A person brings an article to their bureau's queue that the machine did not flag for it (found by search or by hand). */
import { type Result, ok, refuse } from '../../domain/result.ts'
import type { Actor, Seat, Unit, UnitTree } from '../../domain/units.ts'
import { articleById, currentVersion } from '../../store/articles.ts'
import { flagsOfArticle } from '../../store/flags.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import { agentOf, type By } from '../by.ts'
import { may } from '../policy.ts'
import { readText } from '../text.ts'
import { broughtByPerson, openFlag } from './open-flag.ts'

/** Flags for the bureau of the person's first seat that carries the right. A flag that exists already is answered with. */
export async function flagArticle(
  db: Db,
  input: { articleId: string; reason: string },
  { actor, at }: By,
): Promise<Result<{ flagId: string; opened: boolean }>> {
  const reason = readText(input.reason, { field: 'reason', min: 2, max: 500 })
  if (!reason.ok) return reason
  return db.transaction(async (tx) => {
    const tree = await loadUnitTree(tx)
    const queue = queueOf(actor, tree)
    if (!queue.ok) return queue
    const { bureau, seat } = queue.value
    const about = { articleId: input.articleId, unitId: bureau.id, reason: reason.value }
    return bringArticle(tx, about, { actor, at, seat })
  })
}

/** Flags it for the unit by a person's word; whoever calls has looked at rights and text. */
export async function bringArticle(
  tx: Db,
  input: { articleId: string; unitId: string; reason: string },
  { actor, at, seat }: By & { seat: Seat },
): Promise<Result<{ flagId: string; opened: boolean }>> {
  const article = await articleById(tx, input.articleId)
  const version = article && (await currentVersion(tx, article.id))
  if (!article || !version) return refuse('not-found')
  if (!article.clusterId) return refuse('wrong-state')
  // What the machine said of it stays: a person's word does not lower a flag.
  const known = (await flagsOfArticle(tx, article.id)).find((f) => f.unitId === input.unitId)
  if (known) return ok({ flagId: known.id, opened: false })
  const { type, code, level, score } = broughtByPerson
  const { flagId, opened } = await openFlag(
    tx,
    {
      articleId: article.id,
      articleVersionId: version.id,
      unitId: input.unitId,
      clusterId: article.clusterId,
      types: [type],
      level,
      score,
      reasons: [
        {
          code,
          weight: score,
          facts: { name: actor.name, reason: input.reason },
          spans: [],
        },
      ],
    },
    at,
    agentOf(actor, seat),
  )
  return ok({ flagId, opened })
}

/** Whether the person may bring this article, and why not; `already-exists` where their bureau has a flag of it. Reads nothing. */
export function mayFlagArticle(
  article: { clusterId: string | null; flaggedFor: string[] },
  { actor, tree }: { actor: Actor; tree: UnitTree },
): Result<Unit> {
  const queue = queueOf(actor, tree)
  if (!queue.ok) return queue
  if (article.flaggedFor.includes(queue.value.bureau.id)) return refuse('already-exists')
  return article.clusterId ? ok(queue.value.bureau) : refuse('wrong-state')
}

/** The bureau whose queue the person fills, by the first seat that carries the right. */
function queueOf(actor: Actor, tree: UnitTree): Result<{ bureau: Unit; seat: Seat }> {
  for (const { unitId } of actor.seats) {
    const bureau = tree.bureauOf(unitId)
    const seat = bureau && may(actor, 'flag-article', { unitId: bureau.id, tree })
    if (bureau && seat?.ok) return ok({ bureau, seat: seat.value })
  }
  return refuse('not-allowed', { rule: 'G4-5' })
}
