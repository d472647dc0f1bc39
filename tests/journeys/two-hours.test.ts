/** The two-hour rule (附4第六条) as people live it: AC-01, AC-02, AC-03 and AC-08 of the catalogue, with their exact times. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyAudit } from '../../store/audit.ts'
import { testClock } from '../support/clock.ts'
import { type House, openHouse } from '../support/house.ts'
import { bringsToQueue, clockOf, done, marks, messagesOf, published, refusalOf, reports, room } from './steps.ts'

let house: House
/** 23:10 in Shanghai and so on. */
const shanghai = (day: string, time: string) => new Date(`${day}T${time}+08:00`)

beforeAll(async () => {
  house = await openHouse({
    clock: testClock('2026-09-30T20:00:00+08:00'),
    outlets: ['huanan', 'liujiang', 'guijiang'],
  })
  await house.quiet()
})
afterAll(() => house.close())

describe('AC-01 over midnight and the holiday', () => {
  let incidentId = ''

  it('runs two hours of wall time from the mark, whatever the calendar says', async () => {
    house.clock.set(shanghai('2026-09-30', '23:00:00'))
    await published(house, 'gdp-fabricated')
    const duty = await house.as('lz-duty')
    const flagId = await bringsToQueue(duty, '广西GDP数据系编造')
    house.clock.set(shanghai('2026-09-30', '23:10:00'))
    incidentId = await marks(duty, flagId)
    const clock = await clockOf(duty, incidentId, 'gx-liuzhou')
    expect(clock).toMatchObject({
      state: 'running',
      kind: 'hard',
      limitAt: shanghai('2026-10-01', '01:10:00').toISOString(),
    })
    expect(clock.rule).toMatchObject({ basis: 'regulation', citation: '附4第六条' })
  })

  it('climbs the ladder at 23:10, 23:40, 00:10 and 00:40', async () => {
    for (const [day, time] of [
      ['2026-09-30', '23:40:00'],
      ['2026-10-01', '00:10:00'],
      ['2026-10-01', '00:40:00'],
    ] as const) {
      house.clock.set(shanghai(day, time))
      await house.quiet()
    }
    const { ladder } = await clockOf(await house.as('lz-duty'), incidentId, 'gx-liuzhou')
    const fired = ladder.filter((s) => s.firedAt).map((s) => s.firedAt)
    expect(fired).toEqual(
      [
        shanghai('2026-09-30', '23:10:00'),
        shanghai('2026-09-30', '23:40:00'),
        shanghai('2026-10-01', '00:10:00'),
        shanghai('2026-10-01', '00:40:00'),
      ].map((d) => d.toISOString()),
    )
    const told = async (who: string) =>
      (await messagesOf(await house.as(who), 'clock_step')).filter((m) => m.incidentId === incidentId).length
    expect({
      duty: await told('lz-duty'),
      head: await told('lz-head'),
      standIn: await told('lz-standin'),
      office: (await told('gx-office')) > 0,
    }).toEqual({ duty: 1, head: 2, standIn: 1, office: true })
  })

  it('is met one second before the limit', async () => {
    house.clock.set(shanghai('2026-10-01', '01:09:59'))
    const sent = done(await reports(await house.as('lz-duty'), incidentId, 'gx-liuzhou', ['gx']))
    expect(sent.met).toEqual([expect.objectContaining({ duty: 'report-2h', state: 'met' })])
    expect(await clockOf(await house.as('lz-duty'), incidentId, 'gx-liuzhou')).toMatchObject({
      state: 'met',
      marginMs: 1000,
    })
  })

  it('reminds the second person of the office when nobody acknowledges in fifteen minutes', async () => {
    const standIn = await house.as('gx-standin')
    house.clock.set(shanghai('2026-10-01', '01:24:58'))
    await house.quiet()
    const before = (await messagesOf(standIn, 'acknowledge_reminder')).length
    house.clock.set(shanghai('2026-10-01', '01:25:00'))
    await house.quiet()
    expect((await messagesOf(standIn, 'acknowledge_reminder')).length - before).toBe(1)
    expect(await clockOf(await house.as('lz-duty'), incidentId, 'gx-liuzhou')).toMatchObject({ state: 'met' })
  })

  it('is met at the limit and late one millisecond after it', async () => {
    const [nanning, guilin] = [await house.as('nn-duty'), await house.as('gl-duty')]
    const flags = [await bringsToQueue(nanning, '广西GDP数据系编造'), await bringsToQueue(guilin, '广西GDP数据系编造')]
    house.clock.set(shanghai('2026-10-02', '23:10:00'))
    const joined = [await marks(nanning, flags[0]!), await marks(guilin, flags[1]!)]
    expect(joined).toEqual([incidentId, incidentId])
    house.clock.set(shanghai('2026-10-03', '01:10:00'))
    done(await reports(nanning, incidentId, 'gx-nanning', ['gx']))
    house.clock.set(new Date(shanghai('2026-10-03', '01:10:00').getTime() + 1))
    done(await reports(guilin, incidentId, 'gx-guilin', ['gx']))
    expect(await clockOf(nanning, incidentId, 'gx-nanning')).toMatchObject({ state: 'met', marginMs: 0 })
    expect(await clockOf(guilin, incidentId, 'gx-guilin')).toMatchObject({ state: 'met_late', delayMs: 1 })
  })
})

describe('AC-02 clocks that disagree, and an outage', () => {
  const day = '2026-10-08'
  let incidentId = ''

  it('sends a step missed during an outage once, and says that it is 20 minutes late', async () => {
    house.clock.set(shanghai(day, '09:50:00'))
    await published(house, 'liuzhou-fee')
    house.clock.set(shanghai(day, '10:00:00'))
    const duty = await house.as('lz-duty')
    incidentId = await marks(duty, await bringsToQueue(duty, '登记费'), { subject: 'may_spread' })
    for (const time of ['10:30:00', '11:00:00', '11:20:00']) {
      house.clock.set(shanghai(day, time))
      await house.quiet()
    }
    house.clock.set(shanghai(day, '11:50:00'))
    await house.quiet()
    await house.quiet()
    const { ladder } = await clockOf(duty, incidentId, 'gx-liuzhou')
    const missed = ladder.find((s) => s.plannedAt === shanghai(day, '11:30:00').toISOString())
    expect(missed).toMatchObject({ firedAt: shanghai(day, '11:50:00').toISOString(), lateMs: 20 * 60_000 })
    const heard = (await messagesOf(await house.as('gx-office'), 'clock_step')).filter(
      (m) => m.incidentId === incidentId,
    )
    expect(heard).toHaveLength(1)
    expect(heard[0]!.facts.lateMs).toBe(20 * 60_000)
  })

  it('counts the time of the server: filed at 12:05 with 11:40 typed is five minutes late, and both are kept', async () => {
    house.clock.set(shanghai(day, '12:00:01'))
    await house.quiet()
    house.clock.set(shanghai(day, '12:05:00'))
    const duty = await house.as('lz-duty')
    const claimed = shanghai(day, '11:40:00').toISOString()
    done(await reports(duty, incidentId, 'gx-liuzhou', ['gx'], { claimedSentAt: claimed }))
    expect(await clockOf(duty, incidentId, 'gx-liuzhou')).toMatchObject({ state: 'met_late', delayMs: 5 * 60_000 })
    const [report] = (await room(duty, incidentId)).reports
    expect(report).toMatchObject({ claimedSentAt: claimed, sentAt: shanghai(day, '12:05:00').toISOString() })
  })

  it('keeps the overdue event when the server time steps back, and sends nothing twice', async () => {
    const office = await house.as('gx-office')
    const overdue = async () =>
      (await messagesOf(office, 'clock_overdue')).filter((m) => m.incidentId === incidentId).length
    const before = await overdue()
    expect(before).toBeGreaterThan(0)
    house.clock.set(shanghai(day, '12:03:00'))
    await house.quiet()
    const clock = await clockOf(await house.as('lz-duty'), incidentId, 'gx-liuzhou')
    expect(clock).toMatchObject({ state: 'met_late' })
    expect(clock.overdueAt).not.toBeNull()
    expect(await overdue()).toBe(before)
  })

  it('refuses a claimed time more than two minutes ahead, and says by which rule', async () => {
    house.clock.set(shanghai(day, '12:10:00'))
    const duty = await house.as('lz-duty')
    const ahead = await reports(duty, incidentId, 'gx-liuzhou', ['gx'], {
      kind: 'follow_up',
      claimedSentAt: shanghai(day, '12:12:01').toISOString(),
    })
    expect(refusalOf(ahead)).toEqual({ status: 422, code: 'time-in-future', rule: '平台规则（填报时间）' })
  })
})

describe('AC-03 a county passes over its city', () => {
  const day = '2026-10-12'
  let incidentId = ''

  it('meets its clock without a reason; the city gets a copy and no clock of its own', async () => {
    house.clock.set(shanghai(day, '09:00:00'))
    await published(house, 'guilin-fine')
    const county = await house.as('sj-duty')
    const flagId = await bringsToQueue(county, '拒绝接受经济普查')
    house.clock.set(shanghai(day, '10:00:00'))
    incidentId = await marks(county, flagId, { subject: 'may_spread' })
    house.clock.set(shanghai(day, '10:35:00'))
    const sent = done(await reports(county, incidentId, 'gx-sanjiang', ['gx']))
    expect(sent.met).toEqual([expect.objectContaining({ state: 'met' })])
    const { clocks, reports: all } = await room(county, incidentId)
    expect(clocks.some((c) => c.unit.id === 'gx-liuzhou' && c.duty !== 'acknowledge')).toBe(false)
    const copy = all[0]!.receipts.find((r) => r.unit.id === 'gx-liuzhou')
    expect(copy).toMatchObject({ copy: true, heldAt: null, deliveredAt: shanghai(day, '10:35:00').toISOString() })
    expect((await house.as('lz-duty').then((p) => p.get(`/api/incidents/${incidentId}`))).status).toBe(200)
  })

  it('writes its reason down where the event is of class 4, and reports by the form of its class', async () => {
    const day = '2026-10-13'
    house.clock.set(shanghai(day, '09:00:00'))
    const county = await house.as('sj-duty')
    const occurred = shanghai(day, '08:30:00').toISOString()
    const { id } = done(
      await county.post<{ id: string }>('/api/incidents', {
        ...{ unitId: 'gx-sanjiang', plan: 'social', title: '调查点安全事故', place: '三江', foundAt: occurred },
        instants: { occurred },
      }),
    )
    const before = await room(county, id)
    const form = before.reportOptions.forms.find((f) => f.usualFor.includes('first'))!
    expect(form).toMatchObject({
      form: 'local-report',
      draft: { place: '三江', occurredAt: '2026年10月13日08时30分00秒' },
    })
    expect(before.reportOptions.from).toMatchObject([{ id: 'gx-sanjiang', skipReason: true }])
    const fields = { ...form.draft, impact: '两人受伤', measures: '已送医', plannedMeasures: '' }
    const empty = await reports(county, id, 'gx-sanjiang', ['gx'], { fields })
    expect(empty.body).toMatchObject({
      field: 'fields.plannedMeasures',
      detail: { 'fields.plannedMeasures': 'missing-field' },
    })
    const given = { fields: { ...fields, plannedMeasures: '暂停入户' } }
    const unsaid = await reports(county, id, 'gx-sanjiang', ['gx'], given)
    expect(unsaid.body).toMatchObject({ code: 'missing-field', field: 'skipReason' })
    expect(refusalOf(unsaid).rule).toContain('第九条第六款')
    const sent = await reports(county, id, 'gx-sanjiang', ['gx'], { ...given, skipReason: '道路中断，市局联系不上' })
    expect(done(sent).met).toEqual([expect.objectContaining({ duty: 'report-24h', state: 'met' })])
    const [report] = (await room(county, id)).reports
    expect(report).toMatchObject({
      skipLevel: true,
      skipReason: '道路中断，市局联系不上',
      form: { title: '第二、三、四类突发事件报告' },
    })
    expect(report!.receipts.find((r) => r.unit.id === 'gx-liuzhou')).toMatchObject({ copy: true })
  })

  it('does not meet it with a report to the publicity department alone', async () => {
    const day = '2026-10-14'
    house.clock.set(shanghai(day, '08:00:00'))
    await published(house, 'gdp-false')
    const county = await house.as('sj-duty')
    const flagId = await bringsToQueue(county, '36300.87')
    house.clock.set(shanghai(day, '10:00:00'))
    const other = await marks(county, flagId)
    const sent = await reports(county, other, 'gx-sanjiang', [], { otherRecipients: ['县委宣传部'] })
    expect(done(sent)).toMatchObject({ countsAt: null, met: [], shortfall: { code: 'wrong-recipient' } })
    expect(await clockOf(county, other, 'gx-sanjiang')).toMatchObject({ state: 'running' })
  })

  it('holds the copy when the city is the subject of the complaint, until the region releases it', async () => {
    const day = '2026-10-16'
    house.clock.set(shanghai(day, '08:00:00'))
    await published(house, 'cpi-mixed-up')
    const county = await house.as('sj-duty')
    const flagId = await bringsToQueue(county, '物价档案')
    house.clock.set(shanghai(day, '10:00:00'))
    const held = await marks(county, flagId, { subject: 'may_spread', parentIsSubject: true })
    const { id } = done(await reports(county, held, 'gx-sanjiang', ['gx'], { parentIsSubject: true }))
    const city = await house.as('lz-duty')
    expect((await city.get(`/api/incidents/${held}`)).status).toBe(404)
    expect(JSON.stringify((await city.get('/api/incidents?pageSize=100')).body)).not.toContain(held)
    const office = await house.as('gx-office')
    const release = { unitId: 'gx-liuzhou', reason: '已核实,转柳州知悉' }
    expect((await city.post(`/api/reports/${id}/release-held`, release)).status).toBe(404)
    expect(refusalOf(await county.post(`/api/reports/${id}/release-held`, release))).toMatchObject({
      status: 403,
      code: 'not-allowed',
    })
    done(await office.post(`/api/reports/${id}/release-held`, release))
    expect((await city.get(`/api/incidents/${held}`)).status).toBe(200)
  })
})

describe('AC-08 late, back-dated, and by phone', () => {
  const day = '2026-10-20'
  let incidentId = ''

  it('accepts a report 17 minutes late, shows the typed finding time beside the recorded one, and moves nothing', async () => {
    house.clock.set(shanghai(day, '07:00:00'))
    await published(house, 'gdp-outdated')
    const county = await house.as('sj-duty')
    const flagId = await bringsToQueue(county, '24740.86')
    house.clock.set(shanghai(day, '08:00:00'))
    incidentId = await marks(county, flagId, { subject: 'may_spread' })
    house.clock.set(shanghai(day, '10:00:01'))
    await house.quiet()
    house.clock.set(shanghai(day, '10:17:00'))
    const typed = shanghai(day, '09:30:00').toISOString()
    done(await reports(county, incidentId, 'gx-sanjiang', ['gx'], { claimedFoundAt: typed }))
    expect(await clockOf(county, incidentId, 'gx-sanjiang')).toMatchObject({
      state: 'met_late',
      delayMs: 17 * 60_000,
      startAt: shanghai(day, '08:00:00').toISOString(),
    })
    expect((await room(county, incidentId)).reports[0]).toMatchObject({ claimedFoundAt: typed })
  })

  it('changes the finding time only with a second person, keeps both, and shows the worst case', async () => {
    const [duty, head] = [await house.as('sj-duty'), await house.as('sj-head')]
    const foundAt = shanghai(day, '09:30:00').toISOString()
    const proposed = done(
      await duty.post(`/api/incidents/${incidentId}/found-time`, {
        foundAt,
        reason: '首次打开系统误触',
        unitId: 'gx-sanjiang',
      }),
    )
    const self = await duty.post(`/api/incidents/${incidentId}/confirm-found-time`, { proposalId: proposed.id })
    expect(self.status).toBeGreaterThanOrEqual(400)
    done(await head.post(`/api/incidents/${incidentId}/confirm-found-time`, { proposalId: proposed.id }))
    const clock = await clockOf(head, incidentId, 'gx-sanjiang')
    expect(clock).toMatchObject({ startAt: foundAt, originalStartAt: shanghai(day, '08:00:00').toISOString() })
    expect(clock.worstCase).toMatchObject({ state: 'met_late' })
  })

  it('counts a call of 09:58 that the receiver logs at 10:05', async () => {
    const day = '2026-10-22'
    house.clock.set(shanghai(day, '07:00:00'))
    await published(house, 'beihai-edited')
    const city = await house.as('gl-duty')
    const flagId = await bringsToQueue(city, '北海2022年经济成绩单')
    house.clock.set(shanghai(day, '08:00:00'))
    const called = await marks(city, flagId)
    house.clock.set(shanghai(day, '10:00:01'))
    await house.quiet()
    house.clock.set(shanghai(day, '10:05:00'))
    const receiver = await house.as('gx-duty')
    const fields = {
      occurredAt: '今日上午',
      place: '桂林',
      kind: '舆论',
      impact: '尚在核实',
      measures: '已核实',
      other: '',
      mediaSource: '华南门户网',
    }
    done(
      await receiver.post(`/api/incidents/${called}/phone-reports`, {
        fromUnitId: 'gx-guilin',
        toUnitId: 'gx',
        callAt: shanghai(day, '09:58:00').toISOString(),
        caller: '桂林值班员',
        fields,
      }),
    )
    expect(await clockOf(city, called, 'gx-guilin')).toMatchObject({
      state: 'met',
      metAt: shanghai(day, '09:58:00').toISOString(),
    })
  })

  it('leaves a whole record behind', async () => {
    expect(await verifyAudit(house.store.db)).toMatchObject({ ok: true })
  })
})
