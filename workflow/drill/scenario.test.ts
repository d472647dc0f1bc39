/** The scripts that come with the program, and what a faulty one is told. */
import { describe, expect, it } from 'vitest'
import { planById, plans } from '../plan/plan.ts'
import { readScenario } from './scenario.ts'
import { scenarioById, scenarios } from './scenarios.ts'

describe('scenarios', () => {
  it('there is one for every plan that can be run, each key once', () => {
    const drilled = new Set(scenarios().map((s) => s.plan))
    const runnable = new Set(
      plans()
        .filter((p) => !p.base)
        .map((p) => p.plan),
    )
    expect([...drilled].sort()).toEqual([...runnable].sort())
    expect(new Set(scenarios().map((s) => s.scenario)).size).toBe(scenarios().length)
  })

  it('every one says that it is invented, in its title and in each inject', () => {
    for (const { title, injects } of scenarios()) {
      expect(title).toContain('演练')
      for (const inject of injects) expect(`${inject.from}${inject.text}`).toContain('演练')
    }
  })

  const sound = JSON.parse(JSON.stringify(scenarioById('media-false-figure'))) as Record<string, unknown>
  const asFile = (): Record<string, unknown> => {
    const minutes = (ms: number) => `${ms / 60_000}min`
    const s = JSON.parse(JSON.stringify(sound)) as {
      injects: { at: number | string; expects: { within?: number | string }[] }[]
    }
    for (const inject of s.injects) {
      inject.at = minutes(inject.at as number)
      for (const e of inject.expects) if (e.within !== undefined) e.within = minutes(e.within as number)
    }
    return s as unknown as Record<string, unknown>
  }
  const problemsOf = (change: (s: never) => void) => {
    const s = asFile()
    change(s as never)
    const read = readScenario(s, planById)
    return read.ok ? [] : read.problems.map((p) => p.path)
  }

  it('written down again it reads the same', () => {
    expect(readScenario(asFile(), planById)).toEqual({ ok: true, scenario: sound })
  })

  it.each<[string, string, (s: never) => void]>([
    ['plan', 'a plan nobody has', (s: { plan: string }) => (s.plan = 'nothing')],
    ['rule', 'a rule of another plan', (s: { rule: string }) => (s.rule = 'X1-4-1')],
    ['mode', 'a mode the plan has not', (s: { mode: string }) => (s.mode = 'felt')],
    [
      'fulfils.0',
      'no duty of the calendar',
      (s: { fulfils: unknown }) => (s.fulfils = [{ plan: 'media', duty: 'study' }]),
    ],
    [
      'injects.1.at',
      'an inject before the one before',
      (s: { injects: { at: string }[] }) => (s.injects[1]!.at = '0min'),
    ],
    ['injects.0.at', 'a drill that begins late', (s: { injects: { at: string }[] }) => (s.injects[0]!.at = '1min')],
    [
      'injects.0.expects.0.key',
      'a duty the plan has not',
      (s: { injects: { expects: { key: string }[] }[] }) => (s.injects[0]!.expects[0]!.key = 'report-3h'),
    ],
    [
      'injects.0.expects.0.key',
      'the form of a step that a report fills in',
      (s: { injects: { expects: object[] }[] }) =>
        (s.injects[0]!.expects[0] = { act: 'form', key: 'M03', within: '1h', by: ['office_staff'], text: '填表' }),
    ],
    [
      'injects.0.expects.0',
      'a duty with a limit of its own invention',
      (s: { injects: { expects: { within: string }[] }[] }) => (s.injects[0]!.expects[0]!.within = '3h'),
    ],
    ['', 'a word that is misspelt', (s: { scenaro: string }) => (s.scenaro = 'x')],
  ] as never)('a problem at "%s": %s', (path, _, change) => {
    expect(problemsOf(change as never)).toContain(path)
  })
})
