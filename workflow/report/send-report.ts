/**
 * Sends a report upward. It is complete on delivery: written reports count from the server's time of receipt, whatever time
 * the sender typed; a call typed by its caller counts only once the receiver confirms it (domain catalogue C3, GAP-18).
 */
import type { Form, FormFields } from '../../domain/form.ts'
import type { ReportChannel, ReportKind } from '../../domain/incident.ts'
import { type Refusal, type Result, ok, refuse } from '../../domain/result.ts'
import { appendAudit } from '../../store/audit.ts'
import { type Incident, updateIncident } from '../../store/incidents.ts'
import type { Db } from '../../store/open.ts'
import { type FullReport, insertReport, reachedUnits, reportsOf } from '../../store/reports.ts'
import { agentOf, type By } from '../by.ts'
import { findersOf, reportersOf } from '../incident/incident.ts'
import { type JudgedIncident, lockAndJudgeIncident } from '../incident/incident-command.ts'
import { may } from '../policy.ts'
import { readText } from '../text.ts'
import { announceReceipts, meetByReport, type MetClock, startForwarding } from './deliver-report.ts'
import { claimRefusal, kindRefusal, openRule, type Route, routeOf } from './report.ts'
import { fieldsHash, readFormFields } from '../form/forms.ts'
import { plansOfIncident } from '../form/known.ts'
import { chooseForm, type FormChoice } from './forms.ts'
import { skipLevelOf } from './skip-level.ts'
import type { Clock } from '../../store/clocks.ts'
import { reportClocks } from '../incident/owed.ts'
import type { Plan } from '../plan/shape.ts'

export type ReportInput = {
  incidentId: string
  kind: ReportKind
  channel: ReportChannel
  fromUnitId: string
  /** Units of the tree. One permitted recipient makes the report count; a copy to a passed-over parent is made here. */
  toUnitIds: string[]
  /** Addressees outside the tree; recorded, never enough. */
  otherRecipients?: string[]
  /** Of the plans that run on it; the usual form of this kind of report where none is named. */
  form?: FormChoice | null
  fields: FormFields
  claimedFoundAt?: Date | null
  /** When the sender says it was sent; for a call, when it was made. */
  claimedSentAt?: Date | null
  /** Why the level above is passed over: asked for wherever the duty is not free to (附4第六条 is). */
  skipReason?: string | null
  parentIsSubject?: boolean
}
export type ReportSent = {
  reportId: string
  seq: number
  /** Null while it counts for no duty; `shortfall` says why. */
  countsAt: Date | null
  shortfall: Refusal | null
  met: MetClock[]
}

export async function sendReport(db: Db, input: ReportInput, by: By): Promise<Result<ReportSent>> {
  return db.transaction(async (tx) => {
    const judged = await lockAndJudgeIncident(tx, { incidentId: input.incidentId, verb: 'report' }, by)
    if (!judged.ok) return judged
    const read = await readReport(tx, input, { judged: judged.value, by })
    if (!read.ok) return read
    const { facts, tree } = judged.value
    const { route, heldFromUnitId, seat } = read.value
    const { actor, at } = by
    const agent = agentOf(actor, seat)

    const countsAt = route.reachesSuperior && input.channel !== 'phone' ? at : null
    const report = await writeReport(tx, input, { ...read.value, countsAt, by })
    const to = countsAt ? judged.value.to : facts.incident.state
    const incident = await updateIncident(tx, facts.incident.id, { state: to, heldFromUnitId })
    const shortfall = shortfallOf(input, { route, rule: openRule(facts, route.bureauId) })
    await recordSending(tx, { report, facts, incident, route, shortfall }, { agent, at })
    const context = { incident, tree, by: agent, at }
    const meeting = { report, bureauId: route.bureauId, toIds: route.toIds, delivery: { at, proof: 'server' as const } }
    const met = input.channel === 'phone' ? [] : await meetByReport(tx, meeting, context)
    const arrived = report.receipts.filter((r) => r.deliveredAt !== null && r.unitId !== route.bureauId)
    await announceReceipts(tx, { report, receipts: arrived, timers: input.channel !== 'phone' }, context)
    if (countsAt) await startForwarding(tx, { ...meeting, countsAt }, context)
    return ok({ reportId: report.id, seq: report.seq, countsAt, shortfall, met })
  })
}

type Read = Awaited<ReturnType<typeof readReport>> extends Result<infer T> ? T : never

/** Everything about the input that can be refused. */
async function readReport(
  tx: Db,
  input: ReportInput,
  { judged: { facts, tree }, by: { actor, at } }: { judged: JudgedIncident; by: By },
) {
  const { incident } = facts
  const right = may(actor, 'send-report', { unitId: input.fromUnitId, tree })
  if (!right.ok) return right
  const plans = await plansOfIncident(tx, incident)
  const content = readContent(plans, input)
  if (!content.ok) return content
  const skipReason = readText(input.skipReason ?? '', { field: 'skipReason', min: 0, max: 500 })
  if (!skipReason.ok) return skipReason
  const others = readOthers(input.otherRecipients ?? [])
  if (!others.ok) return others
  const future =
    claimRefusal(input.claimedFoundAt, 'claimedFoundAt', at) ?? claimRefusal(input.claimedSentAt, 'claimedSentAt', at)
  if (future) return { ok: false as const, refusal: future }
  if (input.channel === 'phone' && !input.claimedSentAt)
    return refuse('missing-field', { field: 'claimedSentAt', rule: 'policy-phone' })

  const bureauId = tree.bureauOf(input.fromUnitId)?.id
  if (!bureauId || !reportersOf(facts).includes(bureauId)) return refuse('not-allowed', { field: 'fromUnitId' })
  const held = await heldUnit(tx, { incident, bureauId, parentIsSubject: input.parentIsSubject ?? false }, tree)
  if (!held.ok) return held
  const route = routeOf({ ...input, heldFromUnitId: held.value }, tree)
  if (!route.ok) return route
  const unsaid = skipRefusal(plans, { route: route.value, clocks: facts.clocks, reason: skipReason.value })
  if (unsaid) return { ok: false as const, refusal: unsaid }
  if (route.value.toIds.length === 0 && others.value.length === 0)
    return refuse('missing-field', { field: 'toUnitIds' })
  const earlier = (await reportsOf(tx, incident.id)).filter((r) => tree.bureauOf(r.fromUnitId)?.id === bureauId)
  const kind = kindRefusal(input.kind, earlier)
  if (kind) return { ok: false as const, refusal: kind }
  return ok({
    ...content.value,
    skipReason: skipReason.value || null,
    others: others.value,
    route: route.value,
    heldFromUnitId: held.value,
    seat: right.value,
  })
}

/** The form and what was filled in by it. */
export function readContent(
  plans: Plan[],
  { kind, form: choice, fields: given }: Pick<ReportInput, 'kind' | 'form' | 'fields'>,
): Result<{ form: Form; fields: FormFields }> {
  const form = chooseForm(plans, { kind, choice: choice ?? null })
  if (!form.ok) return form
  const fields = readFormFields(form.value, kind, given)
  return fields.ok ? ok({ form: form.value, fields: fields.value }) : fields
}

/** 必要时可越级: whoever passes a level over says why, unless the duty is free to. */
export function skipRefusal(
  plans: Plan[],
  { route, clocks, reason }: { route: Route; clocks: Clock[]; reason: string },
): Refusal | null {
  if (!route.skipLevel || reason !== '') return null
  const duties = reportClocks(clocks).filter((c) => c.unitId === route.bureauId)
  const free =
    skipLevelOf(
      plans,
      duties.map((c) => c.duty),
    ) === 'free'
  if (free) return null
  // A plan of another province has an article of its own, which the page shows with the plan.
  const ours = plans.some((plan) => plan.rules.some((r) => r.id === 'G0-9-local'))
  return { code: 'missing-field', field: 'skipReason', ...(ours && { rule: 'G0-9-local' as const }) }
}

function readOthers(given: string[]): Result<string[]> {
  if (given.length > 10) return refuse('too-large', { field: 'otherRecipients', detail: { max: 10 } })
  const names: string[] = []
  for (const each of given) {
    const name = readText(each, { field: 'otherRecipients', min: 1, max: 100 })
    if (!name.ok) return name
    names.push(name.value)
  }
  return ok(names)
}

/** The unit the matter is held back from, after this report. What a parent was told already cannot be taken back. */
async function heldUnit(
  tx: Db,
  { incident, bureauId, parentIsSubject }: { incident: Incident; bureauId: string; parentIsSubject: boolean },
  tree: JudgedIncident['tree'],
): Promise<Result<string | null>> {
  if (!parentIsSubject) return ok(incident.heldFromUnitId)
  const parent = tree.parentOf(bureauId)
  if (!parent || parent.id === parent.rootId) return refuse('invalid-field', { field: 'parentIsSubject' })
  if (incident.heldFromUnitId === parent.id) return ok(parent.id)
  const told = findersOf(incident).includes(parent.id) || (await reachedUnits(tx, incident.id)).includes(parent.id)
  return told || incident.heldFromUnitId ? refuse('wrong-state', { field: 'parentIsSubject' }) : ok(parent.id)
}

function writeReport(
  tx: Db,
  input: ReportInput,
  { form, fields, skipReason, others, route, heldFromUnitId, countsAt, by }: Read & { countsAt: Date | null; by: By },
): Promise<FullReport> {
  const { actor, at } = by
  const copyHeld = route.copyToId !== null && route.copyToId === heldFromUnitId
  return insertReport(
    tx,
    {
      incidentId: input.incidentId,
      kind: input.kind,
      form,
      fromUnitId: input.fromUnitId,
      channel: input.channel,
      claimedFoundAt: input.claimedFoundAt ?? null,
      claimedSentAt: input.claimedSentAt ?? null,
      sentAt: at,
      countsAt,
      otherRecipients: others,
      signedByUserId: actor.userId,
      signedByName: actor.name,
      skipLevel: route.skipLevel,
      skipReason,
    },
    {
      revision: { fields, hash: fieldsHash(fields), byUserId: actor.userId, byName: actor.name, at },
      receipts: [
        ...route.toIds.map((unitId) => ({ unitId, copy: false, deliveredAt: at })),
        ...(route.copyToId === null
          ? []
          : [{ unitId: route.copyToId, copy: true, ...(copyHeld ? { heldAt: at } : { deliveredAt: at }) }]),
      ],
    },
  )
}

async function recordSending(
  tx: Db,
  {
    report,
    facts,
    incident,
    route,
    shortfall,
  }: {
    report: FullReport
    facts: JudgedIncident['facts']
    incident: Incident
    route: Route
    shortfall: Refusal | null
  },
  { agent, at }: { agent: ReturnType<typeof agentOf>; at: Date },
): Promise<void> {
  const { kind, seq, channel, fromUnitId, countsAt, claimedFoundAt, claimedSentAt, otherRecipients, skipLevel } = report
  await appendAudit(tx, {
    at,
    by: agent,
    action: 'send',
    subject: { kind: 'report', id: report.id },
    incidentId: incident.id,
    before: { state: facts.incident.state, held: facts.incident.heldFromUnitId },
    after: {
      ...{ kind, seq, channel, fromUnitId, countsAt, claimedFoundAt, claimedSentAt, otherRecipients, skipLevel },
      toUnitIds: route.toIds,
      copyTo: route.copyToId,
      state: incident.state,
      held: incident.heldFromUnitId,
      form: report.form?.form,
      hash: report.revisionList[0]?.hash,
      shortfall: shortfall?.code ?? null,
    },
    reason: report.skipReason,
  })
}

/** Why a report meets no duty although it was accepted. */
function shortfallOf(
  { channel }: ReportInput,
  { route, rule }: { route: Route; rule: Refusal['rule'] },
): Refusal | null {
  if (!route.reachesSuperior) return { code: 'wrong-recipient', rule }
  return channel === 'phone' ? { code: 'wrong-state', rule: 'policy-phone' } : null
}
