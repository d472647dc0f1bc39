/** Right pane, upper part: why the machine warns, what the official figures say, where the matter stands. */
import { Link } from 'react-router'
import type { FlagDetail, SpanShown } from '../../../api/contract.ts'
import { type ClaimActions, ClaimList } from '../../components/ClaimList.tsx'
import { LevelChanges } from '../../components/LevelChanges.tsx'
import { ReasonBars } from '../../components/ReasonBars.tsx'
import { isAside } from '../../components/reason-text.ts'
import { FlagTag, IncidentTag, RiskBadge, wordOf } from '../../components/StateTag.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { type Marking, Why } from '../../components/Why.tsx'
import { useWords } from '../../preferences.tsx'
import { Reviews } from './Reviews.tsx'

export function Facts({
  detail,
  onSpan,
  actions,
  marking,
}: {
  detail: FlagDetail
  onSpan: (span: SpanShown) => void
  actions: ClaimActions
  marking: Marking
}) {
  const words = useWords()
  const { flag, claims, incident, siblings } = detail
  return (
    <div className="stack wide facts-scroll">
      {incident && (
        <p className="notice step2">
          <IncidentTag state={incident.state} /> <Link to={`/incidents/${incident.id}`}>{incident.title}</Link>{' '}
          <span className="faint">{incident.no}</span>
        </p>
      )}
      {flag.rescored && (
        <p className="notice">
          {words.review.rescoredFrom(
            flag.rescored.from === 'none' ? null : words.states.risk[flag.rescored.from],
            words.states.risk[flag.level],
          )}{' '}
          <span className="faint">
            <TimeText at={flag.rescored.at} relative={false} />
          </span>
        </p>
      )}
      <section>
        <h3 className="row between">
          {words.review.why}
          <RiskBadge level={flag.level} score={flag.score} />
        </h3>
        <p className="row faint">
          {flag.types.map((type) => (
            <span className="tag plain" key={type}>
              {wordOf(words.flagTypes, type, words.common.other)}
            </span>
          ))}
        </p>
        <ReasonBars parts={flag.reasons.filter((part) => !isAside(part))} limit={3} weights={false} onSpan={onSpan} />
        <LevelChanges parts={flag.reasons} />
        <details>
          <summary>{words.why.open}</summary>
          <Why findings={detail.findings} marking={marking} />
        </details>
      </section>
      <section>
        <h3>{words.review.official}</h3>
        <ClaimList claims={claims} onQuote={onSpan} actions={actions} />
      </section>
      <section>
        <h3>{words.review.standing}</h3>
        <dl className="facts">
          <dt>{words.common.state}</dt>
          <dd>
            <FlagTag state={flag.state} verdict={flag.verdict} />
          </dd>
          <dt>{words.common.unit}</dt>
          <dd>{flag.unit.name}</dd>
          <dt>{words.review.openedAt}</dt>
          <dd>
            <TimeText at={flag.openedAt} />
          </dd>
          {flag.alertedAt !== null && (
            <>
              <dt>{words.review.alertedAt}</dt>
              <dd>
                <TimeText at={flag.alertedAt} />
              </dd>
              <dt>{words.review.acknowledgedAt}</dt>
              <dd>
                <TimeText at={flag.acknowledgedAt} /> {flag.acknowledgedBy}
              </dd>
            </>
          )}
        </dl>
        {siblings.length > 0 && (
          <details>
            <summary className="faint">{words.review.siblings(siblings.length)}</summary>
            <ul className="plain-list">
              {siblings.map((sibling) => (
                <li key={sibling.flagId}>
                  <Link to={{ pathname: `/review/${sibling.flagId}`, search: location.search }}>
                    {sibling.article.title}
                  </Link>{' '}
                  <span className="faint">
                    {sibling.article.outlet.name} · {sibling.unit.name}
                  </span>
                </li>
              ))}
            </ul>
          </details>
        )}
      </section>
      <Reviews reviews={detail.reviews} versionId={flag.articleVersionId} />
    </div>
  )
}
