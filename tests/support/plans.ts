/** Invented plans, and runs of plans in hand: for tests of workflow/plan. */
import type { Form, FormFields } from '../../domain/form.ts'
import type { StepRunState } from '../../domain/incident.ts'
import { type RunFacts, type StepRun, stepsOf, untouched } from '../../workflow/plan/branch.ts'
import { planById } from '../../workflow/plan/plan.ts'
import type { Plan, Step } from '../../workflow/plan/shape.ts'
import { formOfStep } from '../../workflow/plan/step-form.ts'
import { moveStepRun, type StepAct, type StepVerb } from '../../workflow/plan/step-run.ts'

/** A plan of another province, as somebody without the program's code would write it. */
export const otherPlan = `plan: hunan-other
version: 1
title: 湖南示例预案
family: tech
uses: [guangxi-measures]
source: { document: 示例办法, interpreter: emergency-office }
rules:
  - { id: H-1, basis: regulation, citation: 示例第一条, text: 发现后一小时内报告。 }
duties:
  - { duty: report-1h, rule: H-1, kind: hard, limit: 1h, start: found, finders: [county], recipients: [parent], what: 报告 }
decisions:
  - { decision: activate, rule: H-1, text: 启动, by: [leading-group], acts: activate, options: [{ is: 'yes', text: 是 }, { is: 'no', text: 否 }] }
  - { decision: terminate, rule: H-1, text: 终止, by: [leading-group], acts: terminate, options: [{ is: 'yes', text: 是 }, { is: 'no', text: 否 }] }
procedures:
  - procedure: one
    title: 处置
    rule: H-1
    steps:
      - { step: A, text: 报告, by: [local-bureau] }
      - { step: B, text: 处置, after: [A] }
`
/** What it may use where the shipped bases are not at hand. */
export const basePlan = `plan: base
version: 1
title: 共用
family: common
base: true
source: { document: 示例, interpreter: office }
rules: [{ id: B-1, basis: policy, citation: 平台规则, text: 规则 }]
bodies: [{ body: office, name: 办公室, level: root, rule: B-1 }]
`

export const at = new Date('2026-10-20T12:00:00Z')
export const factsOf = (id: string, more: Partial<RunFacts> = {}): RunFacts => ({
  ...{
    plan: planById(id)!,
    mode: null,
    chosen: new Set<string>(),
    runs: new Map(),
    decisions: new Map(),
    overdue: new Set(),
  },
  ...more,
})
export const inState = (step: string, state: StepRunState, more: Partial<StepRun> = {}) => ({
  ...untouched(step),
  state,
  ...more,
})
export const withRuns = (facts: RunFacts, ...runs: StepRun[]): RunFacts => ({
  ...facts,
  runs: new Map([...facts.runs, ...runs.map((r) => [r.step, r] as const)]),
})
export const evidenceFor = (facts: RunFacts, step: string) =>
  Object.fromEntries(
    stepsOf(facts)
      .find((s) => s.step.step === step)!
      .step.evidence.map((name) => [name, 'doc-1']),
  )
/** Every field of a form that is not left on paper, with something that may stand there. */
export const formFilled = (form: Form): FormFields =>
  Object.fromEntries(
    form.fields
      .filter((f) => !f.offline)
      .map((f) => [f.field, f.kind === 'reference' ? '文〔2026〕1号' : '一项 12 亿元']),
  )
/** What the form of this step asks for; null where it has none. */
export const fillingFor = (plan: Plan, step: Step): FormFields | null => {
  const asked = formOfStep(plan, step)
  return asked && formFilled(asked.form)
}
export const move = (facts: RunFacts, step: string, verb: StepVerb, act: Partial<StepAct> = {}) =>
  moveStepRun(facts, { step, verb }, { at, ...act })
/** Moves, and the facts after it; throws where the move is refused. */
export const moved = (facts: RunFacts, step: string, verb: StepVerb, act: Partial<StepAct> = {}): RunFacts => {
  const result = move(facts, step, verb, act)
  if (!result.ok) throw new Error(`${step} ${verb}: ${JSON.stringify(result.refusal)}`)
  return withRuns(facts, result.value)
}
export const finished = (facts: RunFacts, step: string): RunFacts => {
  const fields = fillingFor(facts.plan, stepsOf(facts).find((s) => s.step.step === step)!.step)
  const begun = fields
    ? moved(facts, step, 'fill', { filling: { fields, userId: 'u', name: '某人' } })
    : moved(facts, step, 'start')
  const evidence = evidenceFor(facts, step)
  return moved(Object.keys(evidence).length > 0 ? moved(begun, step, 'attach', { evidence }) : begun, step, 'finish')
}
