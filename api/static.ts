/** The built web page: hashed files for a year, the page itself never cached, every other path answered by the page. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import type { Hono, MiddlewareHandler } from 'hono'
import { answerProblem } from './errors.ts'
import type { ApiEnv } from './route.ts'

export function serveWeb(app: Hono<ApiEnv>, webRoot: string): void {
  app.use('/assets/*', keepFor('public, max-age=31536000, immutable'))
  app.use('/assets/*', serveStatic({ root: webRoot, precompressed: true }))
  // A name with a hash that is gone belongs to an older build: answering it with the page would be run as script.
  app.all('/assets/*', (c) => answerProblem(c, { code: 'not-found' }))
  app.use('*', keepFor('no-cache'))
  app.use('*', serveStatic({ root: webRoot }))
  app.get('*', async (c) => {
    const page = await readFile(join(webRoot, 'index.html'), 'utf8').catch(() => null)
    return page === null ? answerProblem(c, { code: 'not-found' }) : c.html(page)
  })
}

/** How long a browser may keep what was found; a "no" is asked again. */
const keepFor =
  (policy: string): MiddlewareHandler =>
  async (c, next) => {
    await next()
    if (!c.res.headers.has('cache-control')) c.header('cache-control', c.res.ok ? policy : 'no-store')
  }
