/** The list of incidents and the incident room; what is decided in it is incident-moves.ts. */
import { createRoute } from '@hono/zod-openapi'
import { incidentList } from '../../store/incidents.ts'
import {
  dutyWordOf,
  type IncidentRow,
  idParam,
  incidentRoomSchema,
  incidentsQuery,
  incidentsSchema,
  wordOfCode,
} from '../contract.ts'
import { csvFile, type FileSpeech, instantCell, maxCsvRows } from '../csv.ts'
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
    const found = await incidentRoom(db, id, { actor: c.get('actor'), tree: c.get('tree'), now: c.get('now') })
    if (!found) throw notFound()
    return c.json(found, 200)
  })
  return app
}

function columns({ say, words }: FileSpeech) {
  const clock = (k: IncidentRow['clocks'][number]) => {
    const duty = dutyWordOf(words, { ...k, rule: k.rule.id })
    return `${k.unit.name} ${duty} ${wordOfCode(words.clock, k.state)}`
  }
  return [
    { title: say('编号', 'Number'), value: (i: IncidentRow) => i.no },
    { title: say('标题', 'Title'), value: (i: IncidentRow) => i.title },
    { title: say('单位', 'Unit'), value: (i: IncidentRow) => i.unit.name },
    {
      title: say('性质', 'Kind'),
      value: (i: IncidentRow) => (i.mode === 'drill' ? say('演练', 'Drill') : say('真实', 'Real')),
    },
    { title: say('状态', 'State'), value: (i: IncidentRow) => wordOfCode(words.incident, i.state) },
    { title: say('范围', 'Scope'), value: (i: IncidentRow) => wordOfCode(words.scope, i.scope) },
    { title: say('等级', 'Grade'), value: (i: IncidentRow) => wordOfCode(words.grade, i.grade) },
    { title: say('发布时间', 'Published'), value: (i: IncidentRow) => instantCell(i.publishedAt) },
    { title: say('机器发现', 'Seen by the machine'), value: (i: IncidentRow) => instantCell(i.machineDetectedAt) },
    { title: say('人员发现', 'Found by a person'), value: (i: IncidentRow) => instantCell(i.humanFoundAt) },
    { title: say('时限', 'Time limits'), value: (i: IncidentRow) => i.clocks.map(clock).join(say('；', '; ')) },
    { title: say('结束时间', 'Ended'), value: (i: IncidentRow) => instantCell(i.closedAt) },
  ]
}
