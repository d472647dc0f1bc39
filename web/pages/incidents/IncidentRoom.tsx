/**
 * 事件室: everything about one matter on one page. The header says what it is and what runs out, then the one next step,
 * then four sections; in print all sections follow each other.
 */
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import type { ClockShown, Me, IncidentRoom as Room } from '../../../api/contract.ts'
import { Pace } from '../../clock.ts'
import { Answer } from '../../components/Answer.tsx'
import { ClockCountdown } from '../../components/ClockCountdown.tsx'
import { IncidentTag, StateTag } from '../../components/StateTag.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { useWords } from '../../preferences.tsx'
import { questions } from '../../requests.ts'
import { timeText } from '../../times.ts'
import { toBeAsked } from '../corrections/DraftInRoom.tsx'
import { IncidentDocuments } from '../documents/IncidentDocuments.tsx'
import { IncidentReleases } from '../releases/IncidentReleases.tsx'
import { Decisions } from './Decisions.tsx'
import { MoveSheet } from './MoveSheet.tsx'
import { NextStep } from './NextStep.tsx'
import type { SheetVerb } from './next-verb.ts'
import { PlanRuns } from './PlanRuns.tsx'
import { Reports } from './Reports.tsx'
import { RoomAside } from './RoomAside.tsx'
import { ofIncident, RoomCorrections, RoomHandoffs } from './RoomOutside.tsx'
import { type Asked, RunSheet } from './RunSheets.tsx'
import { TalkingPoints } from './TalkingPoints.tsx'
import { Timeline } from './Timeline.tsx'
import { TransferSheet } from './TransferSheet.tsx'

const sections = [
  'plans',
  'timeline',
  'reports',
  'talking-points',
  'releases',
  'corrections',
  'handoffs',
  'documents',
  'decisions',
] as const
export type Section = (typeof sections)[number]

export default function IncidentRoom({ me }: { me: Me }) {
  const { incidentId = '' } = useParams()
  const answer = useQuery(questions.incident(incidentId))
  return (
    <div className="page room">
      <Answer query={answer}>{(room) => <RoomView key={room.incident.id} room={room} me={me} />}</Answer>
    </div>
  )
}

function RoomView({ room, me }: { room: Room; me: Me }) {
  const words = useWords()
  const [params, setParams] = useSearchParams()
  const { talkingPointsId } = useParams()
  const [sheet, setSheet] = useState<SheetVerb | null>(null)
  const [asked, setAsked] = useState<Asked | null>(null)
  const plans = useQuery(questions.incidentPlans(room.incident.id))
  const named = sections.find((name) => name === params.get('tab'))
  const isMedia = room.incident.family === 'media'
  const usual: Section = talkingPointsId ? 'talking-points' : isMedia ? 'timeline' : 'plans'
  const current = named ?? usual
  const show = (section: Section) => setParams({ tab: section }, { replace: true })
  const ask = (verb: SheetVerb) => {
    if (verb === 'draft-talking-points') setParams({ tab: 'talking-points', draft: '1' }, { replace: true })
    else setSheet(verb)
  }
  // What media incidents alone have is not offered elsewhere; what few of them have, where there is something.
  const ofMedia: Section[] = ['talking-points', 'releases', 'corrections', 'handoffs']
  const corrections = useQuery({ ...ofIncident(questions.corrections, room.incident.id), enabled: isMedia })
  const handoffs = useQuery({ ...ofIncident(questions.handoffs, room.incident.id), enabled: isMedia })
  const wantsRequest = toBeAsked(room, corrections.data?.items ?? []).length > 0
  const count: Record<Section, number | null> = {
    plans: plans.data?.runs.length ?? null,
    timeline: null,
    reports: room.reports.length,
    'talking-points': room.talkingPoints.length,
    releases: null,
    corrections: corrections.data?.total ?? 0,
    handoffs: handoffs.data?.total ?? 0,
    documents: null,
    decisions: room.decisions.length,
  }
  const shown = sections.filter(
    (name) =>
      (!ofMedia.includes(name) || isMedia) &&
      ((name !== 'corrections' && name !== 'handoffs') ||
        count[name] !== 0 ||
        (name === 'corrections' && wantsRequest)),
  )
  return (
    <Pace value={room.pace}>
      <RoomHead room={room} />
      <div className="room-body">
        <div className="stack wide room-main">
          <NextStep room={room} me={me} plans={plans.data ?? null} onMove={ask} onSection={show} onAsk={setAsked} />
          <div className="panel">
            <div className="tab-row" role="tablist" aria-label={words.incidents.sections}>
              {shown.map((name) => (
                <button
                  type="button"
                  role="tab"
                  key={name}
                  id={`tab-${name}`}
                  aria-selected={current === name}
                  aria-controls={`section-${name}`}
                  onClick={() => show(name)}
                >
                  {words.incidents.section[name]}
                  {count[name] !== null && count[name] > 0 && <span className="chip-count">{count[name]}</span>}
                </button>
              ))}
            </div>
            {shown.map((name) => (
              <section
                key={name}
                id={`section-${name}`}
                role="tabpanel"
                aria-labelledby={`tab-${name}`}
                className={`room-section ${current === name ? '' : 'only-print'}`}
              >
                <h2 className="only-print-title">{words.incidents.section[name]}</h2>
                {name === 'plans' && (
                  <Answer query={plans}>
                    {(all) => <PlanRuns plans={all} incidentId={room.incident.id} onAsk={setAsked} />}
                  </Answer>
                )}
                {name === 'timeline' && <Timeline entries={room.timeline} />}
                {name === 'reports' && <Reports room={room} me={me} onMove={ask} />}
                {name === 'talking-points' && <TalkingPoints room={room} me={me} />}
                {name === 'releases' && <IncidentReleases room={room} />}
                {name === 'corrections' && <RoomCorrections room={room} answer={corrections} />}
                {name === 'handoffs' && <RoomHandoffs answer={handoffs} />}
                {name === 'documents' && (
                  <IncidentDocuments incidentId={room.incident.id} secret={room.incident.restricted} />
                )}
                {name === 'decisions' && <Decisions room={room} onMove={ask} />}
              </section>
            ))}
          </div>
        </div>
        <RoomAside room={room} />
      </div>
      {sheet && (
        <MoveSheet
          verb={sheet}
          room={room}
          me={me}
          openSteps={plans.data?.runs.find((run) => run.state === 'running')?.openSteps ?? 0}
          onClose={() => setSheet(null)}
        />
      )}
      {asked && <RunSheet asked={asked} onClose={() => setAsked(null)} />}
    </Pace>
  )
}

function RoomHead({ room }: { room: Room }) {
  const words = useWords()
  const { incident } = room
  // Whose matter it is in public, and how grave, is asked of media matters; the others have their plans.
  const isMedia = incident.family === 'media'
  return (
    <header className={incident.mode === 'drill' ? 'panel stack drill' : 'panel stack'}>
      {incident.mode === 'drill' && (
        <>
          <div className="watermark" aria-hidden="true">
            {words.incidents.drill}
          </div>
          <p className="notice step2">
            {words.incidents.drillMeans}{' '}
            {room.pace && <Link to={`/drills/${incident.id}`}>{words.drills.toConsole}</Link>}
          </p>
        </>
      )}
      {incident.state === 'merged' && (
        <p className="notice step2">
          {room.mergedInto ? (
            <Link to={`/incidents/${room.mergedInto.id}`}>{words.incidents.merged(room.mergedInto.no)}</Link>
          ) : (
            words.incidents.mergedHidden
          )}
        </p>
      )}
      <div className="row between top">
        <div className="stack">
          <h1>{incident.title}</h1>
          <p className="row">
            <IncidentTag state={incident.state} />
            <StateTag tone="plain">{words.plans.family[incident.family]}</StateTag>
            {incident.restricted && <StateTag tone="step3">{words.plans.restricted}</StateTag>}
            {isMedia && <StateTag tone="plain">{words.states.scope[incident.scope]}</StateTag>}
            {(isMedia || incident.grade) && (
              <StateTag tone={incident.grade === 'extraordinary' || incident.grade === 'major' ? 'step4' : 'plain'}>
                {incident.grade ? words.states.grade[incident.grade] : words.incidents.noGrade}
              </StateTag>
            )}
            {incident.mode === 'drill' && <StateTag tone="step2">{words.incidents.drill}</StateTag>}
            <span className="faint">
              {incident.no} · {incident.unit.name}
            </span>
          </p>
        </div>
        <Button className="no-print print-button" onClick={() => window.print()}>
          {words.common.print}
        </Button>
      </div>
      <dl className="fact-row">
        <div>
          <dt>{words.incidents.foundAt}</dt>
          <dd>
            <TimeText at={incident.humanFoundAt} />
            {incident.provisional && <span className="faint"> {words.clock.provisional}</span>}
          </dd>
        </div>
        {isMedia && (
          <>
            <div>
              <dt>{words.incidents.publishedAt}</dt>
              <dd>
                <TimeText at={incident.publishedAt} />
              </dd>
            </div>
            <div>
              <dt>{words.incidents.detectedAt}</dt>
              <dd>
                <TimeText at={incident.machineDetectedAt} />
              </dd>
            </div>
          </>
        )}
        {incident.occurredAt && (
          <div>
            <dt>{words.plans.occurredAt}</dt>
            <dd>
              <TimeText at={incident.occurredAt} />
            </dd>
          </div>
        )}
        {incident.place !== '' && (
          <div>
            <dt>{words.plans.place}</dt>
            <dd>{incident.place}</dd>
          </div>
        )}
        <div>
          <dt>{words.incidents.units}</dt>
          <dd>{incident.units.map((unit) => unit.name).join(words.common.listComma)}</dd>
        </div>
        {room.absorbed.length > 0 && (
          <div>
            <dt>{words.incidents.absorbed}</dt>
            <dd>
              {room.absorbed.map((other) => (
                <p key={other.id}>
                  <Link to={`/incidents/${other.id}`}>{other.no}</Link>{' '}
                  <span className="faint">
                    {words.incidents.absorbedFound(other.unit.name, timeText(other.humanFoundAt))}
                  </span>
                </p>
              ))}
            </dd>
          </div>
        )}
        {incident.heldFrom && (
          <div>
            <dt>{words.incidents.heldFrom}</dt>
            <dd>{incident.heldFrom.name}</dd>
          </div>
        )}
      </dl>
      <Clocks room={room} />
    </header>
  )
}

/** Limits with a number and receipts stand open; internal targets, what comes again and what is over fold behind them. */
function Clocks({ room }: { room: Room }) {
  const words = useWords()
  const { clocks } = room
  const [moving, setMoving] = useState<ClockShown | null>(null)
  const card = (clock: ClockShown) => (
    <ClockCountdown key={clock.id} clock={clock}>
      {room.transfers.some((t) => t.clockId === clock.id) && (
        <p className="row no-print">
          <Button size="small" onClick={() => setMoving(clock)}>
            {words.clock.transfer}
          </Button>
        </p>
      )}
    </ClockCountdown>
  )
  const isMain = (clock: ClockShown) =>
    clock.duty === 'acknowledge' || (clock.kind === 'hard' && clock.voidReason === null && clock.ledBy === null)
  const [main, other] = [clocks.filter(isMain), clocks.filter((clock) => !isMain(clock))]
  return (
    <>
      <section className="clocks" aria-label={words.incidents.clocks}>
        {clocks.length === 0 && <p className="quiet">{words.incidents.noClocks}</p>}
        {main.map(card)}
      </section>
      {other.length > 0 && (
        <details>
          <summary>{words.plans.otherClocks(other.length)}</summary>
          <section className="clocks">{other.map(card)}</section>
        </details>
      )}
      {moving && <TransferSheet clock={moving} room={room} onClose={() => setMoving(null)} />}
    </>
  )
}
