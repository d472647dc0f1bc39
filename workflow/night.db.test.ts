/** What happens at two in the morning: late machines, empty seats, stories that come back, matters that outgrow their unit. */
import { asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FormFields } from '../domain/form.ts'
import type { Result } from '../domain/result.ts'
import type { RiskLevel } from '../domain/risk.ts'
import { addMs, day, fromShanghai, hour, minute } from '../domain/time.ts'
import type { Actor } from '../domain/units.ts'
import { verifyAudit } from '../store/audit.ts'
import { clocksOf } from '../store/clocks.ts'
import { flagRow } from '../store/flags.ts'
import { incidentRow, updateIncident } from '../store/incidents.ts'
import type { Store } from '../store/open.ts'
import { articles, clusters, deliveries } from '../store/schema.ts'
import { crew, seedArticle, seedBureaus, seedVersion, type SeededArticle } from '../tests/support/bureaus.ts'
import { openTestStore } from '../tests/support/db.ts'
import { rejectIncident } from './incident/reject-incident.ts'
import { setScope } from './incident/set-scope.ts'
import { confirmPhoneReport } from './report/confirm-phone-report.ts'
import { logPhoneReport } from './report/log-phone-report.ts'
import { type ReportInput, sendReport } from './report/send-report.ts'
import { acknowledgeAlert } from './review/acknowledge-alert.ts'
import { confirmVerdict } from './review/confirm-verdict.ts'
import { type MarkInput, markSuspectedMajor } from './review/mark-suspected-major.ts'
import { openFlag } from './review/open-flag.ts'
import { proposeVerdict } from './review/propose-verdict.ts'
import { startProvisional } from './review/start-provisional.ts'

let store: Store
const start = fromShanghai(2026, 9, 30, 2, 0)!
beforeAll(async () => {
  store = await openTestStore()
  await seedBureaus(store.db, start)
})
afterAll(async () => {
  expect(await verifyAudit(store.db)).toMatchObject({ ok: true })
  await store.close()
})

const after = (ms: number) => addMs(start, ms)
const by = (actor: Actor, at: Date) => ({ actor, at })
const value = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`)
  return result.value
}
const fields: FormFields = {
  ...{ occurredAt: '2026-09-30', place: '柳州', kind: '不实报道', impact: '转载两家', measures: '核对数据' },
  ...{ other: '', mediaSource: '某站' },
}
const report = (incidentId: string, more: Partial<ReportInput> = {}): ReportInput => ({
  ...{ incidentId, kind: 'first', channel: 'system', fromUnitId: 'liuzhou', toUnitIds: ['gx'], fields },
  ...more,
})

async function flagged(
  unitId: string,
  {
    at = start,
    level = 'critical' as RiskLevel,
    article,
  }: { at?: Date; level?: RiskLevel; article?: SeededArticle } = {},
) {
  const source = article ?? (await seedArticle(store.db, { title: '柳州数据系编造', at }))
  const input = { ...source, unitId, types: ['M18'], level, score: 0.8, reasons: [] }
  return { ...source, ...(await openFlag(store.db, input, at)), input }
}
async function marked(actor: Actor, unitId: string, more: Partial<MarkInput> = {}) {
  const flag = await flagged(unitId, { level: 'high' })
  const mark = await markSuspectedMajor(
    store.db,
    { flagId: flag.flagId, subject: 'may_spread', ...more },
    by(actor, start),
  )
  return { ...flag, ...value(mark) }
}
const alertsOf = async (flagId: string) =>
  (await store.db.select().from(deliveries).where(eq(deliveries.flagId, flagId)).orderBy(asc(deliveries.createdAt)))
    .filter((d) => d.userId === 'lz-duty' && d.kind === 'critical_alert')
    .map((d) => d.createdAt)
/** People look and find no fault. */
async function closed(flag: { flagId: string; articleVersionId: string }, at: Date) {
  const { flagId, articleVersionId } = flag
  const proposal = { flagId, articleVersionId, verdict: 'accurate' as const, reason: '与公布数一致' }
  const { reviewId } = value(await proposeVerdict(store.db, proposal, by(crew.lzDirector, at)))
  value(await confirmVerdict(store.db, { flagId, reviewId }, by(crew.lzDirector, at)))
}
async function edited(flag: Awaited<ReturnType<typeof flagged>>, at: Date, level: RiskLevel = 'critical') {
  const text = { articleId: flag.articleId, n: 2, title: '改稿', text: '改稿', at }
  const articleVersionId = await seedVersion(store.db, text)
  return openFlag(store.db, { ...flag.input, level, articleVersionId }, at)
}

describe('an alert that waited 15 minutes while the machine was down', () => {
  const waited = after(15 * minute)
  const late = after(40 * minute)

  it('keeps its provisional start when a person acknowledges before the machine is back', async () => {
    const alert = await flagged('liuzhou')
    const { incidentId } = value(await acknowledgeAlert(store.db, { flagId: alert.flagId }, by(crew.lzDuty, late)))
    expect(await clocksOf(store.db, incidentId)).toMatchObject([
      { duty: 'report-2h', startAt: waited, startEvent: 'not-acknowledged', provisional: false },
    ])
    expect(await incidentRow(store.db, incidentId)).toMatchObject({ humanFoundAt: late, provisional: false })
    await startProvisional(store.db, alert.flagId, late)
    expect(await clocksOf(store.db, incidentId)).toHaveLength(1)
  })

  it('keeps it when a person marks a copy of the story, and when a verdict comes late', async () => {
    const alert = await flagged('liuzhou')
    const copy = await seedArticle(store.db, { title: '转载', at: start, clusterId: alert.clusterId })
    const second = await flagged('liuzhou', { article: copy })
    const mark = { flagId: second.flagId, subject: 'own_level' as const }
    const { incidentId } = value(await markSuspectedMajor(store.db, mark, by(crew.lzMonitor, late)))
    const clocks = await clocksOf(store.db, incidentId)
    expect(clocks.find((c) => c.duty === 'report-2h')).toMatchObject({ startAt: waited })

    const other = await flagged('liuzhou')
    await closed(other, late)
    const flag = (await flagRow(store.db, other.flagId))!
    expect(await clocksOf(store.db, flag.incidentId!)).toMatchObject([{ startAt: waited, state: 'running' }])
  })

  it('starts at the acknowledgement up to the last moment of the 15 minutes', async () => {
    const alert = await flagged('liuzhou')
    const last = addMs(waited, -1)
    const { incidentId } = value(await acknowledgeAlert(store.db, { flagId: alert.flagId }, by(crew.lzDuty, last)))
    expect(await clocksOf(store.db, incidentId)).toMatchObject([{ startAt: last, startEvent: 'acknowledged' }])
  })
})

describe('a story that comes back', () => {
  it('alerts anew when a text that people found without fault is edited into a critical one', async () => {
    const flag = await flagged('liuzhou')
    await closed(flag, after(5 * minute))
    expect(await edited(flag, after(hour))).toMatchObject({ alerted: true })
    expect(await alertsOf(flag.flagId)).toEqual([start, after(hour)])
    await startProvisional(store.db, flag.flagId, after(hour + 15 * minute))
    const { incidentId } = (await flagRow(store.db, flag.flagId))!
    expect(await clocksOf(store.db, incidentId!)).toMatchObject([{ startAt: after(hour + 15 * minute) }])
  })

  it('does not alert anew while the first alert waits, for the same text, or for one that is harmless now', async () => {
    const waiting = await flagged('liuzhou')
    expect(await edited(waiting, after(5 * minute))).toMatchObject({ alerted: false })
    expect((await flagRow(store.db, waiting.flagId))!.dueAt).toEqual(after(15 * minute))
    const harmless = await flagged('liuzhou')
    await closed(harmless, after(5 * minute))
    expect(await edited(harmless, after(hour), 'elevated')).toMatchObject({ alerted: false })
    const same = await flagged('liuzhou')
    await closed(same, after(5 * minute))
    expect(await openFlag(store.db, { ...same.input, score: 0.9 }, after(hour))).toMatchObject({ alerted: false })
  })

  it('alerts anew for an edited text whose incident was rejected, and a provisional clock is a new incident’s', async () => {
    const flag = await flagged('liuzhou')
    const ack = value(await acknowledgeAlert(store.db, { flagId: flag.flagId }, by(crew.lzDuty, after(minute))))
    const no = { incidentId: ack.incidentId, reason: '旧闻' }
    value(await rejectIncident(store.db, no, by(crew.gxDirector, after(10 * minute))))
    const copy = await seedArticle(store.db, { title: '转载', at: after(hour), clusterId: flag.clusterId })
    expect(await flagged('liuzhou', { article: copy, at: after(hour) })).toMatchObject({ alerted: false })
    expect(await edited(flag, after(2 * hour))).toMatchObject({ alerted: true })
    await startProvisional(store.db, flag.flagId, after(3 * hour))
    const { incidentId } = (await flagRow(store.db, flag.flagId))!
    expect(incidentId).not.toBe(ack.incidentId)
    expect(await clocksOf(store.db, incidentId!)).toMatchObject([{ startAt: after(2 * hour + 15 * minute) }])
    expect(await clocksOf(store.db, ack.incidentId)).toMatchObject([{ state: 'void' }])
  })

  it('alerts once more for a copy that comes after the end of the event', async () => {
    const flag = await flagged('liuzhou')
    const { incidentId } = value(await acknowledgeAlert(store.db, { flagId: flag.flagId }, by(crew.lzDuty, start)))
    const copyAt = async (at: Date) =>
      flagged('liuzhou', { at, article: await seedArticle(store.db, { title: '转载', at, clusterId: flag.clusterId }) })
    expect(await copyAt(after(hour))).toMatchObject({ alerted: false })
    await updateIncident(store.db, incidentId, { state: 'terminated', closedAt: after(day) })
    const again = await copyAt(after(2 * day))
    expect(again).toMatchObject({ alerted: true })
    expect(await copyAt(after(2 * day + minute))).toMatchObject({ alerted: false })
    const ack = await acknowledgeAlert(store.db, { flagId: again.flagId }, by(crew.lzDuty, after(2 * day + minute)))
    expect(value(ack)).toMatchObject({ opened: true })
    expect(await copyAt(after(2 * day + hour))).toMatchObject({ alerted: false })
  })
})

describe('a story that was tied to another one while an article of it was judged', () => {
  it('is the story of the flag, so that both have one incident', async () => {
    const first = await flagged('liuzhou')
    const { incidentId } = value(await acknowledgeAlert(store.db, { flagId: first.flagId }, by(crew.lzDuty, start)))
    const late = await seedArticle(store.db, { title: '后到的转载', at: start })
    await store.db.update(articles).set({ clusterId: first.clusterId }).where(eq(articles.id, late.articleId))
    await store.db.delete(clusters).where(eq(clusters.id, late.clusterId))
    const flag = await flagged('liuzhou', { article: late, at: after(minute) })
    expect(flag).toMatchObject({ opened: true, alerted: false })
    expect(await flagRow(store.db, flag.flagId)).toMatchObject({ clusterId: first.clusterId, incidentId })
  })
})

describe('two parents who are both the subject of the complaint', () => {
  it('are not let in one by the other', async () => {
    const { incidentId, ...first } = await marked(crew.sjDuty, 'sanjiang', { parentIsSubject: true })
    const own = await flagged('hengzhou', { article: first, level: 'high' })
    const mark = { flagId: own.flagId, subject: 'may_spread' as const, parentIsSubject: true }
    expect(await markSuspectedMajor(store.db, mark, by(crew.hzDuty, after(minute)))).toMatchObject({
      refusal: { code: 'wrong-state', field: 'parentIsSubject' },
    })
    expect(await incidentRow(store.db, incidentId)).toMatchObject({ heldFromUnitId: 'liuzhou' })
  })
})

describe('a report that meets nothing', () => {
  it('is told by the rule of the duty that stays open', async () => {
    const outside = { toUnitIds: [], otherRecipients: ['市委宣传部'] }
    const sent = async (actor: Actor, unitId: string, subject: MarkInput['subject']) => {
      const { incidentId } = await marked(actor, unitId, { subject })
      const given = report(incidentId, { fromUnitId: unitId, ...outside })
      return value(await sendReport(store.db, given, by(actor, after(minute)))).shortfall
    }
    expect(await sent(crew.lzDuty, 'liuzhou', 'may_spread')).toMatchObject({ rule: 'G4-6-2h' })
    expect(await sent(crew.lzDuty, 'liuzhou', 'own_level')).toMatchObject({ rule: 'G0-11' })
    expect(await sent(crew.sjDuty, 'sanjiang', 'own_level')).toMatchObject({ rule: 'policy-county-24h' })
  })
})

describe('a county that reports to its city only', () => {
  const sentAt = after(20 * minute)
  const toCity = (incidentId: string, more: Partial<ReportInput> = {}) =>
    report(incidentId, { fromUnitId: 'sanjiang', toUnitIds: ['liuzhou'], ...more })
  const clocksFor = async (incidentId: string, unitId: string) =>
    (await clocksOf(store.db, incidentId)).filter((c) => c.unitId === unitId && c.duty !== 'acknowledge')

  it('leaves the city 24 hours to tell the region (第十一条: 接到), which the city meets and cannot undo', async () => {
    const { incidentId } = await marked(crew.sjDuty, 'sanjiang')
    value(await sendReport(store.db, toCity(incidentId), by(crew.sjDuty, sentAt)))
    expect(await clocksFor(incidentId, 'liuzhou')).toMatchObject([
      {
        ...{ duty: 'report-24h', rule: 'G0-11', kind: 'hard', startEvent: 'report-delivered' },
        ...{ startAt: sentAt, limitAt: addMs(sentAt, day), recipientIds: ['gx'], state: 'running' },
      },
    ])
    const reject = { incidentId, reason: '市里认为不是事件' }
    expect(await rejectIncident(store.db, reject, by(crew.lzDirector, after(hour)))).toMatchObject({
      refusal: { code: 'not-allowed', rule: 'G0-11' },
    })
    // The city did not find it: the matter is still the county's own.
    const scope = { incidentId, scope: 'county_only' as const, unitIds: ['sanjiang'], reason: '只涉及县' }
    expect(value(await setScope(store.db, scope, by(crew.gxDirector, after(hour))))).toMatchObject({
      scope: 'county_only',
    })
    expect((await incidentRow(store.db, incidentId))!.unitIds).toEqual(['sanjiang'])
    expect(value(await sendReport(store.db, report(incidentId), by(crew.lzDuty, after(2 * hour))))).toMatchObject({
      met: [{ duty: 'report-24h', state: 'met' }],
    })
    expect(await clocksFor(incidentId, 'liuzhou')).toMatchObject([{ state: 'met' }])
  })

  it('counts for the city from the call, however it was entered', async () => {
    const call = { kind: 'first' as const, fromUnitId: 'sanjiang', toUnitId: 'liuzhou', callAt: sentAt, fields }
    const logged = await marked(crew.sjDuty, 'sanjiang')
    const entry = { ...call, incidentId: logged.incidentId, caller: '三江值班员' }
    value(await logPhoneReport(store.db, entry, by(crew.lzDuty, after(30 * minute))))
    expect(await clocksFor(logged.incidentId, 'liuzhou')).toMatchObject([{ startAt: sentAt }])

    const { incidentId } = await marked(crew.sjDuty, 'sanjiang')
    const typed = toCity(incidentId, { channel: 'phone', claimedSentAt: sentAt })
    const { reportId } = value(await sendReport(store.db, typed, by(crew.sjDuty, sentAt)))
    expect(await clocksFor(incidentId, 'liuzhou')).toEqual([])
    const confirm = { reportId, unitId: 'liuzhou', callAt: sentAt }
    value(await confirmPhoneReport(store.db, confirm, by(crew.lzDuty, after(30 * minute))))
    expect(await clocksFor(incidentId, 'liuzhou')).toMatchObject([{ startAt: sentAt }])
  })

  it('owes nothing more where the region knows already or the city found it by itself', async () => {
    const both = await marked(crew.sjDuty, 'sanjiang')
    value(await sendReport(store.db, toCity(both.incidentId, { toUnitIds: ['gx'] }), by(crew.sjDuty, sentAt)))
    const later = toCity(both.incidentId, { kind: 'follow_up' })
    value(await sendReport(store.db, later, by(crew.sjDuty, after(hour))))
    expect(await clocksFor(both.incidentId, 'liuzhou')).toEqual([])

    const { incidentId, ...flag } = await marked(crew.sjDuty, 'sanjiang')
    const own = await flagged('liuzhou', { article: flag, level: 'high' })
    const mark = { flagId: own.flagId, subject: 'may_spread' as const }
    value(await markSuspectedMajor(store.db, mark, by(crew.lzDuty, start)))
    value(await sendReport(store.db, toCity(incidentId), by(crew.sjDuty, sentAt)))
    expect((await clocksFor(incidentId, 'liuzhou')).map((c) => c.duty)).toEqual(['report-2h'])
  })

  it('gives the city its own two hours when it finds the matter itself afterwards', async () => {
    const { incidentId, ...flag } = await marked(crew.sjDuty, 'sanjiang')
    value(await sendReport(store.db, toCity(incidentId), by(crew.sjDuty, sentAt)))
    const own = await flagged('liuzhou', { article: flag, level: 'high' })
    const mark = (subject: MarkInput['subject'], at: Date) =>
      markSuspectedMajor(store.db, { flagId: own.flagId, subject }, by(crew.lzDuty, at))
    value(await mark('own_level', after(hour)))
    expect((await clocksFor(incidentId, 'liuzhou')).map((c) => c.duty).sort()).toEqual(['first-measures', 'report-24h'])
    value(await mark('may_spread', after(2 * hour)))
    expect((await clocksFor(incidentId, 'liuzhou')).find((c) => c.duty === 'report-2h')).toMatchObject({
      startAt: after(2 * hour),
    })
  })
})
