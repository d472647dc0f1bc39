/** Writes a step of a run as a move left it, with what was newly written into its form, and records the move: never the words themselves. */
import type { Agent } from '../../domain/units.ts'
import { saveStepRun } from '../../store/activations.ts'
import { appendAudit } from '../../store/audit.ts'
import type { Db } from '../../store/open.ts'
import { addStepForm } from '../../store/step-forms.ts'
import { type FilledForm, runOf, type StepRun } from './branch.ts'
import type { PlanRun } from './plan-run.ts'
import type { StepVerb } from './step-run.ts'

export async function saveStep(
  tx: Db,
  { run, step, verb }: { run: PlanRun; step: StepRun; verb: StepVerb | 'carry' },
  { by, at }: { by: Agent; at: Date },
): Promise<void> {
  const { activation, incident, facts } = run
  const before = runOf(facts, step.step)
  // A further revision of its form leaves the step itself as it was, and who brought it there.
  if (verb !== 'fill' || step.state !== before.state)
    await saveStepRun(tx, {
      ...{ activationId: activation.id, step: step.step, state: step.state, startedAt: step.startedAt },
      ...{ endedAt: step.endedAt, reason: step.reason, evidence: { ...step.evidence }, retries: step.retries },
      carriedFrom: step.carriedFrom,
      signatures: step.signatures.map((s) => ({
        ...s,
        at: s.at.toISOString(),
      })),
      byName: by.name,
    })
  const { form } = step
  const filled = form !== null && form.n !== before.form?.n
  if (filled) await addStepForm(tx, { ...form, activationId: activation.id, step: step.step })
  await appendAudit(tx, {
    at,
    by,
    action: `step-${verb}`,
    subject: { kind: 'activation', id: activation.id },
    incidentId: incident.id,
    before: { state: before.state, ...(filled && before.form ? revisionOf(before.form) : {}) },
    after: {
      ...{ plan: activation.plan, step: step.step, state: step.state, evidence: { ...step.evidence } },
      signatures: step.signatures.length,
      ...(filled ? revisionOf(form) : {}),
      ...(step.carriedFrom ? { carriedFrom: step.carriedFrom } : {}),
    },
    reason: step.reason,
  })
}

const revisionOf = ({ n, hash }: FilledForm) => ({ revision: n, hash })
