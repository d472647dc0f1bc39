import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  sentenceFigures,
  sentencesAt,
  trueEnglishSentence,
  trueSentence,
  wrongSentence,
} from '../../tests/support/figure-sentences.ts'
import { bookOf, checkClaims } from './claims.ts'

const book = bookOf(sentenceFigures, [])
/** What was judged: what stands around a sentence may be listed as not checkable. */
const check = (text: string) =>
  checkClaims({ title: '', text, publishedAt: sentencesAt }, book).filter(({ verdict }) => verdict !== 'not_checkable')
const accuses = /^(?:false|misleading|unreleased)$/

describe('a figure in any wording', () => {
  it('is supported, and held against the figure that it renders', () => {
    fc.assert(
      fc.property(trueSentence, ({ text, figure }) => {
        const claims = check(text)
        const said = `${text} → ${claims.map(({ verdict, reason }) => `${verdict} ${reason.code}`).join(' | ')}`
        expect(
          claims.map(({ figureId, verdict }) => `${figureId} ${verdict}`),
          said,
        ).toEqual([`${figure.id} supported`])
      }),
      { numRuns: 600 },
    )
  })
  it('is supported in English', () => {
    fc.assert(
      fc.property(trueEnglishSentence, ({ text, figure }) => {
        const claims = check(text)
        expect(
          claims.map(({ figureId, verdict }) => `${figureId} ${verdict}`),
          text,
        ).toEqual([`${figure.id} supported`])
      }),
      { numRuns: 200 },
    )
  })
})

describe('a figure with one thing wrong', () => {
  it('is never supported: unit, sign, period, region, comparison, points for percent', () => {
    fc.assert(
      fc.property(wrongSentence, ({ text, slip }) => {
        const claims = check(text)
        const said = `${slip}: ${text} → ${claims.map(({ verdict, type, reason }) => `${verdict} ${type} ${reason.code}`).join(' | ')}`
        for (const { verdict } of claims) expect(verdict, said).not.toBe('supported')
      }),
      { numRuns: 600 },
    )
  })
  it('is nearly always named as wrong', () => {
    const sample = fc.sample(wrongSentence, { numRuns: 400, seed: 7 })
    const named = sample.filter(({ text }) => check(text).some(({ verdict }) => accuses.test(verdict)))
    expect(named.length).toBeGreaterThan(sample.length * 0.9)
  })
})
