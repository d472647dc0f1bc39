/**
 * Which turns a roster may take. Pure but for the candidates it is given: one person does one duty at a time, one duty of a unit
 * has one person at a time, and whoever is on duty holds a seat in the bureau that lets them act.
 */
import { type DutyKind, longestTurnMs, mostTurns, overlap, type Span, shortestTurnMs } from '../../domain/duty.ts'
import { ok, type Result, refuse } from '../../domain/result.ts'
import type { Role, UnitTree } from '../../domain/units.ts'
import { type DutyCandidate, dutyCandidates } from '../../store/duty.ts'
import type { Db } from '../../store/open.ts'

/** Seats from which a person may open an incident and report, so that being on duty is no empty name. */
export const dutyRoles: Role[] = [
  'monitor',
  'duty_officer',
  'unit_head',
  'office_staff',
  'office_director',
  'subject_division',
  'infosec',
]

export type WantedTurn = Span & { userId: string; backupId: string | null; phone: string; note: string }
type Known = Span & { unitId: string; kind: DutyKind; userId: string; backupId: string | null }

/** Units whose seats count for the bureau: itself and its divisions. */
export const unitsOfBureau = (bureauId: string, tree: UnitTree): string[] =>
  tree.all.filter((u) => tree.bureauOf(u.id)?.id === bureauId).map((u) => u.id)

export const candidatesOf = (db: Db, bureauId: string, tree: UnitTree, at: Date): Promise<DutyCandidate[]> =>
  dutyCandidates(db, { unitIds: unitsOfBureau(bureauId, tree), roles: dutyRoles }, at)

/** Refuses the first turn that cannot be, by its place in the list; `field` is `turns.<n>` or one of its fields. */
export function judgeTurns(
  wanted: readonly WantedTurn[],
  {
    unitId,
    kind,
    known,
    candidates,
  }: { unitId: string; kind: DutyKind; known: readonly Known[]; candidates: readonly DutyCandidate[] },
): Result<null> {
  if (wanted.length === 0) return refuse('missing-field', { field: 'turns' })
  if (wanted.length > mostTurns) return refuse('too-large', { field: 'turns', detail: { max: mostTurns } })
  const may = new Map(candidates.map((c) => [c.userId, c.name]))
  const taken: Known[] = [...known]
  for (const [n, turn] of wanted.entries()) {
    const field = (name: string) => (wanted.length === 1 ? name : `turns.${n}.${name}`)
    const lengthMs = turn.toAt.getTime() - turn.fromAt.getTime()
    if (lengthMs < shortestTurnMs || lengthMs > longestTurnMs) return refuse('invalid-field', { field: field('toAt') })
    if (!may.has(turn.userId)) return refuse('invalid-field', { field: field('userId') })
    if (turn.backupId !== null && (!may.has(turn.backupId) || turn.backupId === turn.userId))
      return refuse('invalid-field', { field: field('backupId') })
    const clash = taken.find((t) => overlap(t, turn) && clashes(t, turn, { unitId, kind }))
    if (clash) return refuse('already-exists', { field: field('fromAt'), detail: whose(clash) })
    taken.push({ ...turn, unitId, kind })
  }
  return ok(null)

  function whose(clash: Known): Record<string, string> {
    return { name: may.get(clash.userId) ?? '', from: clash.fromAt.toISOString(), to: clash.toAt.toISOString() }
  }
}

/** The same duty of the same unit twice, or one person needed in two places; a backup may back several duties. */
const clashes = (a: Known, b: WantedTurn, place: { unitId: string; kind: DutyKind }): boolean =>
  (a.unitId === place.unitId && a.kind === place.kind) || a.userId === b.userId
