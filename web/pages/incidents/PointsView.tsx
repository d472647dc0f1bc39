/**
 * One version of the talking points as it stands: approval path, words with their figures, what changed since the last
 * text that was looked at, and the moves. Every signature names the text's revision and hash.
 */
import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import type { Me, PathStep, TalkingPointsDetail } from '../../../api/contract.ts'
import { Answer } from '../../components/Answer.tsx'
import { FigureLine } from '../../components/ClaimFacts.tsx'
import { DiffText } from '../../components/DiffText.tsx'
import { MachineTag, StateTag, TalkingPointsTag, type Tone } from '../../components/StateTag.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { useWords } from '../../preferences.tsx'
import { commands, questions } from '../../requests.ts'
import { PointsChecks } from './PointsChecks.tsx'
import { SourcedSentences } from './PointsDrafts.tsx'
import { PointsOral } from './PointsOral.tsx'
import { PointsEditor } from './PointsEditor.tsx'
import { PointsMoves } from './PointsMoves.tsx'

export function PointsView({ detail, me }: { detail: TalkingPointsDetail; me: Me }) {
  const words = useWords()
  const [editing, setEditing] = useState(false)
  const { talkingPoints: version } = detail
  if (editing)
    return (
      <PointsEditor
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
      <PointsBody detail={detail} />
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

function PointsBody({ detail }: { detail: TalkingPointsDetail }) {
  const words = useWords()
  const { body, figures } = detail
  return (
    <div className="reading points">
      <h4>{words.talkingPoints.summary}</h4>
      <p className="pre">{body.summary}</p>
      {body.short && (
        <dl className="questions">
          {(['core', 'reply'] as const).map(
            (part) =>
              body.short?.[part] && (
                <div key={part}>
                  <dt>{words.talkingPoints[part]}</dt>
                  <dd className="pre">{body.short[part]}</dd>
                </div>
              ),
          )}
        </dl>
      )}
      {body.valid && <Validity valid={body.valid} />}
      {body.facts.length > 0 && <h4>{words.talkingPoints.facts}</h4>}
      <ol>
        {body.facts.map((fact) => (
          <li key={fact.text}>
            {fact.text}
            {fact.figureId !== null && figures[fact.figureId] && (
              <div className="figure-card">
                <FigureLine figure={figures[fact.figureId]!} />
                {figures[fact.figureId]!.supersededAt !== null && (
                  <StateTag tone="step3">{words.talkingPoints.figureOld}</StateTag>
                )}
              </div>
            )}
            {fact.figureId === null && <div className="faint">{words.talkingPoints.noFigure}</div>}
          </li>
        ))}
      </ol>
      {(['dos', 'donts'] as const).map(
        (name) =>
          body[name].length > 0 && (
            <div key={name}>
              <h4>{words.talkingPoints[name]}</h4>
              <ul>
                {body[name].map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            </div>
          ),
      )}
      {body.questions.length > 0 && <h4>{words.talkingPoints.questions}</h4>}
      <dl className="questions">
        {body.questions.map(({ question, answer }) => (
          <div key={question}>
            <dt>
              {words.talkingPoints.q}
              {words.common.colon}
              {question}
            </dt>
            <dd className="pre">
              {words.talkingPoints.a}
              {words.common.colon}
              {answer}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

function Validity({ valid }: { valid: NonNullable<TalkingPointsDetail['body']['valid']> }) {
  const words = useWords()
  return (
    <p className="faint">
      {words.talkingPoints.valid}
      {words.common.colon}
      {valid.from && (
        <>
          {words.talkingPoints.validFrom} <TimeText at={valid.from} relative={false} />{' '}
        </>
      )}
      {valid.until && (
        <>
          {words.talkingPoints.validUntil} <TimeText at={valid.until} />
        </>
      )}
    </p>
  )
}

/** What the machine wrote and nobody has changed, with what each sentence cites. */
function MachineSentences({ detail }: { detail: TalkingPointsDetail }) {
  const words = useWords()
  const { draft, body, talkingPoints } = detail
  const said = [body.summary, ...body.facts.map((fact) => fact.text)]
  const left = draft?.sentences.filter(({ text }) => said.some((line) => line.includes(text))) ?? []
  if (!draft || left.length === 0) return null
  return (
    <details className="no-print" open={talkingPoints.isMachine}>
      <summary>
        {words.pointsDrafts.title}
        {words.common.colon}
        {words.pointsDrafts.cites}
      </summary>
      {!talkingPoints.isMachine && <p className="faint">{words.pointsDrafts.began}</p>}
      {(['summary', 'facts'] as const).map((part) => (
        <SourcedSentences
          key={part}
          title={words.pointsDrafts.parts[part]}
          sentences={left.filter((s) => s.part === part)}
          sources={draft.sources}
        />
      ))}
      <p className="faint">
        {draft.model !== null && `${words.pointsDrafts.source(draft.model)} · `}
        {words.drafts.askedBy(draft.askedBy)}
        {draft.takenBy !== null && ` · ${words.pointsDrafts.takenBy(draft.takenBy)}`}
      </p>
    </details>
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
                  <dt className="faint">{fieldName(field.field, words)}</dt>
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

/** `questions.1.answer` → "问答 1 答" in the reader's language. */
function fieldName(field: string, words: ReturnType<typeof useWords>): string {
  const [part = '', n, inner] = field.split('.')
  const names: Record<string, string> = {
    summary: words.talkingPoints.summary,
    short: words.talkingPoints.short,
    core: words.talkingPoints.core,
    reply: words.talkingPoints.reply,
    facts: words.talkingPoints.facts,
    dos: words.talkingPoints.dos,
    donts: words.talkingPoints.donts,
    questions: words.talkingPoints.questions,
    question: words.talkingPoints.q,
    answer: words.talkingPoints.a,
    valid: words.talkingPoints.valid,
    figure: words.figures.official,
    figureId: words.figures.official,
  }
  if (part === 'short') return names[n ?? ''] ?? words.talkingPoints.short
  return [names[part] ?? words.common.other, n, inner ? (names[inner] ?? '') : ''].filter(Boolean).join(' ')
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
