/**
 * The catalogue: outlets that exist and addresses they are known by, as files a person can read and correct. It says facts
 * only; whether an address answers is for `npm run probe` to find out, and until then it says "never".
 */
import { readdirSync, readFileSync } from 'node:fs'
import { isMap, isSeq, parse, parseDocument } from 'yaml'
import { z } from 'zod'
import { originClasses, outletKinds, sourceKinds } from '../../domain/article.ts'
import { regionByCode } from '../../domain/regions.ts'

/** The files of the catalogue, in the order in which it is shown. */
export const catalogueGroups = [
  'central',
  'industry',
  'guangxi',
  'xiamen',
  'statistics',
  'hk-mo',
  'tw',
  'foreign',
] as const
export type CatalogueGroup = (typeof catalogueGroups)[number]

const folder = new URL('./catalogue/', import.meta.url)
export const catalogueFile = (group: CatalogueGroup): URL => new URL(`${group}.yaml`, folder)

const text = z.string().trim().min(1).max(200)
const sourceShape = z.strictObject({
  kind: z.enum(sourceKinds),
  name: text,
  url: z.url({ protocol: /^https?$/ }).max(500),
  settings: z.record(z.string(), z.string()).default({}),
  /** Why the address is not https. */
  plainHttp: text.optional(),
  /** Day of the last successful look, or "never": then a source made from it starts disabled. */
  checkedAt: z.union([z.literal('never'), z.iso.date()]),
})
const outletShape = z.strictObject({
  zh: text,
  en: text,
  aliases: z.array(text).default([]),
  domains: z.array(z.string().regex(/^([a-z0-9-]+\.)+[a-z]{2,}$/)).min(1),
  kind: z.enum(outletKinds),
  tier: z.number().int().min(1).max(3),
  /** GB/T 2260 of the place it writes for; foreign outlets have their country instead (ISO 3166-1). */
  region: z
    .string()
    .refine((code) => regionByCode(code) !== null)
    .optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  /** BCP 47. */
  language: z.string().regex(/^[a-z]{2}(-[A-Z][a-z]{3})?$/),
  sources: z.array(sourceShape).min(1),
})
const fileShape = z.strictObject({ origin: z.enum(originClasses), outlets: z.array(outletShape) })

export type CatalogueSource = Omit<z.infer<typeof sourceShape>, 'checkedAt'> & { checkedAt: string | null }
export type CatalogueOutlet = Omit<z.infer<typeof outletShape>, 'sources'> & {
  group: CatalogueGroup
  origin: z.infer<typeof fileShape>['origin']
  sources: CatalogueSource[]
}

/** Reads one file's text. Throws with the place and the fault: the catalogue is part of the program. */
export function readGroup(group: CatalogueGroup, yaml: string): CatalogueOutlet[] {
  const read = fileShape.safeParse(parse(yaml))
  if (!read.success) throw new Error(`catalogue ${group}: ${z.prettifyError(read.error)}`)
  const { origin, outlets } = read.data
  return outlets.map((outlet) => ({
    ...outlet,
    group,
    origin,
    sources: outlet.sources.map((s) => ({ ...s, checkedAt: s.checkedAt === 'never' ? null : s.checkedAt })),
  }))
}

let kept: CatalogueOutlet[] | null = null
/** All outlets of the catalogue, group by group; read once. */
export function catalogue(): CatalogueOutlet[] {
  kept ??= catalogueGroups.flatMap((group) => readGroup(group, readFileSync(catalogueFile(group), 'utf8')))
  return kept
}

/** What a reader of single entries cannot see: doubles, addresses outside their outlet, files nobody reads. */
export function catalogueFaults(outlets: CatalogueOutlet[]): string[] {
  const faults: string[] = []
  const unique = (what: string, values: string[]) => {
    const seen = new Set<string>()
    for (const value of values) {
      if (seen.has(value)) faults.push(`${what} ${value} stands twice`)
      seen.add(value)
    }
  }
  unique(
    'name',
    outlets.map((o) => o.zh),
  )
  unique(
    'domain',
    outlets.flatMap((o) => o.domains),
  )
  unique(
    'address',
    outlets.flatMap((o) => o.sources.map((s) => s.url)),
  )
  for (const outlet of outlets) {
    unique(`${outlet.zh}: alias`, [outlet.zh, ...outlet.aliases])
    if ((outlet.region === undefined) === (outlet.country === undefined))
      faults.push(`${outlet.zh}: either region or country`)
    if ((outlet.country !== undefined) !== (outlet.origin === 'foreign'))
      faults.push(`${outlet.zh}: a country is for foreign outlets, a region for all others`)
    for (const { url, plainHttp } of outlet.sources)
      if (url.startsWith('http:') !== (plainHttp !== undefined)) faults.push(`${url}: https, or the reason why not`)
  }
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'))
  for (const name of files)
    if (!catalogueGroups.some((group) => name === `${group}.yaml`)) faults.push(`${name} is read by nobody`)
  return faults
}

/** The outlet that a host belongs to: the longest of its domains that the host lies under. Null when none does. */
export function outletOfHost(host: string, outlets: CatalogueOutlet[] = catalogue()): CatalogueOutlet | null {
  const under = (domain: string) => host === domain || host.endsWith(`.${domain}`)
  const fits = outlets.flatMap((outlet) => outlet.domains.filter(under).map((domain) => ({ outlet, domain })))
  return fits.sort((a, b) => b.domain.length - a.domain.length)[0]?.outlet ?? null
}

/** The file's text with `checkedAt` of these addresses set to `day` (2026-10-01); everything else stays as written. */
export function withCheckedOn(yaml: string, urls: ReadonlySet<string>, day: string): string {
  const document = parseDocument(yaml)
  const outlets = document.get('outlets')
  for (const outlet of isSeq(outlets) ? outlets.items : []) {
    const sources = isMap(outlet) ? outlet.get('sources') : null
    for (const source of isSeq(sources) ? sources.items : [])
      if (isMap(source) && urls.has(String(source.get('url')))) source.set('checkedAt', day)
  }
  return document.toString({ lineWidth: 0, flowCollectionPadding: false })
}
