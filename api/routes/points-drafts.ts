/** First wordings of talking points by the operator's language model: asked for, read, taken over, thrown away. */
import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { ok, refuse } from '../../domain/result.ts'
import { incidentById } from '../../store/incidents.ts'
import { isMatterKeptIn, pointsDraftsOf } from '../../store/points-drafts.ts'
import { talkingPointsOfIncident } from '../../store/talking-points.ts'
import { askPointsDraft, mayAskPointsDraft } from '../../workflow/talking-points/ask-draft.ts'
import { openVersionOf } from '../../workflow/talking-points/draft-talking-points.ts'
import { mayDraft } from '../../workflow/talking-points/rights.ts'
import { discardPointsDraft, takePointsDraft } from '../../workflow/talking-points/take-draft.ts'
import { doneSchema, draftParams, idParam, pointsDraftsSchema } from '../contract.ts'
import type { ApiDeps } from '../deps.ts'
import { notFound, orRefuse } from '../errors.ts'
import { type ApiEnv, answers, createRouter } from '../route.ts'
import { pointsDraftShown } from '../shapes/drafts.ts'
import { moveOf } from '../shapes/moves.ts'
import { unitsFor } from '../who.ts'

const tags = ['talking points']
const list = createRoute({
  method: 'get',
  path: '/incidents/{id}/points-drafts',
  tags,
  summary: 'Machine drafts of talking points, and whether one may be asked for',
  request: { params: idParam },
  responses: answers(pointsDraftsSchema),
})
const ask = createRoute({
  method: 'post',
  path: '/incidents/{id}/points-drafts',
  tags,
  summary: 'Ask the language model for a first draft of talking points',
  request: { params: idParam },
  responses: answers(doneSchema),
})
const take = createRoute({
  method: 'post',
  path: '/incidents/{id}/points-drafts/{draftId}/take',
  tags,
  summary: 'Make a machine draft the first revision of talking points',
  request: { params: draftParams },
  responses: answers(doneSchema),
})
const discard = createRoute({
  method: 'post',
  path: '/incidents/{id}/points-drafts/{draftId}/discard',
  tags,
  summary: 'Throw a machine draft away',
  request: { params: draftParams },
  responses: answers(doneSchema),
})

export function pointsDraftRoutes({ db, draftsOn }: ApiDeps) {
  const app = createRouter()
  const by = (c: Pick<Context<ApiEnv>, 'get'>) => ({ actor: c.get('actor'), at: c.get('now') })

  app.openapi(list, async (c) => {
    const { id } = c.req.valid('param')
    const unitIds = unitsFor(c, 'view-incidents')
    const who = { actor: c.get('actor'), tree: c.get('tree') }
    const incident = await incidentById(db, id, unitIds)
    if (!incident) throw notFound()
    const open = openVersionOf(await talkingPointsOfIncident(db, { incidentId: id, unitIds, at: c.get('now') }))
    // Whoever drafts nothing here sees nothing of it.
    const drafts = mayDraft(incident, null, who).ok ? await pointsDraftsOf(db, id) : []
    const takes = mayDraft(incident, open, who)
    const shown = drafts.map((draft) => {
      const isFree = draft.takenAt === null
      const moves = [
        ...(draft.body && isFree ? [moveOf('take', takes)] : []),
        ...(isFree ? [moveOf('discard', ok(null))] : []),
      ]
      return pointsDraftShown(db, draft, moves)
    })
    const may = mayAskPointsDraft({ incident, open, keptIn: await isMatterKeptIn(db, id) }, who)
    // A version on its way is revised: no draft is offered beside it.
    const isOffered = draftsOn && !open && mayDraft(incident, null, who).ok
    return c.json({ drafts: await Promise.all(shown), moves: isOffered ? [moveOf('ask-draft', may)] : [] }, 200)
  })
  app.openapi(ask, async (c) => {
    const { id: incidentId } = c.req.valid('param')
    orRefuse(draftsOn ? ok(null) : refuse('no-model'))
    const { draftId } = orRefuse(await askPointsDraft(db, { incidentId }, by(c)))
    return c.json({ ok: true as const, id: draftId }, 200)
  })
  app.openapi(take, async (c) => {
    const { id: incidentId, draftId } = c.req.valid('param')
    const { id } = orRefuse(await takePointsDraft(db, { draftId, incidentId }, by(c)))
    return c.json({ ok: true as const, id }, 200)
  })
  app.openapi(discard, async (c) => {
    const { id: incidentId, draftId } = c.req.valid('param')
    orRefuse(await discardPointsDraft(db, { draftId, incidentId }, by(c)))
    return c.json({ ok: true as const, id: draftId }, 200)
  })
  return app
}
