/** Whom a change of contact data concerns: the members of the bodies of the plans in force, by seat and by name. */
import type { Actor, Unit, UnitTree } from '../../domain/units.ts'
import { type BodyMember, membersOf } from '../../store/activations.ts'
import type { Db } from '../../store/open.ts'
import { type Person, peopleOf } from '../../store/people.ts'
import { plansInForce } from '../plan/adopted.ts'
import { bodiesOfActor, seatOfBody } from '../plan/bodies.ts'
import type { Body, Plan, PlanDuty } from '../plan/shape.ts'

type Where = { bureau: Unit; tree: UnitTree; at: Date }
/** Who is told: people by name, and the offices of bureaus above. */
export type Readers = { people: Person[]; aboveIds: string[] }

/**
 * Everybody who sits in a body with this person, in the bureaus they sit in, and whom a duty of these bodies names when a contact
 * changes (附件1四2: 指挥部每个成员; 附2第五条（一）: 上一级应急工作小组); themselves left out.
 */
export async function readersOfOwn(db: Db, actor: Actor, { tree, at }: Omit<Where, 'bureau'>): Promise<Readers> {
  const bureaus = new Map(actor.seats.flatMap((s) => tree.bureauOf(s.unitId) ?? []).map((b) => [b.id, b]))
  const people: Person[] = []
  const aboveIds = new Set<string>()
  for (const bureau of bureaus.values()) {
    const place = { unitId: bureau.id, rootId: bureau.rootId }
    const named = await membersOf(db, [bureau.id, bureau.rootId], at)
    for (const { plan } of await plansInForce(db, bureau.rootId)) {
      const keys = bodiesOfActor(actor, plan, { ...place, tree, members: named })
      const duties = changeDuties(plan).filter((d) => d.by.some((body) => keys.includes(body)))
      const wanted = [...keys, ...duties.flatMap((d) => d.to)]
      const bodies = plan.bodies.filter((b) => wanted.includes(b.body))
      people.push(...(await sitting(db, bodies, { bureau, tree, at }, named)))
      for (const id of aboveOf(bureau, duties, tree)) aboveIds.add(id)
    }
  }
  return { people: onceEach(people, actor.userId), aboveIds: [...aboveIds] }
}

/** Whom a register of contacts is told to: the bodies of the duty that begins when a contact changes, by the same article. Null for any other register. */
export async function readersOfRegister(
  db: Db,
  { plan: planKey, register }: { plan: string; register: string },
  where: Where,
): Promise<Readers | null> {
  const { bureau, tree, at } = where
  const plan = (await plansInForce(db, bureau.rootId)).find(({ plan: p }) => p.plan === planKey)?.plan
  const duty = plan && dutyOfRegister(plan, register)
  if (!plan || !duty) return null
  const named = await membersOf(db, [bureau.id, bureau.rootId], at)
  const bodies = plan.bodies.filter((b) => [...duty.to, ...duty.by].includes(b.body))
  const people = onceEach(await sitting(db, bodies, where, named), '')
  return { people, aboveIds: aboveOf(bureau, [duty], tree) }
}

/** Duties that begin when a contact changes. */
export const changeDuties = (plan: Plan): PlanDuty[] => plan.duties.filter((d) => d.start === 'changed')

/** The one that asks for a register's rows to be told: of the article that asks for the register. */
export function dutyOfRegister(plan: Plan, register: string): PlanDuty | undefined {
  const rule = plan.registers.find((r) => r.register === register)?.rule
  return changeDuties(plan).find((d) => d.rule === rule)
}

const aboveOf = (bureau: Unit, duties: readonly PlanDuty[], tree: UnitTree): string[] => {
  const parent = duties.some((d) => d.recipients.includes('parent')) ? tree.parentOf(bureau.id) : undefined
  return parent ? [parent.id] : []
}

/** Who sits in these bodies, by seat and by name; a body outside of the bureaus has nobody. */
export async function sitting(
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
