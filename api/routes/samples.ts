/** The weekly sample of articles that were not flagged: the list with what it adds up to, and answering. */
import { createRoute } from '@hono/zod-openapi'
import { missedShare } from '../../domain/low-sample.ts'
import { startOfWeek } from '../../domain/precision.ts'
import { addMs, day } from '../../domain/time.ts'
import { sampledStrata, sampleList } from '../../store/samples.ts'
import { may } from '../../workflow/policy.ts'
import { answerSample } from '../../workflow/review/audit-sample.ts'
import { answerSampleRequest, doneSchema, idParam, samplesQuery, samplesSchema, wordOfCode } from '../contract.ts'
import { csvFile, instantCell, maxCsvRows } from '../csv.ts'
import type { ApiDeps } from '../deps.ts'
import { notFound, orRefuse } from '../errors.ts'
import { answers, body, createRouter, csvSchema, listAnswers } from '../route.ts'
import { iso, isoOrNull, unitRef } from '../shapes/units.ts'
import { unitsFor } from '../who.ts'

const list = createRoute({
  ...{ method: 'get', path: '/audit-samples', tags: ['flags'] },
  summary: 'Articles drawn from those not flagged, and the share missed by the answers',
  request: { query: samplesQuery },
  responses: listAnswers(samplesSchema, csvSchema),
})
const answer = createRoute({
  ...{ method: 'post', path: '/audit-samples/{id}/answer', tags: ['flags'] },
  summary: 'Missed, or rightly let pass',
  request: { params: idParam, body: body(answerSampleRequest) },
  responses: answers(doneSchema),
})

export function sampleRoutes({ db, now }: ApiDeps) {
  const app = createRouter()
  app.openapi(list, async (c) => {
    const { format, weeks, unitId, state, page, pageSize } = c.req.valid('query')
    const [actor, tree] = [c.get('actor'), c.get('tree')]
    const visible = unitsFor(c, 'view-flags')
    if (unitId && !visible.includes(unitId)) throw notFound()
    const unitIds = unitId ? visible.filter((id) => tree.isWithin(id, unitId)) : visible
    const of = { unitIds, since: addMs(startOfWeek(now()), -Number(weeks) * 7 * day) }
    const isFile = format === 'csv'
    const found = await sampleList(db, {
      ...{ ...of, ...(state ? { state } : {}) },
      ...(isFile ? { page: 1, pageSize: maxCsvRows } : { page, pageSize }),
    })
    const items = found.items.map((s) => ({
      ...{ id: s.id, unit: unitRef(tree, s.unitId), week: iso(s.week), answer: s.answer, by: s.byName },
      article: { id: s.articleId, title: s.title, outlet: s.outlet },
      ...{ tier: Number.parseInt(s.stratum, 10), about: s.stratum.endsWith(':about'), note: s.note, flagId: s.flagId },
      ...{ at: isoOrNull(s.at), mayAnswer: !s.answer && may(actor, 'flag-article', { unitId: s.unitId, tree }).ok },
    }))
    if (isFile)
      return csvFile(
        c,
        'audit-samples',
        ({ say, words }) => [
          { title: say('周（周一）', 'Week (Monday)'), value: (s) => instantCell(s.week) },
          { title: say('单位', 'Unit'), value: (s) => s.unit.name },
          { title: say('标题', 'Title'), value: (s) => s.article.title },
          { title: say('媒体', 'Outlet'), value: (s) => s.article.outlet },
          { title: say('媒体层级', 'Tier of the outlet'), value: (s) => s.tier },
          {
            title: say('涉及本单位', 'Concerns the unit'),
            value: (s) => (s.about ? say('是', 'Yes') : say('否', 'No')),
          },
          { title: say('抽查结果', 'Answer'), value: (s) => wordOfCode(words.sampleAnswer, s.answer) },
          { title: say('抽查人', 'Answered by'), value: (s) => s.by },
          { title: say('抽查时间', 'Answered'), value: (s) => instantCell(s.at) },
          { title: say('说明', 'Note'), value: (s) => s.note },
        ],
        items,
      )
    const estimate = missedShare(await sampledStrata(db, of))
    return c.json({ items, total: found.total, page, pageSize, estimate }, 200)
  })
  app.openapi(answer, async (c) => {
    const { id } = c.req.valid('param')
    orRefuse(await answerSample(db, { id, ...c.req.valid('json') }, { actor: c.get('actor'), at: now() }))
    return c.json({ ok: true as const, id }, 200)
  })
  return app
}
