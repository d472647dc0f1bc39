/**
 * What a move of a release requires, one named condition each: `needs` of the release, `inputNeeds` of what the person gave.
 * Null means fulfilled.
 */
import { type ReleaseFacts, type ReleaseStep, releaseChecks } from '../../domain/release.ts'
import type { Refusal } from '../../domain/result.ts'
import type { Actor, Seat, UnitTree } from '../../domain/units.ts'
import { isOneOf } from '../by.ts'
import { onlyLine, wrongNumber } from '../numbers.ts'
import { endedIncident, scopeCovers, scopeRule } from '../talking-points/needs.ts'
import { readText } from '../text.ts'

export type Need =
  | 'open-incident'
  | 'no-secret-matter'
  | 'points-in-force'
  | 'points-cover'
  | 'current-figures'
  | 'right-numbers'
  | 'not-yet-released'
  | 'wants-correction'
  | 'non-drafter'
  | 'all-checked'
  | 'approved'
  | 'has-meeting'
  | 'has-address'
  | 'centre-open'
export type InputNeed = 'base-revision' | 'current-revision' | 'reason' | 'time-ahead'

/** `seat` is the one that carries the move's right. */
type Condition = (facts: ReleaseFacts, who: { actor: Actor; tree: UnitTree; seat: Seat | null }) => Refusal | null
type Given = { revision?: number; hash?: string; reason?: string; goesOutAt?: Date; now?: Date }

export const needs: Record<Need, Condition> = {
  'open-incident': ({ incident }) => endedIncident(incident),
  // While a leak is not clear nothing about it goes out (附3第八条（五）), and of its file nothing ever does.
  'no-secret-matter': ({ incident }) =>
    incident.restricted ? { code: 'wrong-state', rule: 'policy-compartment', field: 'incident' } : null,
  'points-in-force': ({ points, scope }) =>
    points.state === 'in_force'
      ? null
      : {
          code: 'wrong-state',
          rule: scopeRule[scope],
          field: 'talkingPoints',
          detail: { n: points.n, state: points.state },
        },
  'points-cover': ({ points, incident, scope }) =>
    scopeCovers(points.scope, incident.scope) && scopeCovers(scope, incident.scope)
      ? null
      : { code: 'wrong-scope', rule: scopeRule[incident.scope], detail: { scope } },
  'current-figures': ({ points }) =>
    points.badFigures === 0 ? null : { code: 'invalid-field', rule: 'policy-current-figure', field: 'talkingPoints' },
  'right-numbers': ({ hash, numbers }) => wrongNumber(hash, numbers),
  'not-yet-released': ({ unreleased, text }) => onlyLine(unreleased, text),
  'wants-correction': ({ wantsCorrection }) => (wantsCorrection ? null : { code: 'wrong-state', field: 'release' }),
  'non-drafter': ({ drafters, steps, revision, hash }, { actor, seat }) => {
    const drafterIds = drafters.map((d) => d.userId)
    if (isOneOf(drafterIds, actor, seat)) return { code: 'drafter-approves', rule: 'policy-separation' }
    // Who checked this text in a seat of their own does not judge it once more for somebody else: two steps are two people.
    const signed = steps.filter((s) => s.approved && s.revision === revision && s.hash === hash).map((s) => s.userId)
    return seat?.lent && isOneOf(signed, actor, seat) ? { code: 'four-eyes', rule: 'policy-delegation' } : null
  },
  'all-checked': (facts) => {
    const open = releaseChecks.find((step) => !stands(facts, step))
    return open ? { code: 'missing-field', rule: 'policy-revision', field: open } : null
  },
  approved: (facts) =>
    stands(facts, 'approval') ? null : { code: 'missing-field', rule: 'policy-revision', field: 'approval' },
  'has-meeting': ({ hasMeeting }) => (hasMeeting ? null : { code: 'wrong-state', field: 'meeting' }),
  'has-address': ({ addresses, hasMeeting }) =>
    addresses > 0 || hasMeeting ? null : { code: 'missing-field', field: 'address' },
  'centre-open': ({ kind, centreOpen }) =>
    kind !== 'update' || centreOpen ? null : { code: 'wrong-state', field: 'newsCentre' },
}

export const inputNeeds: Record<InputNeed, (facts: ReleaseFacts, given: Given) => Refusal | null> = {
  'base-revision': (facts, given) => (given.revision === facts.revision ? null : stale(facts)),
  'current-revision': (facts, given) =>
    given.revision === facts.revision && given.hash === facts.hash ? null : stale(facts),
  reason: (_, { reason }) => {
    const read = readText(reason, { field: 'reason', min: 1, max: 2000 })
    return read.ok ? null : read.refusal
  },
  'time-ahead': (_, { goesOutAt, now }) =>
    goesOutAt && now && goesOutAt > now ? null : { code: 'invalid-field', field: 'goesOutAt' },
}

/** Does the last word of this step on exactly this text say yes? */
const stands = ({ steps, revision, hash }: ReleaseFacts, step: ReleaseStep): boolean =>
  steps.findLast((s) => s.step === step && s.revision === revision && s.hash === hash)?.approved ?? false

const stale = ({ revision }: ReleaseFacts): Refusal => ({
  ...{ code: 'stale-revision', rule: 'policy-revision', field: 'revision', detail: { revision } },
})
