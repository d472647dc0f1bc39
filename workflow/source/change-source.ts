/** Changes what a source is called and how it is read: another address, kind or selectors after a person looked at it. */
import type { SourceKind } from '../../domain/article.ts'
import { type Result, ok, refuse } from '../../domain/result.ts'
import { appendAudit } from '../../store/audit.ts'
import type { Db } from '../../store/open.ts'
import { changeSource as saveSource, sourceById, sourceByUrl } from '../../store/sources.ts'
import type { By } from '../by.ts'
import { mayManageSources } from './rights.ts'
import { checkedSettings } from './settings.ts'

export type SourceChange = { id: string; name: string; kind: SourceKind; url: string; settings: unknown }

/** What it learned of its rhythm stays; its health begins anew, and a source that is on is asked at once. */
export async function changeSource(db: Db, change: SourceChange, by: By): Promise<Result<null>> {
  return db.transaction(async (tx) => {
    const right = await mayManageSources(tx, by)
    if (!right.ok) return right
    const source = await sourceById(tx, change.id)
    if (!source) return refuse('not-found')
    const settings = checkedSettings(change.kind, change.settings)
    if (!settings.ok) return settings
    const same = await sourceByUrl(tx, change.url)
    if (same && same.id !== source.id) return refuse('already-exists', { field: 'url' })
    const { name, kind, url } = change
    await saveSource(tx, source.id, { name, kind, url, settings: settings.value }, by.at)
    await appendAudit(tx, {
      at: by.at,
      by: right.value,
      action: 'change-source',
      subject: { kind: 'source', id: source.id },
      before: { name: source.name, kind: source.kind, url: source.url, settings: source.settings },
      after: { name, kind, url, settings: settings.value },
    })
    return ok(null)
  })
}
