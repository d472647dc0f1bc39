/** An article with everything known of it: the reads behind the article page and the flag page. */
import type { Actor, UnitTree } from '../domain/units.ts'
import { levelsOfArticles } from '../store/article-levels.ts'
import { articleById, versionsOf } from '../store/articles.ts'
import { clusterById } from '../store/clusters.ts'
import { evidenceOf } from '../store/evidence.ts'
import { figureById } from '../store/figures.ts'
import { disputesOf } from '../store/flags.ts'
import { claimsOf, findingsOf } from '../store/findings.ts'
import type { Db } from '../store/open.ts'
import { screenshotsOf } from '../store/screenshots.ts'
import { visitsOf } from '../store/visits.ts'
import type { ArticleDetail } from './contract.ts'
import {
  articleShown,
  chainShown,
  claimShown,
  disputeShown,
  evidenceShown,
  findingShown,
  pictureShown,
  versionShown,
  visitShown,
} from './shapes/articles.ts'
import { storySpread } from './story-spread.ts'
import { unitsOfOwnTrees } from './who.ts'

/**
 * Claims and findings are of `versionId`, or of the current version. Findings about units outside `unitIds` are left
 * out. Null when there is no such article.
 */
export async function articleView(
  db: Db,
  {
    articleId,
    versionId,
    unitIds,
    actor,
    tree,
    now,
  }: { articleId: string; versionId?: string; unitIds: string[]; actor: Actor; tree: UnitTree; now: Date },
): Promise<Omit<ArticleDetail, 'flagIds' | 'moves'> | null> {
  const article = await articleById(db, articleId)
  if (!article) return null
  const versions = (await versionsOf(db, articleId)).map(versionShown)
  const evidence = (await evidenceOf(db, articleId)).map(evidenceShown)
  const numberOf = (versionId: string | null) => versions.find((v) => v.id === versionId)?.n ?? null
  const current = versions.at(-1) ?? null
  const read = versionId ?? current?.id
  const claims = read === undefined ? [] : await claimsOf(db, read)
  const findings = read === undefined ? [] : await findingsOf(db, read)
  const cluster = article.clusterId ? await clusterById(db, article.clusterId) : null
  const shown = [articleId, ...(cluster?.members ?? []).map((m) => m.id)]
  const levelOf = await levelsOfArticles(db, shown, unitsOfOwnTrees(actor, tree))
  return {
    article: articleShown(article, { current, hasEvidence: evidence.length > 0, levelOf }),
    versions,
    evidence,
    visits: (await visitsOf(db, articleId)).map((v) => visitShown(v, numberOf)),
    pictures: (await screenshotsOf(db, articleId)).map((s) => pictureShown(s, numberOf)),
    claims: await Promise.all(
      claims.map(async (claim, n) =>
        claimShown(claim, {
          id: `${read}/${n}`,
          figure: claim.figureId ? await figureById(db, claim.figureId) : null,
        }),
      ),
    ),
    disputes: read === undefined ? [] : (await disputesOf(db, read, unitIds)).map((d) => disputeShown(d, tree)),
    findings: findings.filter((f) => f.unitId === '' || unitIds.includes(f.unitId)).map((f) => findingShown(f, tree)),
    chain: chainShown(cluster, levelOf),
    spread: cluster && (await storySpread(db, cluster.id, now)),
  }
}
