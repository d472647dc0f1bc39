/** Looks at articles after the first: what came of each, and what decides when the next one is. */
import { and, asc, desc, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm'
import { settledStates } from '../domain/correction.ts'
import { endedIncidentStates } from '../domain/incident.ts'
import type { Agent } from '../domain/units.ts'
import type { Attention, Presence, VisitOutcome } from '../domain/visits.ts'
import type { Article } from './articles.ts'
import { appendAudit } from './audit.ts'
import { isWatched } from './corrections.ts'
import { insertEvidence, type Sealed } from './evidence.ts'
import type { Db } from './open.ts'
import { articles, articleVersions, articleVisits, corrections, flags, incidents } from './schema.ts'

export type Visit = typeof articleVisits.$inferSelect
export type NewVisit = Omit<typeof articleVisits.$inferInsert, 'articleId' | 'evidenceId' | 'outcome'> & {
  outcome: VisitOutcome
  presence: Presence
  /** Where the article lies from now on, when it moved. */
  url?: string
  /** Of an answer with the current text. */
  validators?: { etag: string; lastModified: string }
  /** The page that proves it, on disk, where no version names it. */
  sealed: Sealed | null
}

const machine: Agent = { kind: 'machine', name: 'revisit' }
/** What goes into the record of an article that people look at. */
const recorded: string[] = ['changed', 'title_changed', 'changed_back', 'moved', 'removed', 'restored', 'barred']

/**
 * Writes a look down, with what it means for the article, in the transaction that holds the article. What happens to a
 * flagged article stands in the record as well, and so in the timeline of its incident. Answers with the evidence of its own.
 */
export async function recordVisit(tx: Db, article: Article, visit: NewVisit): Promise<{ evidenceId: string | null }> {
  const { presence, url, validators, sealed, ...row } = visit
  const action = (await barsUsNow(tx, article.id, visit)) ? 'barred' : visit.outcome
  const evidenceId = sealed ? (await insertEvidence(tx, { articleId: article.id, sealed })).id : null
  await tx.insert(articleVisits).values({ ...row, articleId: article.id, evidenceId })
  await tx
    .update(articles)
    .set({
      missingSince: presence.missingSince,
      removedAt: presence.removedAt,
      ...validators,
      failedVisits: visit.outcome === 'failed' ? article.failedVisits + 1 : 0,
      ...(url === undefined ? {} : { url }),
    })
    .where(eq(articles.id, article.id))
  const isNews = recorded.includes(action) && !(action === 'removed' && article.removedAt)
  const flagged = isNews ? await tx.select().from(flags).where(eq(flags.articleId, article.id)).limit(50) : []
  for (const incidentId of new Set(flagged.map((f) => f.incidentId)))
    await appendAudit(tx, {
      at: visit.at,
      by: machine,
      action,
      subject: { kind: 'article', id: article.id },
      incidentId,
      before: { versions: article.versions, url: article.url, removedAt: article.removedAt },
      after: { outlet: article.outletId, title: article.title, removal: visit.removal ?? null, evidenceId, url },
    })
  return { evidenceId }
}

/** The site's rules forbid the page from this look on: from now on only people can keep it (AC-09). */
async function barsUsNow(tx: Db, articleId: string, { failure }: Pick<NewVisit, 'failure'>): Promise<boolean> {
  if (failure?.code !== 'robots') return false
  const [before] = await visitsOf(tx, articleId, 1)
  return before?.failure?.code !== 'robots'
}

/**
 * Articles of a story that are flagged for a unit are looked at now: somebody acts on them, and what they look at may have
 * changed. For who holds the story, before any lock of a flag.
 */
export async function lookNow(
  tx: Db,
  { clusterId, unitId }: { clusterId: string; unitId: string },
  at: Date,
): Promise<void> {
  const flagged = tx
    .select({ id: flags.articleId })
    .from(flags)
    .where(and(eq(flags.clusterId, clusterId), eq(flags.unitId, unitId)))
  // In the order in which everybody takes several.
  const later = tx
    .select({ id: articles.id })
    .from(articles)
    .where(
      and(
        inArray(articles.id, flagged),
        eq(articles.state, 'analyzed'),
        or(isNull(articles.dueAt), gt(articles.dueAt, at)),
      ),
    )
    .orderBy(asc(articles.id))
    .for('no key update')
  await tx.update(articles).set({ dueAt: at }).where(inArray(articles.id, later))
}

/** Newest first. */
export async function visitsOf(db: Db, articleId: string, limit = 300): Promise<Visit[]> {
  return db
    .select()
    .from(articleVisits)
    .where(eq(articleVisits.articleId, articleId))
    .orderBy(desc(articleVisits.at))
    .limit(limit)
}

/** How much an article matters to people now, and the newest of what makes dense looks begin anew. */
export async function attentionOf(
  db: Db,
  article: Article,
  now: Date,
): Promise<{ attention: Attention; freshSince: Date }> {
  const [version] = await db
    .select({ at: articleVersions.fetchedAt })
    .from(articleVersions)
    .where(eq(articleVersions.articleId, article.id))
    .orderBy(desc(articleVersions.n))
    .limit(1)
  const open = await db
    .select({ openedAt: flags.openedAt, foundAt: incidents.humanFoundAt, incident: incidents.state })
    .from(flags)
    .leftJoin(incidents, eq(incidents.id, flags.incidentId))
    .where(and(eq(flags.articleId, article.id), watched))
    .limit(50)
  const running = open.filter((f) => f.incident && !endedIncidentStates.includes(f.incident))
  const asked = await db
    .select({ state: corrections.state, draftedAt: corrections.draftedAt, sentAt: corrections.sentAt })
    .from(corrections)
    .where(and(eq(corrections.articleId, article.id), isWatched(now)))
    .limit(50)
  const isAsked = asked.some((c) => !(settledStates as readonly string[]).includes(c.state))
  const moments = [
    ...[article.firstSeenAt, version?.at, ...open.map((f) => f.openedAt), ...running.map((f) => f.foundAt)],
    ...asked.flatMap((c) => [c.draftedAt, c.sentAt]),
  ]
  return {
    attention:
      running.length > 0
        ? 'incident'
        : isAsked
          ? 'correction'
          : asked.length > 0
            ? 'corrected'
            : open.length > 0
              ? 'flagged'
              : 'none',
    freshSince: new Date(Math.max(...moments.map((at) => at?.getTime() ?? 0))),
  }
}

/** A flag that is not low and that people have not closed, or whose incident may still run. */
const watched = sql`(${flags.incidentId} IS NOT NULL OR (${flags.level} <> 'low' AND ${flags.state} NOT IN ('closed_no_fault')))`
