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
import { seen } from './gestures.ts'

let house: House
let served: Served
let visitors: Visitors

beforeAll(async () => {
  const clock = testClock('2026-11-20T11:00:00+08:00')
  house = await openHouse({ clock, webRoot: await builtWeb(() => undefined) })
  served = await serve(house.app, { host: '127.0.0.1', port: 0, socketDir: null })
  visitors = await openVisitors(`http://127.0.0.1:${served.port}`)
  await house.quiet()
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

const draft = `2022年广西经济运行情况
2022年广西地区生产总值26300.87亿元，比上年增长9.2%。按常住人口计算，约为2.63万亿元。
此前公布的2021年广西地区生产总值为24740.86亿元。
2022年广西规模以上工业用电结构持续优化，占比达41.7%。
2026年全年广西GDP将达3.2万亿元，已接近3.1万亿元。`

describe('a pasted text', () => {
  it('shows every number with its mark, the figure and the arithmetic, and gives a table', async () => {
    const page = await visitors.enter('gx-zonghe', '/check')
    await page.getByLabel('正文').fill(draft)
    await page.getByRole('button', { name: /^核对/ }).click()
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
    await page.getByRole('button', { name: /^核对/ }).click()
    await seen(page, /共 \d+ 处统计表述/)
    expect(await fitsWidth(page)).toBe(true)
    await page.locator('.reading .mark.red').first().click()
    await page.locator('.popover').first().waitFor()
    expect(await fitsWidth(page)).toBe(true)
    expect(visitors.faults).toEqual([])
  })
})
