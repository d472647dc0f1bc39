/** The text of a plan as a run keeps it, in the store; a text never changes, so one that was read is kept in memory. */
import {
  type Activation,
  activationsOf,
  activationsOfIncidents,
  keepPlanText,
  planText,
} from '../../store/activations.ts'
import type { Db } from '../../store/open.ts'
import { pinPlan, pinnedPlan, planById } from './plan.ts'
import type { Plan } from './shape.ts'

const read = new Map<string, Plan>()

/** Keeps the text of the plan and answers with its hash. */
export async function keepText(tx: Db, plan: Plan, at: Date): Promise<string> {
  const pinned = pinPlan(plan)
  await keepPlanText(tx, { ...pinned, pinnedAt: at })
  return pinned.hash
}

/** The plan as a run was started with it. Runs from before texts were kept have today's. Throws when there is neither. */
export async function textOfRun(db: Db, run: { plan: string; planHash: string }): Promise<Plan> {
  const known = read.get(run.planHash)
  if (known) return known
  const text = run.planHash === '' ? null : await planText(db, run.planHash)
  const plan = text ? pinnedPlan(text) : planById(run.plan)
  if (!plan) throw new Error(`no text of plan ${run.plan} ${run.planHash}`)
  if (text) read.set(run.planHash, plan)
  return plan
}

/** By the run; null is the run of what hangs on none. */
export type TextsByRun = ReadonlyMap<string | null, Plan>
export async function textsByRun(db: Db, incidentIds: string[]): Promise<TextsByRun> {
  const texts = new Map<string | null, Plan>()
  for (const run of await activationsOfIncidents(db, incidentIds)) texts.set(run.id, await textOfRun(db, run))
  return texts
}

export type RunText = { run: Activation; plan: Plan }

/** The runs of an incident with their texts, the oldest first. */
export async function textsOfIncident(db: Db, incidentId: string): Promise<RunText[]> {
  const texts: RunText[] = []
  for (const run of await activationsOf(db, incidentId)) texts.push({ run, plan: await textOfRun(db, run) })
  return texts
}
