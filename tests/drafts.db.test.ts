/** Drafts of the operator's language model, from the click to the draft beside the text: who may, what never leaves, what stays. */
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { z } from 'zod'
import { minute } from '../domain/time.ts'
import { addMs } from '../domain/time.ts'
import type { DraftOutcome } from '../outbound/drafts/ask-model.ts'
import { runTicket } from '../pipeline/run-ticket.ts'
import { steps } from '../pipeline/pipeline.ts'
import type { Machine } from '../pipeline/step.ts'
import { auditOfSubject } from '../store/audit.ts'
import { articleDrafts, articles, articleVersions, clusters, evidence, evidenceDays, flags } from '../store/schema.ts'
import { ensureOutlet } from '../store/sources.ts'
import { claimDue } from '../store/work.ts'
import { type ApiHouse, openApiHouse } from './support/api-house.ts'
import { draftsSchema } from '../api/contract.ts'

let house: ApiHouse
let outletId: string
let sent: { kind: string; title: string; text: string }[] = []
let answer: DraftOutcome = { kind: 'written', text: '增长放缓至2.9%。' }
const step = steps.find(({ name }) => name === 'write-draft')!

beforeAll(async () => {
  house = await openApiHouse({ draftsOn: true })
  await house.person('lz-monitor', [['gx-liuzhou', 'monitor']])
  await house.person('xm-monitor', [['xm', 'monitor']])
  await house.person('gx-audit', [['gx', 'auditor']])
  const outlet = { name: 'Meridian', kind: 'agency' as const, origin: 'foreign' as const, domains: ['m.example'] }
  outletId = (await ensureOutlet(house.store.db, outlet)).id
  await house.store.db.insert(evidenceDays).values({ id: '2026-10-01' })
})
beforeEach(() => {
  sent = []
  answer = { kind: 'written', text: '增长放缓至2.9%。' }
})
afterAll(() => house.close())

let n = 0
async function article(text = 'Economic growth in Guangxi slowed to 2.9 percent last year, the bureau said.') {
  const { db } = house.store
  const at = house.clock.now
  const url = `https://m.example/${++n}`
  const [row] = await db
    .insert(articles)
    .values({ canonicalUrl: url, url, outletId, title: 'Growth', firstSeenAt: at, state: 'analyzed', versions: 1 })
    .returning()
  const articleId = row!.id
  const [cluster] = await db
    .insert(clusters)
    .values({ firstArticleId: articleId, origin: 'foreign', openedAt: at })
    .returning()
  await db.update(articles).set({ clusterId: cluster!.id }).where(eq(articles.id, articleId))
  const [kept] = await db
    .insert(evidence)
    .values({
      ...{
        articleId,
        kind: 'page',
        day: '2026-10-01',
        file: 'f',
        offset: n,
        length: 1,
        recordSha256: '',
        recordId: url,
      },
      ...{ sha256: url, sizeBytes: 1, requestedUrl: url, finalUrl: url, status: 200, contentType: '', fetchedAt: at },
    })
    .returning()
  const [version] = await db
    .insert(articleVersions)
    .values({ articleId, n: 1, fetchedAt: at, title: 'Growth', text, contentHash: url, evidenceId: kept!.id })
    .returning()
  return { articleId, versionId: version!.id, clusterId: cluster!.id }
}

async function write(more: Partial<Machine> = {}): Promise<void> {
  const drafter: Machine['drafter'] = {
    model: 'local-7b',
    ask: async (task) => {
      sent.push(task)
      return answer
    },
  }
  const now = house.clock.now
  const machine = { db: house.store.db, now: () => now, log: () => undefined, drafter, ...more } as unknown as Machine
  for (const ticket of await claimDue(house.store.db, { table: 'articleDrafts', now, limit: 9, leaseMs: 60_000 }))
    await runTicket(machine, step, ticket)
}
const drafts = async (id: string, who = 'lz-monitor'): Promise<z.infer<typeof draftsSchema>> =>
  draftsSchema.parse((await house.ask(`/api/articles/${id}/drafts`, { cookie: await house.cookie(who) })).json)
const ask = async (id: string, kind = 'translation', who = 'lz-monitor') =>
  house.ask(`/api/articles/${id}/drafts`, { cookie: await house.cookie(who), body: { kind } })

it('is asked by a click, once; written with its source; seen by the bureau alone; thrown away', async () => {
  const { articleId } = await article()
  expect((await drafts(articleId)).moves).toEqual([
    { verb: 'summary', allowed: true },
    { verb: 'translation', allowed: true },
  ])
  const first = await ask(articleId)
  expect((await ask(articleId)).json.id).toBe(first.json.id)
  expect((await drafts(articleId)).drafts).toMatchObject([{ text: null, failure: null, endedAt: null }])
  await write()
  await write()
  expect(sent).toEqual([{ kind: 'translation', title: 'Growth', text: expect.stringContaining('2.9 percent') }])
  const [draft] = (await drafts(articleId)).drafts
  expect(draft).toMatchObject({ text: '增长放缓至2.9%。', model: 'local-7b', version: 1, isOld: false, cut: false })
  expect((await drafts(articleId, 'xm-monitor')).drafts).toEqual([])
  const away = (who: string) =>
    house
      .cookie(who)
      .then((cookie) => house.ask(`/api/articles/${articleId}/drafts/${draft!.id}/discard`, { cookie, body: {} }))
  expect((await away('xm-monitor')).status).toBe(404)
  expect((await away('lz-monitor')).status).toBe(200)
  expect((await drafts(articleId)).drafts).toEqual([])
  const [row] = await house.store.db.select().from(articleDrafts).where(eq(articleDrafts.id, draft!.id))
  expect(row?.text).toBeNull()
  const record = await auditOfSubject(house.store.db, { kind: 'article', id: articleId })
  expect(record.map(({ action }) => action).sort()).toEqual(['ask-draft', 'discard-draft', 'write-draft'])
  expect(JSON.stringify(record)).not.toContain('增长放缓')
})

it('touches nothing of the article: no text, no finding, no level', async () => {
  const { articleId } = await article()
  const before = await house.ask(`/api/articles/${articleId}`, { cookie: await house.cookie('lz-monitor') })
  await ask(articleId, 'summary')
  await write()
  const after = await house.ask(`/api/articles/${articleId}`, { cookie: await house.cookie('lz-monitor') })
  expect(after.text).toBe(before.text)
})

it('never leaves the house where a leak is possible, whether that is known at the click or after it', async () => {
  const { articleId, versionId, clusterId } = await article()
  await ask(articleId)
  await house.store.db.insert(flags).values({
    ...{ articleId, articleVersionId: versionId, unitId: 'gx-liuzhou', clusterId, types: ['leak'], level: 'critical' },
    ...{ score: 1, reasons: [], openedAt: house.clock.now },
  })
  await write()
  expect(sent).toEqual([])
  expect((await drafts(articleId)).drafts).toMatchObject([{ text: null, failure: 'restricted' }])
  const refused = await ask(articleId)
  expect([refused.status, refused.json.code]).toEqual([409, 'kept-in'])
  // A copy of the same story is as secret.
  const copy = await article()
  await house.store.db.update(articles).set({ clusterId }).where(eq(articles.id, copy.articleId))
  expect((await ask(copy.articleId)).json.code).toBe('kept-in')
})

it('is offered for foreign texts and to those who watch, and failures are told', async () => {
  const { articleId } = await article()
  expect((await ask(articleId, 'translation', 'gx-audit')).status).toBe(403)
  const chinese = await article('广西壮族自治区统计局今日发布数据，全区经济运行总体平稳。')
  expect((await drafts(chinese.articleId)).moves).toEqual([])
  expect((await ask(chinese.articleId)).json.code).toBe('wrong-state')
  answer = { kind: 'failed', reason: 'timeout' }
  await ask(articleId)
  await write()
  expect((await drafts(articleId)).drafts).toMatchObject([{ text: null, failure: 'timeout' }])
  // After a failure it may be asked again.
  house.clock.now = addMs(house.clock.now, minute)
  await ask(articleId)
  await write({ drafter: null })
  expect((await drafts(articleId)).drafts.map(({ failure }) => failure)).toEqual(['off', 'timeout'])
})

it('does not exist where no language model is set up', async () => {
  const other = await openApiHouse({ store: house.store, seeded: false })
  const { articleId } = await article()
  const cookie = await house.cookie('lz-monitor')
  expect((await other.ask(`/api/articles/${articleId}/drafts`, { cookie })).json).toEqual({ drafts: [], moves: [] })
  const asked = await other.ask(`/api/articles/${articleId}/drafts`, { cookie, body: { kind: 'summary' } })
  expect(asked.status).toBe(404)
})
