/**
 * A person opens an incident that no article told of: a failure, a quake, an accident, a leak. The plan of its family is
 * proposed at once, so that what is owed on finding runs from the finding.
 */
import type { IncidentFamily } from '../../domain/incident.ts'
import { type Result, ok, refuse } from '../../domain/result.ts'
import type { Actor, UnitTree } from '../../domain/units.ts'
import { appendAudit } from '../../store/audit.ts'
import { insertDrill, type NewDrill } from '../../store/drills.ts'
import { type Incident, insertIncident } from '../../store/incidents.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import type { By } from '../by.ts'
import { agentOf } from '../by.ts'
import { notify, officeRoles } from '../delivery/notify.ts'
import { mayRun } from '../drill/drill.ts'
import { plansOf } from '../plan/adopted.ts'
import { readOpeningForm } from '../plan/opening-form.ts'
import { insertRun, readInstants, readMode, type StatedInstants } from '../plan/propose-plan.ts'
import type { Plan } from '../plan/shape.ts'
import { may } from '../policy.ts'
import { readText } from '../text.ts'
import { claimedTimeToleranceMs } from './claimed-time.ts'
import { firstScope, isInCompartment } from './owed.ts'

export type OpeningInput = {
  /** The bureau that found it; a division's person names the division or its bureau. */
  unitId: string
  /** The plan that is proposed; its family is the incident's. */
  plan: string
  mode?: string
  subject?: string
  title: string
  place: string
  /** When it was found, and when it happened where that is another instant. */
  foundAt: Date
  instants?: StatedInstants
  /** An exercise (演练): numbers of its own, nothing leaves the house (policy-drill). A restricted plan is drilled by a script alone. */
  drill?: boolean
  /** By the plan's form; offline fields stay empty. */
  fields?: Record<string, string>
}
/** Whoever reports a leak learns its number and nothing else: `incidentId` is null where they may not see it. */
export type OpenedByHand = { incidentId: string | null; no: string; activationId: string | null }

export const openIncident = (db: Db, input: OpeningInput, by: By): Promise<Result<OpenedByHand>> =>
  db.transaction((tx) => openByHand(tx, input, by))

/** Inside the caller's transaction, for a flag that becomes a leak: nothing in the incident points back to the flag. */
export async function openByHand(
  tx: Db,
  input: OpeningInput,
  { actor, at }: By,
  /** The drill that opens it (workflow/drill): whoever runs it has been judged, and its time begins here. */
  script?: Omit<NewDrill, 'incidentId'>,
): Promise<Result<OpenedByHand>> {
  const tree = await loadUnitTree(tx)
  const bureau = tree.bureauOf(input.unitId)
  if (!bureau) return refuse('invalid-field', { field: 'unitId' })
  const plan = (await plansOf(tx, bureau.rootId)).find((p) => p.plan === input.plan)
  if (!plan) return refuse('invalid-field', { field: 'plan' })
  const opens = plan.restricted ? 'open-leak' : 'open-incident'
  const right = script
    ? mayRun(actor, { unitId: bureau.id, ...plan }, tree)
    : may(actor, opens, { unitId: bureau.id, tree })
  if (!right.ok) return right
  const read = readOpening(input, plan, { at })
  if (!read.ok) return read
  const { title, place, mode, opening, instants } = read.value
  const subject = input.subject ?? null
  if (input.drill && plan.restricted && !script)
    return refuse('invalid-field', { field: 'drill', rule: 'policy-drill' })
  if (subject !== null && !plan.subjects.some((s) => s.subject === subject))
    return refuse('invalid-field', { field: 'subject' })
  const happened = input.instants?.occurred ?? input.instants?.origin ?? null

  const incident = await insertIncident(tx, {
    ...{ rootId: bureau.rootId, unitId: bureau.id, unitIds: [bureau.id], title, place, opening },
    ...{ family: familyOf(plan), restricted: plan.restricted, state: 'suspected', openedAt: at },
    ...{ scope: firstScope(bureau.id, 'own_level', tree), humanFoundAt: input.foundAt, occurredAt: happened },
    mode: input.drill ? 'drill' : 'real',
  })
  if (script) await insertDrill(tx, { ...script, incidentId: incident.id })
  const agent = agentOf(actor, right.value)
  await appendAudit(tx, {
    at,
    by: agent,
    action: 'open',
    subject: { kind: 'incident', id: incident.id },
    incidentId: incident.id,
    after: {
      ...(input.drill ? { drill: true } : {}),
      ...{ no: incident.no, family: incident.family, unitId: bureau.id, foundAt: input.foundAt, plan: plan.plan },
      ...(plan.restricted ? {} : { title, place, opening }),
    },
  })
  // The office of the root that opens it has the report; a leak is reported to the secrecy group by being opened.
  const received = bureau.id === bureau.rootId || plan.restricted ? { received: at.toISOString() } : {}
  const found = input.foundAt.toISOString()
  const proposal = { incident, plan, mode, subject, instants: { found, ...received, ...instants } }
  const run = await insertRun(tx, proposal, { tree, by: agent, at })
  await tellOffice(tx, incident, { tree, at })
  return ok(answerTo(actor, { incident, activationId: run.id }, tree))
}

/** A base is nobody's to start, so `common` cannot come here. */
function familyOf({ plan, family }: Plan): IncidentFamily {
  if (family === 'common') throw new Error(`plan ${plan} has no family of incidents`)
  return family
}

function readOpening(input: OpeningInput, plan: Plan, { at }: { at: Date }) {
  const title = readText(input.title, { field: 'title', min: 1, max: 200 })
  if (!title.ok) return title
  const place = readText(input.place, { field: 'place', min: plan.restricted ? 0 : 1, max: 200 })
  if (!place.ok) return place
  if (input.foundAt.getTime() > at.getTime() + claimedTimeToleranceMs)
    return refuse('time-in-future', { rule: 'policy-claimed-time', field: 'foundAt' })
  const mode = readMode(plan, input.mode)
  if (!mode.ok) return mode
  const instants = readInstants(input.instants ?? {}, at)
  if (!instants.ok) return instants
  const needed = plan.duties.find(
    (d) => ['occurred', 'origin'].includes(d.start) && (!d.mode || d.mode === mode.value) && !instants.value[d.start],
  )
  if (needed) return refuse('missing-field', { field: `instants.${needed.start}` })
  const opening = readOpeningForm(plan, input.fields ?? {})
  if (!opening.ok) return opening
  return ok({
    title: title.value,
    place: place.value,
    mode: mode.value,
    instants: instants.value,
    opening: opening.value,
  })
}

const answerTo = (
  actor: Actor,
  { incident, activationId }: { incident: Incident; activationId: string },
  tree: UnitTree,
): OpenedByHand => {
  const shown = !incident.restricted || isInCompartment(actor, incident, tree)
  return { no: incident.no, incidentId: shown ? incident.id : null, activationId: shown ? activationId : null }
}

/** Its own office and that of the root; of a leak the secrecy group alone. */
async function tellOffice(tx: Db, incident: Incident, { tree, at }: { tree: UnitTree; at: Date }): Promise<void> {
  const roles = incident.restricted ? ['secrecy' as const] : officeRoles
  await notify(
    tx,
    {
      key: `opened:${incident.id}`,
      kind: 'incident_opened',
      to: [...new Set([incident.unitId, incident.rootId])].map((unitId) => ({ unitId, roles })),
      incidentId: incident.id,
      facts: {
        ...{ no: incident.no, title: incident.restricted ? '' : incident.title, family: incident.family },
        unit: tree.byId(incident.unitId)?.name ?? incident.unitId,
      },
      restricted: incident.restricted,
    },
    tree,
    at,
  )
}
