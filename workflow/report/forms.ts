/** Which form of its plans a report takes, and which one it was filled in by: a report keeps its form. Pure. */
import type { Form, FormFields } from '../../domain/form.ts'
import type { ReportKind } from '../../domain/incident.ts'
import { ok, type Result, refuse } from '../../domain/result.ts'
import type { FullReport } from '../../store/reports.ts'
import { formOf, formsOf } from '../form/forms.ts'
import { openingFormOf } from '../plan/opening-form.ts'
import { plans } from '../plan/plan.ts'
import type { Plan } from '../plan/shape.ts'

/** Which form of which plan; both by key. */
export type FormChoice = { plan: string; form: string }

/**
 * The form a report of this kind takes where nobody chose another: the one that names the kind, of the plan itself before its
 * bases; else the one its first duty asks for. Null where no plan has a form.
 */
export function usualForm(plans: readonly Plan[], kind: ReportKind): Form | null {
  for (const plan of plans) {
    const form = plan.forms.findLast((f) => f.stages?.includes(kind)) ?? openingFormOf(plan)
    if (form) return formOf(plan, form)
  }
  return null
}

/** Refuses `invalid-field` for a form that no plan of the incident has. */
export function chooseForm(
  plans: readonly Plan[],
  { kind, choice }: { kind: ReportKind; choice: FormChoice | null },
): Result<Form> {
  const form = choice
    ? plans.flatMap(formsOf).find((f) => f.plan === choice.plan && f.form === choice.form)
    : usualForm(plans, kind)
  return form ? ok(form) : refuse('invalid-field', { field: 'form' })
}

const formerForm = 'media-report'
/** The form of a report from before forms were kept with them: there were media reports by the shipped plan alone. */
export const formSent = ({ form }: { form: Form | null }): Form =>
  form ??
  plans()
    .flatMap(formsOf)
    .find((f) => f.plan === 'media' && f.form === formerForm)!

/** The last report by the same form, of whoever reports now. */
export const lastByForm = (reports: readonly FullReport[], form: string): FormFields | null =>
  reports.findLast((r) => (r.form?.form ?? formerForm) === form)?.revisionList.at(-1)?.fields ?? null
