/** Typed reasons to show an article to a person, and what people said of them. */
import {
  bigint,
  boolean,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import type { MisreportType, Verdict } from '../../domain/figure.ts'
import type { FindingPart } from '../../domain/finding.ts'
import type { FlagState, ReviewVerdict, RiskLevel } from '../../domain/risk.ts'
import { articles, articleVersions } from './articles.ts'
import { at, id, workColumns } from './columns.ts'
import { figures } from './figures.ts'
import { units } from './people.ts'

export const flags = pgTable(
  'flags',
  {
    id: id(),
    articleId: text('article_id')
      .notNull()
      .references(() => articles.id),
    articleVersionId: text('article_version_id')
      .notNull()
      .references(() => articleVersions.id),
    /** The unit whose monitors see it: one flag for an article and unit. */
    unitId: text('unit_id')
      .notNull()
      .references(() => units.id),
    clusterId: text('cluster_id').notNull(),
    types: text('types').array().notNull(),
    level: text('level').$type<RiskLevel>().notNull(),
    score: doublePrecision('score').notNull(),
    reasons: jsonb('reasons').$type<FindingPart[]>().notNull(),
    state: text('state').$type<FlagState>().notNull().default('suspected'),
    verdict: text('verdict').$type<ReviewVerdict>(),
    openedAt: at('opened_at').notNull(),
    /** A critical flag is an alert: when it reached the duty people, and who acknowledged it (GAP-03). */
    alertedAt: at('alerted_at'),
    acknowledgedAt: at('acknowledged_at'),
    acknowledgedBy: text('acknowledged_by'),
    /** Found by a rescoring, not by something new: the level before ('none': no flag), and when. */
    rescoredFrom: text('rescored_from').$type<RiskLevel | 'none'>(),
    rescoredAt: at('rescored_at'),
    incidentId: text('incident_id'),
    /** `dueAt`: when an unacknowledged alert starts a provisional clock. */
    ...workColumns(),
  },
  (t) => [
    uniqueIndex('flags_key').on(t.articleId, t.unitId),
    index('flags_unit_state').on(t.unitId, t.state),
    index('flags_cluster').on(t.clusterId),
    index('flags_level').on(t.unitId, t.level, t.articleId),
    index('flags_incident').on(t.incidentId),
    index('flags_due').on(t.dueAt),
  ],
)

/** A person's verdict. `false` needs a second person (four eyes): the confirming row names the one it confirms. */
export const reviews = pgTable(
  'reviews',
  {
    id: id(),
    /** Order of writing: two may bear one instant, and the server's time may step back. */
    seq: bigint('seq', { mode: 'number' }).generatedAlwaysAsIdentity(),
    flagId: text('flag_id')
      .notNull()
      .references(() => flags.id),
    articleVersionId: text('article_version_id')
      .notNull()
      .references(() => articleVersions.id),
    verdict: text('verdict').$type<ReviewVerdict>().notNull(),
    reason: text('reason').notNull(),
    figureId: text('figure_id').references(() => figures.id),
    byUserId: text('by_user_id').notNull(),
    byName: text('by_name').notNull(),
    byUnitId: text('by_unit_id').notNull(),
    at: at('at').notNull(),
    confirmsId: text('confirms_id'),
    final: boolean('final').notNull(),
    /** What the machine said of the article at that moment: a later judgement must not rewrite how right it was. */
    types: text('types').array().notNull().default([]),
    level: text('level').$type<RiskLevel>(),
  },
  (t) => [index('reviews_flag').on(t.flagId), index('reviews_at').on(t.at)],
)

/**
 * A person says that the machine is wrong about one number. The machine's verdict stays as it was; whoever judges the flag
 * judges the dispute with it.
 */
export const disputes = pgTable(
  'disputes',
  {
    id: id(),
    flagId: text('flag_id')
      .notNull()
      .references(() => flags.id),
    articleVersionId: text('article_version_id')
      .notNull()
      .references(() => articleVersions.id),
    /** Where the number stands in that version, and what the machine had said. */
    field: text('field').$type<'title' | 'text'>().notNull(),
    start: integer('start').notNull(),
    end: integer('end').notNull(),
    verdict: text('verdict').$type<Verdict>().notNull(),
    type: text('type').$type<MisreportType>(),
    reason: text('reason').notNull(),
    byUserId: text('by_user_id').notNull(),
    byName: text('by_name').notNull(),
    byUnitId: text('by_unit_id').notNull(),
    at: at('at').notNull(),
  },
  (t) => [index('disputes_version').on(t.articleVersionId), index('disputes_flag').on(t.flagId)],
)
