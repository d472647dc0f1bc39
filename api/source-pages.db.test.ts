/** What the pages of sources ask: offers of an address, trials, changes, the catalogue, lists in and out. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { shanghaiDay } from '../domain/time.ts'
import { recordPoll, sourceById } from '../store/sources.ts'
import { type ApiHouse, openApiHouse } from '../tests/support/api-house.ts'
import {
  addListedSchema,
  catalogueSchema,
  detectionSchema,
  importSourcesAnswer,
  previewSchema,
  sourceDetailSchema,
  sourcesSchema,
} from './contract.ts'

let house: ApiHouse
let cookie: string
const item = { url: 'https://daily.example/a/1', title: '要闻一则', publishedAt: null, summary: '' }
const feed = { kind: 'feed' as const, url: 'https://daily.example/feed', settings: {} }
beforeAll(async () => {
  house = await openApiHouse({
    requests: {
      detectSource: async (url) =>
        url.includes('gone')
          ? { ok: false, failure: { class: 'soft', code: 'dns', retryAfterMs: null } }
          : {
              ok: true,
              proposals: [{ ...feed, title: '示例日报', reason: 'linked_feed', itemCount: 1, sample: [item] }],
              finalUrl: new URL('/', url).href,
              title: '示例日报网',
              isArticle: false,
            },
      previewSource: async () => ({
        ok: true,
        title: '',
        items: [item],
        itemCount: 1,
        dropped: { count: 0, reasons: {} },
      }),
    },
  })
  await house.person('gx-admin', [['gx', 'admin']])
  await house.person('lz-duty', [['gx-liuzhou', 'duty_officer']])
  cookie = await house.cookie('gx-admin')
})
afterAll(() => house.close())

const post = (path: string, body: unknown = {}) => house.ask(path, { cookie, body })
const listed = async (query = '') => sourcesSchema.parse((await house.ask(`/api/sources${query}`, { cookie })).json)

describe('an address that somebody pastes', () => {
  it('answers with its offers and whose it is, or why nothing came', async () => {
    const known = detectionSchema.parse(
      (await post('/api/sources/detect', { url: 'https://news.gxnews.com.cn/' })).json,
    )
    expect(known).toMatchObject({ ok: true, outlet: { id: null, name: '广西新闻网', tier: 2 }, knownSourceId: null })
    const unknown = detectionSchema.parse((await post('/api/sources/detect', { url: 'https://daily.example/x' })).json)
    expect(unknown).toMatchObject({ ok: true, outlet: null, proposals: [{ reason: 'linked_feed' }] })
    expect((await post('/api/sources/detect', { url: 'https://gone.example/' })).json).toMatchObject({
      ok: false,
      failure: { code: 'dns' },
    })
    previewSchema.parse((await post('/api/sources/preview', feed)).json)
  })

  it('is looked at for nobody without the right', async () => {
    const duty = await house.cookie('lz-duty')
    for (const path of ['detect', 'preview', 'selectors', 'preview-article', 'import'])
      expect(
        (
          await house.ask(`/api/sources/${path}`, {
            cookie: duty,
            body: { ...feed, kind: 'list', exampleUrl: feed.url, base64: 'bmFtZQ==', dryRun: true },
          })
        ).status,
      ).toBe(403)
    expect((await house.ask('/api/catalogue', { cookie: duty })).status).toBe(403)
  })
})

describe('the catalogue', () => {
  it('is searched, and what was never checked comes in disabled and once', async () => {
    const found = catalogueSchema.parse((await house.ask('/api/catalogue?q=新华网&group=central', { cookie })).json)
    expect(found.items.map((o) => o.name)).toEqual(['新华社'])
    const url = found.items[0]!.sources[0]!.url
    const answer = addListedSchema.parse(
      (await post('/api/catalogue/add', { urls: [url, 'https://not.listed/'] })).json,
    )
    expect(answer.outcomes.map((o) => o.outcome)).toEqual(['added_disabled', 'not_listed'])
    expect((await post('/api/catalogue/add', { urls: [url] })).json.outcomes[0].outcome).toBe('known')
    const [source] = (await listed('?q=新华')).items
    expect(source).toMatchObject({ state: 'disabled', nextPollAt: null, outlet: { name: '新华社', kind: 'agency' } })
    const again = catalogueSchema.parse((await house.ask('/api/catalogue?use=used', { cookie })).json)
    expect(again.items[0]!.sources[0]!.used).toMatchObject({ state: 'disabled' })
  })

  it('gives a list that is not switched on before it says what its entries are', async () => {
    const [source] = (await listed('?polled=never&state=disabled')).items
    expect(source?.outlet.name).toBe('新华社')
    expect((await post(`/api/sources/${source!.id}/state`, { state: 'active' })).json).toMatchObject({
      code: 'missing-field',
      field: 'settings.item',
    })
    const change = { name: '首页', kind: 'list', url: source!.url, settings: { item: 'li' } }
    expect((await post(`/api/sources/${source!.id}/change`, change)).status).toBe(200)
    expect((await post(`/api/sources/${source!.id}/state`, { state: 'active' })).status).toBe(200)
    const shown = sourceDetailSchema.parse((await house.ask(`/api/sources/${source!.id}/health`, { cookie })).json)
    expect(shown.source).toMatchObject({ state: 'active', settings: { item: 'li' } })
    expect(shown.source.nextPollAt).not.toBeNull()
  })

  it('shows its polls by Shanghai day, days without any among them', async () => {
    const [source] = (await listed('?q=新华')).items
    const row = await sourceById(house.store.db, source!.id)
    const now = house.clock.now
    const today = shanghaiDay(now)
    const startOfToday = new Date(`${today}T00:00:00+08:00`)
    const poll = { seen: 3, dropped: 0, durationMs: 5 }
    const judged = { health: 'ok' as const, reason: null, rhythm: null, intervalMs: 60_000, alarms: [] }
    const record = (outcome: 'new' | 'failed', fresh: number, at: Date) =>
      recordPoll(house.store.db, row!, { ...poll, outcome, fresh, failure: null }, judged, at)
    await record('new', 3, startOfToday)
    await record('failed', 0, new Date(startOfToday.getTime() + 1))
    await record('new', 2, new Date(startOfToday.getTime() - 1))
    expect((await listed('?polled=never&q=新华')).total).toBe(0)
    const { days } = sourceDetailSchema.parse((await house.ask(`/api/sources/${source!.id}/health`, { cookie })).json)
    expect(days).toHaveLength(14)
    expect(days.at(-1)).toEqual({ on: today, answered: 1, failed: 1, fresh: 3 })
    expect(days.at(-2)).toMatchObject({ answered: 1, failed: 0, fresh: 2 })
    expect(days[0]).toMatchObject({ on: shanghaiDay(new Date(now.getTime() - 13 * 86_400_000)), answered: 0 })
  })
})

describe('lists of sources', () => {
  const file = (text: string) => Buffer.from(text).toString('base64')
  const bring = async (text: string, dryRun: boolean) =>
    importSourcesAnswer.parse((await post('/api/sources/import', { base64: file(text), dryRun })).json)

  it('come in with a result for each line, first as a trial', async () => {
    const text = `name,url,outlet,kind,settings
要闻,https://daily.example/feed,示例日报,,
坏,nonsense,,,
列表,https://daily.example/list,示例日报,list,
`
    const dry = await bring(text, true)
    expect(dry).toMatchObject({ added: 1, known: 0 })
    expect(dry.faults.map((f) => [f.at, f.why])).toEqual([
      [3, 'bad_address'],
      [4, 'bad_settings'],
    ])
    expect((await listed('?q=示例日报')).total).toBe(0)
    expect((await bring(text, false)).sources).toMatchObject([{ name: '要闻', outcome: 'added' }])
    expect((await listed('?q=示例日报')).items).toMatchObject([{ state: 'active', outlet: { name: '示例日报' } }])
    expect(await bring(text, true)).toMatchObject({ added: 0, known: 1 })
    expect((await post('/api/sources/import', { base64: file('no list at all'), dryRun: true })).json).toMatchObject({
      code: 'invalid-field',
      field: 'file',
    })
  })

  it('go out as OPML and as a table, and come back as what they were', async () => {
    for (const path of ['opml', 'table']) {
      const { text } = await house.ask(`/api/sources/${path}`, { cookie })
      expect(await bring(text, true), path).toMatchObject({ added: 0, known: 2, faults: [] })
    }
  })

  it('are filtered, counted and sorted', async () => {
    const all = await listed('?sort=health')
    expect(all.counts).toEqual({ ok: 1, unknown: 1 })
    expect((await listed('?kind=list')).total).toBe(1)
    expect((await listed('?origin=foreign')).total).toBe(0)
  })
})
