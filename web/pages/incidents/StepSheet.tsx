/** One move of one step but the filling in of its form: begin, attach, sign, finish, leave out, fail, take up again. */
import { Input, Radio } from 'antd'
import { useState } from 'react'
import type { PlanRunShown, StepShown } from '../../../api/contract.ts'
import { Labelled, LabelledGroup } from '../../components/Sheet.tsx'
import { useWords } from '../../preferences.tsx'
import { commands } from '../../requests.ts'
import { Act, Reason } from './ActSheet.tsx'
import type { StepVerb } from './RunSheets.tsx'

export function StepSheet({
  run,
  step,
  verb,
  onClose,
}: {
  run: PlanRunShown
  step: StepShown
  verb: StepVerb
  onClose: () => void
}) {
  const words = useWords()
  const [reason, setReason] = useState('')
  const [evidence, setEvidence] = useState<Record<string, string>>({})
  const mine = step.signatures.filter((s) => s.mine)
  const [signFor, setSignFor] = useState(mine[0]?.body ?? '')
  const missing = step.evidence.filter((e) => e.reference === null)
  const asksEvidence = verb === 'finish' || verb === 'attach'
  const asksReason = verb === 'skip' || verb === 'fail'
  const given = Object.fromEntries(Object.entries(evidence).filter(([, text]) => text.trim() !== ''))
  const ready =
    (!asksReason || reason.trim() !== '') &&
    (verb !== 'sign' || signFor !== '') &&
    (verb !== 'attach' || Object.keys(given).length > 0) &&
    (verb !== 'finish' || missing.every((e) => given[e.name] !== undefined))
  const body = {
    verb,
    ...(asksReason ? { reason } : {}),
    ...(asksEvidence && Object.keys(given).length > 0 ? { evidence: given } : {}),
    ...(verb === 'sign' ? { signFor } : {}),
  }
  return (
    <Act
      title={`${step.step} ${words.plans.stepVerb[verb]}`}
      verb={words.plans.stepVerb[verb]}
      means={step.text}
      danger={verb === 'fail'}
      ready={ready}
      run={() => commands.step(run.id, step.step, body)}
      onClose={onClose}
    >
      {asksEvidence &&
        (verb === 'attach' ? step.evidence : missing).map((e) => (
          <Labelled key={e.name} label={e.name} required={verb === 'finish'} hint={words.plans.evidenceHint}>
            <Input
              maxLength={200}
              value={evidence[e.name] ?? ''}
              onChange={(event) => setEvidence((now) => ({ ...now, [e.name]: event.target.value }))}
            />
          </Labelled>
        ))}
      {verb === 'sign' && (
        <LabelledGroup label={words.plans.signFor} required>
          <Radio.Group
            vertical
            value={signFor}
            onChange={(event) => setSignFor(event.target.value)}
            options={mine.map((s) => ({ value: s.body, label: s.name }))}
          />
        </LabelledGroup>
      )}
      {asksReason && <Reason value={reason} onChange={setReason} />}
    </Act>
  )
}
