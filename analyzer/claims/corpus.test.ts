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
    // What cannot be checked may be listed or left out; nobody is owed a line for it.
    const judged = (words: string[]) => words.filter((word) => word !== 'N')
    const found = claims.map(({ verdict, type }) =>
      verdict === 'false' || verdict === 'misleading' ? `${short[verdict]}:${type}` : short[verdict],
    )
    expect(judged(found.map(String)), claims.map(({ reason }) => reason.code).join(' ')).toEqual(judged(verdicts))
  })
})
