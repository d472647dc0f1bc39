/**
 * The registry: one entry locked for a command, and what a page reads of one. Contact data is sealed in workflow/registry and stays
 * sealed here. Lists are in registry-lists.ts.
 */
import { and, asc, count, desc, eq, inArray, isNotNull, isNull, ne, or, sql } from 'drizzle-orm'
import type { InteractionKind } from '../domain/registry.ts'
import { ended } from './incidents.ts'
import { type Db, rowsOf } from './open.ts'
import {
  answers,
  cardChecks,
  incidents,
  interactions,
  journalistLinks,
  journalistMerges,
  journalists,
  meetingGuests,
  meetingQuestions,
  registryOutlets,
  releases,
} from './schema.ts'

export type Journalist = typeof journalists.$inferSelect
export type RegistryOutlet = typeof registryOutlets.$inferSelect
export type JournalistLink = typeof journalistLinks.$inferSelect
export type Merge = typeof journalistMerges.$inferSelect

const most = 500

export async function insertJournalist(tx: Db, row: typeof journalists.$inferInsert): Promise<string> {
  const [made] = await tx.insert(journalists).values(row).returning({ id: journalists.id })
  return made!.id
}

export async function saveJournalist(tx: Db, id: string, change: Partial<Journalist>): Promise<void> {
  await tx.update(journalists).set(change).where(eq(journalists.id, id))
}

/** In one order for everybody who takes several; after the incident, where one is locked. */
export async function lockJournalists(tx: Db, ids: readonly string[]): Promise<Journalist[]> {
  if (ids.length === 0) return []
  return tx
    .select()
    .from(journalists)
    .where(inArray(journalists.id, [...ids]))
    .orderBy(asc(journalists.id))
    .for('update')
}

export async function journalistById(db: Db, id: string, unitIds: string[]): Promise<Journalist | null> {
  if (unitIds.length === 0) return null
  const [row] = await db
    .select()
    .from(journalists)
    .where(and(eq(journalists.id, id), inArray(journalists.unitId, unitIds)))
  return row ?? null
}

/** Entries that were said to be the same person as this one. */
export const mergedInto = (db: Db, id: string): Promise<Journalist[]> =>
  db
    .select()
    .from(journalists)
    .where(eq(journalists.mergedIntoId, id))
    .orderBy(asc(journalists.registeredAt))
    .limit(most)

/** Matters these entries are linked to that are not over: while there is one nothing of them is erased. */
export async function openMattersOf(db: Db, ids: string[]): Promise<number> {
  const [row] = await db
    .select({ n: count() })
    .from(journalistLinks)
    .innerJoin(incidents, eq(incidents.id, journalistLinks.incidentId))
    .where(and(inArray(journalistLinks.journalistId, ids), sql`${incidents.state} NOT IN ${ended}`))
  return row?.n ?? 0
}

/** False where the entry is linked to the matter already: the outcome is set, if one is given. */
export async function putLink(tx: Db, row: typeof journalistLinks.$inferInsert): Promise<void> {
  await tx
    .insert(journalistLinks)
    .values(row)
    .onConflictDoUpdate({
      target: [journalistLinks.journalistId, journalistLinks.incidentId],
      set: { outcome: row.outcome, byName: row.byName, at: row.at },
    })
}

export async function insertCardCheck(tx: Db, row: typeof cardChecks.$inferInsert): Promise<void> {
  await tx.insert(cardChecks).values(row)
}
export async function insertInteraction(tx: Db, row: typeof interactions.$inferInsert): Promise<void> {
  await tx.insert(interactions).values(row)
}
export async function insertMerge(tx: Db, row: typeof journalistMerges.$inferInsert): Promise<void> {
  await tx.insert(journalistMerges).values(row)
}

/** The merge that stands of an entry that went into another. */
export async function undoMerge(
  tx: Db,
  goneId: string,
  by: { undoneBy: string; undoneAt: Date },
): Promise<Merge | null> {
  const [row] = await tx
    .update(journalistMerges)
    .set(by)
    .where(and(eq(journalistMerges.goneId, goneId), isNull(journalistMerges.undoneAt)))
    .returning()
  return row ?? null
}

/** Everything about a person but the row itself, which the caller turns into a tombstone. Who read it stays in the record. */
export async function eraseWhatHangsOn(tx: Db, ids: string[]): Promise<void> {
  for (const table of [journalistLinks, cardChecks, interactions])
    await tx.delete(table).where(inArray(table.journalistId, ids))
  await tx
    .delete(journalistMerges)
    .where(or(inArray(journalistMerges.keptId, ids), inArray(journalistMerges.goneId, ids)))
  // The list of a meeting is the record of that meeting and has its own end; it points to nobody from now on.
  await tx.update(meetingGuests).set({ journalistId: null }).where(inArray(meetingGuests.journalistId, ids))
}

export type InteractionShown = {
  kind: InteractionKind
  at: Date
  byName: string
  incidentId: string | null
  incidentNo: string | null
  releaseId: string | null
}

export type JournalistStory = {
  outlet: RegistryOutlet | null
  links: (JournalistLink & { incidentNo: string; incidentTitle: string; incidentState: string })[]
  checks: (typeof cardChecks.$inferSelect)[]
  merges: Merge[]
  merged: Journalist[]
  /** Newest first: by hand, guests, questions and answers of the press office. */
  interactions: InteractionShown[]
}

/** What is known of an entry and of those merged into it. */
export async function storyOf(db: Db, row: Journalist): Promise<JournalistStory> {
  const merged = await mergedInto(db, row.id)
  const ids = [row.id, ...merged.map((m) => m.id)]
  const [outlet] = row.outletId
    ? await db.select().from(registryOutlets).where(eq(registryOutlets.id, row.outletId))
    : []
  const links = await db
    .select()
    .from(journalistLinks)
    .innerJoin(incidents, eq(incidents.id, journalistLinks.incidentId))
    .where(inArray(journalistLinks.journalistId, ids))
    .orderBy(desc(journalistLinks.at))
    .limit(most)
  const ofIds = (table: typeof cardChecks) => inArray(table.journalistId, ids)
  const checks = await db.select().from(cardChecks).where(ofIds(cardChecks)).orderBy(desc(cardChecks.at)).limit(most)
  const merges = await db
    .select()
    .from(journalistMerges)
    .where(or(eq(journalistMerges.keptId, row.id), eq(journalistMerges.goneId, row.id)))
    .orderBy(desc(journalistMerges.at))
    .limit(most)
  return {
    outlet: outlet ?? null,
    links: links.map(({ journalist_links: l, incidents: i }) => ({
      ...l,
      ...{ incidentNo: i.no, incidentTitle: i.title, incidentState: i.state },
    })),
    ...{ checks, merges, merged },
    interactions: await interactionsOf(db, [row, ...merged], outlet?.name ?? null),
  }
}

/**
 * By hand; of guests who are registered; of questions in those meetings by the same name; and of answers to the same name and outlet.
 * A question that was answered counts as one of each.
 */
async function interactionsOf(db: Db, people: Journalist[], outletName: string | null): Promise<InteractionShown[]> {
  const ids = people.map((p) => p.id)
  const names = people.flatMap((p) => [p.name, ...p.penNames]).filter((name) => name !== '')
  const spoken = names.length > 0 && outletName !== null
  const none = sql`SELECT NULL::text, NULL::timestamptz, NULL::text, NULL::text, NULL::text WHERE false`
  const inList = (values: string[]) =>
    sql`(${sql.join(
      values.map((v) => sql`${v}`),
      sql`, `,
    )})`
  const rows = rowsOf<{
    kind: InteractionKind
    at: Date | string
    by: string
    incident: string | null
    no: string | null
    release: string | null
  }>(
    await db.execute(sql`
      SELECT x.kind, x.at, x.by, x.incident, i.no, x.release FROM (
        SELECT n.kind AS kind, n.happened_at AS at, n.by_name AS by, n.incident_id AS incident, NULL::text AS release
          FROM ${interactions} n WHERE n.journalist_id IN ${inList(ids)}
        UNION ALL SELECT 'invited', g.at, g.by_name, r.incident_id, r.id
          FROM ${meetingGuests} g JOIN ${releases} r ON r.id = g.release_id
          WHERE g.journalist_id IN ${inList(ids)} AND g.admitted
        UNION ALL SELECT 'attended', g.came_at, g.by_name, r.incident_id, r.id
          FROM ${meetingGuests} g JOIN ${releases} r ON r.id = g.release_id
          WHERE g.journalist_id IN ${inList(ids)} AND g.came_at IS NOT NULL
        UNION ALL SELECT k.kind, q.at, q.by_name, r.incident_id, r.id
          FROM ${meetingQuestions} q JOIN ${releases} r ON r.id = q.release_id
          CROSS JOIN (VALUES ('asked'), ('answered')) AS k(kind)
          WHERE EXISTS (SELECT 1 FROM ${meetingGuests} g WHERE g.release_id = q.release_id
            AND g.journalist_id IN ${inList(ids)} AND g.reporter = q.reporter)
        UNION ALL ${
          spoken
            ? sql`SELECT k.kind, a.at, a.by_name, a.incident_id, NULL FROM ${answers} a
                CROSS JOIN (VALUES ('asked'), ('answered')) AS k(kind)
                WHERE a.outlet = ${outletName} AND a.reporter IN ${inList(names)}`
            : none
        }
      ) x LEFT JOIN ${incidents} i ON i.id = x.incident ORDER BY x.at DESC, x.kind LIMIT ${most}`),
  )
  return rows.map((r) => ({
    ...{
      kind: r.kind,
      at: new Date(r.at),
      byName: r.by,
      incidentId: r.incident,
      incidentNo: r.no,
      releaseId: r.release,
    },
  }))
}

/** A guest of a meeting, and whether the entry's person is that guest. */
export async function guestOf(tx: Db, guestId: string): Promise<typeof meetingGuests.$inferSelect | null> {
  const [row] = await tx.select().from(meetingGuests).where(eq(meetingGuests.id, guestId)).for('update')
  return row ?? null
}
export async function nameGuest(tx: Db, guestId: string, journalistId: string): Promise<void> {
  await tx.update(meetingGuests).set({ journalistId }).where(eq(meetingGuests.id, guestId))
}

export async function lockOutlet(tx: Db, id: string): Promise<RegistryOutlet | null> {
  const [row] = await tx.select().from(registryOutlets).where(eq(registryOutlets.id, id)).for('update')
  return row ?? null
}
export async function outletNamed(tx: Db, unitId: string, name: string): Promise<RegistryOutlet | null> {
  const [row] = await tx
    .select()
    .from(registryOutlets)
    .where(and(eq(registryOutlets.unitId, unitId), eq(registryOutlets.name, name)))
  return row ?? null
}
/** Null where the bureau has an outlet of this name. */
export async function insertOutlet(tx: Db, row: typeof registryOutlets.$inferInsert): Promise<RegistryOutlet | null> {
  const [made] = await tx.insert(registryOutlets).values(row).onConflictDoNothing().returning()
  return made ?? null
}
export async function saveOutletRow(tx: Db, id: string, change: Partial<RegistryOutlet>): Promise<void> {
  await tx.update(registryOutlets).set(change).where(eq(registryOutlets.id, id))
}

/** Contact data that another key sealed, a few at a time and locked: whoever comes second takes the next ones. */
export const sealedByOthers = (tx: Db, { keyId, after, limit }: { keyId: string; after: string; limit: number }) =>
  tx
    .select({ id: journalists.id, contactSealed: journalists.contactSealed })
    .from(journalists)
    .where(
      and(isNotNull(journalists.contactSealed), ne(journalists.contactKey, keyId), sql`${journalists.id} > ${after}`),
    )
    .orderBy(asc(journalists.id))
    .limit(limit)
    .for('update', { skipLocked: true })
