/** 报告表: which form of the incident's plans a report takes. What was typed by one form is kept while another is looked at. */
import { Select } from 'antd'
import { useState } from 'react'
import type { IncidentRoom, ReportFieldsGiven, ReportShown } from '../../../api/contract.ts'
import { Labelled } from '../../components/Sheet.tsx'
import { useWords } from '../../preferences.tsx'
import { type Drafted, keyOf, ReportFieldsForm, usualForm } from './ReportFields.tsx'

type Kind = ReportShown['kind']

/** The chosen form and its fields; a report of another kind takes its usual form until a person chooses. */
export function useReportForm(room: IncidentRoom, kind: Kind) {
  const { forms } = room.reportOptions
  const [chosen, setChosen] = useState<string | null>(null)
  const [typed, setTyped] = useState<Record<string, ReportFieldsGiven>>({})
  const form: Drafted | undefined = forms.find((one) => keyOf(one) === chosen) ?? usualForm(forms, kind)
  const fields = form ? (typed[keyOf(form)] ?? form.draft) : {}
  return {
    forms,
    form,
    fields,
    choice: form ? { plan: form.plan, form: form.form } : null,
    choose: setChosen,
    setFields: (next: ReportFieldsGiven) => form && setTyped((now) => ({ ...now, [keyOf(form)]: next })),
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
      <p className="faint">{words.reports.drafted}</p>
      <ReportFieldsForm form={form} kind={kind} fields={fields} error={error} onChange={state.setFields} />
    </>
  )
}
