/**
 * One version of the talking points as it stands: approval path, words with their figures, what changed since the last
 * text that was looked at, and the moves. Every signature names the text's revision and hash.
 */
import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import type { Me, PathStep, TalkingPointsDetail } from '../../../api/contract.ts'
import { Answer } from '../../components/Answer.tsx'
import { DiffText } from '../../components/DiffText.tsx'
import { MachineTag, StateTag, TalkingPointsTag, type Tone } from '../../components/StateTag.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { useWords } from '../../preferences.tsx'
import { commands, questions } from '../../requests.ts'
import { PointsChecks } from './PointsChecks.tsx'
import { MachineSentences } from './PointsDrafts.tsx'
import { PointsOral } from './PointsOral.tsx'
import { PointsEditor } from './PointsEditor.tsx'
import { PointsComments } from './PointsComments.tsx'
import { PointsMoves } from './PointsMoves.tsx'
import { PointsText } from './PointsText.tsx'
import { partName } from './part-name.ts'

export function PointsView({ detail, me }: { detail: TalkingPointsDetail; me: Me }) {
  const words = useWords()
  const [editing, setEditing] = useState(false)
  const { talkingPoints: version } = detail
  if (editing)
    return (
      <PointsEditor
        beside={<PointsComments detail={detail} writes={false} />}
        initial={detail.body}
        figures={detail.figures}
        isMachine={version.isMachine}
        verb={words.talkingPoints.saveRevision}
        storageKey={`revise-${version.id}-${version.revision}`}
        save={(body) => commands.talkingPoints(version.id, 'revisions', { revision: version.revision, body })}
        onSaved={() => setEditing(false)}
        onCancel={() => setEditing(false)}
      />
    )
  return (
    <article className="stack wide">
      <header className="row between">
        <h3 className="row">
          {words.talkingPoints.version(version.n)} <TalkingPointsTag state={version.state} />{' '}
          {version.isMachine && <MachineTag />}
          <span className="faint">
            {words.talkingPoints.revision(version.revision)} · {words.states.scope[version.scope]} · {version.unit.name}
          </span>
        </h3>
        <span className="faint mono" title={version.hash}>
          {words.talkingPoints.fingerprint} {version.hash.slice(0, 12)}
        </span>
      </header>
      {version.isMachine && <p className="notice step2">{words.pointsDrafts.notice}</p>}
      {version.endReason && (
        <p className="notice step3">
          {words.common.reason}
          {words.common.colon}
          {version.endReason}
        </p>
      )}
      <ApprovalPath path={detail.path} />
      <PointsOral detail={detail} />
      <PointsChecks detail={detail} />
      <PointsMoves detail={detail} me={me} onEdit={() => setEditing(true)} />
      <PointsText detail={detail} />
      <PointsComments detail={detail} />
      <MachineSentences detail={detail} />
      {detail.revisions.length > 1 && <Changes detail={detail} />}
      <Returns detail={detail} />
      <Answers detail={detail} />
      {detail.stopped && <Holders detail={detail} />}
    </article>
  )
}

/** Who was handed the text, and who has read the order to stop using it. */
function Holders({ detail }: { detail: TalkingPointsDetail }) {
  const words = useWords()
  return (
    <section className="stack">
      <h4>{words.talkingPoints.holders}</h4>
      <p className="faint">{words.talkingPoints.stopTold}</p>
      <ul className="plain-list stack">
        {detail.holders.map((holder) => (
          <li key={holder.person.id} className="row between">
            <span>
              {holder.unit?.name} {holder.person.name}
            </span>
            {holder.stopReadAt ? (
              <StateTag tone="good">
                {words.talkingPoints.stopRead} <TimeText at={holder.stopReadAt} relative={false} />
              </StateTag>
            ) : (
              <StateTag tone="step3">{words.talkingPoints.stopUnread}</StateTag>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

const pathTones: Record<PathStep['state'], Tone> = { done: 'good', current: 'step2', ahead: 'plain', returned: 'step3' }

function ApprovalPath({ path }: { path: PathStep[] }) {
  const words = useWords()
  return (
    <ol className="path" aria-label={words.talkingPoints.path}>
      {path.map((step) => (
        <li key={step.step} aria-current={step.state === 'current' ? 'step' : undefined}>
          <StateTag tone={pathTones[step.state]}>{words.talkingPoints.pathState[step.state]}</StateTag>
          <strong>{words.states.approvalStep[step.step]}</strong>
          <span className="faint">{step.unit?.name}</span>
          {step.approval && (
            <span className="faint">
              {step.approval.by.name} <TimeText at={step.approval.at} relative={false} />{' '}
              {words.talkingPoints.revision(step.approval.revision)}
            </span>
          )}
          {step.approval?.comment && <span>{step.approval.comment}</span>}
        </li>
      ))}
    </ol>
  )
}

/** For whoever approves: the changed words and nothing else. */
function Changes({ detail }: { detail: TalkingPointsDetail }) {
  const words = useWords()
  const { talkingPoints: version, revisions } = detail
  const [from, setFrom] = useState(version.revision - 1)
  const diff = useQuery(questions.talkingPointsDiff(version.id, from, version.revision))
  return (
    <section className="stack no-print">
      <div className="row between">
        <h4>{words.talkingPoints.changes}</h4>
        <Select
          size="small"
          aria-label={words.talkingPoints.compareWith}
          value={from}
          onChange={setFrom}
          options={revisions
            .filter((revision) => revision.n < version.revision)
            .map((revision) => ({
              value: revision.n,
              label: `${words.talkingPoints.revision(revision.n)} → ${words.talkingPoints.revision(version.revision)}`,
            }))}
        />
      </div>
      {revisions.map(
        ({ n, origin }) =>
          origin === 'machine' &&
          (n === from || n === version.revision) && (
            <p key={n}>
              <StateTag tone="step2">{words.pointsDrafts.from(n)}</StateTag>
            </p>
          ),
      )}
      <Answer query={diff}>
        {(data) =>
          data.fields.length === 0 ? (
            <p className="quiet">{words.talkingPoints.noChanges}</p>
          ) : (
            <dl className="stack">
              {data.fields.map((field) => (
                <div key={field.field}>
                  <dt className="faint">{partName(field.field, words)}</dt>
                  <dd>
                    <DiffText parts={field.parts} />
                  </dd>
                </div>
              ))}
            </dl>
          )
        }
      </Answer>
    </section>
  )
}

/** Comments of those who sent it back, newest first. */
function Returns({ detail }: { detail: TalkingPointsDetail }) {
  const words = useWords()
  const returned = detail.approvals.filter((approval) => !approval.approved)
  if (returned.length === 0) return null
  return (
    <section className="stack">
      <h4>{words.talkingPoints.returned}</h4>
      <ul className="plain-list">
        {[...returned].reverse().map((approval) => (
          <li key={`${approval.step}-${approval.at}`}>
            <p>{approval.comment}</p>
            <p className="faint">
              {words.states.approvalStep[approval.step]} · {approval.by.name} ·{' '}
              {words.talkingPoints.revision(approval.revision)} · <TimeText at={approval.at} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Answers({ detail }: { detail: TalkingPointsDetail }) {
  const words = useWords()
  if (detail.answers.length === 0) return null
  return (
    <section className="stack">
      <h4>{words.talkingPoints.answers}</h4>
      <ul className="plain-list">
        {detail.answers.map((answer) => (
          <li key={answer.id}>
            <p>
              <strong>
                {answer.outlet} {answer.reporter}
              </strong>{' '}
              {answer.question}
            </p>
            <p className="pre">{answer.answer}</p>
            {answer.deviation && (
              <p className="notice step3">
                {words.fields.deviation}
                {words.common.colon}
                {answer.deviation}
              </p>
            )}
            <p className="faint">
              {answer.by.name} · {words.talkingPoints.revision(answer.revision)} · <TimeText at={answer.at} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
