/** Takes in a list of sources: every line gets its result, faulty lines are left out, the rest comes in as one piece. */
import { ok, type Result } from '../../domain/result.ts'
import { appendAudit } from '../../store/audit.ts'
import type { Db } from '../../store/open.ts'
import { addSource, outletList, sourcesAt } from '../../store/sources.ts'
import type { By } from '../by.ts'
import { outletOf } from '../submission/outlet-of.ts'
import { type LineFault, type ReadLine, readSourceList, type SourceLine } from './read-source-list.ts'
import { mayManageSources } from './rights.ts'
import { checkedSettings } from './settings.ts'

export type ImportedLine = {
  line: number
  name: string
  url: string
  outcome: 'added' | 'known' | 'faulty'
  fault: LineFault | null
}

/** With `dryRun` nothing is saved and `added` means that it would be. Sources come in switched on and are polled at once. */
export async function importSources(
  db: Db,
  { text, dryRun }: { text: string; dryRun: boolean },
  by: By,
): Promise<Result<ImportedLine[]>> {
  return db.transaction(async (tx) => {
    const right = await mayManageSources(tx, by)
    if (!right.ok) return right
    const read = readSourceList(text)
    const urls = read.flatMap((line) => (line.ok ? [line.source.url] : []))
    const known = new Set((await sourcesAt(tx, urls)).map((s) => s.url))
    const judged = read.map((line) => judge(line, known))
    if (dryRun) return ok(judged.map((j) => j.result))
    const outlets = await outletList(tx)
    const ids: string[] = []
    for (const { source, result } of judged) {
      if (!source || result.outcome !== 'added') continue
      const outlet = await outletOf(tx, new URL(source.url).hostname, { outletName: source.outletName }, outlets)
      if (!outlet.ok) return outlet
      if (!outlets.some((o) => o.id === outlet.value.id)) outlets.push(outlet.value)
      const { kind, name, url } = source
      const settings = checkedSettings(kind, source.settings)
      if (!settings.ok) return settings
      const added = await addSource(tx, { outletId: outlet.value.id, kind, name, url, settings: settings.value }, by.at)
      if (added) ids.push(added.id)
    }
    if (ids.length > 0)
      await appendAudit(tx, {
        at: by.at,
        by: right.value,
        action: 'import-sources',
        subject: { kind: 'source', id: ids[0]! },
        after: { added: ids.length, ids },
      })
    return ok(judged.map((j) => j.result))
  })
}

function judge(line: ReadLine, known: Set<string>): { result: ImportedLine; source: SourceLine | null } {
  const faulty = (at: { line: number; name: string; url: string }, fault: LineFault) => ({
    result: { line: at.line, name: at.name, url: at.url, outcome: 'faulty' as const, fault },
    source: null,
  })
  if (!line.ok) return faulty(line, line.fault)
  const { source } = line
  const { name, url } = source
  if (known.has(url)) return { result: { line: source.line, name, url, outcome: 'known', fault: null }, source }
  if (!checkedSettings(source.kind, source.settings).ok) return faulty(source, 'bad_settings')
  return { result: { line: source.line, name, url, outcome: 'added', fault: null }, source }
}
