/** Reports upward with their revisions and receipts. Sent text is never changed: an edit is a further revision. */
import { and, asc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import { shownTo } from './incidents.ts'
import { type Db, rowsOf } from './open.ts'
import { incidents, receipts, reportRevisions, reports } from './schema.ts'

export type Report = typeof reports.$inferSelect
type ReportRevision = typeof reportRevisions.$inferSelect
export type Receipt = typeof receipts.$inferSelect
export type FullReport = Report & { revisionList: ReportRevision[]; receipts: Receipt[] }

export type NewReport = Omit<typeof reports.$inferInsert, 'seq' | 'revisions'>

/** Writes a report with its first revision and its receipts. Lock the incident first: it guards the running number. */
export async function insertReport(
  tx: Db,
  report: NewReport,
  parts: {
    revision: Omit<typeof reportRevisions.$inferInsert, 'reportId' | 'n'>
    receipts: Omit<typeof receipts.$inferInsert, 'reportId'>[]
  },
): Promise<FullReport> {
  const [last] = rowsOf<{ n: number }>(
    await tx.execute(
      sql`SELECT coalesce(max(seq), 0)::int AS n FROM ${reports} WHERE incident_id = ${report.incidentId} AND from_unit_id = ${report.fromUnitId}`,
    ),
  )
  const [row] = await tx
    .insert(reports)
    .values({ ...report, seq: (last?.n ?? 0) + 1, revisions: 1 })
    .returning()
  const reportId = row!.id
  const revisionList = await tx
    .insert(reportRevisions)
    .values({ ...parts.revision, reportId, n: 1 })
    .returning()
  const received = parts.receipts.length
    ? await tx
        .insert(receipts)
        .values(parts.receipts.map((r) => ({ ...r, reportId })))
        .returning()
    : []
  return { ...row!, revisionList, receipts: received }
}

/** Adds a revision after sending; answers with its number. The time of receipt stays that of the first. */
export async function addReportRevision(
  tx: Db,
  report: Report,
  revision: Omit<typeof reportRevisions.$inferInsert, 'reportId' | 'n'>,
): Promise<number> {
  const n = report.revisions + 1
  await tx.insert(reportRevisions).values({ ...revision, reportId: report.id, n })
  await tx.update(reports).set({ revisions: n }).where(eq(reports.id, report.id))
  return n
}

export async function updateReport(
  tx: Db,
  id: string,
  change: Partial<Pick<Report, 'sentAt' | 'countsAt'>>,
): Promise<void> {
  await tx.update(reports).set(change).where(eq(reports.id, id))
}

export async function updateReceipt(
  tx: Db,
  id: string,
  change: Partial<Pick<Receipt, 'deliveredAt' | 'acknowledgedAt' | 'acknowledgedBy'>>,
): Promise<void> {
  await tx.update(receipts).set(change).where(eq(receipts.id, id))
}

/** The bare row, without rights: for commands that lock its incident next. */
export async function reportRow(db: Db, id: string): Promise<Report | null> {
  const [row] = await db.select().from(reports).where(eq(reports.id, id))
  return row ?? null
}

/** One report with everything, without rights: for commands. */
export async function fullReport(db: Db, id: string): Promise<FullReport | null> {
  const rows = await db.select().from(reports).where(eq(reports.id, id))
  return (await withParts(db, rows))[0] ?? null
}

/** One report, if a person who may see these units may see its incident (unitsVisible of 'view-incidents'). */
export async function reportById(db: Db, id: string, unitIds: string[]): Promise<FullReport | null> {
  const rows = await db
    .select()
    .from(reports)
    .innerJoin(incidents, eq(incidents.id, reports.incidentId))
    .where(and(eq(reports.id, id), shownTo(unitIds)))
  return (
    (
      await withParts(
        db,
        rows.map((r) => r.reports),
      )
    )[0] ?? null
  )
}

/** All reports of an incident, oldest first, with revisions (oldest first) and receipts. At most 200. */
export async function reportsOf(db: Db, incidentId: string): Promise<FullReport[]> {
  const rows = await db
    .select()
    .from(reports)
    .where(eq(reports.incidentId, incidentId))
    .orderBy(asc(reports.sentAt), asc(reports.fromUnitId), asc(reports.seq))
    .limit(200)
  return withParts(db, rows)
}

/** Units that a report of this incident has reached. */
export async function reachedUnits(db: Db, incidentId: string): Promise<string[]> {
  const rows = await db
    .selectDistinct({ unitId: receipts.unitId })
    .from(receipts)
    .innerJoin(reports, eq(reports.id, receipts.reportId))
    .where(and(eq(reports.incidentId, incidentId), isNotNull(receipts.deliveredAt)))
  return rows.map((r) => r.unitId)
}

/** Copies held back in an incident. */
export async function heldReceipts(db: Db, incidentId: string): Promise<(Receipt & { report: Report })[]> {
  const rows = await db
    .select()
    .from(receipts)
    .innerJoin(reports, eq(reports.id, receipts.reportId))
    .where(and(eq(reports.incidentId, incidentId), isNotNull(receipts.heldAt), isNull(receipts.deliveredAt)))
  return rows.map((r) => ({ ...r.receipts, report: r.reports }))
}

async function withParts(db: Db, rows: Report[]): Promise<FullReport[]> {
  if (rows.length === 0) return []
  const ids = rows.map((r) => r.id)
  const revisionList = await db
    .select()
    .from(reportRevisions)
    .where(inArray(reportRevisions.reportId, ids))
    .orderBy(asc(reportRevisions.n))
  const received = await db
    .select()
    .from(receipts)
    .where(inArray(receipts.reportId, ids))
    .orderBy(asc(receipts.copy), asc(receipts.unitId))
  return rows.map((r) => ({
    ...r,
    revisionList: revisionList.filter((v) => v.reportId === r.id),
    receipts: received.filter((v) => v.reportId === r.id),
  }))
}
