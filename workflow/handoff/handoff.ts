/** The life of a hand-off (境外移交, 附4第九条): one table of moves, and the pure function that judges a move. No I/O. */
import type { HandoffFacts, HandoffState } from '../../domain/handoff.ts'
import { ok, type Refusal, type Result, refuse } from '../../domain/result.ts'
import type { Actor, Seat, UnitTree } from '../../domain/units.ts'
import { type Action, may } from '../policy.ts'
import { endedIncident } from '../talking-points/needs.ts'

export const handoffVerbs = [
  'classify',
  'hand-up',
  'prepare',
  'choose-route',
  'send',
  'accept',
  'return',
  'instruct',
  'execute',
  'close',
  'dismiss',
] as const
export type HandoffVerb = (typeof handoffVerbs)[number]

type Need = 'open-incident' | 'below-root' | 'at-root' | 'whole-package'
type HandoffMove = {
  verb: HandoffVerb
  from: HandoffState[]
  to: HandoffState | 'same'
  action: Action
  needs: Need[]
}

/** Every move there is. A city or county may only say what it is, prepare, and hand it up (C4). */
const handoffMoves: HandoffMove[] = [
  { verb: 'classify', from: ['detected', 'classified'], to: 'classified', action: 'classify-handoff', needs: [] },
  {
    ...{ verb: 'hand-up', from: ['classified'], to: 'handed_up', action: 'hand-up' },
    needs: ['open-incident', 'below-root'],
  },
  {
    ...{ verb: 'prepare', from: ['classified', 'handed_up', 'route_chosen', 'returned'], to: 'same' },
    ...{ action: 'classify-handoff', needs: [] },
  },
  {
    ...{ verb: 'choose-route', from: ['classified', 'handed_up', 'route_chosen', 'returned'], to: 'route_chosen' },
    ...{ action: 'route-handoff', needs: ['open-incident', 'at-root'] },
  },
  {
    verb: 'send',
    from: ['route_chosen'],
    to: 'sent',
    action: 'route-handoff',
    needs: ['open-incident', 'whole-package'],
  },
  { verb: 'accept', from: ['sent'], to: 'accepted', action: 'route-handoff', needs: [] },
  { verb: 'return', from: ['sent'], to: 'returned', action: 'route-handoff', needs: [] },
  { verb: 'instruct', from: ['accepted'], to: 'instructed', action: 'route-handoff', needs: [] },
  { verb: 'execute', from: ['instructed'], to: 'executed', action: 'route-handoff', needs: [] },
  // A domestic repost closes nothing: only what was instructed and done does.
  { verb: 'close', from: ['executed'], to: 'closed', action: 'route-handoff', needs: [] },
  {
    verb: 'dismiss',
    from: ['detected', 'classified', 'handed_up'],
    to: 'dismissed',
    action: 'dismiss-handoff',
    needs: [],
  },
]

type Request = { actor: Actor; tree: UnitTree }
export type HandoffMoved = { to: HandoffState; move: HandoffMove; seat: Seat }

/** Judges a move: state, then right, then what it needs. What the person typed is the command's to read. */
export function moveHandoff(facts: HandoffFacts, verb: HandoffVerb, { actor, tree }: Request): Result<HandoffMoved> {
  const move = handoffMoves.find((m) => m.verb === verb && m.from.includes(facts.state))
  if (!move) return refuse('wrong-state', { detail: { state: facts.state } })
  const right = may(actor, move.action, { unitId: facts.unitId, tree, scope: facts.incident.scope })
  if (!right.ok) return right
  for (const need of move.needs) {
    const refusal = needs[need](facts)
    if (refusal) return { ok: false, refusal }
  }
  return ok({ to: move.to === 'same' ? facts.state : move.to, move, seat: right.value })
}

export const allowedHandoffMoves = (
  facts: HandoffFacts,
  request: Request,
): { verb: HandoffVerb; allowed: boolean; refusal?: Refusal }[] =>
  handoffVerbs.map((verb) => {
    const moved = moveHandoff(facts, verb, request)
    return moved.ok ? { verb, allowed: true } : { verb, allowed: false, refusal: moved.refusal }
  })

const needs: Record<Need, (facts: HandoffFacts) => Refusal | null> = {
  'open-incident': ({ incident }) => endedIncident(incident),
  'below-root': ({ unitId, rootId }) =>
    unitId === rootId ? { code: 'wrong-state', field: 'unit', rule: 'G4-9' } : null,
  'at-root': ({ unitId, rootId }) => (unitId === rootId ? null : { code: 'wrong-state', field: 'unit', rule: 'G4-9' }),
  'whole-package': ({ content, language }) => {
    if (language !== 'zh' && content.translation === '') return { code: 'missing-field', field: 'translation' }
    if (language !== 'zh' && content.translator === '') return { code: 'missing-field', field: 'translator' }
    return content.questions.length === 0 ? { code: 'missing-field', field: 'questions' } : null
  },
}
