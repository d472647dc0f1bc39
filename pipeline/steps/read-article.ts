/**
 * Article found → its page is fetched, sealed as evidence and extracted into version 1. What cannot be read is evidence all
 * the same. One that is gone at the first look is looked at again, like one that goes later: it may have been listed before it
 * was there. Looks after the first are revisit-article.ts.
 */
import { fetchFailure } from '../../crawler/failure.ts'
import type { FetchFailure } from '../../domain/article.ts'
import { addMs, minute } from '../../domain/time.ts'
import { type Article, articleById, lockArticle, markUnreadable, saveVersion } from '../../store/articles.ts'
import { contentGiven, type Submission } from '../../store/submissions.ts'
import { recordVisit } from '../../store/visits.ts'
import { askForArticle, type PageRead, sealAll, sealPage } from '../open-article.ts'
import { readSubmission } from '../read-submission.ts'
import type { Machine, StepOutcome } from '../step.ts'
import { missingVisit, type Sighting, sightingOf } from '../visit.ts'
import { here, nextLook } from './revisit-article.ts'

/** A page that keeps failing for passing reasons is given up after so many tries. */
const mostTries = 6

const isUnread = ({ state, missingSince }: Article): boolean =>
  state === 'found' || (state === 'unreadable' && missingSince !== null)

export async function readArticle(machine: Machine, id: string, tries: number): Promise<StepOutcome> {
  const { db, now } = machine
  const article = await articleById(db, id)
  if (!article || !isUnread(article)) return { dueAt: article?.state === 'extracted' ? now() : null }
  const given = await contentGiven(db, id)
  if (given) return readGiven(machine, article, given)
  const answer = await askForArticle(machine, article, { again: false })
  if (answer.kind === 'later') return { postponeUntil: answer.at }
  const sighting = sightingOf(answer, null)
  switch (sighting.kind) {
    case 'not_modified':
      throw new Error('304 to a request that set no condition')
    case 'text':
      return saveFirst(machine, id, sighting.read)
    case 'missing':
      return noteMissing(machine, id, sighting)
    case 'failed': {
      const { failure } = sighting
      if (isPassing(failure) && tries < mostTries) return { retryAt: retryAt(failure, tries, now()) }
      const sealed = answer.kind !== 'not_modified' && answer.page ? await sealPage(machine, answer.page) : null
      await markUnreadable(db, id, { failure, sealed })
      return { dueAt: null }
    }
  }
}

async function saveFirst(machine: Machine, id: string, read: PageRead): Promise<StepOutcome> {
  const { db, now } = machine
  const proof = await sealAll(machine, read)
  await db.transaction(async (tx) => {
    const held = await lockArticle(tx, id)
    // Whoever was faster has read it.
    if (!held || !isUnread(held.article)) return
    const version = await saveVersion(tx, held.article, { read: { ...read, ...proof }, change: 'first' })
    if (held.article.missingSince === null) return
    const { status, finalUrl } = read.page
    const seen = { at: now(), outcome: 'restored' as const, presence: here, status, finalUrl }
    await recordVisit(tx, held.article, { ...seen, articleVersionId: version.id, sealed: null })
  })
  return { dueAt: now() }
}

/** Unreadable, as far as we know; the looks that follow say whether it stays so. */
async function noteMissing(
  machine: Machine,
  id: string,
  sighting: Extract<Sighting, { kind: 'missing' }>,
): Promise<StepOutcome> {
  const { db, now } = machine
  const { sign, quote, status, page } = sighting
  const sealed = page ? await sealPage(machine, page) : null
  const failure = fetchFailure('removed', { ...(status === null ? {} : { status }), detail: quote || sign })
  await db.transaction(async (tx) => {
    const held = await lockArticle(tx, id)
    if (!held || !isUnread(held.article)) return
    await recordVisit(tx, held.article, { ...missingVisit(held.article, sighting, now()), sealed })
    await markUnreadable(tx, id, { failure, sealed: null })
  })
  return { dueAt: await nextLook(machine, id) }
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
