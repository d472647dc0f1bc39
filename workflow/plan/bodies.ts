/**
 * In whose name a person acts. The bodies of a plan are data: its file says which roles of the house sit in them, and a
 * bureau names further members. The body of a root sits at the root bureau, any other at the bureau that runs the plan.
 */
import type { Actor, Seat, UnitTree } from '../../domain/units.ts'
import { activationRow, type BodyMember, membersOf } from '../../store/activations.ts'
import type { Clock } from '../../store/clocks.ts'
import type { Db } from '../../store/open.ts'
import type { Recipients } from '../delivery/notify.ts'
import { isLentFor } from '../policy.ts'
import { textOfRun } from './plan-text.ts'
import type { Body, Plan } from './shape.ts'

type Place = { unitId: string; rootId: string }

/** Where a body of the plan sits; bodies outside of the bureaus sit nowhere. */
export const seatOfBody = (body: Body, { unitId, rootId }: Place): string | null =>
  body.level === 'outside' ? null : body.level === 'root' || body.level === 'division' ? rootId : unitId

/** Keys of the bodies in whose name the person may act in this run. */
export function bodiesOfActor(
  actor: Actor,
  plan: Plan,
  { unitId, rootId, tree, members }: Place & { tree: UnitTree; members: readonly BodyMember[] },
): string[] {
  return plan.bodies
    .filter((body) => {
      const seat = seatOfBody(body, { unitId, rootId })
      if (seat === null) return false
      const sits = actor.seats.some((s) => body.roles.includes(s.role) && tree.bureauOf(s.unitId)?.id === seat)
      return sits || members.some((m) => m.body === body.body && m.userId === actor.userId && m.unitId === seat)
    })
    .map((body) => body.body)
}

/** Bodies in which a seat of somebody else's sits that is lent to the person for decisions: by body, the first such seat. */
export function lentBodies(
  { lent = [] }: Actor,
  plan: Plan,
  { unitId, rootId, tree, restricted }: Place & { tree: UnitTree; restricted: boolean },
): Map<string, Seat> {
  const found = new Map<string, Seat>()
  for (const body of plan.bodies) {
    const place = seatOfBody(body, { unitId, rootId })
    const seat = lent.find(
      (s) =>
        body.roles.includes(s.role) &&
        tree.bureauOf(s.unitId)?.id === place &&
        isLentFor(s, 'activate-plan', restricted),
    )
    if (seat) found.set(body.body, seat)
  }
  return found
}

/** Whom the duty of a body is told to; null where the clock is no body's or nobody can be found by the plan. */
export async function peopleOfBody(tx: Db, clock: Clock, at: Date): Promise<Recipients | null> {
  if (clock.body === '' || !clock.activationId) return null
  const run = await activationRow(tx, clock.activationId)
  const body = run && (await textOfRun(tx, run)).bodies.find((b) => b.body === clock.body)
  if (!body) return null
  const members = (await membersOf(tx, [clock.unitId], at)).filter((m) => m.body === body.body)
  const named = members.map((m) => ({ ...m, role: body.roles[0] ?? ('duty_officer' as const), standIn: false }))
  return { unitId: clock.unitId, roles: body.roles.length > 0 ? body.roles : ['duty_officer'], named }
}
