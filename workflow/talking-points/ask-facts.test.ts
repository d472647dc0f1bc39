import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TalkingPointsFacts } from '../../domain/talking-points.ts'
import type { Actor } from '../../domain/units.ts'
import { crews, h1, person, request, versionIn } from '../../tests/support/points.ts'
import { moveTalkingPoints, type TalkingPointsVerb } from './talking-points.ts'

const gx = crews.gx as Record<'office' | 'director', Actor>

describe('divisions asked beside each other', () => {
  const divisions = ['gx-division', 'd2', 'd3']
  const who = (unitId: string) => person(`of ${unitId}`, 'subject_division', unitId)
  const asks = divisions.map((unitId) => ({ id: `ask ${unitId}`, unitId, revision: 1, hash: h1 }))

  it('let the text go on when each of them has said yes last, whatever they say and in which order', () => {
    const said = fc.array(fc.record({ at: fc.nat(2), yes: fc.boolean() }), { minLength: 1, maxLength: 12 })
    let passed = 0
    fc.assert(
      fc.property(said, (words) => {
        const facts = versionIn('fact_check', 'region_wide', { asks: [...asks], approvals: [] })
        const last = new Map<number, boolean>()
        for (const { at, yes } of words) {
          const verb = yes ? 'check-facts' : 'object-facts'
          const moved = moveTalkingPoints(facts, verb, request(who(divisions[at]!)))
          const isRepeated = yes && last.get(at) === true
          expect(moved.ok).toBe(!isRepeated && facts.state === 'fact_check')
          if (!moved.ok) continue
          expect(moved.value.ask?.unitId).toBe(divisions[at])
          last.set(at, yes)
          facts.approvals.push({
            ...{ revision: 1, hash: h1, step: 'fact_check', approved: yes, userId: `of ${divisions[at]}` },
            askId: asks[at]!.id,
          })
          facts.state = moved.value.to
          const all = [0, 1, 2].every((i) => last.get(i))
          expect(facts.state).toBe(all ? 'office_approval' : 'fact_check')
          if (all) passed++
        }
      }),
      { numRuns: 400 },
    )
    expect(passed).toBeGreaterThan(10)
  })

  it('leave nobody else a word, and no way round an objection', () => {
    const facts = versionIn('fact_check', 'region_wide', { asks, approvals: [] })
    const rule = 'policy-fact-check'
    const refusalTo = (verb: TalkingPointsVerb, actor: Actor, more = {}) => {
      const moved = moveTalkingPoints(facts, verb, request(actor, more))
      return moved.ok ? null : moved.refusal
    }
    expect(refusalTo('check-facts', who('d4'))).toMatchObject({ code: 'not-allowed' })
    expect(refusalTo('check-facts', person('other', 'subject_division', 'gx'))).toMatchObject({
      code: 'not-allowed',
      rule,
    })
    expect(refusalTo('return-facts', who('d2'))).toMatchObject({ code: 'wrong-state', rule })
    const no = { revision: 1, hash: h1, step: 'fact_check' as const, approved: false, userId: 'of d2', askId: 'ask d2' }
    facts.approvals.push(no)
    expect(refusalTo('withdraw-ask', gx.office, { askId: 'ask d2' })).toMatchObject({ code: 'wrong-state', rule })
    expect(refusalTo('withdraw-ask', gx.office, { askId: 'none' })).toMatchObject({ code: 'not-found' })
    expect(refusalTo('withdraw-ask', gx.office, { askId: 'ask d3', reason: '' })).toMatchObject({
      code: 'missing-field',
    })
    facts.state = 'office_approval'
    expect(refusalTo('office', gx.director)).toMatchObject({ code: 'missing-field', rule, field: 'fact_check' })
  })

  it('go on without one that was withdrawn, but not when nobody has looked', () => {
    const yes = (unitId: string) => ({
      ...{ revision: 1, hash: h1, step: 'fact_check' as const, approved: true, userId: `of ${unitId}` },
      askId: `ask ${unitId}`,
    })
    const withdraw = (facts: TalkingPointsFacts, askId: string) => {
      const moved = moveTalkingPoints(facts, 'withdraw-ask', request(gx.office, { askId }))
      return moved.ok ? moved.value.to : moved.refusal.code
    }
    const two = versionIn('fact_check', 'region_wide', { asks, approvals: [yes('gx-division'), yes('d2')] })
    expect(withdraw(two, 'ask d3')).toBe('office_approval')
    expect(withdraw(versionIn('fact_check', 'region_wide', { asks, approvals: [yes('d2')] }), 'ask d3')).toBe(
      'fact_check',
    )
    expect(withdraw(versionIn('fact_check', 'region_wide', { asks: [asks[0]!], approvals: [] }), asks[0]!.id)).toBe(
      'fact_check',
    )
  })
})
