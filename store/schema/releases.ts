/** What goes out to the public, in revisions; meetings with the press; the news centre of an incident. */
import { sql } from 'drizzle-orm'
import { boolean, index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type { IncidentScope } from '../../domain/incident.ts'
import type {
  CardResult,
  MediaClass,
  ReleaseBody,
  ReleaseKind,
  ReleaseState,
  ReleaseStep,
} from '../../domain/release.ts'
import { at, id, workColumns } from './columns.ts'
import { incidents } from './incidents.ts'
import { units } from './people.ts'
import { journalists } from './registry.ts'
import { talkingPoints } from './talking-points.ts'

export const releases = pgTable(
  'releases',
  {
    id: id(),
    incidentId: text('incident_id')
      .notNull()
      .references(() => incidents.id),
    n: integer('n').notNull(),
    kind: text('kind').$type<ReleaseKind>().notNull(),
    state: text('state').$type<ReleaseState>().notNull(),
    scope: text('scope').$type<IncidentScope>().notNull(),
    unitId: text('unit_id')
      .notNull()
      .references(() => units.id),
    /** One voice: what is said is bound to a version of the talking points. */
    talkingPointsId: text('talking_points_id')
      .notNull()
      .references(() => talkingPoints.id),
    revision: integer('revision').notNull(),
    hash: text('hash').notNull(),
    title: text('title').notNull(),
    openedAt: at('opened_at').notNull(),
    scheduledAt: at('scheduled_at'),
    liveAt: at('live_at'),
    endedAt: at('ended_at'),
    /** Why it was blocked, withdrawn or cancelled. */
    reason: text('reason').notNull().default(''),
    /** It went out on talking points or figures that do not hold any more: to be corrected, taken back, or kept with a reason. */
    wantsCorrectionAt: at('wants_correction_at'),
    /** The release that this one corrects. */
    correctsId: text('corrects_id'),
    /** What came of it, in words, and the figures it was judged by. */
    evaluation: jsonb('evaluation').$type<{ note: string; facts: Record<string, number> }>(),
    ...workColumns(),
  },
  (t) => [
    uniqueIndex('releases_n').on(t.incidentId, t.n),
    index('releases_due').on(t.dueAt),
    index('releases_live').on(t.liveAt),
    index('releases_points').on(t.talkingPointsId),
  ],
)

export const releaseRevisions = pgTable(
  'release_revisions',
  {
    id: id(),
    releaseId: text('release_id')
      .notNull()
      .references(() => releases.id),
    n: integer('n').notNull(),
    talkingPointsId: text('talking_points_id').notNull(),
    body: jsonb('body').$type<ReleaseBody>().notNull(),
    hash: text('hash').notNull(),
    byUserId: text('by_user_id').notNull(),
    byName: text('by_name').notNull(),
    byUnitId: text('by_unit_id').notNull(),
    at: at('at').notNull(),
  },
  (t) => [uniqueIndex('release_revisions_n').on(t.releaseId, t.n)],
)

/** A named person's yes or no to one revision: a check, or the approval. */
export const releaseSteps = pgTable(
  'release_steps',
  {
    id: id(),
    releaseId: text('release_id')
      .notNull()
      .references(() => releases.id),
    seq: integer('seq').generatedAlwaysAsIdentity().notNull(),
    revision: integer('revision').notNull(),
    hash: text('hash').notNull(),
    step: text('step').$type<ReleaseStep>().notNull(),
    approved: boolean('approved').notNull(),
    comment: text('comment').notNull(),
    byUserId: text('by_user_id').notNull(),
    byName: text('by_name').notNull(),
    byUnitId: text('by_unit_id').notNull(),
    at: at('at').notNull(),
  },
  (t) => [index('release_steps_release').on(t.releaseId)],
)

/** Where it can be read. */
export const releaseAddresses = pgTable(
  'release_addresses',
  {
    id: id(),
    releaseId: text('release_id')
      .notNull()
      .references(() => releases.id),
    url: text('url').notNull(),
    place: text('place').notNull(),
    publishedAt: at('published_at').notNull(),
    byUserId: text('by_user_id').notNull(),
    byName: text('by_name').notNull(),
    at: at('at').notNull(),
  },
  (t) => [uniqueIndex('release_addresses_url').on(t.releaseId, t.url)],
)

/** A reporter who is to come: class of medium, what their card said, and whether they were let in and came. */
export const meetingGuests = pgTable(
  'meeting_guests',
  {
    id: id(),
    releaseId: text('release_id')
      .notNull()
      .references(() => releases.id),
    reporter: text('reporter').notNull(),
    outlet: text('outlet').notNull(),
    mediaClass: text('media_class').$type<MediaClass>().notNull(),
    card: text('card').$type<CardResult>().notNull(),
    cardCheckedAt: at('card_checked_at').notNull(),
    admitted: boolean('admitted').notNull(),
    note: text('note').notNull(),
    /** In the registry, where they are in it. */
    journalistId: text('journalist_id').references(() => journalists.id),
    cameAt: at('came_at'),
    byUserId: text('by_user_id').notNull(),
    byName: text('by_name').notNull(),
    at: at('at').notNull(),
  },
  (t) => [index('meeting_guests_release').on(t.releaseId), index('meeting_guests_journalist').on(t.journalistId)],
)

/** One question of the room and what was answered, bound to the talking points of that instant (REC-11). */
export const meetingQuestions = pgTable(
  'meeting_questions',
  {
    id: id(),
    releaseId: text('release_id')
      .notNull()
      .references(() => releases.id),
    talkingPointsId: text('talking_points_id').notNull(),
    talkingPointsRevision: integer('talking_points_revision').notNull(),
    reporter: text('reporter').notNull(),
    outlet: text('outlet').notNull(),
    question: text('question').notNull(),
    answer: text('answer').notNull(),
    speaker: text('speaker').notNull(),
    /** The answer went beyond the talking points, and how. */
    deviation: text('deviation').notNull(),
    byUserId: text('by_user_id').notNull(),
    byName: text('by_name').notNull(),
    at: at('at').notNull(),
  },
  (t) => [index('meeting_questions_release').on(t.releaseId)],
)

/** The news centre of an incident (附4第七条（四）); an incident has one open at most. */
export const newsCentres = pgTable(
  'news_centres',
  {
    id: id(),
    incidentId: text('incident_id')
      .notNull()
      .references(() => incidents.id),
    state: text('state').$type<'open' | 'closed'>().notNull(),
    unitId: text('unit_id')
      .notNull()
      .references(() => units.id),
    /** How often there is to be a word; 0: no cadence. */
    everyMs: integer('every_ms').notNull(),
    /** Where reporters turn to, and what they find there. */
    services: text('services').notNull(),
    strategy: text('strategy').notNull(),
    openedAt: at('opened_at').notNull(),
    closedAt: at('closed_at'),
    reason: text('reason').notNull(),
    /** When the last warning of a missed cadence was given, so that one gap warns once. */
    warnedAt: at('warned_at'),
    ...workColumns(),
  },
  (t) => [
    index('news_centres_incident').on(t.incidentId),
    uniqueIndex('news_centres_open').on(t.incidentId).where(sql`state = 'open'`),
    index('news_centres_due').on(t.dueAt),
  ],
)
