/**
 * The receiver enters a report it took by phone. The confirmed time of the call counts: a call within the limit meets the
 * duty although the clock ran out before it was logged (AC-08). The notice that it was overdue stays in the record.
 */
import type { Form, FormFields } from '../../domain/form.ts'
import type { ReportKind } from '../../domain/incident.ts'
import { ok, type Result, refuse } from '../../domain/result.ts'
import { appendAudit } from '../../store/audit.ts'
import { updateIncident } from '../../store/incidents.ts'
import type { Db } from '../../store/open.ts'
import { type FullReport, insertReport, reportsOf } from '../../store/reports.ts'
import { agentOf, type By } from '../by.ts'
import { superiorsOf } from '../clock/duties.ts'
import { reportersOf } from '../incident/incident.ts'
import { type JudgedIncident, lockAndJudgeIncident } from '../incident/incident-command.ts'
import { may } from '../policy.ts'
import { readText } from '../text.ts'
import { announceReceipts, type MetClock, meetByReport, startForwarding } from './deliver-report.ts'
import { callCounts, claimRefusal, earlierOf, kindRefusal, openRule, type Route, routeOf } from './report.ts'
import type { FormChoice } from './forms.ts'
import { fieldsHash } from '../form/forms.ts'
import { plansOfIncident } from '../form/known.ts'
import { readContent, skipRefusal } from './send-report.ts'

export type PhoneReportInput = {
  incidentId: string
  kind: ReportKind
  fromUnitId: string
  /** The unit that took the call; one of the person's own. */
  toUnitId: string
  callAt: Date
  /** Who called, as said on the phone. */
  caller: string
  /** Why they passed the level above over, as said on the phone. */
  skipReason?: string | null
  /** Of the plans that run on it; the usual form of this kind of report where none is named. */
  form?: FormChoice | null
  fields: FormFields
}
export type PhoneReportLogged = { reportId: string; seq: number; countsAt: Date; met: MetClock[] }

/** An entry more than 30 minutes after the call counts from the entry, not from the call (policy-phone). */
export async function logPhoneReport(db: Db, input: PhoneReportInput, by: By): Promise<Result<PhoneReportLogged>> {
  return db.transaction(async (tx) => {
    const { actor, at } = by
    const judged = await lockAndJudgeIncident(tx, { incidentId: input.incidentId, verb: 'log-phone' }, by)
    if (!judged.ok) return judged
    const { facts, tree, to } = judged.value
    const call = await readCall(tx, input, { judged: judged.value, by })
    if (!call.ok) return call

    const { route, seat, byCall } = call.value
    const report = await writeCall(tx, input, { ...call.value, heldFromUnitId: facts.incident.heldFromUnitId, by })
    const incident = await updateIncident(tx, input.incidentId, { state: to })
    const agent = agentOf(actor, seat)
    const { kind, seq, fromUnitId, signedByName, claimedSentAt, countsAt } = report
    await appendAudit(tx, {
      at,
      by: agent,
      action: 'log-phone',
      subject: { kind: 'report', id: report.id },
      incidentId: incident.id,
      before: { state: facts.incident.state },
      after: {
        ...{ kind, seq, fromUnitId, toUnitId: input.toUnitId, caller: signedByName, callAt: claimedSentAt, countsAt },
        ...{ state: to, hash: report.revisionList[0]?.hash },
      },
    })
    const context = { incident, tree, by: agent, at }
    const delivery = { at: call.value.countsAt, proof: byCall ? ('call' as const) : ('server' as const) }
    const met = await meetByReport(tx, { report, bureauId: route.bureauId, toIds: route.toIds, delivery }, context)
    const copies = report.receipts.filter((r) => r.copy && r.deliveredAt !== null)
    await announceReceipts(tx, { report, receipts: copies, timers: false }, context)
    await startForwarding(tx, { ...route, countsAt: call.value.countsAt }, context)
    return ok({ reportId: report.id, seq, countsAt: call.value.countsAt, met })
  })
}

/** Everything about the input that can be refused, and from when the call counts. */
async function readCall(
  tx: Db,
  input: PhoneReportInput,
  { judged: { facts, tree }, by: { actor, at } }: { judged: JudgedIncident; by: By },
) {
  const { incident } = facts
  const right = may(actor, 'receive-report', { unitId: input.toUnitId, tree })
  if (!right.ok) return right
  const caller = readText(input.caller, { field: 'caller', min: 1, max: 60 })
  if (!caller.ok) return caller
  const plans = await plansOfIncident(tx, incident)
  const content = readContent(plans, input)
  if (!content.ok) return content
  const skipReason = readText(input.skipReason ?? '', { field: 'skipReason', min: 0, max: 500 })
  if (!skipReason.ok) return skipReason
  const future = claimRefusal(input.callAt, 'callAt', at)
  if (future) return { ok: false as const, refusal: future }
  const ends = { fromUnitId: input.fromUnitId, toUnitIds: [input.toUnitId], heldFromUnitId: incident.heldFromUnitId }
  const route = routeOf(ends, tree)
  if (!route.ok) return route
  const unsaid = skipRefusal(plans, { route: route.value, clocks: facts.clocks, reason: skipReason.value })
  if (unsaid) return { ok: false as const, refusal: unsaid }
  const { bureauId, toIds } = route.value
  if (!reportersOf(facts).includes(bureauId)) return refuse('invalid-field', { field: 'fromUnitId' })
  if (!superiorsOf(bureauId, tree).some((id) => toIds.includes(id)))
    return refuse('wrong-recipient', { rule: openRule(facts, bureauId), field: 'toUnitId' })
  const earlier = (await reportsOf(tx, incident.id)).filter((r) => tree.bureauOf(r.fromUnitId)?.id === bureauId)
  const kind = kindRefusal(input.kind, earlier)
  if (kind) return { ok: false as const, refusal: kind }
  const byCall = callCounts(input.callAt, at)
  const countsAt = byCall ? earlierOf(input.callAt, at) : at
  return ok({
    ...content.value,
    ...{ caller: caller.value, skipReason: skipReason.value || null, route: route.value },
    ...{ seat: right.value, byCall, countsAt },
  })
}

function writeCall(
  tx: Db,
  input: PhoneReportInput,
  {
    form,
    fields,
    caller,
    skipReason,
    route,
    countsAt,
    heldFromUnitId,
    by: { actor, at },
  }: {
    form: Form
    fields: FormFields
    caller: string
    skipReason: string | null
    route: Route
    countsAt: Date
    heldFromUnitId: string | null
    by: By
  },
): Promise<FullReport> {
  const { toIds, skipLevel, copyToId } = route
  const taken = { copy: false, deliveredAt: countsAt, acknowledgedAt: at, acknowledgedBy: actor.name }
  const copied = { copy: true, ...(copyToId === heldFromUnitId ? { heldAt: at } : { deliveredAt: at }) }
  return insertReport(
    tx,
    {
      ...{
        incidentId: input.incidentId,
        kind: input.kind,
        form,
        fromUnitId: input.fromUnitId,
        channel: 'phone' as const,
      },
      ...{ claimedSentAt: input.callAt, sentAt: countsAt, countsAt, skipLevel, skipReason },
      ...{ signedByUserId: '', signedByName: caller },
    },
    {
      revision: { fields, hash: fieldsHash(fields), byUserId: actor.userId, byName: actor.name, at },
      receipts: [
        ...toIds.map((unitId) => ({ unitId, ...taken })),
        ...(copyToId === null ? [] : [{ unitId: copyToId, ...copied }]),
      ],
    },
  )
}
