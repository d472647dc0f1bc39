/** Drafts of a foreign text by the operator's language model: asked for, read, thrown away. */
import { createRoute } from '@hono/zod-openapi'
import { draftKinds } from '../../domain/draft.ts'
import { maxDraftedText } from '../../domain/draft.ts'
import { ok, refuse } from '../../domain/result.ts'
import { articleById, versionsOf } from '../../store/articles.ts'
import { draftsOf, isKeptIn } from '../../store/drafts.ts'
import { askDraft, mayAskDraft } from '../../workflow/draft/ask-draft.ts'
import { discardDraft } from '../../workflow/draft/discard-draft.ts'
import { unitsVisible } from '../../workflow/policy.ts'
import { askDraftRequest, doneSchema, draftParams, draftsSchema, idParam } from '../contract.ts'
import type { ApiDeps } from '../deps.ts'
import { notFound, orRefuse } from '../errors.ts'
import { answers, body, createRouter } from '../route.ts'
import { moveOf } from '../shapes/moves.ts'
import { iso, isoOrNull } from '../shapes/units.ts'
import { unitsForAny } from '../who.ts'

const tags = ['articles']
const list = createRoute({
  method: 'get',
  path: '/articles/{id}/drafts',
  tags,
  summary: 'Machine drafts of an article, and what may be asked for',
  request: { params: idParam },
  responses: answers(draftsSchema),
})
const ask = createRoute({
  method: 'post',
  path: '/articles/{id}/drafts',
  tags,
  summary: 'Ask the language model for a draft of a foreign text',
  request: { params: idParam, body: body(askDraftRequest) },
  responses: answers(doneSchema),
})
const discard = createRoute({
  method: 'post',
  path: '/articles/{id}/drafts/{draftId}/discard',
  tags,
  summary: 'Throw a draft away',
  request: { params: draftParams },
  responses: answers(doneSchema),
})

export function draftRoutes({ db, now, draftsOn }: ApiDeps) {
  const app = createRouter()
  app.openapi(list, async (c) => {
    unitsForAny(c, 'view-flags', 'view-incidents')
    const { id } = c.req.valid('param')
    const [actor, tree] = [c.get('actor'), c.get('tree')]
    if (!(await articleById(db, id))) throw notFound()
    const versions = await versionsOf(db, id)
    const current = versions.at(-1)
    const drafts = (await draftsOf(db, id, unitsVisible(actor, 'ask-draft', tree))).map((draft) => {
      const version = versions.find((one) => one.id === draft.articleVersionId)
      return {
        ...{ id: draft.id, kind: draft.kind, version: version?.n ?? 0, isOld: version !== current },
        cut: (version?.text.length ?? 0) > maxDraftedText,
        ...{ askedAt: iso(draft.askedAt), askedBy: draft.askedByName, model: draft.model, text: draft.text },
        ...{ failure: draft.failure, endedAt: isoOrNull(draft.endedAt) },
      }
    })
    const may =
      draftsOn && current ? mayAskDraft({ version: current, keptIn: await isKeptIn(db, id) }, { actor, tree }) : null
    const isOffered = may !== null && (may.ok || may.refusal.code === 'kept-in')
    return c.json({ drafts, moves: isOffered ? draftKinds.map((kind) => moveOf(kind, may)) : [] }, 200)
  })
  app.openapi(ask, async (c) => {
    const { id } = c.req.valid('param')
    orRefuse(draftsOn ? ok(null) : refuse('no-model'))
    const { kind } = c.req.valid('json')
    const by = { actor: c.get('actor'), at: now() }
    const { draftId } = orRefuse(await askDraft(db, { articleId: id, kind }, by))
    return c.json({ ok: true as const, id: draftId }, 200)
  })
  app.openapi(discard, async (c) => {
    const { id, draftId } = c.req.valid('param')
    orRefuse(await discardDraft(db, { id: draftId, articleId: id }, { actor: c.get('actor'), at: now() }))
    return c.json({ ok: true as const, id: draftId }, 200)
  })
  return app
}
