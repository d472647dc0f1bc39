/**
 * Steps whose doing the platform itself has seen, with the proof: nobody writes down twice at night what stands in the
 * record already. Pure. A step with signatures, several pieces of evidence or a form of its own is a person's to finish.
 */
import { branchOf, runOf, type StepRun, stepsOf } from './branch.ts'
import type { PlanRun } from './plan-run.ts'
import { moveStepRun } from './step-run.ts'
import type { Step } from './shape.ts'
import { unfilled } from './step-form.ts'

export function provenSteps(run: PlanRun, at: Date): StepRun[] {
  const proven: StepRun[] = []
  let { facts } = run
  for (const { step } of stepsOf(facts)) {
    const now = runOf(facts, step.step)
    const proof = now.state === 'pending' || now.state === 'in_progress' ? proofOf(step, run) : null
    if (!proof || step.signatures.length > 0 || step.evidence.length !== 1 || branchOf(step.when, facts) !== 'open')
      continue
    if (unfilled(facts.plan, step, now.form)) continue
    // Through the same gates as a person: order included.
    const started = now.state === 'pending' ? moveStepRun(facts, { step: step.step, verb: 'start' }, { at }) : null
    if (started && !started.ok) continue
    const done: StepRun = {
      ...(started?.value ?? now),
      ...{ state: 'done', endedAt: at, evidence: { [step.evidence[0]!]: proof } },
    }
    facts = { ...facts, runs: new Map([...facts.runs, [step.step, done]]) }
    proven.push(done)
  }
  return proven
}

/** The report that met every clock of the step, or the decisions that the engine carries out; null where neither is all. */
function proofOf(step: Step, { facts, clocks }: PlanRun): string | null {
  if (step.decisions.length > 0) {
    const decisions = step.decisions.map((key) => facts.plan.decisions.find((d) => d.decision === key)!)
    const taken = decisions.every((d) => d.acts !== undefined && facts.decisions.has(d.decision))
    return taken ? decisions.map((d) => `${d.decision}:${facts.decisions.get(d.decision)}`).join(' ') : null
  }
  const own = step.duties.map((duty) => clocks.find((c) => c.duty === duty && c.reportId !== null && c.metAt !== null))
  const reports = own.flatMap((c) => (c?.reportId ? [`report:${c.reportId}`] : []))
  return own.length > 0 && reports.length === own.length ? reports[0]! : null
}
