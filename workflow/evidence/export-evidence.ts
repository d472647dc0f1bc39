/** Everything sealed of an article as one WACZ file for people outside: pages, pictures, removals, and the manifests of their days. */
import { shanghaiTime } from '../../domain/time.ts'
import { writeWacz, type WaczPage, type WaczRecord } from '../../outbound/documents/wacz.ts'
import { articleById, versionsOf } from '../../store/articles.ts'
import { type Evidence, evidenceById, evidenceOf, readEvidence } from '../../store/evidence.ts'
import { type EvidenceStore, readManifest } from '../../store/manifests.ts'
import { type ReadRecord, writeFileInfo } from '../../store/warc/record.ts'

/** Null when the article does not exist or nothing of it is sealed. Throws when a record is damaged: half a proof is none. */
export async function exportEvidence(store: EvidenceStore, articleId: string, at: Date): Promise<Uint8Array | null> {
  const { db, folder } = store
  const article = await articleById(db, articleId)
  const own = article ? await evidenceOf(db, articleId) : []
  if (!article || own.length === 0) return null
  const all = await withOriginals(store, own)
  const records: WaczRecord[] = [await info(at)]
  for (const row of all) {
    const read = await readEvidence(folder, row)
    if (!read.ok) throw new Error(`evidence ${row.id} in ${row.file} is damaged: ${read.damage}`)
    records.push(...read.records.map((record) => waczRecord(read.bytes, record)))
  }
  const versions = await versionsOf(db, articleId)
  const pages: WaczPage[] = own
    .filter((row) => row.kind === 'page')
    .map((row) => {
      const version = versions.find((v) => v.evidenceId === row.id)
      return { id: row.id, url: row.finalUrl, at: row.fetchedAt, title: version?.title ?? `HTTP ${row.status}` }
    })
  return writeWacz({
    title: article.title,
    description: `${article.outlet.name} ${article.url}\n${shanghaiTime(at)} (Asia/Shanghai)`,
    ...{ records, pages, more: await manifestsOf(store, all), at },
  })
}

/** A revisit is nothing without the record whose payload it names, be it another article's. */
async function withOriginals({ db }: EvidenceStore, own: Evidence[]): Promise<Evidence[]> {
  const missing = new Set(own.flatMap((row) => (row.sameAsId ? [row.sameAsId] : [])))
  for (const { id } of own) missing.delete(id)
  const originals = await Promise.all([...missing].map((id) => evidenceById(db, id)))
  return [...originals.filter((row) => row !== null), ...own]
}

async function manifestsOf({ folder }: EvidenceStore, rows: Evidence[]) {
  const days = [...new Set(rows.map((row) => row.day))].sort()
  const texts = await Promise.all(days.map((day) => readManifest(folder.directory, day)))
  return days.flatMap((day, n) => {
    const text = texts[n]
    return text ? [{ path: `manifests/${day}.json`, bytes: Buffer.from(text) }] : []
  })
}

async function info(at: Date): Promise<WaczRecord> {
  const bytes = await writeFileInfo('data.warc.gz', at)
  return { bytes, type: 'warcinfo', url: '', date: at.toISOString(), digest: '', mime: '', status: '' }
}

function waczRecord(bytes: Uint8Array, record: ReadRecord): WaczRecord {
  const { offset, length, type, url, date, payloadDigest: digest, contentType, head } = record
  const mimeOf = (value: string) => value.split(';')[0]!.trim().toLowerCase()
  return {
    ...{ bytes: bytes.subarray(offset, offset + length), type, url, date, digest },
    mime: mimeOf(head === '' ? contentType : (/^content-type:(.*)$/im.exec(head)?.[1] ?? '')),
    // A thing that we made of a page was no answer; players show it as one that went well.
    status: head === '' ? '200' : (/^HTTP\/\S+ (\d{3})/.exec(head)?.[1] ?? ''),
  }
}
