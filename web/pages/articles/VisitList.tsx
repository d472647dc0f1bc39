/** Looks after the first: news one by one, what found nothing new counted; and whether the article is still there. */
import { Button } from 'antd'
import { useState } from 'react'
import type { ArticleShown, VisitShown } from '../../../api/contract.ts'
import { StateTag, type Tone } from '../../components/StateTag.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { useWords } from '../../preferences.tsx'
import { timeText } from '../../times.ts'

const tones: Record<VisitShown['outcome'], Tone> = {
  ...{ unchanged: 'good', moved: 'step1', restored: 'step2', failed: 'plain' },
  ...{ changed: 'step2', title_changed: 'step2', changed_back: 'step3', removal_doubted: 'step2', removed: 'step3' },
}

/** Said above everything else of the article: it is gone, or seems to be. */
export function PresenceNotice({ article, visits }: { article: ArticleShown; visits: VisitShown[] }) {
  const words = useWords()
  const last = visits[0]
  if (article.removedAt) {
    const said = article.versions === 0 ? words.kept.goneUnread : words.kept.removedSince
    return <p className="notice step3">{said(timeText(article.removedAt))}</p>
  }
  if (article.missingSince)
    return <p className="notice step2">{words.kept.missingSince(timeText(article.missingSince))}</p>
  return last?.failure === 'robots' ? <p className="notice step1">{words.kept.robotsNow}</p> : null
}

export function VisitList({ article, visits }: { article: ArticleShown; visits: VisitShown[] }) {
  const words = useWords()
  const [all, setAll] = useState(false)
  // The newest look always stands there; of those before it only what was news.
  const shown = visits.filter((visit, at) => all || at === 0 || visit.outcome !== 'unchanged')
  const quiet = visits.length - shown.length
  return (
    <section className="stack visit-list">
      <div className="row between">
        <h3>{words.kept.visits}</h3>
        <span className="faint">
          {article.nextVisitAt ? (
            <>
              {words.kept.nextVisit} <TimeText at={article.nextVisitAt} />
            </>
          ) : (
            words.kept.noNextVisit
          )}
        </span>
      </div>
      {visits.length === 0 && <p className="quiet">{words.kept.noVisits}</p>}
      <ol className="plain-list visits">
        {shown.map((visit) => (
          <VisitLine key={visit.id} visit={visit} />
        ))}
      </ol>
      {quiet > 0 && (
        <div className="row">
          <span className="faint">{words.kept.quietVisits(quiet)}</span>
          <Button type="link" size="small" onClick={() => setAll(true)}>
            {words.kept.showAll}
          </Button>
        </div>
      )}
    </section>
  )
}

function VisitLine({ visit }: { visit: VisitShown }) {
  const words = useWords()
  const failures: Record<string, string> = words.failures
  const why = [
    visit.removal && words.kept.removal[visit.removal],
    visit.quote !== '' && `“${visit.quote}”`,
    visit.failure && (failures[visit.failure] ?? words.failures.unknown),
    visit.version !== null && words.articles.version(visit.version),
    visit.outcome === 'moved' && visit.finalUrl,
  ].filter((part) => typeof part === 'string')
  return (
    <li className="row">
      <TimeText at={visit.at} />
      <StateTag tone={tones[visit.outcome]}>{words.kept.outcome[visit.outcome]}</StateTag>
      {why.length > 0 && <span className="faint">{why.join(' · ')}</span>}
    </li>
  )
}
