/** What people do in the runs of plans: each path is one command of workflow/plan. */
import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { openIncident } from '../../workflow/incident/open-by-hand.ts'
import { checkIn } from '../../workflow/plan/check-in.ts'
import { approveActivation, declineActivation, startActivation } from '../../workflow/plan/decide-activation.ts'
import { moveTowardsEnd } from '../../workflow/plan/end-run.ts'
import { draftStepForm } from '../../workflow/plan/draft-step-form.ts'
import { fulfilDuty } from '../../workflow/plan/meet-duty.ts'
import { moveStep } from '../../workflow/plan/move-step.ts'
import { proposePlan, type StatedInstants } from '../../workflow/plan/propose-plan.ts'
import { chooseProcedure, setParameter, stateInstant, takeDecision, upgradeRun } from '../../workflow/plan/steer-run.ts'
import { transferDuty } from '../../workflow/plan/transfer-duty.ts'
import {
  approvePlanRequest,
  checkInRequest,
  chooseProcedureRequest,
  doneSchema,
  endPlanRequest,
  fulfilDutyRequest,
  idParam,
  incidentOpenedSchema,
  incidentPlansSchema,
  moveStepRequest,
  openIncidentRequest,
  proposePlanRequest,
  reasonRequest,
  setParameterRequest,
  type StatedInstantsGiven,
  stateInstantRequest,
  stepDraftSchema,
  stepParam,
  takeDecisionRequest,
  transferDutyRequest,
  upgradePlanRequest,
} from '../contract.ts'
import type { ApiDeps } from '../deps.ts'
import { notFound, orRefuse } from '../errors.ts'
import { incidentPlans } from '../incident-plans.ts'
import { type ApiEnv, answers, body, createRouter } from '../route.ts'
import { formShown } from '../shapes/forms.ts'

const tags = ['plans']
const open = createRoute({
  method: 'post',
  path: '/incidents',
  tags: ['incidents'],
  summary: 'Open an incident by hand; its plan is put forward and its clocks run from the finding',
  request: { body: body(openIncidentRequest) },
  responses: answers(incidentOpenedSchema),
})
const ofIncident = createRoute({
  method: 'get',
  path: '/incidents/{id}/plans',
  tags,
  summary: 'The runs of plans on an incident, and what is next',
  request: { params: idParam },
  responses: answers(incidentPlansSchema),
})
const command = <P extends string, T extends Parameters<typeof body>[0]>(path: P, summary: string, shape: T) =>
  createRoute({
    method: 'post',
    path,
    tags,
    summary,
    request: { params: idParam, body: body(shape) },
    responses: answers(doneSchema),
  })
const propose = command('/incidents/{id}/plans', 'Put a further plan beside those that run', proposePlanRequest)
const approve = command('/activations/{id}/approve', 'Decide that it starts', approvePlanRequest)
const decline = command('/activations/{id}/decline', 'Decide that it does not start', reasonRequest)
const start = command('/activations/{id}/start', 'Begin the approved run', endPlanRequest)
const decide = command('/activations/{id}/decide', 'Take a decision that the plan asks for', takeDecisionRequest)
const choose = command('/activations/{id}/choose', 'Choose a procedure by what happened', chooseProcedureRequest)
const instant = command('/activations/{id}/instant', 'State when something happened', stateInstantRequest)
const parameter = command('/activations/{id}/parameter', 'Set a number the text leaves open', setParameterRequest)
const upgrade = command('/activations/{id}/upgrade', 'Rise to a stronger mode', upgradePlanRequest)
const checkInRoute = command('/activations/{id}/check-in', 'Say that somebody is at their post', checkInRequest)
const fulfil = command('/clocks/{id}/fulfil', 'Write down that a duty was done', fulfilDutyRequest)
const transfer = command('/clocks/{id}/transfer', 'Another bureau takes the duty over', transferDutyRequest)
const step = createRoute({
  method: 'post',
  path: '/activations/{id}/steps/{step}',
  tags,
  summary: 'One move of one step',
  request: { params: stepParam, body: body(moveStepRequest) },
  responses: answers(doneSchema),
})
const stepForm = createRoute({
  method: 'get',
  path: '/activations/{id}/steps/{step}/form',
  tags,
  summary: 'The form of a step with what is known written in, for whoever fills it in',
  request: { params: stepParam },
  responses: answers(stepDraftSchema),
})
const ends = (['report-result', 'return', 'approve-termination', 'end', 'review'] as const).map((verb) => ({
  verb,
  route: command(`/activations/{id}/${verb}`, `Move the run towards its end: ${verb}`, endPlanRequest),
}))

const instantsOf = (given: StatedInstantsGiven): StatedInstants =>
  Object.fromEntries(Object.entries(given).map(([name, at]) => [name, new Date(at)]))

export function planRunRoutes({ db }: ApiDeps) {
  const app = createRouter()
  const by = (c: Pick<Context<ApiEnv>, 'get'>) => ({ actor: c.get('actor'), at: c.get('now') })
  const done = (id: string) => ({ ok: true as const, id })

  app.openapi(open, async (c) => {
    const { foundAt, instants, ...input } = c.req.valid('json')
    const opened = orRefuse(
      await openIncident(db, { ...input, foundAt: new Date(foundAt), instants: instantsOf(instants) }, by(c)),
    )
    return c.json({ ok: true as const, id: opened.incidentId, no: opened.no }, 200)
  })
  app.openapi(ofIncident, async (c) => {
    const who = { actor: c.get('actor'), tree: c.get('tree'), now: c.get('now') }
    const found = await incidentPlans(db, c.req.valid('param').id, who)
    if (!found) throw notFound()
    return c.json(found, 200)
  })
  app.openapi(propose, async (c) => {
    const { instants, ...input } = c.req.valid('json')
    const incidentId = c.req.valid('param').id
    const run = orRefuse(await proposePlan(db, { incidentId, ...input, instants: instantsOf(instants) }, by(c)))
    return c.json(done(run.activationId), 200)
  })
  app.openapi(approve, async (c) => {
    const { id } = c.req.valid('param')
    orRefuse(await approveActivation(db, { activationId: id, ...c.req.valid('json') }, by(c)))
    return c.json(done(id), 200)
  })
  app.openapi(decline, async (c) => {
    const { id } = c.req.valid('param')
    orRefuse(await declineActivation(db, { activationId: id, ...c.req.valid('json') }, by(c)))
    return c.json(done(id), 200)
  })
  app.openapi(start, async (c) => {
    const { id } = c.req.valid('param')
    orRefuse(await startActivation(db, { activationId: id }, by(c)))
    return c.json(done(id), 200)
  })
  app.openapi(step, async (c) => {
    const { id, step: key } = c.req.valid('param')
    orRefuse(await moveStep(db, { activationId: id, step: key, ...c.req.valid('json') }, by(c)))
    return c.json(done(key), 200)
  })
  app.openapi(stepForm, async (c) => {
    const { id, step: key } = c.req.valid('param')
    const who = { actor: c.get('actor'), tree: c.get('tree'), now: c.get('now') }
    const { form, stage, draft } = orRefuse(await draftStepForm(db, { activationId: id, step: key }, who))
    return c.json({ ...formShown(form), stage, draft }, 200)
  })
  app.openapi(decide, async (c) => {
    const { id } = c.req.valid('param')
    orRefuse(await takeDecision(db, { activationId: id, ...c.req.valid('json') }, by(c)))
    return c.json(done(id), 200)
  })
  app.openapi(choose, async (c) => {
    const { id } = c.req.valid('param')
    orRefuse(await chooseProcedure(db, { activationId: id, ...c.req.valid('json') }, by(c)))
    return c.json(done(id), 200)
  })
  app.openapi(instant, async (c) => {
    const { id } = c.req.valid('param')
    const { instant: name, at } = c.req.valid('json')
    orRefuse(await stateInstant(db, { activationId: id, instant: name, at: new Date(at) }, by(c)))
    return c.json(done(id), 200)
  })
  app.openapi(parameter, async (c) => {
    const { id } = c.req.valid('param')
    orRefuse(await setParameter(db, { activationId: id, ...c.req.valid('json') }, by(c)))
    return c.json(done(id), 200)
  })
  app.openapi(upgrade, async (c) => {
    const { id } = c.req.valid('param')
    orRefuse(await upgradeRun(db, { activationId: id, ...c.req.valid('json') }, by(c)))
    return c.json(done(id), 200)
  })
  app.openapi(checkInRoute, async (c) => {
    const { id } = c.req.valid('param')
    orRefuse(await checkIn(db, { activationId: id, ...c.req.valid('json') }, by(c)))
    return c.json(done(id), 200)
  })
  app.openapi(fulfil, async (c) => {
    const { id } = c.req.valid('param')
    const { claimedAt, ...input } = c.req.valid('json')
    const claimed = claimedAt ? { claimedAt: new Date(claimedAt) } : {}
    orRefuse(await fulfilDuty(db, { clockId: id, ...input, ...claimed }, by(c)))
    return c.json(done(id), 200)
  })
  app.openapi(transfer, async (c) => {
    const { id } = c.req.valid('param')
    const moved = orRefuse(await transferDuty(db, { clockId: id, ...c.req.valid('json') }, by(c)))
    return c.json(done(moved.clockId), 200)
  })
  for (const { verb, route } of ends)
    app.openapi(route, async (c) => {
      const { id } = c.req.valid('param')
      orRefuse(await moveTowardsEnd(db, { activationId: id, verb, ...c.req.valid('json') }, by(c)))
      return c.json(done(id), 200)
    })
  return app
}
