/** A draft of talking points as the contract shows it: with the figures it cites as they stand. */
import { figureById } from '../../store/figures.ts'
import type { Db } from '../../store/open.ts'
import type { PointsDraft } from '../../store/points-drafts.ts'
import type { DraftSourceShown, Move, PointsDraftShown } from '../contract.ts'
import { figureShown } from './figures.ts'
import { iso, isoOrNull } from './units.ts'

export async function pointsDraftShown(db: Db, draft: PointsDraft, moves: Move[]): Promise<PointsDraftShown> {
  const sources: DraftSourceShown[] = []
  for (const source of draft.sources) {
    const figure = source.kind === 'figure' ? await figureById(db, source.figureId) : null
    sources.push({
      ...{ key: source.key, text: source.text, figure: figure && figureShown(figure) },
      articleId: source.kind === 'article' ? source.articleId : null,
    })
  }
  const { id, model, failure, sentences, refused } = draft
  return {
    ...{ id, askedAt: iso(draft.askedAt), askedBy: draft.askedByName, model, failure, sources, sentences, refused },
    ...{ endedAt: isoOrNull(draft.endedAt), takenBy: draft.takenByName, moves },
  }
}
