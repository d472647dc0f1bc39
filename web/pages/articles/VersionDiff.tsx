/** Versions of one article: what kind of change each is and when it was noticed; two of them beside each other, or in one text on a phone. */
import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import type { VersionDiffShown, VersionShown } from '../../../api/contract.ts'
import { Answer, EmptyState } from '../../components/Answer.tsx'
import { DiffText } from '../../components/DiffText.tsx'
import { StateTag } from '../../components/StateTag.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { diffRows } from '../../diff-rows.ts'
import { useWords } from '../../preferences.tsx'
import { questions } from '../../requests.ts'
import { timeText } from '../../times.ts'

export function VersionDiff({ articleId, versions }: { articleId: string; versions: VersionShown[] }) {
  const words = useWords()
  const [pair, setPair] = useState<{ from: number; to: number } | null>(null)
  const [last, before] = [...versions].sort((a, b) => b.n - a.n)
  if (!last || !before) return <EmptyState title={words.articles.oneVersion} next={words.articles.oneVersionNext} />
  const shown = pair ?? { from: before.n, to: last.n }
  const options = versions.map(({ n, fetchedAt }) => ({
    value: n,
    label: `${words.articles.version(n)} ${timeText(fetchedAt)}`,
  }))
  return (
    <div className="stack versions-box">
      <VersionList versions={versions} />
      <div className="row">
        <Select
          aria-label={words.articles.from}
          value={shown.from}
          options={options}
          onChange={(from) => setPair({ ...shown, from })}
        />
        →
        <Select
          aria-label={words.articles.to}
          value={shown.to}
          options={options}
          onChange={(to) => setPair({ ...shown, to })}
        />
      </div>
      <Comparison articleId={articleId} {...shown} />
    </div>
  )
}

function VersionList({ versions }: { versions: VersionShown[] }) {
  const words = useWords()
  return (
    <ol className="plain-list versions" aria-label={words.kept.versionCount(versions.length)}>
      {versions.map((version) => (
        <li key={version.id} className="row">
          <strong>{words.articles.version(version.n)}</strong>
          <StateTag tone={version.change === 'first' ? 'plain' : version.sameAsN === null ? 'step2' : 'step3'}>
            {words.kept.change[version.change]}
          </StateTag>
          {version.sameAsN !== null && <span>{words.kept.sameAs(version.sameAsN)}</span>}
          <span className="faint">
            <TimeText at={version.fetchedAt} />{' '}
            {version.change === 'first' ? words.kept.noticedFirst : words.kept.noticedLater}
          </span>
        </li>
      ))}
    </ol>
  )
}

function Comparison({ articleId, from, to }: { articleId: string; from: number; to: number }) {
  const answer = useQuery(questions.versionDiff(articleId, from, to))
  return <Answer query={answer}>{(diff) => <DiffView diff={diff} />}</Answer>
}

function DiffView({ diff }: { diff: VersionDiffShown }) {
  const words = useWords()
  if ([...diff.title, ...diff.text].every((part) => part.op === 'same'))
    return <p className="quiet">{words.kept.noDifference}</p>
  return (
    <>
      {diff.coarse && <p className="quiet">{words.kept.coarse}</p>}
      <div className="diff-inline">
        <h3>
          <DiffText parts={diff.title} />
        </h3>
        <div className="reading pre">
          <DiffText parts={diff.text} />
        </div>
      </div>
      <div className="diff-sides">
        <div className="diff-heads faint">
          <span>
            {words.kept.before} · {words.articles.version(diff.from)}
          </span>
          <span>
            {words.kept.after} · {words.articles.version(diff.to)}
          </span>
        </div>
        <Sides parts={diff.title} className="diff-title" />
        <Sides parts={diff.text} className="reading pre" />
      </div>
    </>
  )
}

function Sides({ parts, className }: { parts: VersionDiffShown['text']; className: string }) {
  return diffRows(parts).map((row, at) => (
    <div key={at} className={`diff-row ${className}`}>
      <div>
        <DiffText parts={row.before} />
      </div>
      <div>
        <DiffText parts={row.after} />
      </div>
    </div>
  ))
}
