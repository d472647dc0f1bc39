/** Writes a step of a run as a move left it, and records the move. */
import type { Agent } from '../../domain/units.ts'
import { saveStepRun } from '../../store/activations.ts'
import { appendAudit } from '../../store/audit.ts'
import type { Db } from '../../store/open.ts'
import type { StepRun } from './branch.ts'
import { runOf } from './branch.ts'
import type { PlanRun } from './plan-run.ts'
import type { StepVerb } from './step-run.ts'

export async function saveStep(
  tx: Db,
  { run, step, verb }: { run: PlanRun; step: StepRun; verb: StepVerb | 'carry' },
  { by, at }: { by: Agent; at: Date },
): Promise<void> {
  const { activation, incident, facts } = run
  const before = runOf(facts, step.step)
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
  await appendAudit(tx, {
    at,
    by,
    action: `step-${verb}`,
    subject: { kind: 'activation', id: activation.id },
    incidentId: incident.id,
    before: { state: before.state },
    after: {
      ...{ plan: activation.plan, step: step.step, state: step.state, evidence: { ...step.evidence } },
      signatures: step.signatures.length,
      ...(step.carriedFrom ? { carriedFrom: step.carriedFrom } : {}),
    },
    reason: step.reason,
  })
}
