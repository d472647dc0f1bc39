/** The record as a whole, and how the installation does. */
import { z } from 'zod'
import { timelineEntrySchema } from './incidents.ts'
import { formatQuery, givenInstantSchema, idSchema, instantSchema, page, pageQuery } from './shared.ts'

export const auditQuery = z.object({
  actorId: idSchema.optional(),
  action: z.string().max(60).optional(),
  subjectKind: z.string().max(60).optional(),
  subjectId: idSchema.optional(),
  incidentId: idSchema.optional(),
  from: givenInstantSchema.optional(),
  to: givenInstantSchema.optional(),
  ...pageQuery,
  ...formatQuery,
})
/** Newest first. */
export const auditEntrySchema = timelineEntrySchema
  .extend({ incidentId: z.string().nullable(), prevHash: z.string(), hash: z.string() })
  .meta({ id: 'AuditEntry' })
export type AuditEntryShown = z.infer<typeof auditEntrySchema>
export const auditSchema = page(auditEntrySchema)

export const auditVerdictSchema = z.object({
  ok: z.boolean(),
  events: z.number().int(),
  brokenAt: z.number().int().optional(),
  why: z.enum(['gap', 'link', 'content']).optional(),
  checkedAt: instantSchema,
})
export type AuditVerdictShown = z.infer<typeof auditVerdictSchema>

/** What main/ knows of its parts; groups of named values so that the page can show what it does not know yet. */
export const statusSchema = z.object({ serverTime: instantSchema, parts: z.record(z.string(), z.unknown()) })
export type Status = z.infer<typeof statusSchema>

/** A trained model in force; `source: 'off'`: word lists and rules answer. */
export const modelsSchema = z.object({
  models: z.array(
    z.object({
      kind: z.enum(['rumour', 'tone', 'spread']),
      source: z.enum(['shipped', 'own', 'off']),
      version: z.string().nullable(),
      trainedOn: z.string().nullable(),
    }),
  ),
})
export type ModelShown = z.infer<typeof modelsSchema>['models'][number]
