/** What every command on a flag does around its move: lock the story and the flag, read what the move is judged by. */
import { type Result, refuse } from '../../domain/result.ts'
import type { FlagState } from '../../domain/risk.ts'
import type { Seat, UnitTree } from '../../domain/units.ts'
import { clocksOf } from '../../store/clocks.ts'
import { type Flag, flagRow, lockFlag, reviewsOf } from '../../store/flags.ts'
import { lockIncident } from '../../store/incidents.ts'
import { lockStoryOf } from '../../store/locks.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import { lookNow } from '../../store/visits.ts'
import type { By } from '../by.ts'
import { mediaPlanOf } from '../plan/media-plan.ts'
import { type FlagFacts, type FlagVerb, moveFlag } from './flag.ts'
import { openForgotten } from './open-provisional.ts'

export type JudgedFlag = { facts: FlagFacts; tree: UnitTree; to: FlagState; seat: Seat }

/** What may open an incident: the evidence of its articles is taken anew. */
const opening: FlagVerb[] = ['mark-suspected-major', 'acknowledge']

/** Locks in the one order that all commands keep: story, flag, incident. A forgotten alert of the story starts its clock first. */
export async function lockAndJudgeFlag(
  tx: Db,
  { flagId, verb }: { flagId: string; verb: FlagVerb },
  { actor, at }: By,
): Promise<Result<JudgedFlag>> {
  const known = await lockFlagAndStory(tx, flagId, { lookAt: opening.includes(verb) ? at : null })
  const tree = await loadUnitTree(tx)
  if (known) await openForgotten(tx, known, { tree, at })
  const flag = known && (await flagRow(tx, known.id))
  if (!flag) return refuse('not-found')
  const facts = await factsOfFlag(tx, flag)
  const moved = moveFlag(facts, verb, { actor, tree })
  return moved.ok ? { ok: true, value: { facts, tree, ...moved.value } } : moved
}

/** Null when there is no such flag. `lookAt`: when the articles that are flagged with it are looked at anew; null for as planned. */
export async function lockFlagAndStory(
  tx: Db,
  flagId: string,
  { lookAt }: { lookAt: Date | null },
): Promise<Flag | null> {
  const clusterId = await lockStoryOf(tx, async () => (await flagRow(tx, flagId))?.clusterId ?? null)
  const known = clusterId && (await flagRow(tx, flagId))
  if (!known) return null
  if (lookAt) await lookNow(tx, known, lookAt)
  return lockFlag(tx, flagId)
}

async function factsOfFlag(tx: Db, flag: Flag): Promise<FlagFacts> {
  const incident = flag.incidentId ? await lockIncident(tx, flag.incidentId) : null
  const clocks = incident ? await clocksOf(tx, incident.id) : []
  const plan = incident && (await mediaPlanOf(tx, incident))
  return { flag, reviews: await reviewsOf(tx, flag.id), incident, clocks, plan }
}
