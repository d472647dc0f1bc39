/**
 * Messages of the house, to people by role and unit. Written inside the transaction of what they tell about: an in-house
 * message is delivered by being written. What also leaves the house is queued with it (queue-outside.ts).
 */
import type { DeliveryKind } from '../../domain/delivery.ts'
import { realTime } from '../../domain/drill-time.ts'
import type { Role, UnitTree } from '../../domain/units.ts'
import { actingFor } from '../../store/delegations.ts'
import { addDeliveries } from '../../store/deliveries.ts'
import { onDuty, openNames } from '../../store/duty.ts'
import type { Db } from '../../store/open.ts'
import { type Person, peopleOf } from '../../store/people.ts'
import { queueOutside } from './queue-outside.ts'
import { byRoster } from './route.ts'

/** People by role in a unit; `named` ones are told whatever seats they hold. */
export type Recipients = { unitId: string; roles: Role[]; standIn?: boolean; named?: Person[] }
export type Message = {
  /** Which event speaks: the same key never reaches the same person twice. */
  key: string
  kind: DeliveryKind
  to: Recipients[]
  incidentId?: string | null
  flagId?: string | null
  facts: Record<string, string | number>
  /** Nobody may be told on behalf of this unit: the matter is held back from it. */
  heldFromUnitId?: string | null
  /** Told to the people of these roles alone, here or in a unit above: no head and no office stands in for them. */
  restricted?: boolean
}

/** Whoever receives for an emergency office (应急办公室): its staff, its director, and the duty at night. */
export const officeRoles: Role[] = ['office_staff', 'office_director', 'duty_officer']

/**
 * Tells the people who hold the roles now, each once; for the duty officer the roster says who that is, where there is one. Where nobody holds them, the unit's head is told, then the duty of
 * the units above: a message must not vanish in an empty seat. Answers with the people reached.
 */
export async function notify(tx: Db, message: Message, tree: UnitTree, now: Date): Promise<Person[]> {
  // Whoever is on duty now is told now, whatever time a drill is in.
  const at = realTime(now)
  const reached = new Map<string, Person>()
  for (const to of message.to) {
    const { heldFromUnitId = null, restricted = false } = message
    const people = to.named?.length ? to.named : await findPeople(tx, to, { tree, heldFromUnitId, restricted, at })
    const signers = signing.includes(message.kind) && !restricted ? await actingFor(tx, people, at) : []
    for (const person of [...people, ...signers]) if (!reached.has(person.userId)) reached.set(person.userId, person)
  }
  const people = [...reached.values()]
  const added = await addDeliveries(
    tx,
    people.map((person) => ({
      key: message.key,
      kind: message.kind,
      userId: person.userId,
      unitId: person.unitId,
      incidentId: message.incidentId ?? null,
      flagId: message.flagId ?? null,
      facts: message.facts,
      createdAt: at,
      deliveredAt: at,
    })),
  )
  // A robot speaks to everybody in its group: what is held back or kept apart never goes there.
  const unitIds =
    message.heldFromUnitId || message.restricted ? [] : message.to.flatMap((to) => tree.bureauOf(to.unitId)?.id ?? [])
  await queueOutside(tx, { deliveries: added, unitIds }, tree, at)
  return people
}

/** What waits for a signature waits for whoever gives it by an order as well; of a compartment nobody hears by an order. */
const signing: DeliveryKind[] = [
  ...(['approval_wanted', 'decision_wanted', 'release_wanted', 'document_wanted', 'correction_wanted'] as const),
]

async function findPeople(
  tx: Db,
  { unitId, roles, standIn }: Recipients,
  {
    tree,
    heldFromUnitId,
    restricted,
    at,
  }: { tree: UnitTree; heldFromUnitId: string | null; restricted: boolean; at: Date },
): Promise<Person[]> {
  let bureau = tree.bureauOf(unitId)
  const attempts: Omit<Recipients, 'unitId'>[] = restricted
    ? [{ roles }]
    : [{ roles, standIn }, { roles }, { roles: ['unit_head'] }]
  while (bureau) {
    if (bureau.id !== heldFromUnitId)
      for (const attempt of attempts) {
        const seated = await peopleOf(tx, { ...attempt, unitIds: seatsOfBureau(bureau.id, attempt.roles, tree) }, at)
        const people =
          attempt.roles.includes('duty_officer') && !restricted
            ? byRoster(seated, await rosterOf(tx, bureau.id, at), { unitId: bureau.id, standIn: attempt.standIn })
            : seated
        if (people.length > 0) return people
      }
    // Above the unit it is always the office that is told, whatever the role looked for.
    if (!restricted) attempts.splice(0, attempts.length, { roles: officeRoles }, { roles: ['unit_head'] })
    bureau = tree.parentOf(bureau.id)
  }
  return []
}

/** Who has the incident duty of a bureau now, and their backup; closed accounts are nobody's duty. */
async function rosterOf(
  tx: Db,
  bureauId: string,
  at: Date,
): Promise<{ userId: string; name: string; standIn: boolean }[]> {
  const turns = await onDuty(tx, [bureauId], at, 'incident')
  const names = await openNames(
    tx,
    turns.flatMap((t) => (t.backupId ? [t.userId, t.backupId] : [t.userId])),
  )
  return turns
    .flatMap((t) => [
      { userId: t.userId, standIn: false },
      ...(t.backupId ? [{ userId: t.backupId, standIn: true }] : []),
    ])
    .flatMap((r) => (names.has(r.userId) ? [{ ...r, name: names.get(r.userId)! }] : []))
}

const sitInDivisions: Role[] = ['monitor', 'subject_division']

/** Monitors and subject divisions sit in divisions of the bureau too; heads, duty and office in the bureau itself. */
function seatsOfBureau(bureauId: string, roles: Role[], tree: UnitTree): string[] {
  if (!roles.some((role) => sitInDivisions.includes(role))) return [bureauId]
  return tree.all.filter((u) => tree.bureauOf(u.id)?.id === bureauId).map((u) => u.id)
}
