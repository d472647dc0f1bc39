/** What the analyzer said of a version. Saving twice is saving once. */
import { and, asc, eq, inArray, notInArray, type SQL, sql } from 'drizzle-orm'
import type { Claim } from '../domain/figure.ts'
import type { Finding } from '../domain/finding.ts'
import type { Db } from './open.ts'
import { articles, claims, findings } from './schema.ts'

export type StoredFinding = typeof findings.$inferSelect

/**
 * Replaces all findings and claims of one version. `unitId` '' means the article as such. `keptUnitIds`: what was found about
 * these stays as it is; none of `findings` is about them.
 */
export async function saveFindings(
  db: Db,
  articleVersionId: string,
  found: { findings: (Finding & { unitId: string })[]; claims: Claim[]; keptUnitIds?: string[] },
  at: Date,
): Promise<void> {
  const kept = found.keptUnitIds ?? []
  await db.transaction(async (tx) => {
    await tx
      .delete(findings)
      .where(
        and(
          eq(findings.articleVersionId, articleVersionId),
          kept.length > 0 ? notInArray(findings.unitId, kept) : undefined,
        ),
      )
    await tx.delete(claims).where(eq(claims.articleVersionId, articleVersionId))
    if (found.findings.length > 0)
      await tx
        .insert(findings)
        .values(found.findings.map((f) => ({ ...f, mentions: f.mentions ?? [], articleVersionId, at })))
    if (found.claims.length > 0)
      await tx
        .insert(claims)
        .values(found.claims.map((claim, n) => ({ articleVersionId, n, claim, figureId: claim.figureId })))
  })
}

export async function findingsOf(db: Db, articleVersionId: string): Promise<StoredFinding[]> {
  return db
    .select()
    .from(findings)
    .where(eq(findings.articleVersionId, articleVersionId))
    .orderBy(asc(findings.analyzer))
}

export async function claimsOf(db: Db, articleVersionId: string): Promise<Claim[]> {
  const rows = await db
    .select()
    .from(claims)
    .where(eq(claims.articleVersionId, articleVersionId))
    .orderBy(asc(claims.n))
  return rows.map((r) => r.claim)
}

/**
 * Ends the machine's part: the article is analyzed. False when somebody asked anew since `asked` was
 * read: the judgement may stand on what is no longer so, and the article stays to be judged.
 */
export async function markAnalyzed(
  db: Db,
  { articleId, versionId, asked }: { articleId: string; versionId: string; asked: number },
): Promise<boolean> {
  const rows = await db
    .update(articles)
    .set({ state: 'analyzed', judgedVersionId: versionId, rescoredRoots: null })
    .where(and(eq(articles.id, articleId), eq(articles.judgementsAsked, asked)))
    .returning({ id: articles.id })
  return rows.length > 0
}

/**
 * What the judgement of these articles stands on has changed: they are judged again, those under way included. Rows are taken
 * in the order of their ids; who asks for articles of several stories holds the lock of placement first. So nobody waits in a ring.
 * `forRoots`: for these trees alone; what waits for all goes on doing so.
 */
export async function askJudgement(
  tx: Db,
  which: SQL | undefined,
  at: Date,
  forRoots: string[] | null = null,
): Promise<void> {
  const asked = tx
    .select({ id: articles.id })
    .from(articles)
    .where(and(which, inArray(articles.state, ['extracted', 'analyzed'])))
    .orderBy(asc(articles.id))
    .for('no key update')
  const param = sql`ARRAY[${sql.join(
    (forRoots ?? []).map((root) => sql`${root}`),
    sql`, `,
  )}]::text[]`
  await tx
    .update(articles)
    .set({
      ...{ state: 'extracted', dueAt: at, judgementsAsked: sql`${articles.judgementsAsked} + 1` },
      rescoredRoots: forRoots
        ? sql`CASE WHEN ${articles.state} = 'analyzed' THEN ${param}
            WHEN ${articles.rescoredRoots} IS NOT NULL THEN ${articles.rescoredRoots} || ${param} END`
        : null,
    })
    .where(inArray(articles.id, asked))
}
