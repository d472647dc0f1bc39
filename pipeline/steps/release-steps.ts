/**
 * What the time brings on the way to the public: a release goes out as set, a news centre's cadence is looked after, talking points
 * end, an oral approval wants its confirmation.
 */
import { checkClaims } from '../../analyzer/claims/claims.ts'
import { watchCentre } from '../../workflow/news-centre/run-centre.ts'
import { putOutScheduled } from '../../workflow/release/put-out.ts'
import { watchOralApproval } from '../../workflow/talking-points/approve-orally.ts'
import { expireTalkingPoints } from '../../workflow/talking-points/expire-talking-points.ts'
import type { Machine, StepOutcome } from '../step.ts'

export async function putOutRelease(machine: Machine, id: string): Promise<StepOutcome> {
  await putOutScheduled(machine.db, id, machine.now(), async (text, home) =>
    checkClaims(text, (await machine.reference.read()).book, { home }),
  )
  return { asWritten: true }
}

export async function watchNewsCentre(machine: Machine, id: string): Promise<StepOutcome> {
  await watchCentre(machine.db, id, machine.now())
  return { asWritten: true }
}

export async function endValidity(machine: Machine, id: string): Promise<StepOutcome> {
  await expireTalkingPoints(machine.db, id, machine.now())
  return { asWritten: true }
}

export async function watchOral(machine: Machine, id: string): Promise<StepOutcome> {
  await watchOralApproval(machine.db, id, machine.now())
  return { asWritten: true }
}
