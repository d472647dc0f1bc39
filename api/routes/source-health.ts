/** How sources do: one source whole, the alarms, the hosts, and how often each is asked. */
import { createRoute } from '@hono/zod-openapi'
import { addMs, day, shanghaiDay } from '../../domain/time.ts'
import { hostByName, hostList } from '../../store/hosts.ts'
import { alarmList, openAlarms } from '../../store/source-alarms.ts'
import { pollDays, pollsOf, sourceById } from '../../store/sources.ts'
import { setHostPace } from '../../workflow/source/set-host-pace.ts'
import { setSourcePace } from '../../workflow/source/set-source-pace.ts'
import {
  doneSchema,
  hostPaceRequest,
  hostsQuery,
  hostsSchema,
  idParam,
  type NamedAlarmShown,
  setSourcePaceRequest,
  sourceAlarmsQuery,
  sourceAlarmsSchema,
  sourceDetailSchema,
  wordOfCode,
} from '../contract.ts'
import { csvFile, type FileSpeech, instantCell, maxCsvRows } from '../csv.ts'
import type { ApiDeps } from '../deps.ts'
import { notFound, orRefuse } from '../errors.ts'
import { answers, body, createRouter, csvSchema, listAnswers } from '../route.ts'
import { alarmShown, hostShown, namedAlarmShown } from '../shapes/source-health.ts'
import { pollShown, sourceShown } from '../shapes/sources.ts'
import { unitsFor } from '../who.ts'

const tags = ['sources']
/** Days of polls that the page draws, today among them. */
const daysShown = 14
const lastDays = (now: Date): string[] =>
  Array.from({ length: daysShown }, (_, at) => shanghaiDay(addMs(now, (at + 1 - daysShown) * day)))

const detail = createRoute({
  method: 'get',
  path: '/sources/{id}/health',
  tags,
  summary: 'One source with its last polls, its alarms and its host',
  request: { params: idParam },
  responses: answers(sourceDetailSchema),
})
const pace = createRoute({
  method: 'post',
  path: '/sources/{id}/pace',
  tags,
  summary: 'Change the priority of a source, or fix how often it is asked',
  request: { params: idParam, body: body(setSourcePaceRequest) },
  responses: answers(doneSchema),
})
const alarms = createRoute({
  method: 'get',
  path: '/source-alarms',
  tags,
  summary: 'Alarms about sources, newest first',
  request: { query: sourceAlarmsQuery },
  responses: listAnswers(sourceAlarmsSchema, csvSchema),
})
const hosts = createRoute({
  method: 'get',
  path: '/hosts',
  tags,
  summary: 'Hosts, how they may be asked and how they were',
  request: { query: hostsQuery },
  responses: answers(hostsSchema),
})
const hostPace = createRoute({
  method: 'post',
  path: '/hosts/{id}/pace',
  tags,
  summary: 'Set the gap and the budgets of one host',
  request: { params: idParam, body: body(hostPaceRequest) },
  responses: answers(doneSchema),
})

export function sourceHealthRoutes({ db, now }: ApiDeps) {
  const app = createRouter()
  app.openapi(detail, async (c) => {
    unitsFor(c, 'manage-sources')
    const source = await sourceById(db, c.req.valid('param').id)
    if (!source) throw notFound()
    const newest = await pollsOf(db, source.id, 200)
    const { items } = await alarmList(db, { state: 'all', sourceId: source.id, page: 1, pageSize: 50 })
    const host = URL.canParse(source.url) ? await hostByName(db, new URL(source.url).host) : null
    const open = await openAlarms(db, source.id)
    const days = await pollDays(db, source.id, addMs(now(), -daysShown * day))
    return c.json(
      {
        source: sourceShown({ ...source, polls: newest.slice(0, 20), alarms: open }),
        polls: newest.map(pollShown),
        days: lastDays(now()).map((on) => days.find((d) => d.on === on) ?? { on, answered: 0, failed: 0, fresh: 0 }),
        alarms: items.map(alarmShown),
        host: host && hostShown(host, now()),
      },
      200,
    )
  })
  app.openapi(pace, async (c) => {
    const { id } = c.req.valid('param')
    orRefuse(await setSourcePace(db, { id, ...c.req.valid('json') }, { actor: c.get('actor'), at: now() }))
    return c.json({ ok: true as const, id }, 200)
  })
  app.openapi(alarms, async (c) => {
    unitsFor(c, 'manage-sources')
    const { format, ...filter } = c.req.valid('query')
    const slice = format === 'csv' ? { page: 1, pageSize: maxCsvRows } : {}
    const { items, total } = await alarmList(db, { ...filter, ...slice })
    const shown = items.map(namedAlarmShown)
    if (format === 'csv') return csvFile(c, 'source-alarms', alarmColumns, shown)
    return c.json({ items: shown, total, page: filter.page, pageSize: filter.pageSize }, 200)
  })
  app.openapi(hosts, async (c) => {
    unitsFor(c, 'manage-sources')
    const { page, pageSize, q } = c.req.valid('query')
    const { items, total } = await hostList(db, { page, pageSize, ...(q ? { q } : {}) })
    return c.json({ items: items.map((h) => hostShown(h, now())), total, page, pageSize }, 200)
  })
  app.openapi(hostPace, async (c) => {
    const { id } = c.req.valid('param')
    orRefuse(await setHostPace(db, { host: id, ...c.req.valid('json') }, { actor: c.get('actor'), at: now() }))
    return c.json({ ok: true as const, id }, 200)
  })
  return app
}

const alarmColumns = ({ say, words }: FileSpeech) => [
  { title: say('信源', 'Source'), value: (a: NamedAlarmShown) => a.source.name },
  { title: say('媒体', 'Outlet'), value: (a: NamedAlarmShown) => a.source.outlet },
  { title: say('种类', 'What is wrong'), value: (a: NamedAlarmShown) => wordOfCode(words.alarm, a.kind) },
  { title: say('原因', 'Cause'), value: (a: NamedAlarmShown) => wordOfCode(words.alarmReason, a.reason.code) },
  { title: say('发生时间', 'Raised'), value: (a: NamedAlarmShown) => instantCell(a.raisedAt) },
  { title: say('解除时间', 'Cleared'), value: (a: NamedAlarmShown) => instantCell(a.clearedAt) },
]
