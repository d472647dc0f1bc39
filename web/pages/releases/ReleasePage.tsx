/**
 * One release: what will go out or went out, its checks, its numbers as the figures stand now, its buttons; of a meeting its guests
 * and questions; afterwards where it can be read and what came of it.
 */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import type { Me, ReleaseDetail } from '../../../api/contract.ts'
import { Answer } from '../../components/Answer.tsx'
import { MoveBar } from '../../components/MoveButton.tsx'
import { refusalText } from '../../components/problem-text.ts'
import { StateTag, type Tone } from '../../components/StateTag.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { useWords } from '../../preferences.tsx'
import { commands, questions } from '../../requests.ts'
import { ReleaseAfter } from './ReleaseAfter.tsx'
import { ReleaseEditor } from './ReleaseEditor.tsx'
import { type ReleaseAct, ReleaseSheet } from './ReleaseSheets.tsx'
import { ReleaseTag } from './release-tag.tsx'

export default function ReleasePage({ me }: { me: Me }) {
  const { releaseId = '' } = useParams()
  const answer = useQuery(questions.release(releaseId))
  return (
    <div className="page">
      <Answer query={answer}>{(detail) => <View key={detail.release.id} detail={detail} me={me} />}</Answer>
    </div>
  )
}

/** In the order of the way; the first allowed one is the next step. */
const acts = [
  'check-facts',
  'check-secrecy',
  'check-publicity',
  'approve',
  'publish',
  'schedule',
  'add-address',
  'log-question',
  'admit-guest',
  'follow-up',
  'evaluate',
  'archive',
  'return',
  'return-approval',
  'keep',
  'withdraw',
  'cancel',
] as const satisfies readonly ReleaseAct[]
const dangers: readonly string[] = ['withdraw', 'cancel', 'return-approval']

function View({ detail, me }: { detail: ReleaseDetail; me: Me }) {
  const words = useWords()
  const navigate = useNavigate()
  const [mode, setMode] = useState<'read' | 'edit' | 'correct'>('read')
  const [sheet, setSheet] = useState<ReleaseAct | null>(null)
  const { release, body } = detail
  if (mode === 'edit')
    return (
      <section className="panel">
        <ReleaseEditor
          title={words.releases.editTitle}
          initial={body}
          kind={release.kind}
          storageKey={`release-${release.id}-${release.revision}`}
          save={(_, next) => commands.release(release.id, 'revisions', { revision: release.revision, body: next })}
          onSaved={() => setMode('read')}
          onCancel={() => setMode('read')}
        />
      </section>
    )
  if (mode === 'correct')
    return (
      <section className="panel">
        <ReleaseEditor
          title={words.releases.verb.correct}
          initial={body}
          kind={release.kind}
          storageKey={`release-correct-${release.id}`}
          save={async (kind, next) => {
            const made = await commands.draftRelease(release.incidentId, { kind, body: next, correctsId: release.id })
            if (made.id) void navigate(`/releases/${made.id}`)
          }}
          onSaved={() => setMode('read')}
          onCancel={() => setMode('read')}
        />
      </section>
    )
  return (
    <article className="stack wide">
      <header className="panel stack">
        <h1>{body.title}</h1>
        <p className="row">
          <ReleaseTag state={release.state} />
          <StateTag tone="plain">{words.releases.kind[release.kind]}</StateTag>
          <StateTag tone="plain">{words.releases.publicities[body.publicity]}</StateTag>
          <span className="faint">
            {words.releases.numbered(release.n)} · {words.releases.revision(release.revision)} · {release.unit.name}
          </span>
        </p>
        <p className="row">
          <Link to={`/incidents/${release.incidentId}?tab=releases`}>
            {release.incidentNo} {release.incidentTitle}
          </Link>
          <Link to={`/incidents/${release.incidentId}/${detail.points.id}?tab=talking-points`}>
            {words.releases.points(detail.points.n)} · {words.states.talkingPoints[detail.points.state]}
          </Link>
          {release.correctsId && <Link to={`/releases/${release.correctsId}`}>{words.releases.corrects}</Link>}
        </p>
        {(release.liveAt || release.scheduledAt) && (
          <dl className="fact-row">
            {release.scheduledAt && (
              <div>
                <dt>{words.releases.scheduledAt}</dt>
                <dd>
                  <TimeText at={release.scheduledAt} />
                </dd>
              </div>
            )}
            {release.liveAt && (
              <div>
                <dt>{words.releases.liveAt}</dt>
                <dd>
                  <TimeText at={release.liveAt} />
                </dd>
              </div>
            )}
          </dl>
        )}
        {detail.blocked && (
          <p className="notice step3">
            <strong>{words.releases.blocked}</strong>
            {words.common.colon}
            {refusalText({ verb: 'publish', allowed: false, refusal: detail.blocked }, words)}{' '}
            {words.releases.blockedNext}
          </p>
        )}
        {release.wantsCorrectionAt && (
          <p className="notice step3">
            <strong>{words.releases.wantsCorrection}</strong> {words.releases.wantsCorrectionNext}
          </p>
        )}
        {detail.reason && (
          <p className="notice step3">
            {words.common.reason}
            {words.common.colon}
            {detail.reason}
          </p>
        )}
        <div className="no-print">
          <MoveBar
            moves={detail.moves}
            choices={[
              ...acts.map((verb) => ({
                verb,
                label: words.releases.verb[verb],
                onClick: () => setSheet(verb),
                danger: dangers.includes(verb),
              })),
              { verb: 'revise', label: words.releases.verb.revise, onClick: () => setMode('edit') },
              { verb: 'correct', label: words.releases.verb.correct, onClick: () => setMode('correct') },
            ]}
          />
        </div>
      </header>
      <Steps detail={detail} />
      <Numbers detail={detail} />
      <section className="panel stack">
        <p className="pre reading">{body.text}</p>
        {body.quoted.length > 0 && (
          <p className="faint">
            {words.releases.quoted}
            {words.common.colon}
            {body.quoted.join(words.common.listComma)}
          </p>
        )}
        {body.meeting && <MeetingView meeting={body.meeting} />}
      </section>
      <ReleaseAfter detail={detail} />
      {sheet && <ReleaseSheet act={sheet} detail={detail} me={me} onClose={() => setSheet(null)} />}
    </article>
  )
}

const stepTones: Record<'done' | 'returned' | 'waiting', Tone> = { done: 'good', returned: 'step3', waiting: 'plain' }

/** The last word of each step on the text as it stands. */
function Steps({ detail }: { detail: ReleaseDetail }) {
  const words = useWords()
  const names = ['facts', 'secrecy', 'publicity', 'approval'] as const
  return (
    <section className="panel">
      <ol className="path" aria-label={words.releases.path}>
        {names.map((name) => {
          const last = detail.steps.findLast((s) => s.step === name && s.revision === detail.release.revision)
          const state = last === undefined ? 'waiting' : last.approved ? 'done' : 'returned'
          return (
            <li key={name}>
              <StateTag tone={stepTones[state]}>{words.releases.stepState[state]}</StateTag>
              <strong>{words.releases.step[name]}</strong>
              {last && (
                <span className="faint">
                  {last.unit?.name} {last.by.name} <TimeText at={last.at} relative={false} />
                </span>
              )}
              {last?.comment && <span>{last.comment}</span>}
            </li>
          )
        })}
      </ol>
    </section>
  )
}

function Numbers({ detail }: { detail: ReleaseDetail }) {
  const words = useWords()
  const verdicts: Record<string, string> = words.states.claim
  if (detail.numbers.length === 0) return <p className="notice good">{words.releases.numbersGood}</p>
  return (
    <div className="notice step3">
      <p>{words.releases.numbersBad}</p>
      <ul>
        {detail.numbers.map((fault) => (
          <li key={fault.quote}>
            <q>{fault.quote}</q> {verdicts[fault.verdict] ?? words.common.other}
          </li>
        ))}
      </ul>
    </div>
  )
}

function MeetingView({ meeting }: { meeting: NonNullable<ReleaseDetail['body']['meeting']> }) {
  const words = useWords()
  return (
    <dl className="fact-row">
      <div>
        <dt>{words.releases.venue}</dt>
        <dd>{meeting.venue}</dd>
      </div>
      <div>
        <dt>{words.releases.meetingAt}</dt>
        <dd>
          <TimeText at={meeting.at} />
        </dd>
      </div>
      <div>
        <dt>{words.releases.speakers}</dt>
        <dd>{meeting.speakers.map((s) => `${s.name} ${s.post}`).join(words.common.listComma)}</dd>
      </div>
      {meeting.agenda.length > 0 && (
        <div>
          <dt>{words.releases.agenda}</dt>
          <dd>{meeting.agenda.map((line, n) => `${n + 1}. ${line}`).join(' ')}</dd>
        </div>
      )}
      {meeting.invitation && (
        <div>
          <dt>{words.releases.invitation}</dt>
          <dd className="pre">{meeting.invitation}</dd>
        </div>
      )}
    </dl>
  )
}
