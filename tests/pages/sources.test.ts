/** From an address that somebody pastes to articles that arrive; listed sources checked without code; leads; and pages for everybody. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { ArticleHit, Page as ListPage } from '../../api/contract.ts'
import { serve, type Served } from '../../main/serve.ts'
import { builtWeb } from '../../main/web-build.ts'
import { addSource, ensureOutlet } from '../../store/sources.ts'
import { testClock } from '../support/clock.ts'
import { type House, openHouse } from '../support/house.ts'
import { fitsWidth, openVisitors, phone, type Visitors } from '../support/visitors.ts'
import { seen } from '../browser/gestures.ts'

let house: House
let served: Served
let visitors: Visitors
let admin: Page
let monitor: Page
let articlePath = ''

beforeAll(async () => {
  const clock = testClock('2026-11-20T11:00:00+08:00')
  house = await openHouse({ clock, webRoot: await builtWeb(() => undefined), outlets: ['guijiang'] })
  served = await serve(house.app, { host: '127.0.0.1', port: 0, socketDir: null })
  visitors = await openVisitors(`http://127.0.0.1:${served.port}`)
  house.world.publishAll()
  await house.quiet()
  clock.flow()
  admin = await visitors.enter('gx-admin', '/sources/add')
  monitor = await visitors.enter('gx-monitor', '/submissions')
})
afterAll(async () => {
  await visitors?.close()
  await served?.close()
  await house?.close()
})
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail' && !process.env.TONGYU_PICTURES) return
  const files = await visitors.pictures(process.env.TONGYU_PICTURES ?? mkdtempSync(join(tmpdir(), 'tongyu-browser-')))
  process.stderr.write(`what the pages showed: ${files.join(' ')}\n`)
})

const siteOf = (key: string): string =>
  new URL('/', house.world.outlets.find((o) => o.key === key)!.sources[0]!.url).href
const articlesOf = async (outlet: string) => {
  const { items } = (await (await house.as('gx-office')).get<ListPage<ArticleHit>>('/api/articles?pageSize=100')).body
  return items.filter((item) => item.outlet.name === outlet)
}
async function look(page: Page, address: string): Promise<void> {
  await page.getByLabel('网址', { exact: true }).fill(address)
  await page.getByRole('button', { name: '查找', exact: true }).click()
}

describe('an address that somebody pastes', () => {
  it('says what is wrong with it and what to do', async () => {
    await look(admin, `${siteOf('huanan')}nothing-here`)
    await seen(admin, '网站应答 404')
    await seen(admin, /改用该网站的首页或栏目页/)
    await look(admin, 'ftp://example.com/')
    await seen(admin, /http 或 https 开头/)
    await look(admin, 'http://10.0.0.3/')
    await seen(admin, /只采集互联网上的公开网站/)
    await look(admin, `${siteOf('guijiang')}search`)
    await seen(admin, /网站声明不允许程序读取/)
  })

  it('is told when it is an article, and led to the front page', async () => {
    await look(admin, house.world.articleUrl('gdp-true'))
    await seen(admin, '这是一篇报道的页面，不是栏目')
    await admin.getByRole('button', { name: '查看该网站首页' }).click()
    await seen(admin, '页面声明的订阅源')
    await seen(admin, '这个地址已经在采集')
  })

  it('becomes a source by keys alone, with a preview first, and its articles arrive', async () => {
    await admin.goto('/sources/add')
    await admin.getByLabel('网址', { exact: true }).waitFor()
    await admin.keyboard.type(siteOf('huanan'))
    await admin.keyboard.press('Enter')
    await admin.locator('.found-items > li').first().waitFor()
    expect(await admin.locator('.found-items > li').count()).toBeGreaterThanOrEqual(2)
    await admin.getByRole('button', { name: '试读正文' }).first().focus()
    await admin.keyboard.press('Enter')
    await seen(admin.locator('.article-read'), /正文共 \d+ 字/)
    expect(await tabTo(admin, '保存并开始采集')).toBe(true)
    await admin.keyboard.press('Enter')
    await admin.getByRole('dialog').getByText('近 14 天采集情况').waitFor()
    await house.quiet()
    expect((await articlesOf('广西频道_华南门户网')).length).toBeGreaterThanOrEqual(5)
    await admin.getByRole('dialog').getByRole('button', { name: '看表格' }).first().click()
    await seen(admin.getByRole('dialog').locator('.chart-table'), '2026-11-20')
  })
})

/** Whether the key Tab reaches the button, as somebody without a mouse would. */
async function tabTo(page: Page, name: string): Promise<boolean> {
  for (let n = 0; n < 60; n++) {
    await page.keyboard.press('Tab')
    if ((await page.evaluate('document.activeElement.textContent')) === name) return true
  }
  return false
}

describe('what the catalogue lists', () => {
  it('is chosen many at a time, and waits to be checked', async () => {
    await admin.goto('/sources/catalogue?group=guangxi')
    await admin.locator('.listed input[type=checkbox]').nth(0).check()
    await admin.locator('.listed input[type=checkbox]').nth(1).check()
    await admin.getByRole('button', { name: '添加所选' }).click()
    await seen(admin, '已添加 2 个，其中 2 个未经核对，暂未启用')
    await admin.getByRole('button', { name: '逐个核对' }).click()
    await seen(admin, '共 2 条')
  })

  it('is switched on with what the program found on its page', async () => {
    const { db } = house.store
    const outlet = await ensureOutlet(db, {
      ...{ name: '柳江在线', kind: 'site', origin: 'domestic', domains: [], tier: 3 },
    })
    const url = siteOf('liujiang')
    await addSource(
      db,
      { outletId: outlet.id, kind: 'list', name: '首页', url, settings: {}, state: 'disabled' },
      house.clock.now(),
    )
    await admin.goto(`/sources/unchecked?q=${encodeURIComponent(url)}`)
    await admin.getByRole('button', { name: '核对本页 1 个' }).click()
    await admin.getByRole('button', { name: '启用找到的 1 个' }).click()
    await seen(admin, '没有待核对的信源')
    await house.quiet()
    expect((await articlesOf('柳江在线')).length).toBeGreaterThanOrEqual(3)
  })
})

describe('an article that somebody hands in', () => {
  it('shows who, when and why, has no address, and its original can be taken away', async () => {
    await monitor.getByRole('button', { name: '录入线索' }).click()
    const sheet = monitor.getByRole('dialog')
    await sheet.getByText('粘贴全文', { exact: true }).click()
    await sheet.getByLabel('标题').fill('群里转的消息')
    await sheet
      .getByLabel('正文')
      .fill('有人在群里说，广西壮族自治区统计局公布2022年广西地区生产总值36300.87亿元，比上年增长9.2%。')
    await sheet.getByLabel('出处').fill('某业主微信群')
    await sheet.getByLabel('录入理由').fill('群众来电反映')
    await sheet.getByRole('button', { name: '录入线索' }).click()
    await seen(sheet, '已录入')
    await house.quiet()
    await sheet.getByText('打开报道').click()
    await seen(monitor.getByLabel('人工录入'), '莫听澜')
    await seen(monitor.getByLabel('人工录入'), '录入理由：群众来电反映')
    await seen(monitor, '没有网址')
    await monitor.getByRole('tab', { name: '证据' }).click()
    await monitor.getByRole('link', { name: '下载全部证据（WACZ）' }).waitFor()
    articlePath = new URL(monitor.url()).pathname
  })
})

describe('the pages', () => {
  const ofAdmin = ['', '/alarms', '/catalogue', '/unchecked', '/import', '/senders', '/add'].map(
    (at) => `/sources${at}`,
  )
  const languages = ['zh-CN', 'en'] as const
  /** WCAG 2.1 A and AA, as far as a program can tell. */
  const faultsOf = async (page: Page, path: string): Promise<string[]> => {
    await page.goto(path)
    await page.locator('main h1').first().waitFor()
    await page.locator('.state-bars').first().waitFor({ state: 'detached' })
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'])
      .setLegacyMode(true)
      .analyze()
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${path} ${id} ${html.slice(0, 160)}`))
  }

  it.each(languages)('can be used by everybody, in %s', async (language) => {
    const faults: string[] = []
    const visits: [Page, string[]][] = [
      [admin, [...ofAdmin, '/status', '/people', '/figures']],
      [monitor, ['/review', '/articles', articlePath, '/submissions', '/incidents', '/messages', '/profile']],
    ]
    for (const [page, paths] of visits) {
      await page.evaluate(`localStorage.setItem('tongyu.preferences', '{"language":"${language}"}')`)
      for (const path of paths) faults.push(...(await faultsOf(page, path)))
      await page.evaluate(`localStorage.removeItem('tongyu.preferences')`)
    }
    expect(faults).toEqual([])
  })

  it('fit a phone', async () => {
    await admin.setViewportSize(phone)
    for (const path of [...ofAdmin, '/status']) {
      await admin.goto(path)
      await admin.locator('main h1').first().waitFor()
      expect([path, await fitsWidth(admin)]).toEqual([path, true])
    }
  })

  it('were quiet all the while', () => {
    expect(visitors.faults).toEqual([])
  })
})
