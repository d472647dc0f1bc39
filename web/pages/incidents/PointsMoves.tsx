/** The moves of one version: pass on, sign or send back, publish, recall, log an answer. Signing names text and hash. */
import { Input } from 'antd'
import { useState } from 'react'
import type { Me, Move, TalkingPointsDetail } from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import { MoveBar, type MoveChoice } from '../../components/MoveButton.tsx'
import { findMove } from '../../components/moves.ts'
import { Labelled, Sheet } from '../../components/Sheet.tsx'
import { useWords } from '../../preferences.tsx'
import { commands } from '../../requests.ts'
import { AskSheet, askedUnits, DivisionChoice, FactsSheet } from './PointsChecks.tsx'
import { RecordOralSheet, SettleOralSheet } from './PointsOral.tsx'

/** A signing step has two outcomes; the server may name the return as a move of its own or leave it to the step. */
const returns = {
  'check-facts': 'return-facts',
  office: 'return-office',
  'leading-group': 'return-leading-group',
} as const
type SignVerb = keyof typeof returns
type Open =
  | { kind: 'send'; verb: 'submit' | 'publish' }
  | { kind: 'sign'; verb: SignVerb; approved: boolean }
  | { kind: 'recall' }
  | { kind: 'ask' }
  | { kind: 'oral' }
  | { kind: 'word'; confirmed: boolean }
  | { kind: 'facts'; objects: boolean }
  | { kind: 'answer'; deviates: boolean }

const renew = ['record', 'messages', 'clocks']

export function PointsMoves({ detail, me, onEdit }: { detail: TalkingPointsDetail; me: Me; onEdit: () => void }) {
  const words = useWords()
  const [open, setOpen] = useState<Open | null>(null)
  const moves = withReturns(detail.moves)
  const asked = detail.asks.some((ask) => ask.state !== 'ended')
  const signs = (Object.keys(returns) as SignVerb[]).flatMap((verb): MoveChoice[] => [
    {
      verb,
      label: words.moves.talkingPoints[verb],
      onClick: () =>
        setOpen(
          verb === 'check-facts' && asked ? { kind: 'facts', objects: false } : { kind: 'sign', verb, approved: true },
        ),
    },
    {
      verb: returns[verb],
      label: words.talkingPoints.sendBack,
      onClick: () => setOpen({ kind: 'sign', verb, approved: false }),
    },
  ])
  const choices: MoveChoice[] = [
    ...signs,
    {
      verb: 'confirm-oral',
      label: words.moves.talkingPoints['confirm-oral'],
      onClick: () => setOpen({ kind: 'word', confirmed: true }),
    },
    {
      verb: 'deny-oral',
      label: words.moves.talkingPoints['deny-oral'],
      onClick: () => setOpen({ kind: 'word', confirmed: false }),
      danger: true,
    },
    {
      verb: 'record-oral',
      label: words.moves.talkingPoints['record-oral'],
      onClick: () => setOpen({ kind: 'oral' }),
    },
    {
      verb: 'object-facts',
      label: words.moves.talkingPoints['object-facts'],
      onClick: () => setOpen({ kind: 'facts', objects: true }),
    },
    {
      verb: 'ask-facts',
      label: words.moves.talkingPoints['ask-facts'],
      onClick: () => setOpen({ kind: 'ask' }),
    },
    {
      verb: 'publish',
      label: words.moves.talkingPoints.publish,
      onClick: () => setOpen({ kind: 'send', verb: 'publish' }),
    },
    {
      verb: 'submit',
      label: words.moves.talkingPoints.submit,
      onClick: () => setOpen({ kind: 'send', verb: 'submit' }),
    },
    {
      verb: 'answer',
      label: words.moves.talkingPoints.answer,
      onClick: () => setOpen({ kind: 'answer', deviates: false }),
    },
    {
      verb: 'deviate',
      label: words.moves.talkingPoints.deviate,
      onClick: () => setOpen({ kind: 'answer', deviates: true }),
    },
    { verb: 'revise', label: words.moves.talkingPoints.revise, onClick: onEdit },
    {
      verb: 'recall',
      label: words.moves.talkingPoints.recall,
      onClick: () => setOpen({ kind: 'recall' }),
      danger: true,
    },
  ]
  return (
    <div className="no-print">
      {judged.includes(detail.talkingPoints.state) && <OpenComments detail={detail} />}
      <MoveBar moves={moves} choices={withoutIdleReturns(choices, moves)} />
      {open && <OpenSheet open={open} detail={detail} me={me} onClose={() => setOpen(null)} />}
    </div>
  )
}

/** States in which somebody is to put their name to the text. */
const judged: readonly string[] = ['fact_check', 'office_approval', 'pending_leading_group']

/** Said to whoever is to sign, before any window opens. */
function OpenComments({ detail }: { detail: TalkingPointsDetail }) {
  const words = useWords()
  const { openComments } = detail.talkingPoints
  return openComments > 0 ? <p className="notice step2">{words.comments.open(openComments)}</p> : null
}

function withReturns(moves: Move[]): Move[] {
  const missing = (Object.keys(returns) as SignVerb[]).flatMap((verb): Move[] => {
    const move = findMove(moves, verb)
    return move?.allowed && !findMove(moves, returns[verb]) ? [{ verb: returns[verb], allowed: true }] : []
  })
  return [...moves, ...missing]
}

/** "退回修改" stands beside the step it belongs to only where it can be done; refused ones are said once, by the step. */
const withoutIdleReturns = (choices: MoveChoice[], moves: Move[]): MoveChoice[] =>
  choices.filter(({ verb }) => !idle.has(verb) || findMove(moves, verb)?.allowed)
const idle = new Set<string>([...Object.values(returns), 'object-facts', 'confirm-oral', 'deny-oral'])

function OpenSheet({
  open,
  detail,
  me,
  onClose,
}: {
  open: Open
  detail: TalkingPointsDetail
  me: Me
  onClose: () => void
}) {
  if (open.kind === 'oral') return <RecordOralSheet detail={detail} me={me} onClose={onClose} />
  if (open.kind === 'word')
    return <SettleOralSheet detail={detail} me={me} confirmed={open.confirmed} onClose={onClose} />
  if (open.kind === 'ask') return <AskSheet detail={detail} onClose={onClose} />
  if (open.kind === 'facts') return <FactsSheet detail={detail} me={me} objects={open.objects} onClose={onClose} />
  if (open.kind === 'answer') return <AnswerSheet detail={detail} deviates={open.deviates} onClose={onClose} />
  return <SignSheet open={open} detail={detail} me={me} onClose={onClose} />
}

function SignSheet({
  open,
  detail,
  me,
  onClose,
}: {
  open: Exclude<Open, { kind: 'answer' | 'ask' | 'facts' | 'oral' | 'word' }>
  detail: TalkingPointsDetail
  me: Me
  onClose: () => void
}) {
  const words = useWords()
  const { act, busy, error } = useAct(true)
  const [comment, setComment] = useState('')
  const [unitIds, setUnitIds] = useState(() => askedUnits(detail))
  const { id, revision, hash, n } = detail.talkingPoints
  const back = open.kind === 'sign' && !open.approved
  const needsWords = back || open.kind === 'recall'
  const verb = open.kind === 'recall' ? 'recall' : open.verb
  const label = back ? words.talkingPoints.sendBack : words.moves.talkingPoints[verb]
  const body = () => {
    if (open.kind === 'recall') return { reason: comment }
    if (open.kind === 'sign') return { revision, hash, approved: open.approved, comment }
    return open.verb === 'submit' ? { revision, hash, unitIds } : { revision, hash }
  }
  const means = back
    ? words.talkingPoints.backMeans
    : words.talkingPoints.means[verb](words.talkingPoints.named(n, revision), me.user.name)
  const submit = async () => {
    const done = await act(() => commands.talkingPoints(id, verb, body()), { done: words.common.saved, renew })
    if (done) onClose()
  }
  return (
    <Sheet
      title={label}
      verb={label}
      consequence={
        <>
          {means}
          {open.kind !== 'recall' && (
            <>
              <br />
              <span className="mono faint">
                {words.talkingPoints.fingerprint} {hash.slice(0, 16)}
              </span>
            </>
          )}
        </>
      }
      danger={open.kind === 'recall'}
      busy={busy}
      error={error}
      ready={!needsWords || comment.trim() !== ''}
      onDo={() => void submit()}
      onClose={onClose}
    >
      {open.kind === 'send' && open.verb === 'submit' && (
        <DivisionChoice divisions={detail.divisions} value={unitIds} onChange={setUnitIds} />
      )}
      {(open.kind === 'sign' || open.kind === 'recall') && (
        <Labelled label={needsWords ? words.common.reason : words.talkingPoints.comment} required={needsWords}>
          <Input.TextArea
            rows={3}
            maxLength={2000}
            value={comment}
            onChange={(event) => setComment(event.target.value)}
          />
        </Labelled>
      )}
    </Sheet>
  )
}

function AnswerSheet({
  detail,
  deviates,
  onClose,
}: {
  detail: TalkingPointsDetail
  /** Said already, beyond the text or from one that is not in force: written down as that. */
  deviates: boolean
  onClose: () => void
}) {
  const words = useWords()
  const { act, busy, error } = useAct(true)
  const { id, revision, n } = detail.talkingPoints
  const [form, setForm] = useState({ reporter: '', outlet: '', question: '', answer: '', deviation: '' })
  const names = ['outlet', 'reporter', 'question', 'answer', ...(deviates ? (['deviation'] as const) : [])] as const
  const label = words.moves.talkingPoints[deviates ? 'deviate' : 'answer']
  const submit = async () => {
    const done = await act(() => commands.talkingPoints(id, 'answers', { revision, ...form }), {
      done: words.talkingPoints.answerLogged,
      renew,
    })
    if (done) onClose()
  }
  return (
    <Sheet
      title={label}
      verb={label}
      consequence={
        deviates
          ? words.talkingPoints.means.deviate
          : words.talkingPoints.means.answer(words.talkingPoints.named(n, revision), '')
      }
      busy={busy}
      error={error}
      ready={names.every((name) => form[name].trim() !== '')}
      onDo={() => void submit()}
      onClose={onClose}
    >
      {names.map((name) => (
        <Labelled key={name} label={words.fields[name]} required>
          {name === 'answer' || name === 'question' || name === 'deviation' ? (
            <Input.TextArea
              rows={name === 'answer' ? 4 : 2}
              maxLength={name === 'answer' ? 4000 : 2000}
              value={form[name]}
              onChange={(event) => setForm({ ...form, [name]: event.target.value })}
            />
          ) : (
            <Input
              maxLength={name === 'reporter' ? 60 : 100}
              value={form[name]}
              onChange={(event) => setForm({ ...form, [name]: event.target.value })}
            />
          )}
        </Labelled>
      ))}
    </Sheet>
  )
}
