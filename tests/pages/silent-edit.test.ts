/**
 * AC-09 at real pages: asked at 11:00 to correct, the outlet edits in silence at 13:00, of nine reprints two follow and one goes;
 * at 18:00 the edit is undone. What people see of it: both texts, the difference, the share of reprints, 改稿未说明 and reopened.
 */
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import type {
  CorrectionDetail,
  CorrectionShown,
  FlagActionAnswer,
  FlagDetail,
  Page as Listed,
  Stories,
} from '../../api/contract.ts'
import { silentEdits } from '../../demo/silent-edits.ts'
import { done } from '../journeys/steps.ts'
import { hour, minute } from '../../domain/time.ts'
import { testClock } from '../support/clock.ts'
import { act, move, reason, seen } from '../browser/gestures.ts'
import { at, onStage, type Stage } from './stage.ts'

const clock = testClock('2026-11-20T10:00:00+08:00')
// Reprints at home: one of an overseas outlet is handed off and asked by nobody (AC-05).
const articles = silentEdits()
  .filter((a) => a.key.startsWith('cpi-'))
  .map((a) => (a.outlet === 'weigang' ? { ...a, outlet: 'liujiang' as const } : a))
const reprints = articles.length - 1
let stage: Stage
let leadPath = ''

onStage({ clock, articles, outlets: ['guijiang', 'huanan', 'liujiang'] }, async (s) => {
  stage = s
  const { house } = s
  // The original first: it is what people are shown, and its reprints follow it.
  for (const keys of [articles.slice(0, 1), articles.slice(1)]) {
    for (const { key } of keys) house.world.publish(key)
    await house.poll()
  }
  leadPath = `/corrections/${await askedAt('2026-11-20 11:00:00')}`
})

/** Two people call it false, it is opened as a matter, and the original with its reprints is asked to correct. */
async function askedAt(time: string): Promise<string> {
  const { house } = stage
  const [monitor, division, other, office, director] = await Promise.all(
    ['gx-monitor', 'gx-zonghe', 'gx-hesuan', 'gx-office', 'gx-director'].map((who) => house.as(who)),
  )
  const { flagId } = done(await monitor!.get<Stories>('/api/flags')).items[0]!
  const { flag, claims } = done(await division!.get<FlagDetail>(`/api/flags/${flagId}`))
  const articleVersionId = flag.articleVersionId
  const verdict = { verdict: 'false', reason: '同比误作环比', articleVersionId }
  const { id: reviewId } = done(await division!.post(`/api/flags/${flagId}/verdict`, verdict))
  done(await other!.post(`/api/flags/${flagId}/confirm-verdict`, { reviewId }))
  done(await monitor!.post<FlagActionAnswer>(`/api/flags/${flagId}/mark-suspected-major`))
  const { field, start, end } = claims.find((c) => c.verdict === 'false')!.span
  const ask = { articleVersionId, ask: 'correct', field, start, end }
  const { id } = done(await office!.post(`/api/flags/${flagId}/corrections`, ask))
  done(await office!.post(`/api/corrections/${id}/act`, { verb: 'add-reprints' }))
  clock.set(at(time))
  const { items } = done(await director!.get<Listed<CorrectionShown>>('/api/corrections?pageSize=100'))
  for (const { id: each, outletName } of items) {
    const { revision, hash } = done(await director!.get<CorrectionDetail>(`/api/corrections/${each}`))
    const send = (verb: string, more = {}) =>
      director!.post(`/api/corrections/${each}/act`, { verb, revision, hash, ...more })
    done(await send('approve'))
    done(await send('send', { way: 'paper', address: `${outletName}总编室` }))
  }
  return id
}

/** Lets time pass in steps, and the machine look again at whatever is due. */
async function looksUntil(time: string, stepMs = 15 * minute): Promise<void> {
  for (const until = at(time).getTime(); clock.now().getTime() < until; ) {
    clock.set(new Date(Math.min(until, clock.now().getTime() + stepMs)))
    await stage.house.quiet()
  }
}

describe('AC-09 a silent edit after publication', () => {
  let office: Page

  it('is waited for on the board after the letter of 11:00', async () => {
    office = await stage.visitors.enter('gx-office', '/corrections')
    const waiting = office.getByRole('region', { name: '已发出，等更正' })
    await seen(waiting, '环比上涨3.4%')
    expect(await waiting.locator('.kanban-card').count()).toBe(1 + reprints)
    await office.goto(leadPath)
    await seen(office.locator('header.panel'), '2026-11-20 11:00:00')
  })

  it('is called 改稿未说明 by the look that saw it, not corrected, with the difference whole', async () => {
    const { world } = stage.house
    await looksUntil('2026-11-20 12:45:00', hour)
    world.edit('cpi-original')
    for (const n of [1, 2]) world.edit(`cpi-reprint-${n}`)
    world.withdraw('cpi-reprint-3')
    await looksUntil('2026-11-20 13:30:00')
    const head = office.locator('header.panel')
    await seen(head, '改稿未说明')
    expect(await head.innerText()).not.toMatch(/已更正(?!”)/)
    const now = office.locator('.two-columns')
    await seen(now, '未见更正说明')
    const [gone, come] = await Promise.all(['del', 'ins'].map((tag) => now.locator(tag).allInnerTexts()))
    expect([gone, come]).toEqual([['环比'], ['同比', '，环比上涨0.4%']])
    await now.getByRole('link', { name: '第 1 版存证' }).click()
    await seen(office, '下载全部证据')
    await office.getByRole('tab', { name: /版本对比/ }).click()
    const sides = office.locator('.diff-sides .diff-row.reading').first().locator('> div')
    await sides.first().waitFor()
    expect(await sides.nth(0).innerText()).toContain('环比上涨3.4%')
    expect(await sides.nth(1).innerText()).toContain('同比上涨3.4%，环比上涨0.4%')
  })

  it('counts the reprints apart: three of nine carry the error no more, six still do', async () => {
    await office.goto(leadPath)
    await seen(office, '转载 9 处，已不再载有该错误 3 处（3/9）')
    await seen(office, '已更正（有复查证据）0，改稿未说明 2，已删除 1，仍为错误 6')
    await office.goto('/corrections?view=outlets')
    const row = office.getByRole('row').filter({ hasText: '桂江新闻网' })
    await row.waitFor()
    expect(await office.getByRole('columnheader').allInnerTexts()).toContain('改稿未说明')
  })

  it('leaves people the choice to ask for a note or to accept', async () => {
    const director = await stage.visitors.enter('gx-director', leadPath)
    await move(director, '再次致函')
    await seen(director.getByRole('dialog'), '请注明更正')
    await director.getByRole('dialog').getByRole('button', { name: '取消' }).click()
    await move(director, '接受改动')
    await seen(director.getByRole('dialog'), '登记为“改稿未说明”，不计为已更正')
    await reason(director, '内容已改正，不再要求说明')
    await act(director, '接受改动')
    await seen(office.locator('body'), '更正要求')
  })

  it('is opened again when the page is changed back at 18:00', async () => {
    await looksUntil('2026-11-20 17:45:00', 2 * hour)
    stage.house.world.edit('cpi-original')
    await looksUntil('2026-11-20 18:30:00')
    await office.goto(leadPath)
    const head = office.locator('header.panel')
    await seen(head, '重新打开')
    const looks = await office.locator('section', { hasText: '复查记录' }).last().innerText()
    expect(looks).toMatch(/改稿未说明[\s\S]*改回/)
    await office.goto('/messages')
    await seen(office, '更正')
  })

  it('was quiet: no page reported an error', () => {
    expect(stage.visitors.faults).toEqual([])
  })
})
