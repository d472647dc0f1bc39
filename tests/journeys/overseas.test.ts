/**
 * AC-05: a foreign wire at 14:00, its translation on a domestic portal at 15:10 whose source line names the
 * wire, a Hong Kong paper at 16:00; seen in this order, as it happens, and the portal's page marked at 15:20.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ArticleDetail, ArticleHit, FlagDetail, HandoffShown, Page } from '../../api/contract.ts'
import { demoScript } from '../../demo/script.ts'
import { minute } from '../../domain/time.ts'
import { testClock } from '../support/clock.ts'
import { type House, openHouse } from '../support/house.ts'
import { bringsToQueue, clockOf, done, marks, refusalOf } from './steps.ts'

let house: House
let incidentId: string
const keys = ['wire', 'wire-translated', 'wire-hongkong']
const shanghai = (time: string) => new Date(`2026-11-20T${time}+08:00`)

/** Prints an article when the clock shows this time; the machine polls and judges it in the minutes after. */
async function prints(key: string, time: string): Promise<void> {
  house.clock.set(shanghai(time))
  house.world.publish(key)
  await house.poll()
}
async function detailOf(key: string): Promise<ArticleDetail> {
  const office = await house.as('gx-office')
  const { items } = done(await office.get<Page<ArticleHit>>('/api/articles?pageSize=100'))
  const hit = items.find((i) => i.url === house.world.articleUrl(key))
  if (!hit) throw new Error(`${key} was not found`)
  return done(await office.get<ArticleDetail>(`/api/articles/${hit.id}`))
}
const originOf = (d: ArticleDetail) => d.findings.find((f) => f.analyzer === 'origin')?.label

beforeAll(async () => {
  const clock = testClock('2026-11-20T13:50:00+08:00')
  const articles = demoScript(clock.now()).filter((a) => keys.includes(a.key))
  house = await openHouse({ clock, articles })
  await house.quiet()
  await prints('wire', '14:00:00')
  await prints('wire-translated', '15:10:00')
  house.clock.set(shanghai('15:20:00'))
  const monitor = await house.as('lz-monitor')
  incidentId = await marks(monitor, await bringsToQueue(monitor, '2022年广西经济下降2.9%'))
  await house.quiet()
  await prints('wire-hongkong', '16:00:00')
}, 300_000)
afterAll(() => house.close())

describe('AC-05 a foreign wire, its translation, its repetition in Hong Kong', () => {
  it('is one chain of three that begins with the wire', async () => {
    const { chain } = await detailOf('wire-hongkong')
    expect(chain.map((l) => [l.article.url, l.first, l.from?.articleId ?? null])).toEqual([
      [house.world.articleUrl('wire'), true, null],
      [house.world.articleUrl('wire-translated'), false, chain[0]!.article.id],
      [house.world.articleUrl('wire-hongkong'), false, chain[1]!.article.id],
    ])
    expect(chain.slice(1).map((l) => l.from?.basis)).toEqual(['link', 'link'])
    const minuteOf = (at: string | null) => Math.floor(new Date(at!).getTime() / minute)
    expect(chain.map((l) => minuteOf(l.article.publishedAt))).toEqual(
      ['14:00:00', '15:10:00', '16:00:00'].map((t) => minuteOf(shanghai(t).toISOString())),
    )
  })

  it('is of foreign origin where the portal took it from, and of Hong Kong where a Hong Kong paper says it', async () => {
    const [wire, portal, paper] = [
      await detailOf('wire'),
      await detailOf('wire-translated'),
      await detailOf('wire-hongkong'),
    ]
    expect([originOf(wire), originOf(portal), originOf(paper)]).toEqual(['foreign', 'foreign', 'hk_mo'])
    expect([wire, portal, paper].map((d) => d.article.outlet.origin)).toEqual(['foreign', 'domestic', 'hk_mo'])
  })

  it('is wrong on the page that translated it wrongly, and not on the wire', async () => {
    const office = await house.as('gx-office')
    const typesOf = async (key: string) => {
      const { flagIds } = await detailOf(key)
      const flags = await Promise.all(
        flagIds.map(async (id) => done(await office.get<FlagDetail>(`/api/flags/${id}`)).flag),
      )
      return flags.filter((f) => f.level !== 'low').flatMap((f) => f.types)
    }
    expect(await typesOf('wire')).not.toContain('M10')
    expect(await typesOf('wire-translated')).toContain('M10')
  })

  it('runs two hours from the moment the domestic page was marked', async () => {
    const clock = await clockOf(await house.as('lz-monitor'), incidentId, 'gx-liuzhou')
    expect([clock.startAt, clock.limitAt].map((at) => new Date(at))).toEqual([
      shanghai('15:20:00'),
      shanghai('17:20:00'),
    ])
  })

  it('is handed off once an outlet, the Hong Kong paper as what it is, and the city may only hand up', async () => {
    const city = await house.as('lz-office')
    const list = async () => {
      const { items } = done(await city.get<Page<HandoffShown>>(`/api/handoffs?incidentId=${incidentId}`))
      return new Map(items.map((h) => [h.originClass, h]))
    }
    const found = await list()
    expect([...found.keys()].sort()).toEqual(['foreign', 'hk_mo'])
    const wire = found.get('foreign')!
    expect(wire.article.url).toBe(house.world.articleUrl('wire'))
    const act = (person: House['as'] extends (k: string) => Promise<infer P> ? P : never, body: object) =>
      person.post(`/api/handoffs/${wire.id}/act`, body)
    done(await act(city, { verb: 'classify', originClass: 'foreign' }))
    const byCity = await act(city, { verb: 'choose-route', route: 'publicity', recipient: '市委宣传部' })
    expect(refusalOf(byCity)).toMatchObject({ status: 403, rule: '附4第九条' })
    done(await act(city, { verb: 'hand-up' }))

    const region = await house.as('gx-office')
    const content = { translation: '译文', translator: '译员', questions: ['增速为何为负'], facts: [], note: '' }
    done(await act(region, { verb: 'prepare', content }))
    done(await act(region, { verb: 'choose-route', route: 'national', recipient: '国家统计局国际合作司' }))
    done(await act(region, { verb: 'send' }))
    // Printed again at home, it is as open as before.
    expect((await list()).get('foreign')).toMatchObject({ state: 'sent', unit: { id: 'gx' } })
    done(await act(region, { verb: 'accept' }))
    expect((await act(region, { verb: 'close' })).status).toBe(409)
    done(await act(region, { verb: 'instruct', note: '按已公布数据答复' }))
    done(await act(region, { verb: 'execute', note: '已答复' }))
    done(await act(region, { verb: 'close' }))
    expect((await list()).get('foreign')?.state).toBe('closed')
    expect((await list()).get('hk_mo')?.state).toBe('detected')
  })
})
