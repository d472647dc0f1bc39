/** Comments on words of talking points: read by whoever sees the text, written by whoever has a part in it. */
import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { commentsOf } from '../../store/comments.ts'
import { talkingPointsById } from '../../store/talking-points.ts'
import { allowedThreadMoves, standsIn, threadsOf, threadVerbs } from '../../workflow/comment/comment.ts'
import { actOnComment, commentOnPoints, mayComment } from '../../workflow/talking-points/comment-points.ts'
import { partsOf } from '../../workflow/talking-points/parts.ts'
import {
  commentRequest,
  commentsSchema,
  doneSchema,
  idParam,
  type ThreadShown,
  threadActRequest,
  threadParams,
} from '../contract.ts'
import type { ApiDeps } from '../deps.ts'
import { notFound, orRefuse } from '../errors.ts'
import { type ApiEnv, answers, body, createRouter } from '../route.ts'
import { moveOf, moveShown } from '../shapes/moves.ts'
import { iso, unitRefOrNull } from '../shapes/units.ts'
import { unitsFor } from '../who.ts'

const tags = ['talking points']
const list = createRoute({
  method: 'get',
  path: '/talking-points/{id}/comments',
  tags,
  summary: 'Comments on words of a version, and where those words stand now',
  request: { params: idParam },
  responses: answers(commentsSchema),
})
const comment = createRoute({
  method: 'post',
  path: '/talking-points/{id}/comments',
  tags,
  summary: 'Comment on words of one revision',
  request: { params: idParam, body: body(commentRequest) },
  responses: answers(doneSchema),
})
const acts = threadVerbs.map((verb) => ({
  verb,
  route: createRoute({
    method: 'post',
    path: `/talking-points/{id}/comments/{commentId}/${verb}` as const,
    tags,
    summary: `A thread of comments: ${verb}`,
    request: { params: threadParams, body: body(threadActRequest) },
    responses: answers(doneSchema),
  }),
}))

export function commentRoutes({ db }: ApiDeps) {
  const app = createRouter()
  const by = (c: Pick<Context<ApiEnv>, 'get'>) => ({ actor: c.get('actor'), at: c.get('now') })

  app.openapi(list, async (c) => {
    const { id } = c.req.valid('param')
    const version = await talkingPointsById(db, { id, unitIds: unitsFor(c, 'view-incidents'), at: c.get('now') })
    if (!version) throw notFound()
    const tree = c.get('tree')
    const may = mayComment(version.facts, { actor: c.get('actor'), tree })
    const current = partsOf(version.body)
    const threads = threadsOf(await commentsOf(db, { kind: 'talking_points', id })).map(
      ({ root, entries, state }): ThreadShown => {
        const place = { field: root.field ?? '', start: root.start ?? 0, end: root.end ?? 0 }
        const quote = root.quote ?? ''
        return {
          ...{ id: root.id, state, revision: root.revision ?? 0, ...place, quote },
          now: root.revision === version.row.revision ? place : standsIn(current, { ...place, quote }),
          entries: [root, ...entries].map((e) => ({
            ...{ act: e.act, text: e.text, by: { id: e.byUserId, name: e.byName }, at: iso(e.at) },
            unit: unitRefOrNull(tree, e.byUnitId),
          })),
          moves: allowedThreadMoves(state, may).map(moveShown),
        }
      },
    )
    const open = threads.filter((thread) => thread.state === 'open').length
    const parts = [...current].map(([field, text]) => ({ field, text }))
    return c.json({ threads, open, parts, moves: [moveOf('comment', may)] }, 200)
  })
  app.openapi(comment, async (c) => {
    const { id } = c.req.valid('param')
    const { commentId } = orRefuse(await commentOnPoints(db, { id, ...c.req.valid('json') }, by(c)))
    return c.json({ ok: true as const, id: commentId }, 200)
  })
  for (const { verb, route } of acts)
    app.openapi(route, async (c) => {
      const { id, commentId } = c.req.valid('param')
      orRefuse(await actOnComment(db, { id, commentId, verb, ...c.req.valid('json') }, by(c)))
      return c.json({ ok: true as const, id: commentId }, 200)
    })
  return app
}
