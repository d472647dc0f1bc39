/**
 * What happens when a report leaves: receipts, copies, messages, the receivers' timers, and the clocks it meets. Shared by
 * the commands that send, log and confirm; they hold the incident's lock and have judged the move.
 */
import type { Agent, UnitTree } from '../../domain/units.ts'
import type { ClockState } from '../../domain/incident.ts'
import { ruleById } from '../../domain/rules.ts'
import { appendAudit } from '../../store/audit.ts'
import { type Clock, clocksOf, updateClock } from '../../store/clocks.ts'
import type { Incident } from '../../store/incidents.ts'
import type { Db } from '../../store/open.ts'
import { type FullReport, type Receipt, reportsOf } from '../../store/reports.ts'
import { meetClock } from '../clock/clock.ts'
import { acknowledgeDuty, type OwedDuty } from '../clock/duties.ts'
import { startClocks } from '../clock/start-clocks.ts'
import { notify, officeRoles } from '../delivery/notify.ts'
import { isEnded, reportClocks } from '../incident/owed.ts'
import { noteInstants } from '../plan/note-instants.ts'
import { owedOnBeingTold } from '../plan/owed.ts'
import { basesOf } from '../plan/plan.ts'
import { type RunText, textsOfIncident } from '../plan/plan-text.ts'

export type MetClock = { clockId: string; duty: string; state: ClockState }
export type Context = { incident: Incident; tree: UnitTree; by: Agent; at: Date }

/** Meets every open clock of the bureau that one of the recipients satisfies; answers with how each ended. */
export async function meetByReport(
  tx: Db,
  {
    report,
    bureauId,
    toIds,
    delivery,
  }: {
    report: { id: string }
    bureauId: string
    toIds: string[]
    delivery: { at: Date; proof: 'server' | 'call' }
  },
  context: Context,
): Promise<MetClock[]> {
  const met: MetClock[] = []
  for (const clock of reportClocks(await clocksOf(tx, context.incident.id))) {
    if (clock.unitId !== bureauId || !clock.recipientIds.some((id) => toIds.includes(id))) continue
    const state = await meet(tx, { clock, delivery, reportId: report.id }, context)
    if (state) met.push({ clockId: clock.id, duty: clock.duty, state })
  }
  return met
}

/** Ends the receiver's own timer for one receipt. */
export async function meetAcknowledgement(tx: Db, receipt: Receipt, context: Context): Promise<void> {
  const clocks = await clocksOf(tx, context.incident.id)
  const timer = clocks.find((c) => c.duty === acknowledgeDuty.duty && c.subjectId === receipt.id)
  if (timer)
    await meet(tx, { clock: timer, delivery: { at: context.at, proof: 'server' }, reportId: receipt.reportId }, context)
}

async function meet(
  tx: Db,
  { clock, delivery, reportId }: { clock: Clock; delivery: { at: Date; proof: 'server' | 'call' }; reportId: string },
  { by, at }: Context,
): Promise<ClockState | null> {
  const change = meetClock(clock, delivery)
  if (!change?.state) return null
  await updateClock(tx, clock.id, { ...change, reportId, dueAt: null })
  await appendAudit(tx, {
    at,
    by,
    action: 'meet',
    subject: { kind: 'clock', id: clock.id },
    incidentId: clock.incidentId,
    before: { state: clock.state },
    after: {
      ...change,
      duty: clock.duty,
      unitId: clock.unitId,
      limitAt: clock.limitAt,
      reportId,
      proof: delivery.proof,
    },
  })
  return change.state
}

/** Tells the office of each recipient; main recipients get a timer to acknowledge, copies are for information. */
export async function announceReceipts(
  tx: Db,
  { report, receipts, timers }: { report: FullReport; receipts: Receipt[]; timers: boolean },
  { incident, tree, by, at }: Context,
): Promise<void> {
  for (const receipt of receipts) {
    await notify(
      tx,
      {
        key: `receipt:${receipt.id}`,
        kind: 'report_received',
        to: [{ unitId: receipt.unitId, roles: officeRoles }],
        incidentId: incident.id,
        facts: {
          no: incident.no,
          title: incident.title,
          reportId: report.id,
          kind: report.kind,
          channel: report.channel,
          seq: report.seq,
          unitId: report.fromUnitId,
          unit: tree.byId(report.fromUnitId)?.name ?? report.fromUnitId,
          copy: receipt.copy ? 1 : 0,
          // A call that waits for the receiver's word on when it came.
          unconfirmed: report.channel === 'phone' && report.countsAt === null ? 1 : 0,
        },
        heldFromUnitId: incident.heldFromUnitId,
      },
      tree,
      at,
    )
    if (!timers || receipt.copy) continue
    await startClocks(
      tx,
      {
        incident,
        unitId: receipt.unitId,
        duties: [receiptDuty],
        startEvent: 'report-delivered',
        startAt: at,
        subjectId: receipt.id,
        reportId: report.id,
      },
      { tree, by, at },
    )
  }
}

/**
 * A bureau that took a report has been told of the matter: where a plan of the matter binds whoever is told, it owes its own, unless
 * the root was reached already or it reports as a finder.
 */
export async function startForwarding(
  tx: Db,
  { bureauId, toIds, countsAt }: { bureauId: string; toIds: string[]; countsAt: Date },
  { incident, tree, by, at }: Context,
): Promise<void> {
  if (isEnded(incident)) return
  await noteInstants(tx, { incident, instants: { received: countsAt, reported: countsAt } }, { tree, by, at })
  const counted = (await reportsOf(tx, incident.id)).filter((r) => r.countsAt !== null)
  if (counted.some((r) => r.receipts.some((to) => to.unitId === incident.rootId && to.deliveredAt))) return
  const clocks = await clocksOf(tx, incident.id)
  const texts = await textsOfIncident(tx, incident.id)
  for (const unitId of toIds) {
    if (unitId === bureauId || reportClocks(clocks).some((c) => c.unitId === unitId && c.state !== 'void')) continue
    const owed = toldDutyOf(texts, unitId, tree)
    if (!owed) continue
    const start = { incident, unitId, ...owed, startEvent: 'report-delivered' as const, startAt: countsAt }
    await startClocks(tx, start, { tree, by, at })
  }
}

/** By the first run whose plan says so, itself or by the base it uses. */
function toldDutyOf(texts: RunText[], unitId: string, tree: UnitTree) {
  for (const { run, plan } of texts)
    for (const text of [plan, ...basesOf(plan)]) {
      const duty = owedOnBeingTold(text, unitId, tree)
      if (duty) return { activationId: run.id, duties: [duty] }
    }
  return null
}

const receiptDuty: OwedDuty = {
  duty: acknowledgeDuty.duty,
  ruleVersion: acknowledgeDuty.version,
  rule: acknowledgeDuty.rule,
  basis: ruleById(acknowledgeDuty.rule).basis,
  kind: acknowledgeDuty.kind,
  limitMs: acknowledgeDuty.limitMs,
  recipientIds: [],
}
