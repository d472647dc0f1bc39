/** Turns are entered one by one or by a pattern, and cancelled with a reason. Whoever is entered is told. */
import { type DutyKind, longestTurnMs, shortestTurnMs, turnsOfPattern } from '../../domain/duty.ts'
import { ok, type Result, refuse } from '../../domain/result.ts'
import { earlier, later } from '../../domain/time.ts'
import type { Seat, Unit, UnitTree } from '../../domain/units.ts'
import { appendAudit } from '../../store/audit.ts'
import {
  addTurns,
  cancelTurn,
  type DutyCandidate,
  lockRoster,
  turnById,
  turnsBetween,
  wakeWatches,
} from '../../store/duty.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import { agentOf, type By } from '../by.ts'
import { notify } from '../delivery/notify.ts'
import { may } from '../policy.ts'
import { readText } from '../text.ts'
import { judgeTurn } from './turn.ts'
import { candidatesOf, judgeTurns, type WantedTurn } from './roster.ts'

export type TurnsInput = { unitId: string; kind: DutyKind; turns: WantedTurn[] }

/** All of them or none. Refuses `already-exists` where one overlaps, naming whose turn it is. */
export async function enterTurns(db: Db, input: TurnsInput, by: By): Promise<Result<{ turns: number }>> {
  return db.transaction(async (tx) => {
    const tree = await loadUnitTree(tx)
    const bureau = tree.bureauOf(input.unitId)
    if (!bureau) return refuse('not-found', { field: 'unitId' })
    return saveTurns(tx, { ...input, bureau, tree }, by)
  })
}

type Placed = Omit<TurnsInput, 'unitId'> & { bureau: Unit; tree: UnitTree }

/** Whether all of these turns could be entered now; changes nothing. Locks the rosters of the tree. */
export async function checkTurns(
  tx: Db,
  { kind, turns, bureau, tree }: Placed,
  { actor, at }: By,
): Promise<Result<{ seat: Seat; candidates: DutyCandidate[] }>> {
  const right = may(actor, 'manage-duty', { unitId: bureau.id, tree })
  if (!right.ok) return right
  await lockRoster(tx, bureau.rootId)
  const candidates = await candidatesOf(tx, bureau.id, tree, at)
  if (turns.some((t) => t.toAt <= at)) return refuse('invalid-field', { field: 'toAt' })
  const first = turns.reduce<Date>((a, t) => earlier(a, t.fromAt), turns[0]?.fromAt ?? at)
  const last = turns.reduce<Date>((a, t) => later(a, t.toAt), at)
  const userIds = [...new Set(turns.map((t) => t.userId))]
  const known = await turnsBetween(tx, { from: first, to: last, unitIds: [bureau.id], userIds })
  const judged = judgeTurns(turns, { unitId: bureau.id, kind, known, candidates })
  return judged.ok ? ok({ seat: right.value, candidates }) : judged
}

/** Inside a transaction of the caller, who has found the bureau. */
export async function saveTurns(tx: Db, placed: Placed, { actor, at }: By): Promise<Result<{ turns: number }>> {
  const { kind, turns, bureau, tree } = placed
  const checked = await checkTurns(tx, placed, { actor, at })
  if (!checked.ok) return checked
  const { seat, candidates } = checked.value
  const saved = await addTurns(
    tx,
    turns.map((t) => ({ ...t, unitId: bureau.id, kind, createdAt: at })),
  )
  await wakeWatches(tx, [{ unitId: bureau.id, kind }], at)
  await appendAudit(tx, {
    ...{ at, by: agentOf(actor, seat), action: 'enter-turns', subject: { kind: 'duty', id: `${bureau.id} ${kind}` } },
    after: { turns: saved.map((t) => ({ userId: t.userId, from: t.fromAt, to: t.toAt })) },
  })
  const names = new Map(candidates.map((c) => [c.userId, c.name]))
  // One message a person, however many turns: with the first of them.
  for (const turn of new Map([...saved].reverse().map((t) => [t.userId, t])).values()) {
    const person = { userId: turn.userId, name: names.get(turn.userId) ?? '', unitId: bureau.id }
    await notify(
      tx,
      {
        key: `duty_entered:${turn.id}`,
        kind: 'duty_entered',
        to: [{ unitId: bureau.id, roles: [], named: [{ ...person, role: 'duty_officer', standIn: false }] }],
        facts: {
          ...{ name: bureau.name, dutyKind: kind, fromAt: turn.fromAt.toISOString(), toAt: turn.toAt.toISOString() },
          count: saved.filter((t) => t.userId === turn.userId).length,
        },
      },
      tree,
      at,
    )
  }
  return ok({ turns: saved.length })
}

/** A repeating pattern: the people one after the other, each for `turnMs`. */
export async function enterPattern(
  db: Db,
  input: {
    unitId: string
    kind: DutyKind
    userIds: string[]
    fromAt: Date
    untilAt: Date
    turnMs: number
    phone: string
  },
  by: By,
): Promise<Result<{ turns: number }>> {
  if (input.userIds.length === 0) return refuse('missing-field', { field: 'userIds' })
  if (input.turnMs < shortestTurnMs || input.turnMs > longestTurnMs) return refuse('invalid-field', { field: 'turnMs' })
  const turns = turnsOfPattern(input.userIds, input)
  const more = { backupId: null, phone: input.phone, note: '' }
  return enterTurns(db, { unitId: input.unitId, kind: input.kind, turns: turns.map((t) => ({ ...t, ...more })) }, by)
}

/** A turn that has not ended is taken off the roster; a gap that comes of it is told at once. */
export async function dropTurn(
  db: Db,
  input: { turnId: string; reason: string },
  { actor, at }: By,
): Promise<Result<{ turnId: string }>> {
  return db.transaction(async (tx) => {
    const reason = readText(input.reason, { field: 'reason', min: 1, max: 500 })
    if (!reason.ok) return reason
    const tree = await loadUnitTree(tx)
    const first = await turnById(tx, input.turnId)
    const bureau = first && tree.bureauOf(first.unitId)
    if (!first || !bureau || !may(actor, 'view-duty', { unitId: bureau.id, tree }).ok) return refuse('not-found')
    await lockRoster(tx, bureau.rootId)
    const turn = (await turnById(tx, input.turnId))!
    const judged = judgeTurn(turn, 'cancel', { actor, tree, now: at })
    if (!judged.ok) return judged
    await cancelTurn(tx, turn.id, { at, reason: reason.value })
    await wakeWatches(tx, [turn], at)
    await appendAudit(tx, {
      ...{
        at,
        by: agentOf(actor, judged.value!),
        action: 'cancel-turn',
        subject: { kind: 'duty', id: `${turn.unitId} ${turn.kind}` },
      },
      ...{ before: { userId: turn.userId, from: turn.fromAt, to: turn.toAt }, reason: reason.value },
    })
    return ok({ turnId: turn.id })
  })
}
