/**
 * Is the evidence what it was? Walks the chain of manifests, the files and every record, and names exactly what is missing
 * or was changed. It reads only.
 */
import { shanghaiTime } from '../domain/time.ts'
import { auditOfSubject, firstHash } from './audit.ts'
import { type Damage, type Evidence, readEvidence } from './evidence.ts'
import {
  type EvidenceDay,
  type EvidenceStore,
  type Manifest,
  manifestHash,
  manifestText,
  hashedFiles,
  readManifest,
  recordLine,
  recordsOf,
  sealedDays,
} from './manifests.ts'
import type { Db } from './open.ts'
import { evidenceDays } from './schema.ts'

export type Fault =
  /** `of`: what it was a proof of. */
  | { kind: 'record'; day: string; id: string; file: string; offset: number; damage: Damage; of: string }
  /** A row that the manifest does not list, lists otherwise, or lists and is gone. */
  | { kind: 'row'; day: string; id: string; why: 'unlisted' | 'changed' | 'gone' }
  /** `records`: how many went with a file that is missing. */
  | { kind: 'file'; day: string; file: string; why: 'missing' | 'changed' | 'unlisted'; records?: number }
  | { kind: 'manifest'; day: string; why: 'missing' | 'changed' | 'link' | 'unrecorded' }

export type EvidenceVerdict = { days: number; sealed: number; records: number; files: number; faults: Fault[] }

export async function verifyEvidence(store: EvidenceStore): Promise<EvidenceVerdict> {
  const { db, folder } = store
  const faults: Fault[] = []
  const sealed = await sealedDays(db)
  let previous = firstHash
  for (const day of sealed) {
    if (day.prevHash !== previous) faults.push({ kind: 'manifest', day: day.id, why: 'link' })
    previous = day.hash ?? ''
    faults.push(...(await verifyDay(store, day)))
  }
  const days = (await db.select({ id: evidenceDays.id }).from(evidenceDays)).map((d) => d.id).sort()
  let [records, files] = [0, 0]
  for (const day of days) {
    const rows = await recordsOf(db, day)
    const there = new Set((await folder.filesOf(day)).map((f) => f.file))
    records += rows.length
    files += there.size
    noteMissing(
      faults,
      rows.filter((row) => !there.has(row.file)),
    )
    faults.push(
      ...(await verifyRecords(
        store,
        rows.filter((row) => there.has(row.file)),
      )),
    )
  }
  return { days: days.length, sealed: sealed.length, records, files, faults }
}

/** A file that is gone is one fault and not one for each of its thousand records. */
function noteMissing(faults: Fault[], rows: Evidence[]): void {
  for (const file of new Set(rows.map((row) => row.file))) {
    const records = rows.filter((row) => row.file === file).length
    const known = faults.find((f) => f.kind === 'file' && f.file === file && f.why === 'missing')
    if (known) Object.assign(known, { records })
    else faults.push({ kind: 'file', day: rows[0]!.day, file, why: 'missing', records })
  }
}

async function verifyRecords({ folder }: EvidenceStore, rows: Evidence[]): Promise<Fault[]> {
  const faults: Fault[] = []
  for (const row of rows) {
    const read = await readEvidence(folder, row)
    const { day, id, file, offset, kind, finalUrl, fetchedAt } = row
    const of = `${kind} of ${finalUrl}, ${shanghaiTime(fetchedAt)} (Asia/Shanghai)`
    if (!read.ok) faults.push({ kind: 'record', day, id, file, offset, damage: read.damage, of })
  }
  return faults
}

async function verifyDay(store: EvidenceStore, day: EvidenceDay): Promise<Fault[]> {
  const { db, folder } = store
  const faults: Fault[] = []
  const manifest = (why: 'missing' | 'changed' | 'unrecorded') => faults.push({ kind: 'manifest', day: day.id, why })
  if (!(await isRecorded(db, day))) manifest('unrecorded')
  const rows = (await recordsOf(db, day.id)).map(recordLine)
  const files = await hashedFiles(folder, day.id)
  const now: Manifest = { day: day.id, previous: day.prevHash ?? '', files, records: rows }
  const text = await readManifest(folder.directory, day.id)
  if (text === null) manifest('missing')
  else if (manifestHash(text) !== day.hash) manifest('changed')
  if (manifestHash(manifestText(now)) === day.hash) return faults
  // Something differs from the day as it was closed: the sound manifest beside the files tells what.
  const was = text !== null && manifestHash(text) === day.hash ? (JSON.parse(text) as Manifest) : null
  return was ? [...faults, ...differences(was, now)] : faults
}

function differences(was: Manifest, now: Manifest): Fault[] {
  const { day } = was
  const rows = compare(was.records, now.records, (r) => r.id).map(
    ([id, why]): Fault => ({ kind: 'row', day, id, why: why === 'missing' ? 'gone' : why }),
  )
  const files = compare(was.files, now.files, (f) => f.file).map(
    ([file, why]): Fault => ({ kind: 'file', day, file, why }),
  )
  return [...rows, ...files]
}

function compare<T>(was: T[], now: T[], keyOf: (item: T) => string): [string, 'missing' | 'changed' | 'unlisted'][] {
  const before = new Map(was.map((item) => [keyOf(item), JSON.stringify(item, Object.keys(item as object).sort())]))
  const after = new Map(now.map((item) => [keyOf(item), JSON.stringify(item, Object.keys(item as object).sort())]))
  const gone = [...before].flatMap(([key, text]): [string, 'missing' | 'changed'][] =>
    after.get(key) === text ? [] : [[key, after.has(key) ? 'changed' : 'missing']],
  )
  const fresh = [...after.keys()].filter((key) => !before.has(key))
  return [...gone, ...fresh.map((key): [string, 'unlisted'] => [key, 'unlisted'])]
}

/** The hash of a manifest stands in the record, which is chained by itself: whoever changes one must change both. */
async function isRecorded(db: Db, day: EvidenceDay): Promise<boolean> {
  const events = await auditOfSubject(db, { kind: 'evidence_day', id: day.id })
  return events.some((e) => e.action === 'seal' && e.after?.hash === day.hash)
}

/** One line a fault, for a terminal. */
export function describeFault(fault: Fault): string {
  switch (fault.kind) {
    case 'record':
      return `${fault.day}: record ${fault.id} at ${fault.file}+${fault.offset}: ${damages[fault.damage]} (${fault.of})`
    case 'row':
      return `${fault.day}: row ${fault.id}: ${{ unlisted: 'is not in the manifest of its day', changed: 'differs from the manifest of its day', gone: 'stands in the manifest of its day and is gone' }[fault.why]}`
    case 'file':
      return `${fault.day}: file ${fault.file}: ${{ missing: 'is missing', changed: 'differs from the day it was closed', unlisted: 'came after the day was closed' }[fault.why]}${fault.records ? `, and with it ${fault.records} records` : ''}`
    case 'manifest':
      return `${fault.day}: manifest: ${{ missing: 'its file is missing', changed: 'its file was changed', link: 'does not follow the one before', unrecorded: 'its hash is not in the record' }[fault.why]}`
  }
}

const damages: Record<Damage, string> = {
  outside: 'the row names no file of the folder',
  missing: 'the file ends before the record does',
  changed: 'its bytes were changed',
  unreadable: 'no whole WARC record lies there',
  payload: 'its payload does not have the hash that the row names',
}
