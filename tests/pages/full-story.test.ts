/**
 * One matter from the first false figure to the closed incident, as people live it: a city's own affair that becomes the region's
 * (AC-04), the two hours, talking points, a notice, letters to four outlets of which one corrects, one edits in silence, one stays and
 * one is gone, and the after-action report with every time. Each person at a page of their own; outlets change their pages, and the
 * product finds out by its own looks.
 */
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { correctedStory } from '../../demo/corrected-story.ts'
import { hour, minute, shanghaiTime } from '../../domain/time.ts'
import { clocksOf } from '../../store/clocks.ts'
import { testClock } from '../support/clock.ts'
import type { House } from '../support/house.ts'
import { officeText, pdfText } from '../support/papers.ts'
import { fitsWidth, phone, type Visitors } from '../support/visitors.ts'
import {
  act,
  choose,
  downloaded,
  family,
  field,
  fillReport,
  move,
  reason,
  refusedBecause,
  seen,
  tab,
  writePoints,
} from '../browser/gestures.ts'
import { onStage } from './stage.ts'

type Who =
  | ('bh-monitor' | 'bh-office' | 'bh-zonghe' | 'bh-director' | 'bh-spokes' | 'nn-director')
  | ('gx-office' | 'gx-director' | 'gx-zonghe' | 'gx-lg')
let house: House
let visitors: Visitors
const clock = testClock('2026-11-02T09:00:00+08:00')
onStage(
  { clock, articles: correctedStory(), outlets: ['guijiang', 'huanan', 'liujiang', 'youjiang'] },
  async (stage) => {
    house = stage.house
    visitors = stage.visitors
    clock.flow()
  },
)

const at: Partial<Record<Who, Page>> = {}
const page = (who: Who): Page => at[who]!
const room = () => roomPath
let roomPath = ''
let firstPoints = ''
let leadPath = ''
const later = async (ms: number) => {
  clock.advance(ms)
  await house.quiet()
}
/** Opens a part of the incident on somebody's page. */
const opens = async (who: Who, path: string) => {
  const known = at[who]
  if (known) await known.goto(path)
  const page = known ?? (await visitors.enter(who, path))
  at[who] = page
  return page
}
/** Done for now: an open room reads itself again at everything that happens in it. */
const leaves = async (...all: Who[]) => {
  for (const who of all) await at[who]?.goto('about:blank')
}
const points = (path = room()) => `${path}?tab=talking-points`

describe('from a false figure to corrected reprints, region-wide', () => {
  it('finds the figure at one outlet and its copies, and a person makes it an incident of the city alone', async () => {
    house.world.publish('bh-false')
    await house.poll()
    for (const key of ['bh-edited', 'bh-gone']) house.world.publish(key)
    await house.poll()
    const monitor = await opens('bh-monitor', '/review')
    await seen(monitor, '北海2022年地区生产总值1974.21亿元')
    await seen(monitor.locator('#pane-facts'), '与官方数据不符')
    await move(monitor, '标为疑似重大')
    await monitor.getByRole('dialog').getByLabel('影响较大、可能进一步扩散的区域性事件').check()
    await act(monitor, '标为疑似重大')
    await seen(monitor.locator('header.panel'), '只涉及市')
    roomPath = new URL(monitor.url()).pathname
  })

  it('reports within the two hours', async () => {
    const office = await opens('bh-office', room())
    await move(office, '上报')
    await fillReport(office)
    await act(office, '上报')
    await seen(office, '按时完成')
  })

  it('has its talking points approved by the city body, in force, and used in one interview', async () => {
    const office = page('bh-office')
    await move(office, '起草口径')
    await writePoints(office, '北海市2022年地区生产总值以公布的1674.21亿元为准。')
    await move(office, '提交核对')
    await act(office, '提交核对')
    await signs('bh-zonghe', '核对通过')
    await signs('bh-director', '审核签署')
    await move(office, '发布生效')
    await act(office, '发布生效')
    await seen(office.locator('#section-talking-points'), '生效')
    const speaker = await opens('bh-spokes', points())
    await move(speaker, '登记答复')
    for (const [label, words] of [
      ['媒体', '珠城晚报'],
      ['记者', '王记者'],
      ['提问', '到底是多少？'],
      ['答复', '以公布的1674.21亿元为准。'],
    ] as const)
      await field(speaker, label).fill(words)
    await act(speaker, '登记答复')
    await seen(speaker, '王记者')
    firstPoints = new URL(speaker.url()).pathname
  })

  it('becomes the region’s when the claim is made of Nanning and names the region’s bureau: the city’s text ends at once', async () => {
    house.world.publish('bh-nanning')
    await house.poll()
    const director = await opens('gx-director', room())
    await tab(director, '决定')
    await move(director, '定范围')
    await director.getByRole('dialog').getByLabel('全区（省）性').check()
    for (const unit of ['南宁市统计局', '广西壮族自治区统计局']) await choose(director, '涉及单位', unit)
    await reason(director, '同一说法出现于南宁并点名自治区统计局')
    await act(director, '定范围')
    await seen(director.locator('header.panel'), '全区（省）性')
    for (const who of ['bh-office', 'bh-spokes'] as const)
      await seen(page(who).locator('#section-talking-points'), '范围变更，已失效')
    const answer = page('bh-spokes').getByRole('button', { name: '登记答复', exact: true })
    expect(await answer.filter({ visible: true }).and(page('bh-spokes').locator(':not([aria-disabled])')).count()).toBe(
      0,
    )
    await seen(page('bh-spokes'), '王记者')
  })

  it('has both cities confirm that they stopped using it', async () => {
    for (const who of ['bh-director', 'nn-director'] as const) {
      const reader = await opens(who, '/messages')
      const order = reader.locator('.message', { hasText: '口径停用' }).first()
      await order.getByRole('button', { name: '确认停用' }).click()
      await order.locator(':not(.unread)').first().waitFor()
    }
    const office = await opens('gx-office', firstPoints)
    await tab(office, '口径')
    for (const name of ['海把关', '邕把关'])
      await office.locator('li', { hasText: name }).filter({ hasText: '已确认停用' }).first().waitFor()
  })

  it('starts the two hours of Nanning at its own finding', async () => {
    await later(20 * minute)
    const director = await opens('nn-director', room())
    await director.goto('/articles?q=1974.21')
    await director
      .getByRole('link', { name: /南宁也被/ })
      .first()
      .click()
    await move(director, '提交研判')
    await field(director, '理由').fill('涉及我市统计数据，请研判')
    await act(director, '提交研判')
    await move(director, '标为疑似重大')
    await act(director, '标为疑似重大')
    await director.waitForURL(`**${room()}*`)
    await move(director, '上报')
    await fillReport(director)
    await act(director, '上报')
    const found = (await clocksOf(house.store.db, idOf(room()))).filter((c) => c.duty === 'report-2h')
    expect(new Set(found.map((c) => c.unitId))).toEqual(new Set(['gx-beihai', 'gx-nanning']))
    expect(found.every((c) => c.state === 'met')).toBe(true)
    expect(found.map((c) => c.startAt.getTime()).sort()[1]).toBeGreaterThan(found[0]!.startAt.getTime())
  })

  it('is confirmed, graded and its plan started by the region', async () => {
    const [office, director] = [page('gx-office'), await opens('gx-director', room())]
    await office.goto(room())
    await move(office, '转入研判')
    await reason(office, '提请领导小组研判')
    await act(office, '转入研判')
    await move(director, '确认为事件')
    for (const element of ['媒体报道', '不实报道', '严重后果', '突然发生'])
      await director.getByRole('dialog').getByLabel(element).check()
    await reason(director, '四项要件齐备')
    await act(director, '确认为事件')
    const group = await opens('gx-lg', room())
    await move(group, '定级')
    await group.getByRole('dialog').getByLabel('重大', { exact: true }).check()
    await reason(group, '影响较大')
    await act(group, '定级')
    await move(group, '启动预案')
    await reason(group, '启动预案，统一口径')
    await act(group, '启动预案')
    await seen(group.locator('header.panel'), '处置中')
  })

  it('speaks with one voice: both cities, divisions and the office draft, the city’s signature is refused, the leading group’s counts', async () => {
    const office = page('gx-office')
    await move(office, '起草口径')
    await writePoints(office, '网传数据不实，北海市2022年地区生产总值以公布的1674.21亿元为准。')
    for (const [who, line] of [
      ['bh-office', '以北海市公布的数据为准'],
      ['nn-director', '南宁市未作过所称表述'],
    ] as const) {
      const city = await opens(who, points())
      await move(city, '修改')
      await city.getByLabel('统一答复').fill(`北海市2022年地区生产总值以公布的1674.21亿元为准，${line}。`)
      await city.getByRole('button', { name: '保存为新稿' }).click()
      await seen(city.locator('.reading'), new RegExp(line))
      await leaves(who)
    }
    await move(office, '提交核对')
    await act(office, '提交核对')
    await signs('gx-zonghe', '核对通过')
    await opens('bh-director', points())
    await refusedBecause(page('bh-director'), '审核签署', '附4第七条（二）')
    await signs('gx-director', '审核签署')
    await signs('gx-lg', '批准')
    await move(office, '发布生效')
    await act(office, '发布生效')
    await seen(office.locator('#section-talking-points'), '生效')
  })

  it('puts out a notice bound to the words in force', async () => {
    const office = page('gx-office')
    await office.goto(`${room()}?tab=releases`)
    await move(office, '起草发布')
    await choose(office, '方式', '公告通告')
    await field(office, '标题').fill('关于北海市2022年地区生产总值的公告')
    await field(office, '正文').fill('北海市2022年地区生产总值为1674.21亿元，比上年增长3.5%。数据以统计公报为准。')
    await office.getByRole('button', { name: '保存', exact: true }).click()
    await office.waitForURL('**/releases/**')
    const path = new URL(office.url()).pathname
    await signs('gx-zonghe', '数据核查通过', path)
    for (const verb of ['保密审查通过', '公开属性审查通过']) await signs('gx-director', verb, path)
    await signs('gx-lg', '批准', path)
    await move(office, '立即发布')
    await act(office, '立即发布')
    await seen(office, '已发布')
  })

  it('asks the outlet and its reprints to correct, in letters that another person approved', async () => {
    const monitor = await opens('bh-monitor', room())
    const firstToPrint = monitor.locator('.room-aside li', { hasText: '桂江新闻网' })
    await firstToPrint
      .getByRole('link', { name: /^北海2022年/ })
      .first()
      .click()
    await monitor.locator('.verdicts label', { hasText: '不实' }).first().click()
    await field(monitor, '理由').fill('与公布数据不符')
    await monitor.getByRole('button', { name: '提交研判', exact: true }).click()
    await seen(monitor, '待复核：不实')
    const division = await opens('bh-zonghe', new URL(monitor.url()).pathname)
    await move(division, '复核确认为不实')
    const office = await opens('bh-office', `${room()}?tab=corrections`)
    await move(office, '起草更正函')
    await act(office, '起草更正函')
    await office.waitForURL('**/corrections/**')
    leadPath = new URL(office.url()).pathname
    await seen(office, /另有 3 处转载/)
    await move(office, '为转载一并起草')
    await act(office, '为转载一并起草')
    await office.locator('a[href^="/corrections/"]', { hasText: '柳江在线' }).first().waitFor()
    const director = await opens('bh-director', '/messages')
    await seen(director, '更正函待处理')
    for (const path of [leadPath, ...(await family(office))]) {
      await director.goto(path)
      await move(director, '批准函件')
      await act(director, '批准函件')
      await move(director, '发出')
      await field(director, '地址').fill('总编室，纸质公函')
      await act(director, '发出')
      await seen(director, '已发出')
    }
  })

  it('sees by its own looks what the outlets made of it, with proof', async () => {
    house.world.edit('bh-false')
    house.world.edit('bh-edited')
    house.world.withdraw('bh-gone')
    for (let n = 0; n < 3; n++) await later(hour)
    const office = page('bh-office')
    await office.goto(leadPath)
    await seen(office, '已更正并说明')
    await seen(office, /特此更正/)
    await seen(office, /转载 3 处，已不再载有该错误 2 处/)
    await seen(office, /改稿未说明 1，已删除 1，仍为错误 1/)
    await office
      .getByRole('link', { name: /^第 2 版存证$/ })
      .first()
      .click()
    await seen(office, /[0-9a-f]{12}/)
    await office.goto(`/corrections?incidentId=${idOf(room())}`)
    const board = office.locator('.kanban')
    await seen(board.getByLabel('已更正（有复查证据）'), '桂江新闻网')
    for (const [outlet, outcome] of [
      ['柳江在线', '改稿未说明'],
      ['右江晚报', '页面已删除'],
    ] as const)
      await seen(board.locator('.kanban-card', { hasText: outlet }), outcome)
  })

  it('asks for a note where the page was changed in silence, and closes what nobody corrects', async () => {
    const director = page('bh-director')
    for (const [outlet, verb] of [
      ['柳江在线', '接受改动'],
      ['华南门户网', '以未解决了结'],
    ] as const) {
      await director.goto(leadPath)
      await director.locator('section', { hasText: '同题其他要求' }).getByRole('link', { name: outlet }).first().click()
      await move(director, verb)
      await reason(director, '传播已止，登记事实')
      await act(director, verb)
    }
  })

  it('ends by the leading group’s order, with an after-action report that lists every time and paper', async () => {
    const group = await opens('gx-lg', room())
    await move(group, '终止')
    const open = group.getByRole('dialog').getByLabel(/步骤未完成/)
    await open.check()
    await field(group, '理由').fill('传播平息，更正已核实')
    await act(group, '终止')
    const office = page('gx-office')
    await issues(office, '终止指令', 'gx-lg')
    await issues(office, '总结评估', 'gx-director')
    const docx = officeText(await downloaded(office, '下载 Word'))
    const pdf = await downloaded(office, '下载 PDF')
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    const texts = [docx, ...pdfText(pdf)]
    const clocks = await clocksOf(house.store.db, idOf(room()))
    const times = clocks.flatMap((c) => [c.startAt, c.limitAt, ...(c.metAt ? [c.metAt] : [])])
    for (const text of texts) {
      for (const time of times) expect(text).toContain(shanghaiTime(time).replace(/\s/g, ''))
      for (const words of ['第1版', '第2版', '关于北海市2022年地区生产总值的公告', '的指令', '桂统发〔2026〕1号'])
        expect(text).toContain(words)
      for (const words of [
        '已更正并说明',
        '改稿未说明',
        '页面已删除',
        '桂江新闻网',
        '柳江在线',
        '右江晚报',
        '华南门户网',
      ])
        expect(text).toContain(words)
      expect(text).not.toContain('其他事项有变动')
    }
    await office.goto(room())
    const director = await opens('gx-director', room())
    await move(director, '归档')
    await reason(director, '总结评估已印发')
    await act(director, '归档')
    for (const who of ['gx-director', 'gx-office'] as const) await seen(page(who).locator('header.panel'), '已归档')
  })

  it('fits a telephone', async () => {
    const hand = await visitors.enter('bh-head', leadPath, phone)
    await seen(hand, '已更正并说明')
    for (const path of [leadPath, `/corrections?incidentId=${idOf(room())}`, `${room()}?tab=corrections`]) {
      await hand.goto(path)
      await seen(hand, '柳江在线')
      expect([path, await fitsWidth(hand)]).toEqual([path, true])
    }
  })

  it('was quiet, and ten people were at it', () => {
    expect(visitors.faults).toEqual([])
    expect(Object.keys(at)).toHaveLength(10)
  })
})

const idOf = (path: string) => path.split('/').at(-1)!

async function signs(who: Who, verb: string, path = points()): Promise<void> {
  const signer = await opens(who, path)
  await move(signer, verb)
  await act(signer, verb)
  await leaves(who)
}

async function issues(office: Page, kind: string, approver: Who): Promise<void> {
  await office.goto(`${room()}?tab=documents`)
  await move(office, '拟稿')
  await choose(office, '文种', kind)
  await act(office, '拟稿')
  await office.waitForURL('**/documents/**')
  const path = new URL(office.url()).pathname
  await move(office, '送审')
  await act(office, '送审')
  await signs(approver, '批准', path)
  await move(office, '印发')
  await act(office, '印发')
  await seen(office, /桂统发〔2026〕\d号/)
}
