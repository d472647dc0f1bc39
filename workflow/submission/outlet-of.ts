/** Whose article a submission is: chosen, known by its host, named in the catalogue, or named by whoever hands it in. */
import type { OriginClass } from '../../domain/article.ts'
import { ok, type Result, refuse } from '../../domain/result.ts'
import type { Db } from '../../store/open.ts'
import { ensureOutlet, type Outlet, outletList } from '../../store/sources.ts'
import { outletOfHost } from '../source/catalogue.ts'

export type OutletGiven = { outletId?: string; outletName?: string; origin?: OriginClass }

/** Origin by the ending of the host where the ending says it; else domestic, and a person may choose otherwise. */
const originByEnding: Record<string, OriginClass> = { hk: 'hk_mo', mo: 'hk_mo', tw: 'tw' }

/** `host` of the article's address, null where it has none; then the outlet must be named. `listed`: all outlets, where the caller has it. */
export async function outletOf(
  tx: Db,
  host: string | null,
  given: OutletGiven,
  listed?: Outlet[],
): Promise<Result<Outlet>> {
  const known = listed ?? (await outletList(tx))
  if (given.outletId !== undefined) {
    const chosen = known.find((o) => o.id === given.outletId)
    return chosen ? ok(chosen) : refuse('not-found', { field: 'outletId' })
  }
  const name = given.outletName?.trim() ?? ''
  const named = name === '' ? undefined : known.find((o) => o.name === name || o.aliases.includes(name))
  if (named) return ok(named)
  const byHost = host === null ? undefined : nearest(host, known)
  if (byHost && name === '') return ok(byHost)
  const entry = host === null || name !== '' ? null : outletOfHost(host)
  if (entry) {
    const { zh, kind, origin, domains, tier, aliases, language, region } = entry
    const regionCode = region ?? null
    return ok(await ensureOutlet(tx, { name: zh, kind, origin, domains, tier, aliases, language, regionCode }))
  }
  if (name === '' && host === null) return refuse('missing-field', { field: 'outletName' })
  const origin = given.origin ?? originByEnding[host?.split('.').at(-1) ?? ''] ?? 'domestic'
  return ok(
    await ensureOutlet(tx, {
      name: name || host!,
      kind: 'site',
      origin,
      domains: host === null ? [] : [host],
      tier: 3,
    }),
  )
}

/** The known outlet with the longest domain that the host is or lies under. */
function nearest(host: string, outlets: Outlet[]): Outlet | undefined {
  const fits = outlets.flatMap((outlet) =>
    outlet.domains.filter((d) => host === d || host.endsWith(`.${d}`)).map((domain) => ({ outlet, domain })),
  )
  return fits.sort((a, b) => b.domain.length - a.domain.length)[0]?.outlet
}
