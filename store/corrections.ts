/** Requests for correction: locked for a command or a look, read for a page. Looks, letters and sendings are added, never changed. */
import { and, asc, desc, eq, gt, inArray, isNull, ne, notInArray, or, sql } from 'drizzle-orm'
import { type CorrectionFacts, type CorrectionLetter, droppedStates, settledStates } from '../domain/correction.ts'
import { lockIncident } from './incidents.ts'
import type { Db } from './open.ts'
import {
  articles,
  articleVersions,
  correctionLetters,
  correctionLooks,
  correctionSendings,
  corrections,
  dispatches,
  figures,
  flags,
  incidents,
} from './schema.ts'

export type Correction = typeof corrections.$inferSelect
export type NewCorrection = typeof corrections.$inferInsert
export type CorrectionLook = typeof correctionLooks.$inferSelect
export type CorrectionLetterRow = typeof correctionLetters.$inferSelect
export type FigureOfCorrection = typeof figures.$inferSelect

/** Null when this statement is asked about already. */
export async function insertCorrection(tx: Db, row: NewCorrection): Promise<Correction | null> {
  const [made] = await tx.insert(corrections).values(row).onConflictDoNothing().returning()
  return made ?? null
}

export async function saveCorrection(tx: Db, id: string, change: Partial<NewCorrection>): Promise<void> {
  await tx.update(corrections).set(change).where(eq(corrections.id, id))
}

export async function insertLetter(tx: Db, row: typeof correctionLetters.$inferInsert): Promise<void> {
  await tx.insert(correctionLetters).values(row)
}

export async function insertSending(tx: Db, row: typeof correctionSendings.$inferInsert): Promise<void> {
  await tx.insert(correctionSendings).values(row)
}

export async function insertLook(tx: Db, row: typeof correctionLooks.$inferInsert): Promise<CorrectionLook> {
  const [made] = await tx.insert(correctionLooks).values(row).returning()
  return made!
}

/** Oldest first: a page has a few, for only what says something new is written. */
export async function looksOf(db: Db, correctionId: string): Promise<CorrectionLook[]> {
  return db
    .select()
    .from(correctionLooks)
    .where(eq(correctionLooks.correctionId, correctionId))
    .orderBy(asc(correctionLooks.at), asc(correctionLooks.id))
    .limit(500)
}

/** Oldest first. */
export async function lettersOf(db: Db, correctionId: string): Promise<CorrectionLetterRow[]> {
  return db
    .select()
    .from(correctionLetters)
    .where(eq(correctionLetters.correctionId, correctionId))
    .orderBy(asc(correctionLetters.n))
}

/** Oldest first, each with how its e-mail fares; null for paper. */
export async function sendingsOf(db: Db, correctionId: string) {
  return db
    .select({
      sending: correctionSendings,
      dispatch: { state: dispatches.state, failure: dispatches.failure, settledAt: dispatches.settledAt },
    })
    .from(correctionSendings)
    .leftJoin(
      dispatches,
      and(eq(dispatches.correctionId, correctionSendings.correctionId), eq(dispatches.letterN, correctionSendings.n)),
    )
    .where(eq(correctionSendings.correctionId, correctionId))
    .orderBy(asc(correctionSendings.n))
}

/** The text of one letter, for the ledger. */
export async function letterOf(
  db: Db,
  { correctionId, n }: { correctionId: string; n: number },
): Promise<{ letter: CorrectionLetter; url: string } | null> {
  const [row] = await db
    .select({ letter: correctionLetters.letter, url: articles.url })
    .from(correctionLetters)
    .innerJoin(corrections, eq(corrections.id, correctionLetters.correctionId))
    .innerJoin(articles, eq(articles.id, corrections.articleId))
    .where(and(eq(correctionLetters.correctionId, correctionId), eq(correctionLetters.n, n)))
  return row ?? null
}

export type FullCorrection = {
  row: Correction
  facts: CorrectionFacts
  figure: FigureOfCorrection | null
  article: typeof articles.$inferSelect
  pinned: typeof articleVersions.$inferSelect
}

/** Locked in the one order: article, incident, request. */
export async function lockCorrection(tx: Db, id: string): Promise<FullCorrection | null> {
  const [known] = await tx.select().from(corrections).where(eq(corrections.id, id))
  if (!known) return null
  await tx.select({ id: articles.id }).from(articles).where(eq(articles.id, known.articleId)).for('no key update')
  if (known.incidentId) await lockIncident(tx, known.incidentId)
  await tx.select({ id: corrections.id }).from(corrections).where(eq(corrections.id, id)).for('update')
  return (await fullCorrections(tx, [id]))[0] ?? null
}

/** Every request about this article that is still looked at, locked. For who holds the article. */
export async function lockWatched(tx: Db, articleId: string, at: Date): Promise<FullCorrection[]> {
  const rows = await tx
    .select({ id: corrections.id })
    .from(corrections)
    .where(and(eq(corrections.articleId, articleId), isWatched(at)))
    .orderBy(asc(corrections.id))
    .for('update')
  return fullCorrections(
    tx,
    rows.map((r) => r.id),
  )
}

/** Asked for something, or done with for less than the time of watching. */
export const isWatched = (at: Date) =>
  and(
    notInArray(corrections.state, [...droppedStates]),
    or(notInArray(corrections.state, [...settledStates]), gt(corrections.watchUntil, at)),
  )

/** In the order of the ids given. */
export async function fullCorrections(db: Db, ids: string[]): Promise<FullCorrection[]> {
  if (ids.length === 0) return []
  const rows = await db
    .select()
    .from(corrections)
    .innerJoin(articles, eq(articles.id, corrections.articleId))
    .innerJoin(articleVersions, eq(articleVersions.id, corrections.articleVersionId))
    .leftJoin(figures, eq(figures.id, corrections.figureId))
    .leftJoin(incidents, eq(incidents.id, corrections.incidentId))
    .innerJoin(flags, eq(flags.id, corrections.flagId))
    .where(inArray(corrections.id, ids))
  const letters = await db
    .select({
      correctionId: correctionLetters.correctionId,
      n: correctionLetters.n,
      rung: correctionLetters.rung,
      by: correctionLetters.byUserId,
    })
    .from(correctionLetters)
    .where(inArray(correctionLetters.correctionId, ids))
  const sent = await db
    .select({ correctionId: correctionSendings.correctionId, n: correctionSendings.n })
    .from(correctionSendings)
    .where(inArray(correctionSendings.correctionId, ids))
  const full = rows.map(
    ({ corrections: row, articles: article, article_versions: pinned, figures: figure, incidents: i, flags: flag }) => {
      const lastSent = Math.max(0, ...sent.filter((s) => s.correctionId === row.id).map((s) => s.n))
      const drafterIds = letters.filter((l) => l.correctionId === row.id && l.n > lastSent).map((l) => l.by)
      const { id, state, unitId, rung, letter, revision, hash, outcome } = row
      const facts: CorrectionFacts = {
        ...{ id, state, unitId, rung, letter, revision, hash, outcome, drafterIds, numbers: null, statesFigure: true },
        ...{ isLead: row.leadId === null, isDrill: i?.mode === 'drill' },
        isFaultless: flag.state === 'closed_no_fault',
        isFigureOld: figure?.supersededAt != null,
      }
      return { row, article, pinned, figure, facts }
    },
  )
  return ids.flatMap((id) => full.filter((f) => f.row.id === id))
}

export type NoteBearer = { title: string; text: string; sealedAs: string }
const notes = '更正|勘误|致歉|道歉|更改说明|correction|corrects|clarification'

/** Current texts of the outlet's pages that came after an instant and may be a note of correction; newest first, at most 20. */
export async function notesOfOutlet(
  db: Db,
  { outletId, since, exceptArticleId }: { outletId: string; since: Date; exceptArticleId: string },
): Promise<NoteBearer[]> {
  return db
    .select({ title: articleVersions.title, text: articleVersions.text, sealedAs: articleVersions.evidenceId })
    .from(articles)
    .innerJoin(
      articleVersions,
      and(eq(articleVersions.articleId, articles.id), eq(articleVersions.n, articles.versions)),
    )
    .where(
      and(
        eq(articles.outletId, outletId),
        gt(articles.firstSeenAt, since),
        ne(articles.id, exceptArticleId),
        isNull(articles.removedAt),
        sql`${articleVersions.title} || left(${articleVersions.text}, 2000) ~* ${notes}`,
      ),
    )
    .orderBy(desc(articles.firstSeenAt))
    .limit(20)
}

/** Requests that name this vintage and are not dropped or done with. */
export async function correctionsOnFigure(db: Db, figureId: string): Promise<{ id: string }[]> {
  return db
    .select({ id: corrections.id })
    .from(corrections)
    .where(and(eq(corrections.figureId, figureId), notInArray(corrections.state, [...droppedStates, ...settledStates])))
    .orderBy(asc(corrections.id))
    .limit(1000)
}

/** Articles of a story that are asked about by this unit, or dropped: each once. */
export async function askedInStory(db: Db, leadId: string): Promise<Correction[]> {
  return db
    .select()
    .from(corrections)
    .where(or(eq(corrections.id, leadId), eq(corrections.leadId, leadId)))
    .orderBy(asc(corrections.draftedAt), asc(corrections.id))
    .limit(500)
}
