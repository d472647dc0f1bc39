/** Articles, versions, claims, findings and the chain of copies as the contract shows them. */
import type { Claim } from '../../domain/figure.ts'
import type { Article, ArticleVersion, Evidence } from '../../store/articles.ts'
import type { ClusterView } from '../../store/clusters.ts'
import type { FigureRow } from '../../store/figures.ts'
import type { StoredFinding } from '../../store/findings.ts'
import type { Outlet } from '../../store/sources.ts'
import type {
  ArticleRow,
  ArticleShown,
  ChainLink,
  ClaimShown,
  FigureShown,
  FindingShown,
  OutletRef,
  VersionShown,
} from '../contract.ts'
import { iso, isoOrNull } from './units.ts'

export type ArticleWithOutlet = Article & { outlet: Outlet }

export const outletRef = ({ id, name, kind, origin }: Outlet): OutletRef => ({ id, name, kind, origin })

export const articleRow = (a: ArticleWithOutlet): ArticleRow => ({
  id: a.id,
  title: a.title,
  url: a.url,
  outlet: outletRef(a.outlet),
  publishedAt: isoOrNull(a.publishedAt),
  firstSeenAt: iso(a.firstSeenAt),
  versions: a.versions,
  riskLevel: a.riskLevel,
  clusterId: a.clusterId,
  state: a.state,
})

export const articleShown = (a: ArticleWithOutlet, current: VersionShown | null): ArticleShown => ({
  ...articleRow(a),
  canonicalUrl: a.canonicalUrl,
  byline: a.byline,
  sourceLine: a.sourceLine,
  sourceUrl: a.sourceUrl,
  editor: a.editor,
  language: a.language,
  current,
})

export const versionShown = (v: ArticleVersion, evidence: Evidence | null): VersionShown => ({
  id: v.id,
  n: v.n,
  fetchedAt: iso(v.fetchedAt),
  title: v.title,
  text: v.text,
  contentHash: v.contentHash,
  evidence: evidence && {
    id: evidence.id,
    sha256: evidence.sha256,
    sizeBytes: evidence.sizeBytes,
    kind: evidence.kind,
    finalUrl: evidence.finalUrl,
    status: evidence.status,
    fetchedAt: iso(evidence.fetchedAt),
    href: `/api/articles/${v.articleId}/evidence/${evidence.id}`,
  },
})

export const findingShown = ({ analyzer, unitId, version, score, label, parts }: StoredFinding): FindingShown => ({
  analyzer,
  unitId,
  version,
  score,
  label,
  parts,
})

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
    score,
    figure: figure && figureShown(figure),
  }
}

export const figureShown = (f: FigureRow): FigureShown => ({
  ...f,
  publishedAt: iso(f.publishedAt),
  supersededAt: isoOrNull(f.supersededAt),
})

/** First publication first; each further article with the one it was taken from, where that is known. */
export function chainShown(cluster: ClusterView | null): ChainLink[] {
  if (!cluster) return []
  const isFirst = (member: { id: string }) => member.id === cluster.firstArticleId
  const members = [...cluster.members.filter(isFirst), ...cluster.members.filter((m) => !isFirst(m))]
  return members.map((member) => {
    const edge = cluster.edges.find((e) => e.toArticleId === member.id)
    return {
      article: articleRow(member),
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
