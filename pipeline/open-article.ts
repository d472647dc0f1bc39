/** An article's page: asked for politely, drawn where its source needs that, sealed, and read. */
import { languageOf } from '../analyzer/language.ts'
import { canonicalUrl } from '../crawler/canonical-url.ts'
import { extractArticle } from '../crawler/extract.ts'
import { fetchFailure } from '../crawler/failure.ts'
import type { FetchAnswer } from '../crawler/fetch.ts'
import { contentHash } from '../crawler/same-text.ts'
import type { ArticleSettings, ExtractedArticle, FetchedPage, FetchFailure } from '../domain/article.ts'
import type { Article, ReadPage } from '../store/articles.ts'
import { pageEvidence, type Sealed, seal } from '../store/evidence.ts'
import { sourceById } from '../store/sources.ts'
import { politeFetch } from './polite-fetch.ts'
import type { Machine } from './step.ts'

/** The answer with the selectors of its source, or the time to come back. `again`: with the validators of the current version. */
export async function askForArticle(
  machine: Machine,
  article: Article,
  { again }: { again: boolean },
): Promise<(FetchAnswer & { settings: ArticleSettings }) | { kind: 'later'; at: Date }> {
  const source = article.sourceId ? await sourceById(machine.db, article.sourceId) : null
  const render = source?.kind === 'script_list' ? { render: {} } : {}
  const validators = again ? { etag: article.etag, lastModified: article.lastModified } : {}
  const asked = await politeFetch(machine, { url: article.url, accept: 'html', ...validators }, render)
  return asked.kind === 'later' ? asked : { ...asked.answer, settings: source?.settings.article ?? {} }
}

/** Seals a page; its record is on disk when this returns. */
export const sealPage = ({ db, evidence: folder, now }: Machine, page: FetchedPage): Promise<Sealed> =>
  seal({ db, folder }, pageEvidence(page), now())

export type PageRead = Omit<ReadPage, 'sealed'>

/** What the page says, with what tells it from other texts. */
export function readPage(
  answer: Extract<FetchAnswer, { kind: 'page' }> & { settings?: ArticleSettings },
): { ok: true; read: PageRead } | { ok: false; failure: FetchFailure } {
  const { page, etag, lastModified } = answer
  const answerOfPage = extractArticle(page, answer.settings)
  if (!answerOfPage.ok) return answerOfPage
  const extracted = withComparableSource(answerOfPage.article)
  const language = languageOf(`${extracted.title}\n${extracted.text}`)
  const note = answerOfPage.missed.includes('body')
    ? fetchFailure('no_body_by_selector', { detail: answer.settings?.body ?? '' })
    : null
  const known = { contentHash: contentHash(extracted), language, etag, lastModified }
  return { ok: true, read: { page, extracted, ...known, note } }
}

/** Kept in the form in which addresses are compared: the original is found by it. */
const withComparableSource = (extracted: ExtractedArticle): ExtractedArticle => ({
  ...extracted,
  sourceUrl: extracted.sourceUrl === '' ? '' : (canonicalUrl(extracted.sourceUrl) ?? ''),
})
