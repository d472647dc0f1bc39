/** What a person may begin in an incident: a release, a news centre. The life of either once it exists is elsewhere. */
import { ok, type Result, refuse } from '../../domain/result.ts'
import type { Actor, UnitTree } from '../../domain/units.ts'
import type { Incident } from '../../store/incidents.ts'
import type { NewsCentre } from '../../store/news-centres.ts'
import { type Action, may } from '../policy.ts'
import { endedIncident, scopeRule } from '../talking-points/needs.ts'
import { bodyOfIncident } from '../talking-points/rights.ts'

type Who = { actor: Actor; tree: UnitTree }

/** Nothing is drafted to go out before there is one voice (附4第七条（二）). */
export function mayDraftRelease(incident: Incident, inForce: boolean, who: Who): Result<unknown> {
  const begun = mayBegin(incident, 'draft-release', who)
  if (!begun.ok || inForce) return begun
  return refuse('missing-field', { rule: scopeRule[incident.scope], field: 'talkingPoints' })
}

/** Buttons of the news centre; `open` is the open one. */
export function centreMoves(incident: Incident, open: NewsCentre | null, who: Who): [string, Result<unknown>][] {
  if (!open) return [['open-centre', mayBegin(incident, 'open-news-centre', who)]]
  const on = { unitId: open.unitId, tree: who.tree, scope: incident.scope }
  return [
    ['change-centre', may(who.actor, 'run-news-centre', on)],
    ['close-centre', may(who.actor, 'open-news-centre', on)],
  ]
}

function mayBegin(incident: Incident, action: Action, { actor, tree }: Who): Result<unknown> {
  if (incident.restricted) return refuse('wrong-state', { rule: 'policy-compartment' })
  const unit = bodyOfIncident(incident, tree)
  if (!unit.ok) return unit
  const right = may(actor, action, { unitId: unit.value.id, tree, scope: incident.scope })
  if (!right.ok)
    return refuse(right.refusal.code, { ...right.refusal, rule: right.refusal.rule ?? scopeRule[incident.scope] })
  const ended = endedIncident(incident)
  return ended ? { ok: false, refusal: ended } : ok(null)
}
