/**
 * The acts that start a duty: acknowledging a critical alert, marking a flag as suspected major, opening an event against the
 * rule, and noting a possible leak.
 */
import { Checkbox, Input, Radio } from 'antd'
import { useState } from 'react'
import { type FlagDetail, type FlagShown, type ReportLeakAnswer, subjects } from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import { Labelled, LabelledGroup, Sheet } from '../../components/Sheet.tsx'
import { usePreferences, useWords } from '../../preferences.tsx'
import { commands } from '../../requests.ts'
import { lengthText, timeText } from '../../times.ts'

/** Left to the machine, the names in the text decide. */
const choices = ['auto', ...subjects] as const
type Choice = (typeof choices)[number]

const renew = ['flags', 'record', 'clocks', 'messages']

export function AcknowledgeSheet({ flag, onClose }: { flag: FlagShown; onClose: () => void }) {
  const words = useWords()
  const { act, busy, error } = useAct(true)
  const submit = async () => {
    const done = await act(() => commands.flag(flag.id, 'acknowledge'), { done: words.review.acknowledged, renew })
    if (done) onClose()
  }
  return (
    <Sheet
      title={words.moves.flag.acknowledge}
      verb={words.moves.flag.acknowledge}
      consequence={words.review.acknowledgeMeans(flag.unit.name)}
      busy={busy}
      error={error}
      onDo={() => void submit()}
      onClose={onClose}
    />
  )
}

export function MarkSheet({
  detail,
  onClose,
  onOpened,
}: {
  detail: FlagDetail
  onClose: () => void
  onOpened: (incidentId: string) => void
}) {
  const { words, language } = usePreferences()
  const { act, busy, error } = useAct(true)
  const { mediaPlan } = detail
  const said = (choice: Choice) => mediaPlan.subjects.find((s) => s.subject === choice)?.text
  const labelOf = (choice: Choice) => (language === 'zh-CN' && said(choice)) || words.review.subjects[choice]
  const [title, setTitle] = useState(detail.article.title.slice(0, 200))
  const [reason, setReason] = useState('')
  const [subject, setSubject] = useState<Choice>('auto')
  const [parentIsSubject, setParentIsSubject] = useState(false)
  const submit = async () => {
    let incidentId: string | null = null
    const run = async () => {
      const body = {
        title: title.trim(),
        ...(reason.trim() === '' ? {} : { reason }),
        ...(subject === 'auto' ? {} : { subject }),
        ...(detail.flag.unit.level === 'county' ? { parentIsSubject } : {}),
      }
      incidentId = (await commands.flag(detail.flag.id, 'mark-suspected-major', body)).incidentId
    }
    if (!(await act(run, { done: words.review.marked, renew }))) return
    onClose()
    if (incidentId !== null) onOpened(incidentId)
  }
  return (
    <Sheet
      title={words.moves.flag['mark-suspected-major']}
      verb={words.moves.flag['mark-suspected-major']}
      consequence={words.review.markMeans(detail.flag.unit.name)}
      busy={busy}
      error={error}
      ready={title.trim() !== ''}
      onDo={() => void submit()}
      onClose={onClose}
    >
      <Labelled label={words.review.incidentTitle} required>
        <Input value={title} maxLength={200} onChange={(event) => setTitle(event.target.value)} />
      </Labelled>
      <LabelledGroup
        label={words.review.subject}
        hint={`${words.review.subjectHint}${words.review.byPlan(mediaPlan.title)}`}
      >
        <Radio.Group
          vertical
          value={subject}
          onChange={(event) => setSubject(event.target.value)}
          options={choices.map((value) => ({ value, label: labelOf(value) }))}
        />
      </LabelledGroup>
      {detail.flag.unit.level === 'county' && (
        <Checkbox checked={parentIsSubject} onChange={(event) => setParentIsSubject(event.target.checked)}>
          {words.review.parentIsSubject}
        </Checkbox>
      )}
      <Labelled label={words.common.reason}>
        <Input.TextArea rows={3} maxLength={2000} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Labelled>
    </Sheet>
  )
}

/** No field for any content: what was leaked never enters this system. */
export function LeakSheet({
  flag,
  duty,
  onClose,
}: {
  flag: FlagShown
  duty: NonNullable<FlagDetail['leakDuty']>
  onClose: () => void
}) {
  const words = useWords()
  const { act, busy, error } = useAct(true)
  const [reported, setReported] = useState<ReportLeakAnswer | null>(null)
  const run = async () => setReported(await commands.reportLeak(flag.id))
  return (
    <Sheet
      title={words.leak.report}
      verb={reported === null ? words.leak.report : words.leak.understood}
      leave={reported === null ? undefined : null}
      consequence={
        reported === null
          ? words.leak.means(lengthText(duty.limitMs, words.time))
          : words.leak.done(reported.no, timeText(reported.limitAt))
      }
      busy={busy}
      error={error}
      onDo={() => (reported === null ? void act(run, { renew: ['messages'] }) : onClose())}
      onClose={onClose}
    >
      <p className="faint pre">
        {duty.text}——{duty.citation}
      </p>
    </Sheet>
  )
}

export function OverrideSheet({ flag, onClose }: { flag: FlagShown; onClose: () => void }) {
  const words = useWords()
  const { act, busy, error } = useAct(true)
  const [reason, setReason] = useState('')
  const submit = async () => {
    const run = () => commands.override(flag.id, reason)
    if (await act(run, { done: words.override.done, renew })) onClose()
  }
  return (
    <Sheet
      title={words.override.verb}
      verb={words.override.verb}
      danger
      consequence={words.override.means}
      busy={busy}
      error={error}
      ready={reason.trim().length >= 10}
      onDo={() => void submit()}
      onClose={onClose}
    >
      <Labelled label={words.common.reason} required>
        <Input.TextArea rows={3} maxLength={2000} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Labelled>
    </Sheet>
  )
}
