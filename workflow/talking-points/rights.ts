/**
 * Who may act on a version of talking points, and which bureau drafts for a matter. Asks workflow/policy.ts; adds what
 * only talking points know: contributions of the cities concerned, and the rule of the scope behind a refusal.
 */
import { type Refusal, type Result, ok, refuse } from '../../domain/result.ts'
import type { IncidentFacts, TalkingPointsFacts } from '../../domain/talking-points.ts'
import type { Actor, Seat, Unit, UnitTree } from '../../domain/units.ts'
import { type Action, may } from '../policy.ts'
import { endedIncident, scopeRule } from './needs.ts'

type Who = { actor: Actor; tree: UnitTree }
type On = Pick<TalkingPointsFacts, 'scope' | 'unitId' | 'incident'>

/** What the bureaus concerned do on a region-wide text beside the L1 bureau. */
const sharedActions: readonly Action[] = ['draft-talking-points', 'comment-talking-points', 'answer-media']

/**
 * The right to act on a version. A region-wide text is drafted and used by the bureaus concerned as well; it is judged,
 * published and recalled by the L1 bureau alone. A role that would do for another scope is refused as `wrong-scope`
 * with the rule of the version's own: a city's director under a region-wide text reads 附4第七条（二）.
 */
export function rightTo(action: Action, { scope, unitId, incident }: On, { actor, tree }: Who): Result<Seat> {
  const shared = scope === 'region_wide' && sharedActions.includes(action)
  const unitIds = shared ? new Set([unitId, incident.unitId, ...incident.unitIds]) : [unitId]
  let rule: Refusal['rule'] = scopeRule[scope]
  let onlyScope = false
  for (const id of unitIds) {
    const right = may(actor, action, { unitId: id, tree, scope })
    if (right.ok) return right
    rule = right.refusal.rule ?? rule
    onlyScope ||= right.refusal.code === 'wrong-scope'
  }
  onlyScope ||= actor.seats.some((seat) => {
    const atHome = may(actor, action, { unitId: seat.unitId, tree, scope })
    return !atHome.ok && atHome.refusal.code === 'wrong-scope'
  })
  return onlyScope
    ? refuse('wrong-scope', { rule: scopeRule[scope], detail: { scope } })
    : refuse('not-allowed', { rule })
}

/**
 * The bureau that drafts and answers for a matter: the L1 bureau when it is region-wide, else the city or county it
 * concerns, or the one above the unit that found it. Two of them are no city-only matter any more (GAP-06).
 */
export function bodyOfIncident(incident: IncidentFacts, tree: UnitTree): Result<Unit> {
  const rule = scopeRule[incident.scope]
  if (incident.scope === 'region_wide') {
    const root = tree.byId(incident.rootId)
    return root ? ok(root) : refuse('not-found', { field: 'unit' })
  }
  const level = incident.scope === 'city_only' ? 'city' : 'county'
  const touched = [...new Set(incident.unitIds)].filter((id) => tree.byId(id)?.level === level)
  if (touched.length > 1)
    return refuse('wrong-scope', { rule: 'G4-7-2-region', detail: { scope: incident.scope, units: touched.join(',') } })
  let unit = tree.byId(touched[0] ?? incident.unitId)
  while (unit && unit.level !== level) unit = tree.parentOf(unit.id)
  return unit ? ok(unit) : refuse('wrong-scope', { rule, detail: { scope: incident.scope } })
}

/**
 * May this person open a new version? Answers with the body it is drafted for and the capacity they draft in.
 * `open` is the version still on its way, if there is one: it is revised, not doubled.
 */
export function mayDraft(
  incident: IncidentFacts,
  open: { n: number } | null,
  who: Who,
): Result<{ body: Unit; seat: Seat }> {
  const ended = endedIncident(incident)
  if (ended) return { ok: false, refusal: ended }
  const body = bodyOfIncident(incident, who.tree)
  if (!body.ok) return body
  const right = rightTo('draft-talking-points', { scope: incident.scope, unitId: body.value.id, incident }, who)
  if (!right.ok) return right
  return open ? refuse('already-exists', { detail: { n: open.n } }) : ok({ body: body.value, seat: right.value })
}
