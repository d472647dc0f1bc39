/** Overseas reports handed to who answers abroad. */
import { z } from 'zod'
import { handoffRoutes, handoffStates, overseasClasses } from '../../domain/handoff.ts'
import { formatQuery, idSchema, instantSchema, moveSchema, page, pageQuery, unitRefSchema } from './shared.ts'

const line = (max: number) => z.string().trim().min(1).max(max)
export const handoffPackageSchema = z
  .object({
    translation: z.string().trim().max(80_000),
    translator: z.string().trim().max(120),
    questions: z.array(line(2000)).max(60),
    facts: z.array(line(2000)).max(60),
    note: z.string().trim().max(8000),
  })
  .meta({ id: 'HandoffPackage' })
export type HandoffPackageShown = z.infer<typeof handoffPackageSchema>

export const handoffSchema = z
  .object({
    id: z.string(),
    incidentId: z.string(),
    incidentNo: z.string(),
    incidentTitle: z.string(),
    n: z.number().int(),
    state: z.enum(handoffStates),
    originClass: z.enum(overseasClasses),
    outletName: z.string(),
    article: z.object({
      id: z.string(),
      title: z.string(),
      url: z.string(),
      language: z.string(),
      publishedAt: instantSchema.nullable(),
    }),
    /** Who has it in hand. */
    unit: unitRefSchema,
    detectedAt: instantSchema,
    route: z.enum(handoffRoutes).nullable(),
    recipient: z.string(),
    coRecipients: z.array(z.string()),
    content: handoffPackageSchema,
    sentAt: instantSchema.nullable(),
    sentHash: z.string().nullable(),
    repliedAt: instantSchema.nullable(),
    instructions: z.string(),
    executed: z.string(),
    endedAt: instantSchema.nullable(),
    reason: z.string(),
    moves: z.array(moveSchema),
  })
  .meta({ id: 'Handoff' })
export type HandoffShown = z.infer<typeof handoffSchema>

export const handoffsQuery = z.object({
  ...pageQuery,
  ...formatQuery,
  incidentId: idSchema.optional(),
  originClass: z.enum(overseasClasses).optional(),
  state: z.enum([...handoffStates, 'waiting']).optional(),
  q: z.string().trim().max(100).optional(),
})
export const handoffsSchema = page(handoffSchema)

const note = z.string().trim().max(8000).default('')
export const handoffRequest = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('classify'), originClass: z.enum(overseasClasses), note }),
  z.object({ verb: z.literal('hand-up'), note }),
  z.object({ verb: z.literal('prepare'), content: handoffPackageSchema }),
  z.object({
    verb: z.literal('choose-route'),
    route: z.enum(handoffRoutes),
    recipient: line(200),
    withCoRecipient: z.boolean().default(false),
  }),
  z.object({ verb: z.literal('send'), note }),
  z.object({ verb: z.enum(['accept', 'return', 'instruct', 'execute', 'close', 'dismiss']), note }),
])
export type HandoffRequest = z.input<typeof handoffRequest>
