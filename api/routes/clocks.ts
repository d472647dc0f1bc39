/** The duty that runs out next, for the top of every page. */
import { createRoute } from '@hono/zod-openapi'
import { firingsOf, runningClocks } from '../../store/clocks.ts'
import { unitsVisible } from '../../workflow/policy.ts'
import { nearestClockSchema } from '../contract.ts'
import type { ApiDeps } from '../deps.ts'
import { answers, createRouter } from '../route.ts'
import { clockShown } from '../shapes/clocks.ts'
import { iso } from '../shapes/units.ts'

const nearest = createRoute({
  method: 'get',
  path: '/clocks/nearest',
  tags: ['clocks'],
  summary: 'The clock that runs out next among those the person may see; nothing for who sees no incidents',
  responses: answers(nearestClockSchema),
})

export function clockRoutes({ db, now }: ApiDeps) {
  const app = createRouter()
  app.openapi(nearest, async (c) => {
    const at = now()
    const tree = c.get('tree')
    const clocks = await runningClocks(db, unitsVisible(c.get('actor'), 'view-incidents', tree))
    const ahead = clocks.filter((k) => k.state === 'running' && k.limitAt >= at)
    // What still can be done in time goes first; else the duty that is overdue the longest.
    const next = ahead[0] ?? clocks[0]
    const firings = next ? await firingsOf(db, [next.id]) : []
    return c.json(
      {
        clock: next ? clockShown(next, { firings, tree, now: at }) : null,
        incident: next ? { id: next.incidentId, no: next.incidentNo, title: next.incidentTitle } : null,
        running: ahead.length,
        overdue: clocks.length - ahead.length,
        serverTime: iso(at),
      },
      200,
    )
  })
  return app
}
