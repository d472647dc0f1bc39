/** A change word by word: removed struck through, added underlined; both also said to a screen reader. */
import type { DiffPartShown } from '../../api/contract.ts'

export function DiffText({ parts }: { parts: DiffPartShown[] }) {
  return (
    <span className="diff">
      {parts.map((part, at) => {
        const key = `${at}-${part.op}`
        if (part.op === 'removed') return <del key={key}>{part.text}</del>
        if (part.op === 'added') return <ins key={key}>{part.text}</ins>
        return <span key={key}>{part.text}</span>
      })}
    </span>
  )
}
