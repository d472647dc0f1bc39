import { expect, it } from 'vitest'
import { aboutEntry } from './entry-about.ts'
import { planById } from './plan.ts'

const texts = new Map([['run', planById('earthquake')!]])
const clocks = [
  { id: 'report', what: '' },
  { id: 'muster', what: '到岗' },
]
const about = (subjectKind: string, subjectId: string, after: Record<string, unknown> | null = null) =>
  aboutEntry({ subjectKind, subjectId, after }, { clocks, texts })

it('says in the words of the plan which step, decision, procedure, mode or duty an entry is about', () => {
  const plan = planById('earthquake')!
  const [step] = plan.procedures.flatMap((p) => p.steps)
  expect(about('activation', 'run', { step: step!.step, state: 'done' })).toBe(`${step!.step} ${step!.text}`)
  const [decision] = plan.decisions
  const [option] = decision!.options
  expect(about('activation', 'run', { decision: decision!.decision, outcome: option!.is })).toBe(
    `${decision!.text} — ${option!.text}`,
  )
  expect(about('activation', 'run', { mode: 'felt' })).toBe(`${plan.title} · 有感地震`)
  expect(about('activation', 'run')).toBe(plan.title)
  expect(about('clock', 'muster')).toBe('到岗')
})

it('says nothing of what is no matter of a plan, or of a duty that has its name elsewhere', () => {
  expect([
    about('clock', 'report'),
    about('clock', 'gone'),
    about('report', 'r1'),
    about('activation', 'other'),
  ]).toEqual([...[null, null, null, null]])
})
