/** Right pane, upper part: why the machine warns, what the official figures say, where the matter stands. */
import { Link } from 'react-router'
import type { ClaimShown, FlagDetail, SpanShown } from '../../../api/contract.ts'
import { ClaimFacts } from '../../components/ClaimFacts.tsx'
import { ReasonBars } from '../../components/ReasonBars.tsx'
import { FlagTag, IncidentTag, RiskBadge, wordOf } from '../../components/StateTag.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { useWords } from '../../preferences.tsx'
import { Reviews } from './Reviews.tsx'

export function Facts({ detail, onSpan }: { detail: FlagDetail; onSpan: (span: SpanShown) => void }) {
  const words = useWords()
  const { flag, claims, incident, siblings } = detail
  const order = { false: 0, unreleased: 1, misleading: 2, outdated: 3, not_checkable: 5, opinion: 6, supported: 4 }
  const sorted = saidOnce(claims).sort(([a], [b]) => order[a.verdict] - order[b.verdict])
  return (
    <div className="stack wide facts-scroll">
      {incident && (
        <p className="notice step2">
          <IncidentTag state={incident.state} /> <Link to={`/incidents/${incident.id}`}>{incident.title}</Link>{' '}
          <span className="faint">{incident.no}</span>
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
        <ReasonBars parts={flag.reasons} limit={3} onSpan={onSpan} />
        {flag.reasons.length > 3 && (
          <details>
            <summary className="faint">{words.review.allReasons(flag.reasons.length)}</summary>
            <ReasonBars parts={flag.reasons} limit={50} onSpan={onSpan} />
          </details>
        )}
      </section>
      <section>
        <h3>{words.review.official}</h3>
        {sorted.length === 0 ? (
          <p className="quiet">{words.review.noClaims}</p>
        ) : (
          <div className="stack">
            {sorted.map(([claim, spans]) => (
              <ClaimFacts key={claim.id} claim={claim} spans={spans} onQuote={onSpan} />
            ))}
          </div>
        )}
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
      <Reviews reviews={detail.reviews} />
    </div>
  )
}

/** What headline and text both say is shown once, with each place that says it. */
function saidOnce(claims: readonly ClaimShown[]): [ClaimShown, SpanShown[]][] {
  const groups = new Map<string, [ClaimShown, SpanShown[]]>()
  for (const claim of claims) {
    const key = JSON.stringify([claim.verdict, claim.figure?.id, claim.value, claim.unit, claim.reason])
    const group = groups.get(key)
    if (group) group[1].push(claim.span)
    else groups.set(key, [claim, [claim.span]])
  }
  return [...groups.values()]
}
