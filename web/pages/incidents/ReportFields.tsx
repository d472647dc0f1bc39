/** A report by the form of its plan: fields to fill in, each marked where the server found fault with it, and the text to read. */
import { Input } from 'antd'
import type { IncidentRoom, ReportFieldsGiven, ReportFormShown, ReportShown } from '../../../api/contract.ts'
import { Labelled } from '../../components/Sheet.tsx'
import { RequestFailure } from '../../client.ts'
import { useWords } from '../../preferences.tsx'

type Field = ReportFormShown['fields'][number]
export type Drafted = IncidentRoom['reportOptions']['forms'][number]
type Kind = ReportShown['kind']

const long: ReadonlySet<Field['kind']> = new Set(['text', 'list', 'amounts'])
/** As the server keeps them. */
const limits: Record<Field['kind'], number> = {
  ...{ text: 4000, word: 500, time: 200, place: 200, number: 200, list: 4000, amounts: 4000, reference: 40 },
}

export const keyOf = ({ plan, form }: Pick<ReportFormShown, 'plan' | 'form'>) => `${plan} ${form}`

/** The form a report of this kind takes by itself. */
export const usualForm = (forms: Drafted[], kind: Kind): Drafted | undefined =>
  forms.find((form) => form.usualFor.includes(kind)) ?? forms[0]

/** Which fields the server refused, and why: `impact → missing-field`. */
function faultsOf(error: unknown): Map<string, string> {
  if (!(error instanceof RequestFailure)) return new Map()
  const named = Object.entries(error.detail).filter(([name]) => name.startsWith('fields.'))
  return new Map(named.map(([name, code]) => [name.slice('fields.'.length), String(code)]))
}

export function ReportFieldsForm(props: {
  form: ReportFormShown
  kind: Kind
  fields: ReportFieldsGiven
  error: unknown
  onChange: (fields: ReportFieldsGiven) => void
}) {
  const words = useWords()
  const { form, kind, fields, onChange } = props
  const faults = faultsOf(props.error)
  return form.fields.map((field) => {
    if (field.offline)
      return (
        <p key={field.field}>
          {field.label} <span className="faint">{words.plans.open.offline}</span>
        </p>
      )
    const fault = faults.get(field.field)
    const hint = field.hint || (words.reports.kindHint[field.kind] ?? '')
    const shared = {
      value: fields[field.field] ?? '',
      maxLength: limits[field.kind],
      ...(fault ? { status: 'error' as const, 'aria-invalid': true } : {}),
      onChange: (event: { target: { value: string } }) => onChange({ ...fields, [field.field]: event.target.value }),
    }
    return (
      <Labelled
        key={field.field}
        label={field.label}
        required={field.required.includes(kind)}
        hint={
          fault ? (
            <span className="text-step4">{words.reports.fault[fault] ?? words.reports.fault['invalid-field']}</span>
          ) : (
            hint
          )
        }
      >
        {long.has(field.kind) ? (
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} {...shared} />
        ) : (
          <Input {...shared} />
        )}
      </Labelled>
    )
  })
}

/** What this kind of report needs is there; the server has the last word. */
export const fieldsComplete = (form: ReportFormShown | undefined, kind: Kind, fields: ReportFieldsGiven): boolean =>
  form !== undefined &&
  form.fields.every((f) => f.offline || !f.required.includes(kind) || (fields[f.field] ?? '').trim() !== '')

export function ReportFieldsText({ form, fields }: { form: ReportFormShown; fields: ReportFieldsGiven }) {
  return (
    <>
      <p>
        {form.title} <span className="faint">{form.citation}</span>
      </p>
      <dl className="facts">
        {form.fields
          .filter(({ field }) => fields[field])
          .map(({ field, label }) => (
            <div key={field} style={{ display: 'contents' }}>
              <dt>{label}</dt>
              <dd className="pre">{fields[field]}</dd>
            </div>
          ))}
      </dl>
    </>
  )
}
