import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Claim } from '../domain/figure.ts'
import type { Finding } from '../domain/finding.ts'
import { type Measured, riskLevels } from '../domain/risk.ts'
import {
  applyChange,
  defaultThresholds,
  levelChanges,
  levelUnder,
  type RiskInput,
  type RiskThresholds,
  risk,
} from './risk.ts'

const finding = (analyzer: Finding['analyzer'], score: number, label: string | null = null): Finding => ({
  ...{ analyzer, version: 'test', score, label, parts: [] },
})
const claim = (verdict: Claim['verdict'], type: Claim['type'], region: string | null): Claim =>
  ({
    verdict,
    type,
    region,
    reason: { code: 'accusation' },
    figureId: null,
    field: 'text',
    start: 0,
    end: 2,
    quote: '造假',
  }) as unknown as Claim
const claims = fc.array(
  fc.constantFrom(
    claim('false', 'M10', '450000'),
    claim('false', 'M01', '450500'),
    claim('misleading', 'M04', null),
    claim('unreleased', 'M12', '450000'),
    claim('supported', null, '450000'),
    claim('opinion', 'M13', null),
  ),
  { maxLength: 4 },
)
const spread = fc.record({
  copies: fc.nat(200),
  outletTier: fc.constantFrom(1 as const, 2 as const, 3 as const),
  overseas: fc.boolean(),
  perHour: fc.double({ min: 0, max: 500, noNaN: true }),
})
const inputs: fc.Arbitrary<RiskInput> = fc
  .record({
    claims,
    spread,
    relevance: fc.double({ min: 0, max: 1, noNaN: true }),
    rumour: fc.double({ min: 0, max: 1, noNaN: true }),
    text: fc.constantFrom('数据公布', '据内部人士称数据造假', '两会期间数据注水'),
    tone: fc.constantFrom('accusing', 'neutral'),
    hoursToRelease: fc.option(fc.integer({ min: -100, max: 100 })),
  })
  .map(({ relevance, rumour, text, tone, ...rest }) => ({
    ...rest,
    article: { title: '', text },
    unit: { id: 'gx', regionCode: '450000' },
    relevance: finding('relevance', relevance),
    rumour: finding('rumour', rumour),
    tone: finding('tone', 0, tone),
    origin: finding('origin', 0, 'domestic'),
  }))
const rank = (input: RiskInput) => riskLevels.indexOf(risk(input).label)

describe('risk', () => {
  it('never falls as a story spreads', () => {
    fc.assert(
      fc.property(inputs, spread, (input, more) => {
        const wider = {
          copies: input.spread.copies + more.copies,
          outletTier: Math.min(input.spread.outletTier, more.outletTier) as 1 | 2 | 3,
          overseas: input.spread.overseas || more.overseas,
          perHour: input.spread.perHour + more.perHour,
        }
        expect(rank({ ...input, spread: wider })).toBeGreaterThanOrEqual(rank(input))
      }),
    )
  })
  it('says only changes that do change the level, and the smallest number of each', () => {
    let seen = 0
    fc.assert(
      fc.property(inputs, (input) => {
        for (const change of levelChanges(input)) {
          seen++
          expect(risk(applyChange(input, change)).label).toBe(change.to)
          expect(change.to).not.toBe(risk(input).label)
          if (change.count > 1)
            expect(risk(applyChange(input, { ...change, count: change.count - 1 })).label).toBe(risk(input).label)
        }
      }),
    )
    expect(seen).toBeGreaterThan(20)
  })
  it('says that a level was raised only where it rose', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        for (const { code, facts } of risk(input).parts)
          if (code === 'shifted-by-sensitivity') expect(facts?.from).not.toBe(facts?.to)
      }),
    )
  })
  it('keeps what it measured, which gives under any thresholds the level that judging by them gives', () => {
    const rising = (length: number) =>
      fc
        .array(fc.integer({ min: 5, max: 95 }), { minLength: length, maxLength: length })
        .map((ends) => ends.sort((a, b) => a - b).map((end) => end / 100))
    const thresholds = fc.record({ misinformation: rising(3), spread: rising(2) }) as fc.Arbitrary<
      Pick<RiskThresholds, 'misinformation' | 'spread'>
    >
    fc.assert(
      fc.property(inputs, thresholds, (input, ends) => {
        const part = risk(input).parts.find(({ code }) => code === 'measured')
        const others = { ...defaultThresholds, ...ends }
        expect(levelUnder(part?.facts as Measured, others)).toBe(risk(input, others).label)
      }),
    )
  })
})
