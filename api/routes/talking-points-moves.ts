/** The way of talking points from revision to in force and out of it: each path is one command of workflow/talking-points. */
import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { answerMedia } from '../../workflow/talking-points/answer-media.ts'
import { approveAsLeadingGroup } from '../../workflow/talking-points/approve-as-leading-group.ts'
import { approveAsOffice } from '../../workflow/talking-points/approve-as-office.ts'
import { recordOralApproval, settleOralApproval } from '../../workflow/talking-points/approve-orally.ts'
import { askFacts, withdrawAsk } from '../../workflow/talking-points/ask-facts.ts'
import { checkFacts } from '../../workflow/talking-points/check-facts.ts'
import { publishTalkingPoints } from '../../workflow/talking-points/publish-talking-points.ts'
import { recallTalkingPoints } from '../../workflow/talking-points/recall-talking-points.ts'
import { reviseTalkingPoints } from '../../workflow/talking-points/revise-talking-points.ts'
import { submitTalkingPoints } from '../../workflow/talking-points/submit-talking-points.ts'
import {
  answerMediaRequest,
  approvalRequest,
  askFactsRequest,
  doneSchema,
  idParam,
  publishTalkingPointsRequest,
  recallTalkingPointsRequest,
  recordOralRequest,
  reviseTalkingPointsRequest,
  settleOralRequest,
  submitTalkingPointsRequest,
  withdrawAskRequest,
} from '../contract.ts'
import type { ApiDeps } from '../deps.ts'
import { orRefuse } from '../errors.ts'
import { type ApiEnv, answers, body, createRouter } from '../route.ts'

const command = <P extends string, T extends Parameters<typeof body>[0]>(path: P, summary: string, shape: T) =>
  createRoute({
    method: 'post',
    path: `/talking-points/{id}/${path}` as const,
    tags: ['talking points'],
    summary,
    request: { params: idParam, body: body(shape) },
    responses: answers(doneSchema),
  })

/** One judge's yes or no to the text they read. */
const approvals = [
  { route: command('check-facts', 'Confirm or return the facts', approvalRequest), run: checkFacts },
  { route: command('office', 'Sign or return as the emergency office', approvalRequest), run: approveAsOffice },
  {
    route: command('leading-group', 'Sign or return as the leading group', approvalRequest),
    run: approveAsLeadingGroup,
  },
]
const revise = command('revisions', 'Save a further revision', reviseTalkingPointsRequest)
const submit = command('submit', 'Send to the fact check', submitTalkingPointsRequest)
const ask = command('asks', 'Ask divisions to check the facts beside each other', askFactsRequest)
const withdraw = command('withdraw-ask', 'Take back an ask that nobody has answered', withdrawAskRequest)
const oral = command('oral', 'Write down an approval given by phone', recordOralRequest)
const settleOral = command('oral-word', 'Confirm or deny in writing what was said by phone', settleOralRequest)
const publish = command('publish', 'Put an approved text in force', publishTalkingPointsRequest)
const recall = command('recall', 'Take a text out of force', recallTalkingPointsRequest)
const answer = command('answers', 'Record an answer given to the press', answerMediaRequest)

export function talkingPointsMoveRoutes({ db, requests }: ApiDeps) {
  const app = createRouter()
  const { checkText } = requests
  const by = (c: Pick<Context<ApiEnv>, 'get'>) => ({ actor: c.get('actor'), at: c.get('now') })
  const done = (id: string) => ({ ok: true as const, id })

  app.openapi(revise, async (c) => {
    const { id } = c.req.valid('param')
    orRefuse(await reviseTalkingPoints(db, { id, ...c.req.valid('json') }, by(c)))
    return c.json(done(id), 200)
  })
  app.openapi(submit, async (c) => {
    const { id } = c.req.valid('param')
    orRefuse(await submitTalkingPoints(db, { id, ...c.req.valid('json') }, by(c), checkText))
    return c.json(done(id), 200)
  })
  for (const { route, run } of approvals)
    app.openapi(route, async (c) => {
      const { id } = c.req.valid('param')
      orRefuse(await run(db, { id, ...c.req.valid('json') }, by(c), checkText))
      return c.json(done(id), 200)
    })
  app.openapi(ask, async (c) => {
    const { id } = c.req.valid('param')
    orRefuse(await askFacts(db, { id, ...c.req.valid('json') }, by(c)))
    return c.json(done(id), 200)
  })
  app.openapi(withdraw, async (c) => {
    const { id } = c.req.valid('param')
    orRefuse(await withdrawAsk(db, { id, ...c.req.valid('json') }, by(c)))
    return c.json(done(id), 200)
  })
  app.openapi(oral, async (c) => {
    const { id } = c.req.valid('param')
    const { calledAt, ...given } = c.req.valid('json')
    orRefuse(await recordOralApproval(db, { id, ...given, calledAt: new Date(calledAt) }, by(c), checkText))
    return c.json(done(id), 200)
  })
  app.openapi(settleOral, async (c) => {
    const { id } = c.req.valid('param')
    orRefuse(await settleOralApproval(db, { id, ...c.req.valid('json') }, by(c)))
    return c.json(done(id), 200)
  })
  app.openapi(publish, async (c) => {
    const { id } = c.req.valid('param')
    orRefuse(await publishTalkingPoints(db, { id, ...c.req.valid('json') }, by(c), checkText))
    return c.json(done(id), 200)
  })
  app.openapi(recall, async (c) => {
    const { id } = c.req.valid('param')
    orRefuse(await recallTalkingPoints(db, { id, ...c.req.valid('json') }, by(c)))
    return c.json(done(id), 200)
  })
  app.openapi(answer, async (c) => {
    const { id } = c.req.valid('param')
    const given = orRefuse(await answerMedia(db, { id, ...c.req.valid('json') }, by(c)))
    return c.json(done(given.id), 200)
  })
  return app
}
