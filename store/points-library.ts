/** Talking points of all matters as people look them up: what was said before, and when it was last answered from. */
import { and, count, desc, eq, isNotNull, isNull, type SQL, sql } from 'drizzle-orm'
import type { TalkingPointsBody, TalkingPointsState } from '../domain/talking-points.ts'
import { shownTo } from './incidents.ts'
import type { Db } from './open.ts'
import { machineWorded } from './points-drafts.ts'
import { answers, incidents, talkingPoints, talkingPointsRevisions } from './schema.ts'
import type { TalkingPointsRow } from './talking-points.ts'

export type PointsFilter = {
  /** What the person may see: units whose incidents. */
  unitIds: string[]
  state?: TalkingPointsState
  /** Only what was, or never was, in force. */
  spoken?: boolean
  q?: string
  sort?: 'opened' | 'in-force' | 'answered'
  page: number
  pageSize: number
}
export type PointsFound = {
  row: TalkingPointsRow
  body: TalkingPointsBody
  incidentNo: string
  incidentTitle: string
  isMachine: boolean
  answers: number
  lastAnsweredAt: Date | null
}

/** Current revisions only; exercises are left out, so that nobody begins from invented words. */
export async function pointsLibrary(db: Db, f: PointsFilter): Promise<{ items: PointsFound[]; total: number }> {
  const given = db
    .select({
      id: answers.talkingPointsId,
      given: sql<number>`count(*)::int`.as('answers_given'),
      last: sql`max(${answers.at})`.mapWith(answers.at).as('last_answered'),
    })
    .from(answers)
    .groupBy(answers.talkingPointsId)
    .as('given')
  const current = and(
    eq(talkingPointsRevisions.talkingPointsId, talkingPoints.id),
    eq(talkingPointsRevisions.n, talkingPoints.revision),
  )
  const like = f.q ? `%${f.q.replace(/[\\%_]/g, '\\$&')}%` : undefined
  const said = (path: string) => sql`jsonb_path_query(${talkingPointsRevisions.body}, ${path}::jsonpath) #>> '{}'`
  const where = and(
    shownTo(f.unitIds),
    eq(incidents.mode, 'real'),
    f.state ? eq(talkingPoints.state, f.state) : undefined,
    f.spoken === undefined ? undefined : (f.spoken ? isNotNull : isNull)(talkingPoints.inForceAt),
    like
      ? sql`EXISTS (SELECT 1 FROM (SELECT ${said('$.summary')} AS words UNION ALL SELECT ${said('$.facts[*].text')}
          UNION ALL SELECT ${said('$.questions[*].*')}) AS said WHERE said.words ILIKE ${like})`
      : undefined,
  )
  const order: Record<NonNullable<PointsFilter['sort']>, SQL> = {
    opened: desc(talkingPoints.openedAt),
    'in-force': sql`${talkingPoints.inForceAt} DESC NULLS LAST`,
    answered: sql`${given.last} DESC NULLS LAST`,
  }
  const [total] = await db
    .select({ n: count() })
    .from(talkingPoints)
    .innerJoin(incidents, eq(incidents.id, talkingPoints.incidentId))
    .innerJoin(talkingPointsRevisions, current)
    .where(where)
  const items = await db
    .select({
      row: talkingPoints,
      body: talkingPointsRevisions.body,
      incidentNo: incidents.no,
      incidentTitle: incidents.title,
      answers: sql<number>`coalesce(${given.given}, 0)::int`,
      lastAnsweredAt: given.last,
    })
    .from(talkingPoints)
    .innerJoin(incidents, eq(incidents.id, talkingPoints.incidentId))
    .innerJoin(talkingPointsRevisions, current)
    .leftJoin(given, eq(given.id, talkingPoints.id))
    .where(where)
    .orderBy(order[f.sort ?? 'opened'], desc(talkingPoints.id))
    .limit(f.pageSize)
    .offset((f.page - 1) * f.pageSize)
  const isMachine = await machineWorded(
    db,
    items.map((i) => i.body),
  )
  return { items: items.map((i) => ({ ...i, isMachine: isMachine(i.body) })), total: total?.n ?? 0 }
}
