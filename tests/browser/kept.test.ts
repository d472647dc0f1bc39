/** What is kept of an article, as people see it: versions beside each other on a desk, in one text on a phone; sealed records and a picture. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { silentEdits } from '../../demo/silent-edits.ts'
import { minute } from '../../domain/time.ts'
import { serve, type Served } from '../../main/serve.ts'
import { builtWeb } from '../../main/web-build.ts'
import type { ArticleHit, Page } from '../../api/contract.ts'
import { testClock } from '../support/clock.ts'
import { type House, openHouse } from '../support/house.ts'
import { fitsWidth, openVisitors, phone, type Visitors } from '../support/visitors.ts'
import { seen } from './gestures.ts'

let house: House
let served: Served
let visitors: Visitors
let path = ''
let gonePath = ''

beforeAll(async () => {
  const clock = testClock('2026-11-20T11:00:00+08:00')
  const articles = silentEdits().filter((a) => ['cpi-original', 'cpi-reprint-2', 'vanishes'].includes(a.key))
  house = await openHouse({ clock, webRoot: await builtWeb(() => undefined), articles, screenshots: true })
  served = await serve(house.app, { host: '127.0.0.1', port: 0, socketDir: null })
  visitors = await openVisitors(`http://127.0.0.1:${served.port}`)
  await house.quiet()
  house.world.publishAll()
  await house.poll()
  house.world.edit('cpi-original')
  house.world.withdraw('vanishes', 'notice')
  for (let n = 0; n < 4; n++) {
    clock.advance(11 * minute)
    await house.quiet()
  }
  const { items } = (await (await house.as('gx-office')).get<Page<ArticleHit>>('/api/articles?pageSize=100')).body
  const idOf = (key: string) => items.find((i) => i.url === house.world.articleUrl(key))?.id
  path = `/articles/${idOf('cpi-original')}`
  gonePath = `/articles/${idOf('vanishes')}`
  clock.flow()
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

describe('what is kept of an article', () => {
  it('shows both texts beside each other, with the figures whole, and who noticed when', async () => {
    const page = await visitors.enter('gx-office', path)
    await page.getByRole('tab', { name: /版本对比/ }).click()
    await seen(page, '标题和正文改动')
    await seen(page, '系统复查时发现')
    const sides = page.locator('.diff-sides')
    await sides.waitFor()
    expect(await page.locator('.diff-inline').isVisible()).toBe(false)
    const text = sides.locator('.diff-row.reading').first().locator('> div')
    expect(await text.nth(0).innerText()).toContain('环比上涨3.4%')
    expect(await text.nth(1).innerText()).toContain('环比上涨0.4%')
    await seen(page, '复查记录')
  })

  it('shows the sealed records with their hashes, the picture of the page, and gives all of it as one file', async () => {
    const page = await visitors.enter('gx-monitor', path)
    await page.getByRole('tab', { name: '证据' }).click()
    const picture = page.locator('.picture img').first()
    await picture.waitFor()
    const width = () => picture.evaluate((img) => (img as unknown as { naturalWidth: number }).naturalWidth)
    await expect.poll(width).toBe(1280)
    expect(await page.locator('.evidence-list li').count()).toBeGreaterThanOrEqual(3)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '下载全部证据（WACZ）' }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(/\.wacz$/)
  })

  it('says above everything that an article is gone', async () => {
    const page = await visitors.enter('gx-duty', gonePath)
    await seen(page, '原文已被删除')
    await page.getByRole('tab', { name: /版本对比/ }).click()
    await seen(page, '页面提示已删除')
  })

  it('fits a phone, where the change stands in one text', async () => {
    const page = await visitors.enter('gx-director', path, phone)
    await page.getByRole('tab', { name: /版本对比/ }).click()
    await page.locator('.diff-inline').waitFor()
    expect(await page.locator('.diff-sides').isVisible()).toBe(false)
    expect(await fitsWidth(page)).toBe(true)
    await page.getByRole('tab', { name: '证据' }).click()
    await page.locator('.picture img').first().waitFor()
    expect(await fitsWidth(page)).toBe(true)
    expect(visitors.faults).toEqual([])
  })
})
