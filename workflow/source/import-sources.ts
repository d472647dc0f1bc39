/** Takes in a list of sources that was read from a file: each gets its result, what is polled already stays, the rest comes in. */
import type { SourceKind } from '../../domain/article.ts'
import { ok, type Result, refuse } from '../../domain/result.ts'
import type { SourceSettings } from '../../domain/source-settings.ts'
import { appendAudit } from '../../store/audit.ts'
import type { Db } from '../../store/open.ts'
import { addSource, outletList, sourcesAt } from '../../store/sources.ts'
import type { By } from '../by.ts'
import { outletOf } from '../submission/outlet-of.ts'
import { mayManageSources } from './rights.ts'

/** All come in within one transaction, and the embedded database waits for it. */
export const mostImported = 1000

/** `outlet`: its name; '' where the list names none: then the address says whose it is. */
export type SourceToImport = {
  outlet: string
  name: string
  kind: SourceKind
  url: string
  settings: SourceSettings
}
export type ImportedSource = { name: string; url: string; outcome: 'added' | 'known' }

/** With `dryRun` nothing is saved and `added` means that it would be. Sources come in switched on and are polled at once. */
export async function importSources(
  db: Db,
  { sources, dryRun }: { sources: SourceToImport[]; dryRun: boolean },
  by: By,
): Promise<Result<ImportedSource[]>> {
  if (sources.length > mostImported) return refuse('too-large', { field: 'file', detail: { max: mostImported } })
  return db.transaction(async (tx) => {
    const right = await mayManageSources(tx, by)
    if (!right.ok) return right
    const urls = sources.map((s) => s.url)
    const known = new Set((await sourcesAt(tx, urls)).map((s) => s.url))
    const outlets = await outletList(tx)
    const ids: string[] = []
    for (const { outlet: outletName, ...source } of dryRun ? [] : sources.filter((s) => !known.has(s.url))) {
      const outlet = await outletOf(tx, new URL(source.url).hostname, { outletName }, outlets)
      if (!outlet.ok) return outlet
      if (!outlets.some((o) => o.id === outlet.value.id)) outlets.push(outlet.value)
      const added = await addSource(tx, { ...source, outletId: outlet.value.id }, by.at)
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
    return ok(sources.map(({ name, url }) => ({ name, url, outcome: known.has(url) ? 'known' : 'added' })))
  })
}
