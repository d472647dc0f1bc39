/** Releases: all the person may see, those of an incident, one with its history; its way out is release-moves.ts. */
import { createRoute } from '@hono/zod-openapi'
import { incidentById } from '../../store/incidents.ts'
import { centresOf } from '../../store/news-centres.ts'
import { effectOf } from '../../store/release-effect.ts'
import { releaseById, releaseList } from '../../store/releases.ts'
import { talkingPointsOfIncident } from '../../store/talking-points.ts'
import { faultsOf } from '../../workflow/numbers.ts'
import { allowedReleaseMoves } from '../../workflow/release/release.ts'
import { centreMoves, mayDraftRelease } from '../../workflow/release/rights.ts'
import {
  idParam,
  incidentReleasesSchema,
  releaseDetailSchema,
  releasesQuery,
  releasesSchema,
  wordOfCode,
} from '../contract.ts'
import { csvFile, instantCell, maxCsvRows } from '../csv.ts'
import type { ApiDeps } from '../deps.ts'
import { notFound } from '../errors.ts'
import { answers, createRouter, csvSchema, listAnswers } from '../route.ts'
import { moveOf, moveShown } from '../shapes/moves.ts'
import { centreShown, releaseDetail, releaseRow } from '../shapes/releases.ts'
import { unitsFor } from '../who.ts'

const tags = ['releases']
const list = createRoute({
  ...{ method: 'get', path: '/releases', tags, summary: 'All releases, newest first' },
  request: { query: releasesQuery },
  responses: listAnswers(releasesSchema, csvSchema),
})
const ofIncident = createRoute({
  ...{ method: 'get', path: '/incidents/{id}/releases', tags, summary: 'What goes out in an incident' },
  request: { params: idParam },
  responses: answers(incidentReleasesSchema),
})
const one = createRoute({
  ...{ method: 'get', path: '/releases/{id}', tags, summary: 'One release with revisions, steps, numbers and moves' },
  request: { params: idParam },
  responses: answers(releaseDetailSchema),
})

export function releaseRoutes({ db, requests }: ApiDeps) {
  const app = createRouter()
  app.openapi(list, async (c) => {
    const { format, page, pageSize, from, to, ...query } = c.req.valid('query')
    const tree = c.get('tree')
    const isFile = format === 'csv'
    const { items, total } = await releaseList(db, {
      ...query,
      ...(from ? { from: new Date(from) } : {}),
      ...(to ? { to: new Date(to) } : {}),
      unitIds: unitsFor(c, 'view-incidents'),
      ...(isFile ? { page: 1, pageSize: maxCsvRows } : { page, pageSize }),
    })
    const rows = items.map((r) => releaseRow(r, tree))
    if (!isFile) return c.json({ items: rows, total, page, pageSize }, 200)
    return csvFile(
      c,
      'releases',
      ({ say, words }) => [
        { title: say('标题', 'Title'), value: (r) => r.title },
        { title: say('方式', 'Kind'), value: (r) => wordOfCode(words.releaseKind, r.kind) },
        { title: say('状态', 'State'), value: (r) => wordOfCode(words.releaseState, r.state) },
        { title: say('事件编号', 'Incident number'), value: (r) => r.incidentNo },
        { title: say('事件', 'Incident'), value: (r) => r.incidentTitle },
        { title: say('单位', 'Unit'), value: (r) => r.unit.name },
        { title: say('起草时间', 'Drafted'), value: (r) => instantCell(r.openedAt) },
        { title: say('定时发布', 'Scheduled'), value: (r) => instantCell(r.scheduledAt) },
        { title: say('发布时间', 'Published'), value: (r) => instantCell(r.liveAt) },
      ],
      rows,
    )
  })
  app.openapi(ofIncident, async (c) => {
    const { id } = c.req.valid('param')
    const [actor, tree] = [c.get('actor'), c.get('tree')]
    const unitIds = unitsFor(c, 'view-incidents')
    const incident = await incidentById(db, id, unitIds)
    if (!incident) throw notFound()
    const { items } = await releaseList(db, { unitIds, incidentId: id, page: 1, pageSize: 500 })
    const centres = await centresOf(db, id)
    const versions = await talkingPointsOfIncident(db, { incidentId: id, unitIds, at: c.get('now') })
    const inForce = versions.some((v) => v.row.state === 'in_force')
    const open = centres.find((centre) => centre.state === 'open') ?? null
    return c.json(
      {
        items: items.map((r) => releaseRow(r, tree)),
        centres: centres.map((centre) => centreShown(centre, tree)),
        moves: [
          moveOf('draft-release', mayDraftRelease(incident, inForce, { actor, tree })),
          ...centreMoves(incident, open, { actor, tree }).map(([verb, result]) => moveOf(verb, result)),
        ],
      },
      200,
    )
  })
  app.openapi(one, async (c) => {
    const { id } = c.req.valid('param')
    const [actor, tree] = [c.get('actor'), c.get('tree')]
    const release = await releaseById(db, { id, unitIds: unitsFor(c, 'view-incidents'), at: c.get('now') })
    if (!release) throw notFound()
    const { title, text, quoted } = release.body
    const home = tree.byId(release.facts.unitId)?.regionCode ?? ''
    const numbers = faultsOf(
      await requests.checkText({ title, text, publishedAt: c.get('now'), isOurs: true }, home),
      quoted,
    )
    const effect = await effectOf(db, release.row)
    const moves = allowedReleaseMoves(release.facts, { actor, tree }).map(moveShown)
    return c.json(releaseDetail(release, { tree, numbers, effect, moves }), 200)
  })
  return app
}
