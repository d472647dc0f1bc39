/** What a move of an incident requires beside state and right, one named condition each. Null means fulfilled. */
import type { FourElements } from '../../domain/incident.ts'
import type { Refusal } from '../../domain/result.ts'
import { citedRule } from '../plan/cited-rule.ts'
import type { IncidentFacts, Who } from './incident.ts'
import { foundClocks, reportClocks } from './owed.ts'

export type Need =
  | 'possible-event'
  | 'four-elements'
  | 'recipient-rejects'
  | 'own-clock'
  | 'proposed-time'
  | 'second-person'
  | 'held-copy'
  | 'outside-compartment'

export const needs: Record<Need, (facts: IncidentFacts, who: Who) => Refusal | null> = {
  // True criticism and opinion are no event: when people judged every text of it so, it cannot be confirmed as one.
  'possible-event': ({ flags }) =>
    flags.length > 0 && flags.every((f) => f.state === 'closed_no_fault')
      ? { code: 'not-an-event', rule: 'policy-not-false' }
      : null,
  'four-elements': ({ incident: { fourElements } }) => {
    const missing = missingElements(fourElements)
    return missing.length === 0
      ? null
      : { code: 'not-an-event', rule: 'G4-2', detail: { missing: fourElements ? missing.join(',') : 'not-judged' } }
  },
  // Who owes a report cannot undo the duty: only a body it is owed to, or one above that, may say there was no event.
  'recipient-rejects': ({ clocks, plan }, { actor, tree }) => {
    const bureaus = new Set(
      actor.seats
        .filter((s) => s.role === 'office_director' || s.role === 'leading_group')
        .map((s) => tree.bureauOf(s.unitId)?.id),
    )
    const owed = reportClocks(clocks).find(
      (c) =>
        c.kind === 'hard' &&
        (c.state === 'running' || c.state === 'overdue') &&
        !c.recipientIds.some((id) => bureaus.has(id)),
    )
    const rule = owed && citedRule(plan, owed.rule)
    return owed ? { code: 'not-allowed', ...(rule && { rule }) } : null
  },
  'own-clock': ({ clocks }) => (foundClocks(clocks).some((c) => c.state !== 'void') ? null : { code: 'wrong-state' }),
  'proposed-time': ({ foundTimes }) =>
    foundTimes.some((f) => f.state === 'proposed') ? null : { code: 'wrong-state' },
  'second-person': ({ foundTimes }, { actor }) => {
    const waiting = foundTimes.filter((f) => f.state === 'proposed')
    return waiting.length > 0 && waiting.every((f) => f.byUserId === actor.userId)
      ? { code: 'four-eyes', rule: 'policy-four-eyes', detail: { by: actor.name } }
      : null
  },
  // What one compartment knows is not the other's to know.
  'outside-compartment': ({ incident }) =>
    incident.restricted ? { code: 'not-allowed', rule: 'policy-compartment' } : null,
  'held-copy': ({ incident }) => (incident.heldFromUnitId === null ? { code: 'wrong-state' } : null),
}

/** Elements of DEF-05 that are not given; all four while nobody has judged. */
export const missingElements = (elements: FourElements | null): (keyof FourElements)[] =>
  (['media', 'untrue', 'serious', 'sudden'] as const).filter((e) => !elements?.[e])
