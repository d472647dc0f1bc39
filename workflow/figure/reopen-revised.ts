/**
 * Door of the pipeline: a figure says something else than before, and whatever of ours used it is found, listed and opened again. A
 * verdict on an article stands when the article came out before the new value did: it is held against the vintage of its day.
 * Each matter in a transaction of its own, known by its key, so that a second run opens nothing twice.
 */
import { reckonedAt } from '../../domain/article.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import {
  articlesOnFigure,
  endRevision,
  type FigureRevision,
  reportsPrinting,
  revisionById,
  talkingPointsOnFigure,
  verdictsOnFigure,
} from '../../store/revisions.ts'
import { correctionsOnFigure } from '../../store/corrections.ts'
import { releasesOnFigure } from '../../store/releases.ts'
import {
  keepVerdict,
  reopenCorrection,
  reopenRelease,
  reopenReport,
  reopenTalkingPoints,
  reopenVerdict,
  rereadClaims,
} from './reopen-matters.ts'

export async function reopenForRevision(db: Db, revisionId: string, at: Date): Promise<void> {
  const revision = await revisionById(db, revisionId)
  if (!revision || revision.doneAt) return
  const tree = await loadUnitTree(db)
  const about = { revision, tree, at }
  for (const verdict of await verdictsOnFigure(db, revision.oldFigureId))
    if (standsOnItsDay(revision, reckonedAt(verdict))) await keepVerdict(db, verdict, about)
    else await reopenVerdict(db, verdict, about)
  // A value that was never published wronged every article; a revision only those that came after it.
  const since = revision.cause === 'corrected' ? null : revision.publishedAt
  for (const article of await articlesOnFigure(db, revision.oldFigureId, since)) await rereadClaims(db, article, about)
  for (const { id } of await talkingPointsOnFigure(db, revision.oldFigureId)) await reopenTalkingPoints(db, id, about)
  for (const report of await reportsPrinting(db, revision.oldValue, revision.id)) await reopenReport(db, report, about)
  for (const { id } of await correctionsOnFigure(db, revision.oldFigureId)) await reopenCorrection(db, id, about)
  for (const release of await releasesOnFigure(db, revision.oldFigureId)) await reopenRelease(db, release, about)
  await endRevision(db, revisionId, at)
}

/** A corrected entry was never what was published: nothing stands on it. */
export const standsOnItsDay = (
  { cause, publishedAt }: Pick<FigureRevision, 'cause' | 'publishedAt'>,
  articleAt: Date,
): boolean => cause === 'revised' && articleAt < publishedAt
