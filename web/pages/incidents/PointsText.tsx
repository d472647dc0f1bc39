/** The words of one version as people read them, with their figures; what open comments are about is marked. */
import { useQuery } from '@tanstack/react-query'
import type { TalkingPointsDetail, ThreadShown } from '../../../api/contract.ts'
import { FigureLine } from '../../components/ClaimFacts.tsx'
import { StateTag } from '../../components/StateTag.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { useWords } from '../../preferences.tsx'
import { questions } from '../../requests.ts'
import { cutByThreads } from './comment-spans.ts'

export function PointsText({ detail }: { detail: TalkingPointsDetail }) {
  const words = useWords()
  const { data } = useQuery(questions.comments(detail.talkingPoints.id))
  const part = (field: string, text: string) => <Part field={field} text={text} threads={data?.threads ?? []} />
  const { body, figures } = detail
  return (
    <div className="reading points">
      <h4>{words.talkingPoints.summary}</h4>
      <p className="pre">{part('summary', body.summary)}</p>
      {body.short && (
        <dl className="questions">
          {(['core', 'reply'] as const).map(
            (name) =>
              body.short?.[name] && (
                <div key={name}>
                  <dt>{words.talkingPoints[name]}</dt>
                  <dd className="pre">{part(`short.${name}`, body.short[name])}</dd>
                </div>
              ),
          )}
        </dl>
      )}
      {body.valid && <Validity valid={body.valid} />}
      {body.facts.length > 0 && <h4>{words.talkingPoints.facts}</h4>}
      <ol>
        {body.facts.map((fact, at) => (
          <li key={fact.text}>
            {part(`facts.${at + 1}`, fact.text)}
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
                {body[name].map((line, at) => (
                  <li key={line}>{part(`${name}.${at + 1}`, line)}</li>
                ))}
              </ul>
            </div>
          ),
      )}
      {body.questions.length > 0 && <h4>{words.talkingPoints.questions}</h4>}
      <dl className="questions">
        {body.questions.map(({ question, answer }, at) => (
          <div key={question}>
            <dt>
              {words.talkingPoints.q}
              {words.common.colon}
              {part(`questions.${at + 1}.question`, question)}
            </dt>
            <dd className="pre">
              {words.talkingPoints.a}
              {words.common.colon}
              {part(`questions.${at + 1}.answer`, answer)}
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

/** One part, which holds its text and nothing else: selected words are counted in it. */
function Part({ field, text, threads }: { field: string; text: string; threads: ThreadShown[] }) {
  const seen = new Set<string>()
  return (
    <span data-field={field}>
      {cutByThreads(text, field, threads).map((segment) => {
        if (segment.id === null) return <span key={segment.start}>{segment.text}</span>
        // A comment's words may be cut by another's: the first piece is what is gone to.
        const isFirst = !seen.has(segment.id)
        seen.add(segment.id)
        return (
          <mark key={segment.start} id={isFirst ? `comment-${segment.id}` : undefined} className="commented">
            {segment.text}
          </mark>
        )
      })}
    </span>
  )
}
