/**
 * 核对文稿: any text, pasted or from a file, with every number held against the official figures. What is typed lives in this
 * page alone: neither the browser nor the server keeps it.
 */
import { useState } from 'react'
import { type CheckedText, maxCheckedCharacters } from '../../../api/contract.ts'
import { useWords } from '../../preferences.tsx'
import { CheckForm, type Draft, emptyDraft } from './CheckForm.tsx'
import { CheckResult } from './CheckResult.tsx'

export default function CheckPage() {
  const words = useWords()
  const [draft, setDraft] = useState<Draft>(emptyDraft)
  const [result, setResult] = useState<CheckedText | null>(null)
  return (
    <div className="page check">
      <header className="page-head">
        <h1>{words.nav.check}</h1>
      </header>
      {result === null ? (
        <CheckForm draft={draft} onChange={setDraft} onResult={setResult} />
      ) : (
        <CheckResult
          draft={draft}
          result={result}
          onEdit={() => setResult(null)}
          onAnother={() => {
            setDraft(emptyDraft)
            setResult(null)
          }}
        />
      )}
      {result === null && <p className="faint">{words.check.limits(maxCheckedCharacters)}</p>}
    </div>
  )
}
