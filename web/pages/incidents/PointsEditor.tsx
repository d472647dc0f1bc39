/**
 * Writing talking points: summary, facts bound to official figures, what to say and not to say, questions with answers.
 * What is typed is kept in this browser until it is saved, so that a lost session loses no words.
 */
import { Button, Input } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import { type FigureShown, type TalkingPointsBodyGiven, talkingPointsBodySchema } from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import { ProblemNote } from '../../components/Answer.tsx'
import { FigureLine } from '../../components/ClaimFacts.tsx'
import { MachineTag } from '../../components/StateTag.tsx'
import { Labelled } from '../../components/Sheet.tsx'
import { TimeField } from '../../components/TimeField.tsx'
import { useWords } from '../../preferences.tsx'
import { forgetDraft, keepDraft, keptDraft, pointsDraft } from './kept-draft.ts'
import { FigurePicker } from './FigurePicker.tsx'
import { PointsPicker } from './PointsPicker.tsx'

type Body = TalkingPointsBodyGiven
/** Characters; workflow/talking-points/body.ts refuses more. */
const shortLimits = { core: 20, reply: 200 } as const
const fits = ({ short }: Body): boolean =>
  [...(short?.core ?? '')].length <= shortLimits.core && [...(short?.reply ?? '')].length <= shortLimits.reply
export const emptyBody: Body = { summary: '', facts: [{ text: '', figureId: null }], dos: [], donts: [], questions: [] }

type Props = {
  initial: Body
  figures?: Record<string, FigureShown>
  /** The words it begins from are a machine's: they must be changed. */
  isMachine?: boolean
  /** What was said of the text it begins from. */
  beside?: ReactNode
  verb: string
  storageKey: string
  save: (body: Body) => Promise<unknown>
  onSaved: () => void
  onCancel: () => void
}

export function PointsEditor({
  initial,
  figures = {},
  isMachine = false,
  beside,
  verb,
  storageKey,
  save,
  onSaved,
  onCancel,
}: Props) {
  const words = useWords()
  const { act, busy, error } = useAct(true)
  const [body, setBody] = useState<Body>(() => keptDraft(storageKey, pointsDraft) ?? initial)
  const [known, setKnown] = useState(figures)
  const [picking, setPicking] = useState<number | null>(null)
  const [taking, setTaking] = useState(false)
  useEffect(() => keepDraft(storageKey, body), [storageKey, body])
  const set = (change: Partial<Body>) => setBody((now) => ({ ...now, ...change }))
  const cleaned = withoutEmptyLines(body)
  const ready = talkingPointsBodySchema.safeParse(cleaned).success && fits(cleaned)
  const submit = async () => {
    if (!(await act(() => save(cleaned), { done: words.common.saved, renew: ['record'] }))) return
    forgetDraft(storageKey)
    onSaved()
  }
  const setFact = (at: number, change: Partial<Body['facts'][number]>) =>
    set({ facts: body.facts.map((fact, i) => (i === at ? { ...fact, ...change } : fact)) })
  return (
    <div className="stack wide editor">
      {isMachine && (
        <p className="notice step2">
          <MachineTag /> {words.pointsDrafts.notice}
        </p>
      )}
      {beside}
      <div>
        <Button size="small" onClick={() => setTaking(true)}>
          {words.talkingPoints.takeFrom}
        </Button>
      </div>
      <Labelled label={words.talkingPoints.summary} hint={words.talkingPoints.summaryHint} required>
        <Input.TextArea
          value={body.summary}
          autoSize={{ minRows: 3, maxRows: 12 }}
          maxLength={4000}
          showCount
          onChange={(event) => set({ summary: event.target.value })}
        />
      </Labelled>
      {(['core', 'reply'] as const).map((part) => (
        <Labelled key={part} label={words.talkingPoints[part]} hint={words.talkingPoints.shortHint[part]}>
          <Input.TextArea
            value={body.short?.[part] ?? ''}
            autoSize={{ minRows: 1, maxRows: 6 }}
            // Too long is shown and not cut: what was pasted stays there to be shortened.
            count={{ show: true, max: shortLimits[part] }}
            onChange={(event) => set({ short: { core: '', reply: '', ...body.short, [part]: event.target.value } })}
          />
        </Labelled>
      ))}
      <Group
        title={words.talkingPoints.facts}
        hint={words.talkingPoints.factsHint}
        add={words.talkingPoints.addFact}
        onAdd={() => set({ facts: [...body.facts, { text: '', figureId: null }] })}
      >
        {body.facts.map((fact, at) => (
          <Line key={at} onRemove={() => set({ facts: body.facts.filter((_, i) => i !== at) })}>
            <Input.TextArea
              value={fact.text}
              autoSize={{ minRows: 1, maxRows: 6 }}
              maxLength={2000}
              aria-label={`${words.talkingPoints.facts} ${at + 1}`}
              onChange={(event) => setFact(at, { text: event.target.value })}
            />
            <div className={`figure-card row between ${fact.figureId === null ? 'unbound' : ''}`}>
              {fact.figureId !== null && known[fact.figureId] ? (
                <FigureLine figure={known[fact.figureId]!} />
              ) : (
                <span className="faint">{words.talkingPoints.noFigure}</span>
              )}
              <span className="row">
                <Button size="small" onClick={() => setPicking(at)}>
                  {words.talkingPoints.bindFigure}
                </Button>
                {fact.figureId !== null && (
                  <Button size="small" onClick={() => setFact(at, { figureId: null })}>
                    {words.talkingPoints.unbind}
                  </Button>
                )}
              </span>
            </div>
          </Line>
        ))}
      </Group>
      {(['dos', 'donts'] as const).map((name) => (
        <Group
          key={name}
          title={words.talkingPoints[name]}
          add={words.talkingPoints.addLine}
          onAdd={() => set({ [name]: [...body[name], ''] })}
        >
          {body[name].map((line, at) => (
            <Line key={at} onRemove={() => set({ [name]: body[name].filter((_, i) => i !== at) })}>
              <Input
                value={line}
                maxLength={2000}
                aria-label={`${words.talkingPoints[name]} ${at + 1}`}
                onChange={(event) => set({ [name]: body[name].map((old, i) => (i === at ? event.target.value : old)) })}
              />
            </Line>
          ))}
        </Group>
      ))}
      <Questions body={body} set={set} />
      <Group
        title={words.talkingPoints.quoted}
        hint={words.talkingPoints.quotedHint}
        add={words.talkingPoints.addQuoted}
        onAdd={() => set({ quoted: [...(body.quoted ?? []), ''] })}
      >
        {(body.quoted ?? []).map((line, at) => (
          <Line key={at} onRemove={() => set({ quoted: body.quoted?.filter((_, i) => i !== at) })}>
            <Input
              value={line}
              maxLength={100}
              aria-label={`${words.talkingPoints.quoted} ${at + 1}`}
              onChange={(event) => set({ quoted: body.quoted?.map((old, i) => (i === at ? event.target.value : old)) })}
            />
          </Line>
        ))}
      </Group>
      <fieldset className="plain-fieldset stack">
        <legend className="label">{words.talkingPoints.valid}</legend>
        <p className="faint">{words.talkingPoints.validHint}</p>
        <div className="row">
          {(['from', 'until'] as const).map((part) => (
            <TimeField
              key={part}
              label={words.talkingPoints[part === 'from' ? 'validFrom' : 'validUntil']}
              value={body.valid?.[part] ?? null}
              onChange={(at) => set({ valid: { from: null, until: null, ...body.valid, [part]: at } })}
            />
          ))}
        </div>
      </fieldset>
      <ProblemNote error={error} />
      <div className="row pinned">
        <Button type="primary" loading={busy} disabled={!ready} onClick={() => void submit()}>
          {verb}
        </Button>
        <Button
          onClick={() => {
            forgetDraft(storageKey)
            onCancel()
          }}
        >
          {words.common.cancel}
        </Button>
        {!ready && <span className="faint">{words.talkingPoints.notReady}</span>}
      </div>
      {taking && (
        <PointsPicker
          onClose={() => setTaking(false)}
          onPick={(found) => {
            setKnown((now) => ({ ...now, ...found.figures }))
            setBody((now) => joined(withoutEmptyLines(now), found.body))
            setTaking(false)
          }}
        />
      )}
      {picking !== null && (
        <FigurePicker
          onClose={() => setPicking(null)}
          onPick={(figure) => {
            setKnown((now) => ({ ...now, [figure.id]: figure }))
            setFact(picking, { figureId: figure.id })
            setPicking(null)
          }}
        />
      )}
    </div>
  )
}

function Questions({ body, set }: { body: Body; set: (change: Partial<Body>) => void }) {
  const words = useWords()
  const change = (at: number, part: Partial<Body['questions'][number]>) =>
    set({ questions: body.questions.map((old, i) => (i === at ? { ...old, ...part } : old)) })
  return (
    <Group
      title={words.talkingPoints.questions}
      add={words.talkingPoints.addQuestion}
      onAdd={() => set({ questions: [...body.questions, { question: '', answer: '' }] })}
    >
      {body.questions.map((entry, at) => (
        <Line key={at} onRemove={() => set({ questions: body.questions.filter((_, i) => i !== at) })}>
          <Input
            value={entry.question}
            maxLength={2000}
            placeholder={words.talkingPoints.q}
            aria-label={`${words.talkingPoints.q} ${at + 1}`}
            onChange={(event) => change(at, { question: event.target.value })}
          />
          <Input.TextArea
            value={entry.answer}
            autoSize={{ minRows: 2, maxRows: 8 }}
            maxLength={4000}
            placeholder={words.talkingPoints.a}
            aria-label={`${words.talkingPoints.a} ${at + 1}`}
            onChange={(event) => change(at, { answer: event.target.value })}
          />
        </Line>
      ))}
    </Group>
  )
}

function Group(props: { title: string; hint?: string; add: string; onAdd: () => void; children: ReactNode }) {
  return (
    <fieldset className="plain-fieldset stack">
      <legend className="label">{props.title}</legend>
      {props.hint && <p className="faint">{props.hint}</p>}
      {props.children}
      <div>
        <Button size="small" onClick={props.onAdd}>
          {props.add}
        </Button>
      </div>
    </fieldset>
  )
}

function Line({ onRemove, children }: { onRemove: () => void; children: ReactNode }) {
  const words = useWords()
  return (
    <div className="editor-line">
      <div className="stack">{children}</div>
      <Button size="small" type="text" aria-label={words.common.remove} title={words.common.remove} onClick={onRemove}>
        ✕
      </Button>
    </div>
  )
}

/** What is there stays, the words taken over follow it. For how long they may be said was approved for their own matter only. */
const joined = (own: Body, taken: Body): Body => ({
  ...own,
  summary: [own.summary, taken.summary].filter((line) => line.trim() !== '').join('\n'),
  ...(own.short || taken.short ? { short: own.short ?? taken.short } : {}),
  facts: [...own.facts, ...taken.facts],
  dos: [...own.dos, ...taken.dos],
  donts: [...own.donts, ...taken.donts],
  questions: [...own.questions, ...taken.questions],
  quoted: [...(own.quoted ?? []), ...(taken.quoted ?? [])],
})

/** Lines that were opened and left empty are not sent. */
function withoutEmptyLines(body: Body): Body {
  const filled = (line: string) => line.trim() !== ''
  return {
    summary: body.summary,
    ...(body.short?.core.trim() || body.short?.reply.trim() ? { short: body.short } : {}),
    facts: body.facts.filter((fact) => filled(fact.text)),
    dos: body.dos.filter(filled),
    donts: body.donts.filter(filled),
    questions: body.questions.filter((entry) => filled(entry.question) || filled(entry.answer)),
    ...(body.valid?.from || body.valid?.until ? { valid: body.valid } : {}),
    ...(body.quoted?.some(filled) ? { quoted: body.quoted.filter(filled) } : {}),
  }
}
