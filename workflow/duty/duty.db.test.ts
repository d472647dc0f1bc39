/** The roster on rows: overlaps refused, gaps told before they begin, messages to who is on duty, hand-over signed by both. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Result } from '../../domain/result.ts'
import { addMs, fromShanghai, hour, minute } from '../../domain/time.ts'
import type { Actor } from '../../domain/units.ts'
import { activationsOf, saveAdoption, setMembers, updateActivation } from '../../store/activations.ts'
import { auditOfSubject, verifyAudit } from '../../store/audit.ts'
import { clocksOf } from '../../store/clocks.ts'
import { contactChangeList, contactKey } from '../../store/contact-changes.ts'
import { deliveriesOf, receiptsOf } from '../../store/deliveries.ts'
import { checkInsOf, handoversOf, rosterList, turnsBetween } from '../../store/duty.ts'
import type { Store } from '../../store/open.ts'
import { registerRowsOf } from '../../store/registers.ts'
import { claimDue } from '../../store/work.ts'
import { bureauTree, crew, seedBureaus } from '../../tests/support/bureaus.ts'
import { openTestStore } from '../../tests/support/db.ts'
import { remindContacts } from '../contact/tell-change.ts'
import { changeReach } from '../delivery/change-reach.ts'
import { markRead } from '../delivery/mark-read.ts'
import { notify } from '../delivery/notify.ts'
import { openIncident } from '../incident/open-by-hand.ts'
import { fulfilDuty } from '../plan/meet-duty.ts'
import { keepText } from '../plan/plan-text.ts'
import { planById } from '../plan/plan.ts'
import { addRows, changeRow } from '../register/registers.ts'
import { dropTurn, enterPattern, enterTurns } from './change-roster.ts'
import { checkInDuty } from './check-in-duty.ts'
import { giveDuty, takeDuty } from './hand-over.ts'
import { importRoster } from './import-roster.ts'
import { watchRoster } from './watch-roster.ts'

const at = (d: number, h: number, m = 0) => fromShanghai(2026, 10, d, h, m)!
const by = (actor: Actor, when: Date) => ({ actor, at: when })
const value = <T>(r: Result<T>): T => {
  if (!r.ok) throw new Error(JSON.stringify(r.refusal))
  return r.value
}
const code = (r: Result<unknown>) => (r.ok ? 'ok' : r.refusal.code)

let store: Store
beforeAll(async () => {
  store = await openTestStore()
  await seedBureaus(store.db, at(1, 0))
  await saveAdoption(store.db, { rootId: 'gx', plan: 'natural', adoptedAt: at(1, 0), adoptedBy: '测试' })
})
afterAll(async () => {
  expect(await verifyAudit(store.db)).toMatchObject({ ok: true })
  await store.close()
})

const turn = (actor: Actor, fromAt: Date, toAt: Date, backup: Actor | null = null) => ({
  ...{ userId: actor.userId, backupId: backup?.userId ?? null, fromAt, toAt, phone: '0772-1', note: '' },
})
const enter = (turns: ReturnType<typeof turn>[], kind: 'incident' | 'online' = 'incident', actor = crew.lzHead) =>
  enterTurns(store.db, { unitId: 'liuzhou', kind, turns }, by(actor, at(1, 9)))
const turnsOf = (unitId: string) => turnsBetween(store.db, { from: at(1, 0), to: at(31, 0), unitIds: [unitId] })
const told = async (actor: Actor, kind: string) =>
  (await deliveriesOf(store.db, actor.userId, { pageSize: 100 })).items.filter((d) => d.kind === kind)

describe('the roster', () => {
  it('takes turns that meet at midnight and refuses those that overlap, whoever is named', async () => {
    value(
      await enter([turn(crew.lzDuty, at(2, 0), at(3, 0), crew.lzMonitor), turn(crew.lzMonitor, at(3, 0), at(4, 0))]),
    )
    expect(code(await enter([turn(crew.lzHead, at(2, 23), at(3, 1))]))).toBe('already-exists')
    expect(code(await enter([turn(crew.lzDuty, at(2, 12), at(2, 14))], 'online'))).toBe('already-exists')
    expect(code(await enter([turn(crew.nnDuty, at(5, 0), at(6, 0))]))).toBe('invalid-field')
    expect(code(await enter([turn(crew.lzDuty, at(5, 0), at(5, 0, 30))]))).toBe('invalid-field')
    expect(code(await enter([turn(crew.lzHead, at(5, 0), at(6, 0))], 'incident', crew.lzDuty))).toBe('not-allowed')
    expect(await turnsOf('liuzhou')).toHaveLength(2)
  })

  it('is filled by a pattern without a gap, and one overlap refuses all of it', async () => {
    const pattern = { unitId: 'gx', kind: 'incident' as const, turnMs: 12 * hour, phone: '' }
    const userIds = [crew.gxDuty.userId, crew.gxStandIn.userId]
    const span = { fromAt: at(10, 8), untilAt: at(12, 8) }
    expect(value(await enterPattern(store.db, { ...pattern, ...span, userIds }, by(crew.gxHead, at(1, 9)))).turns).toBe(
      4,
    )
    const later = { fromAt: at(12, 0), untilAt: at(14, 0) }
    expect(code(await enterPattern(store.db, { ...pattern, ...later, userIds }, by(crew.gxHead, at(1, 9))))).toBe(
      'already-exists',
    )
    expect(await turnsOf('gx')).toHaveLength(4)
    expect(await told(crew.gxDuty, 'duty_entered')).toHaveLength(1)
  })

  it('is found by the name of the person or the backup, in the order and the pages asked for', async () => {
    const asked = async (more: { q?: string; order?: 'latest'; page?: number }) => {
      const span = { from: at(1, 0), to: at(31, 0), unitIds: ['liuzhou', 'gx'] }
      const found = await rosterList(store.db, { ...span, order: 'earliest', page: 1, pageSize: 3, ...more })
      return [found.total, ...found.items.map((t) => t.userId)]
    }
    const [duty, monitor, gxDuty, gxOther] = ['lz-duty', 'lz-monitor', crew.gxDuty.userId, crew.gxStandIn.userId]
    expect(await asked({})).toEqual([6, duty, monitor, gxDuty])
    expect(await asked({ page: 2 })).toEqual([6, gxOther, gxDuty, gxOther])
    expect(await asked({ order: 'latest' })).toEqual([6, gxOther, gxDuty, gxOther])
    expect(await asked({ q: 'LZ-monitor' })).toEqual([2, duty, monitor])
    expect(await asked({ q: '%' })).toEqual([0])
  })

  it('is imported whole or not at all, with the cell that is wrong', async () => {
    const csv = (rows: string[]) => Buffer.from(['值班人员,备班人员,开始时间,结束时间,电话', ...rows].join('\n'))
    const bring = async (rows: string[], dryRun: boolean) =>
      importRoster(
        store.db,
        { unitId: 'nanning', kind: 'incident', bytes: csv(rows), dryRun },
        by(crew.nnHead, at(1, 9)),
      )
    const good = 'nn-duty同志,nn-head同志,2026-10-20 08:00,2026-10-21 08:00,0771'
    const wrong = value(await bring([good, '不在册的人,,2026-10-21 08:00,2026-10-22,'], true))
    expect(wrong.faults.map((f) => [f.row, f.code])).toEqual([
      [3, 'unknown_value'],
      [3, 'time_missing'],
    ])
    expect(code(await bring([good, good], false))).toBe('already-exists')
    value(await bring([good], true))
    expect(await turnsOf('nanning')).toHaveLength(0)
    value(await bring([good], false))
    expect(await turnsOf('nanning')).toHaveLength(1)
  })
})

describe('whoever is on duty', () => {
  const say = (key: string, when: Date, standIn?: boolean) =>
    notify(
      store.db,
      {
        key,
        kind: 'clock_step',
        to: [{ unitId: 'liuzhou', roles: ['duty_officer'], ...(standIn === undefined ? {} : { standIn }) }],
        facts: {},
      },
      bureauTree,
      when,
    )

  it('is told in place of all who hold the seat, the backup in place of the stand-in; without a roster the seats stand', async () => {
    const names = async (...args: Parameters<typeof say>) => (await say(...args)).map((p) => p.userId)
    expect(await names('r1', at(3, 9), false)).toEqual(['lz-monitor'])
    expect(await names('r2', at(2, 9), false)).toEqual(['lz-duty'])
    expect(await names('r3', at(2, 9), true)).toEqual(['lz-monitor'])
    expect(await names('r4', at(8, 9), false)).toEqual(['lz-duty'])
    expect(await names('r5', at(8, 9), true)).toEqual(['lz-standin'])
  })

  it('checks in within the turn; somebody at the desk does it for them with a reason', async () => {
    const [first] = await turnsOf('liuzhou')
    const turnId = first!.id
    expect(code(await checkInDuty(store.db, { turnId }, by(crew.lzDuty, at(1, 23, 0))))).toBe('wrong-state')
    expect(code(await checkInDuty(store.db, { turnId }, by(crew.lzHead, at(2, 1))))).toBe('not-allowed')
    const other = { turnId, userId: 'lz-duty' }
    expect(code(await checkInDuty(store.db, other, by(crew.lzHead, at(2, 1))))).toBe('missing-field')
    expect(
      value(await checkInDuty(store.db, { ...other, reason: '电话报告在岗' }, by(crew.lzHead, at(2, 1)))).late,
    ).toBe(true)
    const again = { ...other, reason: '再次报告' }
    expect(code(await checkInDuty(store.db, again, by(crew.lzHead, at(2, 2))))).toBe('already-exists')
    const backup = { ...again, userId: 'lz-monitor' }
    expect(code(await checkInDuty(store.db, backup, by(crew.lzHead, at(2, 2))))).toBe('already-exists')
    value(await checkInDuty(store.db, { turnId }, by(crew.lzDuty, at(2, 8))))
    expect((await checkInsOf(store.db, [turnId])).map((c) => c.enteredBy)).toEqual([crew.lzHead.name, null])
  })

  it('hands over at midnight with what is open, which goes on running; both sign, each once', async () => {
    const opened = value(
      await openIncident(
        store.db,
        {
          plan: 'natural',
          unitId: 'liuzhou',
          title: '内涝',
          place: '柳州',
          foundAt: at(2, 22),
          instants: { occurred: at(2, 22) },
        },
        by(crew.lzDuty, at(2, 22)),
      ),
    )
    const [first] = await turnsOf('liuzhou')
    expect(code(await giveDuty(store.db, { turnId: first!.id, note: '' }, by(crew.lzDuty, at(2, 21, 59))))).toBe(
      'wrong-state',
    )
    expect(code(await giveDuty(store.db, { turnId: first!.id, note: '' }, by(crew.lzHead, at(2, 23))))).toBe(
      'not-allowed',
    )
    const given = value(await giveDuty(store.db, { turnId: first!.id, note: '已电话提醒' }, by(crew.lzDuty, at(3, 0))))
    expect(given.matters).toBeGreaterThan(0)
    expect(code(await giveDuty(store.db, { turnId: first!.id, note: '' }, by(crew.lzDuty, at(3, 0))))).toBe(
      'already-exists',
    )
    expect(await told(crew.lzMonitor, 'duty_handed_over')).toHaveLength(1)
    const take = { handoverId: given.handoverId }
    expect(code(await takeDuty(store.db, take, by(crew.lzDuty, at(3, 0, 5))))).toBe('not-allowed')
    value(await takeDuty(store.db, take, by(crew.lzMonitor, at(3, 0, 5))))
    expect(code(await takeDuty(store.db, take, by(crew.lzMonitor, at(3, 0, 6))))).toBe('already-exists')
    const [signed] = await handoversOf(store.db, [first!.id])
    expect(signed).toMatchObject({ givenAt: at(3, 0), takenAt: at(3, 0, 5), note: '已电话提醒' })
    expect(signed!.matters[0]!.incidentId).toBe(opened.incidentId)
  })
})

describe('a gap', () => {
  it('is told a day ahead, two hours ahead and when it begins, each once; a unit with nobody tells the one above', async () => {
    const due = async (now: Date) => claimDue(store.db, { table: 'dutyWatches', now, limit: 9, leaseMs: minute })
    expect((await due(at(1, 9))).length).toBe(3)
    const watch = async (unitId: string, now: Date) => {
      const { dutyWatches } = await import('../../store/schema.ts')
      const row = (await store.db.select().from(dutyWatches)).find((w) => w.unitId === unitId)!
      return watchRoster(store.db, row.id, now)
    }
    // 柳州 ends on the 4th at 0:00.
    expect(await watch('liuzhou', at(2, 12))).toEqual(at(3, 0))
    expect(await told(crew.lzDirector, 'duty_gap')).toHaveLength(0)
    expect(await watch('liuzhou', at(3, 0))).toEqual(at(3, 22))
    expect(await watch('liuzhou', at(3, 0, 1))).toEqual(at(3, 22))
    expect(await told(crew.lzDirector, 'duty_gap')).toHaveLength(1)
    expect(await told(crew.lzHead, 'duty_gap')).toHaveLength(1)
    // Down for a day: told once, not once for every lead missed.
    expect(await watch('liuzhou', at(4, 9))).toBeNull()
    expect(await told(crew.lzDirector, 'duty_gap')).toHaveLength(2)
    value(
      await enterTurns(
        store.db,
        { unitId: 'sanjiang', kind: 'incident', turns: [turn(crew.sjDuty, at(5, 0), at(6, 0))] },
        by(crew.sjHead, at(1, 9)),
      ),
    )
    const [sj] = await turnsOf('sanjiang')
    expect(code(await dropTurn(store.db, { turnId: sj!.id, reason: '' }, by(crew.sjHead, at(1, 9))))).not.toBe('ok')
    expect(await watch('sanjiang', addMs(at(5, 22), 0))).toEqual(at(6, 0))
    expect(await told(crew.sjHead, 'duty_gap')).toHaveLength(1)
  })
})

describe('a changed telephone number (附件1四2, DRL-12)', () => {
  const wednesday = at(7, 9)
  const list = async (actor: Actor, state?: 'waiting' | 'received' | 'superseded') =>
    (
      await contactChangeList(store.db, {
        ...{ userId: actor.userId, keptUnitIds: [], state, order: 'latest', page: 1, pageSize: 20 },
      })
    ).items
  const confirm = async (actor: Actor, when: Date) => {
    const open = (await told(actor, 'contact_changed')).filter((d) => d.readAt === null)
    for (const { id } of open) value(await markRead(store.db, { deliveryId: id }, by(actor, when)))
  }

  it('is told to every member of the same bodies, who confirm it by name; who has not is asked again', async () => {
    for (const plan of ['earthquake', 'infosec'])
      await saveAdoption(store.db, { rootId: 'gx', plan, adoptedAt: at(1, 0), adoptedBy: '测试' })
    const named = [crew.gxMonitor, crew.gxDirector].map(({ userId }) => ({ userId, leads: false }))
    await setMembers(store.db, { unitId: 'gx', body: 'quake-command', members: named, at: at(1, 0) })
    const reach = { email: '', phone: '13800001234', quietFrom: null, quietTo: null }
    const saved = value(await changeReach(store.db, reach, by(crew.gxGroup, wednesday)))
    // Of the command, by seat and by name; not a city's people, not the administrator, not the person.
    const [change] = await list(crew.gxGroup)
    const receipts = await receiptsOf(store.db, [contactKey(change!.id)])
    expect(receipts.map((r) => r.userId)).toContain(crew.gxMonitor.userId)
    expect(receipts.length).toBe(saved.told)
    for (const other of [crew.gxGroup, crew.gxAdmin, crew.lzGroup, crew.xmDirector])
      expect(receipts.map((r) => r.userId)).not.toContain(other.userId)
    expect((await told(crew.gxMonitor, 'contact_changed')).map((d) => [d.createdAt, d.facts.phone])).toEqual([
      [wednesday, '13800001234'],
    ])
    // The record says that it changed, and never the number.
    expect(JSON.stringify(await auditOfSubject(store.db, { kind: 'contact_change', id: change!.id }))).not.toContain(
      '1380000',
    )

    // Quiet hours alone, and the same number again, are no change.
    const quiet = { ...reach, quietFrom: 0, quietTo: 360 }
    expect(value(await changeReach(store.db, quiet, by(crew.gxGroup, at(7, 9, 5)))).told).toBe(0)

    // Reading everything else is no receipt.
    value(await markRead(store.db, {}, by(crew.gxMonitor, at(7, 9, 10))))
    expect((await list(crew.gxGroup))[0]).toMatchObject({ confirmed: 0, told: saved.told })
    await confirm(crew.gxMonitor, at(7, 9, 20))
    expect((await list(crew.gxGroup, 'waiting'))[0]).toMatchObject({ confirmed: 1, told: saved.told })
    // Who knew it, and since when, stands in the record once.
    await confirm(crew.gxMonitor, at(7, 9, 21))
    const [message] = await told(crew.gxMonitor, 'contact_changed')
    expect(await auditOfSubject(store.db, { kind: 'delivery', id: message!.id })).toMatchObject([
      { action: 'confirm-receipt', actorId: crew.gxMonitor.userId, at: at(7, 9, 20) },
    ])

    expect(await remindContacts(store.db, change!.id, addMs(wednesday, hour))).toEqual(addMs(wednesday, 24 * hour))
    expect(await remindContacts(store.db, change!.id, addMs(wednesday, hour))).toEqual(addMs(wednesday, 24 * hour))
    const silent = Object.values(crew).filter(
      (p) => p !== crew.gxMonitor && receipts.some((r) => r.userId === p.userId),
    )
    for (const p of silent) expect(await told(p, 'contact_reminder')).toHaveLength(1)
    expect(await told(crew.gxMonitor, 'contact_reminder')).toHaveLength(0)
    for (const p of silent) await confirm(p, at(7, 11))
    expect(await remindContacts(store.db, change!.id, addMs(wednesday, 24 * hour))).toBeNull()
    expect((await list(crew.gxGroup, 'received'))[0]).toMatchObject({ confirmed: saved.told, told: saved.told })
  })

  it('in a register of contacts goes to the bodies that the plan names, and to the level above where it says so', async () => {
    const entered = async (actor: Actor) => (await list(actor)).filter((c) => c.byUserId === actor.userId)
    const row = { 姓名: '甲', 职务: '组长', 电话: '0771-1', 变动时间: '', 已告知: '' }
    const which = { unitId: 'gx', plan: 'earthquake', register: 'quake-contacts' }
    value(await addRows(store.db, { ...which, rows: [row] }, by(crew.gxOffice, at(8, 9))))
    const [added] = await entered(crew.gxOffice)
    expect(added).toMatchObject({ about: '甲', what: ['register'], told: 3 })
    const receipts = async (id: string) => (await receiptsOf(store.db, [contactKey(id)])).map((r) => r.userId).sort()
    expect(await receipts(added!.id)).toEqual([crew.gxDirector, crew.gxGroup, crew.gxMonitor].map((p) => p.userId))
    const { items } = await registerRowsOf(store.db, { ...which, unitIds: ['gx'], page: 1, pageSize: 9 })
    const change = (version: number, cells: object) =>
      changeRow(store.db, { id: items[0]!.id, version, cells: { ...row, ...cells } }, by(crew.gxOffice, at(8, 10)))
    value(await change(1, { 已告知: '是' }))
    expect(await entered(crew.gxOffice)).toHaveLength(1)
    value(await change(2, { 电话: '0771-2' }))
    expect((await entered(crew.gxOffice)).map((c) => [c.about, c.supersededAt !== null])).toEqual([
      ['甲', false],
      ['甲', true],
    ])
    expect(await remindContacts(store.db, added!.id, at(9, 9))).toBeNull()

    const city = { unitId: 'liuzhou', plan: 'infosec', register: 'contacts' }
    const person = { 姓名: '乙', 职务: '', 电话: '0772-2', 更新时间: '' }
    value(await addRows(store.db, { ...city, rows: [person] }, by(crew.lzHead, at(8, 11))))
    const [told] = await entered(crew.lzHead)
    expect(await receipts(told!.id)).toEqual(expect.arrayContaining([crew.gxInfosec.userId, crew.gxOffice.userId]))
    // Any other register is kept without telling anybody.
    const other = { unitId: 'gx', plan: 'infosec', register: 'mechanisms' }
    value(await addRows(store.db, { ...other, rows: [{ 机制: '丙' }] }, by(crew.gxInfosec, at(8, 12))))
    expect(await entered(crew.gxInfosec)).toEqual([])
  })

  it('begins and meets the duty of a run that asks for it, with the telling as proof (CLK-40, CLK-22)', async () => {
    const opened = async (plan: string, actor: Actor, unitId: string, more = {}) => {
      const facts = { plan, unitId, title: plan, place: '某地', foundAt: at(9, 9), ...more }
      return value(await openIncident(store.db, facts, by(actor, at(9, 9)))).incidentId!
    }
    const clocks = async (incidentId: string, duty: string) =>
      (await clocksOf(store.db, incidentId)).filter((c) => c.duty === duty)
    const quake = await opened('earthquake', crew.gxDuty, 'gx', { mode: 'felt' })
    const other = await opened('infosec', crew.gxDuty, 'gx')
    const city = await opened('infosec', crew.lzDuty, 'liuzhou')
    expect(await clocks(quake, 'phone-change')).toEqual([])

    const reach = { email: '', phone: '13800005678', quietFrom: null, quietTo: null }
    value(await changeReach(store.db, reach, by(crew.gxGroup, at(9, 10))))
    const [change] = await list(crew.gxGroup)
    expect(await clocks(quake, 'phone-change')).toMatchObject([
      { state: 'met', startAt: at(9, 10), metAt: at(9, 10), proof: `contact_change:${change!.id}` },
    ])
    // The member of a command is no member of the group of another plan, nor of a city's.
    for (const id of [other, city]) expect(await clocks(id, 'contact-change')).toEqual([])

    // The rows of a city are the city's: its run is done when the level above and the group there were told.
    const row = { 姓名: '丁', 职务: '', 电话: '0772-9', 更新时间: '' }
    const which = { unitId: 'liuzhou', plan: 'infosec', register: 'contacts' }
    value(await addRows(store.db, { ...which, rows: [row] }, by(crew.lzHead, at(9, 11))))
    expect(await clocks(city, 'contact-change')).toMatchObject([{ state: 'met', metAt: at(9, 11) }])
    expect(await clocks(other, 'contact-change')).toEqual([])

    // A second change is told again, and the clock of the first stays as it was met.
    value(await changeReach(store.db, { ...reach, phone: '13800009999' }, by(crew.gxGroup, at(9, 12))))
    expect(await clocks(quake, 'phone-change')).toMatchObject([{ metAt: at(9, 10) }])
  })

  it('leaves the clock of a run open whose text names people who were not told', async () => {
    const { incidentId } = value(
      await openIncident(
        store.db,
        { plan: 'earthquake', mode: 'felt', unitId: 'gx', title: '震', place: '某地', foundAt: at(10, 9) },
        by(crew.gxDuty, at(10, 9)),
      ),
    )
    const [run] = await activationsOf(store.db, incidentId!)
    // The text that this run is pinned to names a further body.
    const plan = structuredClone(planById('earthquake')!)
    const duty = plan.duties.find((d) => d.duty === 'phone-change')!
    duty.to.push('wide')
    plan.bodies.push({ ...plan.bodies[0]!, body: 'wide', roles: ['secrecy'] })
    await updateActivation(store.db, run!.id, { planHash: await keepText(store.db, plan, at(10, 9)) })
    const reach = { email: '', phone: '13800007777', quietFrom: null, quietTo: null }
    value(await changeReach(store.db, reach, by(crew.gxGroup, at(10, 10))))
    const [clock] = (await clocksOf(store.db, incidentId!)).filter((c) => c.duty === 'phone-change')
    expect(clock).toMatchObject({ state: 'running', limitAt: at(10, 11) })
    const done = { clockId: clock!.id, note: '已电话告知' }
    expect(value(await fulfilDuty(store.db, done, by(crew.gxGroup, at(10, 10, 30)))).state).toBe('met')
  })
})
