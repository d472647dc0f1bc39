/** Hand-offs abroad: the queue, one, and what people do with it (附4第九条). */
import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { type FullHandoff, handoffById, handoffList } from '../../store/handoffs.ts'
import { allowedHandoffMoves } from '../../workflow/handoff/handoff.ts'
import { actOnHandoff } from '../../workflow/handoff/move-handoff.ts'
import {
  doneSchema,
  handoffRequest,
  type HandoffShown,
  handoffSchema,
  handoffsQuery,
  handoffsSchema,
  idParam,
  wordOfCode,
} from '../contract.ts'
import { csvFile, instantCell, maxCsvRows } from '../csv.ts'
import type { ApiDeps } from '../deps.ts'
import { notFound, orRefuse } from '../errors.ts'
import { type ApiEnv, answers, body, createRouter, csvSchema, listAnswers } from '../route.ts'
import { moveShown } from '../shapes/moves.ts'
import { iso, isoOrNull, unitRef } from '../shapes/units.ts'
import { unitsFor } from '../who.ts'

const tags = ['handoffs']
const list = createRoute({
  ...{ method: 'get', path: '/handoffs', tags, summary: 'Overseas reports to hand off, newest first' },
  request: { query: handoffsQuery },
  responses: listAnswers(handoffsSchema, csvSchema),
})
const one = createRoute({
  ...{ method: 'get', path: '/handoffs/{id}', tags, summary: 'One hand-off with its package and moves' },
  request: { params: idParam },
  responses: answers(handoffSchema),
})
const act = createRoute({
  ...{ method: 'post', path: '/handoffs/{id}/act', tags, summary: 'Classify, hand up, prepare, route, send, record' },
  request: { params: idParam, body: body(handoffRequest) },
  responses: answers(doneSchema),
})

export function handoffRoutes({ db, now }: ApiDeps) {
  const app = createRouter()
  app.openapi(list, async (c) => {
    const { format, page, pageSize, ...query } = c.req.valid('query')
    const isFile = format === 'csv'
    const { items, total } = await handoffList(db, {
      ...query,
      unitIds: unitsFor(c, 'view-incidents'),
      ...(isFile ? { page: 1, pageSize: maxCsvRows } : { page, pageSize }),
    })
    const rows = items.map((h) => shown(c, h))
    if (!isFile) return c.json({ items: rows, total, page, pageSize }, 200)
    return csvFile(
      c,
      'handoffs',
      ({ say, words }) => [
        { title: say('媒体', 'Outlet'), value: (h) => h.outletName },
        { title: say('类别', 'Class'), value: (h) => wordOfCode(words.origin, h.originClass) },
        { title: say('状态', 'State'), value: (h) => wordOfCode(words.handoffState, h.state) },
        { title: say('报道', 'Report'), value: (h) => h.article.title },
        { title: say('网址', 'Address'), value: (h) => h.article.url },
        { title: say('事件编号', 'Incident number'), value: (h) => h.incidentNo },
        { title: say('事件', 'Incident'), value: (h) => h.incidentTitle },
        { title: say('经办单位', 'In hand with'), value: (h) => h.unit.name },
        { title: say('发现时间', 'Found'), value: (h) => instantCell(h.detectedAt) },
        { title: say('移交渠道', 'Route'), value: (h) => wordOfCode(words.handoffRoute, h.route) },
        { title: say('接收单位', 'Recipient'), value: (h) => h.recipient },
        { title: say('移交时间', 'Handed off'), value: (h) => instantCell(h.sentAt) },
        { title: say('答复时间', 'Replied'), value: (h) => instantCell(h.repliedAt) },
        { title: say('答复意见', 'Instructions'), value: (h) => h.instructions },
        { title: say('执行情况', 'What was done'), value: (h) => h.executed },
        { title: say('办结时间', 'Closed'), value: (h) => instantCell(h.endedAt) },
      ],
      rows,
    )
  })
  app.openapi(one, async (c) => {
    const handoff = await handoffById(db, c.req.valid('param').id, unitsFor(c, 'view-incidents'))
    if (!handoff) throw notFound()
    return c.json(shown(c, handoff), 200)
  })
  app.openapi(act, async (c) => {
    const { id } = c.req.valid('param')
    orRefuse(await actOnHandoff(db, { id, ...c.req.valid('json') }, { actor: c.get('actor'), at: now() }))
    return c.json({ ok: true as const, id }, 200)
  })
  return app
}

function shown(c: Pick<Context<ApiEnv>, 'get'>, { row, incident, article, facts }: FullHandoff): HandoffShown {
  const [actor, tree] = [c.get('actor'), c.get('tree')]
  return {
    ...{ id: row.id, incidentId: row.incidentId, incidentNo: incident.no, incidentTitle: incident.title, n: row.n },
    ...{ state: row.state, originClass: row.originClass, outletName: row.outletName },
    article: { ...article, publishedAt: isoOrNull(article.publishedAt) },
    ...{ unit: unitRef(tree, row.unitId), detectedAt: iso(row.detectedAt), route: row.route, recipient: row.recipient },
    ...{ coRecipients: row.coRecipients, content: row.content, sentAt: isoOrNull(row.sentAt), sentHash: row.sentHash },
    ...{ repliedAt: isoOrNull(row.repliedAt), instructions: row.instructions, executed: row.executed },
    ...{ endedAt: isoOrNull(row.endedAt), reason: row.reason },
    moves: allowedHandoffMoves(facts, { actor, tree }).map(moveShown),
  }
}
