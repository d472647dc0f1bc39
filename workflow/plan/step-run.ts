/**
 * The life of one step in a running plan (domain catalogue C3): a table of moves and the pure function that judges them by
 * order, branch, evidence, form and signatures. Who may make a move is policy.ts' matter. The table also draws the buttons.
 */
import type { FormFields } from '../../domain/form.ts'
import type { StepRunState } from '../../domain/incident.ts'
import { ok, type Result, type Refusal, refuse } from '../../domain/result.ts'
import {
  branchOf,
  type FilledForm,
  type RunFacts,
  runOf,
  isSettled,
  type Signature,
  type StepRun,
  stepsOf,
} from './branch.ts'
import type { Step } from './shape.ts'
import { fillForm, formOfStep, unfilled } from './step-form.ts'

export const stepVerbs = ['start', 'fill', 'attach', 'sign', 'finish', 'skip', 'fail', 'retry'] as const
export type StepVerb = (typeof stepVerbs)[number]
type Gate =
  | 'branch'
  | 'order'
  | 'evidence'
  | 'form'
  | 'signed-before-start'
  | 'signed-before-done'
  | 'reason'
  | 'signer'
  | 'attachment'
export type StepMove = { verb: StepVerb; from: StepRunState[]; to: StepRunState | 'same'; gates: Gate[] }

/** Every move there is. What is not here is refused as `wrong-state`. */
export const stepMoves: StepMove[] = [
  { verb: 'start', from: ['pending'], to: 'in_progress', gates: ['branch', 'order', 'signed-before-start'] },
  // Writing its form down is work on the step: it begins with it. Later words are a further revision, also of what is done.
  { verb: 'fill', from: ['pending'], to: 'in_progress', gates: ['branch', 'order', 'signed-before-start'] },
  { verb: 'fill', from: ['in_progress', 'done'], to: 'same', gates: [] },
  { verb: 'attach', from: ['in_progress'], to: 'same', gates: ['attachment'] },
  { verb: 'sign', from: ['pending', 'in_progress'], to: 'same', gates: ['branch', 'signer'] },
  { verb: 'finish', from: ['in_progress'], to: 'done', gates: ['branch', 'evidence', 'form', 'signed-before-done'] },
  { verb: 'skip', from: ['pending', 'in_progress', 'failed'], to: 'not_applicable', gates: ['reason'] },
  { verb: 'fail', from: ['in_progress'], to: 'failed', gates: ['reason'] },
  { verb: 'retry', from: ['failed'], to: 'in_progress', gates: ['branch', 'order', 'signed-before-start'] },
]

export type StepAct = {
  at: Date
  reason?: string
  /** For attach: what the plan asks for, and where it lies. */
  evidence?: Readonly<Record<string, string>>
  /** For fill: what is written, and by whom. */
  filling?: { fields: FormFields; userId: string; name: string }
  /** For sign: the body signed for, and the person. */
  signer?: { by: string; userId: string; name: string }
}

/**
 * Judges a move and answers with the step as it is after it. Refuses `not-found` for a step that no running procedure has,
 * `wrong-state` for the state, the branch and the order, `missing-field` for evidence, fields of the form, signatures and reasons.
 */
export function moveStepRun(
  facts: RunFacts,
  { step: key, verb }: { step: string; verb: StepVerb },
  act: StepAct,
): Result<StepRun> {
  const step = stepsOf(facts).find(({ step }) => step.step === key)?.step
  if (!step) return refuse('not-found', { field: 'step' })
  const run = runOf(facts, key)
  const move = stepMoves.find((m) => m.verb === verb && m.from.includes(run.state))
  if (!move) return refuse('wrong-state', { detail: { state: run.state } })
  for (const gate of move.gates) {
    const refusal = gates[gate]({ facts, step, run, act })
    if (refusal) return { ok: false, refusal }
  }
  const form = verb === 'fill' ? fill({ facts, step, run, act }) : null
  if (form && !form.ok) return form
  const after = { ...run, ...effect(verb, run, act), ...(form && { form: form.value }) }
  return ok({ ...after, state: move.to === 'same' ? run.state : move.to })
}

function effect(verb: StepVerb, run: StepRun, { at, reason = '', evidence, signer }: StepAct): Partial<StepRun> {
  switch (verb) {
    case 'start':
      return { startedAt: at }
    case 'fill':
      return { startedAt: run.startedAt ?? at }
    case 'attach':
      return { evidence: { ...run.evidence, ...evidence } }
    case 'sign':
      return { signatures: [...run.signatures, { ...signer!, at }] }
    case 'finish':
      return { endedAt: at, reason: null }
    case 'skip':
    case 'fail':
      return { endedAt: at, reason: reason.trim() }
    case 'retry':
      return { endedAt: null, reason: null, retries: run.retries + 1 }
  }
}

type Judged = { facts: RunFacts; step: Step; run: StepRun; act: StepAct }
const no = (...given: Parameters<typeof refuse>): Refusal => refuse(...given).refusal

/** Reasons longer than this are reports. */
const maxReason = 2000
const maxReference = 200

const gates: Record<Gate, (judged: Judged) => Refusal | null> = {
  branch: ({ facts, step }) => {
    const branch = branchOf(step.when, facts)
    if (branch === 'open' || !step.when) return null
    const waitsFor = 'overdue' in step.when ? step.when.overdue : step.when.decision
    return no('wrong-state', { field: 'when', detail: { branch, waitsFor } })
  },
  // What lies on a branch that was not taken holds nobody up; what waits for a decision does.
  order: ({ facts, step }) => {
    const siblings = stepsOf(facts).find((s) => s.step === step)!.procedure.steps
    const ahead = step.after.find((key) => {
      const before = siblings.find((s) => s.step === key)!
      return !isSettled(runOf(facts, key)) && branchOf(before.when, facts) !== 'closed'
    })
    return ahead === undefined ? null : no('wrong-state', { field: 'after', detail: { after: ahead } })
  },
  evidence: ({ step, run }) => {
    const missing = step.evidence.find((name) => !Object.hasOwn(run.evidence, name))
    return missing === undefined ? null : no('missing-field', { field: 'evidence', detail: { evidence: missing } })
  },
  form: ({ facts, step, run }) => unfilled(facts.plan, step, run.form),
  attachment: ({ step, act }) => {
    const given = Object.entries(act.evidence ?? {})
    if (given.length === 0) return no('missing-field', { field: 'evidence' })
    const fits = given.every(
      ([name, ref]) => step.evidence.includes(name) && ref.trim() !== '' && ref.length <= maxReference,
    )
    return fits ? null : no('invalid-field', { field: 'evidence' })
  },
  'signed-before-start': (judged) => signed(judged, 'start'),
  'signed-before-done': (judged) => signed(judged, 'start') ?? signed(judged, 'done'),
  signer: ({ step, run, act }) => {
    const { signer } = act
    if (!signer) return no('missing-field', { field: 'signer' })
    if (!step.signatures.some((s) => s.by === signer.by)) return no('invalid-field', { field: 'signer' })
    return run.signatures.some((s) => s.by === signer.by && s.userId === signer.userId && isOfForm(s, run.form))
      ? no('already-exists', { field: 'signer' })
      : null
  },
  reason: ({ act }) => {
    const reason = act.reason?.trim() ?? ''
    if (reason === '') return no('missing-field', { field: 'reason' })
    return reason.length > maxReason ? no('too-large', { field: 'reason', detail: { max: maxReason } }) : null
  },
}

/** What was written after a signature was not signed. */
export const isOfForm = ({ at }: Signature, form: FilledForm | null): boolean => form === null || at >= form.at

const fill = ({ facts, step, run, act }: Judged): Result<FilledForm> =>
  fillForm(facts.plan, { step, run }, { ...(act.filling ?? { fields: {}, userId: '', name: '' }), at: act.at })

/** A signature that depends on a decision is asked for as soon as the decision says so, and nothing moves before it is taken. */
function signed({ facts, step, run }: Judged, before: 'start' | 'done'): Refusal | null {
  for (const need of step.signatures) {
    if (need.before !== before) continue
    const branch = branchOf(need.when, facts)
    if (branch === 'undecided' && need.when && 'decision' in need.when)
      return no('wrong-state', { field: 'signatures', detail: { branch, waitsFor: need.when.decision } })
    const given = run.signatures.some((s) => s.by === need.by && (before === 'start' || isOfForm(s, run.form)))
    if (branch === 'open' && !given) return no('missing-field', { field: 'signatures', detail: { by: need.by } })
  }
  return null
}

/** For the buttons: every verb that the state knows, with the reason where order, branch or a gate of the plan says no. */
export function allowedStepMoves(
  facts: RunFacts,
  step: string,
  at: Date,
): { verb: StepVerb; refusal: Refusal | null }[] {
  const typed: StepAct = { at, reason: '…', evidence: {}, signer: undefined }
  const own = stepsOf(facts).find((s) => s.step.step === step)?.step
  const hasForm = own !== undefined && formOfStep(facts.plan, own) !== null
  return stepMoves
    .filter((m) => m.from.includes(runOf(facts, step).state) && (m.verb !== 'fill' || hasForm))
    .map(({ verb }) => {
      const moved = moveStepRun(facts, { step, verb }, typed)
      const isTyped =
        !moved.ok && moved.refusal.field !== undefined && verb !== 'finish' && isTypedField(moved.refusal.field)
      return { verb, refusal: moved.ok || isTyped ? null : moved.refusal }
    })
}
/** What the person types with the move is not yet looked at. */
const isTypedField = (field: string): boolean =>
  ['evidence', 'signer', 'reason'].includes(field) || field.startsWith('fields.')
