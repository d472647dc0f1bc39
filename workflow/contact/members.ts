/** Whom a change of contact data concerns: the members of the bodies of the plans in force, by seat and by name. */
import type { Actor, Unit, UnitTree } from '../../domain/units.ts'
import { type BodyMember, membersOf } from '../../store/activations.ts'
import type { Db } from '../../store/open.ts'
import { type Person, peopleOf } from '../../store/people.ts'
import { plansInForce } from '../plan/adopted.ts'
import { bodiesOfActor, seatOfBody } from '../plan/bodies.ts'
import type { Body, Plan } from '../plan/shape.ts'

type Where = { bureau: Unit; tree: UnitTree; at: Date }

/** Everybody who sits in a body with this person, in the bureaus they sit in; themselves left out. */
export async function fellowsOf(db: Db, actor: Actor, { tree, at }: Omit<Where, 'bureau'>): Promise<Person[]> {
  const bureaus = new Map(actor.seats.flatMap((s) => tree.bureauOf(s.unitId) ?? []).map((b) => [b.id, b]))
  const found: Person[] = []
  for (const bureau of bureaus.values()) {
    const place = { unitId: bureau.id, rootId: bureau.rootId }
    const named = await membersOf(db, [bureau.id, bureau.rootId], at)
    for (const { plan } of await plansInForce(db, bureau.rootId)) {
      const keys = bodiesOfActor(actor, plan, { ...place, tree, members: named })
      const bodies = plan.bodies.filter((b) => keys.includes(b.body))
      found.push(...(await sitting(db, bodies, { bureau, tree, at }, named)))
    }
  }
  return onceEach(found, actor.userId)
}

/**
 * Whom a register of contacts is told to: the bodies of the duty that begins when a contact changes, by the same article
 * (附件1四2: 指挥部每个成员; 附2第五条（一）: 上一级). Null for any other register.
 */
export async function readersOf(
  db: Db,
  { plan: planKey, register }: { plan: string; register: string },
  where: Where,
): Promise<{ people: Person[]; above: boolean } | null> {
  const { bureau, at } = where
  const plan = (await plansInForce(db, bureau.rootId)).find(({ plan: p }) => p.plan === planKey)?.plan
  const duty = plan && changeDuty(plan, register)
  if (!plan || !duty) return null
  const named = await membersOf(db, [bureau.id, bureau.rootId], at)
  const bodies = plan.bodies.filter((b) => [...duty.to, ...duty.by].includes(b.body))
  const people = onceEach(await sitting(db, bodies, where, named), '')
  return { people, above: duty.recipients.includes('parent') }
}

const changeDuty = (plan: Plan, register: string) => {
  const rule = plan.registers.find((r) => r.register === register)?.rule
  return plan.duties.find((d) => d.start === 'changed' && d.rule === rule)
}

async function sitting(
  db: Db,
  bodies: readonly Body[],
  { bureau, tree, at }: Where,
  named: readonly BodyMember[],
): Promise<Person[]> {
  const found: Person[] = []
  for (const body of bodies) {
    const place = seatOfBody(body, { unitId: bureau.id, rootId: bureau.rootId })
    if (place === null) continue
    const unitIds = tree.all.filter((u) => tree.bureauOf(u.id)?.id === place).map((u) => u.id)
    found.push(...(await peopleOf(db, { unitIds, roles: body.roles }, at)))
    const members = named.filter((m) => m.body === body.body && m.unitId === place)
    found.push(...members.map((m) => ({ ...m, role: body.roles[0] ?? ('duty_officer' as const), standIn: false })))
  }
  return found
}

const onceEach = (people: readonly Person[], exceptId: string): Person[] => [
  ...new Map(people.filter((p) => p.userId !== exceptId).map((p) => [p.userId, p])).values(),
]
