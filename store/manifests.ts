/**
 * Manifests of evidence: each Shanghai day lists its files and records with their hashes and the hash of the manifest
 * before, so that nothing of a closed day can be changed, added or left out unseen. The manifest lies beside the files of
 * its day; its hash stands in the row of the day and in the record.
 */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { and, asc, desc, eq, isNotNull, isNull, lt } from 'drizzle-orm'
import type { Agent } from '../domain/units.ts'
import { appendAudit, canonical, firstHash } from './audit.ts'
import { acknowledgedEnd, type Evidence } from './evidence.ts'
import type { Db } from './open.ts'
import { evidence, evidenceDays } from './schema.ts'
import { type EvidenceFolder, isLeftBehind } from './warc/folder.ts'
import { sha256Of } from './warc/record.ts'
import { type Repair, repairFile } from './warc/repair.ts'

export type EvidenceStore = { db: Db; folder: EvidenceFolder }
export type EvidenceDay = typeof evidenceDays.$inferSelect

export type Manifest = {
  day: string
  previous: string
  files: { file: string; bytes: number; sha256: string }[]
  records: ManifestRecord[]
}
export type ManifestRecord = {
  id: string
  file: string
  offset: number
  length: number
  /** Of the record as it lies in the file, and of its payload. */
  record: string
  payload: string
  url: string
  at: string
}

const by: Agent = { kind: 'machine', name: 'evidence' }

/** One line of JSON with sorted keys: the text whose hash is chained. */
export const manifestText = (manifest: Manifest): string => `${canonical(manifest)}\n`
export const manifestHash = (text: string): string => sha256Of(Buffer.from(text))

export const recordLine = (row: Evidence): ManifestRecord => ({
  ...{ id: row.id, file: row.file, offset: row.offset, length: row.length },
  ...{ record: row.recordSha256, payload: row.sha256, url: row.finalUrl, at: row.fetchedAt.toISOString() },
})

export type DaySealed =
  | { kind: 'sealed'; hash: string; repairs: Repair[] }
  | { kind: 'known' }
  /** An earlier day comes first: the chain has no gaps. */
  | { kind: 'earlier_open' }

/** Makes the manifest of a day that is over: torn ends cut, file on disk, then row and record in one transaction. Once. */
export async function sealDay(store: EvidenceStore, day: string, at: Date): Promise<DaySealed> {
  const { db, folder } = store
  const [before] = await db
    .select()
    .from(evidenceDays)
    .where(and(lt(evidenceDays.id, day), isNull(evidenceDays.sealedAt)))
    .limit(1)
  if (before) return { kind: 'earlier_open' }
  // The day is over for every process, whoever wrote: what is torn now stays so.
  const repairs = await repairFiles(
    store,
    (await folder.filesOf(day)).map((f) => f.file),
    at,
  )
  const files = await hashedFiles(folder, day)
  return db.transaction(async (tx) => {
    const [row] = await tx.select().from(evidenceDays).where(eq(evidenceDays.id, day)).for('update')
    if (!row || row.sealedAt) return { kind: 'known' }
    const records = (await recordsOf(tx, day)).map(recordLine)
    const previous = (await lastSealed(tx))?.hash ?? firstHash
    const text = manifestText({ day, previous, files, records })
    const hash = manifestHash(text)
    await writeManifest(folder.directory, day, text)
    await tx
      .update(evidenceDays)
      .set({ sealedAt: at, prevHash: previous, hash, records: records.length, files: files.length })
      .where(eq(evidenceDays.id, day))
    const after = { hash, previous, records: records.length, files: files.length }
    await appendAudit(tx, { at, by, action: 'seal', subject: { kind: 'evidence_day', id: day }, after })
    return { kind: 'sealed', hash, repairs }
  })
}

/** Looks through files of days that are still open whose writers are gone, and cuts torn ends off. For the start of a process. */
export async function repairLeftBehind(store: EvidenceStore, at: Date): Promise<Repair[]> {
  const sealed = new Set((await sealedDays(store.db)).map((d) => d.id))
  const open = (await store.folder.days()).filter((day) => !sealed.has(day))
  const files = (await Promise.all(open.map((day) => store.folder.filesOf(day)))).flat()
  return repairFiles(store, files.map((f) => f.file).filter(isLeftBehind), at)
}

/** Each cut is noted in the record: what was cut was never evidence, but somebody should know that it was there. */
async function repairFiles({ db, folder }: EvidenceStore, files: string[], at: Date): Promise<Repair[]> {
  const repairs: Repair[] = []
  for (const file of files) {
    const repair = await repairFile(folder.directory, file, await acknowledgedEnd(db, file))
    if (!repair) continue
    repairs.push(repair)
    const { sound, cut } = repair
    await db.transaction((tx) =>
      appendAudit(tx, {
        at,
        by,
        action: 'repair',
        subject: { kind: 'evidence_file', id: file },
        after: { sound, cut },
      }),
    )
  }
  return repairs
}

/** Closed days, oldest first. */
export const sealedDays = async (db: Db): Promise<EvidenceDay[]> =>
  db.select().from(evidenceDays).where(isNotNull(evidenceDays.sealedAt)).orderBy(asc(evidenceDays.id))

/** Rows of a day in the order of the files. */
export const recordsOf = async (db: Db, day: string): Promise<Evidence[]> =>
  db.select().from(evidence).where(eq(evidence.day, day)).orderBy(asc(evidence.file), asc(evidence.offset))

async function lastSealed(db: Db): Promise<EvidenceDay | null> {
  const [row] = await db
    .select()
    .from(evidenceDays)
    .where(isNotNull(evidenceDays.sealedAt))
    .orderBy(desc(evidenceDays.id))
    .limit(1)
  return row ?? null
}

/** The files of a day with size and hash. */
export async function hashedFiles(folder: EvidenceFolder, day: string): Promise<Manifest['files']> {
  const files: Manifest['files'] = []
  for (const { file, bytes } of await folder.filesOf(day)) {
    const hash = createHash('sha256')
    for await (const piece of createReadStream(join(folder.directory, file), { end: Math.max(0, bytes - 1) }))
      hash.update(piece as Uint8Array)
    files.push({ file, bytes, sha256: hash.digest('hex') })
  }
  return files
}

const manifestPath = (directory: string, day: string) => join(directory, day, 'manifest.json')

/** The text of a manifest as it lies beside its files; null when it is missing. */
export const readManifest = (directory: string, day: string): Promise<string | null> =>
  readFile(manifestPath(directory, day), 'utf8').catch((e: NodeJS.ErrnoException) => {
    if (e.code === 'ENOENT') return null
    throw e
  })

async function writeManifest(directory: string, day: string, text: string): Promise<void> {
  const path = manifestPath(directory, day)
  // Files that vanished are damage for the check to name, and no reason to leave every later day open.
  await mkdir(dirname(path), { recursive: true })
  const handle = await open(`${path}.draft`, 'w', 0o640)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(`${path}.draft`, path)
}
