/** Forms of plans and what was written into them, as the contract shows them. */
import { diffText } from '../../analyzer/diff.ts'
import type { Form } from '../../domain/form.ts'
import type { FormFieldsGiven, FormShown } from '../contract.ts'

export const formShown = ({ plan, form, title, citation, fields }: Form): FormShown => ({
  ...{ plan, form, title, citation },
  fields: fields.map(({ rule: _, ...field }) => field),
})

/** Fields that differ from the revision before, word by word. */
export function changedFields(before: FormFieldsGiven, after: FormFieldsGiven) {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  const changed = names.filter((field) => before[field] !== after[field])
  return changed.map((field) => ({ field, parts: diffText(before[field] ?? '', after[field] ?? '').parts }))
}
