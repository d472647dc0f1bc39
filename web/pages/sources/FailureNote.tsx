/** Why an address or a list gave nothing: what happened, what it means, what to do next. */
import type { ReactNode } from 'react'
import type { PollShown } from '../../../api/contract.ts'
import { useWords } from '../../preferences.tsx'
import { failureAdvice, failureSentence } from './failure-text.ts'

export function FailureNote({
  failure,
  children,
}: {
  failure: NonNullable<PollShown['failure']>
  /** What can be done at once. */
  children?: ReactNode
}) {
  const words = useWords()
  return (
    <div className="notice step3 stack" role="alert">
      <strong>{failureSentence(failure, words)}</strong>
      <span>{failureAdvice(failure, words)}</span>
      {failure.code === 'bad_settings' && failure.detail && <span className="mono">{failure.detail}</span>}
      {children}
    </div>
  )
}
