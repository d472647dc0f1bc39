/**
 * A form of a plan, filled in at a report or at a step: its fields, each marked where the server found fault with it, and the text
 * to read. `kind` is the report it belongs to, which says what must be filled in.
 */
import { Input } from 'antd'
import type { FormFieldsGiven, FormShown, ReportShown } from '../../api/contract.ts'
import { Labelled } from './Sheet.tsx'
import { RequestFailure } from '../client.ts'
import { useWords } from '../preferences.tsx'

type Field = FormShown['fields'][number]
type Kind = ReportShown['kind']

const long: ReadonlySet<Field['kind']> = new Set(['text', 'list', 'amounts'])
/** As the server keeps them. */
const limits: Record<Field['kind'], number> = {
  ...{ text: 4000, word: 500, time: 200, place: 200, number: 200, list: 4000, amounts: 4000, reference: 40 },
}

/** Which fields the server refused, and why: `impact → missing-field`. */
function faultsOf(error: unknown): Map<string, string> {
  if (!(error instanceof RequestFailure)) return new Map()
  const named = Object.entries(error.detail).filter(([name]) => name.startsWith('fields.'))
  return new Map(named.map(([name, code]) => [name.slice('fields.'.length), String(code)]))
}

export function FormInputs(props: {
  form: FormShown
  kind: Kind
  fields: FormFieldsGiven
  error: unknown
  onChange: (fields: FormFieldsGiven) => void
}) {
  const words = useWords()
  const { form, kind, fields, onChange } = props
  const faults = faultsOf(props.error)
  return form.fields.map((field) => {
    if (field.offline)
      return (
        <p key={field.field}>
          {field.label} <span className="faint">{words.forms.offline}</span>
        </p>
      )
    const fault = faults.get(field.field)
    const hint = field.hint || (words.forms.kindHint[field.kind] ?? '')
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
            <span className="text-step4">{words.forms.fault[fault] ?? words.forms.fault['invalid-field']}</span>
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

/** What must be filled in is there; the server has the last word. */
export const formComplete = (form: FormShown | undefined, kind: Kind, fields: FormFieldsGiven): boolean =>
  form?.fields.every((f) => f.offline || !f.required.includes(kind) || (fields[f.field] ?? '').trim() !== '') ?? false

export function FormText({ form, fields }: { form: FormShown; fields: FormFieldsGiven }) {
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
