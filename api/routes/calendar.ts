/** The release calendar: lists, files, what a person says of an entry, and the addresses that calendar programs read. */
import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { catalogued } from '../../analyzer/indicators/catalogue.ts'
import { regionByCode } from '../../domain/regions.ts'
import { addMs, day } from '../../domain/time.ts'
import { calendarList, calendarPlaces, publishings, subscriptionsOf } from '../../store/calendar.ts'
import { calendarFile } from '../../workflow/calendar/calendar-events.ts'
import { changeEntry } from '../../workflow/calendar/change-entry.ts'
import { importCalendar } from '../../workflow/calendar/import-calendar.ts'
import { endSubscription, isSubscribed, makeSubscription } from '../../workflow/calendar/subscribe.ts'
import {
  type CalendarEntryShown,
  calendarQuery,
  calendarSchema,
  doneSchema,
  entryVerbParam,
  entryVerbRequest,
  idParam,
  importCalendarAnswer,
  importCalendarQuery,
  publishingsSchema,
  subscribedSchema,
  subscribeRequest,
  subscriptionsSchema,
} from '../contract.ts'
import type { ApiDeps } from '../deps.ts'
import { notFound, orRefuse, Refused, ruleShown } from '../errors.ts'
import { answers, body, createRouter, fileAnswers, fileBody } from '../route.ts'
import { entryShown } from '../shapes/calendar.ts'
import { faultShown, indicatorRef } from '../shapes/figures.ts'
import { moveOf } from '../shapes/moves.ts'
import { englishRegion } from '../shapes/regions.ts'
import { iso, isoOrNull } from '../shapes/units.ts'
import { binaryFile, type FileColumn, inZone, tableFile } from '../table-file.ts'
import { agentOf, mayAnywhere, unitsFor } from '../who.ts'
import { codesNamed, mayReadFigures } from './figures.ts'

const tags = ['calendar']
const list = createRoute({
  method: 'get',
  path: '/calendar',
  tags,
  summary: 'Planned and past releases',
  request: { query: calendarQuery },
  responses: fileAnswers(calendarSchema, 'text/csv', 'text/calendar'),
})
const publishers = createRoute({
  method: 'get',
  path: '/calendar/publishers',
  tags,
  summary: 'Who publishes what, when',
  responses: answers(publishingsSchema),
})
const bring = createRoute({
  method: 'post',
  path: '/calendar/import',
  tags,
  summary: 'Import a release calendar (CSV, Excel, iCal) as one piece or not at all; a dry run says what would change',
  request: { query: importCalendarQuery, body: fileBody },
  responses: answers(importCalendarAnswer),
})
const change = createRoute({
  method: 'post',
  path: '/calendar/entries/{id}/{verb}',
  tags,
  summary: 'A release came out, was put off, or has another time',
  request: { params: entryVerbParam, body: body(entryVerbRequest) },
  responses: answers(doneSchema),
})
const subscriptions = createRoute({
  method: 'get',
  path: '/calendar/subscriptions',
  tags,
  summary: 'Own addresses for calendar programs',
  responses: answers(subscriptionsSchema),
})
const subscribe = createRoute({
  method: 'post',
  path: '/calendar/subscriptions',
  tags,
  summary: 'A new address; it is told once',
  request: { body: body(subscribeRequest) },
  responses: answers(subscribedSchema),
})
const unsubscribe = createRoute({
  method: 'post',
  path: '/calendar/subscriptions/{id}/revoke',
  tags,
  summary: 'Take an address back',
  request: { params: idParam },
  responses: answers(doneSchema),
})

const maxEntries = 10_000

export function calendarRoutes({ db, now, publicUrl }: ApiDeps) {
  const app = createRouter()
  app.openapi(list, async (c) => {
    mayReadFigures(c)
    const { format, from, before, order, ...filter } = c.req.valid('query')
    const at = now()
    const { items, total } = await calendarList(db, {
      ...filter,
      ...(from ? { from: new Date(from) } : {}),
      ...(before ? { before: new Date(before) } : {}),
      ...{ named: codesNamed(filter.q), newestFirst: order === 'latest' },
      ...(format === 'json' ? {} : { page: 1, pageSize: maxEntries }),
    })
    if (format === 'ics') return icalFile(c, calendarFile(items)) as never
    const who = { actor: c.get('actor'), tree: c.get('tree'), now: at }
    const shown = items.map((row) => entryShown(row, who))
    if (format !== 'json') return tableFile(c, { name: 'calendar', format, columns, rows: shown, at }) as never
    const { page, pageSize } = filter
    const places = await calendarPlaces(db)
    const regions = places.regions.map((code) => ({ code, name: regionByCode(code)?.shortName ?? code }))
    const moves = [moveOf('import', mayAnywhere(c, 'manage-calendar'))]
    return c.json({ items: shown, total, page, pageSize, publishers: places.publishers, regions, moves }, 200)
  })
  app.openapi(publishers, async (c) => {
    mayReadFigures(c)
    const items = (await publishings(db, now())).map(({ indicator, nextAt, lastAt, ...p }) => ({
      ...p,
      indicator: { ...indicatorRef(indicator), owner: catalogued(indicator)?.owner ?? 'bureau' },
      regionName: regionByCode(p.region)?.shortName ?? p.region,
      regionEnglish: englishRegion(p.region, p.region),
      nextAt: isoOrNull(nextAt),
      lastAt: isoOrNull(lastAt),
    }))
    return c.json({ items, rules: [ruleShown('law-release-28'), ruleShown('policy-calendar')] }, 200)
  })
  app.openapi(bring, async (c) => {
    unitsFor(c, 'manage-calendar')
    const { dryRun } = c.req.valid('query')
    const bytes = Buffer.from(await c.req.arrayBuffer())
    if (bytes.length === 0) throw new Refused({ code: 'missing-field', field: 'file' })
    const by = { by: agentOf(c, 'manage-calendar'), at: now() }
    const { changed, faults, ...counts } = await importCalendar(db, { bytes, dryRun }, by)
    const shown = changed.slice(0, 200).map(({ before, after }) => ({
      ...{ id: after.id, period: after.period, publisher: after.publisher },
      ...{ oldScheduledAt: iso(before.scheduledAt), scheduledAt: iso(after.scheduledAt) },
    }))
    return c.json(
      { ...counts, dryRun, changed: shown, changedCount: changed.length, faults: faults.map(faultShown) },
      200,
    )
  })
  app.openapi(change, async (c) => {
    const { id, verb } = c.req.valid('param')
    const { at, note } = c.req.valid('json')
    const input = { ...(at ? { at: new Date(at) } : {}), ...(note ? { note } : {}) }
    orRefuse(await changeEntry(db, { id, verb, input }, { actor: c.get('actor'), at: now() }))
    return c.json({ ok: true as const, id }, 200)
  })
  app.openapi(subscriptions, async (c) => {
    const rows = await subscriptionsOf(db, c.get('actor').userId)
    const items = rows.map(({ id, name, createdAt, lastUsedAt }) => ({
      ...{ id, name, createdAt: iso(createdAt), lastUsedAt: isoOrNull(lastUsedAt) },
    }))
    return c.json({ items }, 200)
  })
  app.openapi(subscribe, async (c) => {
    mayReadFigures(c)
    const made = orRefuse(await makeSubscription(db, c.req.valid('json'), { actor: c.get('actor'), at: now() }))
    const address = `${publicUrl.replace(/\/$/, '')}/api/calendar/feed/${made.token}.ics`
    return c.json({ id: made.subscription.id, address }, 200)
  })
  app.openapi(unsubscribe, async (c) => {
    const { id } = c.req.valid('param')
    orRefuse(await endSubscription(db, { id }, { actor: c.get('actor'), at: now() }))
    return c.json({ ok: true as const, id }, 200)
  })
  return app
}

/** For calendar programs, which cannot sign in: whoever knows the address reads the releases of a year back and all that is planned. */
export function calendarFeedRoutes({ db, now }: ApiDeps) {
  const app = createRouter()
  app.openAPIRegistry.registerPath({
    method: 'get',
    path: '/calendar/feed/{file}',
    tags,
    summary: 'The release calendar for a calendar program, under an address of one’s own (RFC 5545)',
    request: { params: z.object({ file: z.string() }) },
    responses: { 200: { description: 'The calendar', content: { 'text/calendar': { schema: z.string() } } } },
  })
  app.get('/calendar/feed/:file', async (c) => {
    const token = /^([\w-]{43})\.ics$/.exec(c.req.param('file'))?.[1]
    if (!token || !(await isSubscribed(db, token, now()))) throw notFound()
    const from = addMs(now(), -366 * day)
    const { items } = await calendarList(db, { from, page: 1, pageSize: maxEntries })
    return icalFile(c, calendarFile(items))
  })
  return app
}

const icalFile = (c: Context, text: string) =>
  binaryFile(c, Buffer.from(text), { name: 'tongyu-releases.ics', type: 'text/calendar; charset=utf-8' })

/** As the import reads it. */
const columns: FileColumn<CalendarEntryShown>[] = [
  { title: 'id', value: (e) => e.id },
  { title: 'indicators', value: (e) => e.indicators.map((i) => i.code).join(';') },
  { title: 'indicators_zh', value: (e) => e.indicators.map((i) => i.name).join('；') },
  { title: 'region', value: (e) => e.region },
  { title: 'region_zh', value: (e) => e.regionName },
  { title: 'period', value: (e) => e.period },
  { title: 'period_type', value: (e) => e.periodType },
  { title: 'scheduled_at', value: (e) => inZone(e.scheduledAt) },
  { title: 'publisher', value: (e) => e.publisher },
  { title: 'released_at', value: (e) => inZone(e.releasedAt) },
  { title: 'note', value: (e) => e.note },
]
