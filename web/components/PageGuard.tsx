/** One page: loads lazily, catches what breaks in it so that the bar with the clock stays, refuses what is not theirs. */
import { Button } from 'antd'
import { Component, type ReactNode, Suspense } from 'react'
import { useWords } from '../preferences.tsx'
import { EmptyState, LoadingState } from './Answer.tsx'

export function PageGuard({ allowed, children }: { allowed: boolean; children: ReactNode }) {
  const words = useWords()
  if (!allowed) return <EmptyState title={words.common.notYours} next={words.common.notYoursNext} />
  return (
    <Catcher fallback={<Broken />}>
      <Suspense fallback={<LoadingState />}>{children}</Suspense>
    </Catcher>
  )
}

function Broken() {
  const words = useWords()
  return (
    <EmptyState
      title={words.common.broken}
      next={words.common.brokenNext}
      action={<Button onClick={() => location.reload()}>{words.common.reload}</Button>}
    />
  )
}

/** React offers error boundaries as classes only. */
class Catcher extends Component<{ fallback: ReactNode; children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }
  static getDerivedStateFromError() {
    return { failed: true }
  }
  override componentDidCatch(error: unknown) {
    console.error(error)
  }
  override render() {
    return this.state.failed ? this.props.fallback : this.props.children
  }
}
