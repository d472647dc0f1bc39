/**
 * Releases with their revisions, steps, addresses, guests and questions, locked for a command or read for a page. Revisions, steps and
 * questions are only ever added. Who may do what is decided in workflow/.
 */
import { and, asc, count, desc, eq, gte, ilike, inArray, isNull, lte, type SQL, sql } from 'drizzle-orm'
import type { ReleaseBody, ReleaseFacts, ReleaseKind, ReleaseState } from '../domain/release.ts'
import { type Incident, lockIncident, shownTo } from './incidents.ts'
import { isAboutUnreleased } from './flags.ts'
import { openCentreOf } from './news-centres.ts'
import type { Db } from './open.ts'
import {
  incidents,
  meetingGuests,
  meetingQuestions,
  releaseAddresses,
  releaseRevisions,
  releaseSteps,
  releases,
  seats,
  talkingPoints,
  talkingPointsRevisions,
} from './schema.ts'
import { badFiguresOf, validityOf } from './talking-points.ts'

export type ReleaseRow = typeof releases.$inferSelect
export type ReleaseRevision = typeof releaseRevisions.$inferSelect
export type ReleaseStepRow = typeof releaseSteps.$inferSelect
export type ReleaseAddress = typeof releaseAddresses.$inferSelect
export type MeetingGuest = typeof meetingGuests.$inferSelect
export type MeetingQuestion = typeof meetingQuestions.$inferSelect

/** One release with its whole history, oldest first, and the facts its moves are judged by at the instant asked for. */
export type FullRelease = {
  row: ReleaseRow
  body: ReleaseBody
  revisions: ReleaseRevision[]
  steps: ReleaseStepRow[]
  addresses: ReleaseAddress[]
  guests: MeetingGuest[]
  questions: MeetingQuestion[]
  incident: Incident
  facts: ReleaseFacts
}

const most = { questions: 1000, guests: 1000 }

/** One release; null when there is none of this id, or the person who may see these units may not see its incident. */
export async function releaseById(
  db: Db,
  { id, unitIds, at }: { id: string; unitIds: string[]; at: Date },
): Promise<FullRelease | null> {
  const [row] = await db
    .select({ incident: incidents })
    .from(releases)
    .innerJoin(incidents, eq(incidents.id, releases.incidentId))
    .where(and(eq(releases.id, id), shownTo(unitIds)))
  return row ? fullRelease(db, { id, incident: row.incident, at }) : null
}

/** One release under the lock of its incident. Must run inside a transaction; null when there is none. */
export async function lockRelease(tx: Db, id: string, at: Date): Promise<FullRelease | null> {
  const [row] = await tx.select({ incidentId: releases.incidentId }).from(releases).where(eq(releases.id, id))
  const incident = row && (await lockIncident(tx, row.incidentId))
  return incident ? fullRelease(tx, { id, incident, at }) : null
}

export async function nextReleaseNumber(tx: Db, incidentId: string): Promise<number> {
  const [row] = await tx
    .select({ n: sql<number>`coalesce(max(${releases.n}), 0)::int` })
    .from(releases)
    .where(eq(releases.incidentId, incidentId))
  return (row?.n ?? 0) + 1
}

export async function insertRelease(tx: Db, row: typeof releases.$inferInsert): Promise<ReleaseRow> {
  const [made] = await tx.insert(releases).values(row).returning()
  return made!
}
export async function insertReleaseRevision(tx: Db, row: typeof releaseRevisions.$inferInsert): Promise<void> {
  await tx.insert(releaseRevisions).values(row)
}
export async function insertReleaseStep(tx: Db, row: typeof releaseSteps.$inferInsert): Promise<void> {
  await tx.insert(releaseSteps).values(row)
}
/** Null when this address is known already. */
export async function insertReleaseAddress(tx: Db, row: typeof releaseAddresses.$inferInsert): Promise<string | null> {
  const [made] = await tx.insert(releaseAddresses).values(row).onConflictDoNothing().returning()
  return made?.id ?? null
}
export async function insertGuest(tx: Db, row: typeof meetingGuests.$inferInsert): Promise<string> {
  const [made] = await tx.insert(meetingGuests).values(row).returning()
  return made!.id
}
/** Null when there is no such guest of this release. */
export async function markGuestCame(tx: Db, releaseId: string, guestId: string, at: Date): Promise<string | null> {
  const [row] = await tx
    .update(meetingGuests)
    .set({ cameAt: at })
    .where(and(eq(meetingGuests.id, guestId), eq(meetingGuests.releaseId, releaseId), eq(meetingGuests.admitted, true)))
    .returning()
  return row?.id ?? null
}
export async function insertQuestion(tx: Db, row: typeof meetingQuestions.$inferInsert): Promise<string> {
  const [made] = await tx.insert(meetingQuestions).values(row).returning()
  return made!.id
}
export async function saveRelease(tx: Db, id: string, change: Partial<ReleaseRow>): Promise<void> {
  await tx.update(releases).set(change).where(eq(releases.id, id))
}

/** Releases that went out on a version of talking points and stand, ids only. */
export async function standingReleasesOf(db: Db, talkingPointsId: string): Promise<string[]> {
  const rows = await db
    .select({ id: releases.id })
    .from(releases)
    .where(
      and(
        eq(releases.talkingPointsId, talkingPointsId),
        inArray(releases.state, ['live', 'followed_up', 'evaluated']),
        isNull(releases.wantsCorrectionAt),
      ),
    )
  return rows.map((r) => r.id)
}

/** Releases on their way that are bound to a version of talking points, ids only. */
export async function waitingReleasesOf(db: Db, talkingPointsId: string): Promise<string[]> {
  const rows = await db
    .select({ id: releases.id })
    .from(releases)
    .where(and(eq(releases.talkingPointsId, talkingPointsId), inArray(releases.state, ['approved', 'scheduled'])))
  return rows.map((r) => r.id)
}

/** Releases whose talking points name a figure, and that went out or are on their way. */
export async function releasesOnFigure(
  db: Db,
  figureId: string,
): Promise<{ id: string; unitId: string; incidentId: string; n: number; title: string; state: ReleaseState }[]> {
  const ended: ReleaseState[] = ['cancelled', 'withdrawn', 'corrected', 'archived']
  const { id, unitId, incidentId, n, title, state } = releases
  return db
    .selectDistinct({ id, unitId, incidentId, n, title, state })
    .from(releases)
    .innerJoin(talkingPoints, eq(talkingPoints.id, releases.talkingPointsId))
    .innerJoin(
      talkingPointsRevisions,
      and(
        eq(talkingPointsRevisions.talkingPointsId, talkingPoints.id),
        eq(talkingPointsRevisions.n, talkingPoints.revision),
      ),
    )
    .where(
      and(
        sql`${releases.state} NOT IN ${ended}`,
        sql`${talkingPointsRevisions.body}->'facts' @> ${JSON.stringify([{ figureId }])}::jsonb`,
      ),
    )
}

export type ReleaseFilter = {
  unitIds: string[]
  incidentId?: string
  kind?: ReleaseKind
  state?: ReleaseState
  q?: string
  from?: Date
  to?: Date
  sort?: 'opened' | 'live' | 'title'
  page: number
  pageSize: number
}
export type ReleaseInList = ReleaseRow & { incidentNo: string; incidentTitle: string }

export async function releaseList(db: Db, f: ReleaseFilter): Promise<{ items: ReleaseInList[]; total: number }> {
  const like = f.q ? `%${f.q.replace(/[\\%_]/g, '\\$&')}%` : undefined
  const where = and(
    shownTo(f.unitIds),
    f.incidentId ? eq(releases.incidentId, f.incidentId) : undefined,
    f.kind ? eq(releases.kind, f.kind) : undefined,
    f.state ? eq(releases.state, f.state) : undefined,
    like ? ilike(releases.title, like) : undefined,
    f.from ? gte(releases.liveAt, f.from) : undefined,
    f.to ? lte(releases.liveAt, f.to) : undefined,
  )
  const order: Record<NonNullable<ReleaseFilter['sort']>, SQL> = {
    opened: desc(releases.openedAt),
    live: sql`${releases.liveAt} DESC NULLS LAST`,
    title: asc(releases.title),
  }
  const joined = () => ({ on: eq(incidents.id, releases.incidentId) })
  const [total] = await db.select({ n: count() }).from(releases).innerJoin(incidents, joined().on).where(where)
  const rows = await db
    .select()
    .from(releases)
    .innerJoin(incidents, joined().on)
    .where(where)
    .orderBy(order[f.sort ?? 'opened'], desc(releases.id))
    .limit(f.pageSize)
    .offset((f.page - 1) * f.pageSize)
  return {
    items: rows.map((r) => ({ ...r.releases, incidentNo: r.incidents.no, incidentTitle: r.incidents.title })),
    total: total?.n ?? 0,
  }
}

export type PublicRelease = { row: ReleaseRow; body: ReleaseBody; addresses: ReleaseAddress[] }

/** What anybody may read: gone out, marked public while drafted, of no drill and no closed matter. Newest first. */
export async function publicReleases(db: Db, { id, limit }: { id?: string; limit: number }): Promise<PublicRelease[]> {
  const rows = await db
    .select({ row: releases, body: releaseRevisions.body })
    .from(releases)
    .innerJoin(incidents, eq(incidents.id, releases.incidentId))
    .innerJoin(
      releaseRevisions,
      and(eq(releaseRevisions.releaseId, releases.id), eq(releaseRevisions.n, releases.revision)),
    )
    .where(
      and(
        id ? eq(releases.id, id) : undefined,
        sql`${releases.liveAt} IS NOT NULL`,
        sql`${releaseRevisions.body}->>'publicity' = 'public'`,
        eq(incidents.restricted, false),
        eq(incidents.mode, 'real'),
      ),
    )
    .orderBy(desc(releases.liveAt))
    .limit(limit)
  const ids = rows.map((r) => r.row.id)
  const known = ids.length
    ? await db.select().from(releaseAddresses).where(inArray(releaseAddresses.releaseId, ids))
    : []
  return rows.map((r) => ({ ...r, addresses: known.filter((a) => a.releaseId === r.row.id) }))
}

async function fullRelease(
  db: Db,
  { id, incident, at }: { id: string; incident: Incident; at: Date },
): Promise<FullRelease | null> {
  const [row] = await db.select().from(releases).where(eq(releases.id, id))
  if (!row) return null
  const of = <T extends { releaseId: unknown }>(table: T) => eq((table as unknown as typeof releaseSteps).releaseId, id)
  const revisions = await db
    .select()
    .from(releaseRevisions)
    .where(of(releaseRevisions))
    .orderBy(asc(releaseRevisions.n))
  const steps = await db.select().from(releaseSteps).where(of(releaseSteps)).orderBy(asc(releaseSteps.seq))
  const addresses = await db
    .select()
    .from(releaseAddresses)
    .where(of(releaseAddresses))
    .orderBy(asc(releaseAddresses.publishedAt))
  const guests = await db
    .select()
    .from(meetingGuests)
    .where(of(meetingGuests))
    .orderBy(asc(meetingGuests.at))
    .limit(most.guests)
  const questions = await db
    .select()
    .from(meetingQuestions)
    .where(of(meetingQuestions))
    .orderBy(asc(meetingQuestions.at))
    .limit(most.questions)
  const body = revisions.find((r) => r.n === row.revision)?.body
  const points = await pointsNow(db, row.talkingPointsId, at)
  if (!body || !points) throw new Error(`release ${id} has no revision ${row.revision} or no talking points`)
  const office = await officeIds(
    db,
    revisions.map((r) => r.byUserId),
  )
  const facts: ReleaseFacts = {
    ...{ id, n: row.n, kind: row.kind, state: row.state, scope: row.scope, unitId: row.unitId },
    ...{ revision: row.revision, hash: row.hash, publicity: body.publicity, hasMeeting: body.meeting !== null },
    scheduledAt: row.scheduledAt,
    drafters: revisions.map((r) => ({ userId: r.byUserId, unitId: r.byUnitId, office: office.has(r.byUserId) })),
    steps: steps.map((s) => ({
      ...{ revision: s.revision, hash: s.hash, step: s.step, approved: s.approved, userId: s.byUserId },
    })),
    points,
    numbers: null,
    addresses: addresses.length,
    text: `${body.title}\n${body.text}`,
    wantsCorrection: row.wantsCorrectionAt !== null,
    unreleased: await isAboutUnreleased(db, incident.id),
    centreOpen: (await openCentreOf(db, incident.id)) !== null,
    incident,
  }
  return { row, body, revisions, steps, addresses, guests, questions, incident, facts }
}

/** The version of talking points as it stands, and how many figures it names that are not current. */
async function pointsNow(db: Db, id: string, at: Date): Promise<ReleaseFacts['points'] | null> {
  const [row] = await db
    .select({ points: talkingPoints, body: talkingPointsRevisions.body })
    .from(talkingPoints)
    .innerJoin(
      talkingPointsRevisions,
      and(
        eq(talkingPointsRevisions.talkingPointsId, talkingPoints.id),
        eq(talkingPointsRevisions.n, talkingPoints.revision),
      ),
    )
    .where(eq(talkingPoints.id, id))
  if (!row) return null
  const named = row.body.facts.flatMap((f) => f.figureId ?? [])
  const bad = await badFiguresOf(db, named, at)
  const { n, scope } = row.points
  // Its time is over before the machine has said so.
  const { until } = validityOf(row.body)
  const state = row.points.state === 'in_force' && until && until <= at ? 'expired' : row.points.state
  return { id, n, state, scope, badFigures: bad.length }
}

async function officeIds(db: Db, userIds: string[]): Promise<Set<string>> {
  if (userIds.length === 0) return new Set()
  const held = await db
    .select({ userId: seats.userId })
    .from(seats)
    .where(and(inArray(seats.userId, [...new Set(userIds)]), inArray(seats.role, ['office_staff', 'office_director'])))
  return new Set(held.map((s) => s.userId))
}
