/** The duty that runs out next, for the top of every page. */
import { createRoute } from '@hono/zod-openapi'
import { firingsOf, runningClocks } from '../../store/clocks.ts'
import { textsByRun } from '../../workflow/plan/plan-text.ts'
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
    const seen = (action: 'view-incidents' | 'view-leaks') => unitsVisible(c.get('actor'), action, tree)
    const open = await runningClocks(db, seen('view-incidents'), seen('view-leaks'))
    // What opens later this month is nobody's business at the top of the page.
    const clocks = open.filter((k) => k.startAt <= at)
    const ahead = clocks.filter((k) => k.state === 'running' && k.limitAt >= at)
    // What still can be done in time goes first; else the duty that is overdue the longest.
    const next = ahead[0] ?? clocks[0]
    const firings = next ? await firingsOf(db, [next.id]) : []
    const plan = next && (await textsByRun(db, [next.incidentId])).get(next.activationId)
    return c.json(
      {
        clock: next ? clockShown(next, { firings, tree, now: at, plan }) : null,
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
