import { type ActivationState, activationStates } from '../../domain/incident.ts'
import { describe, expect, it } from 'vitest'
import { factsOf, finished, inState, move, moved, withRuns } from '../../tests/support/plans.ts'
import { activationMoves, activationVerbs, moveActivation } from './activation.ts'
import { openSteps, type RunFacts, runOf } from './branch.ts'
import { upgradeMode } from './upgrade.ts'

describe('a stronger mode', () => {
  const felt = factsOf('earthquake', { mode: 'felt', decisions: new Map([['instruction', 'yes']]) })

  it('keeps the old checklist, carries what was done, and asks for the muster anew', () => {
    const before = [...['FQ1', 'FQ2', 'FQ3', 'FQ4', 'FQ5']].reduce(finished, felt)
    const result = upgradeMode(before, 'destructive')
    if (!result.ok) throw new Error('refused')
    const { facts, carried } = result.value
    expect(runOf(facts, 'FQ5').state).toBe('done')
    // FQ2 was proved by another document than DQ1 asks for: begun, not done.
    expect(carried).toMatchObject([{ step: 'DQ1', state: 'in_progress', carriedFrom: 'FQ2' }])
    expect(runOf(facts, 'DQ3').state).toBe('pending')
    expect(openSteps(facts).map((s) => s.step)).toEqual(['DQ1', 'DQ2', 'DQ3', 'DQ4', 'DQ5', 'DQ6', 'DQ7', 'DQ8', 'DQ9'])
    expect(move(facts, 'FQ6', 'start')).toMatchObject({ refusal: { code: 'not-found' } })
  })

  it('carries a step as done where the proof asked for is the same', () => {
    const imminent = finished(factsOf('earthquake', { mode: 'imminent' }), 'IQ1')
    const result = upgradeMode(imminent, 'felt')
    expect(result.ok && result.value.carried).toMatchObject([
      { step: 'FQ2', state: 'done', carriedFrom: 'IQ1', evidence: { 进入时间: 'doc-1' } },
    ])
  })

  it('overwrites nothing that was done in the new mode already', () => {
    const begun = withRuns(finished(felt, 'FQ2'), inState('DQ1', 'done', { evidence: { 启动时间: 'doc-2' } }))
    const result = upgradeMode(begun, 'destructive')
    expect(result.ok && result.value.carried).toEqual([])
    expect(result.ok && runOf(result.value.facts, 'DQ1').evidence).toEqual({ 启动时间: 'doc-2' })
  })

  it('only rises', () => {
    const destructive = factsOf('earthquake', { mode: 'destructive' })
    for (const [facts, mode] of [
      [destructive, 'felt'],
      [felt, 'felt'],
      [felt, 'none'],
      [factsOf('media'), 'felt'],
    ] as const)
      expect(upgradeMode(facts, mode)).toMatchObject({ refusal: { code: 'wrong-state', field: 'mode' } })
  })
})

describe('the life of an activation', () => {
  const life: Record<ActivationState, string> = {
    ...{ proposed: 'approve decline', declined: '', approved: 'start', running: 'report-result' },
    ...{ result_reported: 'approve-termination return', termination_approved: 'end', ended: 'review', reviewed: '' },
  }
  const act = { reason: 'r', bodies: ['leading-group'], override: true }
  it('has from every state the moves of the table and no others', () => {
    for (const state of activationStates) {
      const found = activationVerbs.filter((verb) => moveActivation({ state, facts: factsOf('infosec') }, verb, act).ok)
      expect(found.sort().join(' '), state).toBe(life[state])
    }
    expect(new Set(activationMoves.map((m) => m.verb))).toEqual(new Set(activationVerbs))
  })

  it('asks the leading group at both ends of an infosec plan; the group itself may do neither', () => {
    const facts = factsOf('infosec')
    const group = { reason: 'r', bodies: ['infosec-group'] }
    expect(moveActivation({ state: 'proposed', facts }, 'approve', group)).toMatchObject({
      refusal: { code: 'not-allowed' },
    })
    expect(moveActivation({ state: 'result_reported', facts }, 'approve-termination', group)).toMatchObject({
      refusal: { code: 'not-allowed' },
    })
  })

  it('ends only when nothing mandatory is open, or when who may end it says why', () => {
    const drs = factsOf('infosec', { chosen: new Set(['drs']) })
    const report = (facts: RunFacts, more: object = {}) =>
      moveActivation({ state: 'running', facts }, 'report-result', { bodies: [], ...more })
    expect(report(drs)).toMatchObject({ refusal: { code: 'wrong-state', detail: { open: 2, first: 'D1' } } })
    expect(report(['D1', 'D2'].reduce(finished, drs)).ok).toBe(true)
    expect(report(drs, { override: true, reason: 'r' })).toMatchObject({ refusal: { code: 'not-allowed' } })
    expect(report(drs, { override: true, bodies: ['leading-group'] })).toMatchObject({ refusal: { field: 'reason' } })
    expect(report(drs, { override: true, bodies: ['leading-group'], reason: 'r' }).ok).toBe(true)
  })

  it('is not held up by what is done only where necessary, once begun it is', () => {
    const portal = finished(factsOf('infosec', { chosen: new Set(['portal']) }), 'O1')
    expect(openSteps(portal).map((s) => s.step)).toEqual(['O3'])
    expect(openSteps(moved(portal, 'O2', 'start')).map((s) => s.step)).toEqual(['O2', 'O3'])
  })
})
