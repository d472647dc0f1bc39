/**
 * Papers with their revisions and steps, locked for a command or read for a page. Revisions, steps and numbers are only ever
 * added. What lies in a compartment is a paper inside it alone. Who may do what is decided in workflow/.
 */
import { and, asc, count, desc, eq, gte, ilike, inArray, lte, or, type SQL, sql } from 'drizzle-orm'
import { type DocumentAudience, documentAudiences, type DocumentKind, type DocumentState } from '../domain/document.ts'
import { type Incident, lockIncident, shownTo } from './incidents.ts'
import { takeLock } from './locks.ts'
import { type Db, rowsOf } from './open.ts'
import { documentRevisions, documentSteps, documents, incidents } from './schema.ts'

export type DocumentRow = typeof documents.$inferSelect
export type DocumentRevision = typeof documentRevisions.$inferSelect
export type DocumentStep = typeof documentSteps.$inferSelect
export type FullDocument = {
  row: DocumentRow
  incident: Incident | null
  revisions: DocumentRevision[]
  steps: DocumentStep[]
}

/** Units whose papers of each audience a person reads. */
export type DocumentReaders = Record<DocumentAudience, string[]>

/** A paper is shown to those who see its unit under its audience and, where it is about an incident, the incident. */
function shown(readers: DocumentReaders): SQL {
  const { usual, compartment } = readers
  const about = (audience: DocumentAudience): SQL =>
    audience === 'usual' ? shownTo(usual) : audience === 'compartment' ? shownTo([], compartment) : sql`false`
  const parts = documentAudiences
    .filter((audience) => readers[audience].length > 0)
    .map(
      (audience) =>
        sql`(${documents.audience} = ${audience} AND ${inArray(documents.unitId, readers[audience])}
          AND (${audience === 'compartment' ? sql`false` : sql`${documents.incidentId} IS NULL`} OR ${about(audience)}))`,
    )
  return parts.length === 0 ? sql`false` : or(...parts)!
}

export async function documentById(db: Db, id: string, readers: DocumentReaders): Promise<FullDocument | null> {
  const [found] = await db
    .select()
    .from(documents)
    .leftJoin(incidents, eq(incidents.id, documents.incidentId))
    .where(and(eq(documents.id, id), shown(readers)))
  return found ? withParts(db, found.documents, found.incidents) : null
}

/** Its incident first, then the paper itself. Must run inside a transaction; null when there is none. */
export async function lockDocument(tx: Db, id: string): Promise<FullDocument | null> {
  const [known] = await tx.select({ incidentId: documents.incidentId }).from(documents).where(eq(documents.id, id))
  if (!known) return null
  const incident = known.incidentId === null ? null : await lockIncident(tx, known.incidentId)
  const [row] = await tx.select().from(documents).where(eq(documents.id, id)).for('no key update')
  return row ? withParts(tx, row, incident) : null
}

export async function insertDocument(tx: Db, row: typeof documents.$inferInsert): Promise<DocumentRow> {
  const [made] = await tx.insert(documents).values(row).returning()
  return made!
}
export async function insertDocumentRevision(tx: Db, row: typeof documentRevisions.$inferInsert): Promise<void> {
  await tx.insert(documentRevisions).values(row)
}
export async function insertDocumentStep(tx: Db, row: typeof documentSteps.$inferInsert): Promise<void> {
  await tx.insert(documentSteps).values(row)
}
export async function saveDocument(tx: Db, id: string, change: Partial<DocumentRow>): Promise<void> {
  await tx.update(documents).set(change).where(eq(documents.id, id))
}

/** The next number of a unit's series in a year; one at a time until the transaction ends, so that none is left out or given twice. */
export async function nextDocumentNumber(
  tx: Db,
  { unitId, series, year }: { unitId: string; series: string; year: number },
): Promise<number> {
  await takeLock(tx, 'number')
  const [last] = rowsOf<{ n: number }>(
    await tx.execute(
      sql`SELECT coalesce(max(n), 0)::int AS n FROM ${documents} WHERE unit_id = ${unitId} AND series = ${series} AND year = ${year}`,
    ),
  )
  return (last?.n ?? 0) + 1
}

export type DocumentFilter = {
  readers: DocumentReaders
  incidentId?: string
  kind?: DocumentKind
  state?: DocumentState
  q?: string
  from?: Date
  to?: Date
  sort?: 'drafted' | 'issued' | 'title'
  page: number
  pageSize: number
}
export type DocumentInList = DocumentRow & { incidentNo: string | null }

export async function documentList(db: Db, f: DocumentFilter): Promise<{ items: DocumentInList[]; total: number }> {
  const where = and(
    shown(f.readers),
    f.incidentId ? eq(documents.incidentId, f.incidentId) : undefined,
    f.kind ? eq(documents.kind, f.kind) : undefined,
    f.state ? eq(documents.state, f.state) : undefined,
    f.q ? ilike(documents.title, `%${f.q.replace(/[\\%_]/g, '\\$&')}%`) : undefined,
    f.from ? gte(documents.draftedAt, f.from) : undefined,
    f.to ? lte(documents.draftedAt, f.to) : undefined,
  )
  const order: Record<NonNullable<DocumentFilter['sort']>, SQL> = {
    drafted: desc(documents.draftedAt),
    issued: sql`${documents.issuedAt} DESC NULLS LAST`,
    title: asc(documents.title),
  }
  const on = eq(incidents.id, documents.incidentId)
  const [total] = await db.select({ n: count() }).from(documents).leftJoin(incidents, on).where(where)
  const rows = await db
    .select({ row: documents, incidentNo: incidents.no })
    .from(documents)
    .leftJoin(incidents, on)
    .where(where)
    .orderBy(order[f.sort ?? 'drafted'], desc(documents.id))
    .limit(f.pageSize)
    .offset((f.page - 1) * f.pageSize)
  return { items: rows.map((r) => ({ ...r.row, incidentNo: r.incidentNo })), total: total?.n ?? 0 }
}

/** Papers of an incident by one unit that are no secret within it, oldest first: what a review lists. */
export const documentsOfIncident = (db: Db, incidentId: string, unitId: string): Promise<DocumentRow[]> =>
  db
    .select()
    .from(documents)
    .where(and(eq(documents.incidentId, incidentId), eq(documents.unitId, unitId), eq(documents.audience, 'usual')))
    .orderBy(asc(documents.draftedAt))
    .limit(500)

async function withParts(db: Db, row: DocumentRow, incident: Incident | null): Promise<FullDocument> {
  const revisions = await db
    .select()
    .from(documentRevisions)
    .where(eq(documentRevisions.documentId, row.id))
    .orderBy(asc(documentRevisions.n))
  const steps = await db
    .select()
    .from(documentSteps)
    .where(eq(documentSteps.documentId, row.id))
    .orderBy(asc(documentSteps.seq))
  return { row, incident, revisions, steps }
}
