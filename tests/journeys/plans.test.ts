/**
 * Plans of both regulations on one incident, grades that change, a leak in its compartment: AC-06, AC-10 (its clocks and its
 * compartment) and AC-12, with the times of the catalogue.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type {
  IncidentOpened,
  IncidentPlans,
  IncidentRow,
  Page,
  PlanRunShown,
  PlansShown,
  StepDraft,
} from '../../api/contract.ts'
import { fromShanghai } from '../../domain/time.ts'
import { verifyAudit } from '../../store/audit.ts'
import { testClock } from '../support/clock.ts'
import { type House, openHouse, type Person } from '../support/house.ts'
import { bringsToQueue, clockOf, done, marks, messagesOf, published, refusalOf, reports, room } from './steps.ts'

let house: House
const shanghai = (day: string, time: string): Date => {
  const [y, mo, d] = day.split('-').map(Number) as [number, number, number]
  const [h, mi, s] = time.split(':').map(Number) as [number, number, number]
  return fromShanghai(y, mo, d, h, mi, s)!
}
const iso = (day: string, time: string) => shanghai(day, time).toISOString()
const because = { reason: '按预案' }

beforeAll(async () => {
  house = await openHouse({ clock: testClock('2026-10-18T00:00:00.000Z') })
})
afterAll(() => house.close())

const plansIn = async (person: Person, id: string) =>
  done(await person.get<IncidentPlans>(`/api/incidents/${id}/plans`))
const runIn = async (person: Person, id: string, plan: string): Promise<PlanRunShown> =>
  (await plansIn(person, id)).runs.find((r) => r.plan === plan)!
const at = async (day: string, time: string) => {
  house.clock.set(shanghai(day, time))
  await house.quiet()
}
const stepOf = (run: PlanRunShown, step: string) => run.procedures.flatMap((p) => p.steps).find((s) => s.step === step)!

describe('AC-06 a grade that rises and falls', () => {
  const day = '2026-10-20'
  let incidentId = ''

  it('counts the limits of the new grade from the finding at 09:00, and says which were past at birth', async () => {
    house.clock.set(shanghai(day, '08:30:00'))
    await published(house, 'gdp-fabricated')
    const duty = await house.as('lz-duty')
    const flagId = await bringsToQueue(duty, '广西GDP数据系编造')
    house.clock.set(shanghai(day, '09:00:00'))
    incidentId = await marks(duty, flagId)
    house.clock.set(shanghai(day, '09:20:00'))
    done(await reports(duty, incidentId, 'gx-liuzhou', ['gx']))
    const [office, group] = [await house.as('gx-director'), await house.as('gx-lg')]
    const elements = { media: true, untrue: true, serious: true, sudden: true }
    done(await office.post(`/api/incidents/${incidentId}/confirm`, { elements, ...because }))
    done(await office.post(`/api/incidents/${incidentId}/study`, {}))
    house.clock.set(shanghai(day, '10:00:00'))
    done(await group.post(`/api/incidents/${incidentId}/activate`, because))
    const media = await runIn(group, incidentId, 'media')
    expect(media).toMatchObject({ state: 'running', startedAt: iso(day, '10:00:00') })
    // It was accepted as a matter to answer publicly: 48 hours from the finding.
    done(await office.post(`/api/activations/${media.id}/instant`, { instant: 'accepted', at: iso(day, '10:00:00') }))
    expect(await clockOf(office, incidentId, 'gx-liuzhou', 'answer')).toMatchObject({
      limitAt: iso('2026-10-22', '09:00:00'),
      rule: { basis: 'law' },
    })

    await at(day, '15:30:00')
    done(await group.post(`/api/incidents/${incidentId}/grade`, { grade: 'extraordinary', reason: '影响扩大' }))
    expect(await clockOf(group, incidentId, 'gx-liuzhou', 'authoritative-word')).toMatchObject({
      startAt: iso(day, '09:00:00'),
      limitAt: iso(day, '14:00:00'),
      state: 'overdue',
      overdueOnCreation: 'regrade',
    })
    expect(await clockOf(group, incidentId, 'gx-liuzhou', 'press-conference')).toMatchObject({
      limitAt: iso('2026-10-21', '09:00:00'),
      state: 'running',
      overdueOnCreation: null,
    })
    expect(await clockOf(group, incidentId, 'gx', 'report-to-government')).toMatchObject({
      kind: 'soft',
      state: 'running',
    })
    expect(await clockOf(office, incidentId, 'gx-liuzhou', 'answer')).toMatchObject({ state: 'running' })
  })

  it('keeps the breach and both reasons when the grade falls the next day, by the leading group of the region alone', async () => {
    await at('2026-10-21', '08:00:00')
    const lower = { grade: 'larger', reason: '影响减轻' }
    const city = await (await house.as('lz-lg')).post(`/api/incidents/${incidentId}/grade`, lower)
    expect(city.status).toBe(403)
    const group = await house.as('gx-lg')
    // 重大 owes the five hours as 特别重大 does: the breach stays, and so does what is owed.
    done(await group.post(`/api/incidents/${incidentId}/grade`, { grade: 'major', reason: '影响受控' }))
    const word = () => clockOf(group, incidentId, 'gx-liuzhou', 'authoritative-word')
    expect(await word()).toMatchObject({ state: 'overdue', overdueOnCreation: 'regrade', voidReason: null })
    done(await group.post(`/api/incidents/${incidentId}/grade`, lower))
    expect(await word()).toMatchObject({ state: 'overdue', voidReason: '影响减轻' })
    const { decisions } = await room(group, incidentId)
    expect(decisions.filter((d) => d.kind === 'grade').map((d) => d.reason)).toEqual([
      '影响扩大',
      '影响受控',
      '影响减轻',
    ])
  })
})

describe('AC-12 plans of both regulations side by side', () => {
  // A Tuesday.
  const [day, next] = ['2026-10-27', '2026-10-28']
  let incidentId = ''
  const groups = ['study-group', 'rescue-group', 'shelter-group', 'supply-group']
  const userIds = new Map<string, string>()

  it('opens a failure of direct reporting at 20:00, which the infosec group handles when the leading group said yes', async () => {
    house.clock.set(shanghai(day, '20:00:00'))
    const [infosec, group] = [await house.as('gx-infosec'), await house.as('gx-lg')]
    const bureausFor = async (person: Person) => {
      const { plain, restricted } = done(await person.get<PlansShown>('/api/plans')).mayOpen
      return [plain, restricted].map((units) => units.map((u) => u.unitId))
    }
    expect([await bureausFor(infosec), await bureausFor(group)]).toEqual([
      [['gx'], ['gx']],
      [[], ['gx']],
    ])
    const opened = done(
      await infosec.post<IncidentOpened>('/api/incidents', {
        ...{ unitId: 'gx', plan: 'infosec', title: '联网直报系统无法登录', place: '自治区局机房' },
        foundAt: iso(day, '20:00:00'),
      }),
    )
    incidentId = opened.id!
    const run = await runIn(infosec, incidentId, 'infosec')
    expect(run).toMatchObject({ state: 'proposed' })
    const self = await infosec.post(`/api/activations/${run.id}/approve`, because)
    expect(self.status).toBe(403)
    expect((await infosec.post(`/api/activations/${run.id}/start`, {})).status).toBe(409)
    done(await group.post(`/api/activations/${run.id}/approve`, because))
    done(await infosec.post(`/api/activations/${run.id}/start`, {}))
    done(await infosec.post(`/api/activations/${run.id}/choose`, { procedure: 'drs' }))
    expect(await clockOf(infosec, incidentId, 'gx', 'other-way')).toMatchObject({
      limitAt: iso(next, '04:00:00'),
      kind: 'hard',
    })
    // The fire brigade is not called for it.
    const { clocks } = await room(infosec, incidentId)
    expect(clocks.some((c) => c.duty === 'notify-fire')).toBe(false)
  })

  it('keeps the order: the application is not looked at before network and identity', async () => {
    const infosec = await house.as('gx-infosec')
    const run = await runIn(infosec, incidentId, 'infosec')
    const early = await infosec.post(`/api/activations/${run.id}/steps/D2`, { verb: 'start' })
    expect(refusalOf(early)).toMatchObject({ status: 409, code: 'wrong-state' })
    const step = (key: string, more: object) => infosec.post(`/api/activations/${run.id}/steps/${key}`, more)
    done(await step('D1', { verb: 'start' }))
    expect((await step('D1', { verb: 'finish' })).status).toBe(422)
    done(await step('D1', { verb: 'finish', evidence: { 排查记录: '网安〔2026〕17号' } }))
    done(await step('D2', { verb: 'start' }))
    expect(stepOf(await runIn(infosec, incidentId, 'infosec'), 'D3')).toMatchObject({ branch: 'closed' })
  })

  it('musters the groups 30 minutes after the instruction and owes the report one hour after the quake', async () => {
    house.clock.set(shanghai(day, '20:45:00'))
    const [office, group] = [await house.as('gx-duty'), await house.as('gx-lg')]
    const origin = iso(day, '20:40:00')
    // The plan is another province's: the region makes it its own.
    done(await group.post('/api/plans/earthquake/adopt', { rootId: 'gx' }))
    done(
      await office.post(`/api/incidents/${incidentId}/plans`, {
        ...{ plan: 'earthquake', mode: 'destructive', instants: { origin }, ...because },
      }),
    )
    done(
      await office.post(`/api/incidents/${incidentId}/plans`, {
        plan: 'natural',
        instants: { occurred: origin },
        ...because,
      }),
    )
    const quake = await runIn(group, incidentId, 'earthquake')
    done(await group.post(`/api/activations/${quake.id}/approve`, { ...because, start: true }))
    expect(await clockOf(group, incidentId, 'gx', 'quake-report')).toMatchObject({ limitAt: iso(day, '21:40:00') })

    // Four groups; the second person of the first sits in the second one too.
    const names = ['gx-zonghe', 'gx-hesuan', 'gx-monitor', 'gx-spokes', 'gx-office']
    const me = async (name: string) =>
      done(await (await house.as(name)).get<{ user: { id: string } }>('/api/me')).user.id
    for (const name of names) userIds.set(name, await me(name))
    const members: Record<string, string[]> = {
      'study-group': ['gx-zonghe', 'gx-hesuan'],
      'rescue-group': ['gx-hesuan', 'gx-monitor'],
      'shelter-group': ['gx-spokes'],
      'supply-group': ['gx-office'],
    }
    const director = await house.as('gx-director')
    for (const body of groups)
      done(
        await director.post(`/api/bodies/${body}/members`, {
          unitId: 'gx',
          members: members[body]!.map((name) => ({ userId: userIds.get(name) })),
        }),
      )
    house.clock.set(shanghai(day, '20:52:00'))
    done(await office.post(`/api/activations/${quake.id}/instant`, { instant: 'instructed', at: iso(day, '20:52:00') }))
    const { musters } = await runIn(group, incidentId, 'earthquake')
    expect(musters.map((m) => [m.body, m.limitAt])).toEqual(groups.map((g) => [g, iso(day, '21:22:00')]))

    const checksIn = async (name: string, time: string, body: string) => {
      house.clock.set(shanghai(day, time))
      return (await house.as(name)).post(`/api/activations/${quake.id}/check-in`, { body })
    }
    done(await checksIn('gx-zonghe', '21:05:00', 'study-group'))
    done(await checksIn('gx-hesuan', '21:10:00', 'study-group'))
    done(await checksIn('gx-hesuan', '21:11:00', 'rescue-group'))
    expect((await checksIn('gx-spokes', '21:12:00', 'rescue-group')).status).toBe(403)
    done(await checksIn('gx-spokes', '21:22:00', 'shelter-group'))
    await at(day, '21:23:00')
    done(await checksIn('gx-monitor', '21:24:00', 'rescue-group'))
    await at(day, '21:25:00')
    const after = (await runIn(group, incidentId, 'earthquake')).musters
    const stand = Object.fromEntries(after.map((m) => [m.body, [m.state, m.people.map((p) => `${p.name} ${p.state}`)]]))
    expect(stand).toEqual({
      'study-group': ['complete', ['甘综合 in_time', '岑核算 in_time']],
      // Counted once, where they came first; the one of 21:24 is late by name.
      'rescue-group': ['complete_late', ['莫听澜 late', '岑核算 elsewhere']],
      'shelter-group': ['complete', ['闭发言 in_time']],
      'supply-group': ['short', ['陆收文 missing']],
    })
    const { clocks } = await room(group, incidentId)
    const muster = (body: string) => clocks.find((c) => c.duty === 'muster-destructive' && c.body.includes(body))
    expect([muster('研判')?.state, muster('抢险')?.state, muster('后勤')?.state]).toEqual([
      'met',
      'met_late',
      'overdue',
    ])
  })

  it('lists what is next over all plans, the earliest limit first, and says whose it is', async () => {
    const infosec = await house.as('gx-infosec')
    const { next } = await plansIn(infosec, incidentId)
    const dues = next.flatMap((a) => (a.dueAt ? [a.dueAt] : []))
    expect(dues).toEqual([...dues].sort())
    expect(next.find((a) => a.what === 'D2')).toMatchObject({ kind: 'step', mine: true })
    expect(next.find((a) => a.what === 'DQ4')).toMatchObject({ mine: false, dueAt: iso(day, '21:40:00') })
  })

  it('meets the report of the hour by its step, with the receipt', async () => {
    house.clock.set(shanghai(day, '21:39:59'))
    const office = await house.as('gx-duty')
    const quake = await runIn(office, incidentId, 'earthquake')
    const step = (verb: string, more: object = {}) =>
      office.post(`/api/activations/${quake.id}/steps/DQ4`, { verb, ...more })
    const evidence = { 报告和回执: '厦震办收文0412' }
    // What the article lists is drafted from the matter, and the step is not done without it.
    const { draft } = done(await office.get<StepDraft>(`/api/activations/${quake.id}/steps/DQ4/form`))
    expect(draft).toMatchObject({ quake: expect.stringContaining('自治区局机房') })
    done(await step('start'))
    expect(refusalOf(await step('finish', { evidence }))).toMatchObject({ status: 422, code: 'missing-field' })
    const fields = { ...draft, damage: '两处机房断电', danger: '余震', measures: '已切换备用电源' }
    done(await step('finish', { evidence, fields }))
    expect(stepOf(await runIn(office, incidentId, 'earthquake'), 'DQ4').form?.revisions).toMatchObject([
      { n: 1, fields, by: { name: expect.any(String) }, at: iso(day, '21:39:59') },
    ])
    expect(await clockOf(office, incidentId, 'gx', 'quake-report')).toMatchObject({ state: 'met', marginMs: 1000 })
  })

  it('opens the other way to hand in data when eight hours are over, and tells it once', async () => {
    await at(next, '04:00:00')
    const infosec = await house.as('gx-infosec')
    expect(stepOf(await runIn(infosec, incidentId, 'infosec'), 'D3')).toMatchObject({ branch: 'closed' })
    await at(next, '04:00:01')
    await house.quiet()
    const run = await runIn(infosec, incidentId, 'infosec')
    expect(stepOf(run, 'D3')).toMatchObject({ branch: 'open' })
    expect(await clockOf(infosec, incidentId, 'gx', 'other-way')).toMatchObject({ state: 'overdue' })
    const told = (await messagesOf(await house.as('gx-office'), 'clock_overdue')).filter(
      (m) => m.incidentId === incidentId && m.facts.duty === 'other-way',
    )
    expect(told).toHaveLength(1)
  })

  it('ends the quake plan without ending the others, over its open steps only by word of who may end it', async () => {
    house.clock.set(shanghai(next, '06:00:00'))
    const [office, group] = [await house.as('gx-duty'), await house.as('gx-lg')]
    const quake = await runIn(group, incidentId, 'earthquake')
    const end = (person: Person, verb: string, more: object = {}) =>
      person.post(`/api/activations/${quake.id}/${verb}`, { reason: '震情平稳', ...more })
    expect(refusalOf(await end(office, 'report-result'))).toMatchObject({ code: 'wrong-state' })
    expect((await end(office, 'report-result', { override: true })).status).toBe(403)
    done(await end(group, 'report-result', { override: true }))
    expect((await end(office, 'approve-termination')).status).toBe(403)
    done(await end(group, 'approve-termination'))
    done(await end(office, 'end'))
    const { runs } = await plansIn(group, incidentId)
    expect(Object.fromEntries(runs.map((r) => [r.plan, r.state]))).toEqual({
      infosec: 'running',
      earthquake: 'ended',
      natural: 'proposed',
    })
    expect((await room(group, incidentId)).incident.state).toBe('active')
    const infosec = await house.as('gx-infosec')
    const other = runs.find((r) => r.plan === 'infosec')!
    // Approval at both ends: the group itself cannot end what the leading group let it begin.
    expect((await infosec.post(`/api/activations/${other.id}/approve-termination`, because)).status).toBe(403)
  })

  it('owes class-3 reports 24 hours after it happened, where a city found it', async () => {
    house.clock.set(shanghai(day, '20:50:00'))
    const city = await house.as('gl-duty')
    const opened = done(
      await city.post<IncidentOpened>('/api/incidents', {
        ...{ unitId: 'gx-guilin', plan: 'natural', title: '地震波及', place: '桂林', foundAt: iso(day, '20:50:00') },
        ...{ instants: { occurred: iso(day, '20:40:00') }, fields: { impact: '部分县停电' } },
      }),
    )
    expect(await clockOf(city, opened.id!, 'gx-guilin', 'report-24h')).toMatchObject({
      startAt: iso(day, '20:40:00'),
      limitAt: iso(next, '20:40:00'),
      rule: { citation: '附1第六条（二）' },
    })
    house.clock.set(shanghai(next, '20:39:00'))
    const fields = { ...reportFieldsOfQuake }
    done(await reports(city, opened.id!, 'gx-guilin', ['gx'], { fields }))
    const run = await runIn(city, opened.id!, 'natural')
    expect(await clockOf(city, opened.id!, 'gx-guilin', 'report-24h')).toMatchObject({ state: 'met', marginMs: 60_000 })
    // The platform saw it done: nobody ticks it off again.
    expect(run.state).toBe('proposed')
  })
})

const reportFieldsOfQuake = {
  ...{ occurredAt: '20时40分', place: '桂林', impact: '部分县停电', measures: '已启用备用电源' },
  plannedMeasures: '逐县核实数据报送能力',
}

describe('AC-10 a leak in its compartment', () => {
  const day = '2026-11-03'

  it('runs 8 hours to the secrecy group and 24 hours outside, and exists for nobody else', async () => {
    await at(day, '09:00:00')
    const media = await house.as('lz-duty')
    const before = done(await media.get<Page<IncidentRow>>('/api/incidents?pageSize=100')).total
    const opened = done(
      await media.post<IncidentOpened>('/api/incidents', {
        ...{ unitId: 'gx-liuzhou', plan: 'leak', title: '疑似提前泄露', foundAt: iso(day, '09:00:00') },
        fields: { unit: '柳州市统计局' },
      }),
    )
    // Whoever reports it gets the number and sees nothing more.
    expect(opened).toMatchObject({ id: null, no: 'B2026-0001' })
    const secrecy = await house.as('gx-secrecy')
    const seen = done(await secrecy.get<Page<IncidentRow>>('/api/incidents?family=leak')).items
    expect(seen.map((i) => i.no)).toEqual(['B2026-0001'])
    const { id, clocks } = seen[0]!
    expect(clocks.filter((c) => c.kind === 'hard').map((c) => [c.duty, c.limitAt])).toEqual([
      ['report-8h', iso(day, '17:00:00')],
      ['leak-24h', iso('2026-11-04', '09:00:00')],
    ])

    const run = await runIn(secrecy, id, 'leak')
    for (const name of [
      'lz-duty',
      'lz-head',
      'gx-office',
      'gx-director',
      'gx-head',
      'gx-admin',
      'gx-audit',
      'gx-discipline',
    ]) {
      const person = await house.as(name)
      for (const path of [`/api/incidents/${id}`, `/api/incidents/${id}/plans`])
        expect([403, 404]).toContain((await person.get(path)).status)
      expect((await person.post(`/api/incidents/${id}/reject`, because)).status).toBe(404)
      expect((await person.post(`/api/activations/${run.id}/approve`, because)).status).toBe(404)
      expect(
        (await person.post(`/api/activations/${run.id}/decide`, { decision: 'refer', outcome: 'own', ...because }))
          .status,
      ).toBe(404)
      expect((await person.post(`/api/clocks/${clocks[0]!.id}/fulfil`, { note: '已报' })).status).toBe(404)
      for (const path of [
        '/api/incidents?pageSize=100',
        '/api/clocks/nearest',
        '/api/messages?pageSize=100',
        '/api/audit?pageSize=100',
      ]) {
        const { body } = await person.get<unknown>(path)
        expect(JSON.stringify(body), `${name} ${path}`).not.toContain(id)
      }
    }
    expect(done(await media.get<Page<IncidentRow>>('/api/incidents?pageSize=100')).total).toBe(before)
    const file = await secrecy.get<never>('/api/incidents?family=leak').then((a) => a.status)
    expect(file).toBe(200)
    const mine = await messagesOf(secrecy, 'incident_opened')
    expect(mine.some((m) => m.incidentId === id)).toBe(true)
  })

  it('refuses content that belongs on paper', async () => {
    const secrecy = await house.as('gx-secrecy')
    const typed = await secrecy.post('/api/incidents', {
      ...{ unitId: 'gx', plan: 'leak', title: '疑似泄露', foundAt: iso(day, '09:00:00') },
      fields: { content: '某某数据' },
    })
    expect(refusalOf(typed)).toEqual({ status: 422, code: 'invalid-field', rule: '平台规则（涉密事项知悉范围）' })
  })

  it('is led by the secrecy group from the report to the branch that was taken', async () => {
    house.clock.set(shanghai(day, '10:00:00'))
    const secrecy = await house.as('gx-secrecy')
    const [leak] = done(await secrecy.get<Page<IncidentRow>>('/api/incidents?family=leak')).items
    const run = await runIn(secrecy, leak!.id, 'leak')
    const post = (path: string, body: object) => secrecy.post(`/api/activations/${run.id}/${path}`, body)
    done(await post('approve', { ...because, start: true }))
    const step = async (key: string, name: string) => {
      done(await post(`steps/${key}`, { verb: 'start' }))
      done(await post(`steps/${key}`, { verb: 'finish', evidence: { [name]: '密〔2026〕3号' } }))
    }
    // The content stays on paper: the form takes the number alone, and its words exist inside the compartment only.
    const [content, number] = ['泄露的某表', '密报〔2026〕9号']
    const fill = (fields: object) => post('steps/L01', { verb: 'fill', fields })
    expect((await post('steps/L01', { verb: 'finish', evidence: { 报告编号: number } })).status).toBe(409)
    expect(refusalOf(await fill({ paper: number, content }))).toMatchObject({ status: 422, code: 'invalid-field' })
    const { draft } = done(await secrecy.get<StepDraft>(`/api/activations/${run.id}/steps/L01/form`))
    expect(draft).toEqual({ unit: '柳州市统计局' })
    done(await fill({ ...draft, paper: number }))
    done(await post('steps/L01', { verb: 'finish', evidence: { 报告编号: number } }))
    for (const name of ['lz-duty', 'gx-office', 'gx-director', 'gx-admin', 'gx-audit']) {
      const person = await house.as(name)
      for (const answer of [
        await person.get<unknown>(`/api/activations/${run.id}/steps/L01/form`),
        await person.post<unknown>(`/api/activations/${run.id}/steps/L01`, { verb: 'fill', fields: { paper: '1号' } }),
      ])
        expect(answer.status, name).toBe(404)
      for (const path of ['/api/audit?pageSize=100', `/api/articles?q=${number}`]) {
        const { body } = await person.get<unknown>(path)
        for (const word of [number, content]) expect(JSON.stringify(body), `${name} ${path}`).not.toContain(word)
      }
    }
    expect(await clockOf(secrecy, leak!.id, 'gx-liuzhou', 'report-8h')).toMatchObject({ state: 'met' })
    done(await post('decide', { decision: 'refer', outcome: 'referred', ...because }))
    await step('L04', '决定记录')
    const after = await runIn(secrecy, leak!.id, 'leak')
    expect([stepOf(after, 'L06a').branch, stepOf(after, 'L06b').branch]).toEqual(['open', 'closed'])
  })

  it('leaves a whole record behind', async () => {
    expect(await verifyAudit(house.store.db)).toMatchObject({ ok: true })
  })
})
