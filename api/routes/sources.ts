/** Outlets and sources with their health, and work that failed for good. */
import { createRoute, z } from '@hono/zod-openapi'
import { quarantineList } from '../../store/quarantine.ts'
import { outletList, recentPolls, sourceList } from '../../store/sources.ts'
import { addSource } from '../../workflow/source/add-source.ts'
import { declareOwn } from '../../workflow/source/declare-own.ts'
import { setSourceState } from '../../workflow/source/set-source-state.ts'
import {
  addSourceRequest,
  declareOwnRequest,
  doneSchema,
  fileLanguageQuery,
  idParam,
  outletsSchema,
  type Quarantined,
  quarantineListSchema,
  quarantineQuery,
  type SourceShown,
  setSourceStateRequest,
  sourcesQuery,
  sourcesSchema,
  wordOfCode,
} from '../contract.ts'
import { csvFile, type FileSpeech, instantCell, maxCsvRows, speechOf } from '../csv.ts'
import type { ApiDeps } from '../deps.ts'
import { notFound, orRefuse } from '../errors.ts'
import { opmlText } from '../opml.ts'
import { answers, body, createRouter, csvSchema, listAnswers } from '../route.ts'
import { outletRef } from '../shapes/articles.ts'
import { quarantinedShown, sourceShown } from '../shapes/sources.ts'
import { sourceCounts, sourceFits, sourceOrder } from '../source-list.ts'
import { unitsFor, unitsForAny } from '../who.ts'

const tags = ['sources']
const list = createRoute({
  method: 'get',
  path: '/sources',
  tags,
  summary: 'Sources with their health and last polls',
  request: { query: sourcesQuery },
  responses: listAnswers(sourcesSchema, csvSchema),
})
const opml = {
  method: 'get' as const,
  path: '/sources/opml',
  tags,
  summary: 'All sources as OPML 2.0',
  responses: { 200: { description: 'The file', content: { 'text/x-opml': { schema: z.string() } } } },
}
const table = {
  ...opml,
  request: { query: z.object(fileLanguageQuery) },
  path: '/sources/table',
  summary: 'All sources as the table that the import takes back',
  responses: { 200: { description: 'The file', content: { 'text/csv': { schema: csvSchema } } } },
}
const outlets = createRoute({
  method: 'get',
  path: '/outlets',
  tags,
  summary: 'All outlets',
  responses: answers(outletsSchema),
})
const own = createRoute({
  method: 'post',
  path: '/outlets/{id}/own',
  tags,
  summary: 'Say whose own publication an outlet is: its bureau corrects what is wrong there, and no media event opens',
  request: { params: idParam, body: body(declareOwnRequest) },
  responses: answers(doneSchema),
})
const add = createRoute({
  method: 'post',
  path: '/sources',
  tags,
  summary: 'Poll one more address',
  request: { body: body(addSourceRequest) },
  responses: answers(doneSchema),
})
const state = createRoute({
  method: 'post',
  path: '/sources/{id}/state',
  tags,
  summary: 'Switch a source on or off',
  request: { params: idParam, body: body(setSourceStateRequest) },
  responses: answers(doneSchema),
})
const poll = createRoute({
  method: 'post',
  path: '/sources/{id}/poll',
  tags,
  summary: 'Poll an active source now',
  request: { params: idParam },
  responses: answers(doneSchema),
})
const quarantine = createRoute({
  method: 'get',
  path: '/quarantine',
  tags,
  summary: 'Work that failed for good',
  request: { query: quarantineQuery },
  responses: listAnswers(quarantineListSchema, csvSchema),
})
const replay = createRoute({
  method: 'post',
  path: '/quarantine/{id}/replay',
  tags,
  summary: 'Hand quarantined work on again',
  request: { params: idParam },
  responses: answers(doneSchema),
})

export function sourceRoutes({ db, now, requests }: ApiDeps) {
  const app = createRouter()
  app.openapi(list, async (c) => {
    unitsFor(c, 'manage-sources')
    const { format, sort, page, pageSize, ...filter } = c.req.valid('query')
    const every = await sourceList(db)
    const all = every.filter(sourceFits(filter)).sort(sourceOrder[sort])
    if (format === 'csv') {
      const shown = all.map((s) => sourceShown({ ...s, polls: [] }))
      return csvFile(c, 'sources', columns, shown)
    }
    const slice = all.slice((page - 1) * pageSize, page * pageSize)
    const polls = await recentPolls(
      db,
      slice.map((s) => s.id),
    )
    const items = slice.map((s) => sourceShown({ ...s, polls: polls.get(s.id) ?? [] }))
    return c.json({ items, total: all.length, page, pageSize, counts: sourceCounts(every) }, 200)
  })
  app.openAPIRegistry.registerPath(opml)
  app.get('/sources/opml', async (c) => {
    unitsFor(c, 'manage-sources')
    const all = (await sourceList(db)).sort(sourceOrder.name)
    const shown = all.map((s) => sourceShown({ ...s, polls: [] }))
    return c.body(opmlText(shown, now()), 200, {
      'content-type': 'text/x-opml; charset=utf-8',
      'content-disposition': 'attachment; filename="sources.opml"',
    })
  })
  app.openAPIRegistry.registerPath(table)
  app.get('/sources/table', async (c) => {
    unitsFor(c, 'manage-sources')
    const all = (await sourceList(db)).sort(sourceOrder.name)
    const rows = all.map((s) => ({ ...s, outlet: s.outlet.name }))
    return c.body(requests.writeSourceCsv(rows, speechOf(c).say), 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="sources-table.csv"',
    })
  })
  app.openapi(outlets, async (c) => {
    unitsForAny(c, 'manage-sources', 'view-flags', 'view-incidents')
    const items = (await outletList(db)).map((o) => ({ ...outletRef(o), domains: o.domains, tier: o.tier }))
    return c.json({ items }, 200)
  })
  app.openapi(own, async (c) => {
    const { id } = c.req.valid('param')
    const { unitId } = c.req.valid('json')
    orRefuse(await declareOwn(db, { outletId: id, unitId }, { actor: c.get('actor'), at: now() }))
    return c.json({ ok: true as const, id }, 200)
  })
  app.openapi(add, async (c) => {
    const { id } = orRefuse(await addSource(db, c.req.valid('json'), { actor: c.get('actor'), at: now() }))
    return c.json({ ok: true as const, id }, 200)
  })
  app.openapi(state, async (c) => {
    const { id } = c.req.valid('param')
    const { state } = c.req.valid('json')
    orRefuse(await setSourceState(db, { id, state }, { actor: c.get('actor'), at: now() }))
    return c.json({ ok: true as const, id }, 200)
  })
  app.openapi(poll, async (c) => {
    unitsFor(c, 'manage-sources')
    const { id } = c.req.valid('param')
    if (!(await requests.pollNow(id))) throw notFound()
    return c.json({ ok: true as const, id }, 200)
  })
  app.openapi(quarantine, async (c) => {
    unitsFor(c, 'manage-sources')
    const { format, ...filter } = c.req.valid('query')
    const slice = format === 'csv' ? { page: 1, pageSize: maxCsvRows } : {}
    const { items, total } = await quarantineList(db, { ...filter, ...slice })
    const shown = items.map(quarantinedShown)
    if (format === 'csv') return csvFile(c, 'quarantine', quarantineColumns, shown)
    return c.json({ items: shown, total, page: filter.page, pageSize: filter.pageSize }, 200)
  })
  app.openapi(replay, async (c) => {
    unitsFor(c, 'manage-sources')
    const { id } = c.req.valid('param')
    if (!(await requests.replay(id))) throw notFound()
    return c.json({ ok: true as const, id }, 200)
  })
  return app
}

const columns = ({ say, words }: FileSpeech) => [
  { title: say('名称', 'Name'), value: (s: SourceShown) => s.name },
  { title: say('媒体', 'Outlet'), value: (s: SourceShown) => s.outlet.name },
  { title: say('网址', 'Address'), value: (s: SourceShown) => s.url },
  { title: say('读取方式', 'Read by'), value: (s: SourceShown) => wordOfCode(words.sourceKind, s.kind) },
  { title: say('状态', 'State'), value: (s: SourceShown) => wordOfCode(words.sourceState, s.state) },
  { title: say('状况', 'Health'), value: (s: SourceShown) => wordOfCode(words.health, s.health) },
  { title: say('上次采集', 'Last poll'), value: (s: SourceShown) => instantCell(s.lastPolledAt) },
  { title: say('下次采集', 'Next poll'), value: (s: SourceShown) => instantCell(s.nextPollAt) },
  { title: say('最近有新', 'Last new article'), value: (s: SourceShown) => instantCell(s.lastNewAt) },
  { title: say('连续失败', 'Failures in a row'), value: (s: SourceShown) => s.failuresInRow },
]
const quarantineColumns = ({ say, words }: FileSpeech) => [
  { title: say('步骤', 'Step'), value: (q: Quarantined) => wordOfCode(words.step, q.step) },
  { title: say('对象', 'Subject id'), value: (q: Quarantined) => q.subjectId },
  { title: say('次数', 'Tries'), value: (q: Quarantined) => q.tries },
  { title: say('时间', 'Time'), value: (q: Quarantined) => instantCell(q.at) },
  { title: say('错误', 'Error'), value: (q: Quarantined) => q.error },
]
