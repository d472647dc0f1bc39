/** The life of a scripted drill: one table of moves, and the pure function that judges a move. No I/O. */
import { speeds } from '../../domain/drill-time.ts'
import { type Refusal, type Result, ok, refuse } from '../../domain/result.ts'
import type { Actor, Agent, Seat, UnitTree } from '../../domain/units.ts'
import type { Drill } from '../../store/drills.ts'
import type { Incident } from '../../store/incidents.ts'
import { isHiddenFrom } from '../incident/owed.ts'
import { may } from '../policy.ts'
import type { AllowedMove } from '../review/flag.ts'

export const drillStates = ['running', 'stopped', 'ended'] as const
export type DrillState = (typeof drillStates)[number]
export const drillVerbs = ['speed', 'stop', 'resume', 'jump', 'observe', 'end'] as const
export type DrillVerb = (typeof drillVerbs)[number]

type Need = 'something-ahead'
type DrillMove = { verb: DrillVerb; from: DrillState[]; to: DrillState | 'same'; needs: Need[] }

/** Every move there is. A drill that has ended stays as it is: its sheet is what happened. */
export const drillMoves: DrillMove[] = [
  { verb: 'speed', from: ['running'], to: 'same', needs: [] },
  { verb: 'stop', from: ['running'], to: 'stopped', needs: [] },
  { verb: 'resume', from: ['stopped'], to: 'running', needs: [] },
  { verb: 'jump', from: ['running', 'stopped'], to: 'same', needs: ['something-ahead'] },
  { verb: 'observe', from: ['running', 'stopped'], to: 'same', needs: [] },
  { verb: 'end', from: ['running', 'stopped'], to: 'ended', needs: [] },
]

export type DrillFacts = {
  drill: Pick<Drill, 'speed' | 'endedAt'>
  incident: Incident
  /** The next inject, or the next time something is due; null where nothing lies ahead. */
  nextAt: Date | null
}

export const drillState = ({ endedAt, speed }: DrillFacts['drill']): DrillState =>
  endedAt ? 'ended' : speed === 0 ? 'stopped' : 'running'

const needs: Record<Need, (facts: DrillFacts) => Refusal | null> = {
  'something-ahead': ({ nextAt }) => (nextAt ? null : { code: 'wrong-state', field: 'jump' }),
}

/** Whoever runs drills of the bureau; in a compartment whoever keeps its record. */
export const mayRun = (
  actor: Actor,
  { unitId, restricted }: { unitId: string; restricted: boolean },
  tree: UnitTree,
): Result<Seat> => may(actor, restricted ? 'record-leak' : 'run-drill', { unitId, tree })

/** Judges a move: right, state, then what it needs. Refuses `not-found` where the matter does not exist for the person. */
export function moveDrill(
  facts: DrillFacts,
  verb: DrillVerb,
  { actor, tree }: { actor: Actor; tree: UnitTree },
): Result<{ to: DrillState; seat: Seat }> {
  if (isHiddenFrom(actor, facts.incident, tree)) return refuse('not-found')
  const right = mayRun(actor, facts.incident, tree)
  if (!right.ok) return right
  const state = drillState(facts.drill)
  const move = drillMoves.find((m) => m.verb === verb && m.from.includes(state))
  if (!move) return refuse('wrong-state', { rule: 'policy-drill', detail: { state } })
  for (const need of move.needs) {
    const refusal = needs[need](facts)
    if (refusal) return { ok: false, refusal }
  }
  return ok({ to: move.to === 'same' ? state : move.to, seat: right.value })
}

export const allowedDrillMoves = (facts: DrillFacts, who: { actor: Actor; tree: UnitTree }): AllowedMove<DrillVerb>[] =>
  drillVerbs.map((verb) => {
    const moved = moveDrill(facts, verb, who)
    return moved.ok ? { verb, allowed: true } : { verb, allowed: false, refusal: moved.refusal }
  })

/** A speed as typed. */
export const readSpeed = (speed: number | undefined): Result<number> => {
  const n = speed ?? 1
  return Number.isInteger(n) && n >= speeds.min && n <= speeds.max
    ? ok(n)
    : refuse('invalid-field', { field: 'speed', detail: { min: speeds.min, max: speeds.max } })
}

/** Injects and what the clock does by itself are the machine's. */
export const drillMachine: Agent = { kind: 'machine', name: 'drill' }
