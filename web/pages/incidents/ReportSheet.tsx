/** Reporting upward: from whom, to whom, what. A sent report stays sent, so the form names the recipients before it asks. */
import { App, Checkbox, Input, Radio, Select } from 'antd'
import { useState } from 'react'
import type { IncidentRoom, ReportShown } from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import { refusalText } from '../../components/problem-text.ts'
import { formComplete } from '../../components/FormFields.tsx'
import { Labelled, LabelledGroup, Sheet } from '../../components/Sheet.tsx'
import { RunningTime } from '../../components/ClockCountdown.tsx'
import { isOpenClock } from '../../times.ts'
import { TimeField } from '../../components/TimeField.tsx'
import { useWords } from '../../preferences.tsx'
import { commands } from '../../requests.ts'
import { ReportFormPart, useReportForm } from './FormChoice.tsx'
import { kindOwed } from './kind-owed.ts'

export function ReportSheet({ room, onClose }: { room: IncidentRoom; onClose: () => void }) {
  const words = useWords()
  const { act, busy, error } = useAct(true)
  const { message } = App.useApp()
  const { from, recipients } = room.reportOptions
  const [form, setForm] = useState({
    channel: 'system' as ReportShown['channel'],
    outside: '',
    kind: kindOwed(room.reports, from[0]?.id ?? ''),
    fromUnitId: from[0]?.id ?? '',
    recipientIds: recipients
      .filter((unit) => unit.satisfies && !unit.skipsLevel)
      .map((unit) => unit.id)
      .slice(0, 1),
    claimedFoundAt: null as string | null,
    claimedSentAt: null as string | null,
    skipReason: '',
    parentIsSubject: false,
  })
  const content = useReportForm(room, form.kind)
  const set = (change: Partial<typeof form>) => setForm((now) => ({ ...now, ...change }))
  const chosen = recipients.filter((unit) => form.recipientIds.includes(unit.id))
  const reasonAsked = from.find((unit) => unit.id === form.fromUnitId)?.skipReason ?? false
  const skips = chosen.some((unit) => unit.skipsLevel)
  // The level above is passed over only when nobody chosen is that level.
  const skipsOver = skips && !chosen.some((unit) => unit.satisfies && !unit.skipsLevel)
  const satisfied = chosen.some((unit) => unit.satisfies)
  const clock = room.clocks.find((one) => isOpenClock(one) && one.unit.id === form.fromUnitId)
  const names = chosen.map((unit) => unit.name).join(words.common.listComma)
  const callTimed = form.channel !== 'phone' || form.claimedSentAt !== null
  const outside = form.outside
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .slice(0, 10)
  const submit = async () => {
    const body = {
      kind: form.kind,
      channel: form.channel,
      fromUnitId: form.fromUnitId,
      recipientIds: form.recipientIds,
      otherRecipients: outside,
      form: content.choice,
      fields: content.fields,
      claimedFoundAt: form.claimedFoundAt,
      claimedSentAt: form.claimedSentAt,
      skipReason: form.skipReason.trim() === '' ? null : form.skipReason,
      parentIsSubject: form.parentIsSubject,
    }
    let shortfall: string | null = null
    const run = async () => {
      const sent = await commands.sendReport(room.incident.id, body)
      shortfall = sent.shortfall && refusalText({ verb: 'report', allowed: false, refusal: sent.shortfall }, words)
    }
    if (!(await act(run, { renew: ['record', 'clocks', 'messages', 'flags'] }))) return
    if (shortfall === null) void message.success(words.reports.sent(names))
    else void message.warning(words.reports.shortfall(shortfall), 12)
    onClose()
  }
  return (
    <Sheet
      title={words.moves.incident.report}
      verb={words.moves.incident.report}
      width={680}
      consequence={
        <>
          {names === '' ? words.reports.chooseRecipient : words.reports.means(names)}{' '}
          {clock && <RunningTime clock={clock} />}
        </>
      }
      busy={busy}
      error={error}
      ready={
        form.fromUnitId !== '' &&
        (chosen.length > 0 || outside.length > 0) &&
        formComplete(content.form, form.kind, content.fields) &&
        callTimed &&
        (!skipsOver || !reasonAsked || form.skipReason.trim() !== '')
      }
      onDo={() => void submit()}
      onClose={onClose}
    >
      <div className="row top form-row">
        <LabelledGroup label={words.reports.kind}>
          <Radio.Group
            optionType="button"
            value={form.kind}
            onChange={(event) => set({ kind: event.target.value })}
            options={(['first', 'follow_up', 'final'] as const).map((value) => ({
              value,
              label: words.states.reportKind[value],
            }))}
          />
        </LabelledGroup>
        <Labelled label={words.reports.from} required>
          <Select
            value={form.fromUnitId}
            onChange={(fromUnitId) => set({ fromUnitId, kind: kindOwed(room.reports, fromUnitId) })}
            options={from.map((unit) => ({ value: unit.id, label: unit.name }))}
          />
        </Labelled>
      </div>
      <fieldset className="plain-fieldset stack">
        <legend className="label">{words.reports.recipients}</legend>
        {recipients.length === 0 && <p className="quiet">{words.reports.noRecipients}</p>}
        {recipients.map((unit) => (
          <Checkbox
            key={unit.id}
            checked={form.recipientIds.includes(unit.id)}
            onChange={(event) =>
              set({
                recipientIds: event.target.checked
                  ? [...form.recipientIds, unit.id]
                  : form.recipientIds.filter((id) => id !== unit.id),
              })
            }
          >
            {unit.name}{' '}
            <span className="faint">
              {unit.satisfies ? words.reports.satisfies : words.reports.satisfiesNot}
              {unit.skipsLevel && ` · ${words.reports.skips}`}
            </span>
          </Checkbox>
        ))}
        {chosen.length > 0 && !satisfied && <p className="notice step3">{words.reports.noneSatisfies}</p>}
      </fieldset>
      <LabelledGroup label={words.reports.channel} hint={words.reports.channelMeans[form.channel]}>
        <Radio.Group
          optionType="button"
          value={form.channel}
          onChange={(event) => set({ channel: event.target.value })}
          options={(['system', 'phone', 'written', 'fax'] as const).map((value) => ({
            value,
            label: words.states.channel[value],
          }))}
        />
      </LabelledGroup>
      {form.channel === 'phone' && (
        <TimeField
          label={words.reports.callAt}
          value={form.claimedSentAt}
          onChange={(claimedSentAt) => set({ claimedSentAt })}
          required
        />
      )}
      {skips && (
        <>
          <Labelled
            label={words.reports.skipReason}
            hint={reasonAsked ? words.reports.skipMust : words.reports.skipHint}
            required={reasonAsked}
          >
            <Input
              value={form.skipReason}
              maxLength={500}
              onChange={(event) => set({ skipReason: event.target.value })}
            />
          </Labelled>
          <Checkbox checked={form.parentIsSubject} onChange={(event) => set({ parentIsSubject: event.target.checked })}>
            {words.reports.parentIsSubject}
          </Checkbox>
        </>
      )}
      <ReportFormPart state={content} kind={form.kind} error={error} />
      <details>
        <summary className="faint">{words.reports.claimed}</summary>
        <div className="row top form-row">
          <TimeField
            label={words.reports.claimedFoundAt}
            value={form.claimedFoundAt}
            onChange={(claimedFoundAt) => set({ claimedFoundAt })}
          />
          <Labelled label={words.reports.outside} hint={words.reports.outsideHint}>
            <Input.TextArea
              rows={2}
              value={form.outside}
              maxLength={1000}
              onChange={(event) => set({ outside: event.target.value })}
            />
          </Labelled>
          {form.channel !== 'phone' && (
            <TimeField
              label={words.reports.claimedSentAt}
              value={form.claimedSentAt}
              onChange={(claimedSentAt) => set({ claimedSentAt })}
              hint={words.reports.claimedHint}
            />
          )}
        </div>
      </details>
    </Sheet>
  )
}
