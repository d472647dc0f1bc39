/**
 * Two provinces in one house, each with a media plan of its own text: Guangxi runs by 附4, Hunan by a file that somebody at its bureau
 * wrote (docs/plans.md), from the mark on an article to the end, and what runs stays as it was whatever is adopted meanwhile.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type {
  FlagDetail,
  IncidentPlans,
  LateDuty,
  Page,
  PlansShown,
  Problem,
  ReleaseDetail,
  TalkingPointsDetail,
  TimelinessShown,
} from '../../api/contract.ts'
import type { DemoArticle } from '../../demo/outlet.ts'
import { auditOfSubject, verifyAudit } from '../../store/audit.ts'
import type { Store } from '../../store/open.ts'
import { adoptedWithoutFile } from '../../workflow/plan/adopted.ts'
import { usePlans } from '../../workflow/plan/plan.ts'
import { testClock } from '../support/clock.ts'
import { openTestStore } from '../support/db.ts'
import { type House, openHouse, type Person } from '../support/house.ts'
import { seedHunan } from '../support/hunan.ts'
import { provinceMediaPlan } from '../support/province-media-plan.ts'
import { bringsToQueue, clockOf, done, marks, published, refusalOf, reportFields, reports, room } from './steps.ts'

const day = '2026-11-10'
const at = (time: string) => new Date(`${day}T${time}+08:00`)
const iso = (time: string) => at(time).toISOString()
const because = { reason: '按预案' }
const article = (key: string, title: string, text: string): DemoArticle => ({
  ...{ key, outlet: 'huanan', afterMs: 0, kind: 'accusation', title, paragraphs: [text], editor: '', byline: '' },
  expected: { flag: true, types: [] },
})
/** Mild enough that no alert rings: people find them. */
const articles = [
  article(
    'liuyang',
    '浏阳花炮产值怎么看',
    '有读者问，浏阳市统计局公布的花炮产业产值与企业的感受为何不同，盼有关部门作出说明。',
  ),
  article('xiangtan', '居民收入数据怎么看', '有读者问，湖南省居民收入数据与身边人的感受为何不同，盼有关部门作出说明。'),
  article(
    'liuzhou',
    '柳州工业数据怎么看',
    '有读者问，柳州市统计局公布的工业增加值与企业的感受为何不同，盼有关部门作出说明。',
  ),
]

const folder = mkdtempSync(join(tmpdir(), 'tongyu-plans-'))
const file = join(folder, 'opinion.yaml')
const clock = testClock(`${day}T08:00:00+08:00`)
let store: Store
let house: House
/** Of Liuyang, by the plan of Hunan; of Liuzhou, by 附4; found after Hunan had changed its plan. */
let [hunan, guangxi, later] = ['', '', '']
const start = () => openHouse({ clock, store, plans: folder, articles, outlets: ['huanan'] })
const adopt = (person: Person, plan: string, drop = false) =>
  person.post(`/api/plans/${plan}/adopt`, { rootId: 'hn', drop })
const runsOf = async (person: Person, id: string) =>
  done(await person.get<IncidentPlans>(`/api/incidents/${id}/plans`)).runs
const brief = { platform: '某短视频平台', summary: '网文质疑花炮产值，转发约三百次。' }
const briefs = (person: Person, fromUnitId: string, to: string, fields: object = brief) =>
  reports(person, hunan, fromUnitId, [to], { fields })

beforeAll(async () => {
  store = await openTestStore()
  writeFileSync(file, provinceMediaPlan)
  house = await start()
  await seedHunan(house)
  await published(house, 'liuyang', 'xiangtan', 'liuzhou')
}, 300_000)
afterAll(async () => {
  await house.close()
  await store.close()
  usePlans()
  rmSync(folder, { recursive: true, force: true })
})

describe('the media plan of a tree', () => {
  it('is one: adopting another drops the former in the same act, each on the record, and no other tree is touched', async () => {
    const leader = await house.as('hn-lg')
    const shown = async () => done(await leader.get<PlansShown>('/api/plans'))
    expect((await shown()).withoutMedia).toEqual({ plan: 'media', roots: [{ rootId: 'hn', name: '湖南省统计局' }] })
    done(await adopt(leader, 'media'))
    done(await adopt(leader, 'hunan-opinion'))
    const { items, withoutMedia } = await shown()
    expect(withoutMedia.roots).toEqual([])
    const adopted = items.filter((p) => p.family === 'media' && p.adoptedBy.some((a) => a.rootId === 'hn'))
    expect(adopted.map((p) => p.plan)).toEqual(['hunan-opinion'])
    const events = await Promise.all(
      ['media', 'hunan-opinion'].map(async (id) =>
        (await auditOfSubject(house.store.db, { kind: 'plan', id })).map((e) => [e.action, e.after]),
      ),
    )
    expect(events).toEqual([
      [
        ['adopt-plan', { rootId: 'hn', planVersion: '1' }],
        ['drop-plan', { rootId: 'hn', planVersion: '1', replacedBy: 'hunan-opinion' }],
      ],
      [['adopt-plan', { rootId: 'hn', planVersion: '1' }]],
    ])
    const ours = done(await (await house.as('gx-lg')).get<PlansShown>('/api/plans'))
    expect(ours.items.find((p) => p.plan === 'media')!.adoptedBy.map((a) => a.rootId)).toEqual(['gx'])
  })

  it('gives its own finder its own limit, rule and recipients, while Guangxi still owes two hours by 附4', async () => {
    const [county, city] = [await house.as('ly-duty'), await house.as('lz-duty')]
    const flags = [await bringsToQueue(county, '花炮产业产值'), await bringsToQueue(city, '柳州工业数据')]
    const shown = done(await county.get<FlagDetail>(`/api/flags/${flags[0]}`)).mediaPlan
    expect([shown.title, shown.subjects[0]]).toEqual([
      '湖南示例涉统计舆情应急预案',
      { subject: 'region', text: '涉及省统计局的统计数据、统计工作' },
    ])
    clock.set(at('09:00:00'))
    hunan = await marks(county, flags[0]!, { subject: 'may_spread' })
    guangxi = await marks(city, flags[1]!, { subject: 'may_spread' })
    expect(await clockOf(county, hunan, 'hn-liuyang', 'county-90')).toMatchObject({
      ...{ limitAt: iso('10:30:00'), kind: 'hard', what: '县级统计局报市州统计局' },
      ...{ rule: { citation: '示例第二条' }, recipients: [{ id: 'hn-changsha' }] },
    })
    expect(await clockOf(city, guangxi, 'gx-liuzhou')).toMatchObject({
      ...{ limitAt: iso('11:00:00'), rule: { citation: '附4第六条' } },
    })
    expect((await runsOf(county, hunan)).map((r) => [r.plan, r.state])).toEqual([['hunan-opinion', 'proposed']])
    expect((await runsOf(city, guangxi)).map((r) => [r.plan, r.state])).toEqual([['media', 'proposed']])
  })
})

describe('a matter by another media plan', () => {
  it('is reported by its own form; whoever is told owes by its own article, and a later finder by its own hour', async () => {
    const [county, city] = [await house.as('ly-duty'), await house.as('cs-duty')]
    clock.set(at('10:00:00'))
    const asked = await briefs(county, 'hn-liuyang', 'hn-changsha', { summary: brief.summary })
    expect((asked.body as unknown as Problem).detail).toEqual({ 'fields.platform': 'missing-field' })
    expect((await briefs(county, 'hn-liuyang', 'hn-changsha', reportFields)).status).toBe(422)
    const sent = done(await briefs(county, 'hn-liuyang', 'hn-changsha'))
    expect(sent.met).toMatchObject([{ duty: 'county-90', state: 'met' }])
    expect(await clockOf(city, hunan, 'hn-changsha', 'pass-on-40')).toMatchObject({
      ...{ limitAt: iso('10:40:00'), rule: { citation: '示例第四条' }, recipients: [{ id: 'hn' }] },
    })
    clock.set(at('10:10:00'))
    expect(await marks(city, await bringsToQueue(city, '花炮产业产值'), { subject: 'may_spread' })).toBe(hunan)
    expect(await clockOf(city, hunan, 'hn-changsha', 'city-1h')).toMatchObject({ limitAt: iso('11:10:00') })
    clock.set(at('10:40:00'))
    const passed = done(await briefs(city, 'hn-changsha', 'hn'))
    expect(passed.met.map((m) => [m.duty, m.state]).sort()).toEqual([
      ['city-1h', 'met'],
      ['pass-on-40', 'met'],
    ])
    expect((await room(county, hunan)).reports.map((r) => r.form.title)).toEqual(['涉统计舆情快报', '涉统计舆情快报'])
  })

  it('is decided by its own bodies and articles, and its own steps run', async () => {
    const [duty, director, leader] = [await house.as('cs-duty'), await house.as('hn-director'), await house.as('hn-lg')]
    const path = `/api/incidents/${hunan}`
    clock.set(at('11:00:00'))
    done(await director.post(`${path}/study`, because))
    expect(refusalOf(await leader.post(`${path}/activate`, because))).toMatchObject({
      ...{ code: 'not-an-event', rule: '示例第一条' },
    })
    const elements = { media: true, untrue: true, serious: true, sudden: true }
    done(await director.post(`${path}/confirm`, { elements, ...because }))
    expect(refusalOf(await duty.post(`${path}/activate`, because))).toMatchObject({ status: 403, rule: '示例第五条' })
    const units = { scope: 'city_only', unitIds: ['hn-changsha', 'hn-liuyang'], ...because }
    done(await director.post(`${path}/scope`, units))
    done(await leader.post(`${path}/grade`, { grade: 'major', ...because }))
    done(await leader.post(`${path}/activate`, because))
    const [run, ...others] = await runsOf(leader, hunan)
    expect(others).toEqual([])
    expect(run).toMatchObject({ plan: 'hunan-opinion', state: 'running', startedAt: iso('11:00:00') })
    const steps = run!.procedures.flatMap((p) => p.steps)
    expect(steps.map((s) => [s.step, s.text])).toEqual([
      ...[
        ['K1', '核实首发平台'],
        ['K2', '拟定回应内容'],
        ['K3', '作出首次回应'],
      ],
    ])
    expect(await clockOf(leader, hunan, 'hn-liuyang', 'first-reply')).toMatchObject({ limitAt: iso('14:00:00') })
    const { decisions } = await room(leader, hunan)
    expect(new Map(decisions.map((d) => [d.kind, d.rule?.citation]))).toEqual(
      new Map([...(['scope', 'grade', 'activate'] as const).map((kind) => [kind, '示例第五条'] as const)]),
    )
  })

  it('stays as it was when its tree takes another plan; what is found from then on runs by the other', async () => {
    const [leader, duty, county] = [await house.as('hn-lg'), await house.as('hn-duty'), await house.as('ly-duty')]
    clock.set(at('11:30:00'))
    done(await adopt(leader, 'media'))
    later = await marks(county, await bringsToQueue(county, '居民收入数据'), { subject: 'may_spread' })
    expect(await clockOf(county, later, 'hn-liuyang', 'report-2h')).toMatchObject({ limitAt: iso('13:30:00') })
    // Another finder of the first matter still owes by the text that it was opened with.
    expect(await marks(duty, await bringsToQueue(duty, '花炮产业产值'), { subject: 'may_spread' })).toBe(hunan)
    expect(await clockOf(duty, hunan, 'hn', 'city-1h')).toMatchObject({ limitAt: iso('12:30:00') })
    const plans = done(await leader.get<IncidentPlans>(`/api/incidents/${hunan}/plans`))
    expect(plans.runs.map((r) => [r.plan, r.state])).toEqual([['hunan-opinion', 'running']])
    expect(plans.proposable.map((p) => p.plan)).not.toContain('media')
    const further = { plan: 'media', ...because }
    expect((await leader.post(`/api/incidents/${hunan}/plans`, further)).status).toBe(422)
    const director = await house.as('hn-director')
    const merge = await director.post(`/api/incidents/${later}/merge`, { intoId: hunan, ...because })
    expect(refusalOf(merge)).toMatchObject({ code: 'wrong-state', rule: '平台规则（事件合并）' })
  })

  it('has its first reply met by the words that its plan names', async () => {
    const [office, division, director] = [
      await house.as('cs-office'),
      await house.as('cs-division'),
      await house.as('cs-director'),
    ]
    const [secrecy, group] = [await house.as('cs-secrecy'), await house.as('cs-lg')]
    clock.set(at('13:00:00'))
    const body = {
      summary: '网文所述与事实不符，请以统计部门公布的数据为准。',
      ...{ dos: [], donts: [], questions: [], facts: [{ text: '产值数据由企业依法报送。', figureId: null }] },
    }
    const { id } = done(await office.post(`/api/incidents/${hunan}/talking-points`, { body }))
    const points = (person: Person, verb: string, more: object) =>
      person.post(`/api/talking-points/${id}/${verb}`, more)
    const { talkingPoints } = done(await office.get<TalkingPointsDetail>(`/api/talking-points/${id}`))
    const text = { revision: talkingPoints.revision, hash: talkingPoints.hash }
    done(await points(office, 'submit', text))
    done(await points(division, 'check-facts', { ...text, approved: true }))
    done(await points(director, 'office', { ...text, approved: true }))
    done(await points(office, 'publish', text))
    const goesOut = async (kind: string) => {
      const draft = { kind, body: { title: '情况说明', text: '网文所述与事实不符。', publicity: 'public' } }
      const made = done(await office.post(`/api/incidents/${hunan}/releases`, draft))
      const { release } = done(await office.get<ReleaseDetail>(`/api/releases/${made.id}`))
      const named = { revision: release.revision, hash: release.hash }
      for (const [person, verb] of [
        ...[[division, 'check-facts'] as const, [secrecy, 'check-secrecy'] as const],
        ...[[director, 'check-publicity'] as const, [group, 'approve'] as const],
      ])
        done(await person.post(`/api/releases/${made.id}/judge`, { ...named, verb }))
      done(await office.post(`/api/releases/${made.id}/publish`, named))
    }
    await goesOut('notice')
    expect(await clockOf(office, hunan, 'hn-liuyang', 'first-reply')).toMatchObject({ state: 'running' })
    clock.set(at('13:59:59'))
    await goesOut('statement')
    expect(await clockOf(office, hunan, 'hn-liuyang', 'first-reply')).toMatchObject({ state: 'met', marginMs: 1000 })
  })

  it('ends by its own article, and runs by the same text when it comes again', async () => {
    const leader = await house.as('hn-lg')
    clock.set(at('15:00:00'))
    done(await leader.post(`/api/incidents/${hunan}/terminate`, { reason: '舆情平息', override: true }))
    const ended = await room(leader, hunan)
    expect(ended.incident.state).toBe('terminated')
    expect(ended.decisions.find((d) => d.kind === 'terminate')?.rule?.citation).toBe('示例第七条')
    done(await leader.post(`/api/incidents/${hunan}/reopen`, { reason: '再次发酵' }))
    expect((await runsOf(leader, hunan)).map((r) => [r.plan, r.state])).toEqual([
      ['hunan-opinion', 'ended'],
      ['hunan-opinion', 'running'],
    ])
  })

  it('is counted under its plan, whose words stay when the file is gone', async () => {
    done(await adopt(await house.as('hn-lg'), 'hunan-opinion'))
    expect(await adoptedWithoutFile(store.db)).toEqual([])
    await house.close()
    rmSync(file)
    clock.set(at('15:30:00'))
    house = await start()
    expect(await adoptedWithoutFile(store.db)).toEqual([{ rootId: 'hn', plan: 'hunan-opinion' }])
    const leader = await house.as('hn-lg')
    const time = done(await leader.get<TimelinessShown>('/api/timeliness?months=3&plan=hunan-opinion'))
    expect(time.plans).toMatchObject([
      { key: 'hunan-opinion', name: '湖南示例涉统计舆情应急预案', inTime: 3, overdue: 1 },
    ])
    expect(time.words.release).toMatchObject({ n: 1 })
    const { items } = done(await leader.get<Page<LateDuty>>('/api/late-duties?months=3'))
    expect(items.map((f) => [f.duty, f.rule.citation])).toEqual([
      ['report-2h', '附4第六条'],
      ['city-1h', '示例第二条'],
    ])
    const csv = (await leader.bytes('/api/incidents?format=csv')).body.toString()
    expect(csv).toContain('县级统计局报市州统计局')
    expect(csv).not.toContain('county-90')
    expect(await verifyAudit(store.db)).toMatchObject({ ok: true })
  })
})
