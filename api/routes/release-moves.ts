/** The way of a release from draft to out and after: each path is one command of workflow/release or workflow/news-centre. */
import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { changeCentre, closeCentre, openCentre } from '../../workflow/news-centre/run-centre.ts'
import { addReleaseAddress, endRelease } from '../../workflow/release/after-release.ts'
import { draftRelease, reviseRelease } from '../../workflow/release/draft-release.ts'
import { judgeRelease } from '../../workflow/release/judge-release.ts'
import { admitGuest, checkInGuest, logQuestion } from '../../workflow/release/meeting.ts'
import { publishRelease, scheduleRelease } from '../../workflow/release/put-out.ts'
import {
  changeCentreRequest,
  doneSchema,
  draftReleaseRequest,
  endReleaseRequest,
  guestCameRequest,
  guestRequest,
  idParam,
  judgeReleaseRequest,
  openCentreRequest,
  publishReleaseRequest,
  questionRequest,
  reasonRequest,
  releaseAddressRequest,
  reviseReleaseRequest,
  scheduleReleaseRequest,
} from '../contract.ts'
import type { ApiDeps } from '../deps.ts'
import { orRefuse } from '../errors.ts'
import { type ApiEnv, answers, body, createRouter } from '../route.ts'

const command = <P extends string, T extends Parameters<typeof body>[0]>(path: P, summary: string, shape: T) =>
  createRoute({
    ...{ method: 'post', path, tags: ['releases'], summary },
    request: { params: idParam, body: body(shape) },
    responses: answers(doneSchema),
  })

const draft = command('/incidents/{id}/releases', 'Draft what is to go out', draftReleaseRequest)
const revise = command('/releases/{id}/revisions', 'Save a further revision', reviseReleaseRequest)
const judge = command('/releases/{id}/judge', 'Check, approve or send back one revision', judgeReleaseRequest)
const publish = command('/releases/{id}/publish', 'Put it out now', publishReleaseRequest)
const schedule = command('/releases/{id}/schedule', 'Set when it goes out', scheduleReleaseRequest)
const end = command('/releases/{id}/end', 'Follow up, evaluate, archive, withdraw or give up', endReleaseRequest)
const address = command('/releases/{id}/addresses', 'Where it can be read', releaseAddressRequest)
const guest = command('/releases/{id}/guests', 'Enter a reporter with what their card said', guestRequest)
const came = command('/releases/{id}/guests/came', 'A reporter came', guestCameRequest)
const question = command('/releases/{id}/questions', 'Log a question and its answer', questionRequest)
const open = command('/incidents/{id}/news-centre', 'Open the news centre', openCentreRequest)
const change = command('/news-centres/{id}/change', 'Change cadence, services, strategy', changeCentreRequest)
const close = command('/news-centres/{id}/close', 'Close the news centre', reasonRequest)

export function releaseMoveRoutes({ db, requests }: ApiDeps) {
  const app = createRouter()
  const by = (c: Pick<Context<ApiEnv>, 'get'>) => ({ actor: c.get('actor'), at: c.get('now') })
  const done = (id: string) => ({ ok: true as const, id })
  const { checkText } = requests

  app.openapi(draft, async (c) => {
    const input = { incidentId: c.req.valid('param').id, ...c.req.valid('json') }
    return c.json(done(orRefuse(await draftRelease(db, input, by(c))).id), 200)
  })
  app.openapi(revise, async (c) => {
    const input = { id: c.req.valid('param').id, ...c.req.valid('json') }
    return c.json(done(orRefuse(await reviseRelease(db, input, by(c))).id), 200)
  })
  app.openapi(judge, async (c) => {
    const input = { id: c.req.valid('param').id, ...c.req.valid('json') }
    return c.json(done(orRefuse(await judgeRelease(db, input, by(c), checkText)).id), 200)
  })
  app.openapi(publish, async (c) => {
    const input = { id: c.req.valid('param').id, ...c.req.valid('json') }
    return c.json(done(orRefuse(await publishRelease(db, input, by(c), checkText)).id), 200)
  })
  app.openapi(schedule, async (c) => {
    const { goesOutAt, ...named } = c.req.valid('json')
    const input = { id: c.req.valid('param').id, ...named, goesOutAt: new Date(goesOutAt) }
    return c.json(done(orRefuse(await scheduleRelease(db, input, by(c), checkText)).id), 200)
  })
  app.openapi(end, async (c) => {
    const input = { id: c.req.valid('param').id, ...c.req.valid('json') }
    return c.json(done(orRefuse(await endRelease(db, input, by(c))).id), 200)
  })
  app.openapi(address, async (c) => {
    const { publishedAt, ...named } = c.req.valid('json')
    const input = { id: c.req.valid('param').id, ...named, publishedAt: new Date(publishedAt) }
    return c.json(done(orRefuse(await addReleaseAddress(db, input, by(c))).id), 200)
  })
  app.openapi(guest, async (c) => {
    const input = { id: c.req.valid('param').id, ...c.req.valid('json') }
    return c.json(done(orRefuse(await admitGuest(db, input, by(c))).id), 200)
  })
  app.openapi(came, async (c) => {
    const input = { id: c.req.valid('param').id, ...c.req.valid('json') }
    return c.json(done(orRefuse(await checkInGuest(db, input, by(c))).id), 200)
  })
  app.openapi(question, async (c) => {
    const input = { id: c.req.valid('param').id, ...c.req.valid('json') }
    return c.json(done(orRefuse(await logQuestion(db, input, by(c))).id), 200)
  })
  app.openapi(open, async (c) => {
    const input = { incidentId: c.req.valid('param').id, ...c.req.valid('json') }
    return c.json(done(orRefuse(await openCentre(db, input, by(c))).id), 200)
  })
  app.openapi(change, async (c) => {
    const input = { id: c.req.valid('param').id, ...c.req.valid('json') }
    return c.json(done(orRefuse(await changeCentre(db, input, by(c))).id), 200)
  })
  app.openapi(close, async (c) => {
    const input = { id: c.req.valid('param').id, ...c.req.valid('json') }
    return c.json(done(orRefuse(await closeCentre(db, input, by(c))).id), 200)
  })
  return app
}
