/** What was sealed of an article: pictures, each record with the fingerprints to check it by, and everything as one file. */
import { type ArticleDetail, type EvidenceShown, isOnWeb, type PictureShown } from '../../../api/contract.ts'
import { EmptyState } from '../../components/Answer.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { useWords } from '../../preferences.tsx'
import { timeText } from '../../times.ts'

type Kept = Pick<ArticleDetail, 'article' | 'versions' | 'evidence' | 'pictures'>

export function EvidenceList({ detail }: { detail: Kept }) {
  const words = useWords()
  const { article, versions, evidence, pictures } = detail
  if (evidence.length === 0) return <EmptyState title={words.articles.noEvidence} />
  const versionOf = (one: EvidenceShown) => versions.find((v) => v.evidenceId === one.id)
  return (
    <div className="stack">
      {article.waczHref && (
        <div>
          <a href={article.waczHref} download>
            {words.kept.wacz}
          </a>
          <div className="faint">{words.kept.waczHint}</div>
        </div>
      )}
      {/* A page that has no address cannot be pictured. */}
      {(isOnWeb(article.url) ? pictures : []).map((picture) => (
        <Picture key={picture.version} picture={picture} evidence={evidence} />
      ))}
      <ol className="plain-list evidence-list">
        {evidence.map((one) => (
          <Sealed key={one.id} one={one} version={versionOf(one)?.n ?? null} />
        ))}
      </ol>
    </div>
  )
}

/** A thumbnail that opens the whole picture, or why there is none. */
function Picture({ picture, evidence }: { picture: PictureShown; evidence: EvidenceShown[] }) {
  const words = useWords()
  const failures: Record<string, string> = words.failures
  const href = evidence.find((one) => one.id === picture.evidenceId)?.imageHref
  if (href)
    return (
      <a className="picture" href={href} target="_blank" rel="noreferrer">
        <img src={href} alt={words.kept.pictureOf(picture.version)} loading="lazy" />
      </a>
    )
  const why = picture.failure
    ? words.kept.pictureMissing(failures[picture.failure] ?? words.failures.unknown)
    : words.kept.pictureAwaited
  return (
    <p className="quiet">
      {words.articles.version(picture.version)} {why}
      {picture.triesAgainAt && picture.failure && words.kept.pictureAgain(timeText(picture.triesAgainAt))}
    </p>
  )
}

function Sealed({ one, version }: { one: EvidenceShown; version: number | null }) {
  const words = useWords()
  return (
    <li className="stack">
      <div className="row between">
        <strong>
          {words.kept.kind[one.kind]}
          {version !== null && ` · ${words.articles.version(version)}`}
        </strong>
        <a href={one.href} download>
          {words.kept.record(Math.max(1, Math.round(one.length / 1024)))}
        </a>
      </div>
      {one.sameAsId && <div className="faint">{words.kept.repeat}</div>}
      <dl className="facts faint">
        <dt>{one.kind === 'submission' ? words.submissions.at : words.articles.fetched}</dt>
        <dd>
          <TimeText at={one.fetchedAt} />
        </dd>
        {isOnWeb(one.finalUrl) && (
          <>
            <dt>{words.articles.address}</dt>
            <dd>{one.finalUrl}</dd>
          </>
        )}
        {one.status > 0 && (
          <>
            <dt>{words.articles.httpStatus}</dt>
            <dd>{one.status}</dd>
          </>
        )}
        <dt>{words.kept.recordHash}</dt>
        <dd className="mono">{one.recordSha256}</dd>
        <dt>{words.kept.payloadHash}</dt>
        <dd className="mono">{one.sha256}</dd>
        <dt>{words.kept.place}</dt>
        <dd className="mono">
          {one.file} +{one.offset}
        </dd>
      </dl>
    </li>
  )
}
