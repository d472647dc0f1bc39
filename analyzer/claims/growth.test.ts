import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sentenceFigures, sentencesAt } from '../../tests/support/figure-sentences.ts'
import { stepsOf } from '../../tests/support/work.ts'
import { bookOf, checkClaims } from './claims.ts'

const book = bookOf(sentenceFigures, [])
const steps = (text: string) =>
  stepsOf(() => checkClaims({ title: text.slice(0, 200), text, publishedAt: sentencesAt }, book))

/** What a hostile page repeats: digits, brackets, names, lists, whole sentences. */
const pieces = [
  ...'1 增长 （ ） GDP 广西 2025年 % 、 一 万亿 比 同比 约 . - “ ? 若 \n 1月 第一季度 分别 不是 百分之 去年同期 占广西 城镇居民 percent 0.'.split(
    ' ',
  ),
  '1%，',
  '广西、',
  '5%、',
  '广西GDP增长1%，',
  '2025年广西GDP增长5.1%。',
  'GDP grew 5% ',
]

describe('the time that a text takes', () => {
  it('grows with its length, whatever it repeats', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 4 }), (chosen) => {
        const piece = chosen.join('')
        const text = (length: number) => piece.repeat(Math.ceil(length / piece.length))
        const [short, long] = [steps(text(6_000)), steps(text(24_000))]
        expect(long / short, piece).toBeLessThan(5)
      }),
      { numRuns: 60 },
    )
  })
})
