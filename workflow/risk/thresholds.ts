/**
 * From which values a unit calls an article's risk high. A unit follows the one above it until it sets its own; each version says who,
 * when and why, and past articles are judged again by it.
 */
import { defaultThresholds, type RiskThresholds } from '../../analyzer/risk.ts'
import { ok, type Result, refuse } from '../../domain/result.ts'
import { addMs, day } from '../../domain/time.ts'
import type { Agent, UnitTree } from '../../domain/units.ts'
import { appendAudit } from '../../store/audit.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import {
  closeRescoring,
  insertThresholds,
  lockRescorings,
  openRescoring,
  type Rescoring,
  rescoringById,
  saveRescoring,
  type OwnThresholds,
  thresholdsOf,
} from '../../store/risk.ts'
import { agentOf, type By } from '../by.ts'
import { may } from '../policy.ts'
import { readText } from '../text.ts'

/** Days of the past that a change judges again. */
export const rescoredDays = 30

/** What holds for a unit: its own, or of the nearest unit above that has set some, or the built-in ones. */
export function thresholdsFor(
  unitId: string,
  { inForce, tree }: { inForce: ReadonlyMap<string, OwnThresholds>; tree: UnitTree },
): RiskThresholds & { fromUnitId: string | null } {
  for (let unit = tree.byId(unitId); unit; unit = tree.parentOf(unit.id)) {
    const row = inForce.get(unit.id)
    if (row?.misinformation && row.spread)
      return {
        ...defaultThresholds,
        ...{ version: `thresholds-${row.unitId}-${row.n}`, misinformation: row.misinformation, spread: row.spread },
        fromUnitId: row.unitId,
      }
  }
  return { ...defaultThresholds, fromUnitId: null }
}

export type ThresholdsInput = {
  unitId: string
  /** null: follow the unit above again. */
  values: { misinformation: [number, number, number]; spread: [number, number] } | null
  reason: string
}

export async function setThresholds(db: Db, input: ThresholdsInput, by: By): Promise<Result<{ n: number }>> {
  return db.transaction(async (tx) => {
    await lockRescorings(tx)
    const tree = await loadUnitTree(tx)
    // A division speaks for its bureau: articles are judged for bureaus.
    if (tree.bureauOf(input.unitId)?.id !== input.unitId) return refuse('not-found', { field: 'unitId' })
    const right = may(by.actor, 'set-thresholds', { unitId: input.unitId, tree })
    if (!right.ok) return right
    const { values } = input
    const fault = faultOf(values)
    if (fault) return refuse('invalid-field', fault)
    const reason = readText(input.reason, { field: 'reason', min: 1, max: 2000 })
    if (!reason.ok) return reason
    const [last] = await thresholdsOf(tx, input.unitId)
    const n = (last?.n ?? 0) + 1
    const made = await insertThresholds(tx, {
      ...{ unitId: input.unitId, n, misinformation: values?.misinformation ?? null, spread: values?.spread ?? null },
      ...{ reason: reason.value, byUserId: by.actor.userId, byName: by.actor.name, at: by.at },
    })
    if (!made) return refuse('conflict')
    const agent = agentOf(by.actor, right.value)
    await appendAudit(tx, {
      ...{ at: by.at, by: agent, action: 'set-thresholds', subject: { kind: 'thresholds', id: input.unitId } },
      before: last ? { n: last.n, misinformation: last.misinformation, spread: last.spread } : null,
      after: { n, misinformation: made.misinformation, spread: made.spread },
      reason: reason.value,
    })
    const rootId = tree.rootOf(input.unitId)!.id
    await startRescoring(tx, { cause: 'thresholds', rootId, unitId: input.unitId, by: agent }, by.at)
    return ok({ n })
  })
}

/** The field whose values do not rise, or leave their bounds. */
export function faultOf(values: ThresholdsInput['values']): { field: 'misinformation' | 'spread' } | null {
  for (const field of ['misinformation', 'spread'] as const) {
    const ends = values?.[field] ?? []
    const rises = ends.every((end, n) => end >= 0.05 && end <= 0.95 && (n === 0 || end - ends[n - 1]! > 0.0499))
    if (!rises) return { field }
  }
  return null
}

type NewRun = { cause: Rescoring['cause']; rootId: string | null; unitId: string | null; by: Agent }

/**
 * Door (models or word lists changed: all trees), and the beginning of every other run, which is for one tree and unseen by others:
 * one at a time for a tree, the newest counts. Under lockRescorings, which the caller takes first.
 */
export async function startRescoring(tx: Db, wanted: NewRun, at: Date): Promise<Rescoring> {
  const { cause, rootId, unitId, by } = wanted
  const { run, replaced } = await openRescoring(tx, { ...wanted, since: addMs(at, -rescoredDays * day) }, at)
  for (const old of replaced)
    await appendAudit(tx, {
      ...{ at, by, action: 'cancel-rescoring', subject: { kind: 'rescoring', id: old.id } },
      ...{ before: null, after: { state: 'cancelled', done: old.done, replacedBy: run.id, unitId: old.rootId } },
    })
  await appendAudit(tx, {
    ...{ at, by, action: 'start-rescoring', subject: { kind: 'rescoring', id: run.id } },
    ...{ before: null, after: { cause, unitId: unitId ?? rootId, total: run.total } },
  })
  return run
}

/** Door: all articles of a run were judged. Nothing when a person paused or cancelled it a moment before. */
export async function endRescoring(db: Db, id: string, at: Date): Promise<void> {
  await db.transaction(async (tx) => {
    await lockRescorings(tx)
    const run = await rescoringById(tx, id)
    if (run?.state !== 'running') return
    const levels = await closeRescoring(tx, run, at)
    // Of a run for all trees the record says that it ended, not what is flagged where.
    const [before, after] = run.rootId === null ? [{}, {}] : [{ levels: run.before }, { levels, unitId: run.rootId }]
    await appendAudit(tx, {
      ...{ at, by: { kind: 'machine', name: 'analyzer' }, action: 'end-rescoring', subject: { kind: 'rescoring', id } },
      ...{ before: { state: run.state, ...before }, after: { state: 'done', done: run.done, ...after } },
    })
  })
}

export async function startRescoringByHand(db: Db, by: By): Promise<Result<{ id: string }>> {
  return db.transaction(async (tx) => {
    await lockRescorings(tx)
    const rootId = await ownRoot(tx, by)
    const seat = await seatFor(tx, rootId, by)
    if (!seat.ok) return seat
    const agent = agentOf(by.actor, seat.value)
    const run = await startRescoring(tx, { cause: 'hand', rootId, unitId: null, by: agent }, by.at)
    return ok({ id: run.id })
  })
}

const moves = {
  pause: { from: ['running'], to: 'paused' },
  resume: { from: ['paused'], to: 'running' },
  cancel: { from: ['running', 'paused'], to: 'cancelled' },
} as const
export type RescoringVerb = keyof typeof moves

export async function steerRescoring(
  db: Db,
  input: { id: string; verb: RescoringVerb },
  by: By,
): Promise<Result<{ id: string }>> {
  return db.transaction(async (tx) => {
    await lockRescorings(tx)
    const run = await rescoringById(tx, input.id)
    const rootId = await ownRoot(tx, by)
    // The run of another tree is not there.
    if (!run || (run.rootId !== null && run.rootId !== rootId)) return refuse('not-found')
    const seat = await seatFor(tx, rootId, by)
    if (!seat.ok) return seat
    const { from, to } = moves[input.verb]
    if (!(from as readonly string[]).includes(run.state)) return refuse('wrong-state', { detail: { state: run.state } })
    await saveRescoring(tx, run.id, {
      state: to,
      dueAt: to === 'running' ? by.at : null,
      ...(to === 'cancelled' ? { endedAt: by.at } : {}),
    })
    await appendAudit(tx, {
      ...{ at: by.at, by: agentOf(by.actor, seat.value), action: `${input.verb}-rescoring` },
      ...{
        subject: { kind: 'rescoring', id: run.id },
        before: { state: run.state },
        after: { state: to, done: run.done, unitId: run.rootId },
      },
    })
    return ok({ id: run.id })
  })
}

/** The tree of the person's bureau. */
async function ownRoot(tx: Db, { actor }: By): Promise<string> {
  const tree = await loadUnitTree(tx)
  return actor.seats.map((s) => tree.rootOf(s.unitId)?.id).find((id) => id !== undefined) ?? ''
}

/** The office of a root bureau steers what concerns its whole tree, and the runs for all. */
const seatFor = async (tx: Db, rootId: string, by: By) =>
  may(by.actor, 'run-rescoring', { unitId: rootId, tree: await loadUnitTree(tx) })
