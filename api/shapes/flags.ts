/** Flags, reviews and stories as the contract shows them. */
import type { UnitTree } from '../../domain/units.ts'
import type { Flag, Review, Story as StoryRow } from '../../store/flags.ts'
import type { Plan } from '../../workflow/plan/shape.ts'
import { type FlagDetail, type FlagShown, type ReviewShown, type Story, subjects } from '../contract.ts'
import { outletRef } from './articles.ts'
import { iso, isoOrNull, unitRef, unitRefOrNull } from './units.ts'

export const flagShown = (f: Flag, tree: UnitTree): FlagShown => ({
  id: f.id,
  unit: unitRef(tree, f.unitId),
  articleId: f.articleId,
  articleVersionId: f.articleVersionId,
  clusterId: f.clusterId,
  types: f.types,
  level: f.level,
  score: f.score,
  reasons: f.reasons,
  state: f.state,
  verdict: f.verdict,
  openedAt: iso(f.openedAt),
  alertedAt: isoOrNull(f.alertedAt),
  acknowledgedAt: isoOrNull(f.acknowledgedAt),
  acknowledgedBy: f.acknowledgedBy,
  incidentId: f.incidentId,
  rescored: rescoredShown(f),
})

const rescoredShown = ({ rescoredFrom, rescoredAt }: Flag): FlagShown['rescored'] =>
  rescoredFrom && rescoredAt ? { from: rescoredFrom, at: iso(rescoredAt) } : null

const strongest = 3

export const storyShown = (s: StoryRow, tree: UnitTree): Story => {
  const { flag } = s
  return {
    flagId: flag.id,
    clusterId: flag.clusterId,
    unit: unitRef(tree, flag.unitId),
    articleId: flag.articleId,
    title: s.title,
    firstOutlet: outletRef(s.firstOutlet),
    publishedAt: isoOrNull(s.publishedAt),
    firstSeenAt: iso(s.firstSeenAt),
    openedAt: iso(flag.openedAt),
    copies: s.copies,
    flags: s.flags,
    level: flag.level,
    score: flag.score,
    types: flag.types,
    state: flag.state,
    verdict: flag.verdict,
    alertedAt: isoOrNull(flag.alertedAt),
    acknowledgedAt: isoOrNull(flag.acknowledgedAt),
    incidentId: flag.incidentId,
    rescored: rescoredShown(flag),
    reasons: [...flag.reasons].sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight)).slice(0, strongest),
  }
}

export const reviewShown = (
  r: Review,
  { tree, waitingId }: { tree: UnitTree; waitingId: string | undefined },
): ReviewShown => ({
  id: r.id,
  verdict: r.verdict,
  articleVersionId: r.articleVersionId,
  reason: r.reason,
  figureId: r.figureId,
  by: { id: r.byUserId, name: r.byName },
  unit: unitRefOrNull(tree, r.byUnitId),
  at: iso(r.at),
  confirmsId: r.confirmsId,
  final: r.final,
  waiting: r.id === waitingId,
})

export const mediaPlanShown = ({ plan, title, subjects: said }: Plan): FlagDetail['mediaPlan'] => ({
  ...{ plan, title },
  subjects: subjects.map((subject) => ({ subject, text: said.find((s) => s.subject === subject)?.text ?? '' })),
})
