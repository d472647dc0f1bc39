/** 报告表: which form of the incident's plans a report takes. What was typed by one form is kept while another is looked at. */
import { Select } from 'antd'
import { useState } from 'react'
import type { FormFieldsGiven, FormShown, IncidentRoom, ReportShown } from '../../../api/contract.ts'
import { FormInputs } from '../../components/FormFields.tsx'
import { Labelled } from '../../components/Sheet.tsx'
import { useWords } from '../../preferences.tsx'

type Kind = ReportShown['kind']
type Drafted = IncidentRoom['reportOptions']['forms'][number]

const keyOf = ({ plan, form }: Pick<FormShown, 'plan' | 'form'>) => `${plan} ${form}`

/** The form a report of this kind takes by itself. */
const usualForm = (forms: Drafted[], kind: Kind): Drafted | undefined =>
  forms.find((form) => form.usualFor.includes(kind)) ?? forms[0]

/** The chosen form and its fields; a report of another kind takes its usual form until a person chooses. */
export function useReportForm(room: IncidentRoom, kind: Kind) {
  const { forms } = room.reportOptions
  const [chosen, setChosen] = useState<string | null>(null)
  const [typed, setTyped] = useState<Record<string, FormFieldsGiven>>({})
  const form: Drafted | undefined = forms.find((one) => keyOf(one) === chosen) ?? usualForm(forms, kind)
  const fields = form ? (typed[keyOf(form)] ?? form.draft) : {}
  return {
    forms,
    form,
    fields,
    choice: form ? { plan: form.plan, form: form.form } : null,
    choose: setChosen,
    setFields: (next: FormFieldsGiven) => form && setTyped((now) => ({ ...now, [keyOf(form)]: next })),
  }
}

export function ReportFormPart({
  state,
  kind,
  error,
}: {
  state: ReturnType<typeof useReportForm>
  kind: Kind
  error: unknown
}) {
  const words = useWords()
  const { forms, form, fields } = state
  if (!form) return null
  return (
    <>
      <Labelled label={words.reports.form} hint={form.citation}>
        <Select
          value={keyOf(form)}
          onChange={state.choose}
          options={forms.map((one) => ({ value: keyOf(one), label: one.title }))}
        />
      </Labelled>
      <p className="faint">{words.forms.drafted}</p>
      <FormInputs form={form} kind={kind} fields={fields} error={error} onChange={state.setFields} />
    </>
  )
}
