/** The bytes as received, sealed at first sight: when, from where, and the fingerprint to check them by. */
import type { EvidenceShown } from '../../../api/contract.ts'
import { EmptyState } from '../../components/Answer.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { useWords } from '../../preferences.tsx'

export function EvidenceList({ evidence: sealed }: { evidence: EvidenceShown[] }) {
  const words = useWords()
  if (sealed.length === 0) return <EmptyState title={words.articles.noEvidence} />
  return (
    <ol className="plain-list">
      {sealed.map((evidence, n) => (
        <li key={evidence.id} className="stack">
          <div className="row between">
            <strong>{words.articles.version(n + 1)}</strong>
            <a href={evidence.href} download>
              {words.articles.download(Math.max(1, Math.round(evidence.sizeBytes / 1024)))}
            </a>
          </div>
          <dl className="facts faint">
            <dt>{words.articles.fetched}</dt>
            <dd>
              <TimeText at={evidence.fetchedAt} />
            </dd>
            <dt>{words.articles.address}</dt>
            <dd>{evidence.finalUrl}</dd>
            <dt>{words.articles.httpStatus}</dt>
            <dd>{evidence.status}</dd>
            <dt>SHA-256</dt>
            <dd className="mono">{evidence.sha256}</dd>
          </dl>
        </li>
      ))}
    </ol>
  )
}
