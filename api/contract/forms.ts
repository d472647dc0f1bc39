/** Forms of plans, whether a report or a step is filled in by them. */
import { z } from 'zod'
import { fieldKinds } from '../../domain/form.ts'
import { reportKinds } from '../../domain/incident.ts'
import { diffPartsSchema, instantSchema, personRefSchema } from './shared.ts'

export const formFieldSchema = z.object({
  field: z.string(),
  label: z.string(),
  hint: z.string(),
  kind: z.enum(fieldKinds),
  /** Reports that cannot leave without it; none: where there is something to say. */
  required: z.array(z.enum(reportKinds)),
  /** Stays on paper: nothing is typed here. */
  offline: z.boolean(),
})

export const formChoiceSchema = z.object({ plan: z.string().min(1).max(60), form: z.string().min(1).max(60) })
export const formShownSchema = formChoiceSchema.extend({
  title: z.string(),
  citation: z.string(),
  fields: z.array(formFieldSchema),
})
export type FormShown = z.infer<typeof formShownSchema>

/** By the keys of the form's fields; the command says what is asked for. */
export const formFieldsSchema = z
  .record(z.string().max(60), z.string().trim().max(4000))
  .refine((fields) => Object.keys(fields).length <= 40, 'a form has at most 40 fields')
  .meta({ id: 'FormFields' })
export type FormFieldsGiven = z.infer<typeof formFieldsSchema>

/** One revision. `changes`: fields that differ from the one before, word by word. */
export const formRevisionSchema = z.object({
  n: z.number().int(),
  fields: formFieldsSchema,
  changes: z.array(z.object({ field: z.string(), parts: diffPartsSchema })),
  hash: z.string(),
  by: personRefSchema,
  at: instantSchema,
})
export type FormRevisionShown = z.infer<typeof formRevisionSchema>

/** `stage`: the report as which a step's form is read, for fields that not every report needs. */
const askedFormSchema = formShownSchema.extend({ stage: z.enum(reportKinds) })
export const stepFormSchema = askedFormSchema.extend({
  /** Newest last. */
  revisions: z.array(formRevisionSchema),
  /** Names of fields without which the step is not done. */
  missing: z.array(z.string()),
})
export type StepFormShown = z.infer<typeof stepFormSchema>
/** What the incident already knows, written in. */
export const stepDraftSchema = askedFormSchema.extend({ draft: formFieldsSchema }).meta({ id: 'StepDraft' })
export type StepDraft = z.infer<typeof stepDraftSchema>
