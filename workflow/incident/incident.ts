/**
 * The life of an incident (domain catalogue C3): one table of moves and the pure function that judges them. Confirmation,
 * scope and finding time run beside the clock, never before it; a report may leave from `suspected` on. The table also
 * draws the buttons.
 */
import type { IncidentState } from '../../domain/incident.ts'
import { type Result, ok, refuse } from '../../domain/result.ts'
import type { Actor, Seat, UnitTree } from '../../domain/units.ts'
import type { Clock } from '../../store/clocks.ts'
import type { Flag } from '../../store/flags.ts'
import type { FoundTimeChange, Incident } from '../../store/incidents.ts'
import { superiorsOf } from '../clock/duties.ts'
import { citedBy } from '../plan/cited-rule.ts'
import type { Plan } from '../plan/shape.ts'
import { type Action, may } from '../policy.ts'
import type { AllowedMove } from '../review/flag.ts'
import { type Need, needs } from './needs.ts'
import { isHiddenFrom, reportClocks } from './owed.ts'

export const incidentVerbs = [
  'report',
  'log-phone',
  'confirm',
  'reject',
  'merge',
  'study',
  'grade',
  'scope',
  'activate',
  'decline',
  'terminate',
  'archive',
  'reopen',
  'found-time',
  'confirm-found-time',
  'release-held',
] as const
export type IncidentVerb = (typeof incidentVerbs)[number]

export type IncidentMove = {
  verb: IncidentVerb
  from: IncidentState[]
  to: IncidentState | 'same'
  action: Action
  needs: Need[]
  /** A move of media incidents alone: other families decide on their plans by the runs of them (workflow/plan). */
  media?: true
}

/** Everything but the ends. */
const open: IncidentState[] = ['suspected', 'reported', 'confirmed', 'under_study', 'active', 'managed_without_plan']
/** A final report may still leave after the end of the plan. */
const reportable: IncidentState[] = [...open, 'terminated']
const elements: Need[] = ['possible-event']

/** Every move there is. What is not here is refused as `wrong-state`. */
export const incidentMoves: IncidentMove[] = [
  { verb: 'report', from: ['suspected', 'confirmed'], to: 'reported', action: 'send-report', needs: [] },
  {
    verb: 'report',
    from: ['reported', 'under_study', 'active', 'managed_without_plan', 'terminated'],
    to: 'same',
    action: 'send-report',
    needs: [],
  },
  { verb: 'log-phone', from: ['suspected', 'confirmed'], to: 'reported', action: 'receive-report', needs: [] },
  {
    verb: 'log-phone',
    from: ['reported', 'under_study', 'active', 'managed_without_plan', 'terminated'],
    to: 'same',
    action: 'receive-report',
    needs: [],
  },
  // The four-element test (G4-2). Only a complete yes confirms; where one element is missing the test is recorded alone.
  {
    verb: 'confirm',
    from: ['suspected', 'confirmed'],
    to: 'confirmed',
    action: 'confirm-incident',
    needs: elements,
    media: true,
  },
  {
    verb: 'confirm',
    from: ['reported', 'under_study', 'managed_without_plan'],
    to: 'same',
    action: 'confirm-incident',
    needs: elements,
    media: true,
  },
  {
    verb: 'reject',
    from: ['suspected', 'reported', 'confirmed', 'under_study'],
    to: 'closed_not_event',
    action: 'reject-incident',
    needs: ['recipient-rejects'],
  },
  // Whatever has gone further stays: an incident whose plan runs is the one that others are merged into.
  {
    verb: 'merge',
    from: ['suspected', 'confirmed', 'reported', 'under_study', 'managed_without_plan'],
    to: 'merged',
    action: 'merge-incidents',
    needs: ['outside-compartment'],
  },
  { verb: 'study', from: ['reported'], to: 'under_study', action: 'study-incident', needs: [] },
  { verb: 'grade', from: open, to: 'same', action: 'grade-incident', needs: [] },
  { verb: 'scope', from: open, to: 'same', action: 'set-scope', needs: [] },
  {
    verb: 'activate',
    from: ['under_study', 'managed_without_plan'],
    to: 'active',
    action: 'activate-plan',
    needs: ['four-elements'],
    media: true,
  },
  {
    verb: 'decline',
    from: ['under_study'],
    to: 'managed_without_plan',
    action: 'activate-plan',
    needs: [],
    media: true,
  },
  {
    verb: 'terminate',
    from: ['active', 'managed_without_plan'],
    to: 'terminated',
    action: 'terminate-plan',
    needs: [],
  },
  { verb: 'archive', from: ['terminated'], to: 'archived', action: 'archive-incident', needs: [] },
  {
    verb: 'reopen',
    from: ['terminated'],
    to: 'active',
    action: 'activate-plan',
    needs: ['four-elements'],
    media: true,
  },
  { verb: 'found-time', from: open, to: 'same', action: 'change-found-time', needs: ['own-clock'] },
  {
    verb: 'confirm-found-time',
    from: open,
    to: 'same',
    action: 'confirm-found-time',
    needs: ['proposed-time', 'second-person'],
  },
  { verb: 'release-held', from: reportable, to: 'same', action: 'release-held-copy', needs: ['held-copy'] },
]

/** Everything a move is judged by; read under the incident's lock when a command asks. */
export type IncidentFacts = {
  incident: Incident
  clocks: Clock[]
  /** Of the flags that belong to it. */
  flags: Pick<Flag, 'id' | 'state' | 'verdict'>[]
  /** Changes of the finding time, oldest first. */
  foundTimes: FoundTimeChange[]
  /** The media plan it runs by; null for matters of other families. */
  plan: Plan | null
}
export type Who = { actor: Actor; tree: UnitTree }

export type Moved = { to: IncidentState; seat: Seat }

/**
 * Judges a move: right, state, then what it needs. Answers with the state it leads to and the seat that carries it, or with a no
 * that names the article of the matter's own plan.
 */
export function moveIncident(facts: IncidentFacts, verb: IncidentVerb, who: Who): Result<Moved> {
  const moved = judge(facts, verb, who)
  return moved.ok ? moved : { ok: false, refusal: citedBy(facts.plan, moved.refusal) }
}

function judge(facts: IncidentFacts, verb: IncidentVerb, who: Who): Result<Moved> {
  const { incident } = facts
  if (isHiddenFrom(who.actor, incident, who.tree)) return refuse('not-found')
  const isMedia = incident.family === 'media'
  const move = incidentMoves.find(
    (m) => m.verb === verb && m.from.includes(incident.state) && (isMedia || m.media !== true),
  )
  // The right comes first: whoever may not make the move does not learn in which state a matter of others is.
  const right = rightTo((move ?? incidentMoves.find((m) => m.verb === verb)!).action, facts, who)
  if (!right.ok) return right
  if (!move) return refuse('wrong-state', { detail: { state: incident.state } })
  for (const need of move.needs) {
    const refusal = needs[need](facts, who)
    if (refusal) return { ok: false, refusal }
  }
  return ok({ to: move.to === 'same' ? incident.state : move.to, seat: right.value })
}

/** For the buttons: every verb, allowed or with the reason why not; what the person would type is not yet looked at. */
export const allowedIncidentMoves = (facts: IncidentFacts, who: Who): AllowedMove<IncidentVerb>[] =>
  incidentVerbs.map((verb) => {
    const moved = moveIncident(facts, verb, who)
    return moved.ok ? { verb, allowed: true } : { verb, allowed: false, refusal: moved.refusal }
  })

/** Bureaus that found it, each with duties of its own. */
export const findersOf = ({ unitId, unitIds }: Pick<Incident, 'unitId' | 'unitIds'>): string[] => [
  ...new Set([unitId, ...unitIds]),
]

/** Bureaus that report on it: those that found it, and a city that was told of it and owes the region its word. */
export const reportersOf = ({ incident, clocks }: Pick<IncidentFacts, 'incident' | 'clocks'>): string[] => [
  ...new Set([...findersOf(incident), ...reportClocks(clocks).map((c) => c.unitId)]),
]

/**
 * Each bureau that found the matter reports and answers for its own finding time; its superiors take its calls. Everything
 * else is judged by the bureau the incident belongs to.
 */
function rightTo(action: Action, facts: IncidentFacts, { actor, tree }: Who): Result<Seat> {
  const { incident } = facts
  const finders = findersOf(incident)
  const reporters = reportersOf(facts)
  const on: Partial<Record<Action, string[]>> = {
    'send-report': reporters,
    'change-found-time': finders,
    'confirm-found-time': finders,
    'receive-report': [...new Set(reporters.flatMap((id) => superiorsOf(id, tree)))],
  }
  let answer: Result<Seat> = refuse('not-allowed')
  for (const unitId of on[action] ?? [incident.unitId]) {
    answer = may(actor, action, { unitId, tree, scope: incident.scope, restricted: incident.restricted })
    if (answer.ok) return answer
  }
  return answer
}
