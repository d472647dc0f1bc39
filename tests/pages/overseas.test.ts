/**
 * AC-05 at real pages: a foreign wire at 14:00, its wrong translation on a domestic portal at 15:10, marked there by the city at
 * 15:20, a Hong Kong paper at 16:00. The city hands up, the region's office chooses the channel, and the portal is asked to correct.
 */
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { demoScript } from '../../demo/script.ts'
import { testClock } from '../support/clock.ts'
import { act, move, reason, seen } from '../browser/gestures.ts'
import { at, onStage, type Stage } from './stage.ts'

const clock = testClock('2026-11-20T13:50:00+08:00')
const articles = demoScript(clock.now()).filter((a) => ['wire', 'wire-translated', 'wire-hongkong'].includes(a.key))
let stage: Stage
onStage({ clock, articles }, async (s) => {
  stage = s
  await prints('wire', '2026-11-20 14:00:00')
  await prints('wire-translated', '2026-11-20 15:10:00')
})

async function prints(key: string, time: string): Promise<void> {
  clock.set(at(time))
  stage.house.world.publish(key)
  await stage.house.poll()
}

const portal = '外媒：2022年广西经济下降2.9%'
const wire = "Economic growth in China's Guangxi slowed to 2.9% in 2022"
const paper = '廣西經濟2022年倒退2.9% 遜於全國'

/** Finds an article by its headline and opens it. */
async function opens(page: Page, title: string): Promise<void> {
  await page.goto(`/articles?q=${encodeURIComponent(title)}`)
  await page.getByRole('link', { name: title, exact: true }).click()
  await page.getByRole('tab', { name: /传播链/ }).waitFor()
}

describe('AC-05 a foreign wire, its translation at home, its repetition in Hong Kong', () => {
  let monitor: Page
  let city: Page
  let office: Page
  let roomPath = ''

  it('starts the two hours at 15:20, when the city marks the page of the portal', async () => {
    clock.set(at('2026-11-20 15:20:00'))
    monitor = await stage.visitors.enter('lz-monitor', '/articles')
    await opens(monitor, portal)
    await move(monitor, '提交研判')
    await reason(monitor, '涉及广西统计数据，请研判')
    await act(monitor, '提交研判')
    await move(monitor, '标为疑似重大')
    await act(monitor, '标为疑似重大')
    const clocks = monitor.getByRole('region', { name: '时限' })
    await seen(clocks, '两小时上报')
    await seen(clocks, '2026-11-20 15:20:00')
    await seen(clocks, '2026-11-20 17:20:00')
    roomPath = new URL(monitor.url()).pathname
    await stage.house.quiet()
    await prints('wire-hongkong', '2026-11-20 16:00:00')
  })

  it('shows one chain of three that begins with the wire', async () => {
    await opens(monitor, paper)
    await monitor.getByRole('tab', { name: /传播链/ }).click()
    await seen(monitor, '首发媒体：Meridian Wire（外国） · 3 篇报道')
    const links = await monitor.locator('.chain > li').allInnerTexts()
    expect(links.map((text) => text.replace(/\s+/g, ' '))).toEqual([
      expect.stringMatching(/^Meridian Wire 外国 首发 .* 2026-11-20 14:00:00/),
      expect.stringMatching(/^华南门户网 境内 .* 2026-11-20 15:10:00 .* 链接指向Meridian Wire$/),
      expect.stringMatching(/^維港財經 港澳 .* 2026-11-20 16:00:00 .* 链接指向华南门户网$/),
    ])
  })

  it('finds the turned sign on the page of the portal, and nothing wrong in the wire', async () => {
    await opens(monitor, portal)
    await monitor.getByRole('tab', { name: /数字核对/ }).click()
    await seen(monitor, '升降方向错误')
    await seen(monitor, '升降方向相反：2022年广西地区生产总值比上年增长2.9%。')
    await opens(monitor, wire)
    await monitor.getByRole('tab', { name: /数字核对/ }).click()
    await seen(monitor, '“slowed to 2.9%”')
    expect(await monitor.locator('#page').innerText()).not.toMatch(/升降方向|与官方数据不符/)
  })

  it('is handed off once an outlet, the Hong Kong paper never as a foreign one', async () => {
    city = await stage.visitors.enter('lz-office', `${roomPath}?tab=handoffs`)
    const list = city.locator('#section-handoffs li')
    await list.nth(1).waitFor()
    expect(await list.filter({ hasText: 'Meridian Wire' }).innerText()).toContain('外国')
    const hongKong = list.filter({ hasText: '維港財經' })
    expect(await hongKong.innerText()).toContain('港澳')
    expect(await hongKong.innerText()).not.toContain('外国')
    await hongKong.getByRole('link').click()
    await seen(city, '港澳')
    expect(await city.locator('#page').innerText()).not.toContain('外国')
    await city.goBack()
    await list.filter({ hasText: 'Meridian Wire' }).getByRole('link').click()
  })

  it('lets the city hand up and nothing more: the channel is the region’s to choose', async () => {
    await move(city, '归类')
    await act(city, '归类')
    await seen(city, '已归类')
    const choose = city.getByRole('button', { name: '确定渠道', exact: true })
    expect(await choose.getAttribute('aria-disabled')).toBe('true')
    await seen(
      city,
      /确定渠道.*自治区统计局应急办公室应会同本级对外宣传部门或报告国家统计局国际合作司处理。——附4第九条/,
    )
    await move(city, '上交自治区局')
    await act(city, '上交自治区局')
    await seen(city, '已上交')
    office = await stage.visitors.enter('gx-office', '/handoffs')
    await office.getByRole('link', { name: 'Meridian Wire' }).click()
    await move(office, '准备材料')
    const sheet = office.getByRole('dialog')
    await sheet.getByLabel('中文译文').fill('2022年广西经济增速放缓至2.9%。')
    await sheet.getByLabel('译校人').fill('韦译校')
    await sheet.getByLabel('对方提问或需回应之处').fill('增速放缓的原因')
    await act(office, '准备材料')
    await move(office, '确定渠道')
    await sheet.getByLabel('移交渠道').click()
    const offered = office.locator('.ant-select-item-option')
    expect(await offered.allInnerTexts()).toEqual(['会同本级对外宣传部门', '报告国家统计局国际合作司'])
    await offered.getByText('报告国家统计局国际合作司').click()
    await sheet.getByLabel('接收单位').fill('国家统计局国际合作司')
    await act(office, '确定渠道')
    await move(office, '移交')
    await act(office, '移交')
    for (const page of [office, city]) await seen(page.locator('header.panel'), '已移交')
    await seen(office, '移交执行前，任何单位不得答复该媒体；境内转载不影响移交。')
  })

  it('asks the portal to correct meanwhile, once two people called its page false', async () => {
    await opens(monitor, portal)
    await monitor.getByRole('link', { name: '打开预警' }).click()
    await monitor.locator('.verdicts').getByText('不实').click()
    await monitor.getByLabel('理由').fill('外电原文为增速放缓至2.9%，该网译为下降2.9%')
    await move(monitor, '提交研判')
    const flagPath = new URL(monitor.url()).pathname
    const second = await stage.visitors.enter('lz-zonghe', flagPath)
    await move(second, '复核确认为不实')
    await city.goto(flagPath)
    await move(city, '起草更正函')
    await seen(city.getByRole('dialog'), '下降2.9% → 同比 2.9%')
    await city.getByRole('dialog').getByRole('button', { name: '起草更正函' }).click()
    await seen(city, '关于更正有关统计数据的函')
    const head = await stage.visitors.enter('lz-head', new URL(city.url()).pathname)
    await move(head, '批准函件')
    await act(head, '批准函件')
    await move(head, '发出')
    await head.getByRole('dialog').getByLabel('地址').fill('华南门户网总编室')
    await act(head, '发出')
    await seen(head.locator('header.panel'), '已发出')
    await city.goto(`${roomPath}?tab=corrections`)
    await seen(city.locator('#section-corrections'), '华南门户网')
    await city.getByRole('tab', { name: /境外移交/ }).click()
    await seen(city.locator('#section-handoffs'), '已移交')
  })

  it('was quiet: no page reported an error', () => {
    expect(stage.visitors.faults).toEqual([])
  })
})
