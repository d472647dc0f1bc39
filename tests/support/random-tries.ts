/**
 * What somebody might try next in a story, as a request: mostly what the state invites, by somebody able, with now and then
 * a stale hash, a wrong unit or a time that cannot be. Nothing here knows what the answer must be, except `sound`.
 */
import type { IncidentScope } from '../../domain/incident.ts'
import { reviewVerdicts } from '../../domain/risk.ts'
import { addMs, hour, minute } from '../../domain/time.ts'
import type { Flag, Review } from '../../store/flags.ts'
import type { Incident } from '../../store/incidents.ts'
import type { Action } from '../../workflow/policy.ts'
import type { Dice } from './dice.ts'
import { somebody, whoMay } from './random-cast.ts'
import { planTries } from './random-plan-tries.ts'
import { reportTries } from './random-report-tries.ts'
import { textTries } from './random-text-tries.ts'
import type { StoryRows } from './story-rows.ts'

export type Try = {
  who: string
  verb: string
  path: string
  body: object
  /** The page whose buttons speak of it, and the button's name there. */
  page: string
  button: string
  /** Nothing typed is wrong: who is shown the button as allowed must succeed. */
  sound: boolean
}
export type Possible = { weight: number; make: () => Try }
export type Scene = {
  rows: StoryRows
  now: Date
  dice: Dice
  /** People go ahead with what the state invites. */
  straight: boolean
  /** People judge a text before they mark it. */
  doubting: boolean
  /** People work at a further plan beside the media plan. */
  planning: boolean
}

/** Everything that might be tried now, weighted by how much the state invites it. Never empty once there is a flag. */
export function possibleTries(scene: Scene): Possible[] {
  const { rows, dice } = scene
  const flag = dice.pick(rows.flags)
  const all = flagTries(scene, flag)
  if (rows.incidents.length === 0) return all
  // The newest matter mostly: what is over is visited now and then.
  const incident = dice.chance(0.75) ? rows.incidents.at(-1)! : dice.pick(rows.incidents)
  const [verdicts, matter, reports, texts] = scene.straight ? [0.4, 1.5, 0.7, 2.5] : [1, 1, 1, 1]
  return [
    ...heavier(all, verdicts),
    ...heavier(incidentTries(scene, incident), matter),
    ...heavier(reportTries(scene, incident), reports),
    ...heavier(textTries(scene, incident), texts),
    ...heavier(planTries(scene, incident), scene.planning ? 4 : 0.6),
  ]
}

const heavier = (tries: Possible[], by: number): Possible[] => tries.map((t) => ({ ...t, weight: t.weight * by }))

const verdictWeights = { false: 4, misleading: 2, outdated: 1, unverifiable: 1, accurate: 2, opinion: 2 }

function flagTries({ rows, dice, straight, doubting }: Scene, flag: Flag): Possible[] {
  const page = `/api/flags/${flag.id}`
  const waiting = rows.reviews.filter((r) => r.flagId === flag.id).at(-1)
  const at = (verb: string, action: Action, body: object, sound = true): Try => ({
    ...{
      who: somebody(dice, whoMay(action, flag.unitId)),
      verb,
      path: `${page}/${verb}`,
      body,
      page,
      button: verb,
      sound,
    },
  })
  const isNew = flag.incidentId === null
  const other = dice.chance(0.08) ? rows.incidents.at(-1) : undefined
  const mark = () =>
    at(
      'mark-suspected-major',
      'mark-suspected-major',
      {
        ...(dice.chance(0.6) ? { subject: dice.pick(['region', 'may_spread', 'own_level']) } : {}),
        ...(flag.unitId === 'gx-sanjiang' && dice.chance(0.4) ? { parentIsSubject: true } : {}),
        ...(other ? { incidentId: other.id } : {}),
      },
      false,
    )
  const unjudged = flag.state === 'suspected' || flag.state === 'verifying'
  const marking = isNew ? (doubting && unjudged ? 1 : straight ? 30 : 12) : 2
  const verdicts = reviewVerdicts.map((verdict) => ({ verdict, weight: verdictWeights[verdict] }))
  const propose = () =>
    at('verdict', 'propose-verdict', {
      verdict: dice.weighted(verdicts).verdict,
      reason: '经与专业处核对',
      articleVersionId: flag.articleVersionId,
    })
  return [
    { weight: marking, make: mark },
    {
      weight: flag.alertedAt && !flag.acknowledgedAt ? 8 : 1,
      make: () => at('acknowledge', 'acknowledge-alert', {}),
    },
    {
      weight: flag.state === 'suspected' ? (doubting ? 8 : 3) : 0.7,
      make: () => ({ ...propose(), button: 'propose-verdict' }),
    },
    { weight: flag.state === 'verifying' ? 7 : 0.5, make: () => confirmation(at, waiting, dice) },
  ]
}

function confirmation(
  at: (verb: string, action: Action, body: object, sound?: boolean) => Try,
  waiting: Review | undefined,
  dice: Dice,
): Try {
  const known = waiting !== undefined && dice.chance(0.95)
  return at('confirm-verdict', 'confirm-verdict', { reviewId: known ? waiting.id : 'review-of-nobody' }, known)
}

const because = { reason: '依据研判意见' }
const yes = { media: true, untrue: true, serious: true, sudden: true }

function incidentTries({ rows, now, dice, straight }: Scene, incident: Incident): Possible[] {
  const page = `/api/incidents/${incident.id}`
  const { state, scope, unitId } = incident
  const at = (verb: string, action: Action, body: object, sound = true): Try => ({
    ...{
      who: somebody(dice, whoMay(action, unitId, scope)),
      verb,
      path: `${page}/${verb}`,
      body,
      page,
      button: verb,
      sound,
    },
  })
  const whole = Object.values(incident.fourElements ?? {}).filter(Boolean).length === 4
  const elements = () => (dice.chance(straight ? 0.95 : 0.75) ? yes : { ...yes, [dice.pick(Object.keys(yes))]: false })
  const grades = (['general', 'larger', 'major', 'extraordinary'] as const).filter((g) => g !== incident.grade)
  const forward = straight ? 2 : 1
  const invited = (states: Incident['state'][], weight: number) => (states.includes(state) ? weight : 0.15)
  return [
    {
      weight: whole ? 0.2 : invited(['suspected', 'reported', 'confirmed', 'under_study'], 3 * forward),
      make: () => at('confirm', 'confirm-incident', { elements: elements(), ...because }),
    },
    { weight: invited(['suspected', 'reported'], 0.35), make: () => at('reject', 'reject-incident', because) },
    { weight: invited(['reported'], 4 * forward), make: () => at('study', 'study-incident', because) },
    {
      weight: invited(['under_study', 'active'], incident.grade ? 0.4 : 2),
      make: () => at('grade', 'grade-incident', { grade: dice.pick(grades), ...because }),
    },
    {
      weight: state === 'under_study' || state === 'managed_without_plan' ? (whole ? 6 : 1) : 0.2,
      make: () => at('activate', 'activate-plan', because),
    },
    { weight: invited(['under_study'], 1), make: () => at('decline', 'activate-plan', because) },
    {
      weight: invited(['active', 'managed_without_plan'], 0.5),
      make: () => at('terminate', 'terminate-plan', { ...because, override: dice.chance(0.8) }),
    },
    { weight: invited(['terminated'], 2), make: () => at('archive', 'archive-incident', because) },
    { weight: invited(['terminated'], 2), make: () => at('reopen', 'activate-plan', because) },
    { weight: straight ? 0.4 : 0.9, make: () => at('scope', 'set-scope', scopeGiven(incident, dice), false) },
    ...foundTimeTries({ rows, now, dice }, incident),
  ]
}

function scopeGiven(incident: Incident, dice: Dice): object {
  const scope = dice.weighted<{ scope: IncidentScope; weight: number }>([
    { scope: 'region_wide', weight: 3 },
    { scope: 'city_only', weight: 2 },
    { scope: 'county_only', weight: 1 },
  ]).scope
  const unitIds = [incident.unitId, ...dice.some(['gx-liuzhou', 'gx-guilin', 'gx-sanjiang', 'xm'], 0.15)]
  return { scope, unitIds, ...because }
}

function foundTimeTries({ rows, now, dice }: Pick<Scene, 'rows' | 'now' | 'dice'>, incident: Incident): Possible[] {
  const page = `/api/incidents/${incident.id}`
  const unitId = dice.pick(incident.unitIds)
  const waiting = rows.foundTimes.findLast((f) => f.incidentId === incident.id && f.state === 'proposed')
  const common = { page, sound: false }
  return [
    {
      weight: 1,
      make: () => ({
        ...{ ...common, verb: 'found-time', button: 'found-time', path: `${page}/found-time` },
        who: somebody(dice, whoMay('change-found-time', unitId)),
        body: {
          unitId,
          foundAt: addMs(now, dice.between(-5 * hour, 5 * minute)).toISOString(),
          reason: '首次打开系误触',
        },
      }),
    },
    {
      weight: waiting ? 3 : 0.1,
      make: () => ({
        ...{ ...common, verb: 'confirm-found-time', button: 'confirm-found-time', path: `${page}/confirm-found-time` },
        who: somebody(dice, whoMay('confirm-found-time', waiting?.unitId ?? unitId)),
        body: { proposalId: waiting?.id ?? 'proposal-of-nobody' },
      }),
    },
  ]
}
