/**
 * When two incidents of one matter may become one, and what of either stays: the earliest finding, every clock with its
 * start and its breach (domain catalogue C5: merged incidents keep the earliest foundAt). Pure.
 */
import type { IncidentScope, IncidentState } from '../../domain/incident.ts'
import { ok, type Refusal, refuse, type Result } from '../../domain/result.ts'
import type { UnitTree } from '../../domain/units.ts'
import type { Activation } from '../../store/activations.ts'
import type { Clock } from '../../store/clocks.ts'
import type { Incident } from '../../store/incidents.ts'
import { type ClockChange, voidClock } from '../clock/clock.ts'
import { may } from '../policy.ts'
import { isEnded, isHiddenFrom } from './owed.ts'
import type { Who } from './incident.ts'
import { scopeFits } from './scope-fits.ts'

/** How far a matter has come; the one that has come further stays. */
const way: IncidentState[] = ['suspected', 'confirmed', 'reported', 'under_study', 'managed_without_plan', 'active']
const reach: IncidentScope[] = ['county_only', 'city_only', 'region_wide']

export type Pair = { absorbed: Incident; into: Incident }

/**
 * Judges the pair after the move of the absorbed one was judged. The person must have the say over both. Refuses `wrong-scope`
 * where the one that stays would not cover the other's units: its scope is decided first.
 */
export function judgePair({ absorbed, into }: Pair, { actor, tree }: Who): Result<null> {
  if (isHiddenFrom(actor, into, tree)) return refuse('not-found', { field: 'intoId' })
  const right = may(actor, 'merge-incidents', { unitId: into.unitId, tree, scope: into.scope })
  if (!right.ok) return right
  const odd = (field: string, detail?: Refusal['detail']) =>
    refuse('wrong-state', { rule: 'policy-merge', field, ...(detail ? { detail } : {}) })
  if (into.id === absorbed.id || into.rootId !== absorbed.rootId) return refuse('invalid-field', { field: 'intoId' })
  if (into.restricted) return refuse('not-allowed', { rule: 'policy-compartment' })
  if (into.family !== absorbed.family || into.mode !== absorbed.mode)
    return refuse('invalid-field', { field: 'intoId' })
  // Of a matter held back from a unit nothing may come into one that it sees, nor the other way round.
  if (into.heldFromUnitId !== absorbed.heldFromUnitId) return odd('heldFrom')
  if (isEnded(into)) return odd('intoId', { state: into.state })
  if (way.indexOf(into.state) < way.indexOf(absorbed.state)) return odd('intoId', { state: into.state })
  return coversBoth({ absorbed, into }, tree)
}

function coversBoth({ absorbed, into }: Pair, tree: UnitTree): Result<null> {
  if (reach.indexOf(absorbed.scope) > reach.indexOf(into.scope))
    return refuse('wrong-scope', { rule: 'G4-7-2-region', field: 'intoId' })
  const all = unitsOf({ absorbed, into })
  // Nothing is added: the scope was decided for these units before.
  if (all.every((id) => id === into.unitId || into.unitIds.includes(id))) return ok(null)
  const units = all.flatMap((id) => tree.byId(id) ?? [])
  return scopeFits(into.scope, units, tree)
}

const unitsOf = ({ absorbed, into }: Pair): string[] => [
  ...new Set([...into.unitIds, absorbed.unitId, ...absorbed.unitIds]),
]
const earliest = (...instants: (Date | null)[]): Date | null =>
  instants.reduce((min, at) => (at && (!min || at < min) ? at : min), null)

/** What the incident that stays takes over: the earlier of each instant, all units, and what it has not decided itself. */
export function takenOver({ absorbed, into }: Pair): Partial<Incident> {
  return {
    unitIds: unitsOf({ absorbed, into }),
    humanFoundAt: earliest(into.humanFoundAt, absorbed.humanFoundAt),
    publishedAt: earliest(into.publishedAt, absorbed.publishedAt),
    machineDetectedAt: earliest(into.machineDetectedAt, absorbed.machineDetectedAt),
    occurredAt: earliest(into.occurredAt, absorbed.occurredAt),
    provisional: into.provisional && absorbed.provisional,
    clusterId: into.clusterId ?? absorbed.clusterId,
    fourElements: into.fourElements ?? absorbed.fourElements,
    confirmedAt: into.fourElements ? into.confirmedAt : (into.confirmedAt ?? absorbed.confirmedAt),
    grade: into.grade ?? absorbed.grade,
  }
}

/** The run of the other incident in which a run goes on; null where it moves over as it is. */
export const runBecomes = (run: Activation, own: readonly Activation[]): Activation | null =>
  own.findLast((o) => o.plan === run.plan) ?? null

export type MovedClock = { id: string; change: ClockChange & Partial<Pick<Clock, 'subjectId' | 'activationId'>> }

/**
 * Every clock goes over with its start, limit, state and breach. One that would be the same row there (same duty, unit and
 * start) is told apart by the incident it came from. What comes again goes on in the series of the incident that stays.
 */
export function movedClocks(
  { coming, own }: { coming: readonly Clock[]; own: readonly Clock[] },
  { absorbed, runs, reason, at }: { absorbed: Incident; runs: ReadonlyMap<string, string>; reason: string; at: Date },
): MovedClock[] {
  const taken = new Set(own.map(keyOf))
  return coming.map((clock) => {
    const activationId = clock.activationId && (runs.get(clock.activationId) ?? clock.activationId)
    const again =
      clock.kind === 'recurring' &&
      own.some((o) => o.kind === 'recurring' && o.duty === clock.duty && o.unitId === clock.unitId)
    const subjectId = taken.has(keyOf(clock)) ? `${clock.subjectId} ${absorbed.no}`.trim() : clock.subjectId
    return { id: clock.id, change: { activationId, subjectId, ...(again ? voidClock(clock, reason, at) : {}) } }
  })
}

const keyOf = ({ duty, unitId, startAt, subjectId }: Clock): string =>
  [duty, unitId, startAt.getTime(), subjectId].join('|')
