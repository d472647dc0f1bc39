/** Pieces every noun uses: instants, pages, moves, problems, rules. */
import { z } from 'zod'
import { refusalCodes } from '../../domain/result.ts'

/** ISO 8601 in UTC, e.g. 2026-09-30T15:10:00.000Z. */
export const instantSchema = z.iso.datetime().meta({ description: 'Instant in UTC' })
/** As people may write it: UTC or with an offset. */
export const givenInstantSchema = z.iso.datetime({ offset: true })
export const idSchema = z.string().min(1).max(100)
/** Free text of a person: trimmed, never empty. */
export const reasonSchema = z.string().trim().min(1).max(2000)

export const ruleSchema = z
  .object({ id: z.string(), basis: z.enum(['regulation', 'law', 'policy']), citation: z.string(), text: z.string() })
  .meta({ id: 'Rule', description: 'Where a rule comes from and what it says' })
export type RuleShown = z.infer<typeof ruleSchema>

/** Codes beside the refusals of the domain: what only the door itself says. */
export const doorCodes = [
  'invalid-request',
  'signed-out',
  'foreign-origin',
  'too-many-requests',
  'bad-signature',
  'stale-signature',
  'body-too-large',
  'timeout',
  'method-not-allowed',
  'setup-needed',
  'wrong-password',
  'wrong-code',
  'account-closed',
  'no-printer',
  'evidence-damaged',
  'internal',
] as const
export const problemCodes = [...refusalCodes, ...doorCodes] as const
export type ProblemCode = (typeof problemCodes)[number]

/** Problem details (RFC 9457). The wording for people lives in the web, by `code`. */
export const problemSchema = z
  .object({
    type: z.string().meta({ description: 'urn:tongyu:problem:<code>' }),
    title: z.string(),
    status: z.number().int(),
    code: z.enum(problemCodes),
    field: z.string().optional(),
    detail: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    rule: ruleSchema.optional(),
    requestId: z.string().optional(),
  })
  .meta({ id: 'Problem' })
export type Problem = z.infer<typeof problemSchema>

/** Why not, with the rule that says so where it is a rule. */
export const refusalSchema = z.object({
  code: z.enum(refusalCodes),
  rule: ruleSchema.optional(),
  detail: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
})
export type RefusalShown = z.infer<typeof refusalSchema>

/** A change word by word: same and removed parts give the older text, same and added parts the newer. */
export const diffPartsSchema = z.array(z.object({ op: z.enum(['same', 'added', 'removed']), text: z.string() }))
export type DiffPartShown = z.infer<typeof diffPartsSchema>[number]

/** One move from here, allowed or not; a refused one says which rule refuses it. */
export const moveSchema = z
  .object({ verb: z.string(), allowed: z.boolean(), refusal: refusalSchema.optional() })
  .meta({ id: 'Move' })
export type Move = z.infer<typeof moveSchema>

export const maxPageSize = 100
const wholeNumber = (fallback: number, max: number) =>
  z
    .string()
    .regex(/^[1-9]\d{0,5}$/)
    .transform(Number)
    .pipe(z.number().max(max))
    .default(fallback)

/** Query of every list. `format=csv` gives the whole filtered list (at most 10 000 rows) as a file. */
export const pageQuery = {
  page: wholeNumber(1, 100_000),
  pageSize: wholeNumber(20, maxPageSize),
}
/** Of the headings and words in a file. */
export const fileLanguageQuery = { fileLanguage: z.enum(['zh-CN', 'en']).default('zh-CN') }
export const formatQuery = { format: z.enum(['json', 'csv']).default('json'), ...fileLanguageQuery }
/** Of a table that is taken away as a workbook as well. */
export const tableQuery = { format: z.enum(['json', 'csv', 'xlsx']).default('json'), ...fileLanguageQuery }

export const page = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), total: z.number().int(), page: z.number().int(), pageSize: z.number().int() })
export type Page<T> = { items: T[]; total: number; page: number; pageSize: number }

export const unitRefSchema = z.object({ id: z.string(), name: z.string(), level: z.string() }).meta({ id: 'UnitRef' })
export type UnitRef = z.infer<typeof unitRefSchema>

/** A person as named beside an act of theirs. */
export const personRefSchema = z.object({ id: z.string(), name: z.string() }).meta({ id: 'PersonRef' })
export type PersonRef = z.infer<typeof personRefSchema>

export const byWhomSchema = z.object({
  kind: z.enum(['person', 'machine']),
  id: z.string(),
  name: z.string(),
  unit: unitRefSchema.nullable(),
})

/** An answer that only says it was done; read again for the rest. */
export const doneSchema = z.object({ ok: z.literal(true), id: z.string().optional() })

export const idParam = z.object({ id: idSchema })
