/**
 * Talking points: versions, revisions, approvals and answers of an incident, locked for a command or read for a page.
 * Who may do what is decided in workflow/; a page reads only what the units that the person may see allow. Revisions, approvals and answers are only ever added.
 */
import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm'
import type { BadFigure, TalkingPointsBody, TalkingPointsFacts } from '../domain/talking-points.ts'
import { isAboutUnreleased } from './flags.ts'
import { type Incident, incidentById, lockIncident } from './incidents.ts'
import { type Db, rowsOf } from './open.ts'
import { machineWorded } from './points-drafts.ts'
import {
  answers,
  approvals,
  factAsks,
  figureRevisions,
  figures,
  oralApprovals,
  seats,
  talkingPoints,
  talkingPointsRevisions,
} from './schema.ts'

export type TalkingPointsRow = typeof talkingPoints.$inferSelect
export type TalkingPointsRevision = typeof talkingPointsRevisions.$inferSelect
export type TalkingPointsApproval = typeof approvals.$inferSelect
export type OralApprovalRow = typeof oralApprovals.$inferSelect
export type FactAskRow = typeof factAsks.$inferSelect
export type MediaAnswer = typeof answers.$inferSelect

/** One version with its whole history, oldest first, and the facts its moves are judged by at the instant asked for. */
export type TalkingPointsVersion = {
  row: TalkingPointsRow
  body: TalkingPointsBody
  revisions: TalkingPointsRevision[]
  approvals: TalkingPointsApproval[]
  /** Every division that was ever asked about a revision of it. */
  asks: FactAskRow[]
  /** Every yes by phone, oldest first. */
  orals: OralApprovalRow[]
  answers: MediaAnswer[]
  facts: TalkingPointsFacts
}

const maxVersions = 200
const maxAnswers = 500

/** All versions of an incident, newest first; none when a person who may see these units may not see the incident. */
export async function talkingPointsOfIncident(
  db: Db,
  { incidentId, unitIds, at }: { incidentId: string; unitIds: string[]; at: Date },
): Promise<TalkingPointsVersion[]> {
  const incident = await incidentById(db, incidentId, unitIds)
  return incident ? (await versionsOf(db, { incident, at })).reverse() : []
}

/** One version with its history; null when there is none of this id or the person may not see its incident. */
export async function talkingPointsById(
  db: Db,
  { id, unitIds, at }: { id: string; unitIds: string[]; at: Date },
): Promise<TalkingPointsVersion | null> {
  const incidentId = await incidentIdOf(db, id)
  const incident = incidentId && (await incidentById(db, incidentId, unitIds))
  return incident ? ((await versionsOf(db, { incident, id, at }))[0] ?? null) : null
}

/** What was answered to the press in an incident, newest first, each bound to the version and revision it was given from. */
export async function answersOfIncident(
  db: Db,
  { incidentId, unitIds }: { incidentId: string; unitIds: string[] },
): Promise<MediaAnswer[]> {
  if (!(await incidentById(db, incidentId, unitIds))) return []
  return db.select().from(answers).where(eq(answers.incidentId, incidentId)).orderBy(desc(answers.at)).limit(maxAnswers)
}

/**
 * All versions of an incident, oldest first, under the incident's lock: all commands on one incident stand in one line.
 * Must run inside a transaction; null when there is no such incident.
 */
export async function lockTalkingPointsOfIncident(
  tx: Db,
  incidentId: string,
  at: Date,
): Promise<{ incident: Incident; versions: TalkingPointsVersion[] } | null> {
  const incident = await lockIncident(tx, incidentId)
  return incident && { incident, versions: await versionsOf(tx, { incident, at }) }
}

/** One version, its incident locked. Must run inside a transaction; null when there is none of this id. */
export async function lockTalkingPoints(tx: Db, id: string, at: Date): Promise<TalkingPointsVersion | null> {
  const incidentId = await incidentIdOf(tx, id)
  const incident = incidentId && (await lockIncident(tx, incidentId))
  return incident ? ((await versionsOf(tx, { incident, id, at }))[0] ?? null) : null
}

export async function insertTalkingPoints(
  tx: Db,
  row: Omit<typeof talkingPoints.$inferInsert, 'id'>,
): Promise<TalkingPointsRow> {
  const [inserted] = await tx.insert(talkingPoints).values(row).returning()
  if (!inserted) throw new Error('the version was not written')
  return inserted
}

export async function insertRevision(tx: Db, row: typeof talkingPointsRevisions.$inferInsert): Promise<void> {
  await tx.insert(talkingPointsRevisions).values(row)
}

export async function insertApproval(tx: Db, row: typeof approvals.$inferInsert): Promise<void> {
  await tx.insert(approvals).values(row)
}

export async function insertFactAsks(tx: Db, rows: (typeof factAsks.$inferInsert)[]): Promise<FactAskRow[]> {
  return rows.length === 0 ? [] : tx.insert(factAsks).values(rows).returning()
}

/** Ends asks that still stand: withdrawn, or the text is submitted anew. */
export async function endFactAsks(tx: Db, ids: string[], ended: { endedAt: Date; endReason: string }): Promise<void> {
  if (ids.length > 0) await tx.update(factAsks).set(ended).where(inArray(factAsks.id, ids))
}

export async function insertOralApproval(tx: Db, row: typeof oralApprovals.$inferInsert): Promise<OralApprovalRow> {
  const [inserted] = await tx.insert(oralApprovals).values(row).returning()
  if (!inserted) throw new Error('the oral approval was not written')
  return inserted
}

export async function saveOralApproval(
  tx: Db,
  id: string,
  change: Partial<Pick<OralApprovalRow, 'outcome' | 'settledAt' | 'overdueAt' | 'dueAt'>>,
): Promise<void> {
  await tx.update(oralApprovals).set(change).where(eq(oralApprovals.id, id))
}

/** The version that an oral approval is about; null when there is none of this id. */
export async function pointsOfOral(db: Db, id: string): Promise<string | null> {
  const of = { id: oralApprovals.talkingPointsId }
  const [row] = await db.select(of).from(oralApprovals).where(eq(oralApprovals.id, id))
  return row?.id ?? null
}

export async function insertAnswer(tx: Db, row: typeof answers.$inferInsert): Promise<MediaAnswer> {
  const [inserted] = await tx.insert(answers).values(row).returning()
  if (!inserted) throw new Error('the answer was not written')
  return inserted
}

/** Saves what a move changed. */
export async function saveTalkingPoints(
  tx: Db,
  id: string,
  change: Partial<
    Pick<TalkingPointsRow, 'state' | 'revision' | 'hash' | 'inForceAt' | 'endedAt' | 'endReason' | 'dueAt'>
  >,
): Promise<void> {
  await tx.update(talkingPoints).set(change).where(eq(talkingPoints.id, id))
}

/**
 * Which of these figures do not exist, are not yet published, or are superseded at an instant by another value; in the order
 * given. `correctedAt`: our entry of it was wrong until then, which makes it bad for words written before, and only for those.
 */
export async function badFiguresOf(
  db: Db,
  figureIds: string[],
  at: Date,
): Promise<(BadFigure & { correctedAt?: Date })[]> {
  const wanted = [...new Set(figureIds)]
  if (wanted.length === 0) return []
  const rows = await db.select().from(figures).where(inArray(figures.id, wanted))
  const known = new Map(rows.map((f) => [f.id, f]))
  const confirmed = new Set(await confirmedFigures(db, wanted, at))
  const revised = await db.select().from(figureRevisions).where(inArray(figureRevisions.oldFigureId, wanted))
  return wanted.flatMap((figureId): (BadFigure & { correctedAt?: Date })[] => {
    const f = known.get(figureId)
    if (!f) return [{ figureId, name: figureId, why: 'unknown' }]
    const name = `${f.regionName}${f.period}${f.indicatorName} ${f.value}${f.unit}`
    if (f.publishedAt > at) return [{ figureId, name, why: 'unpublished' }]
    // Confirmed with the same value, a figure may be spoken from as before.
    if (f.supersededAt !== null && f.supersededAt <= at && !confirmed.has(figureId))
      return [{ figureId, name, why: 'superseded' }]
    const corrected = revised.filter((r) => r.oldFigureId === figureId && r.cause === 'corrected').map((r) => r.at)
    const correctedAt = corrected.sort((a, b) => b.getTime() - a.getTime())[0]
    return correctedAt ? [{ figureId, name, why: 'superseded', correctedAt }] : []
  })
}

/** Superseded figures whose vintage of now has the same value in the same unit. */
async function confirmedFigures(db: Db, figureIds: string[], at: Date): Promise<string[]> {
  const rows = rowsOf<{ id: string }>(
    await db.execute(sql`
      SELECT o.id FROM figures o JOIN figures n ON n.indicator = o.indicator AND n.region = o.region AND n.scope = o.scope AND n.period = o.period
        AND n.period_type = o.period_type AND n.measure = o.measure AND n.price_basis IS NOT DISTINCT FROM o.price_basis
      WHERE ${inArray(sql`o.id`, figureIds)} AND o.superseded_at IS NOT NULL AND n.value = o.value AND n.unit = o.unit
        AND n.published_at > o.published_at AND n.published_at <= ${at.toISOString()}::timestamptz
        AND (n.superseded_at IS NULL OR n.superseded_at > ${at.toISOString()}::timestamptz)`),
  )
  return rows.map((r) => r.id)
}

async function incidentIdOf(db: Db, id: string): Promise<string | null> {
  const [row] = await db
    .select({ incidentId: talkingPoints.incidentId })
    .from(talkingPoints)
    .where(eq(talkingPoints.id, id))
  return row?.incidentId ?? null
}

/** Puts versions together, oldest first, from one query for each table, however many there are; with `id` only that one. */
async function versionsOf(
  db: Db,
  { incident, id, at }: { incident: Incident; id?: string; at: Date },
): Promise<TalkingPointsVersion[]> {
  const rows = await db
    .select()
    .from(talkingPoints)
    .where(and(eq(talkingPoints.incidentId, incident.id), id === undefined ? undefined : eq(talkingPoints.id, id)))
    .orderBy(asc(talkingPoints.n))
    .limit(maxVersions)
  if (rows.length === 0) return []
  const ids = rows.map((r) => r.id)
  const of = talkingPointsRevisions
  const revisions = await db.select().from(of).where(inArray(of.talkingPointsId, ids)).orderBy(asc(of.n))
  const signed = await db
    .select()
    .from(approvals)
    .where(inArray(approvals.talkingPointsId, ids))
    // Two decisions of one instant: the order of the steps is the order of time.
    .orderBy(asc(approvals.at), sql`array_position(ARRAY['fact_check','office','leading_group'], ${approvals.step})`)
  const asked = await db.select().from(factAsks).where(inArray(factAsks.talkingPointsId, ids)).orderBy(asc(factAsks.at))
  const said = await db
    .select()
    .from(oralApprovals)
    .where(inArray(oralApprovals.talkingPointsId, ids))
    .orderBy(asc(oralApprovals.at))
  const given = await db
    .select()
    .from(answers)
    .where(inArray(answers.talkingPointsId, ids))
    .orderBy(asc(answers.at))
    .limit(maxAnswers)
  const unreleased = await isAboutUnreleased(db, incident.id)
  const inOffice = await officeAuthors(db, revisions)
  const bodies = new Map(revisions.map((r) => [`${r.talkingPointsId} ${r.n}`, r.body]))
  const isMachine = await machineWorded(
    db,
    rows.flatMap((row) => bodies.get(`${row.id} ${row.revision}`) ?? []),
  )
  const named = [...bodies.values()].flatMap((b) => b.facts.flatMap((f) => f.figureId ?? []))
  const bad = new Map((await badFiguresOf(db, named, at)).map((f) => [f.figureId, f]))
  const badFor = (figureId: string | null, writtenAt: Date): BadFigure[] => {
    const found = bad.get(figureId ?? '')
    if (!found) return []
    const { correctedAt, ...figure } = found
    return correctedAt && correctedAt <= writtenAt ? [] : [figure]
  }

  return rows.map((row) => {
    const body = bodies.get(`${row.id} ${row.revision}`)
    if (!body) throw new Error(`talking points ${row.id} have no revision ${row.revision}`)
    const own = revisions.filter((r) => r.talkingPointsId === row.id)
    const ownApprovals = signed.filter((a) => a.talkingPointsId === row.id)
    const ownAsks = asked.filter((a) => a.talkingPointsId === row.id)
    const orals = said.filter((o) => o.talkingPointsId === row.id)
    const oral = orals.find((o) => o.outcome === null && o.revision === row.revision && o.hash === row.hash)
    const { id, n, state, scope, unitId, revision, hash } = row
    const facts: TalkingPointsFacts = {
      ...{ id, n, state, scope, unitId, revision, hash, incident },
      drafters: own.map((r) => ({ userId: r.byUserId, unitId: r.byUnitId, office: inOffice.has(r.id) })),
      approvals: ownApprovals.map(({ revision, hash, step, approved, byUserId, askId }) => ({
        ...{ revision, hash, step, approved, askId },
        userId: byUserId,
      })),
      asks: ownAsks
        .filter((a) => a.endedAt === null && a.revision === revision && a.hash === hash)
        .map((a) => ({ id: a.id, unitId: a.unitId, revision, hash })),
      oral: oral ? { id: oral.id, revision, hash, userId: oral.byUserId, confirmBy: oral.confirmBy } : null,
      valid: validityOf(body),
      at,
      ...{ numbers: null, unreleased, words: wordsOf(body), isMachine: isMachine(body) },
      badFigures: [...new Set(body.facts.flatMap((f) => f.figureId ?? []))].flatMap((f) =>
        badFor(f, own.find((r) => r.n === revision)?.at ?? at),
      ),
    }
    const ownAnswers = given.filter((a) => a.talkingPointsId === row.id)
    return { row, body, revisions: own, approvals: ownApprovals, asks: ownAsks, orals, answers: ownAnswers, facts }
  })
}

/** Between which instants a text may be said. */
export const validityOf = ({ valid }: TalkingPointsBody): { from: Date | null; until: Date | null } => ({
  from: valid?.from ? new Date(valid.from) : null,
  until: valid?.until ? new Date(valid.until) : null,
})

/** What is said to somebody. */
const wordsOf = ({ summary, short, facts, questions }: TalkingPointsBody): string =>
  [
    summary,
    ...(short ? [short.core, short.reply].filter(Boolean) : []),
    ...facts.map((f) => f.text),
    ...questions.map((q) => q.answer),
  ].join('\n')

/** Ids of the revisions whose author sat in an emergency office of the unit they wrote for, at the time they wrote. */
async function officeAuthors(db: Db, revisions: TalkingPointsRevision[]): Promise<Set<string>> {
  if (revisions.length === 0) return new Set()
  const held = await db
    .select()
    .from(seats)
    .where(
      and(
        inArray(seats.userId, [...new Set(revisions.map((r) => r.byUserId))]),
        inArray(seats.role, ['office_staff', 'office_director']),
      ),
    )
  return new Set(
    revisions
      .filter((r) =>
        held.some(
          (s) => s.userId === r.byUserId && s.unitId === r.byUnitId && s.fromAt <= r.at && (!s.toAt || s.toAt > r.at),
        ),
      )
      .map((r) => r.id),
  )
}
