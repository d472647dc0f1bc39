/**
 * What the house knows of an incident, written into the fields of a report before a person writes the rest. By the field's
 * key, so that a plan of another province is drafted the same; what is not known stays empty. Pure. A report is a Chinese
 * paper, whatever language the page speaks.
 */
import type { Form, FormFields } from '../../domain/form.ts'

export type Known = {
  unit: string
  /** Asia/Shanghai, as a paper writes it; '' where nobody knows. */
  occurredAt: string
  foundAt: string
  place: string
  /** What kind of incident it is, in the plan's word. */
  kind: string
  title: string
  /** `outlet《title》address`, first publication first. */
  publications: string[]
  /** A wrong number of the first publication with the official figure. */
  figures: string[]
  /** Times within which something must be done, and what became of them. */
  clocks: string[]
  stepsDone: string[]
  stepsOpen: string[]
  /** What was filled in when it was opened, and the last report by the same form. */
  opening: Record<string, string>
  last: FormFields | null
}

const sentence = (parts: string[]): string => parts.filter(Boolean).join('；')

/** One entry a key: fields of any plan with these keys are drafted. */
export const drafted: Record<string, (k: Known) => string> = {
  occurredAt: (k) => k.occurredAt,
  at: (k) => k.foundAt,
  place: (k) => k.place,
  kind: (k) => k.kind,
  unit: (k) => k.unit,
  content: (k) => k.title,
  background: (k) => k.title,
  finding: (k) => k.title,
  occurrence: (k) => sentence([k.occurredAt || k.foundAt, k.place, k.unit]),
  range: (k) => k.place,
  area: (k) => k.place,
  impact: (k) =>
    k.publications.length > 1
      ? `目前见${k.publications.length}篇报道。`
      : k.publications.length === 1
        ? '目前见1篇报道。'
        : '',
  mediaSource: (k) => (k.publications[0] ?? '').slice(0, 500),
  source: (k) => k.publications[0] ?? '',
  outlets: (k) => k.publications.slice(0, 30).join('\n'),
  other: (k) => sentence(k.figures.slice(0, 10)),
  progress: (k) => [...k.stepsDone.slice(0, 50), ...k.clocks.slice(0, 10)].join('\n'),
  open: (k) => k.stepsOpen.slice(0, 60).join('\n'),
}

/** What was done since is asked anew each time: yesterday's measures are no news. */
const fresh: ReadonlySet<string> = new Set(['measures', 'plannedMeasures', 'progress', 'open', 'at'])

/** The last report's words go before what was filled in at the opening, and those before what the house can say itself. */
export function draftFields(form: Form, known: Known): FormFields {
  const fields: FormFields = {}
  for (const { field, offline } of form.fields) {
    if (offline) continue
    const last = fresh.has(field) ? undefined : known.last?.[field]
    const text = last ?? known.opening[field] ?? drafted[field]?.(known) ?? ''
    if (text !== '') fields[field] = text
  }
  return fields
}
