/**
 * Door of the pipeline: a page was looked at, and each request about it is judged by what it shows. The only way to `corrected`. For
 * who holds the article; the requests were locked before anything was written down.
 */
import { type Asked, judgeHistory, judgePage, type Look } from '../../analyzer/correction/judge-page.ts'
import {
  type CorrectionOutcome,
  type CorrectionProof,
  remedied,
  settledStates,
  stateAfterLook,
  watchAfterMs,
} from '../../domain/correction.ts'
import { addMs } from '../../domain/time.ts'
import type { Agent, UnitTree } from '../../domain/units.ts'
import type { ArticleVersion } from '../../store/articles.ts'
import { appendAudit } from '../../store/audit.ts'
import {
  type FullCorrection,
  insertLook,
  lockWatched,
  looksOf,
  notesOfOutlet,
  saveCorrection,
} from '../../store/corrections.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import { noticeLook } from './notices.ts'

const machine: Agent = { kind: 'machine', name: 'correction' }

/** What a visit found: a text (a version, sealed), or a page that counts as removed. Failures and doubts say nothing. */
export type SeenPage =
  | { kind: 'page'; version: ArticleVersion }
  | { kind: 'removed'; evidenceId: string | null; versionId: string | null }

export { lockWatched }

export async function judgeLook(tx: Db, watched: FullCorrection[], seen: SeenPage, at: Date): Promise<void> {
  if (watched.length === 0) return
  const tree = await loadUnitTree(tx)
  for (const full of watched) await judgeOne(tx, full, seen, { tree, at })
}

type Pinned = Pick<FullCorrection, 'figure'> & {
  row: Pick<FullCorrection['row'], 'subject' | 'unitId'>
  article: Pick<FullCorrection['article'], 'publishedAt' | 'firstSeenAt'>
  pinned: Pick<ArticleVersion, 'title' | 'text'>
}
export function askedOf({ row, figure, pinned, article }: Pinned, tree: UnitTree): Asked {
  const { quote, wrongValue, right } = row.subject
  return {
    ...{ quote, wrongValue, right, figure, pinnedTitle: pinned.title, pinnedText: pinned.text },
    publishedAt: article.publishedAt ?? article.firstSeenAt,
    home: tree.byId(row.unitId)?.regionCode ?? '',
  }
}

export const lookAt = (version: ArticleVersion): Look => ({
  ...{ kind: 'page', title: version.title, subtitle: version.subtitle, text: version.text },
  ...{ captions: version.images.map((i) => i.caption).filter(Boolean), sealedAs: version.evidenceId },
})

async function judgeOne(
  tx: Db,
  full: FullCorrection,
  seen: SeenPage,
  { tree, at }: { tree: UnitTree; at: Date },
): Promise<void> {
  const { row } = full
  const others = await notesOfOutlet(tx, {
    ...{ outletId: row.outletId, exceptArticleId: row.articleId, since: row.sentAt ?? row.draftedAt },
  })
  const look: Look = seen.kind === 'page' ? lookAt(seen.version) : { kind: 'missing', sealedAs: seen.evidenceId }
  const proof = judgePage(askedOf(full, tree), look, others)
  if (proof.outcome === 'unreadable') return
  const looks = await looksOf(tx, row.id)
  const history = judgeHistory([...looks.map((l) => l.proof), proof])!
  const versionId = seen.kind === 'page' ? seen.version.id : seen.versionId
  const last = looks.at(-1)
  const lookedAt = { lookedAt: at, outcomeAt: at }
  if (last && last.articleVersionId === versionId && last.outcome === history.outcome && sameProof(last.proof, proof))
    return saveCorrection(tx, row.id, lookedAt)
  const made = await insertLook(tx, {
    ...{ correctionId: row.id, at, outcome: history.outcome, proof, articleVersionId: versionId },
    evidenceId: seen.kind === 'page' ? seen.version.evidenceId : seen.evidenceId,
  })
  const to = stateAfterLook(row.state, history.outcome)
  const isProof = history.outcome === 'corrected' && to === 'corrected'
  const isDone = (settledStates as readonly string[]).includes(to)
  await saveCorrection(tx, row.id, {
    ...{ ...lookedAt, state: to, outcome: history.outcome },
    ...(isProof && row.state !== 'corrected'
      ? { proofLookId: made.id, proofOutcome: 'corrected' as const, provenAt: at }
      : {}),
    ...(to === 'reopened' ? { proofLookId: null, proofOutcome: null, provenAt: null } : {}),
    ...(isDone || remedied.includes(history.outcome) ? { watchUntil: addMs(at, watchAfterMs) } : {}),
    ...(to !== row.state ? stepOf(to, at) : {}),
  })
  const isFirst = looks.length === 0
  if (isFirst || last?.outcome === history.outcome) return
  await noticeLook(tx, { full, to, outcome: history.outcome, lookId: made.id }, { tree, at })
  await appendAudit(tx, {
    ...{ at, by: machine, action: 'correction-look', subject: { kind: 'correction', id: row.id } },
    incidentId: row.incidentId,
    before: { state: row.state, outcome: row.outcome },
    after: {
      ...{ state: to, outcome: history.outcome, lookId: made.id, articleVersionId: versionId },
      ...{ evidenceId: made.evidenceId, outlet: row.outletName },
    },
  })
}

/** What is proven needs no next step; what came back needs one at once. */
function stepOf(to: FullCorrection['row']['state'], at: Date) {
  const isWanted = ['reopened', 'silently_edited', 'taken_out', 'partly'].includes(to)
  return { nextStepAt: isWanted ? at : null, dueAt: null }
}

const sameProof = (a: CorrectionProof, b: CorrectionProof): boolean =>
  a.outcome === b.outcome && a.wrong.length === b.wrong.length && (a.note === null) === (b.note === null)

/** Outcomes of a pinned text in which the judge sees what is asked about; in another it could prove nothing later. */
export const seesWrong: readonly CorrectionOutcome[] = ['unchanged', 'other_wrong', 'partly', 'unclear']
