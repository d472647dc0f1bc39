/** The end of a run: the result is reported, whoever may end it says yes, it is ended and later looked back upon. */
import { type Result, ok } from '../../domain/result.ts'
import { activationsOf } from '../../store/activations.ts'
import { type Incident, updateIncident } from '../../store/incidents.ts'
import type { Db } from '../../store/open.ts'
import type { By } from '../by.ts'
import { readText } from '../text.ts'
import { type ActivationAct, type ActivationVerb, decidersOf, moveActivation } from './activation.ts'
import { openSteps } from './branch.ts'
import { carriesState, partakersOf, type RunStanding } from './decide-activation.ts'
import { meetDutiesOf } from './meet-duty.ts'
import { isOpenRun } from './note-instants.ts'
import { decideInRun, deciding, type LockedRun, lockRun, mayActFor, saveRun } from './run-command.ts'

type EndVerb = Extract<ActivationVerb, 'report-result' | 'return' | 'approve-termination' | 'end' | 'review'>
const actionOf: Record<EndVerb, string> = {
  'report-result': 'report-result',
  return: 'return-result',
  'approve-termination': 'approve-end',
  end: 'end-plan',
  review: 'review-plan',
}

/**
 * `override`: mandatory steps stay open; only who may end the plan can say so, with the reason. Whoever may end it also
 * sends an unconvincing result back. The end of one plan touches no other on the same incident.
 */
export async function moveTowardsEnd(
  db: Db,
  input: { activationId: string; verb: EndVerb; reason: string; override?: boolean },
  by: By,
): Promise<Result<RunStanding>> {
  return db.transaction(async (tx) => {
    const locked = await lockRun(tx, input.activationId, by)
    return locked.ok ? moveRun(tx, { ...input, locked: locked.value }, by) : locked
  })
}

/** Under the lock. */
export async function moveRun(
  tx: Db,
  {
    locked: found,
    verb,
    reason: given,
    override,
  }: { locked: LockedRun; verb: EndVerb; reason: string; override?: boolean },
  by: By,
): Promise<Result<RunStanding>> {
  const reason = readText(given, { field: 'reason', min: 0, max: 2000 })
  if (!reason.ok) return reason
  const decides = verb === 'return' || verb === 'approve-termination'
  const locked = decides ? deciding(found, decidersOf(found.run.facts, 'terminate'), by.actor) : found
  const { run, bodies } = locked
  const right = mayMove(locked, verb, by)
  if (!right.ok) return right
  const act: ActivationAct = { reason: reason.value, bodies, override }
  const moved = moveActivation({ state: run.activation.state, facts: run.facts }, verb, act)
  if (!moved.ok) return moved
  if (verb === 'approve-termination') {
    const { decision } = run.facts.plan.decisions.find((d) => d.acts === 'terminate')!
    await decideInRun(tx, { locked, kind: 'terminate', decision, outcome: 'yes', reason: reason.value }, by)
    await meetDutiesOf(tx, { locked, acts: 'terminate' }, by)
  }
  const incident = verb === 'end' ? await restingIncident(tx, locked, by.at) : run.incident
  const open = verb === 'report-result' && override ? openSteps(run.facts).map((s) => s.step) : []
  const saved = await saveRun(
    tx,
    {
      ...{ locked, incident, action: actionOf[verb], reason: reason.value || null },
      change: { state: moved.value, ...(verb === 'end' ? { endedAt: by.at } : {}) },
      after: open.length > 0 ? { override: true, openSteps: open } : {},
    },
    by,
  )
  return ok({ activationId: saved.id, state: saved.state })
}

/** The plan's own bodies judge its ends; the result is reported and the end carried out by who has a part in it. */
function mayMove(locked: LockedRun, verb: EndVerb, { actor }: By): Result<null> {
  const { plan } = locked.run.facts
  const enders = plan.decisions.filter((d) => d.acts === 'terminate').flatMap((d) => d.by)
  if (verb === 'return' || verb === 'approve-termination') return mayActFor(locked, enders, actor)
  return mayActFor(locked, [...partakersOf(locked), ...enders], actor, 'record-steps')
}

/** With its last plan the incident itself comes to its end; while another runs it stays active. */
async function restingIncident(tx: Db, { run }: LockedRun, at: Date): Promise<Incident> {
  const others = await activationsOf(tx, run.incident.id)
  const goesOn = !carriesState(run) || others.some((a) => a.id !== run.activation.id && isOpenRun(a))
  return goesOn ? run.incident : updateIncident(tx, run.incident.id, { state: 'terminated', closedAt: at })
}
