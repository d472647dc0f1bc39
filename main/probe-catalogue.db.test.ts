import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { requestsOf } from '../pipeline/requests.ts'
import { testClock } from '../tests/support/clock.ts'
import { type House, openHouse } from '../tests/support/house.ts'
import type { CatalogueOutlet } from '../workflow/source/catalogue.ts'
import { probeTable } from './commands/probe.ts'
import { probeCatalogue, targetsOf } from './probe-catalogue.ts'

let house: House
let outlets: CatalogueOutlet[]
const entry = (
  zh: string,
  kind: 'feed' | 'list',
  url: string,
  settings: Record<string, string> = {},
): CatalogueOutlet => ({
  group: 'central',
  origin: 'domestic',
  zh,
  en: zh,
  aliases: [],
  domains: [],
  kind: 'site',
  tier: 3,
  region: '100000',
  language: 'zh-Hans',
  sources: [{ kind, name: '首页', url, settings, checkedAt: null }],
})
beforeAll(async () => {
  const clock = testClock('2026-11-20T09:00:00+08:00')
  house = await openHouse({ clock, outlets: [] })
  clock.flow()
  house.world.publishAll()
  const base = (key: string) => house.world.outlets.find((o) => o.key === key)!
  const feed = base('guijiang').sources.find((s) => s.kind === 'feed')!
  outlets = [
    entry('有订阅', 'feed', feed.url),
    entry('只有首页', 'list', `${base('guijiang').baseUrl}/`),
    entry('没有此页', 'feed', `${base('huanan').baseUrl}/no-such-feed.xml`),
    entry('不许采集', 'feed', `${base('juhe').baseUrl}/vip/feed.xml`),
  ]
}, 400_000)
afterAll(() => house.close())

describe('a probe of the catalogue', () => {
  it('says of each address what it gave or why it gave nothing, and asks each host politely', async () => {
    const probed = await probeCatalogue(requestsOf(house.app.machine), targetsOf(outlets, ''), { now: house.clock.now })
    expect(probed.map((p) => [p.outlet, p.seen, p.failure])).toEqual([
      ['有订阅', 'feed', ''],
      ['只有首页', 'feed', ''],
      ['没有此页', null, 'http_status 404'],
      ['不许采集', null, 'robots'],
    ])
    expect(probed[0]!.items).toBeGreaterThan(0)
    expect(probed[0]!.newestAt).not.toBeNull()
    const table = probeTable(probed)
    expect(table.split('\n')).toHaveLength(7)
    expect(table).toContain('2 of 4 were read.')
    const asked = house.world.requestsSeen().filter((r) => r.path.startsWith('/vip'))
    expect(asked).toEqual([])
  })

  it('is narrowed by any name, a group or a part of the address', () => {
    expect(targetsOf(outlets, '首页').map((t) => t.outlet)).toEqual(['只有首页'])
    expect(targetsOf(outlets, 'no-such')).toHaveLength(1)
    expect(targetsOf(outlets, 'central')).toHaveLength(4)
    expect(targetsOf(outlets, 'nobody')).toEqual([])
  })
})
