/** What would raise or lower a level: single changes of what is known, as the analyzer worked them out. */
import type { PartShown } from '../../api/contract.ts'
import { useWords } from '../preferences.tsx'
import { reasonSentence } from './reason-text.ts'

export function LevelChanges({ parts }: { parts: readonly PartShown[] }) {
  const words = useWords()
  const changes = parts.filter(({ code }) => code.startsWith('would-'))
  if (changes.length === 0) return null
  return (
    <section className="stack">
      <strong>{words.reasons.wouldChange}</strong>
      <ul className="plain-list">
        {changes.map((part) => (
          <li key={part.code}>{reasonSentence(part, words)}</li>
        ))}
      </ul>
    </section>
  )
}
