import { describe, expect, it } from 'vitest'
import { reportKinds } from '../../domain/incident.ts'
import { planById } from '../plan/plan.ts'
import { chooseForm, usualForm } from './forms.ts'
import { skipLevelOf } from './skip-level.ts'

const usual = (plan: string) => reportKinds.map((kind) => usualForm([planById(plan)!], kind)?.form)

describe('which form a report takes', () => {
  it('is the one that the plan names for first, later and last reports', () => {
    expect(usual('media')).toEqual(['media-report', 'media-report', 'media-report'])
    expect(usual('economic')).toEqual(['class-1-report', 'class-1-report', 'class-1-report'])
    for (const plan of ['technical', 'natural', 'social'])
      expect(usual(plan)).toEqual(['local-report', 'local-report', 'local-report'])
    expect(usual('leak')).toEqual(['leak-report', 'leak-report', 'leak-investigation'])
    expect(usual('earthquake')).toEqual(['quake-report', 'quake-report', 'quake-report'])
    expect(usual('rapid')).toEqual(['rapid-report', 'rapid-report', 'rapid-report'])
    expect(usual('website')).toEqual(['web-record', 'web-record', 'web-record'])
    expect(usual('infosec')).toEqual(['incident-report', 'incident-report', 'incident-report'])
  })

  it('is any other form of a plan that runs on the incident, and no form of another plan', () => {
    const running = [planById('natural')!, planById('infosec')!]
    const choose = (plan: string, form: string) => chooseForm(running, { kind: 'follow_up', choice: { plan, form } })
    expect(choose('natural', 'survey-scheme')).toMatchObject({ ok: true, value: { title: '应急统计调查方案' } })
    expect(choose('infosec', 'host-failure')).toMatchObject({ ok: true })
    expect(choose('earthquake', 'quake-report')).toMatchObject({ refusal: { code: 'invalid-field', field: 'form' } })
  })
})

describe('passing a level over', () => {
  it('is free for media events and needs a reason in the other classes', () => {
    const of = (plan: string, ...duties: string[]) => skipLevelOf([planById(plan)!], duties)
    expect(of('media', 'report-2h')).toBe('free')
    for (const plan of ['technical', 'natural', 'social']) expect(of(plan, 'report-24h')).toBe('with-reason')
    for (const plan of ['economic', 'infosec']) expect(of(plan)).toBe('with-reason')
  })

  it('is free where one duty among several plans is', () => {
    expect(skipLevelOf([planById('social')!, planById('media')!], ['report-24h', 'report-2h'])).toBe('free')
  })
})
