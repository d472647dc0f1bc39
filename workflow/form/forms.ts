/**
 * The forms of plans (domain catalogue FLD-01…19): each field with its kind and when it is needed, and what may stand in it.
 * Pure: forms are data of the catalogue. Which of them a report takes says ../report/forms.ts, which a step ../plan/step-form.ts.
 */
import { createHash } from 'node:crypto'
import type { FieldKind, Form, FormFields } from '../../domain/form.ts'
import { type ReportKind, reportKinds } from '../../domain/incident.ts'
import { type RefusalCode, type Result, ok, refuse } from '../../domain/result.ts'
import { isRuleId } from '../../domain/rules.ts'
import { canonical } from '../../store/audit.ts'
import type { Plan, PlanForm } from '../plan/shape.ts'
import { readText } from '../text.ts'

/** The longest text of each kind, in characters. */
const maxOf: Record<FieldKind, number> = {
  ...{ text: 4000, word: 500, time: 200, place: 200, number: 200, list: 4000, amounts: 4000, reference: 40 },
}
/** Times and places alone are no report: one of these must say something. */
const telling: ReadonlySet<FieldKind> = new Set(['text', 'number', 'list', 'amounts', 'reference'])

/** Forms in the order of the plan, those of its bases first. A text pinned before a form said more has less. */
export const formsOf = (plan: Plan): Form[] => plan.forms.map((form) => formOf(plan, form))

export const formOf = (plan: Plan, form: PlanForm): Form => ({
  ...{ plan: plan.plan, planVersion: plan.version, form: form.form, title: form.title },
  citation: plan.rules.find((r) => r.id === form.rule)?.citation ?? '',
  fields: form.fields.map(({ field, label, hint, kind, required, offline, rule }) => ({
    ...{ field, label, kind, offline, hint: hint ?? '', rule: rule ?? form.rule },
    required: required === 'yes' ? [...reportKinds] : required === 'if-any' ? [] : required,
  })),
})

/** Proves which words were kept: SHA-256 of their canonical form. */
export const fieldsHash = (fields: FormFields): string => createHash('sha256').update(canonical(fields)).digest('hex')

/**
 * Trims and checks what was filled in. A refusal names the first faulty field and its article; `detail` has every faulty
 * field with its code (`fields.impact: missing-field`), so that the page can mark them all. Refuses content that must stay on
 * paper, and a form that says nothing. Without a `kind` nothing need be there yet but some word.
 */
export function readFormFields(form: Form, kind: ReportKind | null, given: Record<string, string>): Result<FormFields> {
  const fields: FormFields = {}
  const faults = new Map<string, RefusalCode>()
  for (const [name, text] of Object.entries(given))
    if (text.trim() !== '' && !form.fields.some((f) => f.field === name)) faults.set(name, 'invalid-field')
  for (const { field, kind: is, required, offline } of form.fields) {
    if (offline) {
      if ((given[field] ?? '').trim() !== '') faults.set(field, 'invalid-field')
      continue
    }
    const min = kind !== null && required.includes(kind) ? 1 : 0
    const read = readText(given[field], { field, min, max: maxOf[is] })
    if (!read.ok) faults.set(field, read.refusal.code)
    else if (read.value !== '' && !isOfKind(read.value, is)) faults.set(field, 'invalid-field')
    else if (read.value !== '') fields[field] = read.value
  }
  const tells = form.fields.some((f) => fields[f.field] !== undefined && (kind === null || telling.has(f.kind)))
  if (faults.size === 0 && !tells) {
    const first = form.fields.find((f) => telling.has(f.kind) && !f.offline)
    faults.set(first?.field ?? '', 'missing-field')
  }
  const [first] = faults
  if (!first) return ok(fields)
  const [name, code] = first
  const field = form.fields.find((f) => f.field === name)
  const rule = field?.offline ? 'policy-compartment' : field?.rule
  return refuse(code, {
    field: `fields.${name}`,
    ...(rule !== undefined && isRuleId(rule) && { rule }),
    detail: Object.fromEntries([...faults].map(([key, fault]) => [`fields.${key}`, fault])),
  })
}

/** A number as people write it, in digits or characters; what is not known yet may be said so. */
const holdsNumber = /\p{N}|[一二三四五六七八九十百千]|无|不详|unknown/iu
/** The number of a paper: one word with a digit in it, never a sentence. */
const paperNumber = /^(?=.*\p{N})[\p{L}\p{N}〔〕()（）[\]\-—/.·]+$/u

function isOfKind(text: string, kind: FieldKind): boolean {
  if (kind === 'number') return holdsNumber.test(text)
  if (kind === 'amounts') return text.split('\n').every((line) => line.trim() === '' || holdsNumber.test(line))
  if (kind === 'reference') return paperNumber.test(text)
  return kind === 'text' || kind === 'list' || !text.includes('\n')
}
