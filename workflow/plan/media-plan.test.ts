/** A media plan of another province, as data: what it must have, and what follows from it. */
import { describe, expect, it } from 'vitest'
import { bureauTree as tree } from '../../tests/support/bureaus.ts'
import { provinceMediaPlan } from '../../tests/support/province-media-plan.ts'
import { hour, minute } from '../../domain/time.ts'
import type { Subject } from '../clock/duties.ts'
import { meets } from '../release/met-duties.ts'
import { citedRule, ruleOfDecision } from './cited-rule.ts'
import { dutiesOf } from './media-duties.ts'
import { owedOnBeingTold } from './owed.ts'
import { planById } from './plan.ts'
import { readCatalogue } from './read-plan.ts'
import type { Plan } from './shape.ts'

const read = (text: string) => readCatalogue([{ file: 'opinion.yaml', text }])
const opinion = read(provinceMediaPlan).plans[0]!
const guangxi = planById('media')!

describe('a media plan of another province', () => {
  it('is read whole, and every finder owes by its own limits to its own recipients', () => {
    expect(read(provinceMediaPlan).problems).toEqual([])
    const owed = (unit: string, subject: Subject) =>
      dutiesOf(opinion, unit, subject, tree).map((d) => [d.duty, d.limitMs, d.recipientIds])
    expect(owed('liuzhou', 'may_spread')).toEqual([['city-1h', hour, ['gx']]])
    expect(owed('sanjiang', 'region')).toEqual([['county-90', 90 * minute, ['liuzhou']]])
    expect(owed('sanjiang', 'own_level')).toEqual([['own-12h', 12 * hour, ['liuzhou', 'gx']]])
  })

  it('says whom being told binds; of the shipped text that is the city, by the measures it uses', () => {
    expect(owedOnBeingTold(opinion, 'liuzhou', tree)).toMatchObject({ duty: 'pass-on-40', limitMs: 40 * minute })
    expect(owedOnBeingTold(opinion, 'sanjiang', tree)).toBeNull()
    expect(owedOnBeingTold(guangxi, 'liuzhou', tree)).toBeNull()
    const measures = planById('guangxi-measures')!
    expect(owedOnBeingTold(measures, 'liuzhou', tree)).toMatchObject({ rule: 'G0-11', recipientIds: ['gx'] })
    for (const unit of ['sanjiang', 'gx', 'gx-div']) expect(owedOnBeingTold(measures, unit, tree)).toBeNull()
  })

  it('says which words to the public meet its duties, a text from before plans said so by the names it had', () => {
    expect(meets(opinion, 'first-reply', 'statement')).toBe(true)
    expect(meets(opinion, 'first-reply', 'notice')).toBe(false)
    const before: Plan = { ...guangxi, duties: guangxi.duties.map(({ metBy: _, ...duty }) => duty) }
    const words = ['press_conference', 'statement', 'update', 'news_centre'] as const
    for (const plan of [guangxi, before])
      for (const { duty } of guangxi.duties)
        expect(words.filter((word) => meets(plan, duty, word))).toEqual(
          duty === 'press-conference'
            ? ['press_conference']
            : duty === 'open-news-centre'
              ? ['news_centre']
              : ['first-word', 'authoritative-word', 'answer', 'rolling-news'].includes(duty)
                ? ['press_conference', 'statement', 'update']
                : [],
        )
  })
})

describe('a media plan without what the engine needs', () => {
  const lineOf = (text: string, part: string) => text.slice(0, text.indexOf(part)).split('\n').length
  const cases: [what: string, text: string, at: string, says: RegExp][] = [
    ['nobody grades', provinceMediaPlan.replace(', acts: grade', ''), '- { decision: begin', /acts: grade/],
    ['nobody says how far', provinceMediaPlan.replace(', acts: scope', ''), '- { decision: begin', /acts: scope/],
    ['a grade of its own', provinceMediaPlan.replace('is: general', 'is: blue'), '{ is: blue', /not blue/],
    [
      'a subject that finders are not asked for',
      provinceMediaPlan.replaceAll('may_spread', 'viral'),
      '- { subject: region',
      /may_spread/,
    ],
    [
      'a finder who owes nothing',
      provinceMediaPlan.replace('[county, township]', '[county]'),
      '- { duty: city-1h',
      /the township finds/,
    ],
    ['nobody is told', provinceMediaPlan.replace('recipients: [parent], ', ''), '- { duty: county-90', /recipients/],
    [
      'a told duty to nobody',
      provinceMediaPlan.replace('recipients: [root], to: [office], what: 接到', 'to: [office], what: 接到'),
      '- { duty: pass-on-40',
      /whoever is told/,
    ],
    [
      'no form to report by',
      provinceMediaPlan.replace('    stages: [first, follow_up, final]\n', ''),
      '- form: opinion',
      /stages: \[first\]/,
    ],
    [
      'an unknown word',
      provinceMediaPlan.replace('metBy: [press_conference', 'metBy: [press-talk'),
      'press-talk',
      /press_conference/,
    ],
  ]
  for (const [what, text, at, says] of cases)
    it(`is a fault with its line: ${what}`, () => {
      const { problems, plans } = read(text)
      expect(plans).toEqual([])
      expect(problems[0]).toMatchObject({ file: 'opinion.yaml', line: lineOf(text, at) })
      expect(problems[0]!.what).toMatch(says)
    })
})

describe('what a matter of another media plan is refused and decided by', () => {
  it('is that plan’s own article where the shipped text has one, and the house’s where neither has', () => {
    const cited = (id: string, plan: Plan | null = opinion) => {
      const rule = citedRule(plan, id)
      return typeof rule === 'string' ? rule : (rule?.citation ?? null)
    }
    expect(['G4-2', 'G4-6-2h', 'G4-7', 'G0-14'].map((id) => cited(id))).toEqual([
      ...['示例第一条', '示例第二条', '示例第五条', '示例第七条'],
    ])
    expect([cited('policy-phone'), cited('HN-4'), cited('HN-44')]).toEqual(['policy-phone', '示例第四条', null])
    // The shipped text keeps the program's own wording of its articles.
    for (const plan of [guangxi, null]) expect(cited('G4-7', plan)).toBe('G4-7')
    expect(ruleOfDecision(opinion, 'terminate', 'G0-14')).toBe('HN-7')
    expect(ruleOfDecision(guangxi, 'scope', 'G4-7-2-region')).toBe('G4-7-2-region')
  })
})
