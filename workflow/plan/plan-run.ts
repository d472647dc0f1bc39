/** One run of a plan with everything it is judged by, as read under the lock of its incident or for the page. */
import {
  type Activation,
  type BodyMember,
  type CheckInRow,
  checkInsOf,
  membersOf,
  type StepRunRow,
  stepRunsOf,
} from '../../store/activations.ts'
import { type Clock, clocksOf } from '../../store/clocks.ts'
import { type Decision, decisionsOf, type Incident } from '../../store/incidents.ts'
import type { Db } from '../../store/open.ts'
import { newestStepForms, type StepForm } from '../../store/step-forms.ts'
import { clockState } from '../clock/clock.ts'
import type { FilledForm, RunFacts, StepRun } from './branch.ts'
import { textOfRun } from './plan-text.ts'
import type { Plan } from './shape.ts'

export type PlanRun = {
  facts: RunFacts
  activation: Activation
  incident: Incident
  /** Of this run. */
  clocks: Clock[]
  members: BodyMember[]
  checkIns: CheckInRow[]
  /** When each decision was last taken. */
  decidedAt: ReadonlyMap<string, Date>
}

/** The unit whose bodies run it, and the root above: where members are looked for. */
export const placesOf = (incident: Incident): string[] => [...new Set([incident.unitId, incident.rootId])]

export async function planRun(
  db: Db,
  { activation, incident }: { activation: Activation; incident: Incident },
  now: Date,
): Promise<PlanRun> {
  const plan = await textOfRun(db, activation)
  const clocks = (await clocksOf(db, incident.id)).filter((c) => c.activationId === activation.id)
  const decisions = await decisionsOf(db, incident.id)
  const rows = await stepRunsOf(db, [activation.id])
  const forms = new Map((await newestStepForms(db, activation.id)).map((form) => [form.step, form] as const))
  return {
    facts: {
      plan,
      mode: activation.mode,
      chosen: new Set(activation.chosen),
      runs: new Map(rows.map((row) => [row.step, stepRunOf(row, forms.get(row.step))])),
      decisions: outcomesOf(plan, { activation, incident, decisions }),
      overdue: new Set(clocks.filter((c) => isPast(c, now)).map((c) => c.duty)),
    },
    activation,
    incident,
    clocks,
    members: await membersOf(db, placesOf(incident), now),
    checkIns: await checkInsOf(db, [activation.id]),
    decidedAt: new Map(
      decisions.flatMap((d) => (d.activationId === activation.id && d.decision ? [[d.decision, d.at] as const] : [])),
    ),
  }
}

const isPast = (clock: Clock, now: Date): boolean => {
  const { state } = clockState(clock, now)
  return state === 'overdue' || state === 'met_late'
}

const stepRunOf = (
  { id: _, activationId: __, byName: ___, signatures, ...row }: StepRunRow,
  form: StepForm | undefined,
): StepRun => ({
  ...row,
  form: form ? filledForm(form) : null,
  signatures: signatures.map((s) => ({ ...s, at: new Date(s.at) })),
})

const filledForm = ({ n, fields, hash, byUserId, byName, at }: StepForm): FilledForm => ({
  ...{ n, fields, hash, byUserId, byName, at },
})

/** The outcome of each decision as it stands: those of the run itself, and grade and scope of the incident. */
function outcomesOf(
  plan: Plan,
  { activation, incident, decisions }: { activation: Activation; incident: Incident; decisions: Decision[] },
): Map<string, string> {
  const outcomes = new Map<string, string>()
  for (const d of decisions) {
    if (d.activationId === activation.id && d.decision) outcomes.set(d.decision, d.outcome)
    const acts = d.kind === 'grade' || d.kind === 'scope' ? d.kind : null
    const key = acts && plan.decisions.find((p) => p.acts === acts)?.decision
    if (key) outcomes.set(key, acts === 'grade' ? (incident.grade ?? d.outcome) : incident.scope)
  }
  return outcomes
}
