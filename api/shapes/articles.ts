/** Articles, versions, claims, findings and the chain of copies as the contract shows them. */
import type { Claim } from '../../domain/figure.ts'
import type { LevelOf } from '../../store/article-levels.ts'
import type { Article, ArticleVersion } from '../../store/articles.ts'
import type { ClusterView } from '../../store/clusters.ts'
import type { Evidence } from '../../store/evidence.ts'
import type { UnitTree } from '../../domain/units.ts'
import type { Dispute } from '../../store/flags.ts'
import type { FigureRow } from '../../store/figures.ts'
import type { StoredFinding } from '../../store/findings.ts'
import type { Screenshot } from '../../store/screenshots.ts'
import type { Outlet } from '../../store/sources.ts'
import type { Visit } from '../../store/visits.ts'
import type {
  ArticleRow,
  ArticleShown,
  ChainLink,
  ClaimShown,
  DisputeShown,
  EvidenceShown,
  FindingShown,
  OutletRef,
  PictureShown,
  VersionShown,
  VisitShown,
} from '../contract.ts'
import { ruleShown } from '../errors.ts'
import { figureShown } from './figures.ts'
import { iso, isoOrNull, unitRefOrNull } from './units.ts'

export type ArticleWithOutlet = Article & { outlet: Outlet }

export const outletRef = ({ id, name, kind, origin, ownUnitId }: Outlet): OutletRef => ({
  id,
  name,
  kind,
  origin,
  ownUnitId,
})

/** `levelOf`: for the tree of whoever asks. */
export const articleRow = (a: ArticleWithOutlet, levelOf: LevelOf): ArticleRow => ({
  id: a.id,
  title: a.title,
  url: a.url,
  outlet: outletRef(a.outlet),
  publishedAt: isoOrNull(a.publishedAt),
  firstSeenAt: iso(a.firstSeenAt),
  versions: a.versions,
  riskLevel: levelOf(a),
  clusterId: a.clusterId,
  state: a.state,
})

export const articleShown = (
  a: ArticleWithOutlet,
  { current, hasEvidence, levelOf }: { current: VersionShown | null; hasEvidence: boolean; levelOf: LevelOf },
): ArticleShown => ({
  ...articleRow(a, levelOf),
  canonicalUrl: a.canonicalUrl,
  byline: a.byline,
  sourceLine: a.sourceLine,
  sourceUrl: a.sourceUrl,
  editor: a.editor,
  language: a.language,
  current,
  missingSince: isoOrNull(a.missingSince),
  removedAt: isoOrNull(a.removedAt),
  nextVisitAt: isoOrNull(a.state === 'analyzed' ? a.dueAt : null),
  waczHref: hasEvidence ? `/api/articles/${a.id}/evidence.wacz` : null,
})

export const versionShown = (v: ArticleVersion): VersionShown => ({
  id: v.id,
  n: v.n,
  fetchedAt: iso(v.fetchedAt),
  title: v.title,
  subtitle: v.subtitle,
  placeLine: v.placeLine,
  text: v.text,
  images: v.images,
  contentHash: v.contentHash,
  change: v.change,
  sameAsN: v.sameAsN,
  evidenceId: v.evidenceId,
})

export function evidenceShown(e: Evidence): EvidenceShown {
  const { id, kind, finalUrl, status, contentType, sha256, sizeBytes, recordSha256, file, offset, length } = e
  const href = `/api/articles/${e.articleId}/evidence/${id}`
  return {
    ...{ id, kind, finalUrl, status, contentType, sha256, sizeBytes, recordSha256, file, offset, length, href },
    ...{ fetchedAt: iso(e.fetchedAt), sameAsId: e.sameAsId, day: e.day },
    imageHref: kind === 'screenshot' ? `${href}/image` : null,
  }
}

export const visitShown = (v: Visit, versionOf: (id: string | null) => number | null): VisitShown => ({
  id: v.id,
  at: iso(v.at),
  outcome: v.outcome,
  status: v.status,
  finalUrl: v.finalUrl,
  removal: v.removal,
  quote: v.quote,
  failure: v.failure?.code ?? null,
  version: versionOf(v.articleVersionId),
  evidenceId: v.evidenceId,
})

export const pictureShown = (s: Screenshot, versionOf: (id: string | null) => number | null): PictureShown => ({
  version: versionOf(s.articleVersionId) ?? 0,
  askedAt: iso(s.askedAt),
  evidenceId: s.evidenceId,
  failure: s.failure?.code ?? null,
  triesAgainAt: isoOrNull(s.evidenceId ? null : s.dueAt),
})

export const findingShown = (finding: StoredFinding, tree: UnitTree): FindingShown => {
  const { analyzer, unitId, version, score, label, parts, mentions, at } = finding
  const unit = unitId === '' ? null : unitRefOrNull(tree, unitId)
  return { analyzer, unit, version, score, label, parts, mentions, at: iso(at) }
}

export function claimShown(claim: Claim, { id, figure }: { id: string; figure: FigureRow | null }): ClaimShown {
  const { field, start, end, quote, indicator, region, period, periodType, measure, value, unit } = claim
  const { verdict, type, accepts, reason, score } = claim
  return {
    id,
    span: { field, start, end, quote },
    indicator,
    region,
    period,
    periodType,
    measure,
    value,
    unit,
    verdict,
    type,
    accepts,
    reason,
    basis: verdict === 'unreleased' ? ruleShown('law-release-28') : null,
    score,
    figure: figure && figureShown(figure),
  }
}

export const disputeShown = (d: Dispute, tree: UnitTree): DisputeShown => ({
  id: d.id,
  field: d.field,
  start: d.start,
  end: d.end,
  verdict: d.verdict,
  reason: d.reason,
  by: { id: d.byUserId, name: d.byName },
  unit: unitRefOrNull(tree, d.byUnitId),
  at: iso(d.at),
})

/** First publication first; each further article with the one it was taken from, where that is known. */
export function chainShown(cluster: ClusterView | null, levelOf: LevelOf): ChainLink[] {
  if (!cluster) return []
  const isFirst = (member: { id: string }) => member.id === cluster.firstArticleId
  const members = [...cluster.members.filter(isFirst), ...cluster.members.filter((m) => !isFirst(m))]
  return members.map((member) => {
    // Printed minutes may say that the first one came second.
    const edge = isFirst(member) ? undefined : cluster.edges.find((e) => e.toArticleId === member.id)
    return {
      article: articleRow(member, levelOf),
      first: isFirst(member),
      from: edge
        ? {
            articleId: edge.fromArticleId,
            basis: edge.basis,
            similarity: edge.similarity,
            titleChanged: edge.titleChanged === 1,
          }
        : null,
    }
  })
}
