/** An article's page, or all its pages: asked for politely, drawn where the source needs that, sealed, and read. */
import { languageOf } from '../analyzer/language.ts'
import { canonicalUrl } from '../crawler/canonical-url.ts'
import { fetchFailure } from '../crawler/failure.ts'
import type { FetchAnswer } from '../crawler/fetch.ts'
import { contentHash } from '../crawler/same-text.ts'
import { readWholeArticle, type WholeArticle } from '../crawler/whole-article.ts'
import type { ArticleSettings, ExtractedArticle, FetchedPage, FetchFailure } from '../domain/article.ts'
import type { Article, ReadPage } from '../store/articles.ts'
import { pageEvidence, type Sealed, seal } from '../store/evidence.ts'
import { sourceById } from '../store/sources.ts'
import { second } from '../domain/time.ts'
import { askPolitely } from './ask-source.ts'
import { politeFetch } from './polite-fetch.ts'
import type { Machine } from './step.ts'

/** A page, what was read from it and from its further pages, and the settings by which. */
type PageAnswer = Extract<FetchAnswer, { kind: 'page' }> & { reading: WholeArticle; settings: ArticleSettings }
export type ArticleAnswer = Exclude<FetchAnswer, { kind: 'page' }> | PageAnswer

/** Longest wait for the host's next slot between two pages of one article. */
const furtherWaitMs = 30 * second

/** The answer, or the time to come back. `again`: with the validators of the current version. */
export async function askForArticle(
  machine: Machine,
  article: Article,
  { again }: { again: boolean },
): Promise<ArticleAnswer | { kind: 'later'; at: Date }> {
  const source = article.sourceId ? await sourceById(machine.db, article.sourceId) : null
  const render = source?.kind === 'script_list' ? { render: {} } : {}
  const validators = again ? { etag: article.etag, lastModified: article.lastModified } : {}
  const asked = await politeFetch(machine, { url: article.url, accept: 'html', ...validators }, render)
  if (asked.kind === 'later') return asked
  const { answer } = asked
  if (answer.kind !== 'page') return answer
  const ask = askPolitely(machine, { firstWaitMs: furtherWaitMs })
  const settings = source?.settings.article ?? {}
  return { ...answer, settings, reading: await readWholeArticle(answer.page, { ask, settings }) }
}

/** Seals a page; its record is on disk when this returns. */
export const sealPage = ({ db, evidence: folder, now }: Machine, page: FetchedPage): Promise<Sealed> =>
  seal({ db, folder }, pageEvidence(page), now())

/** `further`: the pages after the first, still to be sealed. */
export type PageRead = Omit<ReadPage, 'sealed' | 'furtherSealed'> & { further: FetchedPage[] }

/** Seals the first page and those after it, in their order. */
export async function sealAll(
  machine: Machine,
  { page, further }: PageRead,
): Promise<{ sealed: Sealed; furtherSealed: Sealed[] }> {
  const sealed = await sealPage(machine, page)
  const furtherSealed: Sealed[] = []
  for (const next of further) furtherSealed.push(await sealPage(machine, next))
  return { sealed, furtherSealed }
}

/** What the page says, with what tells it from other texts. */
export function readPage(answer: PageAnswer): { ok: true; read: PageRead } | { ok: false; failure: FetchFailure } {
  const { page, reading, settings } = answer
  if (!reading.ok) return reading
  const { further, missed } = reading
  const extracted = withComparableSource(reading.article)
  const language = languageOf(`${extracted.title}\n${extracted.text}`)
  const note = missed.includes('body') ? fetchFailure('no_body_by_selector', { detail: settings.body ?? '' }) : null
  // One page that did not change says nothing of the others.
  const { etag, lastModified } = further.length === 0 ? answer : { etag: '', lastModified: '' }
  const known = { contentHash: contentHash(extracted), language, etag, lastModified }
  return { ok: true, read: { page, further, extracted, ...known, note } }
}

/** Kept in the form in which addresses are compared: the original is found by it. */
const withComparableSource = (extracted: ExtractedArticle): ExtractedArticle => ({
  ...extracted,
  sourceUrl: extracted.sourceUrl === '' ? '' : (canonicalUrl(extracted.sourceUrl) ?? ''),
})
