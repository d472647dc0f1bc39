/** The duty roster: the board, entering by hand, by pattern and from a file, hand-overs, check-ins. */
import { createRoute } from '@hono/zod-openapi'
import { firstGap } from '../../domain/duty.ts'
import { addMs, day, hour } from '../../domain/time.ts'
import { onDuty, rosteredDuties, rosterList, turnsOfDuty } from '../../store/duty.ts'
import { dropTurn, enterPattern, enterTurns } from '../../workflow/duty/change-roster.ts'
import { checkInDuty } from '../../workflow/duty/check-in-duty.ts'
import { giveDuty, takeDuty } from '../../workflow/duty/hand-over.ts'
import { importRoster } from '../../workflow/duty/import-roster.ts'
import { candidatesOf } from '../../workflow/duty/roster.ts'
import { may } from '../../workflow/policy.ts'
import {
  cancelTurnRequest,
  doneSchema,
  dutyCandidatesQuery,
  dutyCandidatesSchema,
  dutyCheckInRequest,
  dutyQuery,
  dutySchema,
  type DutyTurnShown,
  enterPatternRequest,
  enterTurnRequest,
  handOverRequest,
  idParam,
  importRosterAnswer,
  importRosterQuery,
  onDutySchema,
  turnsEnteredSchema,
} from '../contract.ts'
import { type FileSpeech, speechOf } from '../csv.ts'
import type { ApiDeps } from '../deps.ts'
import { notFound, orRefuse, Refused, ruleShown } from '../errors.ts'
import { answers, body, createRouter, fileAnswers, fileBody } from '../route.ts'
import { turnsShown } from '../shapes/duty.ts'
import { faultShown } from '../shapes/figures.ts'
import { iso, isoOrNull, unitRef } from '../shapes/units.ts'
import { type FileColumn, inZone, tableFile } from '../table-file.ts'
import { unitsFor } from '../who.ts'

const tags = ['duty']
const route = (method: 'get' | 'post', path: string, summary: string) => ({ method, path, summary, tags }) as const
const list = createRoute({
  ...route('get', '/duty', 'The roster: now and ahead, or of the past year'),
  request: { query: dutyQuery },
  responses: fileAnswers(dutySchema, 'text/csv'),
})
const present = createRoute({
  ...route('get', '/duty/now', 'Who is on duty now, and the gaps of the next day'),
  responses: answers(onDutySchema),
})
const candidates = createRoute({
  ...route('get', '/duty/candidates', 'Who may be on duty in a bureau'),
  request: { query: dutyCandidatesQuery },
  responses: answers(dutyCandidatesSchema),
})
const enter = createRoute({
  ...route('post', '/duty/turns', 'Enter one turn'),
  request: { body: body(enterTurnRequest) },
  responses: answers(turnsEnteredSchema),
})
const pattern = createRoute({
  ...route('post', '/duty/pattern', 'Enter turns that go round'),
  request: { body: body(enterPatternRequest) },
  responses: answers(turnsEnteredSchema),
})
const bring = createRoute({
  ...route('post', '/duty/import', 'Import a roster (CSV, Excel) as one piece or not at all'),
  request: { query: importRosterQuery, body: fileBody },
  responses: answers(importRosterAnswer),
})
const cancel = createRoute({
  ...route('post', '/duty/turns/{id}/cancel', 'Take a turn off the roster'),
  request: { params: idParam, body: body(cancelTurnRequest) },
  responses: answers(doneSchema),
})
const handOver = createRoute({
  ...route('post', '/duty/turns/{id}/hand-over', 'Sign a turn over with what is open'),
  request: { params: idParam, body: body(handOverRequest) },
  responses: answers(doneSchema),
})
const take = createRoute({
  ...route('post', '/duty/handovers/{id}/take', 'Sign that the duty is taken'),
  request: { params: idParam },
  responses: answers(doneSchema),
})
const checkIn = createRoute({
  ...route('post', '/duty/turns/{id}/check-in', 'Somebody is at their post'),
  request: { params: idParam, body: body(dutyCheckInRequest) },
  responses: answers(doneSchema),
})

const maxTurns = 2000
const year = 366 * day

export function dutyRoutes({ db, now }: ApiDeps) {
  const app = createRouter()
  app.openapi(list, async (c) => {
    const { format, period, from, before, unitId, sort, page, pageSize, ...filter } = c.req.valid('query')
    const bureaus = bureausOf(c)
    const unitIds = unitId ? bureaus.filter((id) => id === unitId) : bureaus
    if (unitIds.length === 0) throw notFound()
    const at = now()
    const span = period === 'past' ? { from: addMs(at, -year), to: at } : { from: addMs(at, -day), to: addMs(at, year) }
    const found = await rosterList(db, {
      ...{ ...filter, unitIds, order: sort },
      ...{ from: from ? new Date(from) : span.from, to: before ? new Date(before) : span.to },
      ...(format === 'json' ? { page, pageSize } : { page: 1, pageSize: maxTurns }),
    })
    const who = { actor: c.get('actor'), tree: c.get('tree'), now: at }
    const items = await turnsShown(db, found.items, who)
    if (format !== 'json')
      return tableFile(c, { name: 'duty', format, columns: columns(speechOf(c)), rows: items, at }) as never
    const units = bureaus.map((id) => ({
      ...unitRef(who.tree, id),
      mayManage: may(who.actor, 'manage-duty', { unitId: id, tree: who.tree }).ok,
    }))
    const rules = (['G4-5', 'policy-four-eyes'] as const).map(ruleShown)
    return c.json({ items, total: found.total, page, pageSize, units, rules }, 200)
  })
  app.openapi(present, async (c) => {
    const bureaus = bureausOf(c)
    const at = now()
    const who = { actor: c.get('actor'), tree: c.get('tree'), now: at }
    const items = await turnsShown(db, await onDuty(db, bureaus, at), who)
    const gaps = []
    for (const { unitId, kind } of await rosteredDuties(db, bureaus)) {
      const gap = firstGap(await turnsOfDuty(db, unitId, kind, at), at)
      if (gap.fromAt <= addMs(at, 24 * hour))
        gaps.push({ unit: unitRef(who.tree, unitId), kind, fromAt: iso(gap.fromAt), toAt: isoOrNull(gap.toAt) })
    }
    return c.json({ items, gaps }, 200)
  })
  app.openapi(candidates, async (c) => {
    const { unitId } = c.req.valid('query')
    const tree = c.get('tree')
    if (!unitsFor(c, 'manage-duty').includes(unitId)) throw notFound()
    const people = await candidatesOf(db, unitId, tree, now())
    return c.json({ items: people.map(({ unitId: at, ...p }) => ({ ...p, unit: unitRef(tree, at) })) }, 200)
  })
  app.openapi(enter, async (c) => {
    const { unitId, kind, fromAt, toAt, ...turn } = c.req.valid('json')
    const turns = [{ ...turn, fromAt: new Date(fromAt), toAt: new Date(toAt) }]
    const done = orRefuse(await enterTurns(db, { unitId, kind, turns }, { actor: c.get('actor'), at: now() }))
    return c.json({ ok: true as const, ...done }, 200)
  })
  app.openapi(pattern, async (c) => {
    const { fromAt, untilAt, turnHours, ...rest } = c.req.valid('json')
    const input = { ...rest, fromAt: new Date(fromAt), untilAt: new Date(untilAt), turnMs: turnHours * hour }
    const done = orRefuse(await enterPattern(db, input, { actor: c.get('actor'), at: now() }))
    return c.json({ ok: true as const, ...done }, 200)
  })
  app.openapi(bring, async (c) => {
    const { dryRun, unitId, kind } = c.req.valid('query')
    const bytes = Buffer.from(await c.req.arrayBuffer())
    if (bytes.length === 0) throw new Refused({ code: 'missing-field', field: 'file' })
    const by = { actor: c.get('actor'), at: now() }
    const { turns, faults } = orRefuse(await importRoster(db, { unitId, kind, bytes, dryRun }, by))
    return c.json({ dryRun, turns, faults: faults.map(faultShown) }, 200)
  })
  app.openapi(cancel, async (c) => {
    const input = { turnId: c.req.valid('param').id, reason: c.req.valid('json').reason }
    orRefuse(await dropTurn(db, input, { actor: c.get('actor'), at: now() }))
    return c.json({ ok: true as const, id: input.turnId }, 200)
  })
  app.openapi(handOver, async (c) => {
    const input = { turnId: c.req.valid('param').id, note: c.req.valid('json').note }
    orRefuse(await giveDuty(db, input, { actor: c.get('actor'), at: now() }))
    return c.json({ ok: true as const, id: input.turnId }, 200)
  })
  app.openapi(take, async (c) => {
    const { id } = c.req.valid('param')
    orRefuse(await takeDuty(db, { handoverId: id }, { actor: c.get('actor'), at: now() }))
    return c.json({ ok: true as const, id }, 200)
  })
  app.openapi(checkIn, async (c) => {
    const { id } = c.req.valid('param')
    const { userId, reason } = c.req.valid('json')
    const input = { turnId: id, ...(userId ? { userId } : {}), ...(reason ? { reason } : {}) }
    orRefuse(await checkInDuty(db, input, { actor: c.get('actor'), at: now() }))
    return c.json({ ok: true as const, id }, 200)
  })
  return app
}

/** Bureaus whose roster the person may see: a division has its bureau's. */
const bureausOf = (c: Parameters<typeof unitsFor>[0]): string[] =>
  unitsFor(c, 'view-duty').filter((id) => c.get('tree').bureauOf(id)?.id === id)

/** As the import reads it, in both languages. */
const columns = ({ say, words }: FileSpeech): FileColumn<DutyTurnShown>[] => [
  { title: say('单位', 'Unit'), value: (t) => t.unit.name },
  { title: say('值班类型', 'Duty'), value: (t) => words.dutyKind[t.kind] },
  { title: say('值班人员', 'Person'), value: (t) => t.person.name },
  { title: say('备班人员', 'Backup'), value: (t) => t.backup?.name ?? '' },
  { title: say('开始时间', 'From'), value: (t) => inZone(t.fromAt) },
  { title: say('结束时间', 'To'), value: (t) => inZone(t.toAt) },
  { title: say('值班电话', 'Phone'), value: (t) => t.phone },
  { title: say('备注', 'Note'), value: (t) => t.note },
  { title: say('首次签到', 'Checked in'), value: (t) => inZone(t.checkIns[0]?.at ?? null) },
  { title: say('交班', 'Handed over'), value: (t) => inZone(t.handover?.givenAt ?? null) },
  { title: say('接班', 'Taken over'), value: (t) => inZone(t.handover?.takenAt ?? null) },
]
