/**
 * AC-10 at real pages: two days before its release a foreign account gives a number. The calendar alone flags it; the duty officer
 * takes both branches; the leak exists for the secrecy group only; nothing but "not yet released" may be said.
 */
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import type { DemoArticle } from '../../demo/outlet.ts'
import { testClock } from '../support/clock.ts'
import { act, move, seen } from '../browser/gestures.ts'
import { onlyPoints, putInForce } from './prepared.ts'
import { at, onStage, type Stage } from './stage.ts'

const title = '广西前三季度GDP 2.1万亿 同比增长4.7%'
const post: DemoArticle = {
  ...{ key: 'early', outlet: 'meridian', afterMs: 0, kind: 'unreleased', title, byline: 'Helen Marlowe', editor: '' },
  paragraphs: [
    '据广西官方人士透露，2026年前三季度广西地区生产总值2.1万亿元，同比增长4.7%。',
    '该人士称，数据将于两天后发布。',
  ],
  expected: { flag: true, types: ['M12'] },
}
const clock = testClock('2026-10-20T09:00:00+08:00')
let stage: Stage
onStage({ clock, articles: [post], outlets: ['meridian'] }, async (s) => {
  stage = s
})

const calendar = `id,indicators,indicators_zh,region,region_zh,period,period_type,scheduled_at,publisher,released_at,note
gdp-2026q3,gdp,地区生产总值,450000,广西,2026Q3,cumulative,2026-10-22T10:00:00+08:00,广西统计局,,`
const onlyThis = '对外只说明该数据尚未发布、以发布日程为准，不证实、不否认、不评论具体数字。——平台规则'

describe('AC-10 a number two days before its release', () => {
  let duty: Page
  let office: Page
  let roomPath = ''

  it('is flagged by the calendar alone: the page holds no value and speaks of no match', async () => {
    const division = await stage.visitors.enter('gx-zonghe', '/calendar')
    await move(division, '导入日程')
    const sheet = division.getByRole('dialog')
    const file = { name: '发布日程.csv', mimeType: 'text/csv', buffer: Buffer.from(calendar) }
    await sheet.locator('input[type=file]').setInputFiles(file)
    await sheet.getByRole('button', { name: '检查' }).click()
    await seen(sheet, '共 1 项：新增 1')
    await act(division, '导入')
    stage.house.world.publish('early')
    await stage.house.poll()
    duty = await stage.visitors.enter('gx-duty', '/review')
    const facts = duty.locator('#pane-facts')
    await seen(facts, '按发布日程，2026年前三季度广西地区生产总值在报道时尚未公布，计划 2026-10-22 10:00 发布。')
    await seen(facts, '系统没有真实数值，不作比对')
    await seen(facts, '《统计法实施条例》第二十八条')
    await seen(facts, '疑似提前泄露')
    for (const word of ['一致', '与官方数据不符', '接近']) expect(await facts.innerText()).not.toContain(word)
  })

  it('offers both branches; the leak is told within eight hours, from the moment it was found', async () => {
    clock.set(at('2026-10-20 09:05:00'))
    await seen(duty, '编造，或者提前泄露。系统没有真实数值，不判断真假。两种可能分别办理，互不替代。')
    await move(duty, '按疑似泄密报告')
    const sheet = duty.getByRole('dialog')
    await seen(sheet, '发现人须在 8 小时内')
    await seen(sheet, '附3第五条')
    await sheet.getByRole('button', { name: '按疑似泄密报告' }).click()
    await seen(sheet, '已登记为 B2026-0001，并通知涉密工作应急小组。请在 2026-10-20 17:05:00 前线下完成报告。')
    expect(await sheet.getByRole('button', { name: '取消' }).isVisible()).toBe(false)
    await act(duty, '知道了')
  })

  it('runs the media plan beside it, to other people and by another clock', async () => {
    clock.set(at('2026-10-20 09:06:00'))
    await move(duty, '按虚假数据处置')
    await act(duty, '标为疑似重大')
    const head = duty.locator('header.panel')
    await seen(head, '24 小时上报')
    await seen(head, '2026-10-21 09:06:00')
    roomPath = new URL(duty.url()).pathname
  })

  it('exists for the secrecy group with both clocks, and for nobody of the media', async () => {
    const secrecy = await stage.visitors.enter('gx-secrecy', '/incidents')
    await secrecy.getByRole('link', { name: '疑似提前泄露线索', exact: true }).click()
    const clocks = secrecy.getByRole('region', { name: '时限' })
    await seen(clocks, '发生单位或发现的个人向涉密工作应急小组报告')
    await seen(clocks, '2026-10-20 17:05:00')
    await seen(clocks, '向同级保密行政管理部门和上级主管部门报告')
    await seen(clocks, '2026-10-21 09:05:00')
    await seen(secrecy.locator('header.panel'), '涉密，限定知悉范围')
    expect(await secrecy.locator('#page').innerText()).not.toMatch(/2\.1|4\.7/)

    office = await stage.visitors.enter('gx-office', '/incidents')
    for (const page of [office, duty]) {
      await page.goto('/incidents')
      await page.getByRole('link', { name: title, exact: true }).waitFor()
      expect(await page.locator('#page').innerText()).not.toMatch(/B2026|泄露|涉密/)
      await page.goto(new URL(secrecy.url()).pathname)
      await seen(page, '没有找到')
      await page.goto(roomPath)
      await seen(page.locator('header.panel'), '2026-0001')
      expect(await page.locator('#page').innerText()).not.toMatch(/B2026|泄密|涉密工作/)
    }
  })

  it('lets no draft confirm it, deny it or mention the case: only "not yet released, see the calendar" goes on', async () => {
    await move(office, '起草口径')
    await office.getByLabel('统一答复').fill('网传广西前三季度地区生产总值2.1万亿元，该数据不实。')
    await office.getByRole('button', { name: '保存草稿' }).click()
    const section = office.locator('#section-talking-points')
    const submit = section.getByRole('button', { name: '提交核对', exact: true })
    const refused = async () => {
      await seen(section, onlyThis)
      expect(await submit.getAttribute('aria-disabled')).toBe('true')
    }
    const says = async (text: string) => {
      await move(office, '修改')
      await office.getByLabel('统一答复').fill(text)
      await office.getByRole('button', { name: '保存为新稿' }).click()
      await seen(section.locator('.points'), text)
    }
    await refused()
    await says('广西前三季度地区生产总值尚未发布，以发布日程为准；网传2.1万亿元与实际接近。')
    await refused()
    await says('广西前三季度地区生产总值尚未发布，以发布日程为准；疑似泄密线索正在追查。')
    await refused()
    await says('广西前三季度地区生产总值尚未发布，请以发布日程为准。')
    await move(office, '提交核对')
    await office.getByRole('dialog').getByRole('button', { name: '取消' }).click()
  })

  it('holds a statement to the same line when it is to be checked', async () => {
    const incidentId = roomPath.split('/')[2]!
    await putInForce(stage.house, await onlyPoints(stage.house, incidentId))
    const speaker = await stage.visitors.enter('gx-spokes', `${roomPath}?tab=releases`)
    await move(speaker, '起草发布')
    await speaker.getByLabel('标题').fill('关于网传数据的说明')
    await speaker.getByLabel('正文').fill('网传2.1万亿元与实际数据不符。该数据尚未发布，请以发布日程为准。')
    await speaker.getByRole('button', { name: '保存', exact: true }).click()
    await seen(speaker.locator('header.panel'), '第 1 稿')
    const division = await stage.visitors.enter('gx-zonghe', new URL(speaker.url()).pathname)
    const check = division.getByRole('button', { name: '数据核查通过', exact: true })
    await seen(division, onlyThis)
    expect(await check.getAttribute('aria-disabled')).toBe('true')
    await move(speaker, '修改')
    await speaker.getByLabel('正文').fill('该数据尚未发布，请以发布日程为准。')
    await speaker.getByRole('button', { name: '保存', exact: true }).click()
    await seen(division.locator('header.panel'), '第 2 稿')
    await move(division, '数据核查通过')
    await act(division, '数据核查通过')
    await seen(division, '甘综合')
  })

  it('was quiet: no page reported an error', () => {
    // Asking for a matter that does not exist for the person is answered 404.
    expect(stage.visitors.faults.filter((fault) => !fault.includes('404'))).toEqual([])
  })
})
