/** Which story an article belongs to: found by index, decided by the analyzer, kept with the reason. */
import { copyFrom, fingerprint } from '../analyzer/fingerprint.ts'
import { type Publication, type ReprintEdge, reprintEdge } from '../analyzer/reprint.ts'
import { type OriginClass, reckonedAt } from '../domain/article.ts'
import type { Article, ArticleVersion } from '../store/articles.ts'
import { type Candidate, storyCandidates } from '../store/clusters.ts'
import { takeLock } from '../store/locks.ts'
import type { Db } from '../store/open.ts'
import { type Placement, placeInCluster } from '../store/place-story.ts'
import type { Outlet } from '../store/sources.ts'

/**
 * Answers with the id of the story. An article that states another figure than its source is a story of its own, and
 * likeness alone joins only from the band where it is a copy. Copies may be seen before their original: both directions
 * are looked at.
 */
export async function placeArticle(
  db: Db,
  { article, version, origin }: { article: Article & { outlet: Outlet }; version: ArticleVersion; origin: OriginClass },
  at: Date,
): Promise<string> {
  const print = fingerprint(`${version.title}\n${version.text}`)
  const self = publication({ article, outlet: article.outlet, title: version.title, fingerprint: print })
  return db.transaction(async (tx) => {
    await takeLock(tx, 'placement')
    const candidates = await storyCandidates(tx, {
      articleId: article.id,
      url: article.canonicalUrl,
      bands: print.bands,
      sourceUrl: article.sourceUrl || null,
    })
    const ties = tiesOf(self, candidates)
    return placeInCluster(tx, { articleId: article.id, bands: print.bands, fingerprint: print, origin, ties }, at)
  })
}

/** What ties the article to known stories, the best founded first: as a copy of one article, and as the original of others. */
function tiesOf(self: Publication, candidates: Candidate[]): Placement['ties'] {
  const others = candidates.filter((c) => c.clusterId !== null).map(publication)
  const asCopy = reprintEdge(self, others)
  const edges = [
    ...(asCopy ? [{ other: asCopy.fromId, to: self.id, edge: asCopy }] : []),
    ...others.flatMap((copy) => {
      const edge = reprintEdge(copy, [self])
      return edge ? [{ other: copy.id, to: copy.id, edge }] : []
    }),
  ]
  // Pages print minutes, feeds seconds: of two directions between the same two articles the better founded one holds.
  const holds = ({ other, edge }: (typeof edges)[number]) =>
    !edges.some((e) => e.other === other && e.edge.confidence > edge.confidence)
  return edges
    .filter((e) => isOneStory(e.edge) && holds(e))
    .sort((a, b) => b.edge.confidence - a.edge.confidence || b.edge.similarity - a.edge.similarity)
    .map(({ other, to, edge: { fromId, basis, similarity, titleChanged } }) => ({
      clusterId: candidates.find((c) => c.article.id === other)!.clusterId!,
      edge: { fromArticleId: fromId, toArticleId: to, basis, similarity, titleChanged: titleChanged ? 1 : 0 },
    }))
}

const isOneStory = (edge: ReprintEdge): boolean =>
  !edge.figuresDiffer && (edge.basis !== 'similarity' || edge.similarity >= copyFrom)

function publication(c: Pick<Candidate, 'article' | 'outlet' | 'title' | 'fingerprint'>): Publication {
  return {
    id: c.article.id,
    url: c.article.canonicalUrl,
    outletName: c.outlet.name,
    outletAliases: c.outlet.aliases,
    title: c.title,
    sourceLine: c.article.sourceLine,
    sourceUrl: c.article.sourceUrl,
    publishedAt: reckonedAt(c.article),
    print: c.fingerprint as Publication['print'],
  }
}
