/** What a person fills in when they open an incident by hand: the form that the plan's first report asks for. Pure. */
import type { OpeningForm } from '../../domain/incident.ts'
import { ok, type Result, refuse } from '../../domain/result.ts'
import { readText } from '../text.ts'
import type { Plan, PlanForm } from './shape.ts'

/** The form of the first duty that opens on finding, else the first form of the plan; null where a plan has none. */
export const openingFormOf = (plan: Plan): PlanForm | null => {
  const first = plan.duties.find((d) => d.form && ['found', 'occurred', 'origin'].includes(d.opens ?? d.start))?.form
  return plan.forms.find((f) => f.form === first) ?? plan.forms[0] ?? null
}

const maxField = 4000

/**
 * Reads the fields by the form. None is required here: what is known is written down now, and the report asks for the rest.
 * Refuses `invalid-field` for a field the form has not, and for content that must stay on paper (policy-compartment).
 */
export function readOpeningForm(plan: Plan, given: Record<string, string>): Result<OpeningForm | null> {
  const form = openingFormOf(plan)
  if (!form) return Object.keys(given).length === 0 ? ok(null) : refuse('invalid-field', { field: 'fields' })
  const fields: Record<string, string> = {}
  for (const [name, value] of Object.entries(given)) {
    const field = form.fields.find((f) => f.field === name)
    if (!field) return refuse('invalid-field', { field: `fields.${name}` })
    if (field.offline && value.trim() !== '')
      return refuse('invalid-field', { field: `fields.${name}`, rule: 'policy-compartment' })
    const text = readText(value, { field: `fields.${name}`, min: 0, max: maxField })
    if (!text.ok) return text
    if (text.value !== '') fields[name] = text.value
  }
  return ok({ form: form.form, fields })
}
