/** Numbers as people see them checked: a pasted text on a desk and on a phone, and the marks of an article. */
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { serve, type Served } from '../../main/serve.ts'
import { builtWeb } from '../../main/web-build.ts'
import { testClock } from '../support/clock.ts'
import { type House, openHouse } from '../support/house.ts'
import { fitsWidth, openVisitors, phone, type Visitors } from '../support/visitors.ts'
import { act, seen } from './gestures.ts'

let house: House
let served: Served
let visitors: Visitors

beforeAll(async () => {
  const clock = testClock('2026-11-20T11:00:00+08:00')
  house = await openHouse({ clock, webRoot: await builtWeb(() => undefined), outlets: ['guijiang', 'juhe'] })
  served = await serve(house.app, { host: '127.0.0.1', port: 0, socketDir: null })
  visitors = await openVisitors(`http://127.0.0.1:${served.port}`)
  // The aggregator asks for long pauses between requests: time must pass by itself.
  clock.flow()
  await house.quiet()
  for (const key of ['gdp-false', 'gdp-unreleased']) house.world.publish(key)
  await house.poll()
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

const draft = `2022年广西经济运行情况
2022年广西地区生产总值26300.87亿元，比上年增长9.2%。按常住人口计算，约为2.63万亿元。
此前公布的2021年广西地区生产总值为24740.86亿元。
2022年广西规模以上工业用电结构持续优化，占比达41.7%。
2026年全年广西GDP将达3.2万亿元，已接近3.1万亿元。`

describe('a pasted text', () => {
  it('shows every number with its mark, the figure and the arithmetic, and gives a table', async () => {
    const page = await visitors.enter('gx-zonghe', '/check')
    await page.getByLabel('正文').fill(draft)
    await page.locator('#page').getByRole('button', { name: /^核对/ }).click()
    await seen(page, /共 \d+ 处统计表述/)
    const wrong = page.locator('.reading .mark.red').first()
    await wrong.focus()
    await page.keyboard.press('Enter')
    await seen(page.locator('.popover'), '官方数据')
    await page.keyboard.press('Escape')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '导出表格' }).click(),
    ])
    const table = readFileSync(await download.path(), 'utf8')
    expect(table).toContain('26300.87')
    expect(table.split('\r\n').length).toBeGreaterThan(4)
    await page.getByRole('button', { name: '修改文稿' }).click()
    expect(await page.getByLabel('正文').inputValue()).toBe(draft)
  })

  it('fits a phone, by tap', async () => {
    const page = await visitors.enter('gx-duty', '/check', phone)
    await page.getByLabel('正文').fill(draft)
    await page.locator('#page').getByRole('button', { name: /^核对/ }).click()
    await seen(page, /共 \d+ 处统计表述/)
    expect(await fitsWidth(page)).toBe(true)
    await page.locator('.reading .mark.red').first().click()
    await page.locator('.popover').first().waitFor()
    expect(await fitsWidth(page)).toBe(true)
    expect(visitors.faults).toEqual([])
  })
})

describe('an article', () => {
  it('shows its numbers marked, and a dispute stays beside the verdict', async () => {
    const page = await visitors.enter('gx-monitor', '/articles')
    await page
      .getByRole('link', { name: /36300\.87/ })
      .first()
      .click()
    const mark = page.locator('.reading .mark.red').first()
    await mark.hover()
    await page.locator('.popover').getByRole('button', { name: '提出异议' }).first().click()
    await page.getByRole('dialog').getByLabel('理由').fill('引用的是另一口径，请专业处核实')
    await act(page, '提交异议')
    await page.getByRole('tab', { name: /数字核对/ }).click()
    await seen(page, '引用的是另一口径，请专业处核实')
    await seen(page.locator('.claim'), '与官方数据不符')
  })

  it('explains every score: parts that add up, words in the text, and where its story goes', async () => {
    const page = await visitors.enter('gx-monitor', '/articles', phone)
    await page
      .getByRole('link', { name: /36300\.87/ })
      .first()
      .click()
    await page.getByRole('tab', { name: /传播链/ }).click()
    await seen(page, /首次发现满 15 分钟|预计最终 \d+ 篇/)
    await seen(page, '尚无足够样本')
    await page.goto(`${page.url().split('?')[0]}?tab=why`)
    await seen(page, '不说明什么')
    const sums = await page.locator('.why-score').allTextContents()
    expect(sums.length).toBeGreaterThanOrEqual(6)
    expect(sums.filter((text) => text.includes('与得分相差'))).toEqual([])
    expect(sums.filter((text) => text.includes('与得分一致')).length).toBeGreaterThanOrEqual(5)
    expect(await fitsWidth(page)).toBe(true)
    await page.locator('.why-score .quote').first().click()
    await page.locator('.mark:focus').waitFor()
    expect(visitors.faults).toEqual([])
  })

  it('offers both branches for a number that is not out, without a word on its truth', async () => {
    const page = await visitors.enter('gx-duty', '/review')
    await page.locator('.story').filter({ hasText: '全年GDP' }).first().click()
    await seen(page, '按虚假数据处置')
    await page.getByRole('button', { name: '按疑似泄密报告' }).click()
    await seen(page.getByRole('dialog'), /附3第五条/)
    await page.getByRole('dialog').getByRole('button', { name: '按疑似泄密报告' }).click()
    await seen(page.getByRole('dialog'), /已登记为 B\d{4}-\d{4}/)
    await act(page, '知道了')
    expect(visitors.faults).toEqual([])
  })
})
