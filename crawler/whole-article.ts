/**
 * An article as a whole: from its page, from all pages over which the site spreads it, or from a PDF. The further pages are asked
 * through an injected `ask`; they come back beside the text, to be sealed like the first.
 */
import type { ArticleSettings, FetchedPage, FetchFailure } from '../domain/article.ts'
import { type ExtractAnswer, extractArticle } from './extract.ts'
import { fetchFailure } from './failure.ts'
import { furtherPages, joinTexts, maxArticlePages } from './paging.ts'
import { isPdf, readPdf } from './pdf.ts'
import type { SourceAsk } from './read-source.ts'

/** `further`: the pages after the first, in the order of the text. A failure has none: what is incomplete is no version. */
export type WholeArticle =
  | (Extract<ExtractAnswer, { ok: true }> & { further: FetchedPage[] })
  | { ok: false; failure: FetchFailure }

/** `settings`: of the source, where a person gave some. */
type Reading = { ask: SourceAsk; settings?: ArticleSettings | undefined }

/**
 * Reads an article from its first page on. A further page that fails for a passing reason fails the whole, so that half a text is
 * never taken for a change; one that does not exist ends the article.
 */
export async function readWholeArticle(first: FetchedPage, { ask, settings = {} }: Reading): Promise<WholeArticle> {
  if (isPdf(first)) {
    const read = await readPdf(first)
    return read.ok ? { ...read, missed: [], further: [] } : read
  }
  const read = extractArticle(first, settings)
  if (!read.ok) return read
  const others = await restOf(first, { ask, settings })
  if ('failure' in others) return { ok: false, failure: others.failure }
  const text = joinTexts([read.article.text, ...others.map(({ article }) => article.text)])
  const links = [...new Set([read.article, ...others.map(({ article }) => article)].flatMap((one) => one.links))]
  const images = [read.article, ...others.map(({ article }) => article)].flatMap((one) => one.images)
  const article = others.length === 0 ? read.article : { ...read.article, text, links, images }
  return { ok: true, article, missed: read.missed, further: others.map(({ page }) => page) }
}

type Other = Extract<ExtractAnswer, { ok: true }> & { page: FetchedPage }

/** Page after page: each may name more than the one before. */
async function restOf(first: FetchedPage, { ask, settings }: Reading): Promise<Other[] | { failure: FetchFailure }> {
  const others: Other[] = []
  const waiting = furtherPages(first, first.finalUrl)
  const asked = new Set<string>(waiting)
  for (let url = waiting.shift(); url && others.length < maxArticlePages - 1; url = waiting.shift()) {
    const answer = await ask({ url, accept: 'html' })
    if (answer.kind === 'later') return { failure: fetchFailure('rate_limited') }
    if (answer.kind === 'failed' && answer.failure.class === 'temporary') return { failure: answer.failure }
    if (answer.kind !== 'page') break
    const read = extractArticle(answer.page, settings)
    if (!read.ok) break
    others.push({ ...read, page: answer.page })
    for (const next of furtherPages(answer.page, first.finalUrl))
      if (!asked.has(next)) waiting.push(next) && asked.add(next)
  }
  return others
}
