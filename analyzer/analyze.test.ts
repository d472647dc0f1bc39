import { describe, expect, it } from 'vitest'
import type { Figure } from '../domain/figure.ts'
import { type AnalyzeInput, analyzeArticle, analyzerVersion } from './analyze.ts'
import { bookOf } from './claims/claims.ts'
import { openModels, wordListsOnly } from './models/open-models.ts'
import type { SpreadFacts } from './risk.ts'

const published = new Date('2023-01-19T10:00:00+08:00')
const figure = (id: string, region: string, measure: 'level' | 'yoy', value: string, unit: string): Figure => ({
  id,
  indicator: 'gdp',
  region,
  period: '2022',
  periodType: 'year',
  measure,
  priceBasis: measure === 'level' ? 'current' : 'constant',
  value,
  unit,
  status: 'preliminary',
  publishedAt: published,
  supersededAt: null,
  owner: '广西统计局',
  sourceUrl: '',
})
const book = bookOf(
  [
    figure('gx-level', '450000', 'level', '26300.87', '亿元'),
    figure('gx-yoy', '450000', 'yoy', '2.9', '%'),
    figure('cn-yoy', '100000', 'yoy', '3.0', '%'),
    figure('bh-level', '450500', 'level', '1674.21', '亿元'),
    figure('bh-yoy', '450500', 'yoy', '3.5', '%'),
  ],
  [
    {
      id: 'cal',
      indicators: ['gdp'],
      region: '450000',
      period: '2026Q3',
      periodType: 'cumulative',
      scheduledAt: new Date('2026-10-22T10:00:00+08:00'),
      publisher: '广西统计局',
      releasedAt: null,
    },
  ],
)
const units = [
  { id: 'gx', name: '广西壮族自治区统计局', aliases: ['广西统计局', '自治区统计局'], regionCode: '450000' },
  { id: 'bh', name: '北海市统计局', aliases: ['北海统计局'], regionCode: '450500' },
  { id: 'xm', name: '厦门市统计局', aliases: [], regionCode: '350200' },
]
const models = openModels()
const local: SpreadFacts = { copies: 0, outletTier: 2, overseas: false, perHour: 0 }

function analyze(
  text: string,
  more: Partial<AnalyzeInput> & { at?: string; title?: string; sourceLine?: string } = {},
) {
  const { at = '2023-02-10', title = '', sourceLine = '', ...rest } = more
  return analyzeArticle({
    article: { title, text, sourceLine, publishedAt: new Date(`${at}T09:00:00+08:00`) },
    outletOrigin: 'domestic',
    story: null,
    units,
    book,
    spread: local,
    home: '450000',
    models,
    ...rest,
  })
}
const flagsOf = (...args: Parameters<typeof analyze>) =>
  analyze(...args).flags.map((flag) => ({ unit: flag.unitId, level: flag.level, types: flag.types }))

describe('what is flagged', () => {
  it('a false figure about our region at an ordinary outlet is high', () => {
    expect(flagsOf('2022年广西GDP下降2.9%。')).toEqual([{ unit: 'gx', level: 'high', types: ['M10'] }])
  })
  it('the same with the bureau named is critical with copies, or at a national or foreign outlet', () => {
    const text = '广西统计局公布，2022年广西GDP下降2.9%。'
    expect(flagsOf(text, { spread: { ...local, copies: 3 } })[0]?.level).toBe('critical')
    expect(flagsOf(text, { spread: { ...local, outletTier: 1 } })[0]?.level).toBe('critical')
    expect(flagsOf(text, { outletOrigin: 'foreign' })[0]).toEqual({
      unit: 'gx',
      level: 'critical',
      types: ['M10', 'overseas'],
    })
  })
  it('a fraud accusation against the regional bureau on a national site is critical (AC-01)', () => {
    expect(flagsOf('网帖称广西统计局的GDP数据系编造。', { spread: { ...local, outletTier: 1 } })).toEqual([
      { unit: 'gx', level: 'critical', types: ['M13'] },
    ])
  })
  it('a figure before its release is suspected as invented or leaked (AC-10)', () => {
    const [flag] = flagsOf('广西前三季度GDP 2.1万亿元，增长4.7%，官方人士称。', { at: '2026-10-20' })
    expect(flag).toEqual({ unit: 'gx', level: 'critical', types: ['M12', 'leak'] })
  })
  it('goes to the unit nearest to the region that the claim is about', () => {
    expect(flagsOf('2022年北海GDP增长5.3%。').map(({ unit }) => unit)).toEqual(['bh'])
  })
  it('goes nowhere when no unit is concerned', () => {
    expect(analyze('昨晚的球赛比分是3比14。').flags).toEqual([])
    expect(flagsOf('2022年浙江GDP增长9.9%。')).toEqual([])
  })
})

describe('what is not flagged', () => {
  it('true criticism stays low or elevated, however far it spreads (AC-11 b)', () => {
    const text = '2022年广西GDP增速仅2.9%，低于全国0.1个百分点，值得反思。'
    for (const spread of [local, { copies: 40, outletTier: 1, overseas: true, perHour: 500 } satisfies SpreadFacts]) {
      const { flags, findings } = analyze(text, { spread })
      expect(flags).toEqual([])
      expect(['low', 'elevated']).toContain(
        findings.find(({ unitId, finding }) => unitId === 'gx' && finding.analyzer === 'risk')?.finding.label,
      )
    }
  })
  it('rounding (AC-11 a)', () => expect(flagsOf('2022年广西GDP约2.63万亿元。')).toEqual([]))
  it('wording is flagged low to elevated only (AC-11 c)', () => {
    const [flag] = flagsOf('2022年广西GDP增长2.9个百分点。')
    expect(flag?.types).toEqual(['M04'])
    expect(['low', 'elevated']).toContain(flag?.level)
  })
})

describe('findings', () => {
  it('every part quotes the text where it says it does', () => {
    const text = '网传广西统计局数据造假！2022年广西GDP下降2.9%，震惊！'
    const { findings, claims } = analyze(text, { title: '北海数据惊人' })
    const fields = { title: '北海数据惊人', text }
    const spans = [...findings.flatMap(({ finding }) => finding.parts.flatMap((part) => part.spans)), ...claims]
    expect(spans.length).toBeGreaterThan(8)
    for (const span of spans) expect(fields[span.field].slice(span.start, span.end)).toBe(span.quote)
  })
  it('scores stay within their ranges and name their analyzer version', () => {
    for (const { finding } of analyze('广西统计局太差劲了！！！2022年广西GDP下降2.9%。').findings) {
      expect(finding.score).toBeGreaterThanOrEqual(finding.analyzer === 'tone' ? -1 : 0)
      expect(finding.score).toBeLessThanOrEqual(1)
      expect(finding.version).not.toBe('')
    }
    expect(analyzerVersion(models)).toContain('claims-')
  })
  it('name the model that made them, or the word lists where it is switched off', () => {
    const versions = (inForce: typeof models) =>
      analyze('广西统计局太差劲了！', { models: inForce }).findings.map(({ finding }) => finding.version)
    expect(versions(models)).toEqual(expect.arrayContaining([expect.stringMatching(/^rumour-1\/rumour-model-/)]))
    expect(versions(models)).toEqual(expect.arrayContaining([expect.stringMatching(/^tone-1\/tone-model-/)]))
    const english = analyze('Guangxi bureau said growth slowed to 2.9 percent last year.').findings
    expect(english.find(({ finding }) => finding.analyzer === 'rumour')?.finding.version).toBe('rumour-1')
    expect(versions(wordListsOnly)).toEqual(expect.arrayContaining(['rumour-1', 'tone-1']))
    expect(analyzerVersion(models)).not.toBe(analyzerVersion(wordListsOnly))
  })
  it('a release is matter of fact toward the bureau, however much fell', () => {
    const text = '广西统计局公布，10月份全区居民消费价格同比下降0.3%，固定资产投资同比下降12.3%，降幅扩大。'
    const tone = analyze(text, { title: '广西10月CPI同比下降0.3%' }).findings.find(
      ({ finding }) => finding.analyzer === 'tone',
    )
    expect(tone?.finding.label).toBe('neutral')
  })
  it('is the same for the same input', () => {
    expect(analyze('2022年广西GDP下降2.9%。')).toEqual(analyze('2022年广西GDP下降2.9%。'))
  })
  it('takes the origin from the source line, not from the page (AC-05)', () => {
    const origin = analyze('据报道，广西经济放缓。', { sourceLine: '路透社' }).findings.find(
      ({ finding }) => finding.analyzer === 'origin',
    )
    expect(origin?.finding.label).toBe('foreign')
  })
  it.each(['1月', '广西统计局造假数据', '第一季度', '1%,', '广西。GDP。', '网传广西统计局'])(
    'is not kept busy by a page that says %s a hundred thousand times, with a hundred units to ask',
    (words) => {
      const tree = Array.from({ length: 100 }, (_, i) => ({ ...units[i % 2]!, id: `u${i}` }))
      analyze(words.repeat(100_000).slice(0, 300_000), { units: tree })
    },
    120_000,
  )
})
