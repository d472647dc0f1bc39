/** The daily watch log and the other duties of the calendar. */
import { createRoute } from '@hono/zod-openapi'
import { addMs, day, startOfShanghaiDay } from '../../domain/time.ts'
import { seenIn, standingEntriesOf } from '../../store/standing.ts'
import { may } from '../../workflow/policy.ts'
import { dutiesOf } from '../../workflow/standing/duties-of.ts'
import { signEntries } from '../../workflow/standing/sign-entries.ts'
import { owedBetween, stateOf } from '../../workflow/standing/standing.ts'
import {
  signedStandingSchema,
  signStandingRequest,
  type StandingItem,
  standingQuery,
  standingSchema,
} from '../contract.ts'
import { csvFile, type FileSpeech, instantCell } from '../csv.ts'
import type { ApiDeps } from '../deps.ts'
import { notFound, orRefuse } from '../errors.ts'
import { answers, body, createRouter, csvSchema, listAnswers } from '../route.ts'
import { iso, unitRef } from '../shapes/units.ts'
import { unitsFor } from '../who.ts'

const tags = ['duty']
const list = createRoute({
  ...{
    method: 'get',
    path: '/standing',
    tags,
    summary: 'What the calendar asks of a bureau, the last quarter and now',
  },
  request: { query: standingQuery },
  responses: listAnswers(standingSchema, csvSchema),
})
const sign = createRoute({
  ...{ method: 'post', path: '/standing', tags, summary: 'Sign entries: a nil report or what there was' },
  request: { body: body(signStandingRequest) },
  responses: answers(signedStandingSchema),
})

const backMs = 92 * day

export function standingRoutes({ db, now }: ApiDeps) {
  const app = createRouter()
  app.openapi(list, async (c) => {
    const { format, unitId, state, every, page, pageSize } = c.req.valid('query')
    const { actor, tree } = { actor: c.get('actor'), tree: c.get('tree') }
    const visible = unitsFor(c, 'view-duty').filter((id) => tree.bureauOf(id)?.id === id)
    const own = actor.seats.map((s) => tree.bureauOf(s.unitId)?.id ?? '').find((id) => visible.includes(id))
    const bureau = tree.byId(unitId ?? own ?? visible[0] ?? '')
    if (!bureau || !visible.includes(bureau.id)) throw notFound()
    const at = now()
    const owed = owedBetween(await dutiesOf(db, bureau, tree), addMs(at, -backMs), at)
    const entries = await standingEntriesOf(db, [bureau.id], [...new Set(owed.map((o) => o.occurrence.key))])
    const unit = unitRef(tree, bureau.id)
    const items = owed
      .map((o): StandingItem => {
        const { plan, planTitle, duty, what, body, every, nilCounts } = o.duty
        const { key, opensAt, limitAt } = o.occurrence
        const own = entries.filter((e) => e.plan === plan && e.duty === duty && e.key === key)
        return {
          ...{ unit, plan, planTitle, duty, what, body, every, nilCounts, key },
          ...{ opensAt: iso(opensAt), limitAt: iso(limitAt), state: stateOf(o, entries, at) },
          entries: own.map((e) => ({ nil: e.nil, text: e.text, byName: e.byName, at: iso(e.at), seen: e.seen })),
        }
      })
      .filter((i) => (state ? i.state === state : true) && (every ? i.every === every : true))
      .sort((a, b) => b.limitAt.localeCompare(a.limitAt) || a.plan.localeCompare(b.plan))
    if (format === 'csv') return csvFile(c, 'standing', columns, items)
    const seen = await seenIn(db, { unitId: bureau.id, from: startOfShanghaiDay(at), to: at })
    const maySign = may(actor, 'sign-standing', { unitId: bureau.id, tree }).ok
    const shown = items.slice((page - 1) * pageSize, page * pageSize)
    const units = visible.map((id) => unitRef(tree, id))
    return c.json({ items: shown, total: items.length, page, pageSize, unit, units, maySign, seen }, 200)
  })
  app.openapi(sign, async (c) => {
    const done = orRefuse(await signEntries(db, c.req.valid('json'), { actor: c.get('actor'), at: now() }))
    return c.json({ ok: true as const, ...done }, 200)
  })
  return app
}

const columns = ({ say, words }: FileSpeech) => [
  { title: say('单位', 'Unit'), value: (i: StandingItem) => i.unit.name },
  { title: say('事项', 'Duty'), value: (i: StandingItem) => i.what },
  { title: say('预案', 'Plan'), value: (i: StandingItem) => i.planTitle },
  { title: say('时段', 'Period'), value: (i: StandingItem) => i.key },
  { title: say('期限', 'Time limit'), value: (i: StandingItem) => instantCell(i.limitAt) },
  { title: say('状态', 'State'), value: (i: StandingItem) => words.occurrence[i.state] },
  {
    title: say('签字人', 'Signed by'),
    value: (i: StandingItem) => i.entries.map((e) => e.byName).join(say('；', '; ')),
  },
  { title: say('签字时间', 'Signed at'), value: (i: StandingItem) => instantCell(i.entries[0]?.at ?? null) },
  {
    title: say('内容', 'What there was'),
    value: (i: StandingItem) =>
      i.entries.map((e) => (e.nil ? say('无情况', 'Nothing to report') : e.text)).join(say('；', '; ')),
  },
  {
    title: say('机器所见报道', 'Articles seen by the machine'),
    value: (i: StandingItem) => i.entries[0]?.seen.articles ?? null,
  },
  {
    title: say('机器所见预警', 'Flags seen by the machine'),
    value: (i: StandingItem) => i.entries[0]?.seen.flags ?? null,
  },
  {
    title: say('当期事件', 'Incidents of the period'),
    value: (i: StandingItem) => i.entries[0]?.seen.incidents ?? null,
  },
]
