/**
 * The way in: every statistical statement of an article with a verdict as of its day of publication. Pure; figures and
 * calendar come as a book made once by `bookOf`. Structure: numbers, periods, indicators → read → check → confusions.
 */
import type { Claim } from '../../domain/figure.ts'
import { shanghaiDay } from '../../domain/time.ts'
import { fold } from '../script.ts'
import { accusationsIn } from './accusations.ts'
import { checkReading } from './check.ts'
import type { Book } from './figures.ts'
import { headlineSlip } from './headlines.ts'
import { identified } from './identify.ts'
import { ownerSlip } from './owners.ts'
import { readStatements } from './read.ts'
import { workClaimsIn } from './work-claims.ts'

export { type Book, bookOf } from './figures.ts'

export const claimsVersion = 'claims-3'

const maxTextLength = 60_000
const maxClaims = 300

/**
 * `isOurs`: a text that a bureau is to publish. Media may report a number as false and are not blamed for it; of our own words every
 * number must be right, whatever is said about it, but for those that the text names as quoted.
 */
export type CheckedArticle = { title: string; text: string; publishedAt: Date; isOurs?: boolean }

/**
 * Claims in the order of the text, title first. `home` is the region that 全区 and an unnamed bureau stand for
 * (GB/T 2260). Texts beyond 60,000 characters are read up to there; at most 300 claims are given.
 */
export function checkClaims(article: CheckedArticle, book: Book, { home = '450000' }: { home?: string } = {}): Claim[] {
  const original = { title: article.title.slice(0, 500), text: article.text.slice(0, maxTextLength) }
  const folded = { title: fold(original.title), text: fold(original.text) }
  const [year = 0, month = 1, day = 1] = shanghaiDay(article.publishedAt).split('-').map(Number)
  const { readings, mentioned, unnamed } = readStatements(folded, {
    published: { year, month, day },
    home,
    limit: maxClaims,
  })
  const context = {
    book,
    at: article.publishedAt,
    publishedYear: year,
    mentioned,
    original,
    isOurs: article.isOurs ?? false,
  }
  const claims = readings
    .map((reading) => checkReading(reading, context))
    .filter((claim) => claim !== null)
    .map((claim) => ownerSlip(claim, folded, book, context.at) ?? claim)
  const recognised = unnamed.map((one) => identified(one, context, home)).filter((claim) => claim !== null)
  const headline = headlineSlip(folded.title, original.title, claims)
  return [
    ...(headline ? [headline] : []),
    ...claims,
    ...recognised,
    ...accusationsIn(folded, original, home),
    ...workClaimsIn(folded, original, home),
  ]
}
