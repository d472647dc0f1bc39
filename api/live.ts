/**
 * The hub behind GET /api/live. While somebody listens it asks the store once a second what changed and tells each
 * listener the topics they may care about; what changed they read themselves, with their own rights. It keeps no state
 * that a restart could lose: a listener that comes back is told to read everything again.
 */
import { lastAuditSeq } from '../store/audit.ts'
import { articlesStamp, changesSince, messageStamps } from '../store/live.ts'
import type { Db } from '../store/open.ts'
import type { LiveTopic } from './contract.ts'

type Listener = {
  userId: string
  topics: readonly LiveTopic[]
  tell(topics: LiveTopic[]): void
  /** The hub closes: end the stream. */
  end(): void
}
export type LiveHub = {
  /** Starts telling. Null when the hub is closed, or it or this person has too many listeners. */
  listen(listener: Listener): Listening | null
  close(): void
}
/** `ready` settles when every later change will be told. */
type Listening = { ready: Promise<void>; stop(): void }

const maxListeners = 500
/** Tabs of one person. */
const maxOfOne = 12

type Seen = { seq: number; articles: string; messages: Map<string, string>; userIds: Set<string> }

export function createLiveHub({ db, everyMs = 1000 }: { db: Db; everyMs?: number }): LiveHub {
  const listeners = new Set<Listener>()
  let seen: Seen | null = null
  let timer: NodeJS.Timeout | null = null
  let closed = false
  let newcomers: (() => void)[] = []

  const tick = async () => {
    const waiting = newcomers
    newcomers = []
    try {
      seen = await look(db, seen, listeners)
    } catch {
      // The store is away for a moment: what changed meanwhile is told when it answers again.
    }
    for (const ready of waiting) ready()
    const goOn = !closed && (listeners.size > 0 || newcomers.length > 0)
    if (!goOn) seen = null
    timer = goOn ? setTimeout(tick, newcomers.length > 0 ? 0 : everyMs) : null
  }
  return {
    listen(listener) {
      const ofOne = [...listeners].filter((l) => l.userId === listener.userId).length
      if (closed || listeners.size >= maxListeners || ofOne >= maxOfOne) return null
      listeners.add(listener)
      const ready = new Promise<void>((resolve) => newcomers.push(resolve))
      timer ??= setTimeout(tick, 0)
      return { ready, stop: () => listeners.delete(listener) }
    },
    close() {
      closed = true
      if (timer) clearTimeout(timer)
      for (const ready of newcomers) ready()
      for (const listener of listeners) listener.end()
      listeners.clear()
    },
  }
}

/** One look at the store; the first one only remembers. */
async function look(db: Db, before: Seen | null, listeners: Set<Listener>): Promise<Seen> {
  const audience = [...listeners]
  const userIds = new Set(audience.map((l) => l.userId))
  const { seq, kinds } = before
    ? await changesSince(db, before.seq)
    : { seq: await lastAuditSeq(db), kinds: new Set<string>() }
  const now: Seen = { seq, articles: await articlesStamp(db), messages: await messageStamps(db, [...userIds]), userIds }
  if (!before) return now
  const general = topicsOf(kinds)
  if (now.articles !== before.articles) general.add('articles')
  for (const { userId, topics, tell } of audience) {
    const mine = before.userIds.has(userId) && now.messages.get(userId) !== before.messages.get(userId)
    const changed = topics.filter((t) => (t === 'messages' ? mine : general.has(t)))
    if (changed.length > 0) tell(changed)
  }
  return now
}

/** What the kinds of things in the record mean for pages. */
function topicsOf(kinds: Set<string>): Set<LiveTopic> {
  const topics = new Set<LiveTopic>()
  if (kinds.size > 0) topics.add('record')
  if (kinds.has('flag') || kinds.has('review') || kinds.has('incident')) topics.add('flags')
  if (kinds.has('clock') || kinds.has('report') || kinds.has('incident')) topics.add('clocks')
  return topics
}
