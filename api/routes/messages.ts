/** Messages of the house to the person who asks; nobody reads another's. */
import { createRoute } from '@hono/zod-openapi'
import type { UnitTree } from '../../domain/units.ts'
import { type Delivery, deliveriesOf } from '../../store/deliveries.ts'
import { markRead } from '../../workflow/delivery/mark-read.ts'
import { doneSchema, idParam, type Message, messagesQuery, messagesSchema, unreadSchema } from '../contract.ts'
import type { ApiDeps } from '../deps.ts'
import { orRefuse } from '../errors.ts'
import { answers, createRouter } from '../route.ts'
import { iso, isoOrNull, unitRefOrNull } from '../shapes/units.ts'

const tags = ['messages']
const list = createRoute({
  method: 'get',
  path: '/messages',
  tags,
  summary: 'My messages, newest first',
  request: { query: messagesQuery },
  responses: answers(messagesSchema),
})
const unreadCount = createRoute({
  method: 'get',
  path: '/messages/unread',
  tags,
  summary: 'How many of my messages are unread',
  responses: answers(unreadSchema),
})
const readOne = createRoute({
  method: 'post',
  path: '/messages/{id}/read',
  tags,
  summary: 'Mark one of my messages as read',
  request: { params: idParam },
  responses: answers(doneSchema),
})
const readAll = createRoute({
  method: 'post',
  path: '/messages/read-all',
  tags,
  summary: 'Mark all my messages as read',
  responses: answers(doneSchema),
})

export function messageRoutes({ db, now }: ApiDeps) {
  const app = createRouter()
  app.openapi(list, async (c) => {
    const { unread: only, page, pageSize } = c.req.valid('query')
    const { userId } = c.get('actor')
    const { items, total, unread } = await deliveriesOf(db, userId, { unreadOnly: only === 'true', page, pageSize })
    return c.json({ items: items.map((d) => messageShown(d, c.get('tree'))), total, unread, page, pageSize }, 200)
  })
  app.openapi(unreadCount, async (c) => {
    const { unread } = await deliveriesOf(db, c.get('actor').userId, { unreadOnly: true, pageSize: 1 })
    return c.json({ unread }, 200)
  })
  app.openapi(readAll, async (c) => {
    orRefuse(await markRead(db, {}, { actor: c.get('actor'), at: now() }))
    return c.json({ ok: true as const }, 200)
  })
  app.openapi(readOne, async (c) => {
    const { id } = c.req.valid('param')
    orRefuse(await markRead(db, { deliveryId: id }, { actor: c.get('actor'), at: now() }))
    return c.json({ ok: true as const, id }, 200)
  })
  return app
}

const messageShown = (d: Delivery, tree: UnitTree): Message => ({
  id: d.id,
  kind: d.kind,
  unit: unitRefOrNull(tree, d.unitId),
  incidentId: d.incidentId,
  flagId: d.flagId,
  facts: d.facts,
  createdAt: iso(d.createdAt),
  readAt: isoOrNull(d.readAt),
})
