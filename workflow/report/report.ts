/**
 * Whom a report may go to so that it counts, and from when a call counts (domain catalogue C3, GAP-18). What it must contain
 * says its form (forms.ts). Pure: reading and writing is done by the commands.
 */
import type { ReportKind } from '../../domain/incident.ts'
import { type Refusal, type Result, ok, refuse } from '../../domain/result.ts'
import type { CitedRule, RuleId } from '../../domain/rules.ts'
import { minute } from '../../domain/time.ts'
import type { UnitTree } from '../../domain/units.ts'
import type { FullReport } from '../../store/reports.ts'
import { superiorsOf } from '../clock/duties.ts'
import { isEnded, isHeldFrom, reportClocks } from '../incident/owed.ts'
import type { IncidentFacts, Who } from '../incident/incident.ts'
import { claimedTimeToleranceMs } from '../incident/claimed-time.ts'
import { citedRule } from '../plan/cited-rule.ts'
import { may } from '../policy.ts'
import type { AllowedMove } from '../review/flag.ts'

/** A claimed time is only a claim: kept when past, refused when it lies ahead by more than the tolerance. */
export const claimRefusal = (claimed: Date | null | undefined, field: string, now: Date): Refusal | null =>
  claimed && claimed.getTime() > now.getTime() + claimedTimeToleranceMs
    ? { code: 'time-in-future', rule: 'policy-claimed-time', field }
    : null

/** A call counts from its own time only when the receiver's entry stands within this time of it (policy-phone). */
const confirmCallWithinMs = 30 * minute
export const callCounts = (callAt: Date, enteredAt: Date): boolean =>
  enteredAt.getTime() - callAt.getTime() <= confirmCallWithinMs

/** A call cannot lie ahead of the server's time: within the tolerance of claims it counts as now. */
export const earlierOf = (a: Date, b: Date): Date => new Date(Math.min(a.getTime(), b.getTime()))

/** The rule of the duty that a report to nobody permitted leaves open: the one that ends first (GAP-08). */
export const openRule = (
  { clocks, plan }: Pick<IncidentFacts, 'clocks' | 'plan'>,
  bureauId: string,
): RuleId | CitedRule => {
  const open = reportClocks(clocks).find((c) => c.unitId === bureauId && c.kind === 'hard' && c.metAt === null)
  return (open && citedRule(plan, open.rule)) ?? citedRule(plan, 'G0-11')!
}

export type Route = {
  /** The bureau that reports; a division reports for its bureau. */
  bureauId: string
  /** Bureaus addressed, each once. */
  toIds: string[]
  /** One of them is a superior: the report counts as delivered upward. */
  reachesSuperior: boolean
  /** The parent was passed over on the way to the root bureau. */
  skipLevel: boolean
  /** The parent that gets a copy for information. */
  copyToId: string | null
}

/** Whom a report goes to. Refuses a unit of another tree, and the unit the matter is held back from. */
export function routeOf(
  { fromUnitId, toUnitIds, heldFromUnitId }: { fromUnitId: string; toUnitIds: string[]; heldFromUnitId: string | null },
  tree: UnitTree,
): Result<Route> {
  const bureau = tree.bureauOf(fromUnitId)
  if (!bureau) return refuse('invalid-field', { field: 'fromUnitId' })
  const toIds = new Set<string>()
  for (const id of toUnitIds) {
    const to = tree.bureauOf(id)
    if (to?.rootId !== bureau.rootId || to.id === heldFromUnitId)
      return refuse('invalid-field', { field: 'toUnitIds', detail: { unitId: id } })
    toIds.add(to.id)
  }
  const superiors = superiorsOf(bureau.id, tree)
  const parent = tree.parentOf(bureau.id)
  const skipLevel =
    parent !== undefined && parent.id !== bureau.rootId && toIds.has(bureau.rootId) && !toIds.has(parent.id)
  return ok({
    bureauId: bureau.id,
    toIds: [...toIds],
    reachesSuperior: superiors.some((id) => toIds.has(id)),
    skipLevel,
    copyToId: skipLevel ? parent.id : null,
  })
}

/** First reports come before later ones, and only one of them counts for a bureau. */
export function kindRefusal(kind: ReportKind, earlier: Pick<FullReport, 'kind' | 'countsAt'>[]): Refusal | null {
  const counted = earlier.filter((r) => r.countsAt !== null)
  if (kind === 'first')
    return counted.some((r) => r.kind === 'first') ? { code: 'already-exists', field: 'kind' } : null
  return counted.length > 0 ? null : { code: 'wrong-state', field: 'kind' }
}

const reportVerbs = ['revise', 'acknowledge', 'confirm-phone'] as const
export type ReportVerb = (typeof reportVerbs)[number]

/** For the buttons of one report; which unit acknowledges is the receipt's. */
export function allowedReportMoves(
  report: FullReport,
  { incident }: Pick<IncidentFacts, 'incident'>,
  { actor, tree }: Who,
): AllowedMove<ReportVerb>[] {
  const judge: Record<ReportVerb, () => Refusal | null> = {
    revise: () => {
      if (isEnded(incident) && incident.state !== 'terminated') return { code: 'wrong-state' }
      return refusalOf(may(actor, 'send-report', { unitId: report.fromUnitId, tree }))
    },
    acknowledge: () => {
      const waiting = report.receipts.filter((r) => r.deliveredAt && !r.acknowledgedAt)
      return waiting.length === 0 ? { code: 'wrong-state' } : receiverRefusal(waiting)
    },
    'confirm-phone': () => {
      const waits = report.channel === 'phone' && report.countsAt === null
      const receivers = report.receipts.filter(
        (r) => !r.copy && superiorsOf(report.fromUnitId, tree).includes(r.unitId),
      )
      return waits ? receiverRefusal(receivers) : { code: 'wrong-state' }
    },
  }
  const receiverRefusal = (receipts: FullReport['receipts']): Refusal | null => {
    const rights = receipts.map((r) => may(actor, 'receive-report', { unitId: r.unitId, tree }))
    return rights.some((r) => r.ok) ? null : { code: 'not-allowed', rule: 'policy-ack' }
  }
  return reportVerbs.map((verb) => {
    const refusal: Refusal | null = isHeldFrom(actor, incident, tree) ? { code: 'not-found' } : judge[verb]()
    return refusal ? { verb, allowed: false, refusal } : { verb, allowed: true }
  })
}

const refusalOf = (result: Result<unknown>): Refusal | null => (result.ok ? null : result.refusal)
