/**
 * A duty passes from hand to hand: who leaves signs what is open, who comes signs that they have it. The list of open matters is
 * the machine's, of that instant, and stays as signed; running time limits go on whoever holds the duty.
 */
import type { OpenMatter } from '../../domain/duty.ts'
import { ok, type Result, refuse } from '../../domain/result.ts'
import type { Agent, UnitTree } from '../../domain/units.ts'
import { appendAudit } from '../../store/audit.ts'
import { runningClocks } from '../../store/clocks.ts'
import {
  addHandover,
  type DutyTurn,
  lockHandover,
  namesOf,
  takeHandover,
  turnAfter,
  turnById,
} from '../../store/duty.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import type { By } from '../by.ts'
import { notify } from '../delivery/notify.ts'
import { holdsTurn, judgeTurn } from './turn.ts'

/** Running limits of the bureau's duties; nothing of a restricted matter, whoever asks. */
export async function openMatters(db: Db, unitId: string): Promise<OpenMatter[]> {
  const running = await runningClocks(db, [unitId])
  return running
    .filter((c) => c.unitId === unitId)
    .map((c) => ({
      ...{ incidentId: c.incidentId, no: c.incidentNo, title: c.incidentTitle, duty: c.duty, what: c.what },
      limitAt: c.limitAt.toISOString(),
    }))
}

/** Refuses `not-allowed` to anybody but who holds the turn, `wrong-state` outside of its end or where nobody follows. */
export async function giveDuty(
  db: Db,
  { turnId, note }: { turnId: string; note: string },
  { actor, at }: By,
): Promise<Result<{ handoverId: string; matters: number }>> {
  return db.transaction(async (tx) => {
    const turn = await turnById(tx, turnId)
    if (!turn) return refuse('not-found')
    const tree = await loadUnitTree(tx)
    const judged = judgeTurn(turn, 'hand-over', { actor, tree, now: at })
    if (!judged.ok) return judged
    const next = await turnAfter(tx, turn)
    if (!next) return refuse('wrong-state', { field: 'turnId', detail: { reason: 'no-next-turn' } })
    const matters = await openMatters(tx, turn.unitId)
    const saved = await addHandover(tx, {
      ...{ fromTurnId: turn.id, toTurnId: next.id, matters, note: note.trim().slice(0, 2000), givenAt: at },
    })
    if (!saved) return refuse('already-exists')
    await record(tx, 'hand-over-duty', {
      turn,
      by: agent(actor, turn),
      at,
      after: { to: next.userId, matters: matters.length },
    })
    await tellNext(tx, { next, handoverId: saved.id, matters: matters.length }, tree, at)
    return ok({ handoverId: saved.id, matters: matters.length })
  })
}

/** The second signature, by who holds the turn that follows. */
export async function takeDuty(
  db: Db,
  { handoverId }: { handoverId: string },
  { actor, at }: By,
): Promise<Result<{ handoverId: string }>> {
  return db.transaction(async (tx) => {
    const handover = await lockHandover(tx, handoverId)
    const [from, to] = handover
      ? [await turnById(tx, handover.fromTurnId), await turnById(tx, handover.toTurnId)]
      : [null, null]
    if (!handover || !from || !to) return refuse('not-found')
    // Four eyes where two turns in a row are the same person's: their backup signs.
    if (!holdsTurn(to, actor.userId)) return refuse('not-allowed')
    if (from.userId !== to.userId && actor.userId === from.userId)
      return refuse('four-eyes', { rule: 'policy-four-eyes' })
    if (handover.takenAt) return refuse('already-exists')
    await takeHandover(tx, handover.id, at)
    await record(tx, 'take-duty', {
      turn: to,
      by: agent(actor, to),
      at,
      after: { from: from.userId, matters: handover.matters.length },
    })
    return ok({ handoverId: handover.id })
  })
}

const agent = (actor: By['actor'], turn: DutyTurn): Agent => ({
  ...{ kind: 'person', userId: actor.userId, name: actor.name, unitId: turn.unitId },
})

const record = (
  tx: Db,
  action: string,
  { turn, by, at, after }: { turn: DutyTurn; by: Agent; at: Date; after: Record<string, unknown> },
) => appendAudit(tx, { at, by, action, subject: { kind: 'duty', id: `${turn.unitId} ${turn.kind}` }, after })

async function tellNext(
  tx: Db,
  { next, handoverId, matters }: { next: DutyTurn; handoverId: string; matters: number },
  tree: UnitTree,
  at: Date,
): Promise<void> {
  const name = (await namesOf(tx, [next.userId])).get(next.userId) ?? ''
  await notify(
    tx,
    {
      key: `duty_handed_over:${handoverId}`,
      kind: 'duty_handed_over',
      to: [
        {
          ...{ unitId: next.unitId, roles: [] },
          named: [{ userId: next.userId, name, unitId: next.unitId, role: 'duty_officer', standIn: false }],
        },
      ],
      facts: {
        name: tree.byId(next.unitId)?.name ?? '',
        dutyKind: next.kind,
        fromAt: next.fromAt.toISOString(),
        count: matters,
      },
    },
    tree,
    at,
  )
}
