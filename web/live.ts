/**
 * Renews what is on screen when the server says that something changed. Holds one event stream; when it breaks it says so
 * (the quiet banner) and tries again with growing pauses, and after a gap everything is read anew.
 */
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { type LiveTopic, liveEventSchema } from '../api/contract.ts'

export type LiveState = 'connecting' | 'live' | 'lost'

/** The server beats every 15 s; three missed beats are a lost connection. */
const silenceMs = 45_000
const firstPauseMs = 2_000
const longestPauseMs = 30_000

/** What else to read again: a clock belongs to an incident, a flag may have got one. */
const also: Record<LiveTopic, string[]> = {
  record: ['clocks', 'flags'],
  clocks: ['record'],
  flags: [],
  articles: [],
  messages: [],
}

/** Cache keys to renew for the topics of one event; each once. */
export const keysOf = (topics: readonly LiveTopic[]): string[] => [
  ...new Set(topics.flatMap((topic) => [topic, ...also[topic]])),
]

export function useLive(on: boolean): LiveState {
  const client = useQueryClient()
  const [state, setState] = useState<LiveState>('connecting')
  useEffect(() => (on ? listen(client, setState) : undefined), [client, on])
  return state
}

function listen(client: QueryClient, say: (state: LiveState) => void): () => void {
  let stream: EventSource | null = null
  let retry: ReturnType<typeof setTimeout> | undefined
  let silence: ReturnType<typeof setTimeout> | undefined
  let pauseMs = firstPauseMs
  let missed = false

  const heard = () => {
    clearTimeout(silence)
    silence = setTimeout(lost, silenceMs)
  }
  const lost = () => {
    missed = true
    say('lost')
    clearTimeout(silence)
    stream?.close()
    clearTimeout(retry)
    retry = setTimeout(open, pauseMs)
    pauseMs = Math.min(longestPauseMs, pauseMs * 2)
  }
  const opened = () => {
    say('live')
    pauseMs = firstPauseMs
    heard()
    if (missed) void client.invalidateQueries()
    missed = false
  }
  const changed = (event: MessageEvent<string>) => {
    heard()
    const parsed = liveEventSchema.safeParse(safeJson(event.data))
    if (!parsed.success) return
    for (const key of keysOf(parsed.data.topics)) void client.invalidateQueries({ queryKey: [key] })
  }
  const open = () => {
    stream = new EventSource('/api/live')
    stream.addEventListener('open', opened)
    stream.addEventListener('changed', changed)
    stream.addEventListener('beat', heard)
    stream.addEventListener('error', lost)
  }
  open()
  return () => {
    clearTimeout(retry)
    clearTimeout(silence)
    stream?.close()
  }
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
