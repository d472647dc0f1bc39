/** The life of an entry of the registry (附4第八条): one table of moves, and the pure function that judges a move. No I/O. */
import type { JournalistFacts, JournalistState } from '../../domain/registry.ts'
import { ok, type Refusal, type Result, refuse } from '../../domain/result.ts'
import type { Actor, Seat, UnitTree } from '../../domain/units.ts'
import { type Action, may } from '../policy.ts'

export const journalistVerbs = [
  'read-contact',
  'change',
  'check-card',
  'link-incident',
  'log-interaction',
  'review',
  'restrict',
  'lift',
  'merge',
  'part',
  'export-journalist',
  'ask-erasure',
  'erase-wrong',
] as const
export type JournalistVerb = (typeof journalistVerbs)[number]

type Need = 'contact' | 'press' | 'no-erasure-asked'
type JournalistMove = {
  verb: JournalistVerb
  from: JournalistState[]
  to: JournalistState
  action: Action
  needs: Need[]
}
const kept = (verb: JournalistVerb, from: JournalistState, to: JournalistState, ...needs: Need[]): JournalistMove => ({
  ...{ verb, from: [from], to, action: 'keep-registry', needs },
})

/**
 * Every move there is. What a person objected to stays where it is and is used for nothing: it may only be handed to them, given free
 * by them, or erased. An erased entry has no moves.
 */
export const journalistMoves: JournalistMove[] = [
  { verb: 'read-contact', from: ['active'], to: 'active', action: 'read-contacts', needs: ['contact'] },
  kept('change', 'active', 'active'),
  kept('check-card', 'active', 'active', 'press'),
  kept('link-incident', 'active', 'active'),
  kept('log-interaction', 'active', 'active'),
  kept('review', 'active', 'active'),
  kept('restrict', 'active', 'restricted'),
  kept('lift', 'restricted', 'active', 'no-erasure-asked'),
  kept('merge', 'active', 'merged'),
  kept('part', 'merged', 'active'),
  kept('export-journalist', 'active', 'active'),
  kept('export-journalist', 'restricted', 'restricted'),
  // To `erased` where no matter is open, else to `restricted` until the last one is over: the command says which.
  kept('ask-erasure', 'active', 'erased'),
  kept('ask-erasure', 'restricted', 'erased'),
  kept('erase-wrong', 'active', 'erased'),
  kept('erase-wrong', 'restricted', 'erased'),
]

type Request = { actor: Actor; tree: UnitTree }
export type JournalistMoved = { to: JournalistState; move: JournalistMove; seat: Seat }

/** Judges a move: state, then right, then what it needs. */
export function moveJournalist(
  facts: JournalistFacts,
  verb: JournalistVerb,
  { actor, tree }: Request,
): Result<JournalistMoved> {
  const move = journalistMoves.find((m) => m.verb === verb && m.from.includes(facts.state))
  if (!move) return refuse('wrong-state', { detail: { state: facts.state } })
  const right = may(actor, move.action, { unitId: facts.unitId, tree })
  if (!right.ok) return right
  for (const need of move.needs) {
    const refusal = needs[need](facts)
    if (refusal) return { ok: false, refusal }
  }
  const waits = move.verb === 'ask-erasure' && facts.openMatters > 0
  return ok({ to: waits ? 'restricted' : move.to, move, seat: right.value })
}

export const allowedJournalistMoves = (
  facts: JournalistFacts,
  request: Request,
): { verb: JournalistVerb; allowed: boolean; refusal?: Refusal }[] =>
  journalistVerbs.map((verb) => {
    const moved = moveJournalist(facts, verb, request)
    return moved.ok ? { verb, allowed: true } : { verb, allowed: false, refusal: moved.refusal }
  })

const needs: Record<Need, (facts: JournalistFacts) => Refusal | null> = {
  contact: ({ hasContact }) => (hasContact ? null : { code: 'missing-field', field: 'contact' }),
  press: ({ kind }) =>
    kind === 'press' ? null : { code: 'invalid-field', field: 'card', rule: 'policy-registry-facts' },
  'no-erasure-asked': ({ restriction }) =>
    restriction === 'erasure_asked' ? { code: 'wrong-state', rule: 'policy-registry-open-matter' } : null,
}
