/** The three states of everything that is asked from the server: waiting, failed, nothing there. */
import type { UseQueryResult } from '@tanstack/react-query'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useWords } from '../preferences.tsx'
import { problemText } from './problem-text.ts'

/** Shows the children once there is data; keeps them on screen when a later refresh fails, saying that they are old. */
export function Answer<T>({ query, children }: { query: UseQueryResult<T>; children: (data: T) => ReactNode }) {
  const words = useWords()
  if (query.data !== undefined)
    return (
      <>
        {query.isError && (
          <p className="notice step3" role="status">
            {words.common.showingOld} {problemText(query.error, words).text}
          </p>
        )}
        {children(query.data)}
      </>
    )
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  return <LoadingState />
}

export function LoadingState({ text }: { text?: string } = {}) {
  const words = useWords()
  return (
    <div className="state" role="status">
      <span className="state-bars" aria-hidden="true">
        <span />
        <span />
        <span />
      </span>
      <span className="quiet">{text ?? words.common.loading}</span>
    </div>
  )
}

export function EmptyState({ title, next, action }: { title: string; next?: string; action?: ReactNode }) {
  return (
    <div className="state">
      <strong>{title}</strong>
      {next && <span className="quiet">{next}</span>}
      {action}
    </div>
  )
}

export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const words = useWords()
  const { text, basis } = problemText(error, words)
  return (
    <div className="state" role="alert">
      <strong>{text}</strong>
      {basis && <span className="quiet">{words.refusals.basis(basis)}</span>}
      {onRetry && <Button onClick={onRetry}>{words.common.retry}</Button>}
    </div>
  )
}

/** A failed command beside its form. */
export function ProblemNote({ error }: { error: unknown }) {
  const words = useWords()
  if (error === null || error === undefined) return null
  const { text, basis, field } = problemText(error, words)
  return (
    <div className="notice step4" role="alert">
      <strong>{text}</strong>
      {field && <div>{field}</div>}
      {basis && <div>{words.refusals.basis(basis)}</div>}
    </div>
  )
}
