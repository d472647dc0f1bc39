/**
 * AC-07 at real pages: talking points use a figure that is replaced this morning (24740.86 → 25209.10). They are recalled, the
 * press conference of 16:00 stands blocked until it is bound to the next version, every holder confirms, what was published
 * wants correcting, and nobody answers from the old text any more.
 */
import { readFileSync } from 'node:fs'
import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import type { ReleaseDetail } from '../../api/contract.ts'
import { demoScript } from '../../demo/script.ts'
import { demoFigures } from '../../main/seed-demo.ts'
import { bringsToQueue, done, marks, published } from '../journeys/steps.ts'
import { testClock } from '../support/clock.ts'
import { act, move, reason, seen } from '../browser/gestures.ts'
import { approvedRelease, pointsInForce } from './prepared.ts'
import { at, onStage, type Stage } from './stage.ts'

const [header, ...rows] = readFileSync(demoFigures, 'utf8').trim().split('\n') as [string, ...string[]]
const [firstKey, nextKey] = ['450000-gdp-2021-year-level-v1', '450000-gdp-2021-year-level-v2']
/** The official figures before this morning: the preliminary number of 2021 stands. */
const figures = [header, ...rows.filter((row) => !row.startsWith(nextKey))]
  .map((row) => (row.startsWith(firstKey) ? row.replace('2022-12-29T10:00:00+08:00', '') : row))
  .join('\n')
const replacement = `${header}\n${rows.find((row) => row.startsWith(nextKey))!.replace('2022-12-29T10:00:00+08:00', '2026-11-20T09:30:00+08:00')}\n`

const [before, after] = ['2021年广西地区生产总值24740.86亿元。', '2021年广西地区生产总值25209.10亿元。']
const body = (text: string, figureId: string) => ({
  ...{ summary: `以公布数据为准：${text}`, facts: [{ text, figureId }], dos: [], donts: [], questions: [] },
})
const release = (title: string, meeting: object | null) => ({
  kind: meeting ? 'press_conference' : 'notice',
  body: { title, text: before, publicity: 'public', claim: '', quoted: [], meeting },
})

const clock = testClock('2026-11-20T08:30:00+08:00')
const articles = demoScript(clock.now()).filter((a) => a.key === 'gdp-fabricated')
let stage: Stage
let incidentId = ''
let [conference, notice] = ['', '']

onStage({ clock, articles, figures, outlets: ['huanan'] }, async (s) => {
  stage = s
  const { house } = s
  await published(house, 'gdp-fabricated')
  const duty = await house.as('gx-duty')
  incidentId = await marks(duty, await bringsToQueue(duty, '广西GDP数据系编造'))
  await pointsInForce(house, incidentId, body(before, firstKey))
  notice = await approvedRelease(house, incidentId, release('关于网传数据的公告', null))
  const office = await house.as('gx-office')
  const { release: it } = done(await office.get<ReleaseDetail>(`/api/releases/${notice}`))
  done(await office.post(`/api/releases/${notice}/publish`, { revision: it.revision, hash: it.hash }))
  const meeting = {
    ...{ venue: '自治区统计局新闻发布厅', at: at('2026-11-20 16:00:00').toISOString(), invitation: '', agenda: [] },
    speakers: [{ name: '闭发言', post: '新闻发言人' }],
  }
  conference = await approvedRelease(house, incidentId, release('新闻发布会', meeting))
})

/** Confirms the order to stop, and waits until the house has it. */
async function confirms(page: Page): Promise<void> {
  const button = page.getByRole('button', { name: '确认停用' })
  await button.click()
  await button.waitFor({ state: 'detached' })
}
/** A button that folds away with those of another state, and cannot be pressed. */
const folded = (where: Page | Locator, name: string): Locator =>
  where.locator('details button[aria-disabled=true]').filter({ hasText: new RegExp(`^${name}$`) })

const patience = { timeout: 45_000 }
const holders = ['gx-spokes', 'gx-newscentre', 'gx-office', 'gx-director']

describe('AC-07 a figure replaced after the talking points were approved', () => {
  let director: Page
  let speaker: Page
  let division: Page

  it('tells whoever brings the new number in what of ours used the old one', async () => {
    clock.set(at('2026-11-20 15:20:00'))
    division = await stage.visitors.enter('gx-zonghe', '/figures/imports')
    const file = { name: '最终核实数.csv', mimeType: 'text/csv', buffer: Buffer.from(replacement) }
    await division.locator('input[type=file]').setInputFiles(file)
    await division.getByRole('button', { name: '读取并核对' }).click()
    await seen(division, '最终核实数.csv')
    await stage.house.quiet()
    await move(division, '确认保存')
    await seen(division.getByRole('dialog'), '引用旧数的研判、口径和报告会重新打开，并通知负责人')
    await division.getByRole('dialog').getByRole('button', { name: '确认保存' }).click()
    await stage.house.quiet()
    await seen(division, '已保存 1 条数据。')
    await division.goto('/figures/reopened')
    await seen(division, '25,209.10')
    expect(await division.locator('del').first().innerText()).toContain('24,740.86')
  })

  it('is recalled by the office, and its holders are told to stop', async () => {
    clock.set(at('2026-11-20 15:30:00'))
    director = await stage.visitors.enter('gx-director', `/incidents/${incidentId}?tab=talking-points`)
    const section = director.locator('#section-talking-points')
    await seen(section, '该数据已修订，须更新口径')
    await move(director, '撤回')
    await reason(director, '所用为初步核算数，今晨已由最终核实数替换')
    await act(director, '撤回')
    await seen(section, '已撤回')
    await seen(section, '口径已通知停用，以下人员须确认：')
    await expect.poll(() => section.getByText('未确认').count(), patience).toBe(holders.length)
  })

  it('shows each holder the order, and takes the confirmation of each by itself', async () => {
    clock.set(at('2026-11-20 15:35:00'))
    speaker = await stage.visitors.enter('gx-spokes', '/messages')
    await move(speaker, '全部标为已读')
    await confirms(speaker)
    await director.reload()
    const section = director.locator('#section-talking-points')
    await seen(section, '已确认停用 2026-11-20 15:35:00')
    await expect.poll(() => section.getByText('未确认').count(), patience).toBe(holders.length - 1)
    for (const who of holders.slice(1)) {
      const page = who === 'gx-director' ? director : await stage.visitors.enter(who, '/messages')
      await page.goto('/messages')
      await confirms(page)
    }
    await director.goto(`/incidents/${incidentId}?tab=talking-points`)
    await expect.poll(() => section.getByText('已确认停用').count(), patience).toBe(holders.length)
  })

  it('blocks the press conference of 16:00 until it is bound to what is in force', async () => {
    await speaker.goto(`/releases/${conference}`)
    await seen(speaker, '2026-11-20 16:00:00')
    await seen(speaker, '发布已暂停')
    await seen(speaker, '绑定口径第 1 版 · 已撤回')
    await folded(speaker, '立即发布').waitFor({ state: 'attached' })
  })

  it('wants what is already public corrected', async () => {
    await director.goto(`/releases/${notice}`)
    await seen(director, '发布依据已失效。')
    await seen(director, '请起草更正、撤回发布，或说明理由维持不变。')
    const correct = director.getByRole('button', { name: '起草更正', exact: true })
    expect(await correct.getAttribute('aria-disabled')).toBeNull()
  })

  it('goes on with the next version at 15:50: the conference is bound to it and checked anew', async () => {
    clock.set(at('2026-11-20 15:50:00'))
    await pointsInForce(stage.house, incidentId, body(after, nextKey))
    await move(speaker, '修改')
    await speaker.getByLabel('正文').fill(after)
    await speaker.getByRole('button', { name: '保存', exact: true }).click()
    await seen(speaker, '绑定口径第 2 版 · 生效')
    expect(await speaker.getByText('发布已暂停').count()).toBe(0)
    await division.goto(`/releases/${conference}`)
    await move(division, '数据核查通过')
    await act(division, '数据核查通过')
    await seen(speaker, /甘综合 2026-11-20 15:50:00/)
  })

  it('takes no answer from the old text at 15:55; what was said is written down as a deviation', async () => {
    clock.set(at('2026-11-20 15:55:00'))
    await speaker.goto(`/incidents/${incidentId}?tab=talking-points`)
    const section = speaker.locator('#section-talking-points')
    await section.getByRole('button', { name: /第 1 版/ }).click()
    await seen(section, before)
    await folded(section, '登记答复').waitFor({ state: 'attached' })
    await move(speaker, '登记超出口径的答复')
    const sheet = speaker.getByRole('dialog')
    for (const [label, text] of [
      ['媒体', '某报'],
      ['记者', '王记者'],
      ['提问', '2021年总量是多少'],
      ['答复', '24740.86亿元'],
      ['偏离理由', '撤回前已口头答复，已电话说明更正'],
    ] as const)
      await sheet.getByLabel(label).fill(text)
    await act(speaker, '登记超出口径的答复')
    await seen(section, '撤回前已口头答复，已电话说明更正')
  })

  it('keeps both texts, and says in the timeline what happened', async () => {
    const section = speaker.locator('#section-talking-points')
    await seen(section, before)
    await section.getByRole('button', { name: /第 2 版/ }).click()
    await seen(section, after)
    await speaker.getByRole('tab', { name: '经过' }).click()
    const told = await speaker.locator('.timeline').innerText()
    for (const words of ['口径撤回', '口径发布生效', '2026-11-20 15:30:00', '2026-11-20 15:50:00'])
      expect(told).toContain(words)
  })

  it('was quiet: no page reported an error', () => {
    expect(stage.visitors.faults).toEqual([])
  })
})
