/** Sources chosen in the catalogue. What nobody ever checked, or what cannot be read without selectors, starts disabled. */
import { ok, type Result } from '../../domain/result.ts'
import { appendAudit } from '../../store/audit.ts'
import type { Db } from '../../store/open.ts'
import { addSource, ensureOutlet } from '../../store/sources.ts'
import type { By } from '../by.ts'
import { type CatalogueOutlet, catalogue } from './catalogue.ts'
import { mayManageSources } from './rights.ts'
import { checkedSettings } from './settings.ts'

export type ListedOutcome = {
  url: string
  outcome: 'added' | 'added_disabled' | 'known' | 'not_listed'
  id: string | null
}

/** One outcome for each address, in the order given; an address that is polled already stays as it is. */
export async function addListed(
  db: Db,
  { urls }: { urls: string[] },
  by: By,
  listed: CatalogueOutlet[] = catalogue(),
): Promise<Result<ListedOutcome[]>> {
  return db.transaction(async (tx) => {
    const right = await mayManageSources(tx, by)
    if (!right.ok) return right
    const outcomes: ListedOutcome[] = []
    for (const url of new Set(urls)) {
      const entry = listed.find((o) => o.sources.some((s) => s.url === url))
      if (!entry) outcomes.push({ url, outcome: 'not_listed', id: null })
      else {
        const outcome = await addOne(tx, { entry, url }, by.at)
        outcomes.push(outcome)
        if (outcome.id)
          await appendAudit(tx, {
            at: by.at,
            by: right.value,
            action: 'add-source',
            subject: { kind: 'source', id: outcome.id },
            after: { url, outlet: entry.zh, from: 'catalogue', enabled: outcome.outcome === 'added' },
          })
      }
    }
    return ok(outcomes)
  })
}

async function addOne(
  tx: Db,
  { entry, url }: { entry: CatalogueOutlet; url: string },
  at: Date,
): Promise<ListedOutcome> {
  const { zh, kind, origin, domains, tier, aliases, language, region } = entry
  const listed = entry.sources.find((s) => s.url === url)!
  const outlet = await ensureOutlet(tx, {
    name: zh,
    kind,
    origin,
    domains,
    tier,
    aliases,
    language,
    regionCode: region ?? null,
  })
  const settings = checkedSettings(listed.kind, listed.settings)
  const isReady = listed.checkedAt !== null && settings.ok
  const source = await addSource(
    tx,
    {
      outletId: outlet.id,
      kind: listed.kind,
      name: listed.name,
      url,
      settings: settings.ok ? settings.value : {},
      state: isReady ? 'active' : 'disabled',
    },
    at,
  )
  if (!source) return { url, outcome: 'known', id: null }
  return { url, outcome: isReady ? 'added' : 'added_disabled', id: source.id }
}
