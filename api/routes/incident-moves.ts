/** What people decide about an incident: each path is one command of workflow/incident. */
import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { activatePlan, declinePlan, reopenIncident } from '../../workflow/incident/activate-plan.ts'
import { confirmFoundTime, proposeFoundTime } from '../../workflow/incident/change-found-time.ts'
import { confirmIncident } from '../../workflow/incident/confirm-incident.ts'
import { gradeIncident } from '../../workflow/incident/grade-incident.ts'
import { mergeIncidents } from '../../workflow/incident/merge-incidents.ts'
import { rejectIncident } from '../../workflow/incident/reject-incident.ts'
import { setScope } from '../../workflow/incident/set-scope.ts'
import { studyIncident } from '../../workflow/incident/study-incident.ts'
import { archiveIncident, terminateIncident } from '../../workflow/incident/terminate-incident.ts'
import {
  confirmFoundTimeRequest,
  confirmIncidentRequest,
  doneSchema,
  gradeIncidentRequest,
  idParam,
  mergeIncidentRequest,
  proposeFoundTimeRequest,
  reasonRequest,
  setScopeRequest,
  studyIncidentRequest,
  terminateRequest,
} from '../contract.ts'
import type { ApiDeps } from '../deps.ts'
import { orRefuse } from '../errors.ts'
import { type ApiEnv, answers, body, createRouter } from '../route.ts'

const command = <P extends string, T extends Parameters<typeof body>[0]>(path: P, summary: string, shape: T) =>
  createRoute({
    method: 'post',
    path: `/incidents/{id}/${path}` as const,
    tags: ['incidents'],
    summary,
    request: { params: idParam, body: body(shape) },
    responses: answers(doneSchema),
  })

const confirm = command('confirm', 'Judge the four elements (附4第二条)', confirmIncidentRequest)
const reject = command('reject', 'No event: the clock becomes void and stays visible', reasonRequest)
const merge = command('merge', 'It is the same matter as another incident: both become one', mergeIncidentRequest)
const study = command('study', 'Put it before the leading group', studyIncidentRequest)
const grade = command('grade', 'Grade or regrade', gradeIncidentRequest)
const scope = command('scope', 'Say how far it reaches', setScopeRequest)
const foundTime = command('found-time', 'Propose another finding time', proposeFoundTimeRequest)
const confirmTime = command('confirm-found-time', 'Confirm it as the second person', confirmFoundTimeRequest)

const terminate = command('terminate', 'Order the end (第十四条)', terminateRequest)

/** Moves that take nothing but their reason. */
const withReason = [
  { route: command('activate', 'Activate the plan', reasonRequest), run: activatePlan },
  { route: command('decline', 'Manage it without the plan', reasonRequest), run: declinePlan },
  { route: command('archive', 'Put it into the archive', reasonRequest), run: archiveIncident },
  { route: command('reopen', 'It recurs: run the plan again', reasonRequest), run: reopenIncident },
]

export function incidentMoveRoutes({ db }: ApiDeps) {
  const app = createRouter()
  const by = (c: Pick<Context<ApiEnv>, 'get'>) => ({ actor: c.get('actor'), at: c.get('now') })
  const done = (id: string) => ({ ok: true as const, id })

  app.openapi(confirm, async (c) => {
    const { id } = c.req.valid('param')
    orRefuse(await confirmIncident(db, { incidentId: id, ...c.req.valid('json') }, by(c)))
    return c.json(done(id), 200)
  })
  app.openapi(reject, async (c) => {
    const { id } = c.req.valid('param')
    orRefuse(await rejectIncident(db, { incidentId: id, ...c.req.valid('json') }, by(c)))
    return c.json(done(id), 200)
  })
  app.openapi(merge, async (c) => {
    const { id } = c.req.valid('param')
    const merged = orRefuse(await mergeIncidents(db, { incidentId: id, ...c.req.valid('json') }, by(c)))
    return c.json(done(merged.intoId), 200)
  })
  app.openapi(study, async (c) => {
    const { id } = c.req.valid('param')
    orRefuse(await studyIncident(db, { incidentId: id, ...c.req.valid('json') }, by(c)))
    return c.json(done(id), 200)
  })
  app.openapi(grade, async (c) => {
    const { id } = c.req.valid('param')
    orRefuse(await gradeIncident(db, { incidentId: id, ...c.req.valid('json') }, by(c)))
    return c.json(done(id), 200)
  })
  app.openapi(scope, async (c) => {
    const { id } = c.req.valid('param')
    orRefuse(await setScope(db, { incidentId: id, ...c.req.valid('json') }, by(c)))
    return c.json(done(id), 200)
  })
  app.openapi(foundTime, async (c) => {
    const { id } = c.req.valid('param')
    const { foundAt, ...more } = c.req.valid('json')
    const input = { incidentId: id, foundAt: new Date(foundAt), ...more }
    const { proposalId } = orRefuse(await proposeFoundTime(db, input, by(c)))
    return c.json(done(proposalId), 200)
  })
  app.openapi(confirmTime, async (c) => {
    const { id } = c.req.valid('param')
    orRefuse(await confirmFoundTime(db, { incidentId: id, ...c.req.valid('json') }, by(c)))
    return c.json(done(id), 200)
  })
  app.openapi(terminate, async (c) => {
    const { id } = c.req.valid('param')
    orRefuse(await terminateIncident(db, { incidentId: id, ...c.req.valid('json') }, by(c)))
    return c.json(done(id), 200)
  })
  for (const { route, run } of withReason)
    app.openapi(route, async (c) => {
      const { id } = c.req.valid('param')
      orRefuse(await run(db, { incidentId: id, ...c.req.valid('json') }, by(c)))
      return c.json(done(id), 200)
    })
  return app
}
