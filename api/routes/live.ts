/** GET /api/live: server-sent events for whoever is signed in. Says what changed, never what it says now. */
import { createRoute, z } from '@hono/zod-openapi'
import { streamSSE } from 'hono/streaming'
import { type LiveEvent, type LiveTopic, liveTopics } from '../contract.ts'
import type { ApiDeps } from '../deps.ts'
import { Refused } from '../errors.ts'
import type { LiveHub } from '../live.ts'
import { createRouter } from '../route.ts'
import { areasOf } from '../who.ts'

const beatEveryMs = 15_000
/** A session that ended, or an account that was closed, stops listening within this time. */
const checkEveryBeats = 2

const live = createRoute({
  method: 'get',
  path: '/live',
  tags: ['live'],
  summary: 'Events `changed` and `beat`; the first one, also after a break, says that everything changed',
  responses: {
    200: { description: 'An endless stream', content: { 'text/event-stream': { schema: z.string() } } },
  },
})

export function liveRoutes({ auth, now }: ApiDeps, hub: LiveHub) {
  const app = createRouter()
  app.openAPIRegistry.registerPath(live)
  app.get(live.path, (c) => {
    const topics = topicsOf(areasOf(c))
    const { userId } = c.get('actor')
    const waiting = new Set<LiveTopic>(topics)
    let ended = false
    let wake = () => {}
    const listening = hub.listen({
      userId,
      topics,
      tell: (changed) => {
        for (const topic of changed) waiting.add(topic)
        wake()
      },
      end: () => {
        ended = true
        wake()
      },
    })
    if (!listening) throw new Refused({ code: 'too-many-requests' })
    // Proxies would hold small events back.
    c.header('x-accel-buffering', 'no')
    return streamSSE(c, async (stream) => {
      stream.onAbort(() => {
        ended = true
        wake()
      })
      const send = (event: 'changed' | 'beat', changed: LiveTopic[]) =>
        stream.writeSSE({
          event,
          data: JSON.stringify({ topics: changed, serverTime: now().toISOString() } satisfies LiveEvent),
        })
      try {
        await listening.ready
        for (let beats = 1; !ended; ) {
          const changed = [...waiting]
          waiting.clear()
          if (changed.length > 0) await send('changed', changed)
          if (ended || waiting.size > 0) continue
          if (
            (await woken(beatEveryMs, (wakeUp) => {
              wake = wakeUp
            })) === 'told'
          )
            continue
          if (beats++ % checkEveryBeats === 0 && !(await auth.signedIn(c.req.raw.headers))) return
          await send('beat', [])
        }
      } finally {
        listening.stop()
      }
    })
  })
  return app
}

/** Messages are everybody's; the rest goes with what one may enter. */
function topicsOf(areas: string[]): LiveTopic[] {
  const incidents = areas.includes('incidents')
  const open: Record<LiveTopic, boolean> = {
    record: incidents || areas.includes('audit'),
    articles: areas.includes('articles'),
    flags: areas.includes('flags'),
    messages: true,
    clocks: incidents,
  }
  return liveTopics.filter((t) => open[t])
}

function woken(afterMs: number, arm: (wake: () => void) => void): Promise<'told' | 'time'> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve('time'), afterMs)
    arm(() => {
      clearTimeout(timer)
      resolve('told')
    })
  })
}
