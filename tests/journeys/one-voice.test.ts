/**
 * One voice: attempts to get a text out that is not approved, stale, recalled, expired, out of its scope or wrong in a number, by the
 * API as people and programs reach it. Each is a line: who tries what; each must be refused, and at the end nothing is out but what
 * was let out on purpose.
 */
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { addMs, day, hour, minute } from '../../domain/time.ts'
import { takeSetup } from '../../store/accounts.ts'
import { addUnits } from '../../store/units.ts'
import { verifyAudit } from '../../store/audit.ts'
import { insertIncident } from '../../store/incidents.ts'
import type { Store } from '../../store/open.ts'
import { figures, releases, talkingPoints } from '../../store/schema.ts'
import { type ApiHouse, openApiHouse } from '../support/api-house.ts'
import { openTestStore } from '../support/db.ts'
import { checkerOf } from '../support/numbers.ts'

const at = new Date('2026-10-01T02:00:00.000Z')
const people = {
  office: [['gx', 'office_staff']],
  director: [['gx', 'office_director']],
  group: [['gx', 'leading_group']],
  group2: [['gx', 'leading_group']],
  head: [['gx', 'unit_head']],
  division: [['gx-zonghe', 'subject_division']],
  hesuan: [['gx-hesuan', 'subject_division']],
  speaker: [['gx', 'spokesperson']],
  secrecy: [['gx', 'secrecy']],
  admin: [['gx', 'admin']],
  lzoffice: [['gx-liuzhou', 'office_staff']],
  lzdirector: [['gx-liuzhou', 'office_director']],
  lzgroup: [['gx-liuzhou', 'leading_group']],
  lzdivision: [['gx-liuzhou', 'subject_division']],
  lzspeaker: [['gx-liuzhou', 'spokesperson']],
  xmspeaker: [['xm', 'spokesperson']],
} as const
type Name = keyof typeof people

let store: Store
let house: ApiHouse
beforeAll(async () => {
  store = await openTestStore()
  const unit = (id: string, parentId: string | null, level: 'region' | 'city' | 'division', name: string) => ({
    ...{ id, rootId: id.split('-')[0]!, parentId, level, name, aliases: [], regionCode: '450000' },
  })
  await addUnits(store.db, [
    unit('gx', null, 'region', '广西壮族自治区统计局'),
    unit('gx-zonghe', 'gx', 'division', '综合处'),
    unit('gx-hesuan', 'gx', 'division', '核算处'),
    unit('gx-liuzhou', 'gx', 'city', '柳州市统计局'),
    unit('xm', null, 'city', '厦门市统计局'),
  ])
  await takeSetup(store.db, at)
  house = await openApiHouse({ store, requests: { checkText: checkerOf(() => store.db) } })
  house.clock.now = at
  for (const [name, held] of Object.entries(people))
    await house.person(
      name,
      held.map(([u, r]) => [u, r]),
    )
  await store.db.insert(figures).values(gdp('first', '26300.87'))
})
afterAll(async () => {
  await house.close()
  await store.close()
})

const gdp = (id: string, value: string, more: object = {}) => ({
  ...{ id, indicator: 'gdp', indicatorName: '地区生产总值', region: '450000', regionName: '广西', period: '2025' },
  ...{ periodType: 'year' as const, measure: 'level' as const, unit: '亿元', owner: '自治区统计局', value },
  ...{ status: 'preliminary' as const, publishedAt: new Date('2026-02-01T00:00:00Z') },
  ...more,
})

type Answered = { status: number; text: string; json: Record<string, unknown> }
type Text = { id: string; revision: number; hash: string; incidentId: string }
const as = async (name: Name, path: string, body?: object): Promise<Answered> =>
  house.ask(path, { cookie: await house.cookie(name), ...(body ? { body } : {}) })
async function well(answer: Promise<Answered>): Promise<Answered> {
  const got = await answer
  if (got.status !== 200) throw new Error(`${got.status} ${got.text}`)
  return got
}
const named = ({ revision, hash }: { revision: number; hash: string }) => ({ revision, hash })
const yes = (t: Text) => ({ ...named(t), approved: true })
const points = (name: Name, t: { id: string }, verb: string, body: object) =>
  as(name, `/api/talking-points/${t.id}/${verb}`, body)

/** Matters open since this morning. */
async function matter(scope: 'region_wide' | 'city_only' = 'region_wide', more: object = {}): Promise<string> {
  const unitId = scope === 'city_only' ? 'gx-liuzhou' : 'gx'
  const { id } = await store.db.transaction((tx) =>
    insertIncident(tx, {
      ...{ rootId: 'gx', title: '网传数据造假', unitId, unitIds: [unitId], state: 'active', scope },
      ...{ heldFromUnitId: null, openedAt: at, ...more },
    }),
  )
  return id
}
const wording = (summary: string, more: object = {}) => ({
  ...{ summary, dos: [], donts: [], questions: [] },
  facts: [{ text: '2025年广西地区生产总值26300.87亿元。', figureId: 'first' }],
  ...more,
})
async function standing(id: string, incidentId: string): Promise<Text> {
  const [row] = await store.db.select().from(talkingPoints).where(eq(talkingPoints.id, id))
  return { id, revision: row!.revision, hash: row!.hash, incidentId }
}

/** How far a text goes by the book. */
type Far = 'draft' | 'fact_check' | 'office_approval' | 'pending' | 'approved' | 'in_force'
async function text(
  far: Far,
  { by = 'office', more = {}, incidentId }: { by?: Name; more?: object; incidentId?: string } = {},
): Promise<Text> {
  const of = incidentId ?? (await matter())
  const body = wording('请以统计公报公布的数据为准。', more)
  const { json } = await well(as(by, `/api/incidents/${of}/talking-points`, { body }))
  const t = await standing(String(json.id), of)
  const steps: [Far, Name, string, object][] = [
    ['fact_check', by, 'submit', named(t)],
    ['office_approval', 'division', 'check-facts', yes(t)],
    ['pending', 'director', 'office', yes(t)],
    ['approved', 'group', 'leading-group', yes(t)],
    ['in_force', 'office', 'publish', named(t)],
  ]
  const order = ['draft', ...steps.map(([to]) => to)]
  for (const [to, name, verb, given] of steps)
    if (order.indexOf(to) <= order.indexOf(far)) await well(points(name, t, verb, given))
  return t
}
/** The city's own text in force. */
async function cityText(far: 'approved' | 'in_force'): Promise<Text> {
  const incidentId = await matter('city_only')
  const body = wording('柳州市数据以公报为准。')
  const { json } = await well(as('lzoffice', `/api/incidents/${incidentId}/talking-points`, { body }))
  const t = await standing(String(json.id), incidentId)
  await well(points('lzoffice', t, 'submit', named(t)))
  await well(points('lzdivision', t, 'check-facts', yes(t)))
  await well(points('lzdirector', t, 'office', yes(t)))
  if (far === 'in_force') await well(points('lzoffice', t, 'publish', named(t)))
  return t
}
const widen = (t: Text) =>
  well(
    as('director', `/api/incidents/${t.incidentId}/scope`, {
      ...{ scope: 'region_wide', unitIds: ['gx', 'gx-liuzhou'], reason: '影响扩大' },
    }),
  )
const reply = (t: Text, more: object = {}) => ({
  ...{ revision: t.revision, reporter: '王', outlet: '某报', question: '数据真实吗', answer: '真实', ...more },
})
const recall = (t: Text) => well(points('director', t, 'recall', { reason: '数据有误' }))

const released = (more: object = {}) => ({
  ...{ title: '关于网传数据的说明', text: '2025年广西地区生产总值26300.87亿元。', publicity: 'public', ...more },
})
/** A statement, as far as it goes by the book: drafted, checked or approved. */
async function statement(far: 'draft' | 'checked' | 'approved', t: Text, by: Name = 'speaker', more: object = {}) {
  const { json } = await well(
    as(by, `/api/incidents/${t.incidentId}/releases`, { kind: 'statement', body: released(more) }),
  )
  const r = await release(String(json.id), t.incidentId)
  if (far === 'draft') return r
  await well(judge('division', r, 'check-facts'))
  await well(judge('secrecy', r, 'check-secrecy'))
  await well(judge('director', r, 'check-publicity'))
  if (far === 'approved') await well(judge('group', r, 'approve'))
  return r
}
async function release(id: string, incidentId: string): Promise<Text> {
  const [row] = await store.db.select().from(releases).where(eq(releases.id, id))
  return { id, revision: row!.revision, hash: row!.hash, incidentId }
}
const judge = (name: Name, r: Text, verb: string) => as(name, `/api/releases/${r.id}/judge`, { ...named(r), verb })
const goLive = (r: Text, name: Name = 'office') => as(name, `/api/releases/${r.id}/publish`, named(r))
const ready = async () => {
  const t = await text('in_force')
  return { t, r: await statement('approved', t) }
}
const revise = (name: Name, t: Text, summary: string) =>
  points(name, t, 'revisions', { revision: t.revision, body: wording(summary) })
/** Two at once: one of them must be refused. */
async function oneOf(...tries: Promise<Answered>[]): Promise<Answered> {
  const answers = await Promise.all(tries)
  expect(answers.filter((a) => a.status === 200)).toHaveLength(1)
  return answers.find((a) => a.status !== 200)!
}
const spoken = (t: Text, calledAt: Date, more: object = {}) => ({
  ...{ ...named(t), approverId: idOf.group, witnessId: idOf.head, calledAt: calledAt.toISOString(), ...more },
})
const idOf = {} as Record<Name, string>
/** A figure of its own for what changes its vintage, so that the other attempts keep theirs. */
let vintage = 0
async function onFigure(id: string) {
  await store.db.insert(figures).values(gdp(id, '26300.87', { period: `20${10 + ++vintage}` }))
  return { facts: [{ text: '以公报为准。', figureId: id }] }
}
const replaceFigure = (id: string) =>
  store.db.update(figures).set({ supersededAt: house.clock.now }).where(eq(figures.id, id))

type Attempt = [what: string, run: () => Promise<Answered>, ...refusedWith: number[]]
const refused = [400, 403, 404, 409, 422]

const unapproved: Attempt[] = [
  ['putting a draft in force', async () => points('office', ...(await toPublish('draft')))],
  [
    'putting a text in force whose facts are being checked',
    async () => points('office', ...(await toPublish('fact_check'))),
  ],
  [
    'putting a text in force that only the division has seen',
    async () => points('office', ...(await toPublish('office_approval'))),
  ],
  [
    'putting a region-wide text in force on the office’s word alone',
    async () => points('office', ...(await toPublish('pending'))),
  ],
  ['signing for the office before the facts are checked', async () => signs('director', 'office', 'fact_check')],
  ['signing for the leading group before the office', async () => signs('group', 'leading-group', 'office_approval')],
  ['staff signing for the director', async () => signs('office', 'office', 'office_approval')],
  ['the director signing for the leading group', async () => signs('director', 'leading-group', 'pending')],
  ['the administrator signing', async () => signs('admin', 'office', 'office_approval')],
  [
    'the director signing what the director wrote',
    async () => {
      const t = await text('office_approval', { by: 'director' })
      return points('director', t, 'office', yes(t))
    },
  ],
  [
    'signing while one of two divisions has not answered',
    async () => {
      const t = await asked()
      await well(points('division', t, 'check-facts', yes(t)))
      return points('director', t, 'office', yes(t))
    },
  ],
  [
    'a division answering for the one that objected',
    async () => {
      const t = await asked()
      await well(points('hesuan', t, 'check-facts', { ...named(t), approved: false, comment: '不符' }))
      await well(points('division', t, 'check-facts', yes(t)))
      return points('division', t, 'check-facts', yes(t))
    },
  ],
  [
    'withdrawing the ask of a division that objected',
    async () => {
      const t = await asked()
      await well(points('hesuan', t, 'check-facts', { ...named(t), approved: false, comment: '不符' }))
      const { asks } = (await as('office', `/api/talking-points/${t.id}`)).json as {
        asks: { id: string; state: string }[]
      }
      const objected = asks.find((a) => a.state === 'objected')!
      return points('office', t, 'withdraw-ask', { askId: objected.id, reason: '不需要' })
    },
  ],
  [
    'writing down a yes by phone to one’s own text',
    async () => {
      const t = await text('pending', { by: 'office' })
      return points('office', t, 'oral', spoken(t, house.clock.now))
    },
  ],
  [
    'writing down a call that has not been made yet',
    async () => {
      const t = await text('pending')
      return points('director', t, 'oral', spoken(t, addMs(house.clock.now, hour)))
    },
  ],
  [
    'writing down a yes of somebody who has none to give',
    async () => {
      const t = await text('pending')
      return points('director', t, 'oral', spoken(t, house.clock.now, { approverId: idOf.head }))
    },
  ],
  [
    'confirming another’s yes',
    async () => {
      const t = await oral()
      return points('group2', t, 'oral-word', { ...named(t), confirmed: true })
    },
  ],
  [
    'putting a text in force on a yes by phone that nobody confirmed in time',
    async () => {
      const t = await oral()
      return later(day + minute, () => points('office', t, 'publish', named(t)))
    },
  ],
  ['releasing without any text in force', async () => draftsOn(await text('approved'))],
  ['releasing a statement that nobody checked', async () => goLive(await statement('draft', await text('in_force')))],
  [
    'releasing a statement that nobody approved',
    async () => goLive(await statement('checked', await text('in_force'))),
  ],
  [
    'the director approving a statement for the leading group',
    async () => judge('director', await statement('checked', await text('in_force')), 'approve'),
  ],
]

const stale: Attempt[] = [
  [
    'submitting from a tab that shows the text before',
    async () => {
      const t = await text('draft')
      await well(revise('speaker', t, '另一种说法,以公报为准。'))
      return points('office', t, 'submit', named(t))
    },
  ],
  [
    'signing from a tab that shows the text before',
    async () => {
      const t = await text('draft')
      await well(revise('speaker', t, '另一种说法,以公报为准。'))
      const now = await standing(t.id, t.incidentId)
      await well(points('office', now, 'submit', named(now)))
      await well(points('division', now, 'check-facts', yes(now)))
      return points('director', t, 'office', yes(t))
    },
  ],
  [
    'putting in force what was edited after its approval',
    async () => {
      const t = await text('approved')
      await well(revise('office', t, '批准之后改过的说法。'))
      return points('office', t, 'publish', named(await standing(t.id, t.incidentId)))
    },
  ],
  [
    'putting in force by a made-up fingerprint',
    async () => points('office', await text('approved'), 'publish', { revision: 1, hash: 'a'.repeat(64) }),
  ],
  [
    'two editors saving from the same text',
    async () => {
      const t = await text('draft')
      return oneOf(revise('office', t, '甲的说法,以公报为准。'), revise('speaker', t, '乙的说法,以公报为准。'))
    },
  ],
  [
    'pressing "put in force" twice',
    async () => {
      const t = await text('approved')
      return oneOf(points('office', t, 'publish', named(t)), points('office', t, 'publish', named(t)))
    },
  ],
  [
    'pressing "sign" twice',
    async () => {
      const t = await text('office_approval')
      return oneOf(points('director', t, 'office', yes(t)), points('director', t, 'office', yes(t)))
    },
  ],
  [
    'pressing "release" twice',
    async () => {
      const { r } = await ready()
      return oneOf(goLive(r), goLive(r))
    },
  ],
  [
    'releasing what was edited after its approval',
    async () => {
      const { r } = await ready()
      await well(
        as('speaker', `/api/releases/${r.id}/revisions`, { revision: 1, body: released({ title: '改过的说明' }) }),
      )
      return goLive(await release(r.id, r.incidentId))
    },
  ],
  [
    'releasing the text before the edit by its old fingerprint',
    async () => {
      const { r } = await ready()
      await well(
        as('speaker', `/api/releases/${r.id}/revisions`, { revision: 1, body: released({ title: '改过的说明' }) }),
      )
      return goLive(r)
    },
  ],
]

const ended: Attempt[] = [
  [
    'answering from a recalled text',
    async () => {
      const t = await text('in_force')
      await recall(t)
      return points('speaker', t, 'answers', reply(t))
    },
  ],
  [
    'answering from a text that a newer one replaced',
    async () => {
      const t = await text('in_force')
      await text('in_force', { incidentId: t.incidentId })
      return points('speaker', t, 'answers', reply(t))
    },
  ],
  [
    'answering from a text whose time is over, before the machine has looked',
    async () => {
      const until = addMs(house.clock.now, 2 * hour).toISOString()
      const t = await text('in_force', { more: { valid: { from: null, until } } })
      return later(2 * hour, () => points('speaker', t, 'answers', reply(t)))
    },
  ],
  [
    'putting a text in force before its time',
    async () => {
      const from = addMs(house.clock.now, 2 * hour).toISOString()
      const t = await text('approved', { more: { valid: { from, until: null } } })
      return points('office', t, 'publish', named(t))
    },
  ],
  [
    'releasing on a recalled text',
    async () => {
      const { t, r } = await ready()
      await recall(t)
      return goLive(r)
    },
  ],
  [
    'releasing on a text whose time is over',
    async () => {
      const until = addMs(house.clock.now, 2 * hour).toISOString()
      const r = await statement('approved', await text('in_force', { more: { valid: { from: null, until } } }))
      return later(2 * hour, () => goLive(r))
    },
  ],
  [
    'releasing on a text that a newer one replaced',
    async () => {
      const { t, r } = await ready()
      await text('in_force', { incidentId: t.incidentId })
      return goLive(r)
    },
  ],
  [
    'releasing in the same moment as a recall: out before it or not at all, and not once more',
    async () => {
      const { t, r } = await ready()
      const [out] = await Promise.all([goLive(r), recall(t)])
      const [row] = await store.db.select().from(releases).where(eq(releases.id, r.id))
      expect(row!.state).toBe(out.status === 200 ? 'live' : 'blocked')
      return goLive(r)
    },
  ],
  [
    'setting a time for a release on a recalled text',
    async () => {
      const { t, r } = await ready()
      await recall(t)
      const goesOutAt = addMs(house.clock.now, hour).toISOString()
      return as('office', `/api/releases/${r.id}/schedule`, { ...named(r), goesOutAt })
    },
  ],
]

const figuresChanged: Attempt[] = [
  [
    'putting in force a text whose figure was replaced after the approval',
    async () => {
      const t = await text('approved', { more: await onFigure('f1') })
      await replaceFigure('f1')
      return points('office', t, 'publish', named(t))
    },
  ],
  [
    'signing a text whose figure was replaced after the check',
    async () => {
      const t = await text('office_approval', { more: await onFigure('f2') })
      await replaceFigure('f2')
      return points('director', t, 'office', yes(t))
    },
  ],
  [
    'answering from a text whose figure was replaced',
    async () => {
      const t = await text('in_force', { more: await onFigure('f3') })
      await replaceFigure('f3')
      return points('speaker', t, 'answers', reply(t))
    },
  ],
  [
    'releasing on a text whose figure was replaced between approval and release',
    async () => {
      const r = await statement('approved', await text('in_force', { more: await onFigure('f4') }))
      await replaceFigure('f4')
      return goLive(r)
    },
  ],
  [
    'submitting a number that the official figures do not bear out',
    async () => {
      const t = await text('draft', {
        more: { questions: [{ question: '多少', answer: '2025年广西地区生产总值36300.87亿元。' }] },
      })
      return points('office', t, 'submit', named(t))
    },
  ],
  [
    'a statement with a number that the official figures do not bear out',
    async () => {
      const wrong = { text: '2025年广西地区生产总值36300.87亿元。' }
      return judge('division', await statement('draft', await text('in_force'), 'speaker', wrong), 'check-facts')
    },
  ],
]

const outOfScope: Attempt[] = [
  [
    'the city answering from its text after the matter became the region’s',
    async () => {
      const t = await cityText('in_force')
      await widen(t)
      return points('lzspeaker', t, 'answers', reply(t))
    },
  ],
  [
    'the city putting its approved text in force after the matter became the region’s',
    async () => {
      const t = await cityText('approved')
      await widen(t)
      return points('lzoffice', t, 'publish', named(t))
    },
  ],
  [
    'the city’s statement after the matter became the region’s',
    async () => {
      const t = await cityText('in_force')
      const { json } = await well(
        as('lzspeaker', `/api/incidents/${t.incidentId}/releases`, { kind: 'statement', body: released() }),
      )
      await widen(t)
      return judge('lzdivision', await release(String(json.id), t.incidentId), 'check-facts')
    },
  ],
  ['a city’s director signing a region-wide text', async () => signs('lzdirector', 'office', 'office_approval')],
  ['a city’s leading group signing a region-wide text', async () => signs('lzgroup', 'leading-group', 'pending')],
  ['a speaker of another tree answering', async () => answers('xmspeaker')],
  ['a city that is not concerned answering', async () => answers('lzspeaker')],
  ['the office answering in the speaker’s place', async () => answers('office')],
  [
    'nobody signed in putting a text in force',
    async () => {
      const t = await text('approved')
      return house.ask(`/api/talking-points/${t.id}/publish`, { body: named(t) })
    },
    401,
  ],
  [
    'another site putting a text in force with the office’s session',
    async () => {
      const t = await text('approved')
      const headers = { origin: 'https://elsewhere.test' }
      return house.ask(`/api/talking-points/${t.id}/publish`, {
        ...{ cookie: await house.cookie('office'), body: named(t), headers },
      })
    },
  ],
  [
    'a new text in a matter that is over',
    async () => {
      const body = wording('以公报为准。')
      return as('office', `/api/incidents/${await matter('region_wide', { state: 'terminated' })}/talking-points`, {
        body,
      })
    },
  ],
]

async function toPublish(far: Far): Promise<[Text, string, object]> {
  const t = await text(far)
  return [t, 'publish', named(t)]
}
const signs = async (name: Name, verb: string, far: Far) => {
  const t = await text(far)
  return points(name, t, verb, yes(t))
}
const answers = async (name: Name) => {
  const t = await text('in_force')
  return points(name, t, 'answers', reply(t))
}
const draftsOn = (t: Text) =>
  as('speaker', `/api/incidents/${t.incidentId}/releases`, { kind: 'statement', body: released() })
async function asked(): Promise<Text> {
  const t = await text('draft')
  await well(points('office', t, 'submit', { ...named(t), unitIds: ['gx-zonghe', 'gx-hesuan'] }))
  return t
}
async function oral(): Promise<Text> {
  const t = await text('pending')
  await well(points('director', t, 'oral', spoken(t, house.clock.now)))
  return t
}
/** What is tried after a while; the clock goes back for the attempts that follow. */
async function later(ms: number, run: () => Promise<Answered>): Promise<Answered> {
  const before = house.clock.now
  house.clock.now = addMs(before, ms)
  try {
    return await run()
  } finally {
    house.clock.now = before
  }
}

const attempts = [...unapproved, ...stale, ...ended, ...figuresChanged, ...outOfScope]

it('knows the people by their ids', async () => {
  const listed = (await as('admin', '/api/people')).json.items as { username: string; id: string }[]
  for (const p of listed) idOf[p.username as Name] = p.id
  for (const name of ['group', 'head'] as const) expect(idOf[name]).toBeTypeOf('string')
})

for (const [what, run, ...codes] of attempts)
  it(`refuses ${what}`, async () => {
    const { status, text: said } = await run()
    expect(codes.length > 0 ? codes : refused, said).toContain(status)
  })

it('were more than thirty, and the record of all that is whole', async () => {
  expect(attempts.length).toBeGreaterThanOrEqual(30)
  expect(new Set(attempts.map(([what]) => what)).size).toBe(attempts.length)
  expect(await verifyAudit(store.db)).toMatchObject({ ok: true })
})
