/** One hand-off: the report, who has it in hand, its package, what came back, and the next step. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import type { HandoffShown } from '../../../api/contract.ts'
import { Answer } from '../../components/Answer.tsx'
import { MoveBar } from '../../components/MoveButton.tsx'
import { StateTag } from '../../components/StateTag.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { useWords } from '../../preferences.tsx'
import { questions } from '../../requests.ts'
import { handoffTone } from './Handoffs.tsx'
import { HandoffSheet, type HandoffVerb } from './HandoffSheet.tsx'

const verbs = [
  'classify',
  'hand-up',
  'prepare',
  'choose-route',
  'send',
  'accept',
  'instruct',
  'execute',
  'close',
  'return',
  'dismiss',
] as const satisfies readonly HandoffVerb[]
/** The one next act of each state; preparing can be done at any time and is none. */
const next: Partial<Record<HandoffShown['state'], HandoffVerb>> = {
  detected: 'classify',
  classified: 'hand-up',
  handed_up: 'choose-route',
  returned: 'choose-route',
  route_chosen: 'send',
  sent: 'accept',
  accepted: 'instruct',
  instructed: 'execute',
  executed: 'close',
}

export default function HandoffPage() {
  const { handoffId = '' } = useParams()
  const answer = useQuery(questions.handoff(handoffId))
  return (
    <div className="page">
      <Answer query={answer}>{(handoff) => <View handoff={handoff} />}</Answer>
    </div>
  )
}

function View({ handoff }: { handoff: HandoffShown }) {
  const words = useWords()
  const [verb, setVerb] = useState<HandoffVerb | null>(null)
  const { article, content } = handoff
  const wanted = next[handoff.state]
  const mayWanted = handoff.moves.some((move) => move.verb === wanted && move.allowed)
  const facts: [string, string | null][] = [
    [words.handoffs.sentAt, handoff.sentAt],
    [words.handoffs.repliedAt, handoff.repliedAt],
    [words.handoffs.endedAt, handoff.endedAt],
  ]
  return (
    <article className="stack wide">
      <header className="panel stack">
        <h1>{handoff.outletName}</h1>
        <p className="row">
          <StateTag tone={handoffTone(handoff.state)}>{words.handoffs.state[handoff.state]}</StateTag>
          <StateTag tone="plain">{words.handoffs.originClass[handoff.originClass]}</StateTag>
          <span className="faint">
            {words.handoffs.numbered(handoff.n)} · {words.handoffs.unit}
            {words.common.colon}
            {handoff.unit.name}
          </span>
        </p>
        <p className="row">
          <Link to={`/incidents/${handoff.incidentId}`}>
            {handoff.incidentNo} {handoff.incidentTitle}
          </Link>
          <Link to={`/articles/${article.id}`}>
            {words.handoffs.article}
            {words.common.colon}
            {article.title}
          </Link>
        </p>
        <dl className="fact-row">
          <div>
            <dt>{words.handoffs.detectedAt}</dt>
            <dd>
              <TimeText at={handoff.detectedAt} />
            </dd>
          </div>
          {handoff.route && (
            <div>
              <dt>{words.handoffs.route}</dt>
              <dd>
                {words.handoffs.routes[handoff.route]} · {handoff.recipient}
                {handoff.coRecipients.map((name) => (
                  <span key={name}>
                    {' · '}
                    {words.handoffs.copied} {(words.handoffs.coRecipients as Record<string, string>)[name]}
                  </span>
                ))}
              </dd>
            </div>
          )}
          {facts.map(
            ([label, at]) =>
              at && (
                <div key={label}>
                  <dt>{label}</dt>
                  <dd>
                    <TimeText at={at} />
                  </dd>
                </div>
              ),
          )}
        </dl>
        {handoff.endedAt === null && handoff.state !== 'executed' && (
          <p className="notice step2">
            {words.handoffs.blocked} <span className="faint">{words.handoffs.rule}</span>
          </p>
        )}
        {handoff.reason && (
          <p className="notice step3">
            {words.common.reason}
            {words.common.colon}
            {handoff.reason}
          </p>
        )}
        <div className="no-print">
          <MoveBar
            moves={handoff.moves}
            {...(mayWanted ? { primaryVerb: wanted ?? null } : {})}
            choices={verbs.map((name) => ({
              verb: name,
              label: words.handoffs.verb[name],
              onClick: () => setVerb(name),
              danger: name === 'dismiss',
            }))}
          />
        </div>
      </header>
      {(handoff.instructions || handoff.executed) && (
        <section className="panel stack">
          {handoff.instructions && (
            <>
              <h2>{words.handoffs.instructions}</h2>
              <p className="pre">{handoff.instructions}</p>
            </>
          )}
          {handoff.executed && (
            <>
              <h2>{words.handoffs.executed}</h2>
              <p className="pre">{handoff.executed}</p>
            </>
          )}
        </section>
      )}
      <section className="panel stack">
        <h2>{words.handoffs.package}</h2>
        <p>
          {words.handoffs.original}
          {words.common.colon}
          <a href={article.url}>{article.url}</a>
        </p>
        {!content.translation && content.questions.length === 0 && content.facts.length === 0 && (
          <p className="quiet">{words.handoffs.noPackage}</p>
        )}
        {content.translation && (
          <>
            <h3>
              {words.handoffs.translation}{' '}
              <span className="faint">
                {words.handoffs.translator}
                {words.common.colon}
                {content.translator}
              </span>
            </h3>
            <p className="pre reading">{content.translation}</p>
          </>
        )}
        {(['questions', 'facts'] as const).map(
          (name) =>
            content[name].length > 0 && (
              <div key={name}>
                <h3>{words.handoffs[name]}</h3>
                <ol>
                  {content[name].map((line) => (
                    <li key={line}>{line}</li>
                  ))}
                </ol>
              </div>
            ),
        )}
        {content.note && <p className="pre">{content.note}</p>}
        {handoff.sentHash && (
          <p className="faint mono">
            {words.handoffs.fingerprint} {handoff.sentHash.slice(0, 16)}
          </p>
        )}
      </section>
      {verb && <HandoffSheet verb={verb} handoff={handoff} onClose={() => setVerb(null)} />}
    </article>
  )
}
