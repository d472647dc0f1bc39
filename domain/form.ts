/** What a plan asks people to write down, field by field: at a report upward, and at a step (domain catalogue FLD-01…19). */
import type { ReportKind } from './incident.ts'

/** `word` is one line, `list` one entry a line, `amounts` one figure a line, `reference` the number of a paper kept elsewhere. */
export const fieldKinds = ['text', 'word', 'time', 'place', 'number', 'list', 'amounts', 'reference'] as const
export type FieldKind = (typeof fieldKinds)[number]

/** One field of a form by its plan. `required`: the reports (初报、续报、终报) that cannot leave without it. */
export type FormField = {
  field: string
  label: string
  hint: string
  kind: FieldKind
  required: ReportKind[]
  /** Its content stays on paper (涉密不上网): nothing is typed. */
  offline: boolean
  /** The article that asks for it, by the plan's key. */
  rule: string
}
/** A form as its plan had it. A report keeps the one it was filled in by: labels stay what they were, whatever becomes of the plan. */
export type Form = {
  plan: string
  planVersion: string
  form: string
  title: string
  citation: string
  fields: FormField[]
}
/** What was written, by the keys of the form's fields; what was left empty is not there. */
export type FormFields = Record<string, string>
