import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { articleById, lockArticle, recordFound, saveVersion } from '../store/articles.ts'
import { auditOfSubject } from '../store/audit.ts'
import { addReview } from '../store/flags.ts'
import { updateIncident } from '../store/incidents.ts'
import { placeInCluster } from '../store/place-story.ts'
import { pageEvidence, seal } from '../store/evidence.ts'
import { comments } from '../store/schema.ts'
import { addSource, ensureOutlet } from '../store/sources.ts'
import { openEvidenceFolder } from '../store/warc/folder.ts'
import { claimDue } from '../store/work.ts'
import { type ApiHouse, openApiHouse } from '../tests/support/api-house.ts'
import { openFlag } from '../workflow/review/open-flag.ts'
import {
  articleDetailSchema,
  articlesSchema,
  commentsSchema,
  diffSchema,
  flagActionAnswer,
  flagDetailSchema,
  incidentRoomSchema,
  incidentsSchema,
  messagesSchema,
  nearestClockSchema,
  outletsSchema,
  pointsLibrarySchema,
  precisionSchema,
  quarantineListSchema,
  reportSchema,
  reportSentAnswer,
  sourcesSchema,
  statusSchema,
  storiesSchema,
  talkingPointsDetailSchema,
  talkingPointsListSchema,
} from './contract.ts'

const page = Buffer.from('<html>as received</html>')
const start = '2026-10-01T02:00:00.000Z'

let house: ApiHouse
const evidence = openEvidenceFolder(mkdtempSync(join(tmpdir(), 'tongyu-nouns-')))
let source: { id: string; outletId: string }
const replayed: string[] = []
beforeAll(async () => {
  house = await openApiHouse({
    evidence,
    requests: {
      pollNow: async (id) => id === source.id,
      replay: async (id) => replayed.push(id) > 0,
    },
  })
  await house.person('lz-duty', [['gx-liuzhou', 'duty_officer']])
  await house.person('lz-office', [['gx-liuzhou', 'office_staff']])
  await house.person('lz-facts', [['gx-liuzhou', 'subject_division']])
  await house.person('lz-director', [['gx-liuzhou', 'office_director']])
  await house.person('lz-spokes', [['gx-liuzhou', 'spokesperson']])
  await house.person('gx-office', [['gx', 'office_staff']])
  await house.person('gx-admin', [['gx', 'admin']])
  await house.person('gx-audit', [['gx', 'auditor']])
  await house.person('xm-duty', [['xm', 'duty_officer']])
  const outlet = await ensureOutlet(house.store.db, {
    name: '桂中晚报',
    kind: 'newspaper',
    origin: 'domestic',
    domains: ['paper.example'],
  })
  const added = await addSource(
    house.store.db,
    { outletId: outlet.id, kind: 'feed', name: '要闻', url: 'https://paper.example/rss', intervalMs: 60_000 },
    house.clock.now,
  )
  source = { id: added!.id, outletId: outlet.id }
})
afterAll(() => house.close())

/** Reads with the shape that the web checks too; anything beside it fails here. */
async function read<T extends z.ZodType>(schema: T, path: string, cookie: string): Promise<z.infer<T>> {
  const answer = await house.ask(path, { cookie })
  if (answer.status !== 200) throw new Error(`${path} ${answer.status} ${answer.text} ${house.reports}`)
  return schema.parse(answer.json)
}
async function send<T extends z.ZodType>(schema: T, path: string, cookie: string, body: unknown = {}) {
  const answer = await house.ask(path, { cookie, body })
  if (answer.status !== 200) throw new Error(`${path} ${answer.status} ${answer.text} ${house.reports}`)
  return schema.parse(answer.json) as z.infer<T>
}

/** Rows of a file, cells without their quotes. */
const cellsOf = (text: string): string[][] =>
  [...text.replace(/^\uFEFF/, '').matchAll(/(?:(?:"(?:[^"]|"")*"|[^,"\r\n]*)(?:,|\r\n))+?(?<=\r\n)/g)].map(([line]) =>
    [...line.matchAll(/("(?:[^"]|"")*"|[^,"\r\n]*)(?:,|\r\n)/g)].map(([, cell]) => cell!.replace(/^"|"$/g, '')),
  )

let count = 0
/** An article as the machine leaves it behind, flagged for 柳州. */
async function flagged({
  title = '柳州经济数据系编造',
  level = 'high' as 'high' | 'critical',
  unitId = 'gx-liuzhou',
} = {}) {
  const { db } = house.store
  const at = house.clock.now
  const url = `https://paper.example/${++count}`
  const item = { url, canonicalUrl: url, title, publishedAt: at, summary: '' }
  await recordFound(db, source, [item], { at, gapMs: 0 })
  // Everything due, articles of earlier tests included: the machine does not run here.
  const tickets = await claimDue(db, { table: 'articles', now: at, limit: 99, leaseMs: 60_000 })
  const found = await Promise.all(tickets.map(({ id }) => articleById(db, id)))
  const articleId = found.find((article) => article?.canonicalUrl === url)!.id
  const exchange = { request: 'GET / HTTP/1.1\r\n', response: 'HTTP/1.1 200 OK\r\n', body: page }
  const fetched = { requestedUrl: url, finalUrl: url, status: 200, headers: {}, bytes: page, fetchedAt: at, exchange }
  const sealed = await seal({ db, folder: evidence }, pageEvidence(fetched), at)
  const extracted = {
    ...{ title, subtitle: '', byline: '记者', sourceLine: '', sourceUrl: '', editor: '', placeLine: '' },
    ...{ publishedAt: at, publishedPrecision: 'instant' as const, updatedAt: null, links: [], images: [] },
    ...{ text: `${title}。广西统计部门尚未回应。`, declaredLanguage: 'zh-Hans', canonicalUrl: url },
  }
  const known = { contentHash: `${url} ${title}`, language: 'zh-Hans', etag: '', lastModified: '', note: null }
  const read = { page: fetched, sealed, extracted, ...known }
  const version = await db.transaction(async (tx) =>
    saveVersion(tx, (await lockArticle(tx, articleId))!.article, { read, change: 'first' }),
  )
  const clusterId = await placeInCluster(
    db,
    { articleId, bands: [], fingerprint: {}, origin: 'domestic', ties: [] },
    at,
  )
  const reasons = [
    { code: 'names-unit', weight: 0.4, spans: [{ field: 'title' as const, start: 0, end: 2, quote: '柳州' }] },
  ]
  const flag = {
    articleId,
    articleVersionId: version!.id,
    unitId,
    clusterId,
    types: ['M01'],
    level,
    score: 0.8,
    reasons,
  }
  return { articleId, versionId: version!.id, ...(await openFlag(db, flag, at)) }
}

describe('from flag to talking points', () => {
  it('is marked, reported and acknowledged through the API, in answers of the shape of the contract', async () => {
    house.clock.now = new Date(start)
    const { flagId, articleId, versionId } = await flagged()
    const duty = await house.cookie('lz-duty')

    const queue = await read(storiesSchema, '/api/flags?state=open&level=high&q=柳州', duty)
    expect(queue.items).toMatchObject([
      {
        flagId,
        title: '柳州经济数据系编造',
        firstOutlet: { name: '桂中晚报' },
        copies: 1,
        flags: 1,
        state: 'suspected',
      },
    ])
    expect(queue.counts.byState).toEqual({ suspected: 1 })
    const flag = await read(flagDetailSchema, `/api/flags/${flagId}`, duty)
    expect(flag.article.current?.text).toContain('尚未回应')
    expect(flag.chain).toMatchObject([{ first: true, from: null }])
    const moves = Object.fromEntries(flag.moves.map((m) => [m.verb, m]))
    expect(moves['mark-suspected-major']).toEqual({ verb: 'mark-suspected-major', allowed: true })
    expect(moves.acknowledge?.refusal?.code).toBe('wrong-state')

    const marked = await send(flagActionAnswer, `/api/flags/${flagId}/mark-suspected-major`, duty, {
      title: '柳州数据被指编造',
      reason: '转载很快',
    })
    const incidentId = marked.incidentId!
    const twice = await house.ask(`/api/flags/${flagId}/mark-suspected-major`, { cookie: duty, body: {} })
    expect(twice.json.code).toBe('already-exists')

    house.clock.now = new Date('2026-10-01T02:40:00.000Z')
    const nearest = await read(nearestClockSchema, '/api/clocks/nearest', duty)
    expect(nearest.incident?.id).toBe(incidentId)
    expect(nearest.clock).toMatchObject({
      duty: 'report-2h',
      state: 'running',
      limitAt: '2026-10-01T04:00:00.000Z',
      remainingMs: 80 * 60_000,
      rule: { id: 'G4-6-2h', basis: 'regulation' },
    })
    const room = await read(incidentRoomSchema, `/api/incidents/${incidentId}`, duty)
    expect(room.incident).toMatchObject({
      title: '柳州数据被指编造',
      state: 'suspected',
      machineDetectedAt: start,
      humanFoundAt: start,
    })
    expect(room.reportOptions.from).toMatchObject([{ id: 'gx-liuzhou' }])
    expect(room.reportOptions.recipients).toEqual([
      { id: 'gx', name: '广西壮族自治区统计局', level: 'region', satisfies: true, skipsLevel: false },
    ])
    expect(room.timeline.map((e) => e.action)).toContain('mark-suspected-major')
    expect(room.bodies.find((b) => b.unit.id === 'gx')?.people.map((p) => p.role)).toEqual(['office_staff'])
    expect(room.moves.find((m) => m.verb === 'grade')).toMatchObject({ allowed: false })

    const fields = {
      occurredAt: '10月1日10时',
      place: '柳州',
      kind: '媒体报道',
      impact: '转载三家',
      measures: '核实中',
      other: '',
      mediaSource: '桂中晚报',
    }
    const report = { kind: 'first', fromUnitId: 'gx-liuzhou', recipientIds: ['gx'], fields }
    const empty = await house.ask(`/api/incidents/${incidentId}/reports`, {
      cookie: duty,
      body: { ...report, fields: { ...fields, place: '' } },
    })
    expect([empty.status, empty.json.field, empty.json.rule.id]).toEqual([422, 'fields.place', 'G0-10'])
    const sent = await send(reportSentAnswer, `/api/incidents/${incidentId}/reports`, duty, report)
    expect(sent).toMatchObject({ shortfall: null, met: [{ duty: 'report-2h', state: 'met' }] })

    const office = await house.cookie('gx-office')
    const told = (await read(messagesSchema, '/api/messages?unread=true', office)).items
    expect(told.find((m) => m.kind === 'report_received')).toMatchObject({ incidentId })
    const seen = await read(reportSchema, `/api/reports/${sent.id}`, office)
    expect(seen.moves.find((m) => m.verb === 'acknowledge')?.allowed).toBe(true)
    expect(
      (await house.ask(`/api/reports/${sent.id}/acknowledge`, { cookie: office, body: { unitId: 'gx' } })).status,
    ).toBe(200)
    const acknowledged = await read(reportSchema, `/api/reports/${sent.id}`, duty)
    expect(acknowledged.receipts[0]).toMatchObject({
      acknowledgedBy: '名gx-office',
      acknowledgedAt: '2026-10-01T02:40:00.000Z',
    })
    const corrected = { fields: { ...fields, impact: '转载五家' } }
    expect((await house.ask(`/api/reports/${sent.id}/revisions`, { cookie: duty, body: corrected })).status).toBe(200)
    const { revisions } = await read(reportSchema, `/api/reports/${sent.id}`, office)
    expect(revisions.map((r) => r.changes.map((c) => c.field))).toEqual([[], ['impact']])
    expect(revisions[1]!.changes[0]!.parts.find((p) => p.op === 'added')?.text).toContain('五')
    const [row] = (await read(incidentsSchema, '/api/incidents?state=open', office)).items
    expect(row).toMatchObject({ id: incidentId, state: 'reported' })
    expect(row?.clocks.map((k) => [k.duty, k.unit.id, k.state, k.marginMs])).toEqual([
      ['acknowledge', 'gx', 'met', 15 * 60_000],
      ['tell-leading-group', 'gx', 'running', null],
      ['study', 'gx', 'running', null],
      ['report-2h', 'gx-liuzhou', 'met', 80 * 60_000],
    ])

    const verdict = { verdict: 'false', reason: '与公布数据不符', articleVersionId: versionId }
    await house.ask(`/api/flags/${flagId}/verdict`, { cookie: await house.cookie('lz-facts'), body: verdict })
    const review = (await read(flagDetailSchema, `/api/flags/${flagId}`, duty)).reviews[0]!
    expect(review).toMatchObject({ verdict: 'false', waiting: true, by: { name: '名lz-facts' } })
    const facts = await house.cookie('lz-facts')
    const alone = await house.ask(`/api/flags/${flagId}/confirm-verdict`, {
      cookie: facts,
      body: { reviewId: review.id },
    })
    expect([alone.status, alone.json.code, alone.json.rule.id]).toEqual([403, 'four-eyes', 'policy-four-eyes'])

    const article = await read(articleDetailSchema, `/api/articles/${articleId}`, duty)
    expect(article.flagIds).toEqual([flagId])
    expect(article.moves).toMatchObject([
      { verb: 'flag', allowed: false, refusal: { code: 'already-exists' } },
      { verb: 'dispute', allowed: true },
    ])
  })

  it('takes talking points through their judges, each with the text they read', async () => {
    const [incident] = (await read(incidentsSchema, '/api/incidents', await house.cookie('lz-duty'))).items
    const incidentId = incident!.id
    const drafter = await house.cookie('lz-office')
    const body = {
      summary: '网传柳州数据系编造,与事实不符。',
      facts: [],
      dos: ['引用已公布数据'],
      donts: [],
      questions: [],
    }
    const { id } = (await house.ask(`/api/incidents/${incidentId}/talking-points`, { cookie: drafter, body: { body } }))
      .json
    const path = `/api/talking-points/${id}`
    const better = { ...body, summary: '网传柳州数据系编造,不属实。' }
    await house.ask(`${path}/revisions`, { cookie: drafter, body: { revision: 1, body: better } })
    const stale = await house.ask(`${path}/revisions`, { cookie: drafter, body: { revision: 1, body } })
    expect([stale.status, stale.json.code]).toEqual([409, 'stale-revision'])
    const diff = await read(diffSchema, `${path}/diff?from=1&to=2`, drafter)
    expect(diff.fields.map((f) => f.field)).toEqual(['summary'])

    const version = await read(talkingPointsDetailSchema, path, drafter)
    const text = { revision: 2, hash: version.talkingPoints.hash }
    expect((await house.ask(`${path}/submit`, { cookie: drafter, body: text })).status).toBe(200)
    const checked = await house.ask(`${path}/check-facts`, {
      cookie: await house.cookie('lz-facts'),
      body: { ...text, approved: true },
    })
    expect(checked.status).toBe(200)
    const returned = await house.ask(`${path}/office`, {
      cookie: await house.cookie('lz-director'),
      body: { ...text, approved: false },
    })
    expect([returned.status, returned.json.field]).toEqual([400, 'comment'])
    const wrongRole = await house.ask(`${path}/office`, { cookie: drafter, body: { ...text, approved: true } })
    expect([wrongRole.status, wrongRole.json.rule.basis]).toEqual([403, 'policy'])
    const director = await house.cookie('lz-director')
    expect((await house.ask(`${path}/office`, { cookie: director, body: { ...text, approved: true } })).status).toBe(
      200,
    )
    expect((await house.ask(`${path}/publish`, { cookie: drafter, body: text })).status).toBe(200)

    const answer = { revision: 2, reporter: '某记者', outlet: '某报', question: '数据是真的吗', answer: '不属实' }
    const spokes = await house.cookie('lz-spokes')
    expect((await house.ask(`${path}/answers`, { cookie: spokes, body: answer })).status).toBe(200)
    const inForce = await read(talkingPointsDetailSchema, path, spokes)
    expect(inForce.talkingPoints.state).toBe('in_force')
    expect(inForce.path.map((s) => [s.step, s.state, s.approval?.by.name])).toEqual([
      ['fact_check', 'done', '名lz-facts'],
      ['office', 'done', '名lz-director'],
    ])
    expect(inForce.answers).toMatchObject([{ outlet: '某报', revision: 2 }])
    const list = await read(talkingPointsListSchema, `/api/incidents/${incidentId}/talking-points`, spokes)
    expect(list.items).toMatchObject([{ id, n: 1, summary: better.summary }])
  })

  it('keeps comments on words of one revision, and says where those words stand in the newest', async () => {
    const duty = await house.cookie('lz-duty')
    const [incident] = (await read(incidentsSchema, '/api/incidents', duty)).items
    const [before] = (await read(talkingPointsListSchema, `/api/incidents/${incident!.id}/talking-points`, duty)).items
    const act = async (who: string, path: string, body: unknown = {}) =>
      house.ask(`/api/talking-points/${path}`, { cookie: await house.cookie(who), body })
    const summary = '数据以公布为准，网传数据不属实。'
    const body = { summary, facts: [{ text: '数据已公布', figureId: null }], dos: [], donts: [], questions: [] }
    const drafted = await house.ask(`/api/incidents/${incident!.id}/talking-points`, {
      cookie: await house.cookie('lz-office'),
      body: { body },
    })
    const id: string = drafted.json.id
    const on = (quote: string, more = {}) => ({
      ...{ revision: 1, field: 'summary', start: summary.indexOf(quote), end: summary.indexOf(quote) + quote.length },
      ...{ quote, text: '请写明发布日期', ...more },
    })
    for (const wrong of [
      { quote: '网传数字' },
      { start: 1 },
      { field: 'facts.2' },
      { field: 'facts.1' },
      { revision: 2 },
    ])
      expect((await act('lz-facts', `${id}/comments`, on('网传数据', wrong))).json.code).toBe('invalid-field')
    const first: string = (await act('lz-facts', `${id}/comments`, on('网传数据'))).json.id
    await act('lz-director', `${id}/comments`, on('以公布为准'))
    // Who has no part in the text reads and does not write; who may not see the matter sees nothing.
    for (const [who, status] of [
      ...([
        ['lz-duty', 403],
        ['gx-office', 403],
        ['gx-admin', 404],
        ['gx-audit', 404],
        ['xm-duty', 404],
      ] as const),
    ]) {
      expect((await act(who, `${id}/comments`, on('网传数据'))).status).toBe(status)
      expect((await act(who, `${id}/comments/${first}/resolve`)).status).toBe(status)
    }
    expect((await act('lz-spokes', `${id}/comments/${first}/answer`, { text: '已补' })).status).toBe(200)
    expect((await act('lz-spokes', `${id}/comments/${first}/answer`, { text: ' ' })).json.code).toBe('missing-field')
    expect((await act('lz-spokes', `${before!.id}/comments/${first}/answer`, { text: '别处' })).status).toBe(404)

    const revised = { ...body, summary: '请以公布为准。', facts: [{ text: '网传数据不属实', figureId: null }] }
    await act('lz-office', `${id}/revisions`, { revision: 1, body: revised })
    const open = (await read(commentsSchema, `/api/talking-points/${id}/comments`, duty)).threads
    expect(open.map(({ quote, now, state }) => [quote, now, state])).toEqual([
      ['网传数据', { field: 'facts.1', start: 0, end: 4 }, 'open'],
      ['以公布为准', { field: 'summary', start: 1, end: 6 }, 'open'],
    ])
    expect(open[0]!.entries.map(({ act, by }) => [act, by.name])).toEqual([
      ['comment', '名lz-facts'],
      ['answer', '名lz-spokes'],
    ])
    const count = async () => (await read(talkingPointsDetailSchema, `/api/talking-points/${id}`, duty)).talkingPoints
    expect((await count()).openComments).toBe(2)
    // Two settle it at once: one does.
    const both = await Promise.all(['lz-office', 'lz-facts'].map((who) => act(who, `${id}/comments/${first}/resolve`)))
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    expect((await act('lz-office', `${id}/comments/${first}/answer`, { text: '晚了' })).json.code).toBe('wrong-state')
    expect((await count()).openComments).toBe(1)
    await act('lz-facts', `${id}/comments/${first}/reopen`, { text: '日期仍缺' })
    const library = await read(pointsLibrarySchema, '/api/talking-points', duty)
    expect(library.items.find((row) => row.id === id)?.openComments).toBe(2)
    // They hold nothing up.
    const { hash } = await count()
    expect((await act('lz-office', `${id}/submit`, { revision: 2, hash })).status).toBe(200)
    const record = await auditOfSubject(house.store.db, { kind: 'talking_points', id })
    expect(record.map(({ action }) => action).filter((action) => action.includes('comment'))).toEqual([
      ...['comment', 'comment', 'answer-comment', 'resolve-comment', 'reopen-comment'],
    ])
    await expect(house.store.db.update(comments).set({ text: '' })).rejects.toThrow()
    await expect(house.store.db.delete(comments)).rejects.toThrow()
    // In a compartment there is nothing to comment on for anybody outside of it.
    await house.store.db.transaction((tx) => updateIncident(tx, incident!.id, { restricted: true }))
    for (const who of ['lz-office', 'lz-director', 'lz-facts', 'lz-spokes']) {
      expect((await act(who, `${id}/comments`, on('网传数据'))).status).toBe(404)
      expect((await act(who, `${id}/comments/${first}/resolve`)).status).toBe(404)
    }
    await house.store.db.transaction((tx) => updateIncident(tx, incident!.id, { restricted: false }))
  })

  it('does not exist for people of another tree', async () => {
    const duty = await house.cookie('lz-duty')
    const stranger = await house.cookie('xm-duty')
    const [incident] = (await read(incidentsSchema, '/api/incidents', duty)).items
    const [story] = (await read(storiesSchema, '/api/flags', duty)).items
    expect((await read(incidentsSchema, '/api/incidents', stranger)).items).toEqual([])
    expect((await read(storiesSchema, '/api/flags', stranger)).items).toEqual([])
    for (const path of [
      `/api/incidents/${incident!.id}`,
      `/api/incidents/${incident!.id}/talking-points`,
      `/api/flags/${story!.flagId}`,
    ])
      expect((await house.ask(path, { cookie: stranger })).status).toBe(404)
    const act = await house.ask(`/api/flags/${story!.flagId}/mark-suspected-major`, { cookie: stranger, body: {} })
    expect(act.status).toBe(403)
  })
})

describe('lists and files', () => {
  it('finds articles by their words, marks the words and gives the record as it was sealed', async () => {
    const cookie = await house.cookie('lz-duty')
    const found = await read(articlesSchema, '/api/articles?q=编造', cookie)
    expect(found.total).toBeGreaterThan(0)
    expect(found.items[0]?.titleMarked).toContainEqual({ text: '编造', hit: true })
    expect((await read(articlesSchema, '/api/articles?q=没有这个词', cookie)).items).toEqual([])
    const { article, evidence: sealed } = await read(articleDetailSchema, `/api/articles/${found.items[0]!.id}`, cookie)
    const { href, recordSha256, sizeBytes } = sealed[0]!
    expect(sizeBytes).toBe(page.length)
    const file = await house.ask(href, { cookie })
    expect(file.headers.get('x-evidence-sha256')).toBe(recordSha256)
    expect(file.headers.get('content-disposition')).toContain('attachment')
    expect(file.headers.get('content-type')).toBe('application/octet-stream')
    expect(file.headers.get('content-security-policy')).toContain('sandbox')
    expect((await house.ask(href.replace(article.id, 'another'), { cookie })).status).toBe(404)
    expect((await house.ask(href, { cookie: await house.cookie('gx-admin') })).status).toBe(403)
  })

  it('come as files that a spreadsheet cannot run', async () => {
    await flagged({ title: '=HYPERLINK("https://evil.example","柳州")' })
    const cookie = await house.cookie('lz-duty')
    const file = await house.ask('/api/flags?format=csv', { cookie })
    expect(file.headers.get('content-type')).toContain('text/csv')
    expect(file.headers.get('content-disposition')).toContain('flags.csv')
    expect(Buffer.from(file.text).toString()).toContain(`"'=HYPERLINK(`)
    for (const path of ['articles', 'incidents', 'figures'])
      expect((await house.ask(`/api/${path}?format=csv`, { cookie })).headers.get('content-type')).toContain('csv')
    const admin = await house.cookie('gx-admin')
    for (const path of ['people', 'sources', 'quarantine'])
      expect((await house.ask(`/api/${path}?format=csv`, { cookie: admin })).status).toBe(200)
  })

  it('say in files what the page says, in the language asked for: no code, no word of the other language', async () => {
    await flagged({ title: 'Liuzhou', level: 'critical' })
    const [duty, auditor] = [await house.cookie('lz-duty'), await house.cookie('gx-audit')]
    const column = async (path: string, cookie: string, titles: string[]) => {
      const [head, ...rows] = cellsOf((await house.ask(path, { cookie })).text)
      const at = titles.map((title) => head!.indexOf(title))
      expect(at, `${path}: ${head}`).not.toContain(-1)
      return { head: head!, cells: rows.flatMap((row) => at.map((n) => row[n] ?? '')).filter((cell) => cell !== '') }
    }
    const asked = [
      ['flags', duty, ['等级', '类型', '状态', '结论'], ['Level', 'Types', 'State', 'Verdict']],
      ['incidents', duty, ['状态', '范围', '等级'], ['State', 'Scope', 'Grade']],
      ['audit', auditor, ['动作', '对象'], ['Action', 'Subject']],
    ] as const
    for (const [path, cookie, zh, en] of asked) {
      const chinese = await column(`/api/${path}?format=csv`, cookie, [...zh])
      const english = await column(`/api/${path}?format=csv&fileLanguage=en`, cookie, [...en])
      expect(chinese.cells.length, path).toBeGreaterThan(0)
      expect(english.cells, path).toHaveLength(chinese.cells.length)
      for (const cell of chinese.cells) expect(cell, path).not.toMatch(/[A-Za-z]{2}/)
      for (const cell of [...english.head, ...english.cells]) expect(cell, path).not.toMatch(/\p{Script=Han}|_|^[a-z]/u)
    }
  })

  it('count how right flags of one type and level were, and those with a dispute apart', async () => {
    const { db } = house.store
    const cookie = await house.cookie('lz-duty')
    const decide = async (types: string[], level: 'high' | 'critical', verdict: 'false' | 'accurate') => {
      const { flagId, versionId: articleVersionId } = await flagged()
      await addReview(db, {
        ...{ flagId, articleVersionId, verdict, reason: '', byUserId: 'u', byName: 'u', byUnitId: 'gx-liuzhou' },
        ...{ at: new Date(house.clock.now.getTime() - 60_000), final: true, types, level },
      })
    }
    await decide(['M06'], 'high', 'false')
    await decide(['M06', 'disputed'], 'critical', 'accurate')
    await decide(['M07'], 'high', 'accurate')
    const asked = (query: string) => read(precisionSchema, `/api/precision?unitId=gx-liuzhou${query}`, cookie)
    const all = await asked('')
    expect(all.types.map((row) => row.key)).not.toContain('disputed')
    expect(all.disputed).toMatchObject({ confirmed: 0, falseAlarms: 1 })
    expect((await asked('&type=M06')).all).toMatchObject({ confirmed: 1, falseAlarms: 1 })
    expect((await asked('&type=M06&level=high')).all).toMatchObject({ confirmed: 1, falseAlarms: 0 })
    expect((await asked('&level=critical')).weeks.at(-1)).toMatchObject({ confirmed: 0, falseAlarms: 1 })
  })

  it('manage sources, with the acts in the record', async () => {
    const cookie = await house.cookie('gx-admin')
    const outlet = { name: '新门户', kind: 'site', origin: 'domestic' }
    const body = { name: '滚动', kind: 'list', url: 'https://portal.example/news', settings: { item: 'li' }, outlet }
    const added = await house.ask('/api/sources', { cookie, body })
    expect(added.status).toBe(200)
    expect((await house.ask('/api/sources', { cookie, body })).json).toMatchObject({
      code: 'already-exists',
      field: 'url',
    })
    const script = await house.ask('/api/sources', { cookie, body: { ...body, url: 'javascript:alert(1)' } })
    expect(script.json.field).toBe('url')
    await house.ask(`/api/sources/${added.json.id}/state`, { cookie, body: { state: 'disabled' } })
    const listed = await read(sourcesSchema, '/api/sources?q=portal', cookie)
    expect(listed.items).toMatchObject([{ state: 'disabled', nextPollAt: null, outlet: { name: '新门户' } }])
    expect((await house.ask(`/api/sources/${source.id}/poll`, { cookie, body: {} })).status).toBe(200)
    expect((await house.ask('/api/sources/none/poll', { cookie, body: {} })).status).toBe(404)
    await read(outletsSchema, '/api/outlets', cookie)
    await read(quarantineListSchema, '/api/quarantine', cookie)
    await house.ask('/api/quarantine/q1/replay', { cookie, body: {} })
    expect(replayed).toEqual(['q1'])
    expect((await read(statusSchema, '/api/status', cookie)).parts).toHaveProperty('store')
    const duty = await house.ask('/api/sources', { cookie: await house.cookie('lz-duty'), body })
    expect([duty.status, duty.json.code]).toEqual([403, 'not-allowed'])
  })
})

describe('live events', () => {
  it('tell those who may see it that something changed, and everything after a new connection', async () => {
    const duty = await listen(await house.cookie('lz-duty'))
    const stranger = await listen(await house.cookie('gx-admin'))
    expect(await duty.next('changed')).toEqual(['record', 'articles', 'flags', 'messages', 'clocks'])
    expect(await stranger.next('changed')).toEqual(['messages'])
    house.clock.now = new Date('2026-10-01T05:00:00.000Z')
    await flagged({ title: '柳州又一条', level: 'critical' })
    const topics = new Set<string>()
    while (!(topics.has('flags') && topics.has('messages') && topics.has('articles')))
      for (const topic of await duty.next('changed')) topics.add(topic)
    expect(topics).toContain('record')
    expect(stranger.waiting()).toEqual([])
    await duty.end()
    await stranger.end()
  })

  it('are for people who are signed in', async () => {
    expect((await house.ask('/api/live')).json.code).toBe('signed-out')
  })

  it('end when the house closes', async () => {
    const other = await openApiHouse({ store: house.store })
    const listener = await listen(await house.cookie('lz-duty'), other)
    await listener.next('changed')
    other.api.close()
    expect(await listener.ended()).toBe(true)
  })
})

async function listen(cookie: string, at: ApiHouse = house) {
  const answer = await at.api.request('http://tongyu.test/api/live', { headers: { cookie } }, {})
  expect(answer.headers.get('content-type')).toContain('text/event-stream')
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
  const events: { event: string; topics: string[] }[] = []
  let text = ''
  let done = false
  const pump = (async () => {
    for (;;) {
      const chunk = await reader.read().catch(() => ({ done: true as const, value: undefined }))
      if (chunk.done) break
      text += chunk.value
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        const event = text.match(/^event: (.*)$/m)?.[1] ?? ''
        events.push({ event, topics: JSON.parse(text.match(/^data: (.*)$/m)?.[1] ?? '{}').topics })
        text = text.slice(end + 2)
      }
    }
    done = true
  })()
  return {
    waiting: () => events,
    async next(kind: string): Promise<string[]> {
      for (;;) {
        const event = events.shift()
        if (event?.event === kind) return event.topics
        if (done) throw new Error('the stream ended')
        if (!event) await new Promise((resolve) => setTimeout(resolve, 5))
      }
    },
    end: () => reader.cancel(),
    ended: async () => {
      await pump
      return done
    },
  }
}
