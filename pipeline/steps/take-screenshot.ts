/**
 * A picture of a flagged article is wanted → its page is drawn whole and sealed as evidence. A row and a step of its own: a
 * missing browser, a forbidden page or a crash leaves a reason that people see, and blocks nothing else.
 */
import { addMs, day, hour, minute } from '../../domain/time.ts'
import { articleById } from '../../store/articles.ts'
import { screenshotEvidence, seal } from '../../store/evidence.ts'
import { keepScreenshot, noteScreenshotFailure, screenshotById } from '../../store/screenshots.ts'
import { politeFetch } from '../polite-fetch.ts'
import type { Machine, StepOutcome } from '../step.ts'

/** After each failed try; after the last none comes: what would be pictured then is another page. */
const pauses = [10 * minute, hour, 6 * hour, day]

export async function takeScreenshot(machine: Machine, id: string, tries: number): Promise<StepOutcome> {
  const { db, evidence: folder, now } = machine
  const wanted = await screenshotById(db, id)
  const article = wanted && (await articleById(db, wanted.articleId))
  if (!article || wanted.evidenceId) return { dueAt: null }
  const asked = await politeFetch(machine, { url: article.url }, { render: { screenshot: true } })
  if (asked.kind === 'later') return { postponeUntil: asked.at }
  const { answer } = asked
  if (answer.kind === 'page' && answer.screenshot) {
    const sealed = await seal({ db, folder }, screenshotEvidence(answer.page, answer.screenshot), now())
    await keepScreenshot(db, id, sealed)
    return { dueAt: null }
  }
  if (answer.kind !== 'failed') throw new Error('the browser drew a page and gave no picture of it')
  await noteScreenshotFailure(db, id, answer.failure)
  const pause = answer.failure.class === 'forbidden' ? undefined : pauses[tries - 1]
  return pause === undefined ? { dueAt: null } : { retryAt: addMs(now(), pause) }
}
