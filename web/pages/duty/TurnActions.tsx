/** What may be done with a turn: checking in, for others too, handing over, signing for it, cancelling. Only what is possible now. */
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { DutyTurnShown } from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import { findMove } from '../../components/moves.ts'
import { Labelled, Sheet } from '../../components/Sheet.tsx'
import { useWords } from '../../preferences.tsx'
import { commands } from '../../requests.ts'
import { timeText } from '../../times.ts'

type Open = 'enter-check-in' | 'hand-over' | 'take' | 'cancel'

export function TurnActions({ turn }: { turn: DutyTurnShown }) {
  const words = useWords()
  const w = words.roster
  const [open, setOpen] = useState<Open | null>(null)
  const { act, busy } = useAct()
  const may = (verb: string) => findMove(turn.moves, verb)?.allowed === true
  const run = () => act(() => commands.turn(turn.id, 'check-in', {}), { done: words.common.saved, renew: ['record'] })
  return (
    <div className="row">
      {may('check-in') && (
        <Button
          size="small"
          type={turn.checkIns.length > 0 ? 'default' : 'primary'}
          loading={busy}
          onClick={() => void run()}
        >
          {w.checkIn}
        </Button>
      )}
      {may('enter-check-in') && !may('check-in') && (
        <Button size="small" onClick={() => setOpen('enter-check-in')}>
          {w.enterCheckIn}
        </Button>
      )}
      {may('hand-over') && !turn.handover && (
        <Button size="small" onClick={() => setOpen('hand-over')}>
          {w.handOver}
        </Button>
      )}
      {turn.handover?.mayTake && (
        <Button size="small" type="primary" onClick={() => setOpen('take')}>
          {w.take}
        </Button>
      )}
      {may('cancel') && (
        <Button size="small" onClick={() => setOpen('cancel')}>
          {w.cancel}
        </Button>
      )}
      {open && <TurnSheet turn={turn} verb={open} onClose={() => setOpen(null)} />}
    </div>
  )
}

function TurnSheet({ turn, verb, onClose }: { turn: DutyTurnShown; verb: Open; onClose: () => void }) {
  const words = useWords()
  const w = words.roster
  const { act, busy, error } = useAct(true)
  const [text, setText] = useState('')
  const [userId, setUserId] = useState((turn.absent[0] ?? turn.person).id)
  const titles = { 'enter-check-in': w.enterCheckIn, 'hand-over': w.handOver, take: w.take, cancel: w.cancel }
  const means = {
    ...{
      'enter-check-in': w.enterCheckInMeans,
      'hand-over': w.handOverMeans,
      take: w.takeMeans,
      cancel: w.cancelMeans,
    },
  }
  const run = () => {
    if (verb === 'take') return commands.takeDuty(turn.handover!.id)
    const said = verb === 'hand-over' ? { note: text } : { reason: text, ...(verb === 'cancel' ? {} : { userId }) }
    return commands.turn(turn.id, verb === 'enter-check-in' ? 'check-in' : verb, said)
  }
  const needsText = verb === 'enter-check-in' || verb === 'cancel'
  return (
    <Sheet
      title={`${titles[verb]} · ${turn.person.name}`}
      verb={titles[verb]}
      consequence={means[verb]}
      danger={verb === 'cancel'}
      busy={busy}
      error={error}
      ready={!needsText || text.trim() !== ''}
      onDo={async () => {
        if (await act(run, { done: words.common.saved, renew: ['record'] })) onClose()
      }}
      onClose={onClose}
    >
      {verb === 'enter-check-in' && turn.absent.length > 1 && (
        <Labelled label={w.person}>
          <Select
            value={userId}
            onChange={setUserId}
            options={turn.absent.map((p) => ({ value: p.id, label: p.name }))}
          />
        </Labelled>
      )}
      {verb === 'take' && turn.handover ? (
        <Matters handover={turn.handover} />
      ) : (
        <Labelled
          label={verb === 'hand-over' ? w.handOverNote : verb === 'cancel' ? words.common.reason : w.why}
          required={needsText}
        >
          <Input.TextArea rows={3} maxLength={500} value={text} onChange={(e) => setText(e.target.value)} />
        </Labelled>
      )}
    </Sheet>
  )
}

function Matters({ handover }: { handover: NonNullable<DutyTurnShown['handover']> }) {
  const words = useWords()
  const w = words.roster
  const duties: Record<string, string> = words.states.duty
  return (
    <div className="stack wide">
      <strong>{w.matters(handover.matters.length + handover.moreMatters)}</strong>
      <ul className="plain-list">
        {handover.matters.map((m) => (
          <li key={`${m.incidentId} ${m.what} ${m.limitAt}`}>
            <Link to={`/incidents/${m.incidentId}`}>
              {m.no} {m.title}
            </Link>
            <div className="faint">
              {m.what || duties[m.duty]} · {timeText(m.limitAt)}
            </div>
          </li>
        ))}
      </ul>
      {handover.moreMatters > 0 && <p className="faint">{w.moreMatters(handover.moreMatters)}</p>}
      {handover.note && (
        <p>
          {w.handOverNote}
          {words.common.colon}
          {handover.note}
        </p>
      )}
    </div>
  )
}
