/** The values that a level stands on, and what would raise or lower it: single changes of what is known, as the analyzer worked them out. */
import type { PartShown } from '../../api/contract.ts'
import { useWords } from '../preferences.tsx'
import { isAside, reasonSentence } from './reason-text.ts'

export function LevelChanges({ parts }: { parts: readonly PartShown[] }) {
  const words = useWords()
  const measured = parts.find(({ code }) => code === 'measured')
  const changes = parts.filter((part) => part !== measured && isAside(part))
  return (
    <>
      {measured && <p className="faint">{reasonSentence(measured, words)}</p>}
      {changes.length > 0 && (
        <section className="stack">
          <strong>{words.reasons.wouldChange}</strong>
          <ul className="plain-list">
            {changes.map((part) => (
              <li key={part.code}>{reasonSentence(part, words)}</li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
