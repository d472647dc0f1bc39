/**
 * AC-05 without the hand-off: a foreign wire at 14:00, its translation on a domestic portal at 15:10 whose source line names the
 * wire, a Hong Kong paper at 16:00; seen in this order, as it happens, and the portal's page marked at 15:20.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ArticleDetail, ArticleHit, FlagDetail, Page } from '../../api/contract.ts'
import { demoScript } from '../../demo/script.ts'
import { minute } from '../../domain/time.ts'
import { testClock } from '../support/clock.ts'
import { type House, openHouse } from '../support/house.ts'
import { bringsToQueue, clockOf, done, marks } from './steps.ts'

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
})
