import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TopicRules } from '../domain/topic.ts'
import { checkTopic, compileTopics, narrowTopic, patternLimitMs } from './topic.ts'

const noRules: TopicRules = {
  ...{ must: [], any: [], exclude: [], patterns: [] },
  ...{ where: 'both', outletIds: [], origins: [], languages: [] },
}
const rulesOf = (more: Partial<TopicRules>): TopicRules => ({ ...noRules, ...more })
const clock = () => performance.now()
const article = (text: string, more = {}) => ({
  ...{ title: '', text, outletId: 'o1', origin: 'domestic' as const, language: 'zh' },
  ...more,
})
const match = (rules: Partial<TopicRules>, text: string, more = {}) =>
  compileTopics([{ id: 't', n: 3, rules: rulesOf(rules), patternsOff: [] }]).match(article(text, more), clock).matches
const matches = (rules: Partial<TopicRules>, text: string, more = {}) => match(rules, text, more).length === 1

describe('a topic matches', () => {
  it('when all its must words, one of its any words and no excluded word occur, and says where', () => {
    const rules = { must: ['统计局'], any: ['造假', '注水'], exclude: ['招聘'] }
    const text = '网传某统计局数据注水，统计局回应。'
    expect(match(rules, text)).toEqual([
      {
        topicId: 't',
        n: 3,
        reasons: [
          {
            kind: 'must',
            word: '统计局',
            count: 2,
            spans: [
              { field: 'text', start: 3, end: 6, quote: '统计局' },
              { field: 'text', start: 11, end: 14, quote: '统计局' },
            ],
          },
          { kind: 'any', word: '注水', count: 1, spans: [{ field: 'text', start: 8, end: 10, quote: '注水' }] },
        ],
      },
    ])
    expect(matches(rules, '统计局招聘，数据注水')).toBe(false)
    expect(matches(rules, '统计局公布数据')).toBe(false)
    expect(matches(rules, '数据注水')).toBe(false)
  })

  it('in either script and width, quoting what stands there', () => {
    expect(match({ must: ['统计局', 'GDP'] }, '統計局公布ＧＤＰ')[0]?.reasons.map((r) => r.spans[0]?.quote)).toEqual([
      '統計局',
      'ＧＤＰ',
    ])
  })

  it('English words by their stems and as whole words only', () => {
    expect(matches({ must: ['statistic'] }, 'New statistics were published')).toBe(true)
    expect(matches({ must: ['companies'] }, 'the Company said')).toBe(true)
    expect(matches({ must: ['fake data'] }, 'accused of faking: fake data again')).toBe(true)
    expect(matches({ must: ['gdp'] }, 'GDP增长')).toBe(true)
    expect(matches({ must: ['rat'] }, 'the ratio')).toBe(false)
    expect(matches({ must: ['5G网络'] }, '15G网络')).toBe(false)
  })

  it('in the place and from the sources it asks for', () => {
    expect(matches({ must: ['普查'], where: 'title' }, '普查')).toBe(false)
    expect(matches({ must: ['普查'], where: 'title' }, '', { title: '普查' })).toBe(true)
    expect(matches({ must: ['普查'], outletIds: ['o2'] }, '普查')).toBe(false)
    expect(matches({ must: ['普查'], origins: ['tw'] }, '普查')).toBe(false)
    expect(matches({ must: ['普查'], languages: ['zh'] }, '普查', { language: 'zh-Hant' })).toBe(true)
    expect(matches({ must: ['普查'], languages: ['en'] }, '普查')).toBe(false)
  })

  it('by a pattern, which counts among the any words', () => {
    expect(match({ patterns: ['统计.{0,6}造假'] }, '说统计数据造假')[0]?.reasons[0]).toMatchObject({
      kind: 'pattern',
      spans: [{ quote: '统计数据造假' }],
    })
    expect(matches({ any: ['招聘'], patterns: ['造假\\d+'] }, '招聘')).toBe(true)
    expect(matches({ must: ['招聘'], patterns: ['造假\\d+'] }, '招聘')).toBe(false)
    expect(matches({ patterns: ['第[一二]页\\D'] }, `${'长'.repeat(5000)}第一页，完`)).toBe(true)
  })
})

describe('a topic is refused', () => {
  const problems = (rules: Partial<TopicRules>) => checkTopic(rulesOf(rules))

  it('with what is wrong and where', () => {
    expect(problems({ exclude: ['招聘'] })).toEqual([{ problem: 'empty', field: 'must', at: 0 }])
    expect(problems({ must: ['统计局', 'a'] })).toEqual([{ problem: 'too-short', field: 'must', at: 1, piece: 'a' }])
    expect(problems({ must: ['统计局'], exclude: ['統計局'] })).toMatchObject([{ problem: 'contradiction', at: 0 }])
    expect(problems({ any: Array.from({ length: 101 }, (_, n) => `词${n}`) })).toMatchObject([{ problem: 'too-many' }])
    expect(problems({ patterns: ['统计', '统计(造假'] })).toMatchObject([{ problem: 'pattern-syntax', at: 1 }])
    expect(problems({ patterns: ['统计[z-a]'] })).toMatchObject([
      { problem: 'pattern-syntax', position: 3, piece: 'z-a' },
    ])
    expect(problems({ patterns: ['(统)\\1'] })).toMatchObject([{ problem: 'pattern-syntax', piece: '\\1' }])
    for (const pattern of ['.*', '.', 'x*', '[\\s\\S]'])
      expect(problems({ patterns: [pattern] }), pattern).toMatchObject([{ problem: 'pattern-matches-everything' }])
    expect(problems({ patterns: ['(.{1,100}x){9}'] })).toMatchObject([{ problem: 'pattern-too-large' }])
  })
})

describe('whatever people write', () => {
  it('a pattern that explodes elsewhere ends in time', () => {
    const hostile = ['(a+)+$', '(a|a)*b', '(a|aa)+$', '(.*a){12}b', '(x+x+)+y']
    expect(checkTopic(rulesOf({ patterns: hostile }))).toEqual([])
    const topics = compileTopics([{ id: 't', n: 1, rules: rulesOf({ patterns: hostile }), patternsOff: [] }])
    // Would not end where a pattern is tried by going back.
    expect(topics.match(article(`${'a'.repeat(50_000)}!\n${'x'.repeat(50_000)}`), clock)).toBeDefined()
  })

  it('a pattern over its time is reported and keeps no other reason from being seen', () => {
    let ms = 0
    const slowly = () => (ms += patternLimitMs)
    const rules = rulesOf({ any: ['统计局'], patterns: ['造.假'] })
    const answer = compileTopics([{ id: 't', n: 2, rules, patternsOff: [] }]).match(article('统计局\n造了假\n'), slowly)
    expect(answer.slow).toEqual([{ topicId: 't', n: 2, pattern: '造.假' }])
    expect(answer.matches).toHaveLength(1)
    const off = compileTopics([{ id: 't', n: 3, rules, patternsOff: ['造.假'] }]).match(article('造了假'), slowly)
    expect(off).toEqual({ matches: [], slow: [] })
  })

  it('spans quote the original, and no Chinese word is missed', () => {
    const piece = fc.constantFrom(
      '統計局',
      '统计局',
      'ＧＤＰ',
      'gdp ',
      '㎡',
      'İ',
      '造假',
      '\n',
      'Statistics ',
      '😀',
      '，',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('')
        const found = match({ any: ['统计局', 'gdp', 'statistic'], patterns: ['造假'] }, text)
        for (const { field, start, end, quote } of found.flatMap((m) => m.reasons).flatMap((r) => r.spans)) {
          expect(field).toBe('text')
          expect(text.slice(start, end)).toBe(quote)
          expect(quote.length).toBeGreaterThan(0)
        }
        if (/統計局|统计局|造假/.test(text)) expect(found).toHaveLength(1)
      }),
    )
  })

  it('anything at all is checked without an exception, and what passes can be asked', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), fc.string({ maxLength: 200 }), (pattern, text) => {
        const rules = rulesOf({ patterns: [pattern] })
        if (checkTopic(rules).length > 0) return
        compileTopics([{ id: 't', n: 1, rules, patternsOff: [] }]).match(article(text), clock)
      }),
      { numRuns: 300 },
    )
  })
})

it('the index is asked for what must occur, and for nothing that a pattern could do without', () => {
  expect(narrowTopic(rulesOf({ must: ['统计局'], any: ['造假', '注水'] }))).toContain(' & ')
  expect(narrowTopic(rulesOf({ any: ['造假'], patterns: ['x+y'] }))).toBe('')
})
