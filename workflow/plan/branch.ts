/**
 * Which steps of a running plan are on the way: procedures of its mode that were started, and branches that a decision or
 * a passed limit has opened. Pure; the lifecycle of one step is step-run.ts.
 */
import type { FormFields } from '../../domain/form.ts'
import type { StepRunState } from '../../domain/incident.ts'
import type { Plan, Procedure, Step, StepCondition } from './shape.ts'

export type Signature = { by: string; userId: string; name: string; at: Date }
/** The newest revision of what was written into the form of a step: its number, its words, who and when. */
export type FilledForm = { n: number; fields: FormFields; hash: string; byUserId: string; byName: string; at: Date }
/** One step in one run of a plan. A step that nobody has touched has no row and counts as pending. */
export type StepRun = {
  step: string
  state: StepRunState
  startedAt: Date | null
  endedAt: Date | null
  /** Why it does not apply, or why it failed. */
  reason: string | null
  /** What was attached, by the name the plan asks for it: the id of a document, report or record. */
  evidence: Readonly<Record<string, string>>
  signatures: readonly Signature[]
  form: FilledForm | null
  /** How often it was taken up again after it failed. */
  retries: number
  /** The step of the mode before whose result this one kept. */
  carriedFrom: string | null
}

/** Everything a run knows when a step is judged. */
export type RunFacts = {
  plan: Plan
  mode: string | null
  /** Procedures that the commander chose; those that start with the plan need not be named. */
  chosen: ReadonlySet<string>
  runs: ReadonlyMap<string, StepRun>
  /** The outcome of each decision taken, as it stands now. */
  decisions: ReadonlyMap<string, string>
  /** Duties whose limit has passed. */
  overdue: ReadonlySet<string>
}

/** On the way, off the way, or waiting for a decision. */
export type Branch = 'open' | 'closed' | 'undecided'

export function branchOf(
  when: StepCondition | undefined,
  { decisions, overdue }: Pick<RunFacts, 'decisions' | 'overdue'>,
): Branch {
  if (!when) return 'open'
  // A limit that has not passed keeps its branch shut: the fault may be gone before.
  if ('overdue' in when) return overdue.has(when.overdue) ? 'open' : 'closed'
  const outcome = decisions.get(when.decision)
  if (outcome === undefined) return 'undecided'
  return when.is.includes(outcome) ? 'open' : 'closed'
}

export const isRunning = (procedure: Procedure, { mode, chosen }: Pick<RunFacts, 'mode' | 'chosen'>): boolean =>
  (procedure.mode === undefined || procedure.mode === mode) &&
  (procedure.starts === 'with-plan' || chosen.has(procedure.procedure))

/** Steps of the procedures that run, in the order of the plan, each with its procedure. */
export const stepsOf = (facts: Pick<RunFacts, 'plan' | 'mode' | 'chosen'>): { procedure: Procedure; step: Step }[] =>
  facts.plan.procedures
    .filter((p) => isRunning(p, facts))
    .flatMap((procedure) => procedure.steps.map((step) => ({ procedure, step })))

export const untouched = (step: string): StepRun => ({
  ...{ step, state: 'pending', startedAt: null, endedAt: null, reason: null, evidence: {}, signatures: [] },
  ...{ form: null, retries: 0, carriedFrom: null },
})

export const runOf = (facts: Pick<RunFacts, 'runs'>, step: string): StepRun => facts.runs.get(step) ?? untouched(step)

/** Done, or said with a reason not to apply. */
export const isSettled = ({ state }: StepRun): boolean => state === 'done' || state === 'not_applicable'

/**
 * Mandatory steps that hold the end of the plan up: on the way, or waiting for a decision that nobody has taken, and not
 * settled. Optional ones (如有必要) never do, unless somebody has begun them.
 */
export const openSteps = (facts: RunFacts): Step[] =>
  stepsOf(facts)
    .map(({ step }) => step)
    .filter((step) => {
      const run = runOf(facts, step.step)
      if (isSettled(run)) return false
      return run.state !== 'pending' || (!step.optional && branchOf(step.when, facts) !== 'closed')
    })
