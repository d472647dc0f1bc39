/** Forms of plans and what was written into them, as the contract shows them. */
import { diffText } from '../../analyzer/diff.ts'
import type { Form, FormFields } from '../../domain/form.ts'
import type { FormFieldsGiven, FormRevisionShown, FormShown } from '../contract.ts'
import { iso } from './units.ts'

export const formShown = ({ plan, form, title, citation, fields }: Form): FormShown => ({
  ...{ plan, form, title, citation },
  fields: fields.map(({ rule: _, ...field }) => field),
})

type Revision = { n: number; fields: FormFields; hash: string; byUserId: string; byName: string; at: Date }

/** Revisions of one thing, the oldest first. */
export const revisionsShown = (revisions: readonly Revision[]): FormRevisionShown[] =>
  revisions.map((v, at) => ({
    ...{ n: v.n, fields: v.fields, hash: v.hash, by: { id: v.byUserId, name: v.byName }, at: iso(v.at) },
    changes: changedFields(revisions[at - 1]?.fields ?? v.fields, v.fields),
  }))

function changedFields(before: FormFieldsGiven, after: FormFieldsGiven) {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  const changed = names.filter((field) => before[field] !== after[field])
  return changed.map((field) => ({ field, parts: diffText(before[field] ?? '', after[field] ?? '').parts }))
}
