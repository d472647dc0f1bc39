import { describe, expect, it } from 'vitest'
import { corpus, corpusCalendar, corpusFigures } from '../../tests/support/claim-corpus.ts'
import { bookOf, checkClaims } from './claims.ts'

const book = bookOf(corpusFigures, corpusCalendar)
const short: Record<string, string> = {
  supported: 'S',
  false: 'F',
  misleading: 'M',
  outdated: 'O',
  unreleased: 'U',
  not_checkable: 'N',
}

describe('the corpus of wordings', () => {
  it.each(corpus)('$text', ({ text, verdicts, day }) => {
    const claims = checkClaims({ title: '', text, publishedAt: new Date(`${day}T09:00:00+08:00`) }, book)
    const found = claims.map(({ verdict, type }) =>
      verdict === 'false' || verdict === 'misleading' ? `${short[verdict]}:${type}` : short[verdict],
    )
    expect(found, claims.map(({ reason }) => reason.code).join(' ')).toEqual(verdicts)
  })
})
