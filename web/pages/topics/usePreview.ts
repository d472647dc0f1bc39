/** Asks for the look at the last days while rules are typed: half a second after the last key, piece after piece. */
import { useEffect, useState } from 'react'
import type { TopicPreview, TopicRulesShown } from '../../../api/contract.ts'
import { commands } from '../../requests.ts'

/** Pieces asked for by themselves; more on request. */
const piecesAtOnce = 10
const waitMs = 500
const mostHits = 10

export type PreviewState = { answer: TopicPreview | null; busy: boolean; failed: unknown; lookOn: () => void }

export function usePreview(rules: TopicRulesShown, ready: boolean): PreviewState {
  const said = JSON.stringify(rules)
  const [answer, setAnswer] = useState<TopicPreview | null>(null)
  const [failed, setFailed] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const [most, setMost] = useState(piecesAtOnce)
  useEffect(() => {
    if (!ready) {
      setAnswer(null)
      return
    }
    let current = true
    setBusy(true)
    setFailed(null)
    const look = async () => {
      let sum: TopicPreview | null = null
      for (let piece = 0; piece < most && (sum === null || sum.next !== null); piece++) {
        const next: TopicPreview = await commands.previewTopic({ rules: JSON.parse(said), before: sum?.next ?? null })
        if (!current) return
        sum = sum === null ? next : joined(sum, next)
        setAnswer(sum)
      }
    }
    const timer = setTimeout(() => {
      look()
        .catch((error: unknown) => current && setFailed(error))
        .finally(() => current && setBusy(false))
    }, waitMs)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [said, ready, most])
  return { answer, busy, failed, lookOn: () => setMost(most + piecesAtOnce * 4) }
}

function joined(a: TopicPreview, b: TopicPreview): TopicPreview {
  const days = new Map(a.days.map(({ day, count }) => [day, count]))
  for (const { day, count } of b.days) days.set(day, (days.get(day) ?? 0) + count)
  return {
    ...b,
    total: a.total,
    looked: a.looked + b.looked,
    matched: a.matched + b.matched,
    days: [...days].map(([day, count]) => ({ day, count })),
    hits: [...a.hits, ...b.hits].slice(0, mostHits),
  }
}
