/**
 * Evidence: captures sealed as WARC records before anything is read from them, and the rows that name them. Sealing is
 * two acts: the bytes are on disk first, the row comes with the change that it proves, in one transaction. What dies in
 * between leaves a record that no row names, which is neither lost nor doubled evidence.
 */
import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm'
import type { FetchedPage } from '../domain/article.ts'
import { manifestDueAt } from '../domain/evidence.ts'
import type { Db } from './open.ts'
import { evidence, evidenceDays } from './schema.ts'
import { type EvidenceFolder, isEvidenceFile } from './warc/folder.ts'
import { type Capture, payloadOf, type ReadRecord, readRecords, sha256Of, writeCapture } from './warc/record.ts'

export type Evidence = typeof evidence.$inferSelect
/** On disk, and ready to become a row. */
export type Sealed = Omit<typeof evidence.$inferInsert, 'articleId'>

export type SealInput = Pick<Evidence, 'kind' | 'requestedUrl' | 'finalUrl' | 'status'> & { capture: Capture }

/** What is sealed of a page that was fetched or drawn. */
export const pageEvidence = (page: FetchedPage): SealInput => ({
  kind: 'page',
  ...placeOf(page),
  capture: captureOf(page),
})

/** A picture of a page stands under an address of its own (the form that public players know). */
export const screenshotEvidence = (page: FetchedPage, png: Uint8Array): SealInput => ({
  ...{ kind: 'screenshot', ...placeOf(page) },
  capture: { url: `urn:fullPage:${page.finalUrl}`, at: page.fetchedAt, bytes: png, contentType: 'image/png' },
})

/** What somebody handed in has no address of its own: it is known by its content. */
export function submissionEvidence(bytes: Uint8Array, contentType: string, at: Date): SealInput {
  const url = `urn:sha256:${sha256Of(bytes)}`
  const capture = { url, at, bytes, contentType }
  return { kind: 'submission', requestedUrl: url, finalUrl: url, status: 0, capture }
}

const placeOf = ({ requestedUrl, finalUrl, status }: FetchedPage) => ({ requestedUrl, finalUrl, status })

/** What a browser drew is a thing that we made: it is kept as such, not as an answer of the server. */
function captureOf({ finalUrl, fetchedAt, exchange, hops = [], bytes, headers }: FetchedPage): Capture {
  const about = { url: finalUrl, at: fetchedAt }
  return exchange
    ? { ...about, exchange, hops }
    : { ...about, bytes, contentType: headers['content-type'] ?? 'application/octet-stream' }
}

/**
 * Seals one capture: the record is on disk when this returns. A payload that a row already names is not kept again: a
 * revisit record says that it came again.
 */
export async function seal(
  { db, folder }: { db: Db; folder: EvidenceFolder },
  { capture, ...about }: SealInput,
  at: Date,
): Promise<Sealed> {
  const payload = payloadOf(capture)
  const sha256 = sha256Of(payload)
  const original = payload.length === 0 ? null : await firstOfPayload(db, sha256)
  const { bytes, recordId } = await writeCapture(
    capture,
    original && { url: urlOf(original), at: original.fetchedAt, recordId: original.recordId },
  )
  const place = await folder.append(bytes, at)
  return {
    ...about,
    ...{ day: place.file.slice(0, 10), ...place, recordSha256: sha256Of(bytes), recordId, fetchedAt: capture.at },
    ...{ sha256, sizeBytes: payload.length, sameAsId: original?.id ?? null },
    contentType: contentTypeOf(capture).slice(0, 200),
  }
}

const contentTypeOf = (capture: Capture): string =>
  'exchange' in capture ? (/^content-type:\s*(.*)$/im.exec(capture.exchange.response)?.[1] ?? '') : capture.contentType

/** WARC-Target-URI of its record. */
export const urlOf = ({ kind, finalUrl }: Pick<Evidence, 'kind' | 'finalUrl'>): string =>
  kind === 'screenshot' ? `urn:fullPage:${finalUrl}` : finalUrl

/**
 * Writes the row of a sealed capture; must run in the transaction of what it proves. Throws when the manifest of its day is
 * made already: the step is then done anew and seals under today.
 */
export async function insertEvidence(
  tx: Db,
  { articleId, sealed }: { articleId: string; sealed: Sealed },
): Promise<Evidence> {
  await tx
    .insert(evidenceDays)
    .values({ id: sealed.day, dueAt: manifestDueAt(sealed.day) })
    .onConflictDoNothing()
  // The share lock keeps the day open until this transaction ends.
  const [day] = await tx.select().from(evidenceDays).where(eq(evidenceDays.id, sealed.day)).for('share')
  if (!day || day.sealedAt) throw new Error(`the evidence of ${sealed.day} is closed`)
  const [row] = await tx
    .insert(evidence)
    .values({ ...sealed, articleId })
    .returning()
  return row!
}

export async function evidenceById(db: Db, id: string): Promise<Evidence | null> {
  const [row] = await db.select().from(evidence).where(eq(evidence.id, id))
  return row ?? null
}

/** Everything sealed of an article, oldest first. */
export async function evidenceOf(db: Db, articleId: string): Promise<Evidence[]> {
  return db
    .select()
    .from(evidence)
    .where(eq(evidence.articleId, articleId))
    .orderBy(asc(evidence.fetchedAt), asc(evidence.offset))
    .limit(500)
}

async function firstOfPayload(db: Db, sha256: string): Promise<Evidence | null> {
  const [row] = await db
    .select()
    .from(evidence)
    .where(and(eq(evidence.sha256, sha256), isNull(evidence.sameAsId)))
    .orderBy(desc(evidence.fetchedAt))
    .limit(1)
  return row ?? null
}

/** End of the last record of a file that a row names; 0 when none does. */
export async function acknowledgedEnd(db: Db, file: string): Promise<number> {
  const [row] = await db
    .select({ end: sql<number>`coalesce(max(${evidence.offset} + ${evidence.length}), 0)::float8` })
    .from(evidence)
    .where(eq(evidence.file, file))
  return Number(row?.end ?? 0)
}

/** `outside`: the row names no file of the folder. */
export type Damage = 'outside' | 'missing' | 'changed' | 'unreadable' | 'payload'
export type ReadEvidence = { ok: true; bytes: Uint8Array; records: ReadRecord[] } | { ok: false; damage: Damage }

/** What was sealed cannot be given away as it was; `evidence verify` tells of it as well. */
export class DamagedEvidence extends Error {
  override readonly name = 'DamagedEvidence'
  readonly damage: Damage

  constructor({ id, file }: Pick<Evidence, 'id' | 'file'>, damage: Damage) {
    super(`evidence ${id} in ${file} is damaged: ${damage}`)
    this.damage = damage
  }
}

/** The records of one evidence as they lie in the file, checked against every hash in the row. */
export async function readEvidence(folder: EvidenceFolder, row: Evidence): Promise<ReadEvidence> {
  if (!isEvidenceFile(row.file)) return { ok: false, damage: 'outside' }
  const bytes = await folder.read(row)
  if (!bytes) return { ok: false, damage: 'missing' }
  if (sha256Of(bytes) !== row.recordSha256) return { ok: false, damage: 'changed' }
  const records = readRecords(bytes)
  const [first] = records ?? []
  if (!records || first?.recordId !== row.recordId) return { ok: false, damage: 'unreadable' }
  const isPayload = first.type === 'revisit' || sha256Of(first.payload) === row.sha256
  return isPayload && first.payloadDigest === `sha256:${row.sha256}`
    ? { ok: true, bytes, records }
    : { ok: false, damage: 'payload' }
}

/** The payload as received; of a revisit, that of the evidence it repeats. Throws when it is damaged or missing. */
export async function payloadOfEvidence(
  { db, folder }: { db: Db; folder: EvidenceFolder },
  row: Evidence,
): Promise<Uint8Array> {
  const holder = row.sameAsId ? await evidenceById(db, row.sameAsId) : row
  const read = holder && (await readEvidence(folder, holder))
  if (!read?.ok) throw new DamagedEvidence(row, read?.damage ?? 'missing')
  return read.records[0]!.payload
}
