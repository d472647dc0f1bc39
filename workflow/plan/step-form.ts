/**
 * The form of a step (domain catalogue FLD-04…19): filled in by whoever works on it, in revisions, and the step is not done before
 * what it asks for is written. Where a report is what the step asks for, that report is its form and nothing is written twice. Pure.
 */
import type { Form, FormFields } from '../../domain/form.ts'
import type { ReportKind } from '../../domain/incident.ts'
import { ok, type Refusal, type Result, refuse } from '../../domain/result.ts'
import { fieldsHash, formOf, readFormFields } from '../form/forms.ts'
import type { FilledForm, StepRun } from './branch.ts'
import { isReportDuty } from './owed.ts'
import type { Plan, Step } from './shape.ts'

/** `stage`: as which report it is read, for fields that not every report needs. */
export type AskedForm = { form: Form; stage: ReportKind }

/** Null where the step names no form, or where a report by that form meets its duty. */
export function formOfStep(plan: Plan, step: Step): AskedForm | null {
  const own = plan.forms.find((f) => f.form === step.form)
  const isReported = plan.duties.some(
    (d) => step.duties.includes(d.duty) && d.form === step.form && isReportDuty(d, plan),
  )
  return own && !isReported ? { form: formOf(plan, own), stage: own.stages?.[0] ?? 'first' } : null
}

/** What the form of the step still needs, as readFormFields refuses it; null where it has all, or asks for none. */
export function unfilled(plan: Plan, step: Step, filled: FilledForm | null): Refusal | null {
  const asked = formOfStep(plan, step)
  const read = asked && readFormFields(asked.form, asked.stage, filled?.fields ?? {})
  return read && !read.ok ? read.refusal : null
}

const maxRevisions = 50

/**
 * A further revision. What is known is kept as it comes; once the step is done, its form stays complete. Refuses `already-exists`
 * when nothing changed, `too-large` after 50 revisions, `not-found` for a step without a form.
 */
export function fillForm(
  plan: Plan,
  { step, run }: { step: Step; run: StepRun },
  { fields: given, userId, name, at }: { fields: FormFields; userId: string; name: string; at: Date },
): Result<FilledForm> {
  const asked = formOfStep(plan, step)
  if (!asked) return refuse('not-found', { field: 'form' })
  const fields = readFormFields(asked.form, run.state === 'done' ? asked.stage : null, given)
  if (!fields.ok) return fields
  const hash = fieldsHash(fields.value)
  if (hash === run.form?.hash) return refuse('already-exists', { field: 'fields' })
  const n = (run.form?.n ?? 0) + 1
  if (n > maxRevisions) return refuse('too-large', { field: 'fields', detail: { max: maxRevisions } })
  return ok({ n, fields: fields.value, hash, byUserId: userId, byName: name, at })
}
