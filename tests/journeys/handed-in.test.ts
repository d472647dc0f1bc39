/**
 * Articles that people and programs hand in: each becomes one article with who, when and why, sealed, and goes the way of every
 * other. What is signed wrongly, late or twice does nothing.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ArticleDetail, Page, SubmissionShown, SubmittedShown } from '../../api/contract.ts'
import { minute } from '../../domain/time.ts'
import { articleById, currentVersion } from '../../store/articles.ts'
import { evidenceById, payloadOfEvidence } from '../../store/evidence.ts'
import { verifyAudit } from '../../store/audit.ts'
import { signWebhook } from '../../domain/webhook-signature.ts'
import { testClock } from '../support/clock.ts'
import { type House, openHouse } from '../support/house.ts'
import { done } from './steps.ts'

let house: House
const clock = testClock('2026-11-20T09:00:00+08:00')
const reason = '读者来电反映'
const text =
  '柳州市统计局昨天说，今年前三季度全市地区生产总值同比增长百分之三点三，规模以上工业增加值同比增长百分之四点零。'

beforeAll(async () => {
  // The aggregator is not polled: what it carries, somebody has to bring.
  house = await openHouse({ clock, outlets: ['guijiang'] })
  clock.flow()
  house.world.publishAll()
  await house.quiet()
}, 400_000)
afterAll(() => house.close())

const handIn = async (user: string, body: Record<string, unknown>) =>
  (await house.as(user)).post<SubmittedShown>('/api/submissions', { reason, ...body })
const base64 = (bytes: string | Buffer) => Buffer.from(bytes).toString('base64')

describe('a person hands in', () => {
  it('an address: the machine reads it, and the second person is pointed to the same article', async () => {
    const open = house.world.articles.find((a) => a.outlet === 'juhe' && !a.forbidden)!
    const url = house.world.articleUrl(open.key)
    const first = done(await handIn('lz-monitor', { url }))
    expect(first).toMatchObject({ known: false, repeated: false })
    await house.quiet()
    expect(done(await handIn('gx-duty', { url: `${url}&utm_source=chat` }))).toMatchObject({
      known: true,
      articleId: first.articleId,
    })
    const article = await articleById(house.store.db, first.articleId)
    expect(article).toMatchObject({ state: 'analyzed', title: open.title })
    const shown = done(await (await house.as('lz-monitor')).get<Page<SubmissionShown>>('/api/submissions'))
    expect(shown.items.map((s) => [s.by.name, s.reason, s.given])).toEqual([['柳听风', reason, 'url']])
  })

  it('a pasted text: it is sealed as given, analyzed and found, and the same text again is the same article', async () => {
    const body = { title: '前三季度柳州经济', text, outletName: '某微信群' }
    const { articleId } = done(await handIn('lz-monitor', body))
    await house.quiet()
    const again = done(await handIn('lz-duty', { ...body, text: `${text}\n` }))
    expect(again).toMatchObject({ articleId, known: true })
    const version = await currentVersion(house.store.db, articleId)
    expect(version?.text).toBe(text)
    const detail = done(await (await house.as('lz-monitor')).get<ArticleDetail>(`/api/articles/${articleId}`))
    expect(detail.article).toMatchObject({ state: 'analyzed', outlet: { name: '某微信群' } })
    expect(detail.claims.length).toBeGreaterThan(0)
    const sealed = await evidenceById(house.store.db, detail.versions[0]!.evidenceId)
    const bytes = await payloadOfEvidence({ db: house.store.db, folder: house.app.machine.evidence }, sealed!)
    expect(Buffer.from(bytes).toString()).toContain(text)
    // There is no address to look at again.
    house.clock.advance(24 * 60 * minute)
    await house.quiet()
    expect((await articleById(house.store.db, articleId))?.versions).toBe(1)
  })

  it('a saved page, known by its bytes; a picture needs its text, and a program is not taken', async () => {
    const html = `<html><head><title>旧楼改造</title></head><body><h1>旧楼改造</h1>${`<p>${text}</p>`.repeat(4)}</body></html>`
    const page = done(
      await handIn('lz-monitor', { file: { name: '页面.html', base64: base64(html) }, outletName: '某论坛' }),
    )
    await house.quiet()
    expect(await articleById(house.store.db, page.articleId)).toMatchObject({ state: 'analyzed', title: '旧楼改造' })
    const picture = { name: 'a.png', base64: base64(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')) }
    const named = { outletName: '某群', title: '截图' }
    expect((await handIn('lz-monitor', { file: picture, ...named })).body).toMatchObject({ field: 'text' })
    expect((await handIn('lz-monitor', { file: picture, text, ...named })).status).toBe(200)
    const program = { name: 'a.html', base64: base64('MZ\x90 not a page') }
    expect((await handIn('lz-monitor', { file: program, ...named })).body).toMatchObject({ field: 'file' })
  })

  it('what the machine may not open: the text brought by hand is read instead', async () => {
    const url = `${house.world.outlets.find((o) => o.key === 'juhe')!.baseUrl}/vip/7`
    const { articleId } = done(await handIn('lz-monitor', { url }))
    await house.quiet()
    expect(await articleById(house.store.db, articleId)).toMatchObject({
      state: 'unreadable',
      failure: { code: 'robots' },
    })
    done(
      await handIn('lz-monitor', {
        url,
        title: '会员专享',
        text: '会员页上的全文，由值班员打开后粘贴在此。'.repeat(3),
      }),
    )
    await house.quiet()
    expect(await articleById(house.store.db, articleId)).toMatchObject({ state: 'analyzed', failure: null })
  })

  it('nothing without a reason, an address or a place, and nothing without the right', async () => {
    expect((await handIn('lz-monitor', { url: 'https://a.example/', reason: ' ' })).status).toBe(400)
    expect((await handIn('lz-monitor', { text, title: '无出处' })).body).toMatchObject({ field: 'outletName' })
    expect((await handIn('lz-monitor', {})).body).toMatchObject({ code: 'missing-field', field: 'url' })
    expect((await handIn('lz-monitor', { url: 'file:///etc/passwd' })).status).toBe(400)
    for (const user of ['gx-admin', 'gx-audit', 'gx-spokes'])
      expect((await handIn(user, { url: 'https://a.example/' })).status).toBe(403)
    expect((await (await house.as('gx-monitor')).post('/api/senders', { name: '某平台' })).status).toBe(403)
  })
})

describe('a program hands in', () => {
  let sender: { id: string; key: string }
  const seconds = (ms = 0) => String(Math.floor((clock.now().getTime() + ms) / 1000))
  type Change = Partial<{ id: string; timestamp: string; key: string; signedBody: string; sender: string }>
  const push = async (body: object | string, change: Change = {}) => {
    const raw = typeof body === 'string' ? body : JSON.stringify(body)
    const signed = {
      id: change.id ?? 'msg_1',
      timestamp: change.timestamp ?? seconds(),
      body: change.signedBody ?? raw,
    }
    const answer = await house.app.api.request('/api/intake/articles', {
      method: 'POST',
      body: raw,
      headers: {
        'content-type': 'application/json',
        'tongyu-sender': change.sender ?? sender.id,
        'webhook-id': signed.id,
        'webhook-timestamp': signed.timestamp,
        'webhook-signature': signWebhook(change.key ?? sender.key, signed),
      },
    })
    return { status: answer.status, body: (await answer.json()) as SubmittedShown }
  }
  const article = { title: '外部平台来稿', text, outletName: '某平台转来', reason: '平台推送' }

  beforeAll(async () => {
    sender = done(
      await (await house.as('gx-admin')).post<{ ok: true; id: string; key: string }>('/api/senders', {
        name: '省级平台',
      }),
    )
  })

  it('an article once, however often and at once it is delivered', async () => {
    const answers = await Promise.all([push(article), push(article), push(article)])
    expect(answers.map((a) => a.status)).toEqual([200, 200, 200])
    expect(new Set(answers.map((a) => a.body.submissionId)).size).toBe(1)
    expect(answers.filter((a) => !a.body.repeated)).toHaveLength(1)
    // A replay inside the window is the same delivery once more.
    expect((await push(article)).body).toMatchObject({ repeated: true, articleId: answers[0]!.body.articleId })
    await house.quiet()
    expect(await articleById(house.store.db, answers[0]!.body.articleId)).toMatchObject({ state: 'analyzed' })
  })

  it('not something else under the same id', async () => {
    expect(await push({ ...article, title: '换了标题' })).toMatchObject({ status: 409, body: { code: 'conflict' } })
    expect(await push({ ...article, title: '换了标题' }, { id: 'msg_2' })).toMatchObject({ status: 200 })
  })

  it('nothing that is signed wrongly, for another body, or by nobody we know', async () => {
    const wrong = { status: 401, body: { code: 'bad-signature' } }
    const other = `whsec_${base64('x'.repeat(32))}`
    expect(await push(article, { id: 'msg_3', key: other })).toMatchObject(wrong)
    expect(await push(article, { id: 'msg_3', signedBody: '{}' })).toMatchObject(wrong)
    expect(await push(article, { id: 'msg_3', sender: 'nobody' })).toMatchObject(wrong)
    const bare = await house.app.api.request('/api/intake/articles', { method: 'POST', body: '{}' })
    expect(bare.status).toBe(401)
    expect(bare.headers.get('content-type')).toContain('application/problem+json')
  })

  it('nothing whose time is more than five minutes off', async () => {
    for (const ms of [-6 * minute, 6 * minute])
      expect(await push(article, { id: 'msg_4', timestamp: seconds(ms) })).toMatchObject({
        status: 401,
        body: { code: 'stale-signature' },
      })
  })

  it('nothing that cannot be read, and is told which field', async () => {
    const unread = { status: 400, body: { code: 'invalid-request', detail: { issue: 'not_json' } } }
    expect(await push('{"title":', { id: 'msg_5' })).toMatchObject(unread)
    expect(await push({ ...article }, { id: 'x'.repeat(201) })).toMatchObject({ body: { field: 'webhook-id' } })
    // Rightly signed is what was sent, mark of byte order included; the mark itself says nothing.
    expect(await push(`\ufeff${JSON.stringify(article)}`, { id: 'msg_7' })).toMatchObject({ status: 200 })
    expect(await push({ text }, { id: 'msg_5' })).toMatchObject({ status: 400, body: { field: 'reason' } })
  })

  it('nothing any more once its key is revoked, and the record has it all', async () => {
    const admin = await house.as('gx-admin')
    const shown = done(await admin.get<{ items: Record<string, unknown>[] }>('/api/senders'))
    expect(JSON.stringify(shown)).not.toContain(sender.key.slice(6, 20))
    expect(shown.items[0]).toMatchObject({ name: '省级平台', createdBy: '管系统', revokedAt: null })
    done(await admin.post(`/api/senders/${sender.id}/revoke`))
    expect(await push(article, { id: 'msg_6' })).toMatchObject({ status: 401, body: { code: 'bad-signature' } })
    expect((await verifyAudit(house.store.db)).ok).toBe(true)
  })
})
