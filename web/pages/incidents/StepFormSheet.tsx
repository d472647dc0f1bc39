/**
 * The form of a step: what the incident knows is written in, a person corrects it and writes the rest. Saving keeps a revision, as
 * often as wanted; with everything there it may finish the step at once.
 */
import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Input } from 'antd'
import { useState } from 'react'
import type { FormFieldsGiven, PlanRunShown, StepDraft, StepFormShown, StepShown } from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import { LoadingState } from '../../components/Answer.tsx'
import { formComplete, FormInputs } from '../../components/FormFields.tsx'
import { Labelled, Sheet } from '../../components/Sheet.tsx'
import { useWords } from '../../preferences.tsx'
import { commands, questions } from '../../requests.ts'
import { renewPlans } from './ActSheet.tsx'

type Props = { run: PlanRunShown; step: StepShown; onClose: () => void }

export function StepFormSheet({ run, step, onClose }: Props) {
  const words = useWords()
  const draft = useQuery(questions.stepDraft(run.id, step.step))
  if (!step.form) return null
  const { form } = step
  // The sheet opens when the draft is there: nobody's words are written over by what comes late.
  return draft.data ? (
    <Filled run={run} step={step} form={form} known={draft.data.draft} onClose={onClose} />
  ) : (
    <Sheet
      title={`${step.step} ${form.title}`}
      verb={words.common.save}
      busy={false}
      error={draft.error}
      ready={false}
      onDo={onClose}
      onClose={onClose}
    >
      {draft.isPending && <LoadingState />}
    </Sheet>
  )
}

/** Where a signature stands between the form and the end of the step, the step is not finished with it. */
const isSignedFirst = (step: StepShown) => step.signatures.some((s) => s.needed && s.before === 'done')

function Filled({ run, step, form, known, onClose }: Props & { form: StepFormShown; known: StepDraft['draft'] }) {
  const words = useWords()
  const { act, busy, error } = useAct(true)
  const last = form.revisions.at(-1)
  const [fields, setFields] = useState<FormFieldsGiven>(last?.fields ?? known)
  const [evidence, setEvidence] = useState<Record<string, string>>({})
  const [finish, setFinish] = useState(false)
  const n = (last?.n ?? 0) + 1
  const whole = formComplete(form, form.stage, fields)
  const missing = step.evidence.filter((e) => e.reference === null)
  // Where the form holds the number of the one paper that is asked for, it is not typed twice.
  const number = form.fields.find((f) => f.kind === 'reference' && !f.offline)?.field
  const evidenceOf = (name: string) =>
    evidence[name] ?? (missing.length === 1 && number !== undefined ? (fields[number] ?? '') : '')
  const proven = missing.every((e) => evidenceOf(e.name).trim() !== '')
  const newer = last && Object.entries(known).some(([field, text]) => (fields[field] ?? '') !== text)
  const submit = async () => {
    const given = Object.fromEntries(missing.map((e) => [e.name, evidenceOf(e.name)]))
    const body = finish ? { verb: 'finish', fields, evidence: given } : { verb: 'fill', fields }
    const saved = await act(() => commands.step(run.id, step.step, body), {
      done: finish ? words.common.saved : words.forms.saved(n),
      renew: renewPlans,
    })
    if (saved) onClose()
  }
  return (
    <Sheet
      title={`${step.step} ${form.title}`}
      verb={finish ? words.forms.saveAndFinish : words.common.save}
      consequence={
        <>
          {step.text}
          <br />
          {words.forms.means(n)}
        </>
      }
      width={680}
      busy={busy}
      error={error}
      ready={
        finish || step.state === 'done'
          ? whole && (!finish || proven)
          : Object.values(fields).some((text) => text.trim() !== '')
      }
      onDo={() => void submit()}
      onClose={onClose}
    >
      <p className="faint">
        {form.citation}
        {!last && Object.keys(known).length > 0 && ` · ${words.forms.drafted}`}
        {form.fields.some((f) => f.offline) && ` · ${words.plans.offlineHint}`}
      </p>
      {newer && (
        <p>
          <Button size="small" onClick={() => setFields((now) => ({ ...now, ...known }))}>
            {words.forms.renew}
          </Button>
        </p>
      )}
      <FormInputs form={form} kind={form.stage} fields={fields} error={error} onChange={setFields} />
      {step.state !== 'done' &&
        (isSignedFirst(step) ? (
          <p className="faint">{words.forms.signFirst}</p>
        ) : (
          <div>
            <Checkbox checked={finish} onChange={(event) => setFinish(event.target.checked)}>
              {words.forms.finishToo}
            </Checkbox>
            <p className="faint">{words.forms.finishTooHint}</p>
          </div>
        ))}
      {finish &&
        missing.map((e) => (
          <Labelled key={e.name} label={e.name} required hint={words.plans.evidenceHint}>
            <Input
              maxLength={200}
              value={evidenceOf(e.name)}
              onChange={(event) => setEvidence((now) => ({ ...now, [e.name]: event.target.value }))}
            />
          </Labelled>
        ))}
    </Sheet>
  )
}
