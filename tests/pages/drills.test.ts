/** The drill console: a drill is begun at the page, runs in its own time, can be sped up, stopped and leapt, and ends in its result sheet. */
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { testClock } from '../support/clock.ts'
import { fitsWidth, phone } from '../support/visitors.ts'
import { act, move, seen } from '../browser/gestures.ts'
import { at, onStage, type Stage } from './stage.ts'

const clock = testClock('2026-11-03T09:00:00+08:00')
let stage: Stage
onStage({ clock, articles: [], outlets: [] }, async (s) => {
  stage = s
})

describe('the drill console', () => {
  let director: Page
  let path = ''
  const head = () => director.locator('header.panel')
  /** The inject that begins with these words, as it stands on the page. */
  const inject = (words: string) => director.locator('.timeline > li').filter({ hasText: words })

  it('begins a drill by its script and gives the first report at once, to those it names', async () => {
    director = await stage.visitors.enter('gx-director', '/drills')
    await seen(director, '没有演练')
    await director.getByRole('button', { name: '开始演练' }).click()
    const sheet = director.getByRole('dialog')
    await sheet.getByLabel('脚本').click()
    await director.locator('.ant-select-item-option').getByText('网传虚假地区生产总值数据引发舆情（演练）').click()
    await seen(sheet, '5 条情况通报')
    await sheet.getByLabel('演练单位').click()
    await director.locator('.ant-select-item-option').getByText('广西壮族自治区统计局').click()
    await sheet.getByRole('button', { name: '开始演练' }).click()
    await seen(head(), '进行中')
    path = new URL(director.url()).pathname
    await stage.house.quiet()
    await seen(inject('一家网络媒体发布稿件'), '已通报')
    await seen(inject('转载增至三十余家'), '未到')
    const duty = await stage.visitors.enter('gx-duty', '/messages')
    await seen(duty, '一家网络媒体发布稿件')
  })

  it('runs at its own speed from then on: half a minute at sixty times is half an hour', async () => {
    await move(director, '调整倍速')
    await director.getByRole('dialog').getByLabel('时间倍速').click()
    await director.locator('.ant-select-item-option').getByText('60 倍').click()
    await act(director, '调整倍速')
    await seen(head(), '60 倍')
    clock.set(at('2026-11-03 09:00:30'))
    await stage.house.quiet()
    await director.reload()
    await seen(head(), /2026-11-03 09:3\d:\d\d/)
    await seen(head(), '2026-11-03 09:40:00')
  })

  it('stands while it is stopped, and goes on where it stood', async () => {
    await move(director, '暂停')
    await act(director, '暂停')
    await seen(head(), '已暂停')
    clock.set(at('2026-11-03 10:00:30'))
    await stage.house.quiet()
    await director.reload()
    await seen(head(), /2026-11-03 09:3\d:\d\d/)
    await seen(inject('转载增至三十余家'), '未到')
    await move(director, '继续')
    await act(director, '继续')
    await seen(head(), '进行中')
  })

  it('leaps to what comes next, and what falls due on the way is told', async () => {
    await move(director, '跳到下一节点')
    await act(director, '跳到下一节点')
    await stage.house.quiet()
    await seen(inject('转载增至三十余家'), '已通报')
    await move(director, '记录观察')
    const sheet = director.getByRole('dialog')
    await sheet.getByLabel('所观察事项').click()
    await director.locator('.ant-select-item-option').getByText('专业处核对官方数据，确认差异').click()
    await sheet.getByLabel('观察记录').fill('综合处 25 分钟内给出核对结果')
    await act(director, '记录观察')
  })

  it('ends in a result sheet that says who did what when, to take away', async () => {
    await move(director, '结束演练')
    await director.getByRole('dialog').getByLabel('说明').fill('因工作安排提前结束')
    await act(director, '结束演练')
    await seen(head(), '已中止')
    const results = director.getByRole('table')
    const row = (what: string) => results.getByRole('row').filter({ hasText: what })
    expect(await row('专业处核对官方数据').innerText()).toContain('超时')
    expect(await row('发现后两小时内报告').innerText()).toContain('未办')
    const [download] = await Promise.all([
      director.waitForEvent('download'),
      director.getByRole('link', { name: '导出结果单' }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(/\.xlsx$/)
    expect(
      readFileSync(await download.path())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK')
    await director.goto('/drills')
    await seen(director, '已中止')
    await seen(director, '11、0、1、10')
  })

  it('fits a phone, and counts nowhere among what is real', async () => {
    const hand = await stage.visitors.enter('gx-office', path, phone)
    await seen(hand, '应办事项')
    expect(await fitsWidth(hand)).toBe(true)
    await hand.goto('/statistics')
    await hand.getByRole('heading', { level: 1 }).waitFor()
    expect(await hand.locator('#page').innerText()).not.toContain('网传虚假地区生产总值')
    expect(stage.visitors.faults).toEqual([])
  })
})
