/** What the analyzer said of a version. Saving twice is saving once. */
import { asc, eq } from 'drizzle-orm'
import type { Claim } from '../domain/figure.ts'
import type { Finding } from '../domain/finding.ts'
import type { RiskLevel } from '../domain/risk.ts'
import type { Db } from './open.ts'
import { articles, claims, findings } from './schema.ts'

export type StoredFinding = typeof findings.$inferSelect

/** Replaces all findings and claims of one version. `unitId` '' means the article as such. */
export async function saveFindings(
  db: Db,
  articleVersionId: string,
  found: { findings: (Finding & { unitId: string })[]; claims: Claim[] },
  at: Date,
): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.delete(findings).where(eq(findings.articleVersionId, articleVersionId))
    await tx.delete(claims).where(eq(claims.articleVersionId, articleVersionId))
    if (found.findings.length > 0)
      await tx.insert(findings).values(found.findings.map((f) => ({ ...f, articleVersionId, at })))
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

/** Ends the machine's part: the article is analyzed and carries its level. */
export async function markAnalyzed(db: Db, articleId: string, riskLevel: RiskLevel): Promise<void> {
  await db.update(articles).set({ state: 'analyzed', riskLevel }).where(eq(articles.id, articleId))
}
