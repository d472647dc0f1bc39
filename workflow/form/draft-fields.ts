/**
 * What the house knows of an incident, written into the fields of a form before a person writes the rest. By the field's key, so
 * that a plan of another province is drafted the same; where steps mean something else by a key, by form and key. What is not
 * known stays empty. Pure. A form is a Chinese paper, whatever language the page speaks.
 */
import type { Form, FormField, FormFields } from '../../domain/form.ts'
import type { OpeningForm } from '../../domain/incident.ts'

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
  opening: OpeningForm | null
  last: FormFields | null
  /** Where the form is a step's. */
  atStep?: KnownAtStep
}
export type KnownAtStep = {
  now: string
  /** The end of the step's own time; '' where it has none. */
  limit: string
  /** Numbers of papers attached to the step, by the name the plan asks for. */
  evidence: Readonly<Record<string, string>>
  /** Steps of its run that are done. */
  done: string[]
  /** Who published it and who took it from whom: an outlet a line, first publication first. */
  chain: string[]
  outlets: string[]
  /** When an outlet was written to, how and with what effect; and what its page showed since. */
  contacts: string[]
  mediaMeasures: string[]
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

/** Whole lines, as many as a field holds. */
function fitting(lines: string[]): string {
  let text = ''
  for (const line of lines.slice(0, 60)) {
    if (text.length + line.length > 3800) break
    text += `${text && '\n'}${line}`
  }
  return text
}

/** Fields of steps whose key alone would say something else. */
const draftedAtStep: Record<string, (at: KnownAtStep, k: Known) => string> = {
  'media-source.outlets': (at) => fitting(at.chain),
  'media-source.people': (at) => at.outlets.slice(0, 40).join('、'),
  'media-source.contacts': (at) => fitting(at.contacts),
  'media-source.measures': (at) => fitting(at.mediaMeasures),
  'plan-status.at': (at) => at.now,
  'classification.at': () => '',
  'security-notice.limit': (at) => at.limit,
  'host-failure.measures': (at) => fitting(at.done),
  'quake-report.quake': (_, k) => sentence([k.occurredAt, k.place, k.title]),
  'quake-report.measures': (at) => fitting(at.done),
  'web-record.detail': (_, k) => k.title,
  'web-record.handling': (at) => fitting(at.done),
}

/** What was done since is asked anew each time: yesterday's measures are no news. */
const fresh: ReadonlySet<string> = new Set(['measures', 'plannedMeasures', 'progress', 'open', 'at'])

/** The last report's words go before what was filled in at the opening, and those before what the house can say itself. */
export function draftFields(form: Form, known: Known): FormFields {
  const fields: FormFields = {}
  for (const asked of form.fields) {
    const { field, offline } = asked
    if (offline) continue
    const last = fresh.has(field) ? undefined : known.last?.[field]
    const text = last ?? opened(form, asked, known) ?? stepText(form, asked, known) ?? drafted[field]?.(known) ?? ''
    if (text !== '') fields[field] = text
  }
  return fields
}

/** The number of a paper is that of its own form's. */
const opened = (form: Form, { field, kind }: FormField, { opening }: Known): string | undefined =>
  kind === 'reference' && opening?.form !== form.form ? undefined : opening?.fields[field]

function stepText({ form }: Form, { field, kind, label }: FormField, known: Known): string | undefined {
  const { atStep } = known
  if (!atStep) return undefined
  return kind === 'reference' ? atStep.evidence[label] : draftedAtStep[`${form}.${field}`]?.(atStep, known)
}
