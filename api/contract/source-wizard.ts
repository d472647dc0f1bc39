/** What a person does before a source is saved: see what an address offers, try it, read one article of it; and the catalogue. */
import { z } from 'zod'
import { originClasses, outletKinds, sourceKinds } from '../../domain/article.ts'
import { formatQuery, idSchema, instantSchema, page, pageQuery } from './shared.ts'
import { failureSchema, outletGiven, sourceSettingsSchema } from './sources.ts'

const address = z.url({ protocol: /^https?$/ }).max(2000)
/** A shape that says yes, or why nothing came. */
const failed = z.object({ ok: z.literal(false), failure: failureSchema })

export const foundItemSchema = z.object({
  url: z.string(),
  title: z.string(),
  publishedAt: instantSchema.nullable(),
  summary: z.string(),
})
export type FoundItemShown = z.infer<typeof foundItemSchema>

export const proposalSchema = z.object({
  kind: z.enum(sourceKinds),
  url: z.string(),
  settings: sourceSettingsSchema,
  title: z.string(),
  reason: z.string(),
  itemCount: z.number().int(),
  sample: z.array(foundItemSchema),
})
export type ProposalShown = z.infer<typeof proposalSchema>

export const detectRequest = z.object({ url: address })
/** Proposals in the order of worth. `outlet`: whose the address is, known here or by the catalogue. */
export const detectionSchema = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    proposals: z.array(proposalSchema),
    finalUrl: z.string(),
    title: z.string(),
    /** It is the page of one article, not of a list. */
    isArticle: z.boolean(),
    outlet: z.object({ id: z.string().nullable(), ...outletGiven.shape }).nullable(),
    /** The source that polls one of these addresses already. */
    knownSourceId: z.string().nullable(),
  }),
  failed,
])
export type DetectionShown = z.infer<typeof detectionSchema>

export const previewRequest = z.object({ kind: z.enum(sourceKinds), url: address, settings: sourceSettingsSchema })
export type PreviewRequest = z.infer<typeof previewRequest>
const readItems = {
  ok: z.literal(true),
  items: z.array(foundItemSchema),
  itemCount: z.number().int(),
}
export const previewSchema = z.discriminatedUnion('ok', [
  z.object({
    ...readItems,
    title: z.string(),
    dropped: z.object({ count: z.number().int(), reasons: z.record(z.string(), z.number()) }),
  }),
  failed,
])
export type PreviewShown = z.infer<typeof previewSchema>

/** `exampleUrl`: one article of the list, from which its selectors are found. */
export const selectorsRequest = z.object({ kind: z.enum(['list', 'script_list']), url: address, exampleUrl: address })
export const selectorsSchema = z.discriminatedUnion('ok', [
  z.object({ ...readItems, settings: sourceSettingsSchema }),
  failed,
])

export const articlePreviewRequest = z.object({
  kind: z.enum(sourceKinds),
  url: address,
  settings: sourceSettingsSchema,
})
export const articlePreviewSchema = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    article: z.object({
      title: z.string(),
      byline: z.string(),
      sourceLine: z.string(),
      publishedAt: instantSchema.nullable(),
      /** At most 3,000 characters of it. */
      text: z.string(),
      characters: z.number().int(),
    }),
  }),
  failed,
])
export type ArticlePreviewShown = z.infer<typeof articlePreviewSchema>

export const changeSourceRequest = z.object({
  name: z.string().trim().min(1).max(100),
  kind: z.enum(sourceKinds),
  url: address,
  settings: sourceSettingsSchema,
})

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
export const catalogueQuery = z.object({
  q: z.string().trim().max(100).optional(),
  group: z.enum(catalogueGroups).optional(),
  kind: z.enum(outletKinds).optional(),
  language: z.string().max(10).optional(),
  /** Province (first two digits of GB/T 2260) or country. */
  place: z.string().max(6).optional(),
  use: z.enum(['used', 'unused']).optional(),
  ...pageQuery,
  ...formatQuery,
})
export const catalogueOutletSchema = z
  .object({
    name: z.string(),
    english: z.string(),
    aliases: z.array(z.string()),
    domains: z.array(z.string()),
    group: z.enum(catalogueGroups),
    kind: z.enum(outletKinds),
    origin: z.enum(originClasses),
    tier: z.number().int(),
    language: z.string(),
    /** Name of the region, or code of the country. */
    place: z.string(),
    sources: z.array(
      z.object({
        kind: z.enum(sourceKinds),
        name: z.string(),
        url: z.string(),
        /** Day of the last successful look; null: never. */
        checkedOn: z.string().nullable(),
        /** The source made from it; null where there is none. */
        used: z.object({ id: z.string(), state: z.enum(['active', 'disabled']) }).nullable(),
      }),
    ),
  })
  .meta({ id: 'CatalogueOutlet' })
export type CatalogueOutletShown = z.infer<typeof catalogueOutletSchema>
/** `languages` and `places`: what the filters may say. */
export const catalogueSchema = page(catalogueOutletSchema).extend({
  languages: z.array(z.string()),
  places: z.array(z.object({ code: z.string(), name: z.string() })),
  /** Of the whole catalogue. */
  outlets: z.number().int(),
  addresses: z.number().int(),
})
export const maxSourceListBytes = 5 * 1024 * 1024
export const importSourcesRequest = z.object({
  /** An OPML or CSV file as it is, whatever its charset. */
  base64: z
    .base64()
    .min(4)
    .max(7 * 1024 * 1024),
  dryRun: z.boolean(),
})
/** With `dryRun` nothing was saved. `at`: the line of a table, or the place among the outlines, of what cannot be used. */
export const importSourcesAnswer = z.object({
  dryRun: z.boolean(),
  added: z.number().int(),
  known: z.number().int(),
  sources: z.array(z.object({ name: z.string(), url: z.string(), outcome: z.enum(['added', 'known']) })),
  faults: z.array(
    z.object({
      at: z.number().int(),
      why: z.enum(['bad_address', 'repeated', 'unknown_kind', 'bad_settings', 'over_limit']),
      detail: z.string(),
    }),
  ),
})
export type ImportSourcesAnswer = z.infer<typeof importSourcesAnswer>
export const addListedRequest = z.object({ urls: z.array(address).min(1).max(500) })
export const addListedSchema = z.object({
  ok: z.literal(true),
  outcomes: z.array(
    z.object({
      url: z.string(),
      outcome: z.enum(['added', 'added_disabled', 'known', 'not_listed']),
      id: idSchema.nullable(),
    }),
  ),
})
