/** Turns of the roster as the contract shows them. What was handed over names incidents only to who may see them. */
import type { Actor, UnitTree } from '../../domain/units.ts'
import { checkInsOf, type DutyTurn, handoversOf, namesOf, turnById } from '../../store/duty.ts'
import { shownIncidentIds } from '../../store/incidents.ts'
import type { Db } from '../../store/open.ts'
import { absentOf, holdsTurn, judgeTurn, turnVerbs } from '../../workflow/duty/turn.ts'
import { unitsVisible } from '../../workflow/policy.ts'
import type { DutyTurnShown } from '../contract.ts'
import { moveOf } from './moves.ts'
import { iso, isoOrNull, unitRef } from './units.ts'

export async function turnsShown(
  db: Db,
  turns: DutyTurn[],
  who: { actor: Actor; tree: UnitTree; now: Date },
): Promise<DutyTurnShown[]> {
  const ids = turns.map((t) => t.id)
  const [checkIns, handovers] = [await checkInsOf(db, ids), await handoversOf(db, ids)]
  const given = new Map(handovers.map((h) => [h.fromTurnId, h]))
  const next = new Map<string, DutyTurn>(turns.map((t) => [t.id, t]))
  for (const { toTurnId } of given.values())
    if (!next.has(toTurnId)) next.set(toTurnId, (await turnById(db, toTurnId))!)
  const people = [...turns, ...next.values()].flatMap((t) => [t.userId, ...(t.backupId ? [t.backupId] : [])])
  const names = await namesOf(db, [...new Set([...people, ...checkIns.map((c) => c.userId)])])
  const person = (id: string) => ({ id, name: names.get(id) ?? '' })
  const matters = handovers.flatMap((h) => h.matters.map((m) => m.incidentId))
  const visible = await shownIncidentIds(db, [...new Set(matters)], unitsVisible(who.actor, 'view-incidents', who.tree))
  return turns.map((t) => {
    const handover = given.get(t.id)
    const to = handover && next.get(handover.toTurnId)
    const own = checkIns.filter((c) => c.turnId === t.id)
    const checkedIn = own.map((c) => c.userId)
    const open = handover?.matters.filter((m) => visible.has(m.incidentId)) ?? []
    return {
      ...{ id: t.id, unit: unitRef(who.tree, t.unitId), kind: t.kind, person: person(t.userId) },
      ...{ backup: t.backupId ? person(t.backupId) : null, phone: t.phone, note: t.note },
      ...{ fromAt: iso(t.fromAt), toAt: iso(t.toAt), isNow: t.fromAt <= who.now && who.now < t.toAt },
      checkIns: own.map((c) => ({
        ...{ person: person(c.userId), at: iso(c.at), enteredBy: c.enteredBy, reason: c.reason },
      })),
      absent: absentOf(t, checkedIn).map(person),
      handover:
        handover && to
          ? {
              ...{ id: handover.id, to: person(to.userId), note: handover.note },
              ...{ givenAt: iso(handover.givenAt), takenAt: isoOrNull(handover.takenAt) },
              matters: open.map(({ incidentId, no, title, duty, what, limitAt }) => ({
                incidentId,
                no,
                title,
                duty,
                what,
                limitAt,
              })),
              moreMatters: handover.matters.length - open.length,
              mayTake: handover.takenAt === null && holdsTurn(to, who.actor.userId),
            }
          : null,
      moves: turnVerbs.map((verb) => moveOf(verb, judgeTurn(t, verb, { ...who, checkedIn }))),
    }
  })
}
