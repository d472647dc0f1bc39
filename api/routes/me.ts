/** The person behind the request, and the units the house consists of. */
import { createRoute } from '@hono/zod-openapi'
import { deliveriesOf } from '../../store/deliveries.ts'
import { meSchema, unitsSchema } from '../contract.ts'
import type { ApiDeps } from '../deps.ts'
import { answers, createRouter } from '../route.ts'
import { iso, lentShown, seatShown, unitRef, unitShown } from '../shapes/units.ts'
import { areasOf } from '../who.ts'

const getMe = createRoute({
  method: 'get',
  path: '/me',
  tags: ['people'],
  summary: 'The person who asks, their seats and what they may enter',
  responses: answers(meSchema),
})
const getUnits = createRoute({
  method: 'get',
  path: '/units',
  tags: ['people'],
  summary: 'All units of the trees the person sits in',
  responses: answers(unitsSchema),
})

export function meRoutes({ db, now }: ApiDeps) {
  const app = createRouter()
  app.openapi(getMe, async (c) => {
    const { userId, name, username, twoFactor } = c.get('signedIn')
    const { seats, lent = [] } = c.get('actor')
    const tree = c.get('tree')
    const root = seats[0] && tree.rootOf(seats[0].unitId)
    const { unread } = await deliveriesOf(db, userId, { unreadOnly: true, pageSize: 1 })
    return c.json(
      {
        user: { id: userId, name, username },
        seats: seats.map((s) => seatShown(tree, s)),
        lent: lent.flatMap((s) => (s.lent ? [lentShown(tree, s, s.lent)] : [])),
        root: root ? unitRef(tree, root.id) : null,
        areas: areasOf(c),
        twoFactor: { enabled: twoFactor },
        unreadMessages: unread,
        serverTime: iso(now()),
      },
      200,
    )
  })
  app.openapi(getUnits, (c) => {
    const tree = c.get('tree')
    const roots = new Set(c.get('actor').seats.map((s) => tree.rootOf(s.unitId)?.id))
    return c.json({ items: tree.all.filter((u) => roots.has(u.rootId)).map(unitShown) }, 200)
  })
  return app
}
