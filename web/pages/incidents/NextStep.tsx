/**
 * 下一步: the one move that brings the matter on, for the person who looks at it, and the others beside it. Which comes
 * first follows the way of an incident: report before everything, then confirm, study, grade, decide, speak.
 */
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import type { IncidentPlans, IncidentRoom, Me } from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import { MoveBar } from '../../components/MoveButton.tsx'
import { findMove, isAllowed } from '../../components/moves.ts'
import { TimeText } from '../../components/TimeText.tsx'
import { useWords } from '../../preferences.tsx'
import { commands, questions } from '../../requests.ts'
import type { Section } from './IncidentRoom.tsx'
import { PlanNext } from './PlanNext.tsx'
import type { Asked } from './RunSheets.tsx'
import { nextVerb, type SheetVerb, sheetVerbs } from './next-verb.ts'

type Props = {
  room: IncidentRoom
  me: Me
  plans: IncidentPlans | null
  onMove: (verb: SheetVerb) => void
  onSection: (section: Section) => void
  onAsk: (asked: Asked) => void
}

export function NextStep({ room, me, plans, onMove, onSection, onAsk }: Props) {
  const words = useWords()
  const calls = room.reports.filter((report) => isAllowed(report.moves, 'confirm-phone'))
  const toAcknowledge = room.reports.filter((report) => isAllowed(report.moves, 'acknowledge'))
  const waiting = calls.length + toAcknowledge.length > 0
  const judges = isAllowed(room.moves, 'confirm-found-time')
  const proposed = judges && room.foundTimeProposals.some((proposal) => proposal.by.id !== me.user.id)
  // Outside of media incidents the plans say what is next; of the incident's own moves only what is the person's stands here.
  const isMedia = room.incident.family === 'media'
  const moves = isMedia ? room.moves : room.moves.filter((m) => m.allowed && m.verb !== 'draft-talking-points')
  const primary = waiting || proposed ? null : nextVerb({ ...room, moves })
  const inMotion = room.talkingPoints.find((version) =>
    ['draft', 'fact_check', 'office_approval', 'pending_leading_group', 'approved'].includes(version.state),
  )
  const points = useQuery({ ...questions.talkingPoints(inMotion?.id ?? ''), enabled: inMotion !== undefined })
  const pointsVerb = pointsVerbs.find((verb) => points.data && isAllowed(points.data.moves, verb))
  const leads = primary !== null || waiting || proposed || pointsVerb !== undefined
  const why = primary
    ? isMedia && words.incidents.why[primary]
    : waiting
      ? calls.length > 0
        ? words.incidents.confirmWhy
        : words.incidents.acknowledgeWhy
      : isMedia && !leads && words.incidents.nothingForYou
  return (
    <section className="panel stack next-step no-print" aria-label={words.incidents.nextStep}>
      <h2>{words.incidents.nextStep}</h2>
      {room.foundTimeProposals.map((proposal) => (
        <FoundTimeProposal key={proposal.id} room={room} proposal={proposal} me={me} />
      ))}
      {inMotion && pointsVerb && (
        <p className="row">
          <Button
            type={primary === null && !waiting && !proposed ? 'primary' : 'default'}
            onClick={() => onSection('talking-points')}
          >
            {words.incidents.pointsNext(words.moves.talkingPoints[pointsVerb])}
          </Button>
          <span className="quiet">
            {words.incidents.pointsInMotion(inMotion.n, words.states.talkingPoints[inMotion.state])}
          </span>
        </p>
      )}
      {waiting && (
        <p className="row">
          <Button type={proposed ? 'default' : 'primary'} onClick={() => onSection('reports')}>
            {calls.length > 0
              ? words.incidents.toConfirm(calls.length)
              : words.incidents.toAcknowledge(toAcknowledge.length)}
          </Button>
        </p>
      )}
      {why && <p className="quiet">{why}</p>}
      {moves.length > 0 && (
        <MoveBar
          moves={moves}
          primaryVerb={primary}
          choices={ordered(primary).map((verb) => ({
            verb,
            label: words.moves.incident[verb],
            onClick: () => onMove(verb),
            danger: verb === 'terminate' || verb === 'reject',
          }))}
        />
      )}
      {inMotion && !pointsVerb && (
        <p>
          <button type="button" className="plain link" onClick={() => onSection('talking-points')}>
            {words.incidents.pointsInMotion(inMotion.n, words.states.talkingPoints[inMotion.state])}
          </button>
        </p>
      )}
      {plans && plans.runs.length > 0 && (
        <PlanNext plans={plans} leads={!leads} onAsk={onAsk} onShow={() => onSection('plans')} />
      )}
    </section>
  )
}

/** What moves the talking points on; the first one that is the person's. */
const pointsVerbs = ['publish', 'leading-group', 'office', 'check-facts', 'submit'] as const

const ordered = (primary: SheetVerb | null): SheetVerb[] =>
  primary === null ? [...sheetVerbs] : [primary, ...sheetVerbs.filter((verb) => verb !== primary)]

function FoundTimeProposal({
  room,
  proposal,
  me,
}: {
  room: IncidentRoom
  proposal: IncidentRoom['foundTimeProposals'][number]
  me: Me
}) {
  const words = useWords()
  const { act, busy } = useAct()
  const move = findMove(room.moves, 'confirm-found-time')
  return (
    <div className="notice step2 stack">
      <strong>
        {words.incidents.foundTimeProposed(proposal.by.name)} · {proposal.unit.name}
      </strong>
      <p>
        <TimeText at={proposal.before} relative={false} /> → <TimeText at={proposal.foundAt} relative={false} />
      </p>
      <p>{proposal.reason}</p>
      {move && proposal.by.id !== me.user.id && (
        <MoveBar
          moves={[move]}
          busy={busy}
          choices={[
            {
              verb: 'confirm-found-time',
              label: words.moves.incident['confirm-found-time'],
              onClick: () =>
                void act(() => commands.incident(room.incident.id, 'confirm-found-time', { proposalId: proposal.id }), {
                  done: words.incidents.foundTimeConfirmed,
                  renew: ['record', 'clocks'],
                }),
            },
          ]}
        />
      )}
      {proposal.by.id === me.user.id && <p className="faint">{words.incidents.secondPersonNeeded}</p>}
    </div>
  )
}
