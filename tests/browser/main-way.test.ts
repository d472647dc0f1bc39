/**
 * The main job as people do it, in a real browser on the real server: from a published article to talking points in force,
 * six people in turn, each at a page of their own. What they see is asserted, not what the API says.
 */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { serve, type Served } from '../../main/serve.ts'
import { builtWeb } from '../../main/web-build.ts'
import { testClock } from '../support/clock.ts'
import { type House, openHouse } from '../support/house.ts'
import { desk, fitsWidth, openVisitors, phone, type Visitors } from '../support/visitors.ts'
import { act, fillReport, move, reason, refusedBecause, seen } from './gestures.ts'

let house: House
let served: Served
let visitors: Visitors

beforeAll(async () => {
  const clock = testClock('2026-11-02T09:00:00+08:00')
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
  if (task.result?.state !== 'fail') return
  const files = await visitors.pictures(mkdtempSync(join(tmpdir(), 'tongyu-browser-')))
  process.stderr.write(`what the pages showed: ${files.join(' ')}\n`)
})

describe('from a published article to talking points in force', () => {
  let monitor: Page
  let office: Page
  let director: Page
  let group: Page
  let flagPath = ''
  let roomPath = ''

  it('shows the false figure to the monitor without a reload, with reasons, marks and the official figure', async () => {
    monitor = await visitors.enter('gx-monitor', '/review')
    await seen(monitor, '没有待研判的预警')
    for (const key of ['gdp-true', 'gdp-rounded', 'gdp-critical', 'gdp-false']) house.world.publish(key)
    await house.poll()
    const list = monitor.locator('#pane-list .story')
    await list.first().waitFor()
    expect(await list.count()).toBe(1)
    expect(await list.innerText()).toContain('2022年广西GDP达36300.87亿元')
    expect(await list.innerText()).toContain('严重')
    const facts = monitor.locator('#pane-facts')
    await seen(facts, '为什么预警')
    expect(await facts.locator('.reasons > li').count()).toBeGreaterThanOrEqual(3)
    await seen(facts, '与官方数据不符')
    await seen(facts, '26,300.87')
    expect(await monitor.locator('#pane-reading .mark.red').first().innerText()).toMatch(/36300\.87|9\.2%/)
    // What there is to decide stands in sight without scrolling, whatever the length of the facts above it.
    const decision = await monitor.locator('.verdicts').boundingBox()
    expect(decision!.y + decision!.height).toBeLessThanOrEqual(desk.height)
    flagPath = new URL(monitor.url()).pathname
    expect(await monitor.locator('.nearest').innerText()).toContain('当前没有计时中的时限')
  })

  it('starts the clock when the monitor acknowledges, on every page that is open', async () => {
    office = await visitors.enter('gx-office', '/incidents')
    await seen(office, '没有事件')
    await move(monitor, '确认预警')
    await seen(monitor.getByRole('dialog'), '广西壮族自治区统计局的上报时限从此刻起算')
    await act(monitor, '确认预警')
    await seen(monitor, '进入事件室')
    for (const page of [monitor, office]) await page.locator('.nearest', { hasText: /\d:\d\d:\d\d/ }).waitFor()
    const [before, after] = [await timeLeft(monitor), await later(monitor)]
    expect(after).toBeLessThan(before)
    await office.getByRole('link', { name: '2022年广西GDP达36300.87亿元' }).first().click()
    await seen(office, '疑似')
    roomPath = new URL(office.url()).pathname
  })

  it('lets the office report before anything is judged, and refuses it the decision with the rule', async () => {
    await move(office, '上报')
    await fillReport(office)
    await act(office, '上报')
    await seen(office, '按时完成')
    await move(office, '转入研判')
    await reason(office, '提请领导小组研判')
    await act(office, '转入研判')
    const refused = office.getByRole('button', { name: '启动预案', exact: true }).first()
    expect(await refused.getAttribute('aria-disabled')).toBe('true')
    await seen(office.locator('.next-step'), /启动预案.*：.*决定是否启动应急预案。——附4第七条$/)
    await refused.click({ force: true })
    expect(await office.getByRole('dialog').count()).toBe(0)
  })

  it('has the director confirm the four elements, and the leading group grade and activate', async () => {
    director = await visitors.enter('gx-director', roomPath)
    await move(director, '确认为事件')
    for (const element of ['媒体报道', '不实报道', '严重后果', '突然发生'])
      await director.getByRole('dialog').getByLabel(element).check()
    await reason(director, '四项要件齐备')
    await act(director, '确认为事件')
    group = await visitors.enter('gx-lg', roomPath)
    await move(group, '定级')
    await group.getByRole('dialog').getByLabel('重大', { exact: true }).check()
    await reason(group, '影响较大')
    await act(group, '定级')
    await move(group, '启动预案')
    await reason(group, '启动预案，统一口径')
    await act(group, '启动预案')
    for (const page of [group, director, office]) await seen(page.locator('header.panel'), '处置中')
    await seen(office.locator('header.panel'), '重大')
  })

  it('binds a fact to the official figure while drafting, and passes the draft on', async () => {
    await move(office, '起草口径')
    await office.getByLabel('统一答复').fill('网传数据不实，以统计公报公布的26300.87亿元为准。')
    await office.getByLabel('事实与数据 1').fill('2022年广西地区生产总值26300.87亿元，比上年增长2.9%。')
    await office.getByRole('button', { name: '绑定官方数据' }).click()
    const picker = office.getByRole('dialog')
    await picker.getByRole('textbox').fill('2022')
    await picker.locator('li', { hasText: '26,300.87' }).getByRole('button', { name: '选用' }).click()
    await seen(office.locator('.figure-card'), '26,300.87')
    await office.getByRole('button', { name: '保存草稿' }).click()
    await seen(office, '数据核对')
    await move(office, '提交核对')
    await act(office, '提交核对')
  })

  it('asks the division, the office and the leading group in turn, and tells the others why not', async () => {
    const points = `${roomPath}?tab=talking-points`
    await director.getByRole('tab', { name: '口径' }).click()
    const division = await visitors.enter('gx-zonghe', points)
    await move(division, '核对通过')
    await act(division, '核对通过')
    await refusedBecause(office, '审核签署', '平台规则')
    await move(director, '审核签署')
    await seen(director.getByRole('dialog'), '黄审核将代表应急办公室签署口径第 1 版第 1 稿')
    await act(director, '审核签署')
    await refusedBecause(director, '批准', '附4第七条')
    await group.getByRole('tab', { name: '口径' }).click()
    await move(group, '批准')
    await act(group, '批准')
    await move(office, '发布生效')
    await act(office, '发布生效')
    for (const page of [office, director, group, division]) await seen(page.locator('#section-talking-points'), '生效')
  })

  it('tells the whole story in the timeline, in order', async () => {
    await monitor.getByRole('button', { name: '进入事件室' }).click()
    await monitor.getByRole('button', { name: '按先后顺序' }).click()
    const told = await monitor.locator('.timeline strong').allInnerTexts()
    const story = [
      '建立疑似事件',
      '上报',
      '转入研判',
      '确认为事件',
      '定级：重大',
      '启动预案',
      '起草口径',
      '口径发布生效',
    ]
    expect(told.filter((entry) => story.includes(entry))).toEqual(story)
  })

  it('fits a telephone: queue, article, facts and the room do not scroll sideways', async () => {
    const hand = await visitors.enter('gx-duty', flagPath, phone)
    await seen(hand, '与官方数据不符')
    for (const pane of ['列表', '报道', '依据与处置']) {
      await hand.getByRole('tab', { name: pane }).click()
      expect([pane, await fitsWidth(hand)]).toEqual([pane, true])
    }
    await hand.goto(roomPath)
    await seen(hand, '处置中')
    for (const tab of ['经过', '报告', '口径', '决定']) {
      await hand.getByRole('tab', { name: tab }).click()
      expect([tab, await fitsWidth(hand)]).toEqual([tab, true])
    }
  })

  it('was quiet: no page reported an error', () => {
    expect(visitors.faults).toEqual([])
  })
})

const seconds = (text: string) => {
  const [h, m, s] = /(\d+):(\d\d):(\d\d)/.exec(text)!.slice(1).map(Number)
  return h! * 3600 + m! * 60 + s!
}
const timeLeft = async (page: Page) => seconds(await page.locator('.nearest').innerText())
/** The time left once it has changed. */
async function later(page: Page): Promise<number> {
  const before = await page.locator('.nearest').innerText()
  await expect.poll(() => page.locator('.nearest').innerText(), { timeout: 5_000 }).not.toBe(before)
  return timeLeft(page)
}
