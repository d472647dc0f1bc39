/** Papers: composed from the data, edited in revisions, approved, issued with a number. */
import { z } from 'zod'
import {
  citationKinds,
  documentAudiences,
  documentForms,
  documentKinds,
  documentStates,
  extractSources,
  publicities,
  urgencies,
} from '../../domain/document.ts'
import { mediaClasses } from '../../domain/release.ts'
import {
  diffPartsSchema,
  formatQuery,
  givenInstantSchema,
  idSchema,
  instantSchema,
  moveSchema,
  page,
  pageQuery,
  personRefSchema,
  unitRefSchema,
} from './shared.ts'

export { documentKinds, documentStates } from '../../domain/document.ts'

const text = (max: number) => z.string().max(max)
const citationSchema = z.object({ kind: z.enum(citationKinds), id: text(200), value: text(20_000) })
const runSchema = z.object({ text: text(20_000), bold: z.boolean().optional(), cite: citationSchema.optional() })
const blockSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('heading'), level: z.union([1, 2, 3, 4].map((n) => z.literal(n as 1))), text: text(300) }),
  z.object({ kind: z.literal('paragraph'), runs: z.array(runSchema).max(60) }),
  z.object({
    kind: z.literal('table'),
    caption: text(200),
    columns: z
      .array(
        z.object({
          heading: text(60),
          width: z.number().positive(),
          align: z.enum(['left', 'center', 'right']).optional(),
        }),
      )
      .max(12),
    rows: z.array(z.array(z.array(runSchema).max(20)).max(12)).max(3000),
  }),
  z.object({
    kind: z.literal('chart'),
    chart: z.object({
      type: z.enum(['column', 'bar', 'line']),
      title: text(200),
      unit: text(20),
      categories: z.array(text(100)).max(400),
      series: z.array(z.object({ name: text(100), values: z.array(z.number().nullable()).max(400) })).max(12),
      cites: z.array(citationSchema).max(400).optional(),
    }),
  }),
])
export type BlockShown = z.infer<typeof blockSchema>
export type RunShown = z.infer<typeof runSchema>
export const documentContentSchema = z.object({
  signer: text(300),
  title: text(400),
  addressee: text(300),
  body: z.array(blockSchema).max(400),
  attachments: z.array(text(300)).max(30),
  signature: text(300),
  note: text(300),
  copyTo: z.array(text(300)).max(30),
  printedBy: text(300),
})
export type DocumentContentShown = z.infer<typeof documentContentSchema>
const marksSchema = z.object({
  copyNo: text(6).optional(),
  secrecy: text(40).default(''),
  urgency: z.enum(urgencies).nullable().default(null),
  publicity: z.enum(publicities).default('不予公开'),
})

export const documentRowSchema = z
  .object({
    id: z.string(),
    kind: z.enum(documentKinds),
    audience: z.enum(documentAudiences),
    state: z.enum(documentStates),
    form: z.enum(documentForms),
    title: z.string(),
    unit: unitRefSchema,
    incidentId: z.string().nullable(),
    incidentNo: z.string().nullable(),
    number: z.string().nullable(),
    revision: z.number().int(),
    hash: z.string(),
    isDrill: z.boolean(),
    draftedAt: instantSchema,
    issuedAt: instantSchema.nullable(),
  })
  .meta({ id: 'Document' })
export type DocumentRowShown = z.infer<typeof documentRowSchema>
export const documentsSchema = page(documentRowSchema)
export const documentsQuery = z.object({
  ...pageQuery,
  ...formatQuery,
  incidentId: idSchema.optional(),
  kind: z.enum(documentKinds).optional(),
  state: z.enum(documentStates).optional(),
  q: z.string().trim().max(100).optional(),
  from: givenInstantSchema.optional(),
  to: givenInstantSchema.optional(),
  sort: z.enum(['drafted', 'issued', 'title']).default('drafted'),
})
export const documentDetailSchema = z.object({
  document: documentRowSchema,
  marks: z.object({
    copyNo: z.string().optional(),
    secrecy: z.string(),
    urgency: z.enum(urgencies).nullable(),
    publicity: z.enum(publicities),
  }),
  issuer: z.string(),
  date: z.string(),
  asOf: instantSchema,
  template: z.string(),
  reason: z.string(),
  /** The text stays as composed: a person may put right who writes to whom. */
  fixed: z.boolean(),
  /** The person may take a file with contact data in it. */
  mayTakeContacts: z.boolean(),
  content: documentContentSchema,
  /** Cited texts that a person changed: they no longer say what their row says. */
  changedByHand: z.array(z.object({ text: z.string(), was: z.string() })),
  revisions: z.array(z.object({ n: z.number().int(), hash: z.string(), by: personRefSchema, at: instantSchema })),
  steps: z.array(
    z.object({
      revision: z.number().int(),
      approved: z.boolean(),
      comment: z.string(),
      by: personRefSchema,
      at: instantSchema,
    }),
  ),
  moves: z.array(moveSchema),
})
export type DocumentDetail = z.infer<typeof documentDetailSchema>
export const documentDiffQuery = z.object({
  from: z
    .string()
    .regex(/^\d{1,4}$/)
    .transform(Number),
  to: z
    .string()
    .regex(/^\d{1,4}$/)
    .transform(Number),
})
export const documentDiffSchema = z.object({ parts: diffPartsSchema })
/** Units whose papers the person may draft, for the dialog. */
export const documentUnitsSchema = z.object({ units: z.array(unitRefSchema) })

export const documentUnitsQuery = z.object({ audience: z.enum(documentAudiences).default('usual') })

/** Of a register: which part of it, by whose wish and what for. */
const extractSchema = z.object({
  of: z.enum(extractSources),
  plan: text(60).default(''),
  register: text(60).default(''),
  q: text(100).default(''),
  mediaClass: z.enum(mediaClasses).nullable().default(null),
  outletId: idSchema.nullable().default(null),
  askedBy: text(100),
  purpose: text(300),
  contacts: z.boolean().default(false),
})
export type ExtractAsked = z.infer<typeof extractSchema>

const named = { revision: z.number().int().positive(), hash: z.string().length(64) }
export const draftDocumentRequest = z.object({
  kind: z.enum(documentKinds),
  unitId: idSchema,
  incidentId: idSchema.nullable().default(null),
  /** Of a letter to an outlet: which request of the incident; without it the first one. */
  correctionId: idSchema.nullable().default(null),
  from: givenInstantSchema.nullable().default(null),
  to: givenInstantSchema.nullable().default(null),
  extract: extractSchema.nullable().default(null),
  marks: marksSchema,
})
export const reviseDocumentRequest = z.object({ ...named, content: documentContentSchema })
export const moveDocumentRequest = z.object({
  ...named,
  verb: z.enum(['submit', 'return', 'approve', 'issue', 'withdraw', 'cancel']),
  reason: z.string().max(2000).default(''),
})
export const documentDoneSchema = z.object({ ok: z.literal(true), id: z.string(), number: z.string().nullable() })
/** `part`, or `part:value`, as the citation of a briefing names it. */
export const countedQuery = z.object({ of: text(100).regex(/^[a-z]+(:[^:]*)?$/) })
export const countedSchema = z.object({
  items: z.array(
    z.object({
      kind: z.enum(['article', 'incident']),
      id: z.string(),
      title: z.string(),
      by: z.string(),
      at: instantSchema,
    }),
  ),
})
export const documentFileQuery = z.object({
  format: z.enum(['docx', 'pdf']),
  /** With contact data, for who may read them; each entry is recorded. */
  contacts: z.enum(['true']).optional(),
})
