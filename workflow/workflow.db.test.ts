import { asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FormFields } from '../domain/form.ts'
import type { RefusalCode, Result } from '../domain/result.ts'
import type { RiskLevel } from '../domain/risk.ts'
import { addMs, day, fromShanghai, hour, minute, second } from '../domain/time.ts'
import type { Actor } from '../domain/units.ts'
import { timelineOf, verifyAudit } from '../store/audit.ts'
import { type Clock, clocksOf, firingsOf, runningClocks } from '../store/clocks.ts'
import { deliveriesOf, deliveriesOfIncident } from '../store/deliveries.ts'
import { flagById, flagQueue, flagRow } from '../store/flags.ts'
import { decisionsOf, foundTimeChangesOf, incidentById, incidentList, incidentRow } from '../store/incidents.ts'
import type { Store } from '../store/open.ts'
import { reportById, reportsOf } from '../store/reports.ts'
import { articles, deliveries } from '../store/schema.ts'
import {
  bureauTree as tree,
  crew,
  seedArticle,
  seedBureaus,
  seedVersion,
  type SeededArticle,
} from '../tests/support/bureaus.ts'
import { openTestStore } from '../tests/support/db.ts'
import { clockState } from './clock/clock.ts'
import { fireClock } from './clock/fire-clock.ts'
import { markRead } from './delivery/mark-read.ts'
import { settleDelivery } from './delivery/settle-delivery.ts'
import { activatePlan, declinePlan, reopenIncident } from './incident/activate-plan.ts'
import { confirmFoundTime, proposeFoundTime } from './incident/change-found-time.ts'
import { confirmIncident } from './incident/confirm-incident.ts'
import { gradeIncident } from './incident/grade-incident.ts'
import { rejectIncident } from './incident/reject-incident.ts'
import { setScope } from './incident/set-scope.ts'
import { studyIncident } from './incident/study-incident.ts'
import { archiveIncident, terminateIncident } from './incident/terminate-incident.ts'
import { unitsVisible } from './policy.ts'
import { acknowledgeReport } from './report/acknowledge-report.ts'
import { confirmPhoneReport } from './report/confirm-phone-report.ts'
import { logPhoneReport } from './report/log-phone-report.ts'
import { releaseHeldCopy } from './report/release-held-copy.ts'
import { reviseReport } from './report/revise-report.ts'
import { type ReportInput, sendReport } from './report/send-report.ts'
import { acknowledgeAlert } from './review/acknowledge-alert.ts'
import { confirmVerdict } from './review/confirm-verdict.ts'
import { type MarkInput, markSuspectedMajor } from './review/mark-suspected-major.ts'
import { openFlag } from './review/open-flag.ts'
import { proposeVerdict } from './review/propose-verdict.ts'
import { startProvisional } from './review/start-provisional.ts'

let store: Store
const start = fromShanghai(2026, 9, 30, 8, 0)!
beforeAll(async () => {
  store = await openTestStore()
  await seedBureaus(store.db, start)
})
afterAll(async () => {
  expect(await verifyAudit(store.db)).toMatchObject({ ok: true })
  await store.close()
})

const time = (h: number, m: number, s = 0) => fromShanghai(2026, 9, 30, h, m, s)!
const by = (actor: Actor, at: Date) => ({ actor, at })
const value = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`)
  return result.value
}
const code = (result: Result<unknown>): RefusalCode | 'ok' => (result.ok ? 'ok' : result.refusal.code)
const fields: FormFields = {
  ...{ occurredAt: '2026-09-30', place: '柳州', kind: '不实报道', impact: '转载两家', measures: '核对数据' },
  ...{ other: '', mediaSource: '某站' },
}

async function flagged(
  unitId: string,
  {
    at = start,
    level = 'high' as RiskLevel,
    title = '柳州数据系编造',
    article,
  }: {
    at?: Date
    level?: RiskLevel
    title?: string
    article?: SeededArticle
  } = {},
) {
  const source = article ?? (await seedArticle(store.db, { title, at }))
  const input = { ...source, unitId, types: ['M18'], level, score: 0.8, reasons: [] }
  const opened = await openFlag(store.db, input, at)
  return { ...source, ...opened, input }
}
async function marked(actor: Actor, unitId: string, at: Date, more: Partial<MarkInput> = {}) {
  const flag = await flagged(unitId, { at })
  const mark = value(
    await markSuspectedMajor(store.db, { flagId: flag.flagId, subject: 'may_spread', ...more }, by(actor, at)),
  )
  return { ...flag, ...mark, clocks: await clocksOf(store.db, mark.incidentId) }
}
const report = (incidentId: string, more: Partial<ReportInput> = {}): ReportInput => ({
  ...{ incidentId, kind: 'first', channel: 'system', fromUnitId: 'liuzhou', toUnitIds: ['gx'], fields },
  ...more,
})
const clockOf = async (incidentId: string, unitId: string, duty = 'report-2h'): Promise<Clock> =>
  (await clocksOf(store.db, incidentId)).find((c) => c.unitId === unitId && c.duty === duty)!
const incident = async (id: string) => (await incidentRow(store.db, id))!
const said = async (clockId: string) =>
  (await store.db.select().from(deliveries).orderBy(asc(deliveries.createdAt), asc(deliveries.userId)))
    .filter((d) => d.key.startsWith(`clock:${clockId}:`))
    .map((d) => ({ step: d.key.split(':')[2], to: d.userId, at: d.createdAt }))

describe('AC-01 a deadline over midnight and a holiday', () => {
  const found = time(23, 10)
  const dueAt = fromShanghai(2026, 10, 1, 1, 10)!

  it('is met one second before the limit, warns on the way, and times the acknowledgement apart', async () => {
    const { incidentId } = await marked(crew.lzDuty, 'liuzhou', found, { subject: 'region' })
    const clock = await clockOf(incidentId, 'liuzhou')
    expect(clock).toMatchObject({ startAt: found, limitAt: dueAt, rule: 'G4-6-2h', basis: 'regulation', kind: 'hard' })
    expect(clock.recipientIds).toEqual(['gx'])
    for (const at of [time(23, 40), addMs(found, 60 * minute), addMs(found, 90 * minute)]) {
      expect((await clockOf(incidentId, 'liuzhou')).dueAt).toEqual(at)
      await fireClock(store.db, clock.id, at)
      await fireClock(store.db, clock.id, at)
    }
    const spoken = await said(clock.id)
    expect(spoken.map((s) => `${s.step} ${s.to}`)).toEqual([
      'start lz-duty',
      'quarter lz-head',
      'half lz-head',
      'half lz-standin',
      'three-quarters gx-director',
      'three-quarters gx-duty',
      'three-quarters gx-office',
      'three-quarters gx-standin',
    ])
    expect(spoken.map((s) => (s.at.getTime() - found.getTime()) / minute)).toEqual([0, 30, 60, 60, 90, 90, 90, 90])

    const sentAt = fromShanghai(2026, 10, 1, 1, 9, 59)!
    const sent = value(await sendReport(store.db, report(incidentId), by(crew.lzDuty, sentAt)))
    expect(sent).toMatchObject({ countsAt: sentAt, shortfall: null, met: [{ clockId: clock.id, state: 'met' }] })
    expect(clockState(await clockOf(incidentId, 'liuzhou'), sentAt)).toMatchObject({ state: 'met', marginMs: second })
    expect((await incident(incidentId)).state).toBe('reported')

    const timer = await clockOf(incidentId, 'gx', 'acknowledge')
    const lateAt = fromShanghai(2026, 10, 1, 1, 24, 59)!
    expect(timer).toMatchObject({ limitAt: lateAt, dueAt: lateAt, basis: 'policy', reportId: sent.reportId })
    await fireClock(store.db, timer.id, lateAt)
    expect(await said(timer.id)).toEqual([{ step: 'not-acknowledged', to: 'gx-standin', at: lateAt }])
    const ack = { reportId: sent.reportId, unitId: 'gx' }
    expect(code(await acknowledgeReport(store.db, ack, by(crew.lzDuty, lateAt)))).toBe('not-allowed')
    value(await acknowledgeReport(store.db, ack, by(crew.gxStandIn, addMs(lateAt, minute))))
    expect(await clockOf(incidentId, 'gx', 'acknowledge')).toMatchObject({ state: 'met_late', dueAt: null })
    expect(code(await acknowledgeReport(store.db, ack, by(crew.gxDuty, addMs(lateAt, minute))))).toBe('wrong-state')
  })

  it('is late one millisecond after the limit', async () => {
    const { incidentId } = await marked(crew.lzDuty, 'liuzhou', found)
    const sent = value(await sendReport(store.db, report(incidentId), by(crew.lzDuty, addMs(dueAt, 1))))
    expect(sent.met).toMatchObject([{ state: 'met_late' }])
    expect(clockState(await clockOf(incidentId, 'liuzhou'), dueAt).delayMs).toBe(1)
  })
})

describe('AC-02 an outage, a step back of the time, a clock on a desk that goes wrong', () => {
  it('sends what was missed once and late, keeps what is overdue, and believes the server', async () => {
    const { incidentId, clocks } = await marked(crew.lzDuty, 'liuzhou', time(10, 0))
    const { id } = clocks[0]!
    for (const at of [time(10, 30), time(11, 0)]) await fireClock(store.db, id, at)
    // The service is down from 11:20 to 11:50.
    await fireClock(store.db, id, time(11, 50))
    const late = (await firingsOf(store.db, [id])).filter((f) => f.lateMs > 0)
    expect(late).toMatchObject([{ step: 'three-quarters', plannedAt: time(11, 30), lateMs: 20 * minute }])
    const messages = (await deliveriesOf(store.db, crew.gxOffice.userId)).items.filter(
      (m) => m.incidentId === incidentId,
    )
    expect(messages).toMatchObject([{ kind: 'clock_step', facts: { lateMs: 20 * minute } }])

    await fireClock(store.db, id, time(12, 1))
    expect(await clockOf(incidentId, 'liuzhou')).toMatchObject({ state: 'overdue', overdueAt: time(12, 1) })
    const ahead = report(incidentId, { claimedSentAt: time(12, 30) })
    const refused = await sendReport(store.db, ahead, by(crew.lzDuty, time(12, 5)))
    expect(refused).toMatchObject({ refusal: { code: 'time-in-future', rule: 'policy-claimed-time' } })
    const claimed = report(incidentId, { claimedSentAt: time(11, 40) })
    const sent = value(await sendReport(store.db, claimed, by(crew.lzDuty, time(12, 5))))
    expect(clockState(await clockOf(incidentId, 'liuzhou'), time(12, 6))).toMatchObject({
      state: 'met_late',
      delayMs: 5 * minute,
    })
    const kept = (await reportById(store.db, sent.reportId, ['gx']))!
    expect(kept).toMatchObject({ claimedSentAt: time(11, 40), sentAt: time(12, 5) })

    const before = (await timelineOf(store.db, incidentId)).length
    await fireClock(store.db, id, time(12, 3))
    expect((await timelineOf(store.db, incidentId)).length).toBe(before)
    expect((await said(id)).filter((s) => s.step === 'overdue' && s.to === 'gx-office')).toHaveLength(1)
    expect(clockState(await clockOf(incidentId, 'liuzhou'), time(11, 0)).state).toBe('met_late')
  })

  it('keeps a clock overdue that is reported after the time stepped back over the limit', async () => {
    const { incidentId, clocks } = await marked(crew.lzDuty, 'liuzhou', time(10, 0))
    await fireClock(store.db, clocks[0]!.id, time(12, 1))
    const sent = value(await sendReport(store.db, report(incidentId), by(crew.lzDuty, time(11, 58))))
    expect(sent.met).toMatchObject([{ state: 'met_late' }])
  })

  it('reminds only once of what it should have repeated while it was down', async () => {
    const { incidentId, clocks } = await marked(crew.lzDuty, 'liuzhou', time(10, 0))
    await fireClock(store.db, clocks[0]!.id, time(13, 0))
    const overdue = (await deliveriesOfIncident(store.db, incidentId)).filter(
      (d) => d.kind === 'clock_overdue' && d.userId === 'gx-office',
    )
    expect(overdue.map((d) => d.facts.step).sort()).toEqual(['overdue', 'overdue-4'])
    expect(await firingsOf(store.db, [clocks[0]!.id])).toHaveLength(9)
  })

  it('fires each step once when woken by two at the same time', async () => {
    const { clocks } = await marked(crew.lzDuty, 'liuzhou', time(10, 0))
    await Promise.all([1, 2, 3].map(() => fireClock(store.db, clocks[0]!.id, time(10, 30))))
    expect((await firingsOf(store.db, [clocks[0]!.id])).map((f) => f.step)).toEqual(['start', 'quarter'])
  })
})

describe('AC-03 a report past the parent', () => {
  const found = time(9, 0)
  const sentAt = addMs(found, 35 * minute)
  const skip = (incidentId: string, more: Partial<ReportInput> = {}) =>
    report(incidentId, { fromUnitId: 'sanjiang', toUnitIds: ['gx'], ...more })

  it('counts without a reason; the parent gets a copy and no clock', async () => {
    const { incidentId, clocks } = await marked(crew.sjDuty, 'sanjiang', found)
    expect(clocks.map((c) => [c.duty, c.recipientIds])).toEqual([['report-2h', ['liuzhou', 'gx']]])
    const sent = value(await sendReport(store.db, skip(incidentId), by(crew.sjDuty, sentAt)))
    expect(sent.met).toMatchObject([{ state: 'met' }])
    const [kept] = await reportsOf(store.db, incidentId)
    expect(kept).toMatchObject({
      skipLevel: true,
      receipts: [
        { unitId: 'gx', copy: false },
        { unitId: 'liuzhou', copy: true },
      ],
    })
    expect((await clocksOf(store.db, incidentId)).map((c) => `${c.unitId} ${c.duty}`).sort()).toEqual([
      'gx acknowledge',
      // What the region's office and leading group owe at once after a report (第十二条).
      'gx study',
      'gx tell-leading-group',
      'sanjiang report-2h',
    ])
    const copies = (await deliveriesOf(store.db, 'lz-director')).items.filter((m) => m.incidentId === incidentId)
    expect(copies).toMatchObject([{ kind: 'report_received', facts: { copy: 1 } }])
  })

  it('keeps everything from a parent that is the subject until the region releases it', async () => {
    const { incidentId, clocks, flagId } = await marked(crew.sjDuty, 'sanjiang', found, { parentIsSubject: true })
    await fireClock(store.db, clocks[0]!.id, addMs(found, 2 * hour))
    const sees = (actor: Actor) => incidentById(store.db, incidentId, unitsVisible(actor, 'view-incidents', tree))
    expect(await sees(crew.sjDuty)).not.toBeNull()
    expect(await sees(crew.gxOffice)).not.toBeNull()
    for (const actor of [crew.lzHead, crew.lzDirector, crew.lzDuty, crew.lzGroup]) expect(await sees(actor)).toBeNull()
    const sent = value(await sendReport(store.db, skip(incidentId), by(crew.sjDuty, sentAt)))
    expect(sent.met).toMatchObject([{ state: 'met' }])
    const toLiuzhou = async () =>
      (await deliveriesOfIncident(store.db, incidentId)).filter((d) => d.unitId === 'liuzhou').length
    expect(await toLiuzhou()).toBe(0)
    expect((await reportsOf(store.db, incidentId))[0]!.receipts[1]).toMatchObject({
      unitId: 'liuzhou',
      heldAt: sentAt,
      deliveredAt: null,
    })
    const lzUnits = unitsVisible(crew.lzDirector, 'view-incidents', tree)
    const lists = await incidentList(store.db, { unitIds: lzUnits, pageSize: 100 })
    expect(lists.items.map((i) => i.id)).not.toContain(incidentId)
    expect((await runningClocks(store.db, lzUnits)).map((c) => c.incidentId)).not.toContain(incidentId)
    expect(await reportById(store.db, sent.reportId, lzUnits)).toBeNull()
    const seen = await flagById(store.db, flagId, { unitIds: ['sanjiang', 'liuzhou'], incidentUnitIds: lzUnits })
    expect(seen!.flag.incidentId).toBeNull()
    const reject = { incidentId, reason: '不是事件' }
    expect(code(await rejectIncident(store.db, reject, by(crew.lzDirector, sentAt)))).toBe('not-found')
    const ack = { reportId: sent.reportId, unitId: 'liuzhou' }
    expect(code(await acknowledgeReport(store.db, ack, by(crew.lzDirector, sentAt)))).toBe('not-found')

    expect(code(await releaseHeldCopy(store.db, { incidentId }, by(crew.sjHead, sentAt)))).toBe('not-allowed')
    value(await releaseHeldCopy(store.db, { incidentId }, by(crew.gxOffice, addMs(sentAt, hour))))
    expect(await sees(crew.lzDirector)).not.toBeNull()
    expect(await toLiuzhou()).toBeGreaterThan(0)
    expect(code(await releaseHeldCopy(store.db, { incidentId }, by(crew.gxOffice, addMs(sentAt, hour))))).toBe(
      'wrong-state',
    )
  })

  it('opens an incident of its own for a parent that finds what is held back from it', async () => {
    const first = await marked(crew.sjDuty, 'sanjiang', found, { parentIsSubject: true })
    const own = await flagged('liuzhou', { article: first })
    const mark = value(
      await markSuspectedMajor(store.db, { flagId: own.flagId, subject: 'may_spread' }, by(crew.lzDuty, found)),
    )
    expect(mark).toMatchObject({ opened: true })
    expect(mark.incidentId).not.toBe(first.incidentId)
  })

  it('meets nothing when only somebody outside the tree was told', async () => {
    const { incidentId } = await marked(crew.sjDuty, 'sanjiang', found)
    const outside = skip(incidentId, { toUnitIds: [], otherRecipients: ['县委宣传部'] })
    const sent = value(await sendReport(store.db, outside, by(crew.sjDuty, sentAt)))
    expect(sent).toMatchObject({ countsAt: null, met: [], shortfall: { code: 'wrong-recipient', rule: 'G4-6-2h' } })
    expect((await incident(incidentId)).state).toBe('suspected')
    expect((await clockOf(incidentId, 'sanjiang')).state).toBe('running')
    const followUp = skip(incidentId, { kind: 'follow_up' })
    expect(code(await sendReport(store.db, followUp, by(crew.sjDuty, sentAt)))).toBe('wrong-state')
    value(await sendReport(store.db, skip(incidentId), by(crew.sjDuty, sentAt)))
    expect((await clockOf(incidentId, 'sanjiang')).state).toBe('met')
  })

  it('refuses a unit of another tree, an empty address, and hiding it from the root bureau', async () => {
    const { incidentId } = await marked(crew.lzDuty, 'liuzhou', found)
    const send = (more: Partial<ReportInput>) => sendReport(store.db, report(incidentId, more), by(crew.lzDuty, sentAt))
    expect(await send({ toUnitIds: ['xm'] })).toMatchObject({ refusal: { code: 'invalid-field', field: 'toUnitIds' } })
    expect(await send({ toUnitIds: [] })).toMatchObject({ refusal: { code: 'missing-field', field: 'toUnitIds' } })
    expect(await send({ parentIsSubject: true })).toMatchObject({ refusal: { field: 'parentIsSubject' } })
    expect(await send({ fields: { ...fields, place: ' ' } })).toMatchObject({
      refusal: { code: 'missing-field', field: 'fields.place', rule: 'G0-10' },
    })
    expect(await send({ fromUnitId: 'nanning' })).toMatchObject({ refusal: { code: 'not-allowed' } })
    const other = await sendReport(store.db, report(incidentId, { fromUnitId: 'nanning' }), by(crew.nnDuty, sentAt))
    expect(other).toMatchObject({ refusal: { code: 'not-allowed' } })
  })
})

describe('AC-08 late and back-dated reports', () => {
  const call = (incidentId: string, callAt: Date) => ({
    ...{
      incidentId,
      kind: 'first' as const,
      fromUnitId: 'sanjiang',
      toUnitId: 'gx',
      callAt,
      caller: '三江值班员',
      fields,
    },
  })

  it('takes a late report as late, keeps the typed finding time beside the recorded one', async () => {
    const { incidentId } = await marked(crew.sjDuty, 'sanjiang', time(8, 0))
    const late = report(incidentId, { fromUnitId: 'sanjiang', claimedFoundAt: time(9, 30) })
    const sent = value(await sendReport(store.db, late, by(crew.sjDuty, time(10, 17))))
    expect(sent.met).toMatchObject([{ state: 'met_late' }])
    const clock = await clockOf(incidentId, 'sanjiang')
    expect(clock.startAt).toEqual(time(8, 0))
    expect(clockState(clock, time(10, 17)).delayMs).toBe(17 * minute)
    expect((await reportsOf(store.db, incidentId))[0]!.claimedFoundAt).toEqual(time(9, 30))
  })

  it('meets the duty by a call at 09:58 that was logged at 10:05, and keeps the overdue notice', async () => {
    const { incidentId, clocks } = await marked(crew.sjDuty, 'sanjiang', time(8, 0))
    await fireClock(store.db, clocks[0]!.id, time(10, 0, 1))
    expect((await clockOf(incidentId, 'sanjiang')).state).toBe('overdue')
    const logged = call(incidentId, time(9, 58))
    expect(code(await logPhoneReport(store.db, logged, by(crew.sjDuty, time(10, 5))))).toBe('not-allowed')
    expect(code(await logPhoneReport(store.db, { ...logged, callAt: time(10, 8) }, by(crew.gxDuty, time(10, 5))))).toBe(
      'time-in-future',
    )
    const answer = value(await logPhoneReport(store.db, logged, by(crew.gxDuty, time(10, 5))))
    expect(answer).toMatchObject({ countsAt: time(9, 58), met: [{ state: 'met' }] })
    expect(await clockOf(incidentId, 'sanjiang')).toMatchObject({
      state: 'met',
      metAt: time(9, 58),
      overdueAt: time(10, 0, 1),
    })
    expect((await timelineOf(store.db, incidentId)).map((e) => e.action)).toContain('pass-limit')
    const [kept] = await reportsOf(store.db, incidentId)
    expect(kept).toMatchObject({ signedByName: '三江值班员', signedByUserId: '', sentAt: time(9, 58), skipLevel: true })
    expect(kept!.receipts.find((r) => r.unitId === 'gx')).toMatchObject({ acknowledgedAt: time(10, 5) })
  })

  it('counts a call from its entry when the entry comes more than 30 minutes after it', async () => {
    const { incidentId } = await marked(crew.sjDuty, 'sanjiang', time(8, 0))
    const answer = value(await logPhoneReport(store.db, call(incidentId, time(9, 58)), by(crew.gxDuty, time(10, 29))))
    expect(answer).toMatchObject({ countsAt: time(10, 29), met: [{ state: 'met_late' }] })
  })

  it('lets a call typed by its caller wait for the receiver, for 30 minutes', async () => {
    const typed = (id: string) =>
      report(id, { fromUnitId: 'sanjiang', toUnitIds: ['liuzhou'], channel: 'phone', claimedSentAt: time(9, 40) })
    const first = await marked(crew.sjDuty, 'sanjiang', time(8, 0))
    const sent = value(await sendReport(store.db, typed(first.incidentId), by(crew.sjDuty, time(9, 45))))
    expect(sent).toMatchObject({ countsAt: null, met: [], shortfall: { rule: 'policy-phone' } })
    const confirm = { reportId: sent.reportId, unitId: 'liuzhou', callAt: time(9, 42) }
    expect(code(await confirmPhoneReport(store.db, confirm, by(crew.gxDuty, time(10, 0))))).toBe('not-allowed')
    expect(value(await confirmPhoneReport(store.db, confirm, by(crew.lzDuty, time(10, 12))))).toMatchObject({
      countsAt: time(9, 42),
      met: [{ state: 'met' }],
    })
    expect((await incident(first.incidentId)).state).toBe('reported')
    expect(code(await confirmPhoneReport(store.db, confirm, by(crew.lzDuty, time(10, 12))))).toBe('wrong-state')

    const second = await marked(crew.sjDuty, 'sanjiang', time(8, 0))
    const alone = value(await sendReport(store.db, typed(second.incidentId), by(crew.sjDuty, time(9, 45))))
    const tooLate = { reportId: alone.reportId, unitId: 'liuzhou', callAt: time(9, 42) }
    expect(await confirmPhoneReport(store.db, tooLate, by(crew.lzDuty, time(10, 13)))).toMatchObject({
      refusal: { code: 'wrong-state', rule: 'policy-phone' },
    })
    const written = report(second.incidentId, { fromUnitId: 'sanjiang', toUnitIds: ['liuzhou'], channel: 'written' })
    const answer = value(await sendReport(store.db, written, by(crew.sjDuty, time(10, 20))))
    expect(answer).toMatchObject({ countsAt: time(10, 20), met: [{ state: 'met_late' }] })
  })

  it('keeps the receipt of the first text when the report is edited later', async () => {
    const { incidentId } = await marked(crew.sjDuty, 'sanjiang', time(8, 0))
    const first = report(incidentId, { fromUnitId: 'sanjiang', toUnitIds: ['liuzhou'] })
    const sent = value(await sendReport(store.db, first, by(crew.sjDuty, time(9, 0))))
    const edit = { reportId: sent.reportId, fields: { ...fields, impact: '转载五家' } }
    expect(code(await reviseReport(store.db, edit, by(crew.lzDuty, time(11, 0))))).toBe('not-allowed')
    expect(value(await reviseReport(store.db, edit, by(crew.sjDuty, time(11, 0)))).n).toBe(2)
    expect(code(await reviseReport(store.db, edit, by(crew.sjDuty, time(11, 0))))).toBe('already-exists')
    const [kept] = await reportsOf(store.db, incidentId)
    expect(kept).toMatchObject({ sentAt: time(9, 0), countsAt: time(9, 0), revisions: 2 })
    expect(kept!.revisionList.map((r) => r.fields.impact)).toEqual(['转载两家', '转载五家'])
    expect((await clockOf(incidentId, 'sanjiang')).metAt).toEqual(time(9, 0))
    expect(code(await sendReport(store.db, first, by(crew.sjDuty, time(11, 5))))).toBe('already-exists')
    const followUp = report(incidentId, { ...first, kind: 'follow_up' })
    expect(value(await sendReport(store.db, followUp, by(crew.sjDuty, time(11, 5)))).seq).toBe(2)
  })

  it('moves the finding time only by two persons, keeps both values and every breach', async () => {
    const { incidentId, clocks } = await marked(crew.sjDuty, 'sanjiang', time(8, 0))
    const propose = (foundAt: Date, actor = crew.sjDuty) =>
      proposeFoundTime(store.db, { incidentId, foundAt, reason: '点错文章' }, by(actor, time(9, 40)))
    expect(code(await propose(time(9, 43)))).toBe('time-in-future')
    expect(code(await propose(time(9, 30), crew.nnHead))).toBe('not-allowed')
    const older = value(await propose(time(9, 20)))
    const { proposalId } = value(await propose(time(9, 30)))
    const confirm = (id: string, actor: Actor) =>
      confirmFoundTime(store.db, { incidentId, proposalId: id }, by(actor, time(9, 50)))
    expect(code(await confirm(proposalId, crew.sjDuty))).toBe('not-allowed')
    expect(code(await confirm(older.proposalId, crew.sjHead))).toBe('wrong-state')
    value(await confirm(proposalId, crew.sjHead))
    const clock = await clockOf(incidentId, 'sanjiang')
    expect(clock).toMatchObject({ startAt: time(9, 30), limitAt: time(11, 30), originalStartAt: time(8, 0) })
    expect(clockState(clock, time(10, 30))).toMatchObject({ state: 'running', worstCase: { state: 'overdue' } })
    expect((await incident(incidentId)).humanFoundAt).toEqual(time(9, 30))
    expect((await foundTimeChangesOf(store.db, incidentId)).map((f) => f.state)).toEqual(['superseded', 'confirmed'])

    await fireClock(store.db, clocks[0]!.id, time(11, 31))
    const own = value(
      await proposeFoundTime(
        store.db,
        { incidentId, foundAt: time(10, 0), reason: '再改' },
        by(crew.sjHead, time(11, 40)),
      ),
    )
    expect(code(await confirm(own.proposalId, crew.sjHead))).toBe('four-eyes')
    value(
      await confirmFoundTime(store.db, { incidentId, proposalId: own.proposalId }, by(crew.lzDirector, time(11, 45))),
    )
    expect(await clockOf(incidentId, 'sanjiang')).toMatchObject({ state: 'overdue', originalStartAt: time(8, 0) })
  })
})

describe('finding', () => {
  it('opens one incident with two duty clocks when two units find the same event at once', async () => {
    const article = await seedArticle(store.db, { title: '两地同题', at: start })
    const one = await flagged('liuzhou', { article })
    const two = await flagged('nanning', { article })
    const [a, b] = await Promise.all([
      markSuspectedMajor(store.db, { flagId: one.flagId, subject: 'may_spread' }, by(crew.lzDuty, time(9, 0))),
      markSuspectedMajor(store.db, { flagId: two.flagId, subject: 'may_spread' }, by(crew.nnDuty, time(9, 20))),
    ])
    expect(value(a).incidentId).toBe(value(b).incidentId)
    expect([value(a).opened, value(b).opened].filter(Boolean)).toHaveLength(1)
    const clocks = await clocksOf(store.db, value(a).incidentId)
    expect(clocks.map((c) => [c.unitId, c.startAt])).toEqual([
      ['liuzhou', time(9, 0)],
      ['nanning', time(9, 20)],
    ])
    expect((await incident(value(a).incidentId)).unitIds.sort()).toEqual(['liuzhou', 'nanning'])
  })

  it('lets only one of two marks of one flag open it', async () => {
    const flag = await flagged('liuzhou')
    const mark = (actor: Actor) => markSuspectedMajor(store.db, { flagId: flag.flagId }, by(actor, time(9, 0)))
    const codes = (await Promise.all([mark(crew.lzDuty), mark(crew.lzMonitor)])).map(code).sort()
    expect(codes).toEqual(['already-exists', 'ok'])
  })

  it('numbers incidents of a year without a gap under concurrency', async () => {
    const at = fromShanghai(2031, 1, 1, 0, 0)!
    const flags = []
    for (let i = 0; i < 4; i++) flags.push(await flagged('liuzhou', { at }))
    const marks = await Promise.all(
      flags.map((f) => markSuspectedMajor(store.db, { flagId: f.flagId }, by(crew.lzDuty, at))),
    )
    expect(marks.map((m) => value(m).incidentNo).sort()).toEqual(['2031-0001', '2031-0002', '2031-0003', '2031-0004'])
  })

  it('starts the duties of the level and the subject', async () => {
    const owed = async (actor: Actor, unitId: string, subject: MarkInput['subject']) => {
      const { clocks, incidentId } = await marked(actor, unitId, time(9, 0), { subject })
      return { scope: (await incident(incidentId)).scope, duties: clocks.map((c) => `${c.duty} ${c.kind}`) }
    }
    expect(await owed(crew.lzDuty, 'liuzhou', 'own_level')).toEqual({
      scope: 'city_only',
      duties: ['first-measures soft', 'report-24h hard'],
    })
    expect(await owed(crew.sjDuty, 'sanjiang', 'own_level')).toEqual({
      scope: 'county_only',
      duties: ['first-measures soft', 'report-24h-county hard'],
    })
    expect(await owed(crew.gxMonitor, 'gx', 'may_spread')).toEqual({
      scope: 'region_wide',
      duties: ['report-region soft', 'report-24h hard'],
    })
    expect(await owed(crew.lzDuty, 'liuzhou', 'region')).toEqual({ scope: 'region_wide', duties: ['report-2h hard'] })
  })

  it('adds the two hours when an own-level matter may spread, and meets all with one report', async () => {
    const { incidentId, flagId } = await marked(crew.lzDuty, 'liuzhou', time(9, 0), { subject: 'own_level' })
    const again = { flagId, subject: 'own_level' as const }
    expect(code(await markSuspectedMajor(store.db, again, by(crew.lzDuty, time(9, 5))))).toBe('already-exists')
    value(await markSuspectedMajor(store.db, { flagId, subject: 'may_spread' }, by(crew.lzDuty, time(12, 0))))
    expect((await clockOf(incidentId, 'liuzhou')).startAt).toEqual(time(12, 0))
    const sent = value(await sendReport(store.db, report(incidentId), by(crew.lzDuty, time(13, 0))))
    expect(sent.met.map((m) => `${m.duty} ${m.state}`).sort()).toEqual([
      'first-measures met_late',
      'report-24h met',
      'report-2h met',
    ])
  })

  it('takes a text that names the root bureau for a matter of the region', async () => {
    const flag = await flagged('liuzhou', { title: '自治区统计局数据被质疑' })
    const { incidentId } = value(await markSuspectedMajor(store.db, { flagId: flag.flagId }, by(crew.lzDuty, start)))
    expect((await incident(incidentId)).scope).toBe('region_wide')
  })

  it('refuses people whose role does not carry it', async () => {
    const flag = await flagged('liuzhou')
    for (const actor of [crew.nnDuty, crew.gxAdmin, crew.gxGroup, crew.lzGroup])
      expect(await markSuspectedMajor(store.db, { flagId: flag.flagId }, by(actor, start))).toMatchObject({
        refusal: { code: 'not-allowed', rule: 'policy-found' },
      })
    expect(code(await markSuspectedMajor(store.db, { flagId: 'none' }, by(crew.lzDuty, start)))).toBe('not-found')
  })

  it('joins a named incident of another story, if the person may see it', async () => {
    const first = await marked(crew.lzDuty, 'liuzhou', time(9, 0))
    const flag = await flagged('nanning')
    const join = { flagId: flag.flagId, subject: 'may_spread' as const, incidentId: first.incidentId }
    expect(code(await markSuspectedMajor(store.db, join, by(crew.nnDuty, time(9, 30))))).toBe('not-found')
    const scope = { incidentId: first.incidentId, scope: 'region_wide' as const, unitIds: ['nanning'], reason: '两市' }
    value(await setScope(store.db, scope, by(crew.gxDirector, time(9, 30))))
    expect(value(await markSuspectedMajor(store.db, join, by(crew.nnDuty, time(9, 40))))).toMatchObject({
      opened: false,
    })
    expect((await clockOf(first.incidentId, 'nanning')).startAt).toEqual(time(9, 40))
  })
})

describe('critical alerts', () => {
  it('reach monitors and duty once for a story, and the acknowledgement starts the clock', async () => {
    const alert = await flagged('liuzhou', { level: 'critical', at: time(9, 0) })
    expect(alert).toMatchObject({ opened: true, alerted: true })
    expect(await openFlag(store.db, alert.input, time(9, 1))).toMatchObject({ opened: false, alerted: false })
    const copy = await seedArticle(store.db, { title: '转载', at: time(9, 2), clusterId: alert.clusterId })
    const second = await openFlag(store.db, { ...alert.input, ...copy }, time(9, 2))
    expect(second).toMatchObject({ opened: true, alerted: false })
    const told = await store.db.select().from(deliveries).where(eq(deliveries.flagId, alert.flagId))
    expect(told.map((d) => d.userId).sort()).toEqual(['lz-duty', 'lz-monitor', 'lz-standin'])
    expect((await flagRow(store.db, alert.flagId))!.dueAt).toEqual(time(9, 15))

    const acknowledged = value(
      await acknowledgeAlert(store.db, { flagId: alert.flagId }, by(crew.lzMonitor, time(9, 10))),
    )
    expect(acknowledged.opened).toBe(true)
    expect((await clockOf(acknowledged.incidentId, 'liuzhou')).startAt).toEqual(time(9, 10))
    expect(await flagRow(store.db, second.flagId)).toMatchObject({ incidentId: acknowledged.incidentId })
    await startProvisional(store.db, alert.flagId, time(9, 15))
    expect(await clocksOf(store.db, acknowledged.incidentId)).toHaveLength(1)
    expect(code(await acknowledgeAlert(store.db, { flagId: alert.flagId }, by(crew.lzDuty, time(9, 20))))).toBe(
      'wrong-state',
    )

    const later = await seedArticle(store.db, { title: '再转', at: time(9, 30), clusterId: alert.clusterId })
    const third = await openFlag(store.db, { ...alert.input, ...later }, time(9, 30))
    expect(await flagRow(store.db, third.flagId)).toMatchObject({
      incidentId: acknowledged.incidentId,
      alertedAt: null,
    })
    const attached = (await timelineOf(store.db, acknowledged.incidentId)).filter((e) => e.action === 'attach')
    expect(attached.map((e) => e.subjectId).sort()).toEqual([second.flagId, third.flagId].sort())
  })

  it('start a provisional clock 15 minutes after nobody answered, which a person takes over with its start', async () => {
    const alert = await flagged('liuzhou', { level: 'critical', at: time(9, 0) })
    await startProvisional(store.db, alert.flagId, addMs(time(9, 15), -1))
    expect((await flagRow(store.db, alert.flagId))!.incidentId).toBeNull()
    // The machine comes late: the start does not.
    await startProvisional(store.db, alert.flagId, time(9, 50))
    await startProvisional(store.db, alert.flagId, time(9, 51))
    const { incidentId } = (await flagRow(store.db, alert.flagId))!
    expect(await incident(incidentId!)).toMatchObject({ provisional: true, humanFoundAt: null, state: 'suspected' })
    const clock = await clockOf(incidentId!, 'liuzhou')
    expect(clock).toMatchObject({ startAt: time(9, 15), provisional: true, startEvent: 'not-acknowledged' })
    expect((await firingsOf(store.db, [clock.id])).map((f) => [f.step, f.lateMs])).toEqual([
      ['start', 35 * minute],
      ['quarter', 5 * minute],
    ])
    const taken = value(await acknowledgeAlert(store.db, { flagId: alert.flagId }, by(crew.lzDuty, time(10, 0))))
    expect(taken).toMatchObject({ incidentId, opened: false })
    expect(await incident(incidentId!)).toMatchObject({ provisional: false, humanFoundAt: time(10, 0) })
    expect(await clocksOf(store.db, incidentId!)).toMatchObject([{ startAt: time(9, 15), provisional: false }])
  })

  it('tell the office above when nobody sits in the seats', async () => {
    const alert = await flagged('rongan', { level: 'critical' })
    const told = await store.db.select().from(deliveries).where(eq(deliveries.flagId, alert.flagId))
    expect(told.map((d) => d.userId).sort()).toEqual(['lz-director', 'lz-duty', 'lz-standin'])
  })

  it('alert when a copy of the story, or a later look at it, turns critical, and only once', async () => {
    const flag = await flagged('liuzhou', { level: 'elevated' })
    expect(flag.alerted).toBe(false)
    const worse = { ...flag.input, level: 'critical' as const, score: 0.95 }
    expect(await openFlag(store.db, worse, time(9, 0))).toMatchObject({ opened: false, alerted: true })
    expect(await openFlag(store.db, { ...worse, score: 0.97 }, time(9, 1))).toMatchObject({ alerted: false })
    expect(await flagRow(store.db, flag.flagId)).toMatchObject({
      level: 'critical',
      score: 0.97,
      alertedAt: time(9, 0),
    })
  })
})

describe('verdicts', () => {
  const say = (
    flag: { flagId: string; articleVersionId: string },
    verdict: 'false' | 'opinion' | 'outdated',
    actor: Actor,
  ) =>
    proposeVerdict(
      store.db,
      { flagId: flag.flagId, articleVersionId: flag.articleVersionId, verdict, reason: '与公布数不符' },
      by(actor, time(9, 0)),
    )
  const confirm = (flagId: string, reviewId: string, actor: Actor) =>
    confirmVerdict(store.db, { flagId, reviewId }, by(actor, time(9, 5)))

  it('need a second person for false, and act only on the version that was read', async () => {
    const flag = await flagged('gx')
    const { reviewId } = value(await say(flag, 'false', crew.gxDirector))
    expect(await confirm(flag.flagId, reviewId, crew.gxDirector)).toMatchObject({
      refusal: { code: 'four-eyes', rule: 'policy-four-eyes' },
    })
    expect(code(await confirm(flag.flagId, reviewId, crew.gxOffice))).toBe('not-allowed')
    expect(value(await confirm(flag.flagId, reviewId, crew.gxDivision))).toEqual({
      state: 'actionable',
      verdict: 'false',
    })

    const versionId = await seedVersion(store.db, {
      articleId: flag.articleId,
      n: 2,
      title: '改',
      text: '改',
      at: time(10, 0),
    })
    const input = { ...flag.input, articleVersionId: versionId }
    expect(await openFlag(store.db, input, time(10, 0))).toMatchObject({ flagId: flag.flagId })
    expect(await flagRow(store.db, flag.flagId)).toMatchObject({ state: 'suspected', verdict: null })
    expect(await say(flag, 'false', crew.gxDirector)).toMatchObject({ refusal: { code: 'stale-revision' } })
  })

  it('of one person do for the rest; true criticism is no event', async () => {
    const flag = await flagged('gx', { level: 'critical', at: time(8, 55) })
    const { reviewId } = value(await say(flag, 'opinion', crew.gxDirector))
    expect(value(await confirm(flag.flagId, reviewId, crew.gxDirector)).state).toBe('closed_no_fault')
    expect((await flagRow(store.db, flag.flagId))!.dueAt).toBeNull()
    for (const refused of [
      await markSuspectedMajor(store.db, { flagId: flag.flagId }, by(crew.gxDuty, time(9, 10))),
      await acknowledgeAlert(store.db, { flagId: flag.flagId }, by(crew.gxDuty, time(9, 10))),
    ])
      expect(refused).toMatchObject({ refusal: { code: 'not-an-event', rule: 'policy-not-false' } })
    await startProvisional(store.db, flag.flagId, time(9, 30))
    expect((await flagRow(store.db, flag.flagId))!.incidentId).toBeNull()
  })

  it('do not stop a clock, but forbid to confirm an event of true texts', async () => {
    const { incidentId, ...flag } = await marked(crew.gxDuty, 'gx', time(8, 50))
    const { reviewId } = value(await say(flag, 'opinion', crew.gxDirector))
    value(await confirm(flag.flagId, reviewId, crew.gxDirector))
    expect((await clocksOf(store.db, incidentId)).map((c) => c.state)).toEqual(['running', 'running'])
    const elements = { media: true, untrue: true, serious: true, sudden: true }
    expect(
      await confirmIncident(store.db, { incidentId, elements, reason: '四要素' }, by(crew.gxDirector, time(9, 10))),
    ).toMatchObject({ refusal: { code: 'not-an-event', rule: 'policy-not-false' } })
  })
})

describe('decisions', () => {
  const all = { media: true, untrue: true, serious: true, sudden: true }
  const later = time(11, 0)

  it('go from report to archive, by the body that has the say and not before the four elements', async () => {
    const { incidentId } = await marked(crew.lzDuty, 'liuzhou', time(9, 0))
    const reason = '研判'
    const one = { incidentId, reason }
    expect(code(await studyIncident(store.db, one, by(crew.gxOffice, later)))).toBe('wrong-state')
    value(await confirmIncident(store.db, { ...one, elements: all }, by(crew.lzHead, later)))
    expect((await incident(incidentId)).state).toBe('confirmed')
    value(await sendReport(store.db, report(incidentId), by(crew.lzDuty, time(10, 0))))
    value(await studyIncident(store.db, one, by(crew.gxOffice, later)))
    value(await confirmIncident(store.db, { ...one, elements: { ...all, serious: false } }, by(crew.gxOffice, later)))
    expect((await incident(incidentId)).confirmedAt).toBeNull()
    expect(await activatePlan(store.db, one, by(crew.gxGroup, later))).toMatchObject({
      refusal: { code: 'not-an-event', rule: 'G4-2', detail: { missing: 'serious' } },
    })
    value(await confirmIncident(store.db, { ...one, elements: all }, by(crew.gxOffice, later)))
    const scope = { ...one, scope: 'region_wide' as const, unitIds: ['liuzhou', 'nanning'] }
    expect(code(await setScope(store.db, scope, by(crew.lzDirector, later)))).toBe('not-allowed')
    expect(code(await setScope(store.db, { ...scope, scope: 'city_only' }, by(crew.gxDirector, later)))).toBe(
      'wrong-scope',
    )
    value(await setScope(store.db, scope, by(crew.gxDirector, later)))
    expect(await activatePlan(store.db, one, by(crew.lzGroup, later))).toMatchObject({
      refusal: { code: 'wrong-scope' },
    })
    expect(code(await activatePlan(store.db, one, by(crew.gxDirector, later)))).toBe('not-allowed')
    value(await gradeIncident(store.db, { ...one, grade: 'major' }, by(crew.gxGroup, later)))
    expect(code(await gradeIncident(store.db, { ...one, grade: 'major' }, by(crew.gxGroup, later)))).toBe(
      'already-exists',
    )
    value(await activatePlan(store.db, one, by(crew.gxGroup, later)))
    value(await gradeIncident(store.db, { ...one, grade: 'larger' }, by(crew.gxGroup, addMs(later, hour))))
    // The plan has steps that nobody has done: the order says that it stands all the same, or it does not.
    expect(code(await terminateIncident(store.db, one, by(crew.gxGroup, addMs(later, day))))).toBe('wrong-state')
    const order = { ...one, override: true }
    expect(value(await terminateIncident(store.db, order, by(crew.gxGroup, addMs(later, day)))).state).toBe(
      'terminated',
    )
    expect(value(await reopenIncident(store.db, one, by(crew.gxGroup, addMs(later, day)))).state).toBe('active')
    value(await terminateIncident(store.db, order, by(crew.gxGroup, addMs(later, 2 * day))))
    expect(value(await archiveIncident(store.db, one, by(crew.gxDirector, addMs(later, 2 * day)))).state).toBe(
      'archived',
    )
    expect((await decisionsOf(store.db, incidentId)).map((d) => `${d.kind} ${d.outcome}`)).toEqual([
      'scope region_wide',
      'grade major',
      'activate yes',
      'grade larger',
      'terminate yes',
      'activate yes',
      'terminate yes',
    ])
  })

  it('of a city’s own leading group do for a city’s matter', async () => {
    const { incidentId } = await marked(crew.lzDuty, 'liuzhou', time(9, 0), { subject: 'own_level' })
    value(await sendReport(store.db, report(incidentId), by(crew.lzDuty, time(10, 0))))
    const one = { incidentId, reason: '研判' }
    value(await studyIncident(store.db, one, by(crew.lzDirector, later)))
    expect(value(await declinePlan(store.db, one, by(crew.lzGroup, later))).state).toBe('managed_without_plan')
    value(await confirmIncident(store.db, { ...one, elements: all }, by(crew.lzHead, later)))
    expect(value(await activatePlan(store.db, one, by(crew.lzGroup, later))).state).toBe('active')
  })

  it('that there was no event void the running clocks with the reason, by a body the report is owed to', async () => {
    const { incidentId, flagId, clocks } = await marked(crew.lzDuty, 'liuzhou', time(9, 0))
    const one = { incidentId, reason: '旧闻' }
    expect(await rejectIncident(store.db, one, by(crew.lzDirector, time(9, 30)))).toMatchObject({
      refusal: { code: 'not-allowed', rule: 'G4-6-2h' },
    })
    value(await rejectIncident(store.db, one, by(crew.gxDirector, time(9, 30))))
    expect(await incident(incidentId)).toMatchObject({ state: 'closed_not_event', closedAt: time(9, 30) })
    expect(await clockOf(incidentId, 'liuzhou')).toMatchObject({ state: 'void', voidReason: '旧闻', dueAt: null })
    await fireClock(store.db, clocks[0]!.id, time(12, 0))
    expect(await clockOf(incidentId, 'liuzhou')).toMatchObject({ state: 'void' })
    const again = value(await markSuspectedMajor(store.db, { flagId }, by(crew.lzDuty, time(13, 0))))
    expect(again).toMatchObject({ opened: true })
    expect(again.incidentId).not.toBe(incidentId)
  })

  it('leave a breach where it is', async () => {
    const { incidentId, clocks } = await marked(crew.lzDuty, 'liuzhou', time(9, 0))
    await fireClock(store.db, clocks[0]!.id, time(11, 1))
    value(await rejectIncident(store.db, { incidentId, reason: '旧闻' }, by(crew.gxDirector, time(11, 30))))
    expect(await clockOf(incidentId, 'liuzhou')).toMatchObject({ state: 'overdue', voidReason: '旧闻', dueAt: null })
  })
})

describe('everything at once', () => {
  it('leaves one incident, no circle of waiting, and a record without a gap', async () => {
    const first = await flagged('liuzhou', { level: 'critical', at: time(9, 0) })
    const other = await flagged('nanning', { article: first, at: time(9, 0) })
    const copies = []
    for (let i = 0; i < 3; i++)
      copies.push(await seedArticle(store.db, { title: `转载${i}`, at: time(9, 1), clusterId: first.clusterId }))
    const { incidentId } = value(
      await acknowledgeAlert(store.db, { flagId: first.flagId }, by(crew.lzDuty, time(9, 5))),
    )
    const clock = await clockOf(incidentId, 'liuzhou')
    const verdict = { flagId: first.flagId, articleVersionId: first.articleVersionId, verdict: 'outdated' as const }
    const scope = { incidentId, scope: 'region_wide' as const, unitIds: ['nanning'], reason: '两市' }
    const elements = { media: true, untrue: true, serious: true, sudden: true }
    const answers = await Promise.all([
      ...copies.map((copy) => openFlag(store.db, { ...first.input, ...copy }, time(9, 30))),
      ...copies.map((copy) => openFlag(store.db, { ...first.input, ...copy, unitId: 'nanning' }, time(9, 30))),
      markSuspectedMajor(store.db, { flagId: other.flagId, subject: 'may_spread' }, by(crew.nnDuty, time(9, 31))),
      proposeVerdict(store.db, { ...verdict, reason: '旧数' }, by(crew.lzMonitor, time(9, 32))),
      fireClock(store.db, clock.id, time(9, 36)),
      setScope(store.db, scope, by(crew.gxDirector, time(9, 33))),
      sendReport(store.db, report(incidentId), by(crew.lzDuty, time(9, 34))),
      confirmIncident(store.db, { incidentId, elements, reason: '四要素' }, by(crew.gxOffice, time(9, 34))),
      fireClock(store.db, clock.id, time(9, 36)),
      startProvisional(store.db, first.flagId, time(9, 36)),
    ])
    for (const answer of answers) if (answer && 'ok' in answer) value<unknown>(answer)
    const clocks = (await clocksOf(store.db, incidentId)).map((c) => `${c.unitId} ${c.duty} ${c.state}`).sort()
    expect(clocks).toEqual([
      'gx acknowledge running',
      'gx study running',
      'gx tell-leading-group running',
      'liuzhou report-2h met',
      'nanning report-2h running',
    ])
    expect(await incident(incidentId)).toMatchObject({ state: 'reported', scope: 'region_wide' })
    expect(await verifyAudit(store.db)).toMatchObject({ ok: true })
  })
})

describe('the queue and the messages', () => {
  it('shows a story once for a unit, the most urgent flag of it, with its copies', async () => {
    const first = await flagged('nanning', { title: '队列甲', level: 'elevated' })
    const copy = await seedArticle(store.db, { title: '队列甲转载', at: time(9, 0), clusterId: first.clusterId })
    await store.db.update(articles).set({ clusterId: first.clusterId }).where(eq(articles.id, first.articleId))
    const urgent = await openFlag(store.db, { ...first.input, ...copy, level: 'critical' }, time(9, 0))
    const filter = { unitIds: ['nanning'], incidentUnitIds: ['nanning'], q: '队列甲' }
    const queue = await flagQueue(store.db, { ...filter, state: 'open' })
    expect(queue.items).toMatchObject([{ flag: { id: urgent.flagId }, copies: 2, flags: 2, title: '队列甲转载' }])
    expect(queue).toMatchObject({ total: 1, byState: { suspected: 1 }, byLevel: { critical: 1 } })
    expect((await flagQueue(store.db, { ...filter, level: 'low' })).items).toEqual([])
    expect((await flagQueue(store.db, { ...filter, type: 'M01' })).total).toBe(0)
    expect((await flagQueue(store.db, { ...filter, unitIds: [] })).total).toBe(0)
    expect((await flagQueue(store.db, { ...filter, unitIds: ['liuzhou'] })).total).toBe(0)
  })

  it('are read by their reader only', async () => {
    const { items, unread } = await deliveriesOf(store.db, 'lz-duty', { unreadOnly: true })
    const deliveryId = items[0]!.id
    expect(code(await markRead(store.db, { deliveryId }, by(crew.nnDuty, start)))).toBe('not-found')
    await settleDelivery(store.db, deliveryId, addMs(start, day))
    expect(value(await markRead(store.db, { deliveryId }, by(crew.lzDuty, start)))).toEqual({ marked: 1 })
    expect((await deliveriesOf(store.db, 'lz-duty')).unread).toBe(unread - 1)
    expect(value(await markRead(store.db, {}, by(crew.lzDuty, start))).marked).toBe(unread - 1)
  })
})
