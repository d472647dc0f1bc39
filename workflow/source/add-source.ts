/** One more address to poll, of an outlet that is known or new. */
import type { OriginClass, OutletKind, SourceKind } from '../../domain/article.ts'
import { type Result, ok, refuse } from '../../domain/result.ts'
import type { SourcePriority } from '../../domain/source-health.ts'
import { appendAudit } from '../../store/audit.ts'
import type { Db } from '../../store/open.ts'
import { addSource as insertSource, ensureOutlet, outletList } from '../../store/sources.ts'
import type { By } from '../by.ts'
import { mayManageSources } from './rights.ts'
import { checkedSettings } from './settings.ts'

export type NewSourceInput = {
  name: string
  kind: SourceKind
  url: string
  /** As given; read by the rules of the kind. */
  settings: unknown
  priority?: SourcePriority
  /** Without it the program chooses. */
  intervalMs?: number | undefined
  /** One of the two. */
  outletId?: string
  outlet?: { name: string; kind: OutletKind; origin: OriginClass; tier: number }
}

/** Refuses settings that the kind does not take, and `already-exists` when the address is polled already. First polled at once. */
export async function addSource(db: Db, input: NewSourceInput, by: By): Promise<Result<{ id: string }>> {
  return db.transaction(async (tx) => {
    const right = await mayManageSources(tx, by)
    if (!right.ok) return right
    const outlet = input.outlet
      ? await ensureOutlet(tx, { ...input.outlet, domains: [new URL(input.url).hostname] })
      : (await outletList(tx)).find((o) => o.id === input.outletId)
    if (!outlet) return refuse('not-found', { field: 'outletId' })
    const { name, kind, url, priority, intervalMs } = input
    const settings = checkedSettings(kind, input.settings)
    if (!settings.ok) return settings
    const pace = { ...(priority ? { priority } : {}), ...(intervalMs ? { intervalMs } : {}) }
    const source = await insertSource(
      tx,
      { outletId: outlet.id, kind, name, url, settings: settings.value, ...pace },
      by.at,
    )
    if (!source) return refuse('already-exists', { field: 'url' })
    await appendAudit(tx, {
      at: by.at,
      by: right.value,
      action: 'add-source',
      subject: { kind: 'source', id: source.id },
      after: { name, kind, url, outlet: outlet.name },
    })
    return ok({ id: source.id })
  })
}
