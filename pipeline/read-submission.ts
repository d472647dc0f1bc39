/** The content that somebody handed in, read as the page that could not be asked: it becomes the version of the article. */
import { languageOf } from '../analyzer/language.ts'
import { canonicalUrl } from '../crawler/canonical-url.ts'
import type { ExtractAnswer } from '../crawler/extract.ts'
import { contentHash } from '../crawler/same-text.ts'
import { readUpload } from '../crawler/upload.ts'
import type { ExtractedArticle, FetchedPage, FetchFailure } from '../domain/article.ts'
import { type Article, saveVersion } from '../store/articles.ts'
import type { Submission } from '../store/submissions.ts'
import type { Machine } from './step.ts'

/** `saved` false: the text is the known one. Throws when sealed bytes are missing or damaged: then people must look. */
export async function readSubmission(
  machine: Machine,
  article: Article,
  submission: Submission,
): Promise<{ saved: boolean } | { failure: FetchFailure }> {
  const sha256 = submission.sha256 ?? ''
  const bytes = await machine.evidence.read(sha256)
  if (!bytes) throw new Error(`submission ${submission.id}: no evidence under ${sha256}`)
  const page: FetchedPage = {
    requestedUrl: article.url,
    finalUrl: article.url,
    // Handed in, not answered by a server.
    status: 0,
    headers: { 'content-type': submission.contentType ?? '' },
    bytes,
    fetchedAt: submission.at,
  }
  const read = await contentOf(page, submission)
  if (!read.ok) return { failure: read.failure }
  const extracted = {
    ...read.article,
    title: submission.title || read.article.title || article.title,
    publishedAt: submission.publishedAt ?? read.article.publishedAt,
    sourceUrl: read.article.sourceUrl === '' ? '' : (canonicalUrl(read.article.sourceUrl) ?? ''),
  }
  const version = await saveVersion(machine.db, {
    articleId: article.id,
    page,
    sha256,
    extracted,
    contentHash: contentHash(extracted),
    language: languageOf(`${extracted.title}\n${extracted.text}`),
  })
  return { saved: version !== null }
}

async function contentOf(page: FetchedPage, { title, text, publishedAt }: Submission): Promise<ExtractAnswer> {
  return text === null ? readUpload(page) : { ok: true, article: typed({ title, text, publishedAt }) }
}

/** What a person typed says no more than title, text and time. */
const typed = ({
  title,
  text,
  publishedAt,
}: {
  title: string
  text: string
  publishedAt: Date | null
}): ExtractedArticle => ({
  title,
  subtitle: '',
  byline: '',
  sourceLine: '',
  sourceUrl: '',
  editor: '',
  placeLine: '',
  publishedAt,
  publishedPrecision: publishedAt && 'instant',
  updatedAt: null,
  text,
  links: [],
  images: [],
  declaredLanguage: '',
  canonicalUrl: '',
})
