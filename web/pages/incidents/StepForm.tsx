/** The form of a step as it stands in the list: what is missing, who wrote it and when; its text opens on the page and stands in print. */
import { useState } from 'react'
import type { StepShown } from '../../../api/contract.ts'
import { FormText } from '../../components/FormFields.tsx'
import { FormRevisions } from '../../components/FormRevisions.tsx'
import { useWords } from '../../preferences.tsx'
import { timeText } from '../../times.ts'

export function StepForm({ step }: { step: StepShown }) {
  const words = useWords()
  const [open, setOpen] = useState(false)
  if (step.report) {
    const { from, seq, kind, sentAt } = step.report
    return (
      <p className="faint">
        {words.forms.byReport(from, seq, words.states.reportKind[kind])} {timeText(sentAt)}
      </p>
    )
  }
  const { form } = step
  const last = form?.revisions.at(-1)
  if (!form || (!last && step.state === 'pending')) return null
  return (
    <div className="stack">
      <p className="faint">
        {form.title}
        {words.common.colon}
        {last ? `${words.forms.revision(last.n)} ${last.by.name} ${timeText(last.at)}` : words.forms.empty}
        {last && form.missing.length > 0 && step.state !== 'not_applicable' && (
          <span className="text-step3"> {words.forms.missing(form.missing.join(words.common.listComma))}</span>
        )}{' '}
        {last && (
          <button
            type="button"
            className="plain link no-print"
            aria-expanded={open}
            onClick={() => setOpen((now) => !now)}
          >
            {open ? words.forms.hide : words.forms.show}
          </button>
        )}
      </p>
      {last && (
        <div className={open ? 'step-form' : 'step-form only-print'}>
          <FormText form={form} fields={last.fields} />
          <FormRevisions form={form} revisions={form.revisions} />
        </div>
      )}
    </div>
  )
}
