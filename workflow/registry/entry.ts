/** What every command on an entry does around its move: lock, judge, save, record. The record gets ids, states and names of fields. */
import { graceAfterReviewMs, type JournalistFacts, reviewAfterMs } from '../../domain/registry.ts'
import { ok, type Result, refuse } from '../../domain/result.ts'
import { addMs } from '../../domain/time.ts'
import type { Actor, UnitTree } from '../../domain/units.ts'
import { appendAudit } from '../../store/audit.ts'
import { type Incident, incidentById } from '../../store/incidents.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import { type Journalist, lockJournalists, mergedInto, openMattersOf, saveJournalist } from '../../store/registry.ts'
import { agentOf, type By } from '../by.ts'
import { unitsVisible } from '../policy.ts'
import { type JournalistMoved, type JournalistVerb, moveJournalist } from './journalist.ts'

export type JudgedEntry = { row: Journalist; tree: UnitTree; moved: JournalistMoved; facts: JournalistFacts }

export async function factsOf(db: Db, row: Journalist): Promise<JournalistFacts> {
  const ids = [row.id, ...(await mergedInto(db, row.id)).map((m) => m.id)]
  return {
    ...{ id: row.id, unitId: row.unitId, state: row.state, kind: row.kind, restriction: row.restriction },
    ...{ hasContact: row.contactSealed !== null, openMatters: await openMattersOf(db, ids) },
  }
}

export async function lockAndJudgeEntry(
  tx: Db,
  { id, verb }: { id: string; verb: JournalistVerb },
  { actor }: By,
): Promise<Result<JudgedEntry>> {
  const [row] = await lockJournalists(tx, [id])
  const tree = await loadUnitTree(tx)
  // What a person may not see does not exist for them, whatever they know of it.
  if (!row || !unitsVisible(actor, 'view-registry', tree).includes(row.unitId)) return refuse('not-found')
  const facts = await factsOf(tx, row)
  const moved = moveJournalist(facts, verb, { actor, tree })
  return moved.ok ? ok({ row, tree, facts, moved: moved.value }) : moved
}

export async function saveEntry(
  tx: Db,
  { row, moved }: Pick<JudgedEntry, 'row' | 'moved'>,
  { change = {}, more = {} }: { change?: Partial<Journalist>; more?: Record<string, unknown> },
  { actor, at }: By,
): Promise<{ id: string }> {
  await saveJournalist(tx, row.id, { state: moved.to, version: row.version + 1, ...change })
  await appendAudit(tx, {
    ...{ at, by: agentOf(actor, moved.seat), action: moved.move.verb, subject: { kind: 'journalist', id: row.id } },
    ...{ before: { state: row.state }, after: { state: moved.to, role: moved.seat.role, ...more } },
  })
  return { id: row.id }
}

/** When somebody has to look at the entry again, and when it ends by itself. */
export function datesFrom(at: Date): { reviewAt: Date; keepUntil: Date; dueAt: Date } {
  const reviewAt = addMs(at, reviewAfterMs)
  const keepUntil = addMs(reviewAt, graceAfterReviewMs)
  return { reviewAt, keepUntil, dueAt: keepUntil }
}

/** The matter, if an entry may rest on it: real, seen by this person, and its report was judged untrue (附4第二条; policy-registry-basis). */
export async function basisMatter(
  tx: Db,
  incidentId: string,
  { actor, tree }: { actor: Actor; tree: UnitTree },
): Promise<Result<Incident>> {
  const incident = await incidentById(tx, incidentId, unitsVisible(actor, 'view-incidents', tree))
  if (!incident) return refuse('not-found', { field: 'incidentId' })
  const rule = 'policy-registry-basis'
  if (incident.mode !== 'real') return refuse('invalid-field', { rule, field: 'incidentId' })
  const { fourElements, confirmedAt, state } = incident
  return confirmedAt && fourElements?.untrue && state !== 'closed_not_event'
    ? ok(incident)
    : refuse('not-an-event', { rule, field: 'incidentId' })
}
