/** Everything sealed of an article as one WACZ file for people outside: pages, pictures, removals, and the manifests of their days. */
import { shanghaiTime } from '../../domain/time.ts'
import { writeWacz, type WaczPage, type WaczRecord } from '../../outbound/documents/wacz.ts'
import type { VisitOutcome } from '../../domain/visits.ts'
import { type Article, articleById, versionsOf } from '../../store/articles.ts'
import { DamagedEvidence, type Evidence, evidenceById, evidenceOf, readEvidence, urlOf } from '../../store/evidence.ts'
import { type EvidenceStore, readManifest } from '../../store/manifests.ts'
import { visitsOf } from '../../store/visits.ts'
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
    if (!read.ok) throw new DamagedEvidence(row, read.damage)
    records.push(...read.records.map((record) => waczRecord(read.bytes, record)))
  }
  const titleOf = await titles(db, article)
  const sealed = new Set(records.map((r) => r.url))
  const pages = own.map((row): WaczPage => {
    // Whoever looks for a page knows the address that was asked; players follow the redirects that lie beside it.
    const asked = row.requestedUrl.split('#')[0]!
    const url = row.kind === 'page' && sealed.has(asked) ? asked : urlOf(row)
    return { id: row.id, url, at: row.fetchedAt, title: titleOf(row) }
  })
  return writeWacz({
    title: article.title,
    description: `${article.outlet.name} ${article.url}\n${shanghaiTime(at)} (Asia/Shanghai)`,
    mainPage: pages.findLast((_, n) => own[n]!.kind !== 'screenshot') ?? pages.at(-1)!,
    ...{ records, pages, more: await manifestsOf(store, all), at },
  })
}

/** Written for whoever opens the file without us, in the language of the bureau. */
const signs: Partial<Record<VisitOutcome, string>> = {
  ...{ removal_doubted: '疑似已删除', removed: '已删除', restored: '恢复显示', moved: '改换网址' },
  ...{ changed: '内容有改动', title_changed: '标题有改动', changed_back: '改回旧文' },
}

/** What a line of the list of pages says: what came of the look, and the headline of the time. */
async function titles(db: EvidenceStore['db'], article: Article): Promise<(row: Evidence) => string> {
  const versions = await versionsOf(db, article.id)
  const visits = await visitsOf(db, article.id)
  return (row) => {
    const version = versions.find((v) => v.evidenceId === row.id)
    const visit = visits.find((v) => v.evidenceId === row.id || (version && v.articleVersionId === version.id))
    const kind = row.kind === 'screenshot' ? '整页截图' : row.kind === 'submission' ? '人工录入' : null
    const sign = kind ?? (visit && signs[visit.outcome])
    const status = row.kind === 'page' && row.status >= 400 ? `HTTP ${row.status}` : null
    return [sign && `【${sign}】`, version?.title ?? article.title, status].filter(Boolean).join(' ')
  }
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
