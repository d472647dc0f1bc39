/**
 * A changed telephone number is told to every member of the same bodies at once (附件1四2, DRL-12), each of whom confirms it by
 * name; who has not is reminded. The numbers stand in the messages of the house alone: not in the record, and not in what leaves it.
 */
import { addMs, hour } from '../../domain/time.ts'
import type { Unit, UnitTree } from '../../domain/units.ts'
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
import { loadUnitTree, peopleOf, type Person } from '../../store/people.ts'
import type { By } from '../by.ts'
import { notify, officeRoles } from '../delivery/notify.ts'
import { fellowsOf, readersOf } from './members.ts'

/** When those who have not confirmed are asked again: the hour of the duty, a day, three days. */
const remindAfterMs = [hour, 24 * hour, 72 * hour] as const

/** Of one's own account: to who sits in a body with them, and to the emergency office. Answers with how many were told. */
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
  const fellows = await fellowsOf(tx, actor, { tree, at })
  const people = [...new Map([...fellows, ...office].map((p) => [p.userId, p])).values()]
  const change = { aboutUserId: actor.userId, about: actor.name, what, register: null }
  const facts = { ...(phone === undefined ? {} : { phone }), ...(email === undefined ? {} : { email }) }
  return broadcast(tx, { change, bureau, people, above: false, facts }, { actor, at, tree })
}

/** Of rows in a register of contacts, where a plan asks for it. */
export async function tellRegisterChange(
  tx: Db,
  { plan, register, rows }: { plan: string; register: string; rows: Record<string, string>[] },
  { bureau, tree, actor, at }: By & { bureau: Unit; tree: UnitTree },
): Promise<number> {
  const readers = await readersOf(tx, { plan, register }, { bureau, tree, at })
  if (!readers || rows.length === 0) return 0
  const names = rows.map((cells) => Object.values(cells)[0] ?? '').slice(0, 20)
  const change = {
    aboutUserId: null,
    about: names.join('、'),
    what: ['register' as const],
    register: `${plan} ${register}`,
  }
  const cells = rows.slice(0, 20).map((row) => Object.values(row).filter(Boolean).join(' '))
  return broadcast(tx, { change, bureau, ...readers, facts: { cells: cells.join('\n') } }, { actor, at, tree })
}

async function broadcast(
  tx: Db,
  told: {
    change: Pick<ContactChangeRow, 'aboutUserId' | 'about' | 'what' | 'register'>
    bureau: Unit
    people: Person[]
    /** The office of the level above is told as well. */
    above: boolean
    facts: Record<string, string>
  },
  { actor, at, tree }: By & { tree: UnitTree },
): Promise<number> {
  const { change, bureau } = told
  const parent = told.above ? tree.parentOf(bureau.id) : undefined
  const people = told.people.filter((p) => p.userId !== actor.userId)
  if (people.length === 0 && !parent) return 0
  await supersede(tx, { ...change, unitId: bureau.id }, at)
  const row = await insertContactChange(tx, {
    ...{ ...change, unitId: bureau.id, byUserId: actor.userId, byName: actor.name, at },
    dueAt: addMs(at, remindAfterMs[0]),
  })
  const facts = { changeId: row.id, who: change.about, byName: actor.name, ...told.facts }
  const to = [
    ...(people.length > 0 ? [{ unitId: bureau.id, roles: [], named: people }] : []),
    ...(parent ? [{ unitId: parent.id, roles: officeRoles }] : []),
  ]
  const reached = await notify(tx, { key: contactKey(row.id), kind: 'contact_changed', to, facts }, tree, at)
  await appendAudit(tx, {
    ...{ at, by: { kind: 'person', userId: actor.userId, name: actor.name, unitId: bureau.id } },
    ...{ action: 'tell-contact', subject: { kind: 'contact_change', id: row.id } },
    after: { about: change.about, what: change.what, told: reached.length },
  })
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
