/**
 * Work that is due, as rows: claimed with a lease, started once, finished or failed. A queue may lose, double or delay a
 * hand-over; the row says what is true. Lease tokens are rotated at the start, so a job handed over twice runs once.
 */
import { randomUUID } from 'node:crypto'
import { and, eq, isNull, lte, type SQL, sql } from 'drizzle-orm'
import { addMs, minute } from '../domain/time.ts'
import { type Db, rowsOf } from './open.ts'
import {
  articleDrafts,
  articles,
  auditDraws,
  channels,
  clocks,
  corrections,
  deliveries,
  dispatches,
  drills,
  contactChanges,
  dutyWatches,
  evidenceDays,
  figureImports,
  figureRevisions,
  flags,
  journalists,
  newsCentres,
  oralApprovals,
  pointsDrafts,
  pushes,
  quarantine,
  releases,
  rescorings,
  screenshots,
  sourceAlarms,
  standingWatches,
  sources,
  storyWatches,
  talkingPoints,
  topics,
} from './schema.ts'

const workTables = {
  auditDraws,
  standingWatches,
  sources,
  pushes,
  articles,
  screenshots,
  evidenceDays,
  clocks,
  corrections,
  flags,
  deliveries,
  dispatches,
  drills,
  contactChanges,
  dutyWatches,
  channels,
  sourceAlarms,
  figureImports,
  figureRevisions,
  releases,
  rescorings,
  newsCentres,
  oralApprovals,
  talkingPoints,
  journalists,
  storyWatches,
  articleDrafts,
  pointsDrafts,
  topics,
}
export type WorkTable = keyof typeof workTables

/** One hand-over: which row, and the token that must still be on it when the run starts. */
export type Ticket = { id: string; token: string }

/** No lease is given for longer. One that ends later was given in a time that has stepped back since, and holds nothing. */
const longestLeaseMs = 2 * minute

/**
 * Claims up to `limit` due rows, oldest first, for `leaseMs`. `states` narrows to rows in these states (articles only).
 * Rows whose lease ran out count as unclaimed: their worker died or their job was lost.
 */
export async function claimDue(
  db: Db,
  {
    table,
    now,
    limit,
    leaseMs,
    states,
  }: { table: WorkTable; now: Date; limit: number; leaseMs: number; states?: string[] },
): Promise<Ticket[]> {
  const t = workTables[table]
  const narrowed: SQL | undefined = states && table === 'articles' ? sql`AND state IN ${states}` : undefined
  const token = randomUUID()
  const rows = rowsOf<{ id: string }>(
    await db.execute(sql`
      UPDATE ${t} SET lease_until = ${addMs(now, leaseMs).toISOString()}::timestamptz, lease_token = ${token}
      WHERE id IN (
        SELECT id FROM ${t}
        WHERE due_at <= ${now.toISOString()}::timestamptz
          AND (lease_until IS NULL OR lease_until < ${now.toISOString()}::timestamptz
            OR lease_until > ${addMs(now, longestLeaseMs).toISOString()}::timestamptz) ${narrowed ?? sql``}
        ORDER BY due_at LIMIT ${limit} FOR UPDATE SKIP LOCKED
      ) RETURNING id`),
  )
  return rows.map(({ id }) => ({ id, token }))
}

/** When the next row of these tables falls due after this instant; null where none does. */
export async function nextDueAt(db: Db, tables: WorkTable[], after: Date): Promise<Date | null> {
  if (tables.length === 0) return null
  const firsts = tables.map((name) => {
    const t = workTables[name]
    return sql`SELECT min(due_at) AS at FROM ${t} WHERE due_at > ${after.toISOString()}::timestamptz`
  })
  const [row] = rowsOf<{ at: Date | string | null }>(
    await db.execute(sql`SELECT min(at) AS at FROM (${sql.join(firsts, sql` UNION ALL `)}) firsts`),
  )
  return row?.at ? new Date(row.at) : null
}

/** A run under way: its token, how often it was tried, and for when the row was due. */
export type Run = Ticket & { tries: number; dueAt: Date | null }

/** Starts the run of a ticket: null when somebody else has it. Counts the try, so a row that kills its worker ends too. */
export async function startWork(
  db: Db,
  table: WorkTable,
  ticket: Ticket,
  { now, leaseMs }: { now: Date; leaseMs: number },
): Promise<Run | null> {
  const t = workTables[table]
  const token = randomUUID()
  const [row] = await db
    .update(t)
    .set({ leaseToken: token, leaseUntil: addMs(now, leaseMs), tries: sql`${t.tries} + 1` })
    .where(and(eq(t.id, ticket.id), eq(t.leaseToken, ticket.token)))
    .returning({ tries: t.tries, dueAt: t.dueAt })
  return row ? { id: ticket.id, token, ...row } : null
}

/** Keeps a running row: its lease is short, so that a killed worker's row comes back soon. False when it was taken over. */
export async function renewWork(db: Db, table: WorkTable, ticket: Ticket, leaseUntil: Date): Promise<boolean> {
  const t = workTables[table]
  const rows = await db
    .update(t)
    .set({ leaseUntil })
    .where(and(eq(t.id, ticket.id), eq(t.leaseToken, ticket.token)))
    .returning({ id: t.id })
  return rows.length > 0
}

/**
 * Ends a run. `dueAt` is the next time this row is work; undefined leaves what the step itself wrote. A row that was woken
 * while it ran stays due for then: the run may not have seen why. A run whose lease was taken over changes nothing.
 */
export async function finishWork(db: Db, table: WorkTable, run: Run, dueAt: Date | null | undefined): Promise<void> {
  const t = workTables[table]
  const instant = (at: Date | null) => sql`${at?.toISOString() ?? null}::timestamptz`
  const next = (at: Date | null) =>
    sql`CASE WHEN ${t.dueAt} IS DISTINCT FROM ${instant(run.dueAt)} THEN least(${t.dueAt}, ${instant(at)}) ELSE ${instant(at)} END`
  await db
    .update(t)
    .set({ leaseToken: null, leaseUntil: null, tries: 0, ...(dueAt === undefined ? {} : { dueAt: next(dueAt) }) })
    .where(and(eq(t.id, run.id), eq(t.leaseToken, run.token)))
}

/** Puts a run off. Without `countsAsTry` it is no failure of the row: the host asks for patience. */
export async function postponeWork(
  db: Db,
  table: WorkTable,
  ticket: Ticket,
  { until, countsAsTry }: { until: Date; countsAsTry: boolean },
): Promise<void> {
  const t = workTables[table]
  const tries = countsAsTry ? t.tries : sql`greatest(${t.tries} - 1, 0)`
  await db
    .update(t)
    .set({ leaseToken: null, leaseUntil: null, dueAt: until, tries: sql`${tries}` })
    .where(and(eq(t.id, ticket.id), eq(t.leaseToken, ticket.token)))
}

/**
 * After an unexpected error: again at `dueAt` (null: never by itself), and with `quarantined` an entry where a person sees it. A row
 * that comes back by itself and fails again has one entry, not one a day. With `restUntil` it stays due for when it was and rests
 * under its lease alone: a pause that was counted in a wrong time cannot keep it.
 */
export async function failWork(
  db: Db,
  table: WorkTable,
  ticket: Ticket,
  failed: { step: string; error: string; tries: number; quarantined: boolean; now: Date } & (
    | { dueAt: Date | null }
    | { restUntil: Date }
  ),
): Promise<void> {
  const t = workTables[table]
  const { step, error, tries, quarantined: isQuarantined, now } = failed
  await db.transaction(async (tx) => {
    const held = await tx
      .update(t)
      .set({
        leaseToken: null,
        ...('restUntil' in failed ? { leaseUntil: failed.restUntil } : { leaseUntil: null, dueAt: failed.dueAt }),
      })
      .where(and(eq(t.id, ticket.id), eq(t.leaseToken, ticket.token)))
      .returning({ id: t.id })
    if (!isQuarantined || held.length === 0) return
    const [waiting] = await tx
      .select({ id: quarantine.id })
      .from(quarantine)
      .where(and(eq(quarantine.step, step), eq(quarantine.subjectId, ticket.id), isNull(quarantine.replayedAt)))
    const row = { error: error.slice(0, 4000), tries, at: now }
    if (waiting) await tx.update(quarantine).set(row).where(eq(quarantine.id, waiting.id))
    else await tx.insert(quarantine).values({ step, subjectId: ticket.id, ...row })
  })
}

/** Takes an entry out of quarantine and makes its row due again. False when it does not exist or was replayed before. */
export async function replayQuarantined(db: Db, id: string, table: WorkTable, now: Date): Promise<boolean> {
  const t = workTables[table]
  return db.transaction(async (tx) => {
    const [entry] = await tx
      .update(quarantine)
      .set({ replayedAt: now })
      .where(and(eq(quarantine.id, id), isNull(quarantine.replayedAt)))
      .returning()
    if (!entry) return false
    await tx
      .update(t)
      .set({ dueAt: now, tries: 0, leaseToken: null, leaseUntil: null })
      .where(eq(t.id, entry.subjectId))
    return true
  })
}

export type QuarantineEntry = typeof quarantine.$inferSelect
export const quarantinedById = async (db: Db, id: string): Promise<QuarantineEntry | undefined> =>
  (await db.select().from(quarantine).where(eq(quarantine.id, id)))[0]

/** Entries that still wait for a person, newest first. */
export async function quarantined(db: Db, limit = 200): Promise<QuarantineEntry[]> {
  return db.select().from(quarantine).where(isNull(quarantine.replayedAt)).orderBy(sql`at DESC`).limit(limit)
}

/** How much is due and how much is being worked on, by table: for the status page and for tests that wait for quiet. */
export async function workload(db: Db, now: Date): Promise<Record<WorkTable, { due: number; held: number }>> {
  const answer = {} as Record<WorkTable, { due: number; held: number }>
  for (const [name, t] of Object.entries(workTables) as [WorkTable, (typeof workTables)[WorkTable]][]) {
    const [row] = await db
      .select({
        due: sql<number>`count(*) FILTER (WHERE lease_until IS NULL OR lease_until < ${now.toISOString()}::timestamptz)::int`,
        held: sql<number>`count(*) FILTER (WHERE lease_until >= ${now.toISOString()}::timestamptz)::int`,
      })
      .from(t)
      .where(lte(t.dueAt, now))
    answer[name] = row ?? { due: 0, held: 0 }
  }
  return answer
}
