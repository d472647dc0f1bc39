/** Why an article matches: each word or pattern, and how often. */
import type { TopicReasonShown } from '../../../api/contract.ts'
import { useWords } from '../../preferences.tsx'

export function Reasons({ reasons }: { reasons: readonly TopicReasonShown[] }) {
  const { topics } = useWords()
  return (
    <span className="row">
      {reasons.map(({ kind, word, count, spans }) => (
        <span key={`${kind}${word}`} className="chip" title={spans.map(({ quote }) => quote).join(' · ')}>
          <span className="faint">{topics.kinds[kind]}</span> {topics.times(word, count)}
        </span>
      ))}
    </span>
  )
}
