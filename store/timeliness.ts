/**
 * Clocks and first words of a period, for statistics and for the list of facts. What a person may not see is in none of it:
 * a compartment never, a drill only when drills are asked for.
 */
import { and, asc, eq, gte, inArray, lt, min, notInArray, sql } from 'drizzle-orm'
import type { Clock } from './clocks.ts'
import { shownTo } from './incidents.ts'
import type { Db } from './open.ts'
import { activations, clocks, incidents, releases, talkingPoints } from './schema.ts'

export type PeriodFilter = {
  /** Units whose duties are counted. */
  unitIds: string[]
  /** Units whose incidents the person may see (unitsVisible of 'view-incidents'). */
  visible: string[]
  since: Date
  until: Date
  mode: 'real' | 'drill'
}
export type DutyRow = {
  clock: Clock
  /** The run it belongs to; null where it hangs on none. */
  run: { plan: string; planHash: string } | null
  incident: { id: string; no: string; title: string }
}

/** More than any tree has in two years. */
const most = 50_000

/** Hard duties to report that began in the period, whatever became of them, the oldest first. */
export async function dutiesBegun(db: Db, f: PeriodFilter): Promise<DutyRow[]> {
  if (f.unitIds.length === 0 || f.visible.length === 0) return []
  return db
    .select({
      clock: clocks,
      run: { plan: activations.plan, planHash: activations.planHash },
      incident: { id: incidents.id, no: incidents.no, title: incidents.title },
    })
    .from(clocks)
    .innerJoin(incidents, eq(incidents.id, clocks.incidentId))
    .leftJoin(activations, eq(activations.id, clocks.activationId))
    .where(
      and(
        eq(clocks.kind, 'hard'),
        sql`cardinality(${clocks.recipientIds}) > 0`,
        inArray(clocks.unitId, f.unitIds),
        gte(clocks.startAt, f.since),
        lt(clocks.startAt, f.until),
        eq(incidents.mode, f.mode),
        shownTo(f.visible),
      ),
    )
    .orderBy(asc(clocks.startAt), asc(clocks.id))
    .limit(most)
}

export type WordRow = { unitId: string; foundAt: Date; pointsAt: Date | null; releaseAt: Date | null }

/**
 * Media incidents that people found in the period, each with its first talking points in force and its first release. What
 * turned out to be no event needed no word; what was merged is counted where it lives on. `plan`: only of matters it was run on.
 */
export async function wordsOf(db: Db, f: PeriodFilter, plan?: string): Promise<WordRow[]> {
  if (f.unitIds.length === 0 || f.visible.length === 0) return []
  const points = db
    .select({ incidentId: talkingPoints.incidentId, at: min(talkingPoints.inForceAt).as('points_at') })
    .from(talkingPoints)
    .groupBy(talkingPoints.incidentId)
    .as('points')
  const out = db
    .select({ incidentId: releases.incidentId, at: min(releases.liveAt).as('out_at') })
    .from(releases)
    .groupBy(releases.incidentId)
    .as('out')
  const runOf = db
    .select({ id: activations.incidentId })
    .from(activations)
    .where(eq(activations.plan, plan ?? ''))
  const rows = await db
    .select({ unitId: incidents.unitId, foundAt: incidents.humanFoundAt, pointsAt: points.at, releaseAt: out.at })
    .from(incidents)
    .leftJoin(points, eq(points.incidentId, incidents.id))
    .leftJoin(out, eq(out.incidentId, incidents.id))
    .where(
      and(
        eq(incidents.family, 'media'),
        eq(incidents.mode, f.mode),
        notInArray(incidents.state, ['closed_not_event', 'merged']),
        inArray(incidents.unitId, f.unitIds),
        gte(incidents.humanFoundAt, f.since),
        lt(incidents.humanFoundAt, f.until),
        plan ? inArray(incidents.id, runOf) : undefined,
        shownTo(f.visible),
      ),
    )
    .orderBy(asc(incidents.humanFoundAt), asc(incidents.id))
    .limit(most)
  return rows.flatMap((r) => (r.foundAt ? [{ ...r, foundAt: r.foundAt }] : []))
}
