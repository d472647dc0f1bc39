/**
 * AC-11 without registry and correction, the flag of AC-10, and number identity: what four texts on one true figure lead to,
 * how a number for a period that is not out is taken, and that a copy with another number is no copy.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type {
  ArticleDetail,
  ArticleHit,
  ClaimShown,
  FlagActionAnswer,
  FlagDetail,
  IncidentRow,
  Page,
  ReportLeakAnswer,
  Stories,
} from '../../api/contract.ts'
import type { DemoArticle, OutletKey } from '../../demo/outlet.ts'
import { putCalendarEntries } from '../../store/calendar.ts'
import { testClock } from '../support/clock.ts'
import { type House, openHouse } from '../support/house.ts'
import { bringsToQueue, done, marks, messagesOf, refusalOf, room } from './steps.ts'

const article = (key: string, outlet: OutletKey, title: string, paragraphs: string[]): DemoArticle => ({
  ...{ key, outlet, afterMs: 0, kind: 'true', title, paragraphs, editor: '周采薇', byline: '罗桂生' },
  expected: { flag: false, types: [] },
})
const rest = '从结构看，服务业占比接近一半，工业用电量平稳。业内人士认为，重大项目的推进将为后续发展积蓄动能。'
const articles: DemoArticle[] = [
  article('rounded', 'guijiang', '广西经济总量约2.63万亿元', [`2022年广西地区生产总值约2.63万亿元。${rest}`]),
  article('critical', 'huanan', '评论：2.9%的增速值得反思', [
    `2022年广西地区生产总值增速仅2.9%，低于全国0.1个百分点，值得反思。${rest}`,
  ]),
  article('points', 'liujiang', '广西经济稳中有进', [`2022年广西地区生产总值26300.87亿元，增长2.9个百分点。${rest}`]),
  article('outdated', 'liujiang', '忆往昔：2021年的广西经济', [`2021年广西地区生产总值24740.86亿元。${rest}`]),
  article('story', 'guijiang', '广西去年经济运行情况公布', [
    `2022年广西地区生产总值26300.87亿元，比上年增长2.9%。${rest}`,
    '自治区统计局有关负责人介绍，全区经济克服多重困难，保持恢复态势，物价总体平稳，居民收入继续增加。',
  ]),
  article('altered', 'huanan', '广西去年经济运行情况公布', [
    `2022年广西地区生产总值36300.87亿元，比上年增长2.9%。${rest}`,
    '自治区统计局有关负责人介绍，全区经济克服多重困难，保持恢复态势，物价总体平稳，居民收入继续增加。',
  ]),
  article('early', 'weigang', '廣西前三季度GDP提前曝光', [
    '據官方人士透露，廣西前三季度GDP達2.1萬億元，同比增長4.7%，數據將於近日對外公布。',
    '市場人士表示，若屬實，增速快於上半年。記者暫未獲得統計部門回應。',
  ]),
]

let house: House
beforeAll(async () => {
  house = await openHouse({ clock: testClock('2026-10-20T10:00:00+08:00'), articles })
  await house.quiet()
  for (const { key } of articles) if (key !== 'early') house.world.publish(key)
  await house.poll()
}, 240_000)
afterAll(() => house.close())

const idOf = async (key: string): Promise<string> => {
  const office = await house.as('gx-office')
  const { items } = done(await office.get<Page<ArticleHit>>('/api/articles?pageSize=100'))
  const found = items.find((hit) => hit.url === house.world.articleUrl(key))
  if (!found) throw new Error(`${key} was not found`)
  return found.id
}
const read = async (key: string, who = 'gx-office') =>
  done(await (await house.as(who)).get<ArticleDetail>(`/api/articles/${await idOf(key)}`))
const flagOf = async (key: string, who = 'gx-office') => {
  const [flagId] = (await read(key, who)).flagIds
  return flagId === undefined ? null : done(await (await house.as(who)).get<FlagDetail>(`/api/flags/${flagId}`))
}
const judged = async (flag: FlagDetail, verdict: string, reason: string) => {
  const [division, other] = [await house.as('gx-zonghe'), await house.as('gx-hesuan')]
  const { id, articleVersionId } = flag.flag
  const proposed = done(await division.post(`/api/flags/${id}/verdict`, { verdict, reason, articleVersionId }))
  done(await other.post(`/api/flags/${id}/confirm-verdict`, { reviewId: proposed.id }))
}
const about = (claims: ClaimShown[], words: string) => claims.find((c) => c.span.quote.includes(words))!

describe('AC-11 four texts on the official 26300.87亿元 and 2.9 %', () => {
  it('(a) flags no reasonable rounding', async () => {
    const { claims, flagIds } = await read('rounded')
    expect(about(claims, '2.63').verdict).toBe('supported')
    expect(about(claims, '2.63').accepts).toMatchObject({ low: expect.any(String), high: expect.any(String) })
    expect(flagIds).toEqual([])
  })

  it('(b) a true criticism closes without fault and cannot become an event', async () => {
    expect(await flagOf('critical')).toBeNull()
    const monitor = await house.as('gx-monitor')
    const flagId = await bringsToQueue(monitor, '增速值得反思')
    await judged(done(await monitor.get<FlagDetail>(`/api/flags/${flagId}`)), 'opinion', '数字属实，评论为观点')
    const closed = done(await monitor.get<FlagDetail>(`/api/flags/${flagId}`))
    expect(closed.flag).toMatchObject({ state: 'closed_no_fault', verdict: 'opinion' })
    const forced = await monitor.post(`/api/flags/${flagId}/mark-suspected-major`, {})
    expect(refusalOf(forced)).toMatchObject({ code: 'not-an-event', rule: '平台规则（真实批评不属不实）' })
  })

  it('(b) only the leading group of the root may force it, and that is a deviation', async () => {
    const flag = (await flagOf('critical'))!
    const path = `/api/flags/${flag.flag.id}/override-no-fault`
    const reason = '领导小组认为影响重大，须按事件应对并承担责任'
    for (const who of ['gx-office', 'gx-director', 'lz-lg'])
      expect(refusalOf(await (await house.as(who)).post(path, { reason })).status).toBe(403)
    const group = await house.as('gx-lg')
    expect((await group.post(path, { reason: '必须' })).status).toBe(400)
    const { incidentId } = done(await group.post<FlagActionAnswer>(path, { reason }))
    const { timeline } = await room(group, incidentId!)
    expect(timeline.find((e) => e.action === 'override-no-fault')).toMatchObject({
      reason,
      before: { state: 'closed_no_fault', verdict: 'opinion' },
      after: { deviation: 'policy-not-false', state: 'suspected' },
    })
    // People judge anew before anything can be confirmed.
    expect((await flagOf('critical'))!.flag).toMatchObject({ state: 'suspected', verdict: null })
  })

  it('(c) percent said as points is a slip of wording, low', async () => {
    const detail = (await flagOf('points'))!
    expect(about(detail.claims, '2.9个百分点')).toMatchObject({ verdict: 'misleading', type: 'M04' })
    expect(detail.flag).toMatchObject({ level: 'low', types: expect.arrayContaining(['M04']) })
  })

  it('(d) a superseded figure is explained and accuses nobody', async () => {
    const detail = (await flagOf('outdated'))!
    const claim = about(detail.claims, '24740.86')
    expect(claim).toMatchObject({ verdict: 'outdated', type: 'M08', reason: { code: 'revised' } })
    expect(claim.figure?.value).not.toBe('24740.86')
    expect(detail.flag).toMatchObject({ level: 'low', types: expect.arrayContaining(['M08']) })
    await judged(detail, 'outdated', '引用的是修订前的数据')
    expect((await flagOf('outdated'))!.flag).toMatchObject({ state: 'explain', verdict: 'outdated' })
  })
})

describe('a dispute', () => {
  it('keeps the verdict of the machine, says who and why, and calls the subject division', async () => {
    const before = await read('points', 'gx-monitor')
    const monitor = await house.as('gx-monitor')
    const { span, verdict } = about(before.claims, '2.9个百分点')
    const versionId = before.article.current!.id
    const at = { articleVersionId: versionId, field: span.field, start: span.start, end: span.end }
    const path = `/api/articles/${before.article.id}/disputes`
    const { id } = done(await monitor.post(path, { ...at, reason: '原文是口语，不应提示' }))
    const detail = (await flagOf('points', 'gx-zonghe'))!
    expect(detail.flag).toMatchObject({ id, types: expect.arrayContaining(['disputed']), state: 'suspected' })
    expect(detail.disputes).toMatchObject([{ start: span.start, verdict, by: { name: '莫听澜' } }])
    expect(about(detail.claims, '2.9个百分点').verdict).toBe(verdict)
    expect((await messagesOf(await house.as('gx-zonghe'), 'claim_disputed'))[0]).toMatchObject({ flagId: id })
    const queue = done(await (await house.as('gx-zonghe')).get<Stories>('/api/flags?type=disputed&state=open'))
    expect(queue.items.map((s) => s.flagId)).toEqual([id])

    expect((await monitor.post(path, { ...at, start: 0, end: 1, reason: '没有这处' })).status).toBe(422)
    expect((await monitor.post(path, { ...at, articleVersionId: 'old', reason: '旧版本' })).status).toBe(409)
    await judged(detail, 'misleading', '百分比与百分点混用，易误解')
    expect(refusalOf(await monitor.post(path, { ...at, reason: '仍有异议' })).code).toBe('wrong-state')
  })

  it('brings an article to the queue that had no flag', async () => {
    const before = await read('rounded', 'gx-duty')
    const { span } = about(before.claims, '2.63')
    const body = { articleVersionId: before.article.current!.id, ...span, reason: '取整过大，请专业处看' }
    done(await (await house.as('gx-duty')).post(`/api/articles/${before.article.id}/disputes`, body))
    expect((await flagOf('rounded'))!.flag.types).toEqual(expect.arrayContaining(['person', 'disputed']))
  })
})

describe('AC-10 a number two days before its release', () => {
  beforeAll(async () => {
    const calendar = {
      ...{ id: 'gdp-2026-q3', indicators: ['gdp'], region: '450000', period: '2026Q3', publisher: '广西统计局' },
      ...{ periodType: 'cumulative' as const, scheduledAt: new Date('2026-10-22T10:00:00+08:00'), releasedAt: null },
      ...{ state: 'planned' as const, note: '', changedAt: house.clock.now() },
    }
    await house.store.db.transaction((tx) => putCalendarEntries(tx, [calendar]))
    house.world.publish('early')
    await house.poll()
  })

  it('is flagged by the calendar alone: no figure, no interval, no word of agreement in any answer', async () => {
    const detail = (await flagOf('early', 'gx-duty'))!
    expect(detail.flag.types).toEqual(expect.arrayContaining(['M12', 'leak', 'overseas']))
    const early = detail.claims.filter((c) => c.verdict === 'unreleased')
    expect(early.map((c) => c.type)).toEqual(['M12', 'M12'])
    for (const claim of detail.claims)
      expect(claim).toMatchObject({ figure: null, accepts: null, basis: { citation: '《统计法实施条例》第二十八条' } })
    expect(detail.findings.flatMap((f) => f.parts).filter((part) => part.claim?.code === 'not_released')).not.toEqual(
      [],
    )
    const said = JSON.stringify([detail, await read('early', 'gx-duty')])
    for (const word of ['"supported"', '"agrees"', '"false"']) expect(said).not.toContain(word)
  })

  it('offers both branches, the leak with its eight hours', async () => {
    const { moves, leakDuty } = (await flagOf('early', 'gx-duty'))!
    const allowed = moves.filter((m) => m.allowed).map((m) => m.verb)
    expect(allowed).toEqual(expect.arrayContaining(['mark-suspected-major', 'report-leak']))
    expect(leakDuty).toMatchObject({ citation: '附3第五条', limitMs: 8 * 3_600_000 })
  })

  it('opens a case in its compartment with both clocks, and shows nobody else that somebody did', async () => {
    const duty = await house.as('gx-duty')
    const before = (await flagOf('early', 'gx-office'))!
    const path = `/api/flags/${before.flag.id}/report-leak`
    const { no, limitAt } = done(await duty.post<ReportLeakAnswer>(path))
    expect(new Date(limitAt).getTime() - house.clock.now().getTime()).toBe(8 * 3_600_000)
    expect(done(await duty.post<ReportLeakAnswer>(path)).no).toBe(no)

    const secrecy = await house.as('gx-secrecy')
    const { items } = done(await secrecy.get<Page<IncidentRow>>('/api/incidents'))
    const leak = items.find((i) => i.no === no)!
    const { clocks } = await room(secrecy, leak.id)
    expect(clocks.find((c) => c.duty === 'report-8h')).toMatchObject({ limitAt })
    expect(clocks.map((c) => c.duty)).toContain('leak-24h')
    expect(JSON.stringify(leak)).not.toMatch(/2\.1|4\.7|曝光/)

    expect(await flagOf('early', 'gx-office')).toEqual(before)
    for (const who of ['gx-office', 'gx-duty', 'gx-director']) {
      const person = await house.as(who)
      expect((await person.get(`/api/incidents/${leak.id}`)).status).toBe(404)
      const shown = done(await person.get<Page<IncidentRow>>('/api/incidents?pageSize=100')).items
      expect(shown.map((i) => i.no)).not.toContain(no)
    }
    const auditor = await house.as('gx-audit')
    const { items: entries } = done(await auditor.get<Page<{ action: string }>>('/api/audit?pageSize=100'))
    expect(entries.map((e) => e.action)).not.toContain('report-leak')
    const other = await duty.post(`/api/flags/${(await flagOf('points'))!.flag.id}/report-leak`)
    expect(refusalOf(other).code).toBe('wrong-state')
  })

  it('lets the media plan run beside it, and notes which branch that is', async () => {
    const duty = await house.as('gx-duty')
    const { flag } = (await flagOf('early', 'gx-duty'))!
    const incidentId = await marks(duty, flag.id)
    const { timeline, clocks } = await room(duty, incidentId)
    expect(timeline.find((e) => e.action === 'mark-suspected-major')?.after).toMatchObject({ branch: 'fabricated' })
    expect(clocks.map((c) => c.duty)).toContain('report-24h')
    expect(JSON.stringify(timeline)).not.toContain('report-leak')
  })
})

describe('number identity', () => {
  it('keeps a copy with another number apart from its story, and flags it alone', async () => {
    const [story, altered] = [await read('story'), await read('altered')]
    expect(altered.article.clusterId).not.toBe(story.article.clusterId)
    expect(story.chain).toHaveLength(1)
    expect(story.flagIds).toEqual([])
    const flag = (await flagOf('altered'))!
    expect(about(flag.claims, '36300.87')).toMatchObject({ verdict: 'false', figure: { value: '26300.87' } })
  })
})
