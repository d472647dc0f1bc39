/** Small questions about incidents that several nouns ask. Pure. */
import { endedIncidentStates, type IncidentScope } from '../../domain/incident.ts'
import type { Actor, UnitTree } from '../../domain/units.ts'
import type { Clock } from '../../store/clocks.ts'
import type { Incident } from '../../store/incidents.ts'
import { acknowledgeDuty, type OwedDuty, type Subject } from '../clock/duties.ts'
import { dutiesOf } from '../plan/media-duties.ts'
import type { Plan } from '../plan/shape.ts'
import { may, unitsVisible } from '../policy.ts'

/** Nothing more is owed for it; a new find opens a new incident. */
export const isEnded = ({ state }: Pick<Incident, 'state'>): boolean => endedIncidentStates.includes(state)

/**
 * Clocks of duties to report, which a delivery to one of their recipients meets: without the receivers' own timers, without
 * what bodies of a plan owe, without what comes again, and without the telling of a changed contact, which no report is.
 */
export const reportClocks = (clocks: Clock[]): Clock[] =>
  clocks.filter(
    (c) =>
      c.duty !== acknowledgeDuty.duty &&
      c.recipientIds.length > 0 &&
      c.kind !== 'recurring' &&
      c.startEvent !== 'changed',
  )

/** Clocks that count from a finding: reports of the finders, and what a plan or the law counts from there. */
export const foundClocks = (clocks: Clock[]): Clock[] => {
  const reports = new Set(reportClocks(clocks))
  return clocks.filter((c) => reports.has(c) || c.startEvent === 'found')
}

/** Does this clock run because its unit was told of the matter by another, and not because it found it? */
export const isForwarding = ({ startEvent }: Pick<Clock, 'startEvent'>): boolean => startEvent === 'report-delivered'

/**
 * Duties of a unit's bureau that no clock of the incident runs for yet. The stricter rule goes first: whoever has the 2 h
 * duty gets no second clock for its own level (GAP-08).
 */
export function missingDuties(
  plan: Plan,
  { unitId, subject, clocks, tree }: { unitId: string; subject: Subject; clocks: Clock[]; tree: UnitTree },
): OwedDuty[] {
  const bureauId = tree.bureauOf(unitId)?.id
  const own = reportClocks(clocks).filter((c) => c.unitId === bureauId && c.state !== 'void')
  if (subject === 'own_level' && own.some((c) => !isForwarding(c))) return []
  return dutiesOf(plan, unitId, subject, tree).filter((d) => !own.some((c) => c.duty === d.duty))
}

/** Was it, or a clock of this bureau in it, started by the safety net, with nobody behind it yet? */
export const waitsForPerson = ({
  incident,
  clocks,
  bureauId,
}: {
  incident: Incident | null
  clocks: Clock[]
  bureauId: string | undefined
}): boolean => incident !== null && (incident.provisional || clocks.some((c) => c.provisional && c.unitId === bureauId))

/** Scope as first assumed; the root bureau decides (set-scope). Whatever names the root bureau is region-wide (GAP-06). */
export function firstScope(unitId: string, subject: Subject, tree: UnitTree): IncidentScope {
  const bureau = tree.bureauOf(unitId)
  if (!bureau || bureau.id === bureau.rootId || subject === 'region') return 'region_wide'
  return bureau.level === 'city' ? 'city_only' : 'county_only'
}

/**
 * Is the incident held back from this person? Whoever sees the unit it is held from, but not the root bureau, belongs to
 * that unit: for them it does not exist (AC-03). The same condition in SQL is `shownTo` of store/incidents.ts.
 */
export function isHeldFrom(
  actor: Actor,
  { heldFromUnitId, rootId }: Pick<Incident, 'heldFromUnitId' | 'rootId'>,
  tree: UnitTree,
): boolean {
  if (heldFromUnitId === null) return false
  const visible = unitsVisible(actor, 'view-incidents', tree)
  return visible.includes(heldFromUnitId) && !visible.includes(rootId)
}

/**
 * For this person the incident does not exist: it is held back from their unit, or belongs to a compartment they are not in,
 * or to bureaus whose matters they do not see. The same in SQL is `shownTo` of store/incidents.ts, reports apart.
 */
export function isHiddenFrom(actor: Actor, incident: Incident, tree: UnitTree): boolean {
  if (incident.restricted) return !isInCompartment(actor, incident, tree)
  return isHeldFrom(actor, incident, tree)
}

/** In SQL: the first branch of `shownTo`. */
export const isInCompartment = (
  actor: Actor,
  { unitId, rootId }: Pick<Incident, 'unitId' | 'rootId'>,
  tree: UnitTree,
) => [unitId, rootId].some((id) => may(actor, 'view-leaks', { unitId: id, tree }).ok)
