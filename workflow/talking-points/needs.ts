/**
 * What a move of talking points requires, one named condition each: `needs` are true or false of the version,
 * `inputNeeds` of what the person gave. Null means fulfilled. The table of moves refers to them by name.
 */
import { endedIncidentStates, type IncidentScope, incidentScopes } from '../../domain/incident.ts'
import type { Refusal } from '../../domain/result.ts'
import type { RuleId } from '../../domain/rules.ts'
import type { ApprovalStep, FactAsk, IncidentFacts, TalkingPointsFacts } from '../../domain/talking-points.ts'
import type { Actor, Seat, UnitTree } from '../../domain/units.ts'
import { isOneOf } from '../by.ts'
import { onlyLine, wrongNumber } from '../numbers.ts'
import { readText } from '../text.ts'

export type Need =
  | 'open-incident'
  | 'same-scope'
  | 'covering-scope'
  | 'outgrown-scope'
  | 'own-matter'
  | 'person-worded'
  | 'all-drafters'
  | 'non-drafter'
  | 'current-figures'
  | 'right-numbers'
  | 'not-yet-released'
  | 'facts-checked'
  | 'in-validity'
  | 'past-validity'
  | 'oral-in-time'
  | 'own-word'
  | 'nobody-asked'
  | 'divisions-asked'
  | 'own-ask'
  | 'open-ask'
  | 'office-signed'
  | 'leading-group-signed'
export type InputNeed = 'ask' | 'base-revision' | 'current-revision' | 'comment' | 'reason'

/** `seat` is the one that carries the move's right. */
type Condition = (facts: TalkingPointsFacts, who: { actor: Actor; tree: UnitTree; seat: Seat | null }) => Refusal | null
type Given = { revision?: number; hash?: string; comment?: string; reason?: string; askId?: string }

/** The rule that says who decides on talking points of a scope. */
export const scopeRule: Record<IncidentScope, RuleId> = {
  county_only: 'policy-county-only',
  city_only: 'G4-7-2-city',
  region_wide: 'G4-7-2-region',
}

/** Does an approval for one scope hold for a matter of another? Only the same or a narrower one. */
export const scopeCovers = (approved: IncidentScope, matter: IncidentScope): boolean =>
  incidentScopes.indexOf(approved) >= incidentScopes.indexOf(matter)

export const needs: Record<Need, Condition> = {
  'open-incident': ({ incident }) => endedIncident(incident),
  'same-scope': (facts) => (facts.scope === facts.incident.scope ? null : wrongScope(facts)),
  'covering-scope': (facts) => (scopeCovers(facts.scope, facts.incident.scope) ? null : wrongScope(facts)),
  // An approved text of a wider scope stays good for a narrower matter; one still on its way would have the wrong judges.
  'outgrown-scope': (facts) => {
    const signed = facts.state === 'approved' || facts.state === 'in_force'
    const good = signed ? scopeCovers(facts.scope, facts.incident.scope) : facts.scope === facts.incident.scope
    return good ? { code: 'wrong-state', field: 'scope', detail: { scope: facts.scope } } : null
  },
  // Until the region has set the scope, a second city or county that found it already takes the matter from the first (GAP-06).
  'own-matter': ({ scope, unitId, incident }, { tree }) => {
    const level = tree.byId(unitId)?.level
    const others = incident.unitIds.filter((id) => id !== unitId && tree.byId(id)?.level === level)
    if (scope === 'region_wide' || others.length === 0) return null
    return { code: 'wrong-scope', rule: 'G4-7-2-region', detail: { scope, units: [unitId, ...others].join(',') } }
  },
  // Also where somebody typed the machine's words in again, or took other words back to them.
  'person-worded': ({ isMachine }) => (isMachine ? { code: 'machine-draft', rule: 'policy-machine-draft' } : null),
  'all-drafters': (facts, { tree }) => {
    const missing = missingDrafters(facts, tree)
    if (missing.length === 0) return null
    const names = missing.map((id) => tree.byId(id)?.name ?? id)
    const detail = { units: missing.join(','), names: names.join('、') }
    return { code: 'missing-field', rule: 'G4-7-2-region', field: 'drafters', detail }
  },
  'non-drafter': ({ drafters, approvals, revision, hash }, { actor, seat }) => {
    const drafterIds = drafters.map((d) => d.userId)
    if (isOneOf(drafterIds, actor, seat)) return { code: 'drafter-approves', rule: 'policy-separation' }
    // Who signed this text in a seat of their own does not sign it once more for somebody else: two steps are two people.
    const signed = approvals
      .filter((a) => a.approved && a.revision === revision && a.hash === hash)
      .map((a) => a.userId)
    return seat?.lent && isOneOf(signed, actor, seat) ? { code: 'four-eyes', rule: 'policy-delegation' } : null
  },
  'current-figures': ({ badFigures: [bad] }) =>
    bad
      ? {
          code: 'invalid-field',
          rule: 'policy-current-figure',
          field: 'facts',
          detail: { figureId: bad.figureId, name: bad.name, why: bad.why },
        }
      : null,
  'right-numbers': ({ hash, numbers }) => wrongNumber(hash, numbers),
  'not-yet-released': ({ unreleased, words }) => onlyLine(unreleased, words),
  'facts-checked': (facts) => {
    if (openAsks(facts).length > 0) return { code: 'missing-field', rule: 'policy-fact-check', field: 'fact_check' }
    return signedBy(facts, 'fact_check')
      ? null
      : { code: 'missing-field', rule: 'policy-revision', field: 'fact_check' }
  },
  'in-validity': (facts) => {
    const { valid, at } = facts
    return (valid.from && at < valid.from) || isPast(facts) ? outOfTime(facts) : null
  },
  'past-validity': (facts) => (isPast(facts) ? null : { code: 'wrong-state', rule: 'policy-validity' }),
  'oral-in-time': ({ oral, at }) =>
    oral && at > oral.confirmBy
      ? {
          code: 'missing-field',
          rule: 'policy-oral',
          field: 'leading_group',
          detail: { confirmBy: oral.confirmBy.toISOString() },
        }
      : null,
  // A yes by phone is confirmed or denied by whoever is said to have given it.
  'own-word': ({ oral }, { actor }) => {
    if (!oral) return { code: 'wrong-state', rule: 'policy-oral' }
    return oral.userId === actor.userId ? null : { code: 'not-allowed', rule: 'policy-oral' }
  },
  // Divisions that were asked answer the ask: one of them does not send the text back over the heads of the others.
  'nobody-asked': ({ asks }) => (asks.length === 0 ? null : { code: 'wrong-state', rule: 'policy-fact-check' }),
  'divisions-asked': ({ asks }) => (asks.length > 0 ? null : { code: 'wrong-state', rule: 'policy-fact-check' }),
  'own-ask': (facts, { actor }) =>
    facts.asks.length === 0 || asksOf(facts, actor).length > 0
      ? null
      : { code: 'not-allowed', rule: 'policy-fact-check' },
  'open-ask': (facts, { actor }) => {
    const own = asksOf(facts, actor)
    const isOpen = own.length === 0 || own.some((a) => !isConfirmed(facts, a))
    return isOpen ? null : { code: 'already-exists', rule: 'policy-fact-check', field: 'fact_check' }
  },
  'office-signed': (facts) =>
    signedBy(facts, 'office') ? null : { code: 'missing-field', rule: 'policy-office', field: 'office' },
  'leading-group-signed': (facts) =>
    facts.scope !== 'region_wide' || signedBy(facts, 'leading_group')
      ? null
      : { code: 'missing-field', rule: 'G4-7-2-region', field: 'leading_group' },
}

export const inputNeeds: Record<InputNeed, (facts: TalkingPointsFacts, given: Given) => Refusal | null> = {
  'base-revision': (facts, given) => (given.revision === facts.revision ? null : stale(facts, given)),
  'current-revision': (facts, given) =>
    given.revision === facts.revision && given.hash === facts.hash ? null : stale(facts, given),
  // An ask that nobody has answered yet: an objection cannot be made undone by whoever wrote the text.
  ask: (facts, { askId }) => {
    const ask = facts.asks.find((a) => a.id === askId)
    if (!ask) return { code: 'not-found', field: 'ask' }
    const isAnswered = facts.approvals.some((a) => a.askId === ask.id)
    return isAnswered ? { code: 'wrong-state', rule: 'policy-fact-check', field: 'ask' } : null
  },
  comment: (_, { comment }) => refusalOf(readText(comment, { field: 'comment', ...remark })),
  reason: (_, { reason }) => refusalOf(readText(reason, { field: 'reason', ...remark })),
}

/** Nothing new is said in a matter that is over; what is in force may still be answered from or recalled. */
export const endedIncident = ({ state }: Pick<IncidentFacts, 'state'>): Refusal | null =>
  endedIncidentStates.includes(state) ? { code: 'wrong-state', field: 'incident', detail: { state } } : null

/**
 * Region-wide talking points are drafted by the L1 office together with the cities concerned (附4第七条（二）): ids of
 * the bureaus that have written no revision yet. Nobody is missing for narrower scopes.
 */
function missingDrafters({ scope, incident, drafters }: TalkingPointsFacts, tree: UnitTree): string[] {
  if (scope !== 'region_wide') return []
  const bureaus = drafters.map((d) => tree.bureauOf(d.unitId)?.id)
  const office = drafters.some((d, i) => d.office && bureaus[i] === incident.rootId)
  const cities = incident.unitIds.filter((id) => id !== incident.rootId && tree.byId(id)?.level === 'city')
  return [...(office ? [] : [incident.rootId]), ...new Set(cities.filter((id) => !bureaus.includes(id)))]
}

/** A text whose time is over: nobody says it any more, whether or not the machine has ended it yet. */
const isPast = ({ valid, at }: TalkingPointsFacts): boolean => valid.until !== null && valid.until <= at

const outOfTime = ({ valid }: TalkingPointsFacts): Refusal => ({
  ...{ code: 'wrong-state', rule: 'policy-validity', field: 'valid' },
  detail: {
    ...(valid.from ? { from: valid.from.toISOString() } : {}),
    ...(valid.until ? { until: valid.until.toISOString() } : {}),
  },
})

/** Asks of a text whose division has not said yes last; its own drafters cannot say it. */
export const openAsks = (facts: TalkingPointsFacts): FactAsk[] => facts.asks.filter((a) => !isConfirmed(facts, a))

/** The asks that a person may answer: those of the divisions in which they check facts. */
export const asksOf = ({ asks }: TalkingPointsFacts, { seats }: Actor): FactAsk[] =>
  asks.filter((a) => seats.some((s) => s.role === 'subject_division' && s.unitId === a.unitId))

const isConfirmed = ({ approvals, drafters }: TalkingPointsFacts, ask: FactAsk): boolean => {
  const last = approvals.findLast((a) => a.askId === ask.id)
  return last?.approved === true && !drafters.some((d) => d.userId === last.userId)
}

/** Counts a yes only for the current revision and its hash, by somebody who drafted none of the version's revisions. */
const signedBy = ({ approvals, revision, hash, drafters }: TalkingPointsFacts, step: ApprovalStep): boolean =>
  approvals
    .filter((a) => a.approved && a.step === step && a.revision === revision && a.hash === hash)
    .some((a) => !drafters.some((d) => d.userId === a.userId))

/** A reason or comment that must be given. */
const remark = { min: 1, max: 2000 }

const stale = ({ revision }: TalkingPointsFacts, given: Given): Refusal => ({
  code: 'stale-revision',
  rule: 'policy-revision',
  detail: { revision, given: given.revision ?? 0 },
})

const wrongScope = ({ scope, incident }: TalkingPointsFacts): Refusal => ({
  code: 'wrong-scope',
  rule: 'G4-7-2-region',
  detail: { scope, incidentScope: incident.scope },
})

const refusalOf = (read: { ok: true } | { ok: false; refusal: Refusal }): Refusal | null =>
  read.ok ? null : read.refusal
