/** Two fetched versions of one article side by side in one text: what was taken out, what was put in. */
import { Select } from 'antd'
import { useMemo, useState } from 'react'
import type { VersionShown } from '../../../api/contract.ts'
import { DiffText } from '../../components/DiffText.tsx'
import { EmptyState } from '../../components/Answer.tsx'
import { diffWords } from '../../diff.ts'
import { useWords } from '../../preferences.tsx'
import { timeText } from '../../times.ts'

export function VersionDiff({ versions }: { versions: VersionShown[] }) {
  const words = useWords()
  const ordered = useMemo(() => [...versions].sort((a, b) => a.n - b.n), [versions])
  const [pair, setPair] = useState<{ from: string; to: string } | null>(null)
  const from = ordered.find((version) => version.id === pair?.from) ?? ordered.at(-2)
  const to = ordered.find((version) => version.id === pair?.to) ?? ordered.at(-1)
  const parts = useMemo(
    () => (from && to ? { title: diffWords(from.title, to.title), text: diffWords(from.text, to.text) } : null),
    [from, to],
  )
  if (!from || !to || !parts)
    return <EmptyState title={words.articles.oneVersion} next={words.articles.oneVersionNext} />
  const options = ordered.map((version) => ({
    value: version.id,
    label: `${words.articles.version(version.n)} ${timeText(version.fetchedAt)}`,
  }))
  return (
    <div className="stack">
      <div className="row">
        <Select
          aria-label={words.articles.from}
          value={from.id}
          options={options}
          onChange={(id) => setPair({ from: id, to: to.id })}
        />
        →
        <Select
          aria-label={words.articles.to}
          value={to.id}
          options={options}
          onChange={(id) => setPair({ from: from.id, to: id })}
        />
      </div>
      <h3>
        <DiffText parts={parts.title} />
      </h3>
      <div className="reading pre">
        <DiffText parts={parts.text} />
      </div>
    </div>
  )
}
