import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { basePlan, otherPlan } from '../../tests/support/plans.ts'
import { readCatalogue, readPlan } from './read-plan.ts'

describe('a faulty file', () => {
  const lineOf = (text: string, part: string) => text.slice(0, text.indexOf(part)).split('\n').length
  const problemsOf = (text: string) =>
    readCatalogue([
      { file: 'base.yaml', text: basePlan },
      { file: 'x.yaml', text: text.replace('guangxi-measures', 'base') },
    ]).problems

  const mine = otherPlan.replaceAll(/emergency-office|leading-group|local-bureau/g, 'office')
  const cases: [what: string, text: string, at: string, says: RegExp][] = [
    ['a misspelt key', mine.replace('finders:', 'fnders:'), 'duty: report-1h', /fnders/],
    [
      'an unknown rule',
      mine.replace('title: 处置\n    rule: H-1', 'title: 处置\n    rule: H-9'),
      'rule: H-9',
      /H-9 stands nowhere in rules/,
    ],
    [
      'an unknown body',
      mine.replace('by: [office], acts: terminate', 'by: [nobody], acts: terminate'),
      'by: [nobody]',
      /nobody stands nowhere in bodies/,
    ],
    ['a step that waits for nothing', mine.replace('after: [A]', 'after: [Z]'), 'step: B', /no step Z/],
    [
      'steps that wait for each other',
      mine.replace('text: 报告, by: [office]', 'text: 报告, after: [B]'),
      '- { step: A',
      /A, B wait/,
    ],
    [
      'a step that waits for an optional one',
      mine.replace('by: [office] }', 'by: [office], optional: true }'),
      'step: B',
      /need not be/,
    ],
    ['a limit without a unit', mine.replace('limit: 1h', 'limit: 60'), 'duty: report-1h', /./],
    [
      'a limit that nobody could set in time',
      mine.replace('limit: 1h', 'limit: { parameter: x, min: 1h, max: 2h }'),
      '- { duty: report-1h',
      /default/,
    ],
    ['a soft duty without its word', mine.replace('kind: hard', 'kind: soft'), '- { duty: report-1h', /word/],
    ['a plan nobody can end', mine.replace(', acts: terminate', ''), '- { decision: activate', /acts: terminate/],
    [
      'a decision with an option that is not there',
      mine.replace('after: [A]', 'when: { decision: activate, is: [perhaps] }'),
      'step: B',
      /no option perhaps/,
    ],
    ['an unknown base', mine.replace('guangxi-measures', 'nowhere'), 'uses:', /no base/],
    ['a key twice', mine.replace('title: 湖南示例预案', 'title: 甲\ntitle: 乙'), 'title: 乙', /unique/],
  ]
  for (const [what, text, at, says] of cases)
    it(`is told about by file, line and words: ${what}`, () => {
      const [problem] = problemsOf(text)
      expect(problem).toMatchObject({ file: 'x.yaml', line: lineOf(text, at) })
      expect(problem!.what).toMatch(says)
    })

  it('costs itself and those that use it, not the catalogue', () => {
    const { plans: found, problems } = readCatalogue([
      { file: 'base', text: basePlan },
      { file: 'good', text: mine.replace('guangxi-measures', 'base') },
      { file: 'bad', text: 'plan: [' },
    ])
    expect(found.map((p) => p.plan)).toEqual(['base', 'hunan-other'])
    expect(problems.every((p) => p.file === 'bad')).toBe(true)
  })

  it('cannot unfold aliases, nor be larger than the limit', () => {
    const bomb = `plan: x\nrules: &a [1, 2]\nbodies: *a\n`
    expect(readPlan({ file: 'bomb', text: bomb }).ok).toBe(false)
    expect(readPlan({ file: 'large', text: `# ${'x'.repeat(300_000)}` })).toMatchObject({
      problems: [{ what: /larger/ }],
    })
  })

  it('never throws, whatever stands in it', () => {
    const cut = fc.tuple(fc.nat(mine.length), fc.nat(60), fc.string({ maxLength: 20 }))
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          cut.map(([at, n, put]) => mine.slice(0, at) + put + mine.slice(at + n)),
        ),
        (text) => {
          const { problems, plans: found } = readCatalogue([{ file: 'f', text }])
          expect(found.length === 0 ? problems.length : 1).toBeGreaterThan(0)
          for (const p of problems) expect(p.line).toBeGreaterThan(0)
        },
      ),
      { numRuns: 150 },
    )
  })
})
