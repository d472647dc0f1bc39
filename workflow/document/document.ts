/**
 * The life of a paper (公文): one table of moves, and the pure function that judges a move. The table also draws the buttons.
 */
import type { DocumentAudience, DocumentKind, DocumentState } from '../../domain/document.ts'
import { ok, type Refusal, type Result, refuse } from '../../domain/result.ts'
import type { Actor, Seat, UnitTree } from '../../domain/units.ts'
import { isOneOf } from '../by.ts'
import { may } from '../policy.ts'
import { rightsOf } from './audience.ts'

export const documentVerbs = ['revise', 'submit', 'return', 'approve', 'issue', 'withdraw', 'cancel'] as const
export type DocumentVerb = (typeof documentVerbs)[number]

/** Everything a move is judged by. */
export type DocumentFacts = {
  id: string
  kind: DocumentKind
  audience: DocumentAudience
  state: DocumentState
  unitId: string
  revision: number
  hash: string
  /** Who wrote a revision. */
  drafterIds: string[]
  /** The newest yes names this revision. */
  approvedHash: string | null
}
type Need = 'non-drafter' | 'approved'
type Input = 'current-revision' | 'reason'
type Move = {
  verb: DocumentVerb
  from: DocumentState[]
  to: DocumentState
  /** By the rights of its audience. */
  right: 'draft' | 'approve' | 'issue'
  needs: Need[]
  input: Input[]
}

const open: DocumentState[] = ['draft', 'submitted', 'approved']
/** Every move there is. What is not here is refused as `wrong-state`. */
const moves: Move[] = [
  { verb: 'revise', from: open, to: 'draft', right: 'draft', needs: [], input: ['current-revision'] },
  {
    verb: 'submit',
    from: ['draft'],
    to: 'submitted',
    right: 'draft',
    needs: [],
    input: ['current-revision'],
  },
  {
    ...{ verb: 'return', from: ['submitted', 'approved'], to: 'draft', right: 'approve' },
    ...{ needs: [], input: ['current-revision', 'reason'] },
  },
  {
    ...{ verb: 'approve', from: ['submitted'], to: 'approved', right: 'approve' },
    ...{ needs: ['non-drafter'], input: ['current-revision'] },
  },
  {
    ...{ verb: 'issue', from: ['approved'], to: 'issued', right: 'issue' },
    ...{ needs: ['approved'], input: ['current-revision'] },
  },
  { verb: 'withdraw', from: ['issued'], to: 'withdrawn', right: 'approve', needs: [], input: ['reason'] },
  { verb: 'cancel', from: open, to: 'cancelled', right: 'draft', needs: [], input: ['reason'] },
]

export type DocumentRequest = { actor: Actor; tree: UnitTree; revision?: number; hash?: string; reason?: string }
export type DocumentMoved = { to: DocumentState; seat: Seat }

/** Judges a move: state, then right, then what the paper needs, then what the person gave. Changes nothing. */
export function moveDocument(
  facts: DocumentFacts,
  verb: DocumentVerb,
  request: DocumentRequest,
): Result<DocumentMoved> {
  const judged = judge(facts, verb, request)
  if (!judged.ok) return judged
  const move = moves.find((m) => m.verb === verb)!
  if (move.input.includes('current-revision') && (request.revision !== facts.revision || request.hash !== facts.hash))
    return refuse('stale-revision', { detail: { revision: facts.revision } })
  if (move.input.includes('reason') && !request.reason?.trim()) return refuse('missing-field', { field: 'reason' })
  return judged
}

/** For the buttons: every verb, allowed or with the reason why not; what they would type is not yet looked at. */
export const allowedDocumentMoves = (
  facts: DocumentFacts,
  who: Pick<DocumentRequest, 'actor' | 'tree'>,
): { verb: DocumentVerb; allowed: boolean; refusal?: Refusal }[] =>
  documentVerbs.map((verb) => {
    const judged = judge(facts, verb, who)
    return judged.ok ? { verb, allowed: true } : { verb, allowed: false, refusal: judged.refusal }
  })

function judge(facts: DocumentFacts, verb: DocumentVerb, { actor, tree }: DocumentRequest): Result<DocumentMoved> {
  const move = moves.find((m) => m.verb === verb)!
  if (!move.from.includes(facts.state)) return refuse('wrong-state', { detail: { state: facts.state } })
  const restricted = facts.audience === 'compartment'
  const right = may(actor, rightsOf(facts)[move.right], { unitId: facts.unitId, tree, restricted })
  if (!right.ok) return right
  if (move.needs.includes('non-drafter') && isOneOf(facts.drafterIds, actor, right.value))
    return refuse('drafter-approves', { rule: 'policy-separation' })
  if (move.needs.includes('approved') && facts.approvedHash !== facts.hash)
    return refuse('stale-revision', { detail: { revision: facts.revision } })
  return ok({ to: move.to, seat: right.value })
}
