/** The list of incidents and the incident room; what is decided in it is incident-moves.ts. */
import { createRoute } from '@hono/zod-openapi'
import { incidentList } from '../../store/incidents.ts'
import { type IncidentRow, idParam, incidentRoomSchema, incidentsQuery, incidentsSchema } from '../contract.ts'
import { csvFile, instantCell, maxCsvRows } from '../csv.ts'
import type { ApiDeps } from '../deps.ts'
import { notFound } from '../errors.ts'
import { incidentRoom, withClocks } from '../incident-room.ts'
import { answers, createRouter, csvSchema, listAnswers } from '../route.ts'
import { iso } from '../shapes/units.ts'
import { unitsVisible } from '../../workflow/policy.ts'
import { unitsForAny } from '../who.ts'

const tags = ['incidents']
const list = createRoute({
  method: 'get',
  path: '/incidents',
  tags,
  summary: 'Incidents with their clocks, newest first',
  request: { query: incidentsQuery },
  responses: listAnswers(incidentsSchema, csvSchema),
})
const room = createRoute({
  method: 'get',
  path: '/incidents/{id}',
  tags,
  summary: 'Everything of one incident',
  request: { params: idParam },
  responses: answers(incidentRoomSchema),
})

export function incidentRoutes({ db, now }: ApiDeps) {
  const app = createRouter()
  app.openapi(list, async (c) => {
    const { format, ...filter } = c.req.valid('query')
    unitsForAny(c, 'view-incidents', 'view-leaks')
    const seen = {
      unitIds: unitsVisible(c.get('actor'), 'view-incidents', c.get('tree')),
      // A file leaves the house: nothing of a compartment is in it.
      secretUnitIds: format === 'csv' ? [] : unitsVisible(c.get('actor'), 'view-leaks', c.get('tree')),
    }
    const slice = format === 'csv' ? { page: 1, pageSize: maxCsvRows } : {}
    const { items, total } = await incidentList(db, { ...filter, ...slice, ...seen })
    const at = now()
    const rows = await withClocks(db, items, { tree: c.get('tree'), now: at })
    if (format === 'csv') return csvFile(c, 'incidents', columns, rows)
    return c.json({ items: rows, total, page: filter.page, pageSize: filter.pageSize, serverTime: iso(at) }, 200)
  })
  app.openapi(room, async (c) => {
    unitsForAny(c, 'view-incidents', 'view-leaks')
    const { id } = c.req.valid('param')
    const found = await incidentRoom(db, id, { actor: c.get('actor'), tree: c.get('tree'), now: now() })
    if (!found) throw notFound()
    return c.json(found, 200)
  })
  return app
}

const columns = [
  { title: '编号', value: (i: IncidentRow) => i.no },
  { title: '标题', value: (i: IncidentRow) => i.title },
  { title: '单位', value: (i: IncidentRow) => i.unit.name },
  { title: '状态', value: (i: IncidentRow) => i.state },
  { title: '范围', value: (i: IncidentRow) => i.scope },
  { title: '等级', value: (i: IncidentRow) => i.grade },
  { title: '发布时间', value: (i: IncidentRow) => instantCell(i.publishedAt) },
  { title: '机器发现', value: (i: IncidentRow) => instantCell(i.machineDetectedAt) },
  { title: '人员发现', value: (i: IncidentRow) => instantCell(i.humanFoundAt) },
  {
    title: '时限',
    value: (i: IncidentRow) => i.clocks.map((k) => `${k.unit.name} ${k.duty} ${k.state}`).join('; '),
  },
  { title: '结束时间', value: (i: IncidentRow) => instantCell(i.closedAt) },
]
