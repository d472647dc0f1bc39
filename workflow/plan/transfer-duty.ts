/** Another bureau takes a duty over: the old clock ends with the reason, the new one has the same start (domain catalogue C3). */
import { type Result, ok, refuse } from '../../domain/result.ts'
import { appendAudit } from '../../store/audit.ts'
import { type Actor, type Agent, isBureau, type Seat, type Unit, type UnitTree } from '../../domain/units.ts'
import { type Clock, clockById, clocksOf, updateClock } from '../../store/clocks.ts'
import { type Incident, lockIncident, updateIncident } from '../../store/incidents.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import { agentOf, type By } from '../by.ts'
import { recipientIds } from '../clock/duties.ts'
import { transferClock } from '../clock/open-clock.ts'
import { startClocks } from '../clock/start-clocks.ts'
import { isEnded, isHiddenFrom, reportClocks } from '../incident/owed.ts'
import { may } from '../policy.ts'
import { readText } from '../text.ts'

type Matter = { incident: Incident; clocks: Clock[] }
type Who = { actor: Actor; tree: UnitTree }

/** May this person hand this duty to that bureau? Reads and changes nothing. */
function judgeTransfer(
  clock: Clock,
  toUnitId: string,
  { incident, clocks }: Matter,
  { actor, tree }: Who,
): Result<{ to: Unit; seat: Seat }> {
  const from = may(actor, 'transfer-duty', { unitId: clock.unitId, tree, scope: incident.scope })
  if (!from.ok) return from
  const to = tree.bureauOf(toUnitId)
  if (!to || to.rootId !== incident.rootId || to.id === clock.unitId)
    return refuse('invalid-field', { field: 'toUnitId' })
  if (isEnded(incident) || reportClocks([clock]).length === 0) return refuse('wrong-state', { field: 'clockId' })
  // Both lie under whoever hands over: nobody hands a duty to a bureau that is not theirs to order.
  if (!may(actor, 'transfer-duty', { unitId: to.id, tree, scope: incident.scope }).ok)
    return refuse('not-allowed', { field: 'toUnitId' })
  if (reportClocks(clocks).some((c) => c.unitId === to.id && c.duty === clock.duty && c.state !== 'void'))
    return refuse('already-exists', { field: 'toUnitId' })
  return ok({ to, seat: from.value })
}

/** For the buttons: the clocks this person may hand over, each with the bureaus that may take it; none where nobody may. */
export function transfersOf(matter: Matter, who: Who): { clockId: string; units: Unit[] }[] {
  const bureaus = who.tree.all.filter((u) => isBureau(u) && u.rootId === matter.incident.rootId)
  return matter.clocks
    .filter((clock) => clock.voidReason === null && (clock.state === 'running' || clock.state === 'overdue'))
    .map((clock) => ({
      clockId: clock.id,
      units: bureaus.filter((to) => judgeTransfer(clock, to.id, matter, who).ok),
    }))
    .filter(({ units }) => units.length > 0)
}

/**
 * Of a report that a bureau owes, by a body above both: within one tree, to a bureau of the same or another branch. A breach
 * stays with the bureau it happened in; what is past already is overdue at birth, for the hand-over.
 */
export async function transferDuty(
  db: Db,
  input: { clockId: string; toUnitId: string; reason: string },
  { actor, at }: By,
): Promise<Result<{ clockId: string }>> {
  return db.transaction(async (tx) => {
    const reason = readText(input.reason, { field: 'reason', min: 1, max: 2000 })
    if (!reason.ok) return reason
    const known = await clockById(tx, input.clockId)
    const incident = known && (await lockIncident(tx, known.incidentId))
    const tree = await loadUnitTree(tx)
    if (!incident || isHiddenFrom(actor, incident, tree)) return refuse('not-found')
    const clocks = await clocksOf(tx, incident.id)
    const clock = clocks.find((c) => c.id === input.clockId)!
    const judged = judgeTransfer(clock, input.toUnitId, { incident, clocks }, { actor, tree })
    if (!judged.ok) return judged
    const { to, seat } = judged.value
    const agent = agentOf(actor, seat)
    const opened = await passOn(tx, { clock, incident, toUnitId: to.id, reason: reason.value }, { tree, by: agent, at })
    if (opened === 'over') return refuse('wrong-state', { detail: { state: clock.state } })
    return opened ? ok({ clockId: opened.id }) : refuse('conflict')
  })
}

/**
 * The clock ends for its unit and begins for the other from the same start, under the incident's lock. Answers with the new one;
 * null where the other owes the very same already, `over` where there is nothing left to take over.
 */
export async function passOn(
  tx: Db,
  { clock, incident, toUnitId, reason }: { clock: Clock; incident: Incident; toUnitId: string; reason: string },
  { tree, by, at }: { tree: UnitTree; by: Agent; at: Date },
): Promise<Clock | null | 'over'> {
  const handed = transferClock(clock, { reason, at })
  if (!handed) return 'over'
  await updateClock(tx, clock.id, { ...handed.from, dueAt: null })
  await appendAudit(tx, {
    ...{ at, by, action: 'transfer', subject: { kind: 'clock', id: clock.id }, incidentId: incident.id },
    before: { state: clock.state, unitId: clock.unitId },
    after: { state: handed.from.state ?? clock.state, toUnitId, duty: clock.duty },
    reason,
  })
  const joined = await updateIncident(tx, incident.id, { unitIds: [...new Set([...incident.unitIds, toUnitId])] })
  const { duty, rule, basis, ruleVersion, kind, limitMs, what, body } = clock
  // A report goes to whoever stands above; anything else stays addressed as it was.
  const isReport = reportClocks([clock]).length > 0
  const recipients = isReport ? recipientIds(toUnitId, ['parent', 'root'], tree) : clock.recipientIds
  const [opened] = await startClocks(
    tx,
    {
      ...{ incident: joined, activationId: clock.activationId ?? undefined, unitId: toUnitId, startAt: clock.startAt },
      ...{ startEvent: 'transferred', cause: 'transfer', subjectId: clock.subjectId, from: clock },
      ...(clock.reportId ? { reportId: clock.reportId } : {}),
      duties: [{ duty, rule, basis, ruleVersion, kind, limitMs, what, body, recipientIds: recipients }],
    },
    { tree, by, at },
  )
  return opened ?? null
}
