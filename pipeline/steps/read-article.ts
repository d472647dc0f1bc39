/**
 * Article found → its page is fetched, sealed as evidence and extracted into version 1. What cannot be read is evidence all
 * the same. Looks after the first are revisit-article.ts.
 */
import type { FetchFailure } from '../../domain/article.ts'
import { addMs, minute } from '../../domain/time.ts'
import { type Article, articleById, lockArticle, markUnreadable, saveVersion } from '../../store/articles.ts'
import { contentGiven, type Submission } from '../../store/submissions.ts'
import { askForArticle, readPage, sealAll, sealPage } from '../open-article.ts'
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
  const answer = await askForArticle(machine, article, { again: false })
  if (answer.kind === 'later') return { postponeUntil: answer.at }
  if (answer.kind === 'not_modified') throw new Error('304 to a request that set no condition')
  const read = answer.kind === 'page' ? readPage(answer) : { ok: false as const, failure: answer.failure }
  if (!read.ok && isPassing(read.failure) && tries < mostTries) return { retryAt: retryAt(read.failure, tries, now()) }
  if (!read.ok) {
    const sealed = answer.page ? await sealPage(machine, answer.page) : null
    await markUnreadable(db, id, { failure: read.failure, sealed })
    return { dueAt: null }
  }
  const proof = await sealAll(machine, read.read)
  await db.transaction(async (tx) => {
    const held = await lockArticle(tx, id)
    // Whoever was faster has read it.
    if (held?.article.state === 'found')
      await saveVersion(tx, held.article, { read: { ...read.read, ...proof }, change: 'first' })
  })
  return { dueAt: now() }
}

/** What somebody handed in does not get better by waiting: it is read once. */
async function readGiven(machine: Machine, article: Article, given: Submission): Promise<StepOutcome> {
  const failure = await readSubmission(machine, article, given)
  if (failure) await markUnreadable(machine.db, article.id, { failure, sealed: null })
  return { dueAt: failure ? null : machine.now() }
}

const isPassing = ({ class: failureClass, code }: FetchFailure): boolean =>
  failureClass === 'temporary' || (failureClass === 'soft' && code !== 'no_text' && code !== 'not_html')

function retryAt(failure: FetchFailure, tries: number, now: Date): Date {
  return addMs(now, Math.max(failure.retryAfterMs ?? 0, minute * 2 ** (tries - 1)))
}
