/**
 * Article found → its page is fetched, sealed as evidence and extracted into version 1. Article analyzed → the page is
 * looked at again at growing intervals; a changed text is a further version and goes back to analysis.
 */

import { languageOf } from '../../analyzer/language.ts'
import { canonicalUrl } from '../../crawler/canonical-url.ts'
import { extractArticle } from '../../crawler/extract.ts'
import { fetchFailure } from '../../crawler/failure.ts'
import { contentHash } from '../../crawler/same-text.ts'
import type { FetchedPage, FetchFailure } from '../../domain/article.ts'
import { addMs, minute } from '../../domain/time.ts'
import { type Article, articleById, markUnreadable, saveVersion } from '../../store/articles.ts'
import { sourceById } from '../../store/sources.ts'
import { contentGiven, type Submission } from '../../store/submissions.ts'
import { politeFetch } from '../polite-fetch.ts'
import { readSubmission } from '../read-submission.ts'
import type { Machine, StepOutcome } from '../step.ts'

/** A page that keeps failing for passing reasons is given up after so many tries. */
const mostTries = 6

export async function readArticle(machine: Machine, id: string, tries: number): Promise<StepOutcome> {
  const { db, now } = machine
  const article = await articleById(db, id)
  if (article?.state !== 'found') return { dueAt: article?.state === 'extracted' ? now() : null }
  const given = await contentGiven(db, id)
  if (given) return readGiven(machine, article, given)
  const asked = await ask(machine, article)
  if ('postponeUntil' in asked) return asked
  const read = 'failure' in asked ? asked : await readPage(machine, article, asked.page)
  if ('saved' in read) return { dueAt: now() }
  const { failure } = read
  const passing =
    failure.class === 'temporary' ||
    (failure.class === 'soft' && failure.code !== 'no_text' && failure.code !== 'not_html')
  if (passing && tries < mostTries) return { retryAt: retryAt(failure, tries, now()) }
  await markUnreadable(db, id, failure)
  return { dueAt: null }
}

/** What somebody handed in does not get better by waiting: it is read once. */
async function readGiven(machine: Machine, article: Article, given: Submission): Promise<StepOutcome> {
  const read = await readSubmission(machine, article, given)
  if ('saved' in read) return { dueAt: machine.now() }
  await markUnreadable(machine.db, article.id, read.failure)
  return { dueAt: null }
}

export async function recheckArticle(machine: Machine, id: string): Promise<StepOutcome> {
  const { db, now } = machine
  const article = await articleById(db, id)
  if (article?.state !== 'analyzed') return { dueAt: article && article.state !== 'unreadable' ? now() : null }
  // A text that people brought is not held against a page that may be another or none.
  if (await contentGiven(db, id)) return { dueAt: null }
  const asked = await ask(machine, article)
  if ('postponeUntil' in asked) return asked
  if ('page' in asked) {
    const read = await readPage(machine, article, asked.page)
    if ('saved' in read && read.saved) return { dueAt: now() }
  }
  return { dueAt: nextRecheck(article.firstSeenAt, machine.settings.recheckAfterMs, now()) }
}

/** The first planned look after now; null when the last one is behind. */
export function nextRecheck(firstSeenAt: Date, recheckAfterMs: number[], now: Date): Date | null {
  const next = recheckAfterMs.map((ms) => addMs(firstSeenAt, ms)).find((at) => at > now)
  return next ?? null
}

async function ask(
  machine: Machine,
  article: Article,
): Promise<{ page: FetchedPage } | { failure: FetchFailure } | { postponeUntil: Date }> {
  const source = article.sourceId ? await sourceById(machine.db, article.sourceId) : null
  const render = source?.kind === 'script_list' ? { render: {} } : {}
  const asked = await politeFetch(machine, { url: article.url, accept: 'html' }, render)
  if (asked.kind === 'later') return { postponeUntil: asked.at }
  if (asked.answer.kind === 'failed') return { failure: asked.answer.failure }
  if (asked.answer.kind === 'not_modified') return { failure: fetchFailure('no_text') }
  return { page: asked.answer.page }
}

/** Seals first, then reads: what cannot be read is evidence all the same. `saved` false: the text is the known one. */
async function readPage(
  machine: Machine,
  article: Article,
  page: FetchedPage,
): Promise<{ saved: boolean } | { failure: FetchFailure }> {
  const sha256 = await machine.evidence.seal(page.bytes)
  const read = extractArticle(page)
  if (!read.ok) return { failure: { ...read.failure, detail: `${read.failure.detail ?? ''} sealed ${sha256}`.trim() } }
  const extracted = read.article
  const language = languageOf(`${extracted.title}\n${extracted.text}`)
  // Kept in the form in which addresses are compared: the original is found by it.
  const sourceUrl = extracted.sourceUrl === '' ? '' : (canonicalUrl(extracted.sourceUrl) ?? '')
  const version = await saveVersion(machine.db, {
    articleId: article.id,
    page,
    sha256,
    extracted: { ...extracted, sourceUrl },
    contentHash: contentHash(extracted),
    language,
  })
  return { saved: version !== null }
}

function retryAt(failure: FetchFailure, tries: number, now: Date): Date {
  return addMs(now, Math.max(failure.retryAfterMs ?? 0, minute * 2 ** (tries - 1)))
}
