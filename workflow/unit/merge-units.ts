/**
 * A unit becomes part of another (并入), also in the middle of an event: by an order with its number. Nothing it owed is lost and nothing
 * begins anew: its time limits go on in the other bureau from the same start (domain catalogue C3), its people sit there, its names are
 * the other's, and what it wrote keeps its own.
 */
import { ok, type Result, refuse } from '../../domain/result.ts'
import type { Agent, Role, Unit, UnitTree } from '../../domain/units.ts'
import { changeSeats } from '../../store/accounts.ts'
import { appendAudit } from '../../store/audit.ts'
import { clocksOf } from '../../store/clocks.ts'
import { incidentRow, lockIncident } from '../../store/incidents.ts'
import type { Db } from '../../store/open.ts'
import { actorById, loadUnitTree } from '../../store/people.ts'
import { handOver, incidentsBinding, lockTree, moveFlags, seatsOfUnit, updateUnit } from '../../store/units.ts'
import { agentOf, type By } from '../by.ts'
import { notify, officeRoles } from '../delivery/notify.ts'
import { passOn } from '../plan/transfer-duty.ts'
import { may } from '../policy.ts'
import { readText } from '../text.ts'
import { judgeMerge, mostAliases } from './unit.ts'

export type MergedUnits = { id: string; intoId: string; clocks: number; people: number; flags: number }

/** `order`: number and title of the decision. Its head becomes a stand-in: a bureau has one head. Refuses by field. */
export async function mergeUnits(
  db: Db,
  input: { unitId: string; intoId: string; order: string },
  { actor, at }: By,
): Promise<Result<MergedUnits>> {
  return db.transaction(async (tx) => {
    const order = readText(input.order, { field: 'order', min: 2, max: 300 })
    if (!order.ok) return order
    const known = (await loadUnitTree(tx)).byId(input.unitId)
    if (!known || !(await lockTree(tx, known.rootId))) return refuse('not-found', { field: 'unitId' })
    const before = await loadUnitTree(tx)
    const right = may(actor, 'merge-units', { unitId: input.unitId, tree: before })
    if (!right.ok) return right
    const judged = judgeMerge(before.byId(input.unitId), before.byId(input.intoId), before)
    if (!judged.ok) return judged
    const { from, into } = judged.value
    const by = agentOf(actor, right.value)

    const incidentIds = await incidentsBinding(tx, from.id)
    for (const id of incidentIds) {
      const incident = await incidentRow(tx, id)
      // What the region holds back from a bureau would come to it with the unit that reported it.
      if (incident?.heldFromUnitId === into.id && incident.unitIds.includes(from.id))
        return refuse('wrong-state', { field: 'intoId', detail: { no: incident.no } })
    }
    const flags = await moveFlags(tx, { fromId: from.id, toId: into.id })
    for (const id of incidentIds) await lockIncident(tx, id)
    const gone = await handOver(tx, { fromId: from.id, toId: into.id, reason: order.value }, at)
    await updateUnit(tx, from.id, { parentId: into.id, endedAt: at })
    const aliases = [...new Set([...into.aliases, from.name, ...from.aliases])].slice(0, mostAliases)
    await updateUnit(tx, into.id, { aliases })
    const tree = await loadUnitTree(tx)
    const people = await seatPeople(tx, { from, into }, { tree, by, at })
    const clocks = await passClocks(tx, { incidentIds, from, into, reason: order.value }, { tree, by, at })
    await appendAudit(tx, {
      ...{ at, by, action: 'merge', subject: { kind: 'unit', id: from.id } },
      before: { name: from.name, parentId: from.parentId },
      after: { intoId: into.id, into: into.name, people, clocks, flags, ...gone },
      reason: order.value,
    })
    await tellMerged(tx, { from, into, order: order.value, byName: actor.name }, { tree, at })
    return ok({ id: from.id, intoId: into.id, clocks, people, flags })
  })
}

type Pair = { from: Unit; into: Unit }
type Context = { tree: UnitTree; by: Agent; at: Date }

/** Everybody keeps what they did, in the other unit; what they have there already stays. Answers with how many people. */
async function seatPeople(tx: Db, { from, into }: Pair, { by, at }: Context): Promise<number> {
  const held = await seatsOfUnit(tx, from.id, at)
  const userIds = [...new Set(held.map((seat) => seat.userId))]
  for (const userId of userIds) {
    const person = await actorById(tx, userId, at)
    const there = (person?.seats ?? []).filter((seat) => seat.unitId === into.id)
    const coming = held
      .filter((seat) => person && seat.userId === userId && !there.some((own) => own.role === seat.role))
      .map(({ role, standIn }) => ({
        unitId: into.id,
        role,
        standIn: standIn || role === ('unit_head' satisfies Role),
      }))
    const wanted = [...there, ...coming]
    const changed = await changeSeats(tx, { userId, unitIds: [from.id, into.id], wanted, at })
    await appendAudit(tx, {
      ...{ at, by, action: 'change-seats', subject: { kind: 'account', id: userId } },
      before: { seats: changed.before },
      after: { name: person?.name ?? '', seats: changed.after },
    })
  }
  return userIds.length
}

async function passClocks(
  tx: Db,
  { incidentIds, from, into, reason }: Pair & { incidentIds: readonly string[]; reason: string },
  context: Context,
): Promise<number> {
  let passed = 0
  for (const incidentId of incidentIds) {
    const clocks = (await clocksOf(tx, incidentId)).filter((clock) => clock.unitId === from.id)
    for (const clock of clocks) {
      if (clock.voidReason !== null || (clock.state !== 'running' && clock.state !== 'overdue')) continue
      const incident = (await lockIncident(tx, incidentId))!
      if ((await passOn(tx, { clock, incident, toUnitId: into.id, reason }, context)) !== 'over') passed++
    }
  }
  return passed
}

async function tellMerged(
  tx: Db,
  { from, into, order, byName }: Pair & { order: string; byName: string },
  { tree, at }: Pick<Context, 'tree' | 'at'>,
): Promise<void> {
  const above = tree.parentOf(into.id)
  const to = [into.id, ...(above ? [above.id] : [])].map((unitId) => ({
    unitId,
    roles: [...officeRoles, 'unit_head' as const],
  }))
  await notify(
    tx,
    {
      key: `unit_merged:${from.id}`,
      kind: 'unit_merged',
      to,
      facts: { name: from.name, into: into.name, order, byName },
    },
    tree,
    at,
  )
}
