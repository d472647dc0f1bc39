/**
 * A plan rises to a stronger mode while it runs (有感 → 破坏性, DEC-34): the old checklist is kept as it is and holds nothing
 * up any more, the new one begins, and what the plan says was done already is carried over with its proof and its form. Pure.
 */
import { ok, type Result, refuse } from '../../domain/result.ts'
import { type RunFacts, runOf, type StepRun, stepsOf } from './branch.ts'
import { unfilled } from './step-form.ts'

/** The facts of the run in its new mode, and the steps whose results were carried. Modes only rise. */
export function upgradeMode(facts: RunFacts, mode: string): Result<{ facts: RunFacts; carried: StepRun[] }> {
  const from = facts.plan.modes.find((m) => m.mode === facts.mode)
  if (!from?.upgradesTo.includes(mode))
    return refuse('wrong-state', { field: 'mode', detail: { mode: facts.mode ?? '' } })
  const raised = { ...facts, mode }
  const formOf = (key: string) => facts.plan.procedures.flatMap((p) => p.steps).find((s) => s.step === key)?.form
  const carried = stepsOf(raised).flatMap(({ step }): StepRun[] => {
    if (facts.runs.has(step.step)) return []
    const source = step.carries.map((key) => runOf(facts, key)).find((run) => run.state === 'done')
    // Signatures name one text of one step; nothing else stands for them.
    if (!source || step.signatures.length > 0) return []
    const evidence = Object.fromEntries(
      step.evidence.flatMap((name) => (source.evidence[name] ? [[name, source.evidence[name]]] : [])),
    )
    const form = formOf(source.step) === step.form && source.form ? { ...source.form, n: 1 } : null
    const complete =
      step.evidence.every((name) => Object.hasOwn(evidence, name)) && unfilled(facts.plan, step, form) === null
    return [
      {
        ...{ step: step.step, state: complete ? 'done' : 'in_progress', startedAt: source.startedAt, reason: null },
        ...{
          endedAt: complete ? source.endedAt : null,
          ...{ evidence, form },
          signatures: [],
          retries: 0,
          carriedFrom: source.step,
        },
      },
    ]
  })
  return ok({
    facts: { ...raised, runs: new Map([...facts.runs, ...carried.map((run) => [run.step, run] as const)]) },
    carried,
  })
}
