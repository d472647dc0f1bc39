/** The content that somebody handed in, read as the page that could not be asked: it becomes the version of the article. */
import { languageOf } from '../analyzer/language.ts'
import { canonicalUrl } from '../crawler/canonical-url.ts'
import type { ExtractAnswer } from '../crawler/extract.ts'
import { contentHash } from '../crawler/same-text.ts'
import { readUpload } from '../crawler/upload.ts'
import type { ExtractedArticle, FetchedPage, FetchFailure } from '../domain/article.ts'
import { type Article, lockArticle, saveVersion } from '../store/articles.ts'
import { evidenceById, payloadOfEvidence } from '../store/evidence.ts'
import type { Submission } from '../store/submissions.ts'
import type { Machine } from './step.ts'

/** Null when its text is the article's first version now. Throws when what was sealed is damaged: then people must look. */
export async function readSubmission(
  { db, evidence: folder }: Machine,
  article: Article,
  submission: Submission,
): Promise<FetchFailure | null> {
  const evidence = await evidenceById(db, submission.evidenceId ?? '')
  if (!evidence) throw new Error(`submission ${submission.id} has no evidence`)
  const page: FetchedPage = {
    requestedUrl: article.url,
    finalUrl: article.url,
    // Handed in, not answered by a server.
    status: 0,
    headers: { 'content-type': submission.contentType ?? '' },
    bytes: await payloadOfEvidence({ db, folder }, evidence),
    fetchedAt: submission.at,
  }
  const read = await contentOf(page, submission)
  if (!read.ok) return read.failure
  const extracted = {
    ...read.article,
    title: submission.title || read.article.title || article.title,
    ...(submission.publishedAt && { publishedAt: submission.publishedAt, publishedPrecision: 'instant' as const }),
    sourceUrl: read.article.sourceUrl === '' ? '' : (canonicalUrl(read.article.sourceUrl) ?? ''),
  }
  const language = languageOf(`${extracted.title}\n${extracted.text}`)
  const known = { contentHash: contentHash(extracted), language, etag: '', lastModified: '', note: null }
  await db.transaction(async (tx) => {
    const held = await lockArticle(tx, article.id)
    if (held?.article.state !== 'found') return
    const sealed = { evidenceId: evidence.id }
    await saveVersion(tx, held.article, { read: { page, sealed, extracted, ...known }, change: 'first' })
  })
  return null
}

async function contentOf(page: FetchedPage, { title, text, publishedAt }: Submission): Promise<ExtractAnswer> {
  return text === null ? readUpload(page) : { ok: true, article: typed({ title, text, publishedAt }), missed: [] }
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
