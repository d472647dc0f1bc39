/** Statistics of time (上报用时、发声用时、按时率) and the list of facts of what was late (迟报事实清单): facts, no blame. */
import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import {
  firstWords,
  lastMonths,
  monthOf,
  type Timeliness,
  timelinessBy,
  timelinessOf,
} from '../../domain/timeliness.ts'
import { shanghaiTime } from '../../domain/time.ts'
import { isBureau, type UnitTree } from '../../domain/units.ts'
import { type DutyRow, dutiesBegun, type PeriodFilter, wordsOf } from '../../store/timeliness.ts'
import { clockState } from '../../workflow/clock/clock.ts'
import { planById } from '../../workflow/plan/plan.ts'
import { textOfRun } from '../../workflow/plan/plan-text.ts'
import type { Plan } from '../../workflow/plan/shape.ts'
import {
  dutyWordOf,
  type LateDuty,
  lateDutiesQuery,
  lateDutiesSchema,
  timelinessQuery,
  timelinessSchema,
  wordOfCode,
} from '../contract.ts'
import { csvFile, type FileSpeech, maxCsvRows } from '../csv.ts'
import type { Db } from '../../store/open.ts'
import type { ApiDeps } from '../deps.ts'
import { notFound } from '../errors.ts'
import { type ApiEnv, createRouter, csvSchema, listAnswers } from '../route.ts'
import { anyRuleShown } from '../shapes/rules.ts'
import { iso, isoOrNull, unitRef } from '../shapes/units.ts'
import { unitsFor } from '../who.ts'

const tags = ['incidents']
const statistics = createRoute({
  ...{ method: 'get', path: '/timeliness', tags },
  summary: 'Time to report, time to the first word and share in time, by unit, plan and month',
  request: { query: timelinessQuery },
  responses: listAnswers(timelinessSchema, csvSchema),
})
const late = createRoute({
  ...{ method: 'get', path: '/late-duties', tags },
  summary: 'Duties to report that were late or are overdue: what was owed when, and when it was done',
  request: { query: lateDutiesQuery },
  responses: listAnswers(lateDutiesSchema, csvSchema),
})

type Asked = { months: string; unitId?: string; plan?: string; mode: 'real' | 'drill' }

export function timelinessRoutes({ db, now }: ApiDeps) {
  const app = createRouter()
  app.openapi(statistics, async (c) => {
    const { format, by, ...asked } = c.req.valid('query')
    const until = now()
    const { filter, months, tree, visible } = periodOf(c, asked, until)
    const begun = await dutiesBegun(db, filter)
    const texts = await textsOf(db, begun)
    const duties = begun.filter((r) => inPlan(r, asked.plan)).map((r) => dutyOf(r, until))
    const row = (key: string, name: string, timeliness: Timeliness) => ({ key, name, ...timeliness })
    const units = timelinessBy(duties, (d) => d.unitId).map((r) =>
      row(r.key, tree.byId(r.key)?.name ?? r.key, r.timeliness),
    )
    const plans = timelinessBy(duties, (d) => d.plan).map((r) => row(r.key, planName(r.key, texts), r.timeliness))
    const byMonth = months.map(({ month }) =>
      row(month, month, timelinessOf(duties.filter((d) => monthOf(d.startAt) === month))),
    )
    if (format === 'csv')
      return csvFile(c, 'timeliness', timeColumns(by), { unit: units, plan: plans, month: byMonth }[by])
    // A word stands on a media incident: of a plan it is where the plan ran on it.
    const said = await wordsOf(db, filter, asked.plan)
    return c.json(
      {
        ...{ since: iso(filter.since), until: iso(until), all: timelinessOf(duties), units, plans, months: byMonth },
        words: {
          ...firstWords(said),
          months: months.map(({ month }) => ({
            ...{ month, ...firstWords(said.filter((w) => monthOf(w.foundAt) === month)) },
          })),
        },
        choices: choicesOf(begun, { texts, tree, visible }),
      },
      200,
    )
  })
  app.openapi(late, async (c) => {
    const { format, page, pageSize, q, sort, ...asked } = c.req.valid('query')
    const until = now()
    const { filter, tree, visible } = periodOf(c, asked, until)
    const begun = await dutiesBegun(db, filter)
    const texts = await textsOf(db, begun)
    const facts = begun
      .filter((r) => inPlan(r, asked.plan))
      .flatMap((r) => lateDuty(r, { texts, tree, now: until }) ?? [])
      .filter((f) => !q || f.incident.no.includes(q) || f.incident.title.includes(q) || f.unit.name.includes(q))
      .sort(orders[sort])
    if (format === 'csv') return csvFile(c, 'late-duties', lateColumns, facts.slice(0, maxCsvRows))
    const items = facts.slice((page - 1) * pageSize, page * pageSize)
    const period = { since: iso(filter.since), until: iso(until) }
    const choices = choicesOf(begun, { texts, tree, visible })
    return c.json({ items, total: facts.length, page, pageSize, ...period, choices }, 200)
  })
  return app
}

/** The units a person sees incidents of, or those of them under the one that is asked for. */
function periodOf(c: Pick<Context<ApiEnv>, 'get'>, asked: Asked, until: Date) {
  const tree = c.get('tree')
  const visible = unitsFor(c, 'view-incidents')
  const { unitId, mode } = asked
  if (unitId && !visible.includes(unitId)) throw notFound()
  const unitIds = unitId ? visible.filter((id) => tree.isWithin(id, unitId)) : visible
  const months = lastMonths(until, Number(asked.months))
  const filter: PeriodFilter = { unitIds, visible, since: months[0]!.startAt, until, mode }
  return { filter, months, tree, visible }
}

/** What each run was started with, also where the file is gone; by the run's key. */
type Texts = ReadonlyMap<string, Plan>
const keyOf = ({ plan, planHash }: NonNullable<DutyRow['run']>): string => `${plan} ${planHash}`
async function textsOf(db: Db, begun: DutyRow[]): Promise<Texts> {
  const texts = new Map<string, Plan>()
  for (const { run } of begun) if (run && !texts.has(keyOf(run))) texts.set(keyOf(run), await textOfRun(db, run))
  return texts
}

const planOf = (r: DutyRow): string => r.run?.plan ?? ''
const inPlan = (r: DutyRow, plan: string | undefined): boolean => !plan || planOf(r) === plan
const planName = (plan: string, texts: Texts): string =>
  (planById(plan) ?? [...texts.values()].find((text) => text.plan === plan))?.title ?? '未列入预案'

/** A clock whose limit has passed is overdue, also before the scheduler has said so. */
function dutyOf(r: DutyRow, now: Date) {
  const { unitId, startAt, metAt, overdueOnCreation } = r.clock
  const { state } = clockState(r.clock, now)
  const bornLate = overdueOnCreation !== null
  return {
    unitId,
    plan: planOf(r),
    startAt,
    metAt,
    state: state === 'due_soon' ? ('running' as const) : state,
    bornLate,
  }
}

const choicesOf = (
  begun: DutyRow[],
  { texts, tree, visible }: { texts: Texts; tree: UnitTree; visible: string[] },
) => ({
  units: tree.all.filter((u) => visible.includes(u.id) && isBureau(u)).map(({ id, name }) => ({ id, name })),
  plans: [...new Set(begun.flatMap((r) => r.run?.plan ?? []))]
    .sort()
    .map((plan) => ({ plan, name: planName(plan, texts) })),
})

/** Null for what was in time, or is still. A breach stays in the list when the incident was no event. */
function lateDuty(r: DutyRow, { texts, tree, now }: { texts: Texts; tree: UnitTree; now: Date }): LateDuty | null {
  const { clock, incident } = r
  const { state, delayMs } = clockState(clock, now)
  if (state !== 'overdue' && state !== 'met_late') return null
  return {
    ...{ id: clock.id, incident, unit: unitRef(tree, clock.unitId), duty: clock.duty, what: clock.what, state },
    rule: anyRuleShown(clock.rule, r.run ? texts.get(keyOf(r.run)) : undefined),
    ...{ startAt: iso(clock.startAt), originalStartAt: isoOrNull(clock.originalStartAt), limitAt: iso(clock.limitAt) },
    ...{ metAt: isoOrNull(clock.metAt), lateMs: delayMs ?? now.getTime() - clock.limitAt.getTime() },
    ...{ overdueOnCreation: clock.overdueOnCreation, provisional: clock.provisional },
  }
}

const orders: Record<'newest' | 'latest' | 'unit', (a: LateDuty, b: LateDuty) => number> = {
  newest: (a, b) => b.limitAt.localeCompare(a.limitAt) || a.id.localeCompare(b.id),
  latest: (a, b) => b.lateMs - a.lateMs || a.id.localeCompare(b.id),
  unit: (a, b) => a.unit.name.localeCompare(b.unit.name, 'zh-CN') || b.limitAt.localeCompare(a.limitAt),
}

const minutes = (ms: number | null): string => (ms === null ? '' : String(Math.round(ms / 60_000)))
const timeColumns =
  (by: 'unit' | 'plan' | 'month') =>
  ({ say }: FileSpeech) => [
    {
      title: { unit: say('单位', 'Unit'), plan: say('预案', 'Plan'), month: say('月份', 'Month') }[by],
      value: (r: { name: string }) => r.name,
    },
    {
      title: say('上报用时中位数（分钟）', 'Time to report, median (minutes)'),
      value: (r: Timeliness) => minutes(r.median),
    },
    {
      title: say('上报用时九成以内（分钟）', 'Time to report, nine in ten within (minutes)'),
      value: (r: Timeliness) => minutes(r.p90),
    },
    { title: say('按时', 'In time'), value: (r: Timeliness) => r.inTime },
    { title: say('超时完成', 'Done late'), value: (r: Timeliness) => r.late },
    { title: say('超时未完成', 'Overdue, not done'), value: (r: Timeliness) => r.overdue },
    { title: say('计时中', 'Running'), value: (r: Timeliness) => r.running },
    { title: say('建立时已过时限', 'Past its limit when made'), value: (r: Timeliness) => r.bornLate },
    {
      title: say('按时率', 'Share in time'),
      value: (r: Timeliness) => (r.share === null ? '' : `${(r.share * 100).toFixed(1)}%`),
    },
  ]

const time = (at: string | null): string => (at === null ? '' : shanghaiTime(new Date(at)))
const lateColumns = ({ say, words }: FileSpeech) => [
  { title: say('事件编号', 'Incident number'), value: (f: LateDuty) => f.incident.no },
  { title: say('事件', 'Incident'), value: (f: LateDuty) => f.incident.title },
  { title: say('单位', 'Unit'), value: (f: LateDuty) => f.unit.name },
  { title: say('事项', 'Duty'), value: (f: LateDuty) => dutyWordOf(words, { ...f, rule: f.rule.id }) },
  { title: say('依据', 'Rule'), value: (f: LateDuty) => f.rule.citation },
  { title: say('起算时间', 'Started'), value: (f: LateDuty) => time(f.startAt) },
  { title: say('更正前起算时间', 'Started, before the correction'), value: (f: LateDuty) => time(f.originalStartAt) },
  { title: say('时限', 'Time limit'), value: (f: LateDuty) => time(f.limitAt) },
  { title: say('完成时间', 'Done'), value: (f: LateDuty) => time(f.metAt) },
  { title: say('超过时限（分钟）', 'Past the limit by (minutes)'), value: (f: LateDuty) => minutes(f.lateMs) },
  { title: say('状态', 'State'), value: (f: LateDuty) => wordOfCode(words.clock, f.state) },
  {
    title: say('建立时已过时限的原因', 'Why past its limit when made'),
    value: (f: LateDuty) => wordOfCode(words.lateBirth, f.overdueOnCreation),
  },
  { title: say('临时起算', 'Started on its own'), value: (f: LateDuty) => (f.provisional ? say('是', 'Yes') : '') },
]
