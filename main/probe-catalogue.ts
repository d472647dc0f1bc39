/**
 * Looks whether the addresses of the catalogue answer and give items, through the one door and as politely as ever. It decides
 * nothing: a person reads the table, and `--write` keeps the day of what was read.
 */
import type { FoundItem, SourceKind } from '../domain/article.ts'
import type { Requests } from '../pipeline/requests.ts'
import type { CatalogueOutlet, CatalogueSource } from '../workflow/source/catalogue.ts'

export type Target = { outlet: string; group: string; source: CatalogueSource }
export type Probed = Target & {
  /** What it could be read as; null when nothing came. */
  seen: SourceKind | null
  items: number
  /** The newest time that an item states. */
  newestAt: Date | null
  /** A failure's code, with the status where the site answered one; '' when it was read. */
  failure: string
  ms: number
}

/** `only`: part of a name, alias, domain, address, or the name of a group; '' for all. */
export function targetsOf(outlets: CatalogueOutlet[], only: string): Target[] {
  const word = only.toLowerCase()
  return outlets.flatMap((o) => {
    const isMeant =
      word === '' || [o.group, o.zh, o.en, ...o.aliases, ...o.domains].some((n) => n.toLowerCase().includes(word))
    return o.sources
      .filter((s) => isMeant || s.url.toLowerCase().includes(word))
      .map((source) => ({ outlet: o.zh, group: o.group, source }))
  })
}

/** One host at a time from each of `atOnce` visitors; `onDone` hears of each address when it is done. */
export async function probeCatalogue(
  requests: Pick<Requests, 'previewSource' | 'detectSource'>,
  targets: Target[],
  { now, atOnce = 4, onDone }: { now: () => Date; atOnce?: number; onDone?: (probed: Probed) => void },
): Promise<Probed[]> {
  const byHost = new Map<string, Target[]>()
  for (const target of targets) {
    const { host } = new URL(target.source.url)
    byHost.set(host, [...(byHost.get(host) ?? []), target])
  }
  const waiting = [...byHost.values()]
  const done: Probed[] = []
  const visitor = async () => {
    for (let own = waiting.shift(); own; own = waiting.shift())
      for (const target of own) {
        const from = now().getTime()
        const probed = { ...target, ...(await look(requests, target.source)), ms: now().getTime() - from }
        done.push(probed)
        onDone?.(probed)
      }
  }
  await Promise.all(Array.from({ length: atOnce }, visitor))
  return targets.map((t) => done.find((d) => d.source.url === t.source.url)!)
}

/** A list whose entries nobody described yet is looked at for whatever it offers. */
async function look(
  requests: Pick<Requests, 'previewSource' | 'detectSource'>,
  { kind, url, settings }: CatalogueSource,
): Promise<Omit<Probed, keyof Target | 'ms'>> {
  if ((kind === 'list' || kind === 'script_list') && !settings.item) {
    const found = await requests.detectSource(url)
    if (!found.ok) return failed(found.failure)
    const [best] = found.proposals
    return best ? read(best.kind, best.sample, best.itemCount) : { ...nothing, failure: 'no_items' }
  }
  const previewed = await requests.previewSource({ kind, url, settings })
  return previewed.ok ? read(kind, previewed.items, previewed.itemCount) : failed(previewed.failure)
}

const nothing = { seen: null, items: 0, newestAt: null }
const failed = ({ code, status }: { code: string; status?: number }) => ({
  ...nothing,
  failure: status === undefined ? code : `${code} ${status}`,
})

function read(seen: SourceKind, items: FoundItem[], count: number) {
  const times = items.flatMap((item) => item.publishedAt?.getTime() ?? [])
  const newestAt = times.length > 0 ? new Date(Math.max(...times)) : null
  return { seen, items: count, newestAt, failure: count > 0 ? '' : 'no_items' }
}
