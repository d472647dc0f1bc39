/**
 * Where hubs reach us (WebSub). Outside of /api: no person, no session, no cookie. An address is a secret of the hub that was told
 * it; what comes is believed by its signature alone.
 */
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { ApiDeps } from './deps.ts'

/** Hubs send whole feeds. */
const maxBody = 4 * 1024 * 1024

export function websubRoutes({ requests }: ApiDeps) {
  const app = new Hono()
  app.get('/:id', async (c) => {
    const challenge = await requests.confirmPush(c.req.param('id'), new URL(c.req.url).searchParams)
    return challenge === null ? c.text('', 404) : c.text(challenge)
  })
  app.post('/:id', bodyLimit({ maxSize: maxBody, onError: (c) => c.text('', 413) }), async (c) => {
    const body = new Uint8Array(await c.req.arrayBuffer())
    const signature = c.req.header('x-hub-signature') ?? ''
    return c.text('', (await requests.takePush(c.req.param('id'), { body, signature })) ? 202 : 410)
  })
  return app
}
