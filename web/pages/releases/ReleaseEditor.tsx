/** Writing a release: title, text, openness, wrong numbers it quotes, and for a spoken kind its meeting. Kept in this browser until saved. */
import { Button, Input, Select } from 'antd'
import { useEffect, useState } from 'react'
import type { ReleaseBodyShown, ReleaseRowShown } from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import { ProblemNote } from '../../components/Answer.tsx'
import { Labelled, LabelledGroup } from '../../components/Sheet.tsx'
import { TimeField } from '../../components/TimeField.tsx'
import { useWords } from '../../preferences.tsx'
import { forgetDraft, keepDraft, keptDraft, releaseDraft } from '../incidents/kept-draft.ts'

type Kind = ReleaseRowShown['kind']
type Body = ReleaseBodyShown
type Meeting = NonNullable<Body['meeting']>
const allKinds: Kind[] = ['statement', 'notice', 'response_article', 'press_conference', 'media_briefing', 'update']
const isSpoken = (kind: Kind) => kind === 'press_conference' || kind === 'media_briefing'

export const emptyRelease: Body = { title: '', text: '', publicity: 'public', quoted: [], claim: '', meeting: null }
const emptyMeeting: Meeting = { venue: '', at: '', invitation: '', speakers: [{ name: '', post: '' }], agenda: [] }

export function ReleaseEditor({
  title,
  initial,
  kind: fixedKind,
  kinds,
  storageKey,
  save,
  onSaved,
  onCancel,
}: {
  title: string
  initial: Body
  /** Given where the release exists: its kind stays. */
  kind?: Kind
  /** A rolling update needs an open news centre. */
  kinds?: 'no-update' | undefined
  storageKey: string
  save: (kind: Kind, body: Body) => Promise<unknown>
  onSaved: () => void
  onCancel: () => void
}) {
  const words = useWords()
  const { act, busy, error } = useAct(true)
  const [kind, setKind] = useState<Kind>(fixedKind ?? 'statement')
  const [body, setBody] = useState<Body>(() => keptDraft(storageKey, releaseDraft) ?? initial)
  useEffect(() => keepDraft(storageKey, body), [storageKey, body])
  const set = (change: Partial<Body>) => setBody((now) => ({ ...now, ...change }))
  const meeting = isSpoken(kind) ? (body.meeting ?? emptyMeeting) : null
  const cleaned = cleanedOf({ ...body, meeting })
  const ready = cleaned.title !== '' && cleaned.text !== '' && (!meeting || isComplete(cleaned.meeting))
  const submit = async () => {
    if (!(await act(() => save(kind, cleaned), { done: words.common.saved, renew: ['record'] }))) return
    forgetDraft(storageKey)
    onSaved()
  }
  return (
    <div className="stack wide editor">
      <h3>{title}</h3>
      {!fixedKind && (
        <Labelled label={words.releases.kindLabel} required>
          <Select
            value={kind}
            onChange={setKind}
            options={allKinds
              .filter((value) => value !== 'update' || kinds !== 'no-update')
              .map((value) => ({ value, label: words.releases.kind[value] }))}
          />
        </Labelled>
      )}
      <Labelled label={words.releases.titleField} required>
        <Input value={body.title} maxLength={120} showCount onChange={(e) => set({ title: e.target.value })} />
      </Labelled>
      <Labelled label={words.releases.text} required>
        <Input.TextArea
          value={body.text}
          autoSize={{ minRows: 8, maxRows: 24 }}
          maxLength={20_000}
          showCount
          onChange={(e) => set({ text: e.target.value })}
        />
      </Labelled>
      <Labelled label={words.releases.publicity} required>
        <Select
          value={body.publicity}
          onChange={(publicity) => set({ publicity })}
          options={(['public', 'on_request', 'not_public'] as const).map((value) => ({
            value,
            label: words.releases.publicities[value],
          }))}
        />
      </Labelled>
      {meeting && <MeetingFields meeting={meeting} set={(next) => set({ meeting: next })} />}
      <Lines
        label={words.releases.quoted}
        hint={words.releases.quotedHint}
        add={words.releases.addQuoted}
        lines={body.quoted}
        max={100}
        set={(quoted) => set({ quoted })}
      />
      <Labelled label={words.releases.claim} hint={words.releases.claimHint}>
        <Input value={body.claim} maxLength={500} onChange={(e) => set({ claim: e.target.value })} />
      </Labelled>
      <ProblemNote error={error} />
      <div className="row pinned">
        <Button type="primary" loading={busy} disabled={!ready} onClick={() => void submit()}>
          {words.releases.save}
        </Button>
        <Button
          onClick={() => {
            forgetDraft(storageKey)
            onCancel()
          }}
        >
          {words.common.cancel}
        </Button>
        {!ready && <span className="faint">{words.releases.notReady}</span>}
      </div>
    </div>
  )
}

function MeetingFields({ meeting, set }: { meeting: Meeting; set: (meeting: Meeting) => void }) {
  const words = useWords()
  const change = (part: Partial<Meeting>) => set({ ...meeting, ...part })
  const speaker = (at: number, part: Partial<Meeting['speakers'][number]>) =>
    change({ speakers: meeting.speakers.map((old, n) => (n === at ? { ...old, ...part } : old)) })
  return (
    <fieldset className="plain-fieldset stack">
      <legend className="label">{words.releases.meeting}</legend>
      <Labelled label={words.releases.venue} required>
        <Input value={meeting.venue} maxLength={200} onChange={(e) => change({ venue: e.target.value })} />
      </Labelled>
      <TimeField
        label={words.releases.meetingAt}
        value={meeting.at || null}
        onChange={(at) => change({ at: at ?? '' })}
        required
      />
      <Labelled label={words.releases.invitation} hint={words.releases.cardHint}>
        <Input.TextArea
          rows={2}
          value={meeting.invitation}
          maxLength={4000}
          onChange={(e) => change({ invitation: e.target.value })}
        />
      </Labelled>
      <LabelledGroup label={words.releases.speakers} required>
        {meeting.speakers.map((one, at) => (
          <div className="row" key={at}>
            <Input
              value={one.name}
              maxLength={60}
              placeholder={words.releases.name}
              aria-label={`${words.releases.name} ${at + 1}`}
              onChange={(e) => speaker(at, { name: e.target.value })}
            />
            <Input
              value={one.post}
              maxLength={100}
              placeholder={words.releases.post}
              aria-label={`${words.releases.post} ${at + 1}`}
              onChange={(e) => speaker(at, { post: e.target.value })}
            />
          </div>
        ))}
        <div>
          <Button size="small" onClick={() => change({ speakers: [...meeting.speakers, { name: '', post: '' }] })}>
            {words.releases.addSpeaker}
          </Button>
        </div>
      </LabelledGroup>
      <Lines
        label={words.releases.agenda}
        add={words.releases.addAgenda}
        lines={meeting.agenda}
        max={300}
        set={(agenda) => change({ agenda })}
      />
    </fieldset>
  )
}

function Lines(props: {
  label: string
  hint?: string
  add: string
  lines: string[]
  max: number
  set: (lines: string[]) => void
}) {
  const words = useWords()
  return (
    <LabelledGroup label={props.label} {...(props.hint ? { hint: props.hint } : {})}>
      {props.lines.map((line, at) => (
        <div className="row editor-line" key={at}>
          <Input
            value={line}
            maxLength={props.max}
            aria-label={`${props.label} ${at + 1}`}
            onChange={(e) => props.set(props.lines.map((old, n) => (n === at ? e.target.value : old)))}
          />
          <Button
            size="small"
            type="text"
            aria-label={words.common.remove}
            onClick={() => props.set(props.lines.filter((_, n) => n !== at))}
          >
            ✕
          </Button>
        </div>
      ))}
      <div>
        <Button size="small" onClick={() => props.set([...props.lines, ''])}>
          {props.add}
        </Button>
      </div>
    </LabelledGroup>
  )
}

const isComplete = (m: Meeting | null): boolean => m !== null && m.venue !== '' && m.at !== '' && m.speakers.length > 0

/** Lines that were opened and left empty are not sent. */
function cleanedOf(body: Body): Body {
  const filled = (lines: string[]) => lines.map((line) => line.trim()).filter(Boolean)
  return {
    ...{ title: body.title.trim(), text: body.text.trim(), publicity: body.publicity, claim: body.claim.trim() },
    quoted: filled(body.quoted),
    meeting: body.meeting && {
      ...{ venue: body.meeting.venue.trim(), at: body.meeting.at, invitation: body.meeting.invitation.trim() },
      speakers: body.meeting.speakers.filter((s) => s.name.trim() !== '' && s.post.trim() !== ''),
      agenda: filled(body.meeting.agenda),
    },
  }
}
