/**
 * What hangs on an incident that becomes one with another: read, and moved over. Both incidents are locked by the caller;
 * what belongs together and what may not be merged is workflow/incident's to say.
 */
import { and, asc, eq, inArray, max, notInArray, sql } from 'drizzle-orm'
import { lockIncident, type Incident } from './incidents.ts'
import type { Db } from './open.ts'
import {
  activations,
  corrections,
  flags,
  foundTimeChanges,
  handoffs,
  incidents,
  newsCentres,
  releases,
  reopened,
  reports,
  talkingPoints,
} from './schema.ts'

/** Stories that the incident and its flags are about: their locks come before any row. */
export async function storiesOfIncident(db: Db, incidentId: string): Promise<string[]> {
  const rows = await db.selectDistinct({ id: flags.clusterId }).from(flags).where(eq(flags.incidentId, incidentId))
  return rows.map((r) => r.id)
}

/** Its flags under lock, in one order for everybody; before the incidents. */
export async function lockFlagsOfIncident(tx: Db, incidentId: string): Promise<string[]> {
  const rows = await tx
    .select({ id: flags.id })
    .from(flags)
    .where(eq(flags.incidentId, incidentId))
    .orderBy(asc(flags.id))
    .for('no key update')
  return rows.map((r) => r.id)
}

/** Both under lock, whatever the order in which they are asked for. Null where one is missing. */
export async function lockTwoIncidents(tx: Db, [a, b]: [string, string]): Promise<[Incident, Incident] | null> {
  const locked = new Map<string, Incident | null>()
  for (const id of [a, b].sort()) locked.set(id, await lockIncident(tx, id))
  const [first, second] = [locked.get(a), locked.get(b)]
  return first && second ? [first, second] : null
}

export type WorkUnderWay = 'talkingPoints' | 'releases' | 'newsCentre' | 'handoffs'

/** What of an incident would speak or go out beside the other one: null when nothing is under way. */
export async function workUnderWay(tx: Db, incidentId: string): Promise<WorkUnderWay | null> {
  const some = async (question: Promise<unknown[]>) => (await question).length > 0
  const points = tx
    .select({ id: talkingPoints.id })
    .from(talkingPoints)
    .where(
      and(
        eq(talkingPoints.incidentId, incidentId),
        notInArray(talkingPoints.state, ['superseded', 'recalled', 'invalid_scope']),
      ),
    )
    .limit(1)
  if (await some(points)) return 'talkingPoints'
  const out = tx
    .select({ id: releases.id })
    .from(releases)
    .where(
      and(
        eq(releases.incidentId, incidentId),
        notInArray(releases.state, ['archived', 'corrected', 'withdrawn', 'cancelled']),
      ),
    )
    .limit(1)
  if (await some(out)) return 'releases'
  const centre = tx
    .select({ id: newsCentres.id })
    .from(newsCentres)
    .where(and(eq(newsCentres.incidentId, incidentId), eq(newsCentres.state, 'open')))
    .limit(1)
  if (await some(centre)) return 'newsCentre'
  const handed = tx
    .select({ id: handoffs.id })
    .from(handoffs)
    .where(
      and(
        eq(handoffs.incidentId, incidentId),
        notInArray(handoffs.state, ['detected', 'classified', 'closed', 'dismissed']),
      ),
    )
    .limit(1)
  return (await some(handed)) ? 'handoffs' : null
}

/**
 * Flags with the requests to outlets that rest on them, reports with their receipts, proposed finding times, hand-offs that nobody has begun and what a revised figure has
 * reopened go to the other incident. A unit's reports are counted on from those it has there; an outlet that is handed off
 * there already stays where it is. Clocks and runs are moved one by one.
 */
export async function moveWhatHangs(tx: Db, { fromId, toId }: { fromId: string; toId: string }): Promise<void> {
  await tx.update(flags).set({ incidentId: toId }).where(eq(flags.incidentId, fromId))
  await tx.update(corrections).set({ incidentId: toId }).where(eq(corrections.incidentId, fromId))
  await tx.update(foundTimeChanges).set({ incidentId: toId }).where(eq(foundTimeChanges.incidentId, fromId))
  await tx.update(reopened).set({ incidentId: toId }).where(eq(reopened.incidentId, fromId))
  const counted = await tx
    .select({ unitId: reports.fromUnitId, last: max(reports.seq) })
    .from(reports)
    .where(eq(reports.incidentId, toId))
    .groupBy(reports.fromUnitId)
  const last = new Map(counted.map((c) => [c.unitId, c.last ?? 0]))
  const senders = await tx
    .selectDistinct({ unitId: reports.fromUnitId })
    .from(reports)
    .where(eq(reports.incidentId, fromId))
  for (const { unitId } of senders)
    await tx
      .update(reports)
      .set({ incidentId: toId, seq: sql`${reports.seq} + ${last.get(unitId) ?? 0}::int` })
      .where(and(eq(reports.incidentId, fromId), eq(reports.fromUnitId, unitId)))
  const there = await tx
    .select({ n: handoffs.n, outlet: handoffs.outletName })
    .from(handoffs)
    .where(eq(handoffs.incidentId, toId))
  const outletsThere = there.map((h) => h.outlet)
  const base = Math.max(0, ...there.map((h) => h.n))
  await tx
    .update(handoffs)
    .set({ incidentId: toId, n: sql`${handoffs.n} + ${base}::int` })
    .where(
      and(
        eq(handoffs.incidentId, fromId),
        outletsThere.length > 0 ? notInArray(handoffs.outletName, outletsThere) : undefined,
      ),
    )
}

/** A run that goes on in the other incident. */
export async function moveRuns(tx: Db, ids: string[], toId: string): Promise<void> {
  if (ids.length > 0) await tx.update(activations).set({ incidentId: toId }).where(inArray(activations.id, ids))
}

/** What was merged into it before lives on in the other one too. */
export async function carryMerged(tx: Db, { fromId, toId }: { fromId: string; toId: string }): Promise<void> {
  await tx.update(incidents).set({ mergedIntoId: toId }).where(eq(incidents.mergedIntoId, fromId))
}

/** Incidents that live on in this one, oldest first. */
export async function mergedInto(db: Db, incidentId: string): Promise<Incident[]> {
  return db
    .select()
    .from(incidents)
    .where(eq(incidents.mergedIntoId, incidentId))
    .orderBy(asc(incidents.openedAt), asc(incidents.no))
    .limit(200)
}
