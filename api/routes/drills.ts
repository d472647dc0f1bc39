/** Drills: scripts, the console, the sheet, and how drills went; apart from everything real. */
import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { addMs, day } from '../../domain/time.ts'
import { isBureau } from '../../domain/units.ts'
import { timelineOf } from '../../store/audit.ts'
import { drillList, drillOfIncident, endedDrills } from '../../store/drills.ts'
import { incidentById } from '../../store/incidents.ts'
import { peopleOf } from '../../store/people.ts'
import { allowedDrillMoves, mayRun } from '../../workflow/drill/drill.ts'
import { wholeDrill } from '../../workflow/drill/drill-facts.ts'
import { scenarios } from '../../workflow/drill/scenarios.ts'
import { isFor, startDrill } from '../../workflow/drill/start-drill.ts'
import { partsTaken } from '../../workflow/drill/acts.ts'
import { drillStatistics } from '../../workflow/drill/statistics.ts'
import { steerDrill } from '../../workflow/drill/steer-drill.ts'
import { plansOf } from '../../workflow/plan/adopted.ts'
import { planById } from '../../workflow/plan/plan.ts'
import { unitsVisible } from '../../workflow/policy.ts'
import {
  type DrillResultShown,
  doneSchema,
  drillConsoleSchema,
  drillSheetQuery,
  drillSheetSchema,
  drillsQuery,
  drillsSchema,
  drillStartedSchema,
  drillStatisticsSchema,
  idParam,
  scenariosSchema,
  startDrillRequest,
  steerDrillRequest,
} from '../contract.ts'
import { csvFile, type FileSpeech, instantCell, maxCsvRows, speechOf } from '../csv.ts'
import type { ApiDeps } from '../deps.ts'
import { notFound, orRefuse } from '../errors.ts'
import { type ApiEnv, answers, body, createRouter, csvSchema, fileAnswers, listAnswers } from '../route.ts'
import { drillRow, injectsShown, paceShown, resultShown } from '../shapes/drills.ts'
import { moveShown } from '../shapes/moves.ts'
import { anyRuleShown } from '../shapes/rules.ts'
import { iso, isoOrNull, unitRef } from '../shapes/units.ts'
import { inZone, tableFile } from '../table-file.ts'
import { unitsForAny } from '../who.ts'

const tags = ['drills']
const list = createRoute({
  ...{ method: 'get', path: '/drills', tags, summary: 'Drills, newest first' },
  request: { query: drillsQuery },
  responses: listAnswers(drillsSchema, csvSchema),
})
const scripts = createRoute({
  ...{ method: 'get', path: '/drills/scenarios', tags, summary: 'Scripts that the person can run, with where' },
  responses: answers(scenariosSchema),
})
const statistics = createRoute({
  ...{ method: 'get', path: '/drills/statistics', tags, summary: 'How the drills of the last year went' },
  responses: answers(drillStatisticsSchema),
})
const start = createRoute({
  ...{ method: 'post', path: '/drills', tags, summary: 'Begin a drill by its script' },
  request: { body: body(startDrillRequest) },
  responses: answers(drillStartedSchema),
})
const one = createRoute({
  ...{ method: 'get', path: '/drills/{id}', tags, summary: 'The console of one drill, by its incident' },
  request: { params: idParam },
  responses: answers(drillConsoleSchema),
})
const sheet = createRoute({
  ...{
    method: 'get',
    path: '/drills/{id}/sheet',
    tags,
    summary: 'What was expected and what was done, also as a file',
  },
  request: { params: idParam, query: drillSheetQuery },
  responses: fileAnswers(
    drillSheetSchema,
    'text/csv',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ),
})
const steer = createRoute({
  ...{ method: 'post', path: '/drills/{id}/steer', tags, summary: 'Set its time, note what was seen, end it' },
  request: { params: idParam, body: body(steerDrillRequest) },
  responses: answers(doneSchema),
})

export function drillRoutes({ db, now }: ApiDeps) {
  const app = createRouter()
  type C = Pick<Context<ApiEnv>, 'get'>
  const seenBy = (c: C) => {
    unitsForAny(c, 'view-incidents', 'view-leaks')
    const units = (action: 'view-incidents' | 'view-leaks') => unitsVisible(c.get('actor'), action, c.get('tree'))
    return { unitIds: units('view-incidents'), secretUnitIds: units('view-leaks') }
  }
  /** The bureaus at which the person may run a drill of this kind. */
  const runsAt = (c: C, restricted: boolean): string[] => {
    const [actor, tree] = [c.get('actor'), c.get('tree')]
    return tree.all.filter((u) => isBureau(u) && mayRun(actor, { unitId: u.id, restricted }, tree).ok).map((u) => u.id)
  }
  const console = async (c: C, id: string) => {
    const { unitIds, secretUnitIds } = seenBy(c)
    const incident = await incidentById(db, id, unitIds, secretUnitIds)
    const drill = incident && (await drillOfIncident(db, incident.id))
    if (!drill) throw notFound()
    return wholeDrill(db, { drill, incident }, now())
  }

  app.openapi(list, async (c) => {
    const { format, page, pageSize, sort, ...filter } = c.req.valid('query')
    const seen = seenBy(c)
    const isFile = format === 'csv'
    const { items, total } = await drillList(db, {
      ...{ ...filter, ...seen, oldestFirst: sort === 'startedAt' },
      // A file leaves the house: nothing of a compartment is in it.
      ...(isFile ? { page: 1, pageSize: maxCsvRows, secretUnitIds: [] } : { page, pageSize }),
    })
    const rows = items.map((i) => drillRow(i, c.get('tree')))
    const runs = runsAt(c, false).length > 0 || runsAt(c, true).length > 0
    if (!isFile) return c.json({ items: rows, total, page, pageSize, mayRun: runs }, 200)
    return csvFile(
      c,
      'drills',
      ({ say, words }) => [
        { title: say('编号', 'Number'), value: (r) => r.no },
        { title: say('演练', 'Drill'), value: (r) => r.title },
        { title: say('单位', 'Unit'), value: (r) => r.unit.name },
        { title: say('预案', 'Plan'), value: (r) => r.planTitle },
        { title: say('状态', 'State'), value: (r) => words.drillState[r.state] },
        { title: say('开始', 'Began'), value: (r) => instantCell(r.startedAt) },
        { title: say('结束', 'Ended'), value: (r) => instantCell(r.endedAt) },
        { title: say('应办', 'Expected'), value: (r) => r.tally?.expected ?? null },
        { title: say('按时', 'In time'), value: (r) => r.tally?.inTime ?? null },
        { title: say('超时', 'Late'), value: (r) => r.tally?.late ?? null },
        { title: say('未办', 'Not done'), value: (r) => r.tally?.missed ?? null },
      ],
      rows,
    )
  })
  app.openapi(scripts, async (c) => {
    const tree = c.get('tree')
    seenBy(c)
    const adopted = new Map<string, Set<string>>()
    for (const { rootId } of tree.all)
      if (!adopted.has(rootId)) adopted.set(rootId, new Set((await plansOf(db, rootId)).map((p) => p.plan)))
    const items = scenarios().flatMap((s) => {
      const plan = planById(s.plan)!
      const units = runsAt(c, plan.restricted).filter((id) => {
        const unit = tree.byId(id)!
        return isFor(s, unit, tree) && adopted.get(unit.rootId)?.has(s.plan)
      })
      if (units.length === 0) return []
      return [
        {
          ...{ scenario: s.scenario, version: s.version, plan: s.plan, planTitle: plan.title, title: s.title },
          ...{ aim: s.aim, rule: anyRuleShown(s.rule, plan), restricted: plan.restricted, injects: s.injects.length },
          expected: s.injects.reduce((n, i) => n + i.expects.length, 0),
          lengthMs: s.injects.at(-1)!.at,
          units: units.map((id) => unitRef(tree, id)),
        },
      ]
    })
    return c.json({ items }, 200)
  })
  app.openapi(statistics, async (c) => {
    const since = addMs(now(), -365 * day)
    // A count must not tell that there was one in a compartment.
    const rows = await endedDrills(db, { unitIds: seenBy(c).unitIds, since })
    const { byPlan, ...all } = drillStatistics(rows)
    const named = byPlan.map((p) => ({ ...p, planTitle: planById(p.plan)?.title ?? p.plan }))
    return c.json({ ...all, since: iso(since), byPlan: named }, 200)
  })
  app.openapi(start, async (c) => {
    const done = orRefuse(await startDrill(db, c.req.valid('json'), { actor: c.get('actor'), at: now() }))
    return c.json({ ok: true as const, id: done.incidentId, no: done.no }, 200)
  })
  app.openapi(one, async (c) => {
    const whole = await console(c, c.req.valid('param').id)
    const { drill, incident, scenario } = whole
    const who = { actor: c.get('actor'), tree: c.get('tree') }
    const runs = mayRun(who.actor, incident, who.tree).ok
    const injects = injectsShown(whole, runs)
    const shown = new Set(injects.map((i) => i.inject))
    const roles = [...new Set(scenario.injects.flatMap((i) => [...i.to, ...i.expects.flatMap((e) => e.by)]))]
    const seats = await peopleOf(db, { unitIds: seatsOf(c, incident.unitId), roles }, now())
    const acts = partsTaken(await timelineOf(db, incident.id))
    const ids = new Set([...seats.map((s) => s.userId), ...acts.map((e) => e.actorId)])
    return c.json(
      {
        drill: drillRow({ incident, drill, plan: scenario.plan }, who.tree),
        ...{ aim: scenario.aim, rule: anyRuleShown(scenario.rule, planById(scenario.plan)), pace: paceShown(drill) },
        nextAt: runs ? isoOrNull(whole.nextAt) : null,
        injects,
        coming: scenario.injects.length - drill.given,
        results: whole.results.filter((r) => shown.has(r.inject.inject)).map((r) => resultShown(r, scenario)),
        people: [...ids].map((id) => ({
          name: seats.find((s) => s.userId === id)?.name ?? acts.find((e) => e.actorId === id)?.actorName ?? '',
          roles: [...new Set(seats.filter((s) => s.userId === id).map((s) => s.role))],
          acts: acts.filter((e) => e.actorId === id).length,
        })),
        moves: allowedDrillMoves(whole, who).map(moveShown),
        serverTime: iso(now()),
      },
      200,
    )
  })
  app.openapi(sheet, async (c) => {
    const { format } = c.req.valid('query')
    const whole = await console(c, c.req.valid('param').id)
    // Before the end it would give away what is still to come.
    const runs = mayRun(c.get('actor'), whole.incident, c.get('tree')).ok
    const results = whole.results.filter((r) => runs || whole.drill.endedAt !== null || r.state !== 'ahead')
    const items = results.map((r) => resultShown(r, whole.scenario))
    if (format === 'json' || whole.incident.restricted) return c.json({ items }, 200)
    return tableFile(c, {
      name: `drill-${whole.incident.no}`,
      format,
      columns: sheetColumns(speechOf(c)),
      rows: items,
      at: now(),
    }) as never
  })
  app.openapi(steer, async (c) => {
    const { id } = c.req.valid('param')
    const by = { actor: c.get('actor'), at: now() }
    orRefuse(await steerDrill(db, { incidentId: id, ...c.req.valid('json') }, by))
    return c.json({ ok: true as const, id }, 200)
  })
  return app
}

/** A bureau with its divisions: monitors and subject divisions sit there. */
const seatsOf = (c: Pick<Context<ApiEnv>, 'get'>, bureauId: string): string[] =>
  c
    .get('tree')
    .all.filter((u) => c.get('tree').bureauOf(u.id)?.id === bureauId)
    .map((u) => u.id)

const minutes = (ms: number | null): string | null => (ms === null ? null : String(Math.round(ms / 60_000)))
const sheetColumns = ({ say, words }: FileSpeech) => [
  { title: say('应办事项', 'What is to be done'), value: (r: DrillResultShown) => r.text },
  { title: say('依据', 'Rule'), value: (r: DrillResultShown) => r.rule?.citation ?? null },
  { title: say('应办时间（演练时间）', 'Due (time of the drill)'), value: (r: DrillResultShown) => inZone(r.dueAt) },
  { title: say('办理时间（演练时间）', 'Done (time of the drill)'), value: (r: DrillResultShown) => inZone(r.doneAt) },
  { title: say('办理人', 'Done by'), value: (r: DrillResultShown) => r.doneBy },
  {
    title: say('相差分钟（负数为提前）', 'Minutes apart (negative: early)'),
    value: (r: DrillResultShown) => minutes(r.differenceMs),
  },
  { title: say('结果', 'Result'), value: (r: DrillResultShown) => words.drillResult[r.state] },
]
