import { describe, expect, it } from 'vitest'
import type { ApiDeps } from './deps.ts'
import { websubRoutes } from './websub.ts'

const taken: { id: string; body: string; signature: string }[] = []
const requests = {
  confirmPush: async (id: string, query: URLSearchParams) => (id === 'known' ? query.get('hub.challenge') : null),
  takePush: async (id: string, { body, signature }: { body: Uint8Array; signature: string }) => {
    taken.push({ id, body: Buffer.from(body).toString(), signature })
    return id === 'known'
  },
}
const app = websubRoutes({ requests } as unknown as ApiDeps)

describe('where hubs reach us', () => {
  it('a question is answered with its challenge as plain text, or not at all', async () => {
    const answer = await app.request('/known?hub.challenge=%3Cb%3E')
    expect([answer.status, await answer.text(), answer.headers.get('content-type')?.split(';')[0]]).toEqual([
      200,
      '<b>',
      'text/plain',
    ])
    expect((await app.request('/other?hub.challenge=x')).status).toBe(404)
  })

  it('a push is taken with its bytes and its signature; an unknown address is gone', async () => {
    const push = { method: 'POST', body: '<rss/>', headers: { 'x-hub-signature': 'sha256=00' } }
    expect((await app.request('/known', push)).status).toBe(202)
    expect((await app.request('/other', push)).status).toBe(410)
    expect(taken[0]).toEqual({ id: 'known', body: '<rss/>', signature: 'sha256=00' })
  })

  it('a push beyond the limit is refused unread', async () => {
    const before = taken.length
    expect((await app.request('/known', { method: 'POST', body: 'x'.repeat(5 * 1024 * 1024) })).status).toBe(413)
    expect(taken).toHaveLength(before)
  })
})
