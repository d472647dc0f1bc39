/**
 * A changed telephone number is told to every member of the same bodies at once (附件1四2, DRL-12), each of whom confirms it by
 * name; who has not is reminded. Where a plan that runs asks for it, its clock is met by the telling. The numbers stand in the messages of the house alone: not in the record, and not in what leaves it.
 */
import { addMs, hour } from '../../domain/time.ts'
import type { Agent, Unit, UnitTree } from '../../domain/units.ts'
import { appendAudit } from '../../store/audit.ts'
import {
  contactKey,
  insertContactChange,
  lockContactChange,
  supersede,
  type ContactChangeRow,
} from '../../store/contact-changes.ts'
import { receiptsOf } from '../../store/deliveries.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree, peopleOf } from '../../store/people.ts'
import type { By } from '../by.ts'
import { notify, officeRoles } from '../delivery/notify.ts'
import { bodiesOfActor, seatOfBody } from '../plan/bodies.ts'
import { changeDuties, dutyOfRegister, type Readers, readersOfOwn, readersOfRegister } from './members.ts'
import { type Concerns, lockTellings, meetTellings } from './run-tellings.ts'

/** When those who have not confirmed are asked again: the hour of the duty, a day, three days. */
const remindAfterMs = [hour, 24 * hour, 72 * hour] as const

/**
 * Of one's own account: to who sits in a body with them, and to the emergency office. Answers with how many were told. Locks
 * incidents, so it comes before the caller's own entry in the record; so does tellRegisterChange.
 */
export async function tellOwnChange(
  tx: Db,
  { phone, email }: { phone?: string; email?: string },
  { actor, at }: By,
): Promise<number> {
  const tree = await loadUnitTree(tx)
  const bureau = actor.seats[0] && tree.bureauOf(actor.seats[0].unitId)
  const what = [...(phone === undefined ? [] : ['phone' as const]), ...(email === undefined ? [] : ['email' as const])]
  if (!bureau || what.length === 0) return 0
  // Whoever calls people in knows how, whatever body they sit in.
  const office = await peopleOf(tx, { unitIds: [bureau.id], roles: officeRoles }, at)
  const { people: fellows, aboveIds } = await readersOfOwn(tx, actor, { tree, at })
  const people = [...new Map([...fellows, ...office].map((p) => [p.userId, p])).values()]
  const change = { aboutUserId: actor.userId, about: actor.name, what, register: null }
  const facts = { ...(phone === undefined ? {} : { phone }), ...(email === undefined ? {} : { email }) }
  const concerns: Concerns = (plan, place) => {
    const keys = bodiesOfActor(actor, plan, { ...place, tree })
    return changeDuties(plan).filter((d) => d.by.some((body) => keys.includes(body)))
  }
  return broadcast(tx, { change, bureau, people, aboveIds, facts, concerns }, { actor, at, tree })
}

/** Of rows in a register of contacts, where a plan asks for it. */
export async function tellRegisterChange(
  tx: Db,
  { plan: planKey, register, rows }: { plan: string; register: string; rows: Record<string, string>[] },
  { bureau, tree, actor, at }: By & { bureau: Unit; tree: UnitTree },
): Promise<number> {
  const readers = await readersOfRegister(tx, { plan: planKey, register }, { bureau, tree, at })
  if (!readers || rows.length === 0) return 0
  const names = rows.map((cells) => Object.values(cells)[0] ?? '').slice(0, 20)
  const change = {
    aboutUserId: null,
    about: names.join('、'),
    what: ['register' as const],
    register: `${planKey} ${register}`,
  }
  const cells = rows.slice(0, 20).map((row) => Object.values(row).filter(Boolean).join(' '))
  // The bodies whose contacts these are sit in the run where they sit for who keeps the register.
  const concerns: Concerns = (plan, place) => {
    const duty = plan.plan === planKey ? dutyOfRegister(plan, register) : undefined
    const own = plan.bodies.filter((b) => duty?.by.includes(b.body))
    const kept = { unitId: bureau.id, rootId: bureau.rootId }
    return duty && own.some((b) => seatOfBody(b, place) === seatOfBody(b, kept)) ? [duty] : []
  }
  const facts = { cells: cells.join('\n') }
  return broadcast(tx, { change, bureau, ...readers, facts, concerns }, { actor, at, tree })
}

async function broadcast(
  tx: Db,
  told: Readers & {
    change: Pick<ContactChangeRow, 'aboutUserId' | 'about' | 'what' | 'register'>
    bureau: Unit
    facts: Record<string, string>
    concerns: Concerns
  },
  { actor, at, tree }: By & { tree: UnitTree },
): Promise<number> {
  const { change, bureau, aboveIds, concerns } = told
  const people = told.people.filter((p) => p.userId !== actor.userId)
  if (people.length === 0 && aboveIds.length === 0) return 0
  const tellings = await lockTellings(tx, { rootId: bureau.rootId, concerns }, { tree, at })
  await supersede(tx, { ...change, unitId: bureau.id }, at)
  const row = await insertContactChange(tx, {
    ...{ ...change, unitId: bureau.id, byUserId: actor.userId, byName: actor.name, at },
    dueAt: addMs(at, remindAfterMs[0]),
  })
  const facts = { changeId: row.id, who: change.about, byName: actor.name, ...told.facts }
  const to = [
    ...(people.length > 0 ? [{ unitId: bureau.id, roles: [], named: people }] : []),
    ...aboveIds.map((unitId) => ({ unitId, roles: officeRoles })),
  ]
  const reached = await notify(tx, { key: contactKey(row.id), kind: 'contact_changed', to, facts }, tree, at)
  const by: Agent = { kind: 'person', userId: actor.userId, name: actor.name, unitId: bureau.id }
  await appendAudit(tx, {
    ...{ at, by, action: 'tell-contact', subject: { kind: 'contact_change', id: row.id } },
    after: { about: change.about, what: change.what, told: reached.length },
  })
  const userIds = new Set([actor.userId, ...people.map((p) => p.userId)])
  await meetTellings(tx, tellings, { changeId: row.id, userIds, unitIds: aboveIds }, { tree, by, at })
  return reached.length
}

/** Door of the machine: asks those again who have not confirmed. Answers with when to look again; null when nothing is left to ask. */
export async function remindContacts(db: Db, id: string, at: Date): Promise<Date | null> {
  return db.transaction(async (tx) => {
    const row = await lockContactChange(tx, id)
    if (!row || row.supersededAt) return null
    const silent = (await receiptsOf(tx, [contactKey(id)])).filter((r) => r.readAt === null)
    if (silent.length === 0) return null
    const passed = remindAfterMs.filter((ms) => addMs(row.at, ms) <= at).length
    const tree = await loadUnitTree(tx)
    if (passed > 0) {
      const named = silent.map(({ userId, name, unitId }) => ({
        ...{ userId, name, unitId, role: 'duty_officer' as const, standIn: false },
      }))
      const key = `contact_reminder/${id}/${passed}`
      const facts = { changeId: id, who: row.about, byName: row.byName }
      await notify(
        tx,
        { key, kind: 'contact_reminder', to: [{ unitId: row.unitId, roles: [], named }], facts },
        tree,
        at,
      )
    }
    const next = remindAfterMs[passed]
    return next === undefined ? null : addMs(row.at, next)
  })
}
