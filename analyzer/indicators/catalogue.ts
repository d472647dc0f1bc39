/**
 * The indicators as data: name, aliases, unit, price basis, owner, what each is mistaken for (domain catalogue B5, B6). The file
 * beside this one holds them; the check of a text (claims/), the import of figures and the pages read the same list.
 */
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'

export const indicatorOwners = [
  'bureau',
  'survey',
  'nation',
  'customs',
  'bank',
  'finance',
  'labour',
  'commerce',
  'energy',
] as const
export const indicatorGroups = [
  'accounts',
  'industry',
  'services',
  'investment',
  'consumption',
  'prices',
  'living',
  'population',
  'labour',
  'trade',
  'finance',
  'agriculture',
] as const

const basis = z.enum(['current', 'constant', 'none'])
const entryShape = z.strictObject({
  code: z.string().regex(/^[a-z][a-z0-9_]{1,39}$/),
  name: z.string().min(2),
  english: z.string().min(2),
  aliases: z.array(z.string().min(2)),
  /** Of the level, as it is usually published. */
  unit: z.string().min(1),
  /** At which prices the level and its growth are published (B6.1: a level at current, its growth at constant prices). */
  level: basis,
  growth: basis,
  owner: z.enum(indicatorOwners),
  step: z.enum(['month', 'quarter', 'year']),
  /** False: January is published together with February, so a number for January alone has no official source. */
  januaryAlone: z.boolean().default(true),
  /** The whole that it is a part of. */
  parts: z.string().optional(),
  confusedWith: z.array(z.string()).default([]),
  definition: z.string().min(4),
  traps: z.array(z.string()).default([]),
})
const fileShape = z.array(z.strictObject({ group: z.enum(indicatorGroups), indicators: z.array(entryShape) }))

export type IndicatorEntry = z.infer<typeof entryShape> & { group: (typeof indicatorGroups)[number] }

/** In the order of the file, which is the order in which bureaus publish. Read once. */
export const indicatorCatalogue: readonly IndicatorEntry[] = fileShape
  .parse(parse(readFileSync(new URL('./catalogue.yaml', import.meta.url), 'utf8')))
  .flatMap(({ group, indicators }) => indicators.map((entry) => ({ ...entry, group })))

const byCode = new Map(indicatorCatalogue.map((entry) => [entry.code, entry]))
const byName = new Map(
  indicatorCatalogue.flatMap((entry) =>
    [entry.code, entry.name, entry.english, ...entry.aliases].map((name) => [plain(name), entry] as const),
  ),
)

export const catalogued = (code: string): IndicatorEntry | null => byCode.get(code) ?? null

/** The indicator that exactly this is a name of: code, name, English name or alias; case, width and spaces do not matter. */
export const indicatorNamed = (name: string): IndicatorEntry | null => byName.get(plain(name)) ?? null

function plain(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/g, '')
}
