/**
 * From a published article to approved talking points, and how their scope widens: the main way with every refusal on it,
 * and the scope and approval part of AC-04.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type {
  FlagActionAnswer,
  FlagDetail,
  IncidentPlans,
  PlanRunShown,
  PointsLibrary,
  Problem,
  StepDraft,
  Stories,
  TalkingPointsDetail,
} from '../../api/contract.ts'
import { verifyAudit } from '../../store/audit.ts'
import { testClock } from '../support/clock.ts'
import { type House, openHouse, type Person } from '../support/house.ts'
import { bringsToQueue, done, marks, messagesOf, published, refusalOf, reports, room } from './steps.ts'

let house: House
beforeAll(async () => {
  house = await openHouse({ clock: testClock('2026-11-02T09:00:00+08:00') })
  await house.quiet()
})
afterAll(() => house.close())

const body = (summary: string) => ({
  summary,
  facts: [{ text: '2022年广西地区生产总值26300.87亿元,比上年增长2.9%。', figureId: '450000-gdp-2022-year-level' }],
  dos: ['以统计公报为准'],
  donts: ['不评价媒体动机'],
  questions: [{ question: '36300.87亿元从何而来?', answer: '该数字与官方公布数据不符。' }],
})
const elements = { media: true, untrue: true, serious: true, sudden: true }
const named = (row: { revision: number; hash: string }) => ({ revision: row.revision, hash: row.hash })
const current = async (person: Person, id: string) =>
  done(await person.get<TalkingPointsDetail>(`/api/talking-points/${id}`)).talkingPoints
describe('the main way', () => {
  let flagId = ''
  let incidentId = ''
  let textId = ''

  it('flags a false figure with its reasons and the official figure beside it', async () => {
    await published(house, 'gdp-true', 'gdp-rounded', 'gdp-critical', 'gdp-false')
    const monitor = await house.as('gx-monitor')
    const stories = done(await monitor.get<Stories>('/api/flags')).items
    expect(stories.map((s) => [s.title, s.level])).toEqual([['2022年广西GDP达36300.87亿元 增长9.2%', 'critical']])
    flagId = stories[0]!.flagId
    const detail = done(await monitor.get<FlagDetail>(`/api/flags/${flagId}`))
    const claim = detail.claims.find((c) => c.verdict === 'false')!
    const field = claim.span.field === 'title' ? detail.article.title : detail.article.current!.text
    expect(field.slice(claim.span.start, claim.span.end)).toBe(claim.span.quote)
    expect(JSON.stringify(claim.reason)).toMatch(/26300\.87|2\.9/)
    expect(detail.versions).toHaveLength(1)
  })

  it('alerts the people on duty, and acknowledging it opens the incident with its clock', async () => {
    const monitor = await house.as('gx-monitor')
    expect(await messagesOf(monitor, 'critical_alert')).toHaveLength(1)
    const outsider = await (await house.as('lz-monitor')).post(`/api/flags/${flagId}/acknowledge`)
    expect(refusalOf(outsider)).toMatchObject({ status: 403, rule: '平台规则（发现时间）' })
    incidentId = done(await monitor.post<FlagActionAnswer>(`/api/flags/${flagId}/acknowledge`)).incidentId!
    expect((await room(monitor, incidentId)).incident).toMatchObject({
      state: 'suspected',
      scope: 'region_wide',
      provisional: false,
    })
  })

  it('needs two people for the verdict "false"', async () => {
    const [division, other] = [await house.as('gx-zonghe'), await house.as('gx-hesuan')]
    const { flag } = done(await division.get<FlagDetail>(`/api/flags/${flagId}`))
    const verdict = {
      verdict: 'false',
      reason: '与官方数据不符',
      figureId: '450000-gdp-2022-year-level',
      articleVersionId: flag.articleVersionId,
    }
    const { id } = done(await division.post(`/api/flags/${flagId}/verdict`, verdict))
    expect(refusalOf(await division.post(`/api/flags/${flagId}/confirm-verdict`, { reviewId: id }))).toMatchObject({
      code: 'four-eyes',
      rule: '平台规则（双人复核）',
    })
    done(await other.post(`/api/flags/${flagId}/confirm-verdict`, { reviewId: id }))
    expect(done(await other.get<FlagDetail>(`/api/flags/${flagId}`)).flag).toMatchObject({
      state: 'actionable',
      verdict: 'false',
    })
  })

  it('takes a report before any verdict on the four elements, then their test, grade and activation by the leading group alone', async () => {
    const [office, director, group] = [
      await house.as('gx-office'),
      await house.as('gx-director'),
      await house.as('gx-lg'),
    ]
    const path = `/api/incidents/${incidentId}`
    done(await reports(office, incidentId, 'gx', ['gx']))
    done(await office.post(`${path}/study`, { reason: '提请领导小组研判' }))
    expect(refusalOf(await director.post(`${path}/activate`, { reason: '情况紧急' }))).toMatchObject({
      status: 403,
      rule: '附4第七条',
    })
    expect(refusalOf(await group.post(`${path}/activate`, { reason: '情况紧急' }))).toMatchObject({
      code: 'not-an-event',
      rule: '附4第二条',
    })
    done(await director.post(`${path}/confirm`, { elements, reason: '四项要件齐备' }))
    expect(refusalOf(await office.post(`${path}/grade`, { grade: 'major', reason: '影响较大' }))).toMatchObject({
      status: 403,
    })
    done(await group.post(`${path}/grade`, { grade: 'major', reason: '影响较大' }))
    done(await group.post(`${path}/activate`, { reason: '启动预案' }))
    expect((await room(group, incidentId)).incident).toMatchObject({ state: 'active', grade: 'major' })
  })

  it('has the first outlet and who took it from there written into the form of its step, which is not done without it', async () => {
    await published(house, 'gdp-false-reprint-1')
    const office = await house.as('gx-office')
    const plan = async () =>
      done(await office.get<IncidentPlans>(`/api/incidents/${incidentId}/plans`)).runs.find((r) => r.plan === 'media')!
    const stepOf = (run: PlanRunShown) => run.procedures.flatMap((p) => p.steps).find((s) => s.step === 'M07')!
    const path = `/api/activations/${(await plan()).id}/steps/M07`
    const { title, citation, draft } = done(await office.get<StepDraft>(`${path}/form`))
    expect([title, citation]).toEqual(['信息来源记录', '附4第七条（一）'])
    expect(draft.source).toContain('桂江新闻网《2022年广西GDP达36300.87亿元 增长9.2%》')
    expect(draft.outlets!.split('\n').map((line) => line.replace(/《.*》|，http.*/g, ''))).toEqual([
      '桂江新闻网，首发',
      '柳江在线，转自桂江新闻网',
    ])
    expect(draft.people).toBe('桂江新闻网、柳江在线')
    expect((await (await house.as('lz-office')).get(`${path}/form`)).status).toBe(403)

    // Nobody has spoken with the outlet yet: what is known is kept, and the step waits for the rest.
    done(await office.post(path, { verb: 'fill', fields: draft }))
    const evidence = { 首发和转载链: '桂统舆〔2026〕1号' }
    expect(await office.post(path, { verb: 'finish', evidence })).toMatchObject({
      ...{ status: 422, body: { code: 'missing-field', field: 'fields.contacts' } },
    })
    const step = stepOf(await plan())
    expect(step).toMatchObject({ state: 'in_progress', form: { missing: ['联系沟通记录'], revisions: [{ n: 1 }] } })
    done(await office.post(path, { verb: 'attach', evidence }))
    expect(stepOf(await plan()).moves.find((m) => m.verb === 'finish')).toMatchObject({
      ...{ allowed: false, refusal: { code: 'missing-field', detail: { 'fields.contacts': 'missing-field' } } },
    })
    const contacts = '2026-11-02 10:00，桂江新闻网值班编辑，同意核查'
    done(await office.post(path, { verb: 'finish', fields: { ...draft, contacts } }))
    expect(stepOf(await plan())).toMatchObject({
      ...{ state: 'done', report: null },
      form: { missing: [], revisions: [{ n: 1 }, { n: 2, fields: { contacts }, changes: [{ field: 'contacts' }] }] },
    })
  })

  it('lets talking points pass only by the right people, in order, for the text they read', async () => {
    const [office, director, division, group] = [
      await house.as('gx-office'),
      await house.as('gx-director'),
      await house.as('gx-zonghe'),
      await house.as('gx-lg'),
    ]
    textId = done(
      await office.post(`/api/incidents/${incidentId}/talking-points`, {
        body: {
          ...body('网传广西GDP36300.87亿元不实,官方数据为26300.87亿元。'),
          ...{ quoted: ['36300.87亿元'], short: { core: '以官方数据为准', reply: '2022年广西GDP为26308.87亿元。' } },
        },
      }),
    ).id
    const first = await current(office, textId)
    const wrongReply = await office.post<Problem>(`/api/talking-points/${textId}/submit`, named(first))
    expect([wrongReply.body.code, JSON.stringify(wrongReply.body.detail)]).toEqual([
      'invalid-field',
      expect.stringContaining('26308.87'),
    ])
    done(
      await office.post(`/api/talking-points/${textId}/revisions`, {
        revision: 1,
        body: body('网传数据不实,以官方公布的26300.87亿元为准。'),
      }),
    )
    const second = await current(office, textId)
    const old = named(first)
    const now = named(second)
    expect(refusalOf(await office.post(`/api/talking-points/${textId}/submit`, old))).toMatchObject({
      code: 'stale-revision',
      rule: '平台规则（审批对应版本）',
    })
    done(await office.post(`/api/talking-points/${textId}/submit`, now))
    expect(
      refusalOf(await director.post(`/api/talking-points/${textId}/office`, { ...now, approved: true })),
    ).toMatchObject({ code: 'wrong-state' })
    done(await division.post(`/api/talking-points/${textId}/check-facts`, { ...now, approved: true }))
    expect(
      refusalOf(await office.post(`/api/talking-points/${textId}/office`, { ...now, approved: true })),
    ).toMatchObject({ status: 403, rule: '平台规则（办公室审核）' })
    expect(
      refusalOf(await director.post(`/api/talking-points/${textId}/office`, { ...old, approved: true })),
    ).toMatchObject({ code: 'stale-revision' })
    done(await director.post(`/api/talking-points/${textId}/office`, { ...now, approved: true }))
    expect(
      refusalOf(await director.post(`/api/talking-points/${textId}/leading-group`, { ...now, approved: true })),
    ).toMatchObject({ status: 403, rule: '附4第七条（二）' })
    done(await group.post(`/api/talking-points/${textId}/leading-group`, { ...now, approved: true }))
    done(await office.post(`/api/talking-points/${textId}/publish`, now))
    expect((await room(office, incidentId)).talkingPoints[0]).toMatchObject({ state: 'in_force', n: 1 })
  })

  it('refuses a drafter who would approve', async () => {
    const director = await house.as('gx-director')
    const draft = done(
      await director.post(`/api/incidents/${incidentId}/talking-points`, {
        body: body('第二版:请以官方发布为准,勿信传言。'),
      }),
    ).id
    const row = await current(director, draft)
    const at = named(row)
    done(await director.post(`/api/talking-points/${draft}/submit`, at))
    done(
      await (await house.as('gx-zonghe')).post(`/api/talking-points/${draft}/check-facts`, { ...at, approved: true }),
    )
    expect(
      refusalOf(await director.post(`/api/talking-points/${draft}/office`, { ...at, approved: true })),
    ).toMatchObject({ code: 'drafter-approves', rule: '平台规则（职责分离）' })
  })

  it('tells the whole story in the timeline', async () => {
    const { timeline } = await room(await house.as('gx-office'), incidentId)
    const actions = timeline.map((e) => e.action)
    for (const action of ['open', 'send', 'study', 'confirm', 'grade', 'activate', 'draft', 'submit', 'publish'])
      expect(actions).toContain(action)
    expect(await verifyAudit(house.store.db)).toMatchObject({ ok: true })
  })
})

describe('AC-04 city-only turns region-wide', () => {
  let incidentId = ''
  let second = ''

  it('ends with the city office while only the city is touched', async () => {
    await published(house, 'guilin-fine')
    const duty = await house.as('gl-duty')
    const flagId = await bringsToQueue(duty, '拒绝接受经济普查')
    incidentId = await marks(duty, flagId, { subject: 'may_spread' })
    expect((await room(duty, incidentId)).incident.scope).toBe('city_only')
    const [office, division, director, spokes] = [
      await house.as('gl-office'),
      await house.as('gl-zonghe'),
      await house.as('gl-director'),
      await house.as('gl-spokes'),
    ]
    second = done(
      await office.post(`/api/incidents/${incidentId}/talking-points`, {
        body: { ...body('桂林市统计局从未对普查对象收取或处以所称款项。'), facts: [] },
      }),
    ).id
    const row = await current(office, second)
    const at = named(row)
    done(await office.post(`/api/talking-points/${second}/submit`, at))
    done(await division.post(`/api/talking-points/${second}/check-facts`, { ...at, approved: true }))
    done(await director.post(`/api/talking-points/${second}/office`, { ...at, approved: true }))
    done(await office.post(`/api/talking-points/${second}/publish`, at))
    done(
      await spokes.post(`/api/talking-points/${second}/answers`, {
        revision: at.revision,
        reporter: '王记者',
        outlet: '漓江日报',
        question: '是否罚款?',
        answer: '没有。',
      }),
    )
  })

  it('is found again in the library by what it says, with when it was last answered from; by another region not', async () => {
    const spokes = await house.as('gl-spokes')
    const found = async (who: Person, query: string) =>
      done(await who.get<PointsLibrary>(`/api/talking-points?${query}`)).items.map((p) => [p.id, p.state, p.answers])
    expect(await found(spokes, `q=${encodeURIComponent('从何而来')}&spoken=true`)).toEqual([[second, 'in_force', 1]])
    expect(await found(spokes, `q=${encodeURIComponent('questions')}`)).toEqual([])
    expect(await found(spokes, `q=${encodeURIComponent('%')}`)).toEqual([])
    expect(await found(spokes, '')).toHaveLength(1)
    expect(await found(await house.as('xm-director'), '')).toEqual([])
    const file = (await spokes.bytes('/api/talking-points?format=csv&fileLanguage=en')).body.toString()
    expect(file.split('\n')[0]).toMatch(/In force from,.*Answers given,Last answered/)
  })

  it('stops the city version at once, orders both cities to stop using it, and blocks new answers', async () => {
    const reach = {
      scope: 'region_wide',
      unitIds: ['gx-guilin', 'gx-nanning', 'gx'],
      reason: '同一说法出现于南宁并点名自治区局',
    }
    expect(
      refusalOf(await (await house.as('gl-director')).post(`/api/incidents/${incidentId}/scope`, reach)),
    ).toMatchObject({ status: 403, rule: '附4第七条（二）' })
    done(await (await house.as('gx-director')).post(`/api/incidents/${incidentId}/scope`, reach))
    const office = await house.as('gx-office')
    expect((await room(office, incidentId)).talkingPoints.find((t) => t.id === second)).toMatchObject({
      state: 'invalid_scope',
    })
    for (const who of ['gl-director', 'nn-director'])
      expect(await messagesOf(await house.as(who), 'stop_using')).toHaveLength(1)
    const answer = { revision: 1, reporter: '李记者', outlet: '邕城晚报', question: '是否罚款?', answer: '没有。' }
    expect((await (await house.as('gl-spokes')).post(`/api/talking-points/${second}/answers`, answer)).status).toBe(409)
    const kept = done(await office.get(`/api/talking-points/${second}`))
    expect(JSON.stringify(kept)).toContain('王记者')
  })

  it('needs the L1 office, both cities and the leading group for the next version; the city alone is refused with the rule', async () => {
    const [office, guilin, nanning] = [
      await house.as('gx-office'),
      await house.as('gl-office'),
      await house.as('nn-office'),
    ]
    const text = { ...body('广西各级统计局从未对普查对象收取或处以所称款项。'), facts: [] }
    const third = done(await office.post(`/api/incidents/${incidentId}/talking-points`, { body: text })).id
    const alone = await current(office, third)
    expect(refusalOf(await office.post(`/api/talking-points/${third}/submit`, named(alone)))).toMatchObject({
      code: 'missing-field',
    })
    for (const [n, city] of [guilin, nanning].entries())
      done(
        await city.post(`/api/talking-points/${third}/revisions`, {
          revision: n + 1,
          body: { ...text, dos: [`以公告为准(${n + 1})`] },
        }),
      )
    const row = await current(office, third)
    const at = named(row)
    done(await office.post(`/api/talking-points/${third}/submit`, at))
    done(
      await (await house.as('gx-zonghe')).post(`/api/talking-points/${third}/check-facts`, { ...at, approved: true }),
    )
    const byCity = await (await house.as('gl-director')).post(`/api/talking-points/${third}/office`, {
      ...at,
      approved: true,
    })
    expect(refusalOf(byCity)).toMatchObject({ rule: '附4第七条（二）' })
    done(await (await house.as('gx-director')).post(`/api/talking-points/${third}/office`, { ...at, approved: true }))
    expect((await office.post(`/api/talking-points/${third}/publish`, at)).status).toBe(409)
    done(await (await house.as('gx-lg')).post(`/api/talking-points/${third}/leading-group`, { ...at, approved: true }))
    done(await office.post(`/api/talking-points/${third}/publish`, at))
    expect((await room(office, incidentId)).talkingPoints.find((t) => t.id === third)).toMatchObject({
      state: 'in_force',
    })
  })

  it('starts the two hours of Nanning at its own finding', async () => {
    house.clock.advance(40 * 60_000)
    const duty = await house.as('nn-duty')
    const flagId = await bringsToQueue(duty, '拒绝接受经济普查')
    const at = house.clock.now()
    expect(await marks(duty, flagId)).toBe(incidentId)
    const { clocks } = await room(duty, incidentId)
    expect(clocks.find((c) => c.unit.id === 'gx-nanning' && c.duty === 'report-2h')).toMatchObject({
      startAt: at.toISOString(),
    })
  })
})
