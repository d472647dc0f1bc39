/**
 * Whole scripted drills: the earthquake at night and the false figure, in a time of their own, with the machine woken only by what
 * the rows say. Beside them a real matter runs, and nothing of it moves.
 */
import { eq, ne } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { recordActions } from '../../domain/record-words.ts'
import type { Result } from '../../domain/result.ts'
import { addMs, fromShanghai, hour, minute, second } from '../../domain/time.ts'
import type { Actor } from '../../domain/units.ts'
import { activationsOf, saveAdoption } from '../../store/activations.ts'
import { timelineOf, verifyAudit } from '../../store/audit.ts'
import { clocksOf, firingsOf, runningClocks } from '../../store/clocks.ts'
import { drillOfIncident, endedDrills } from '../../store/drills.ts'
import { incidentRow } from '../../store/incidents.ts'
import type { Store } from '../../store/open.ts'
import { clocks, deliveries, dispatches, drills, standingEntries } from '../../store/schema.ts'
import { claimDue } from '../../store/work.ts'
import { crew, seedBureaus } from '../../tests/support/bureaus.ts'
import { openTestStore } from '../../tests/support/db.ts'
import { fireClock } from '../clock/fire-clock.ts'
import { makeChannel } from '../delivery/change-channels.ts'
import { changeReach } from '../delivery/change-reach.ts'
import { activatePlan } from '../incident/activate-plan.ts'
import { confirmIncident } from '../incident/confirm-incident.ts'
import { gradeIncident } from '../incident/grade-incident.ts'
import { openIncident } from '../incident/open-by-hand.ts'
import { studyIncident } from '../incident/study-incident.ts'
import { setBodyMembers } from '../plan/body-members.ts'
import { checkIn } from '../plan/check-in.ts'
import { approveActivation, startActivation } from '../plan/decide-activation.ts'
import { fulfilDuty } from '../plan/meet-duty.ts'
import { sendReport } from '../report/send-report.ts'
import { partsTaken } from './acts.ts'
import { wholeDrill } from './drill-facts.ts'
import { giveInjects } from './give-injects.ts'
import { timeToAct } from './matter-time.ts'
import { startDrill } from './start-drill.ts'
import { drillStatistics } from './statistics.ts'
import { type DrillAct, steerDrill } from './steer-drill.ts'

const day = [2026, 11, 3] as const
const began = fromShanghai(...day, 20, 52)!
const wall = (h: number, m = 0, s = 0) => addMs(fromShanghai(...day, h, m)!, s * second)
const value = <T>(r: Result<T>): T => {
  if (!r.ok) throw new Error(JSON.stringify(r.refusal))
  return r.value
}
const code = (r: Result<unknown>) => (r.ok ? 'ok' : r.refusal.code)

const fields = {
  ...{ occurredAt: '2026-11-06', place: '网络', kind: '不实报道', impact: '转载三十家', measures: '核对数据' },
  ...{ other: '', mediaSource: '某站' },
}

let store: Store
let realMatter: string
beforeAll(async () => {
  store = await openTestStore()
  await seedBureaus(store.db, began)
  for (const plan of ['earthquake', 'media', 'leak', 'social'])
    await saveAdoption(store.db, { rootId: 'gx', plan, adoptedAt: addMs(began, -hour), adoptedBy: '测试' })
  const settings = { url: 'http://sms.example/send', contentType: 'json', body: '{"to":"{phone}"}' } as never
  const channel = { name: '短信平台', kind: 'sms' as const, unitId: 'gx', rank: 1, secret: 's'.repeat(40), settings }
  value(await makeChannel(store.db, channel, { actor: crew.gxAdmin, at: began }))
  const reach = { email: '', phone: '138 0013 8000', quietFrom: null, quietTo: null }
  for (const actor of [crew.gxOffice, crew.gxDirector, crew.gxDuty, crew.lzDuty, crew.lzHead])
    value(await changeReach(store.db, reach, { actor, at: began }))
  const found = { plan: 'social', unitId: 'liuzhou', title: '真实事件', place: '柳州', foundAt: began }
  const opened = await openIncident(
    store.db,
    { ...found, instants: { occurred: began } },
    { actor: crew.lzDuty, at: began },
  )
  realMatter = value(opened).incidentId!
})
afterAll(async () => {
  expect(await verifyAudit(store.db)).toMatchObject({ ok: true })
  await store.close()
})

/** The sweeper at a real instant: whatever the rows say is due, oldest first, until nothing is. */
async function machineAt(real: Date): Promise<void> {
  for (;;) {
    const claim = { now: real, limit: 50, leaseMs: 1000 }
    const due = await claimDue(store.db, { ...claim, table: 'clocks' })
    const injects = await claimDue(store.db, { ...claim, table: 'drills' })
    for (const { id } of due) await fireClock(store.db, id, real)
    for (const { id } of injects) await giveInjects(store.db, id, real)
    await store.db.update(clocks).set({ leaseUntil: null })
    if (due.length + injects.length === 0) return
  }
}

/** A person acts in the matter at a real instant, in the time the matter is in. */
const acts = async (actor: Actor, incidentId: string, real: Date) => ({
  actor,
  at: value(await timeToAct(store.db, { kind: 'incidents', id: incidentId }, real)),
})
const steer = (incidentId: string, act: DrillAct, real: Date, actor: Actor = crew.gxDirector) =>
  steerDrill(store.db, { incidentId, ...act }, { actor, at: real })
const sheet = async (incidentId: string, real: Date) => {
  const [drill, incident] = [await drillOfIncident(store.db, incidentId), await incidentRow(store.db, incidentId)]
  const whole = await wholeDrill(store.db, { drill: drill!, incident: incident! }, real)
  return { now: whole.now, of: (text: string) => whole.results.find((r) => r.expected.text.includes(text))! }
}
const clockOf = async (incidentId: string, duty: string) =>
  (await clocksOf(store.db, incidentId)).filter((c) => c.duty === duty)
const realClocks = async () => {
  const rows = await clocksOf(store.db, realMatter)
  return rows.map(({ leaseToken: _, leaseUntil: __, ...row }) => row)
}

describe('the earthquake at night', () => {
  const groups = ['study-group', 'rescue-group', 'shelter-group', 'supply-group'] as const
  const members = [crew.gxDuty, crew.gxHead, crew.gxInfosec, crew.gxStandIn]
  let id: string

  it('opens by its script: own number, quake twelve minutes ago, the first inject is told', async () => {
    for (const [i, body] of groups.entries()) {
      const one = { unitId: 'gx', body, members: [{ userId: members[i]!.userId, leads: true }] }
      value(await setBodyMembers(store.db, one, { actor: crew.gxOffice, at: addMs(began, -minute) }))
    }
    const input = { scenario: 'earthquake-destructive', unitId: 'gx', speed: 60 }
    expect(code(await startDrill(store.db, input, { actor: crew.lzDirector, at: began }))).toBe('not-allowed')
    const started = value(await startDrill(store.db, input, { actor: crew.gxDirector, at: began }))
    id = started.incidentId
    expect(started.no).toBe('Y2026-0001')
    expect((await incidentRow(store.db, id))?.occurredAt).toEqual(wall(20, 40))
    const told = await store.db.select().from(deliveries).where(eq(deliveries.kind, 'drill_inject'))
    expect(new Set(told.map((d) => d.userId))).toEqual(
      new Set([crew.gxDuty, crew.gxStandIn, crew.gxOffice, crew.gxDirector, crew.gxGroup].map((p) => p.userId)),
    )
  })

  it('a minute a second: the muster ends 21:22, the report is due 21:40, each by its regulation', async () => {
    const [run] = await activationsOf(store.db, id)
    const activationId = run!.id
    // Five real seconds after the start it is 20:57.
    value(
      await approveActivation(
        store.db,
        { activationId, reason: '全面启动' },
        await acts(crew.gxGroup, id, addMs(began, 5 * second)),
      ),
    )
    value(await startActivation(store.db, { activationId }, await acts(crew.gxOffice, id, addMs(began, 6 * second))))
    const muster = await clockOf(id, 'muster-destructive')
    expect(muster.map((c) => c.limitAt)).toEqual(groups.map(() => wall(21, 22)))
    expect((await clockOf(id, 'quake-report')).map((c) => c.limitAt)).toEqual([wall(21, 40)])
    for (const [i, body] of groups.slice(0, 3).entries())
      value(
        await checkIn(store.db, { activationId, body }, await acts(members[i]!, id, addMs(began, (20 + i) * second))),
      )
    await machineAt(addMs(began, 31 * second))
    // 21:23 of the drill; the machine fired the limit at the instant it passed, not when it came.
    const late = (await clockOf(id, 'muster-destructive')).find((c) => c.body === 'supply-group')!
    expect(late).toMatchObject({ state: 'overdue', overdueAt: wall(21, 22, 0.001) })
    value(
      await checkIn(
        store.db,
        { activationId, body: groups[3] },
        await acts(members[3]!, id, addMs(began, 32 * second)),
      ),
    )
    expect((await sheet(id, addMs(began, 32 * second))).of('全部到位')).toMatchObject({
      ...{
        state: 'late',
        dueAt: wall(21, 22),
        doneAt: wall(21, 24),
        differenceMs: 2 * minute,
        doneBy: expect.any(String),
      },
    })
  })

  it('stands still when it is stopped: nothing falls due and nobody acts, however long it takes', async () => {
    const stoppedAt = addMs(began, 34 * second)
    value(await steer(id, { verb: 'stop' }, stoppedAt))
    const before = await timelineOf(store.db, id)
    await machineAt(addMs(stoppedAt, 5 * hour))
    expect(await timelineOf(store.db, id)).toHaveLength(before.length)
    expect((await sheet(id, addMs(stoppedAt, 5 * hour))).now.getTime()).toBe(wall(21, 26).getTime())
    expect(code(await timeToAct(store.db, { kind: 'incidents', id }, addMs(stoppedAt, hour)))).toBe('wrong-state')
  })

  it('leaps to the next inject: what is planned before it happens in its order and at its time', async () => {
    const real = addMs(began, 6 * hour)
    value(await steer(id, { verb: 'jump' }, real))
    expect((await sheet(id, real)).now).toEqual(expect.objectContaining({ realAt: real }))
    expect((await sheet(id, real)).now.getTime()).toBe(wall(21, 27).getTime())
    value(await steer(id, { verb: 'jump' }, addMs(real, second)))
    // Three hours after the start: the report of 21:40 is overdue since 21:40 sharp, and its steps came in order.
    const now = addMs(real, second)
    expect((await sheet(id, now)).now.getTime()).toBe(wall(23, 52).getTime())
    const [report] = await clockOf(id, 'quake-report')
    expect(report).toMatchObject({ state: 'overdue', overdueAt: wall(21, 40, 0.001) })
    const fired = await firingsOf(store.db, [report!.id])
    const since = fired.filter((f) => f.plannedAt > wall(20, 59))
    expect(since.length).toBeGreaterThan(3)
    expect(since.every((f) => f.lateMs === 0 && f.firedAt.getTime() === f.plannedAt.getTime())).toBe(true)
    const told = (await timelineOf(store.db, id)).map((e) => new Date(String(e.after?.drillAt)).getTime())
    const sinceStop = told.slice(told.indexOf(wall(21, 26).getTime()))
    expect(sinceStop).toEqual([...sinceStop].sort((a, b) => a - b))
  })

  it('runs on slowly, what was seen is written down once, and its end makes a sheet', async () => {
    const real = addMs(began, 7 * hour)
    value(await steer(id, { verb: 'resume', speed: 1 }, real))
    const [report] = await clockOf(id, 'quake-report')
    const done = { clockId: report!.id, proof: '电话', note: '已报告' }
    value(await fulfilDuty(store.db, done as never, await acts(crew.gxOffice, id, addMs(real, minute))))
    const observed = { verb: 'observe', name: 'trapped.0', note: '已拨打' } as const
    value(await steer(id, observed, addMs(real, minute)))
    expect(code(await steer(id, observed, addMs(real, minute)))).toBe('already-exists')
    value(await steer(id, { verb: 'end', reason: '演练完成' }, addMs(real, 2 * minute)))
    const drill = (await drillOfIncident(store.db, id))!
    expect(drill).toMatchObject({ outcome: 'finished', endedAt: addMs(real, 2 * minute), dueAt: null, speed: 0 })
    // Approved, started: in time. Relay, muster, report and the call: late. Rescue, shelter and support: not done.
    expect(drill.tally).toMatchObject({ expected: 9, inTime: 2 })
    expect((await sheet(id, addMs(real, 9 * hour))).of('上级指挥部报告')).toMatchObject({
      ...{ state: 'late', dueAt: wall(21, 40), doneAt: wall(23, 53), differenceMs: 133 * minute },
    })
    expect(code(await steer(id, { verb: 'resume' }, addMs(real, hour)))).toBe('wrong-state')
    await machineAt(addMs(real, 50 * hour))
    expect((await clocksOf(store.db, id)).every((c) => c.dueAt === null)).toBe(true)
  })

  it('fulfils the yearly drill of the bureau, and says that it was one', async () => {
    const signed = await store.db.select().from(standingEntries).where(eq(standingEntries.duty, 'yearly-drill'))
    expect(signed).toMatchObject([{ unitId: 'gx', plan: 'earthquake', key: '2026', nil: false }])
    expect(signed[0]!.text).toContain('演练 Y2026-0001')
  })
})

describe('the false figure', () => {
  let id: string
  const start = addMs(began, 60 * hour)
  const at = (minutes: number) => addMs(start, minutes * second)

  it('runs from the finding to the activation with its exact times', async () => {
    const input = { scenario: 'media-false-figure', unitId: 'liuzhou', speed: 60 }
    id = value(await startDrill(store.db, input, { actor: crew.lzDirector, at: start })).incidentId
    expect((await clockOf(id, 'report-2h')).map((c) => c.limitAt)).toEqual([addMs(start, 2 * hour)])
    await machineAt(at(45))
    expect((await drillOfIncident(store.db, id))?.given).toBe(2)
    const report = {
      ...{
        incidentId: id,
        kind: 'first' as const,
        channel: 'system' as const,
        fromUnitId: 'liuzhou',
        toUnitIds: ['gx'],
      },
      fields,
    }
    value(await sendReport(store.db, report, await acts(crew.lzDuty, id, at(90))))
    const elements = { media: true, untrue: true, serious: true, sudden: true } as never
    value(
      await confirmIncident(
        store.db,
        { incidentId: id, elements, reason: '四项齐备' },
        await acts(crew.gxDirector, id, at(95)),
      ),
    )
    value(await studyIncident(store.db, { incidentId: id }, await acts(crew.gxDirector, id, at(110))))
    await machineAt(at(121))
    value(
      await gradeIncident(
        store.db,
        { incidentId: id, grade: 'major', reason: '影响大' },
        await acts(crew.gxGroup, id, at(130)),
      ),
    )
    value(await activatePlan(store.db, { incidentId: id, reason: '启动' }, await acts(crew.gxGroup, id, at(190))))
    const { of } = await sheet(id, at(200))
    expect(of('两小时内报告')).toMatchObject({
      state: 'done',
      differenceMs: -30 * minute,
      doneAt: addMs(start, 90 * minute),
    })
    expect(of('四项要素')).toMatchObject({ state: 'done', differenceMs: -5 * minute })
    expect(of('提请应急领导小组')).toMatchObject({ state: 'late', differenceMs: 10 * minute })
    expect(of('确定事件等级')).toMatchObject({ state: 'done', doneAt: addMs(start, 130 * minute) })
    expect(of('决定启动预案')).toMatchObject({ state: 'late', differenceMs: 10 * minute })
    expect(of('模拟发布')).toMatchObject({ state: 'ahead' })
    // The law's five hours count from the finding, in the drill's time.
    expect((await clockOf(id, 'authoritative-word')).map((c) => c.limitAt)).toEqual([addMs(start, 5 * hour)])
  })

  it('broken off before its last inject it fulfils nothing', async () => {
    value(await steer(id, { verb: 'end', reason: '时间不够' }, at(210), crew.lzDirector))
    expect(await drillOfIncident(store.db, id)).toMatchObject({ outcome: 'broken_off' })
    const signed = await store.db.select().from(standingEntries).where(eq(standingEntries.unitId, 'liuzhou'))
    expect(signed).toEqual([])
  })

  it('stands in the table of the year all the same, and whoever steered it has taken no part by that', async () => {
    const rows = await endedDrills(store.db, { unitIds: ['gx', 'liuzhou'], since: addMs(began, -hour) })
    const { finished, brokenOff, byPlan } = drillStatistics(rows)
    expect({ finished, brokenOff, byPlan: byPlan.map((p) => [p.plan, p.drills, p.brokenOff]) }).toEqual({
      ...{ finished: 1, brokenOff: 1 },
      byPlan: [
        ['earthquake', 1, 0],
        ['media', 0, 1],
      ],
    })
    const events = await timelineOf(store.db, id)
    const parts = partsTaken(events)
    // The director began, stopped and ended it: of theirs there is what they did in the matter, and nothing else.
    expect(events.some((e) => e.subjectKind === 'drill' && e.actorKind === 'person')).toBe(true)
    expect(parts.filter((e) => e.subjectKind === 'drill' || e.actorKind !== 'person')).toEqual([])
    expect(parts.some((e) => e.action === 'activate' && e.actorId === crew.gxGroup.userId)).toBe(true)
    expect(events.filter((e) => !(`${e.subjectKind}.${e.action}` in recordActions)).map((e) => e.action)).toEqual([])
    const start = events.find((e) => e.action === 'start-drill')!
    expect(parts.some((e) => e.actorId === start.actorId && e.at.getTime() === start.at.getTime())).toBe(false)
  })
})

it('a leak is drilled inside its compartment, under numbers of its own, and ends without a trace in the calendar', async () => {
  const real = addMs(began, 80 * hour)
  const input = { scenario: 'leak-found', unitId: 'gx', speed: 600 }
  expect(code(await startDrill(store.db, input, { actor: crew.gxDirector, at: real }))).toBe('not-allowed')
  const { incidentId, no } = value(await startDrill(store.db, input, { actor: crew.gxSecrecy, at: real }))
  expect(no).toBe('YB2026-0001')
  expect(await incidentRow(store.db, incidentId)).toMatchObject({ restricted: true, mode: 'drill' })
  expect(code(await steer(incidentId, { verb: 'stop' }, addMs(real, second)))).toBe('not-found')
  const told = await store.db.select().from(deliveries).where(eq(deliveries.incidentId, incidentId))
  expect(new Set(told.map((d) => d.userId))).toEqual(new Set([crew.gxSecrecy.userId]))
  const ends = { verb: 'end', reason: '结束' } as const
  value(await steer(incidentId, ends, addMs(real, minute), crew.gxSecrecy))
})

describe('outside of drills', () => {
  it('the record is dated by the real time, and says the time of the drill beside it', async () => {
    const latest = addMs(began, 140 * hour)
    for (const { incidentId } of await store.db.select({ incidentId: drills.incidentId }).from(drills)) {
      const events = await timelineOf(store.db, incidentId)
      expect(events.every((e) => typeof e.after?.drillAt === 'string')).toBe(true)
      const times = events.map((e) => e.at.getTime())
      expect(times).toEqual([...times].sort((x, y) => x - y))
      expect(events.every((e) => e.at >= began && e.at <= latest)).toBe(true)
    }
    expect((await timelineOf(store.db, realMatter)).some((e) => e.after && 'drillAt' in e.after)).toBe(false)
    const told = await store.db.select().from(deliveries)
    expect(told.every((d) => d.createdAt >= began && d.createdAt <= latest)).toBe(true)
  })

  it('nothing left the house for a drill, and the real matter stands as it would without', async () => {
    const sent = await store.db
      .select({ incidentId: deliveries.incidentId })
      .from(dispatches)
      .innerJoin(deliveries, eq(deliveries.id, dispatches.deliveryId))
      // The numbers that people gave beforehand were told of: that is no drill's.
      .where(ne(deliveries.kind, 'contact_changed'))
    expect(sent.length).toBeGreaterThan(0)
    expect(new Set(sent.map((s) => s.incidentId))).toEqual(new Set([realMatter]))
    const open = await runningClocks(store.db, ['gx', 'liuzhou'], ['gx'])
    expect(new Set(open.map((c) => c.incidentId))).toEqual(new Set([realMatter]))
    expect((await realClocks()).every((c) => c.state !== 'met' && c.voidReason === null)).toBe(true)
  })
})
