/** The first run: makes the first administrator, for whoever can read what the server printed when it started. */
import { createHash, timingSafeEqual } from 'node:crypto'
import { createRoute } from '@hono/zod-openapi'
import { isSetUp } from '../../store/accounts.ts'
import { setUp } from '../../workflow/people/set-up.ts'
import { doneSchema, setupRequest, setupStateSchema } from '../contract.ts'
import type { ApiDeps } from '../deps.ts'
import { orRefuse, Refused } from '../errors.ts'
import { answers, body, createRouter } from '../route.ts'

const getSetup = createRoute({
  method: 'get',
  path: '/setup',
  tags: ['setup'],
  summary: 'Is the first run still to be done, and which trees of units are offered',
  responses: answers(setupStateSchema),
})
const postSetup = createRoute({
  method: 'post',
  path: '/setup',
  tags: ['setup'],
  summary: 'Make the first administrator and plant a tree of units',
  request: { body: body(setupRequest) },
  responses: answers(doneSchema),
})

export function setupRoutes({ db, now, auth, setupCode, unitTrees }: ApiDeps) {
  const app = createRouter()
  app.openapi(getSetup, async (c) => {
    const needed = !(await isSetUp(db))
    const trees = needed ? unitTrees.map(({ id, name, units }) => ({ id, name, units: units.length })) : []
    return c.json({ needed, trees }, 200)
  })
  app.openapi(postSetup, async (c) => {
    const { code, name, username, password, treeId } = c.req.valid('json')
    if (await isSetUp(db)) throw new Refused({ code: 'setup-done' })
    if (!sameText(code, setupCode)) throw new Refused({ code: 'wrong-code', field: 'code' })
    const tree = unitTrees.find((t) => t.id === treeId)
    if (!tree) throw new Refused({ code: 'not-found', field: 'treeId' })
    const { userId } = orRefuse(await auth.createAccount({ name, username, password }))
    const done = await setUp(db, { userId, name, units: tree.units }, now())
    if (!done.ok) await auth.discardAccount(userId)
    orRefuse(done)
    return c.json({ ok: true as const, id: userId }, 200)
  })
  return app
}

const digest = (text: string) => createHash('sha256').update(text).digest()
const sameText = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b))
