import { describe, expect, it } from 'vitest'
import {
  at,
  evidenceFor,
  factsOf,
  fillingFor,
  finished,
  formFilled,
  inState,
  move,
  moved,
  withRuns,
} from '../../tests/support/plans.ts'
import { addMs, minute } from '../../domain/time.ts'
import { type RunFacts, runOf } from './branch.ts'
import { planById, plans } from './plan.ts'
import type { Plan } from './shape.ts'
import { formOfStep } from './step-form.ts'
import { allowedStepMoves } from './step-run.ts'
import { upgradeMode } from './upgrade.ts'

const stepOf = (plan: Plan, key: string) => plan.procedures.flatMap((p) => p.steps).find((s) => s.step === key)!
const fills = (fields: Record<string, string>, later = 0) => ({
  at: addMs(at, later),
  filling: { fields, userId: 'u', name: '某人' },
})
const attached = (facts: RunFacts, step: string) => moved(facts, step, 'attach', { evidence: evidenceFor(facts, step) })

describe('the form of a step', () => {
  it('is filled in at the step, and where a report is what the step asks for, by that report', () => {
    const named = plans()
      .filter((p) => !p.base)
      .flatMap((plan) => plan.procedures.flatMap((p) => p.steps.map((step) => ({ plan, step }))))
      .filter(({ step }) => step.form !== undefined)
    const keys = (atStep: boolean) =>
      named
        .filter(({ plan, step }) => (formOfStep(plan, step) !== null) === atStep)
        .map(({ plan, step }) => `${plan.plan} ${step.step}`)
        .sort()
    expect(keys(false)).toEqual(['media M03', 'natural N2', 'rapid R1', 'social S2', 'technical T2'])
    expect(keys(true)).toEqual([
      ...['earthquake DQ4', 'earthquake DQ6', 'economic E1', 'economic E5', 'infosec H5', 'infosec H6', 'infosec V4'],
      ...['leak L01', 'leak L07', 'leak L11', 'media M07', 'media M18', 'natural N7', 'natural N8', 'rapid R4'],
      ...['rapid R5', 'social S8', 'website WH1', 'website WV4'],
    ])
  })

  it('keeps the step from being done until what it asks for is written, and names each field', () => {
    const begun = attached(moved(factsOf('media'), 'M07', 'fill', fills({ source: '某网' })), 'M07')
    const refused = {
      code: 'missing-field',
      field: 'fields.outlets',
      detail: {
        'fields.outlets': 'missing-field',
        'fields.people': 'missing-field',
        'fields.contacts': 'missing-field',
      },
    }
    expect(move(begun, 'M07', 'finish')).toMatchObject({ refusal: refused })
    expect(allowedStepMoves(begun, 'M07', at).find((m) => m.verb === 'finish')?.refusal).toMatchObject(refused)
    const whole = { source: '某网', outlets: '某网', people: '某网记者', contacts: '10时，编辑部，已说明' }
    const filled = moved(begun, 'M07', 'fill', fills(whole))
    expect(runOf(moved(filled, 'M07', 'finish'), 'M07')).toMatchObject({ state: 'done', form: { n: 2, fields: whole } })
  })

  it('is work on the step: it begins with it, in the order of the plan', () => {
    expect(runOf(moved(factsOf('media'), 'M07', 'fill', fills({ source: '某网' })), 'M07')).toMatchObject({
      ...{ state: 'in_progress', startedAt: at },
      form: { n: 1, fields: { source: '某网' }, byName: '某人' },
    })
    expect(move(factsOf('leak'), 'L07', 'fill', fills({ paper: '密〔2026〕1号' }))).toMatchObject({
      refusal: { code: 'wrong-state', field: 'after' },
    })
  })

  it('takes no word that belongs on paper, no field of another form, and nothing that says nothing', () => {
    const leak = withRuns(factsOf('leak'), inState('L07', 'in_progress'))
    const fault = (fields: Record<string, string>) => move(leak, 'L07', 'fill', fills(fields))
    expect(fault({ paper: '密〔2026〕1号', content: '某表' })).toMatchObject({
      refusal: { code: 'invalid-field', field: 'fields.content', rule: 'policy-compartment' },
    })
    expect(fault({ paper: '泄露了 3 份表，内容是产值' })).toMatchObject({ refusal: { field: 'fields.paper' } })
    expect(fault({ source: '某网' })).toMatchObject({ refusal: { field: 'fields.source' } })
    expect(fault({ paper: ' ' })).toMatchObject({ refusal: { code: 'missing-field' } })
    expect(move(leak, 'L08', 'fill', fills({ paper: '密〔2026〕1号' }))).toMatchObject({
      refusal: { code: 'not-found', field: 'form' },
    })
    expect(allowedStepMoves(leak, 'L08', at).map((m) => m.verb)).not.toContain('fill')
  })

  it('may be corrected after the step is done by a further revision that is complete, and by nothing else', () => {
    const done = finished(factsOf('media'), 'M18')
    const fields = fillingFor(planById('media')!, stepOf(planById('media')!, 'M18'))!
    expect(move(done, 'M18', 'fill', fills(fields))).toMatchObject({ refusal: { code: 'already-exists' } })
    expect(move(done, 'M18', 'fill', fills({ ...fields, progress: '' }))).toMatchObject({
      refusal: { code: 'missing-field', field: 'fields.progress' },
    })
    expect(move(done, 'M18', 'fill', fills({ ...fields, progress: '已联系' }))).toMatchObject({
      value: { state: 'done', endedAt: at, form: { n: 2, fields: { progress: '已联系' } } },
    })
  })

  it('is not signed by a signature that was given before it was written', () => {
    const signer = { by: 'secrecy-group', userId: 's', name: '某人' }
    const signed = moved(attached(moved(factsOf('leak'), 'L11', 'start'), 'L11'), 'L11', 'sign', { signer })
    const filled = moved(signed, 'L11', 'fill', fills({ no: '鉴〔2026〕1号', at: '10月20日' }, minute))
    expect(move(filled, 'L11', 'finish')).toMatchObject({ refusal: { code: 'missing-field', field: 'signatures' } })
    const again = moved(filled, 'L11', 'sign', { signer, at: addMs(at, 2 * minute) })
    expect(move(again, 'L11', 'finish').ok).toBe(true)
  })
})

describe('a stronger mode', () => {
  const plan = planById('earthquake')!
  /** The same plan in which both modes ask for a survey: FQ2 before, DQ1 after. */
  const asking = (...keys: string[]): Plan => ({
    ...plan,
    procedures: plan.procedures.map((p) => ({
      ...p,
      steps: p.steps.map((s) => (keys.includes(s.step) ? { ...s, form: 'quake-survey' } : s)),
    })),
  })
  const risen = (text: Plan) => {
    const felt = finished(factsOf('earthquake', { plan: text, mode: 'felt' }), 'FQ2')
    const named = text.procedures.flatMap((p) => p.steps).find((s) => s.step === 'DQ1')!
    const carrying = { ...named, evidence: stepOf(text, 'FQ2').evidence }
    const procedures = text.procedures.map((p) => ({
      ...p,
      steps: p.steps.map((s) => (s.step === 'DQ1' ? carrying : s)),
    }))
    const upgraded = upgradeMode({ ...felt, plan: { ...text, procedures } }, 'destructive')
    if (!upgraded.ok) throw new Error(JSON.stringify(upgraded.refusal))
    return upgraded.value.carried.find((s) => s.step === 'DQ1')
  }

  it('carries the form with the step, its words, who wrote it and when', () => {
    expect(risen(asking('FQ2', 'DQ1'))).toMatchObject({
      ...{ state: 'done', carriedFrom: 'FQ2' },
      form: { n: 1, fields: formFilled(formOfStep(plan, stepOf(plan, 'DQ6'))!.form), byName: '某人', at },
    })
  })

  it('carries no step as done whose form nobody has written', () => {
    expect(risen(asking('DQ1'))).toMatchObject({ state: 'in_progress', form: null })
  })
})
