/** Official figures with their vintages, their imports and revisions, and the release calendar. Unpublished values never enter (domain catalogue B12). */
import { sql } from 'drizzle-orm'
import {
  bigint,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import type { CalendarState, FigureScope, FigureStatus, Measure, PeriodType } from '../../domain/figure.ts'
import type {
  ImportCounts,
  ImportDefaults,
  ImportFault,
  ImportKind,
  ImportState,
  ReopenedKind,
  RevisionCause,
} from '../../domain/figure-import.ts'
import type { Agent } from '../../domain/units.ts'
import { at, bytea, id, workColumns } from './columns.ts'

/** What is said of a figure, in `figures` and in the rows of an import. */
const figureColumns = () => ({
  indicator: text('indicator').notNull(),
  indicatorName: text('indicator_name').notNull(),
  region: text('region').notNull(),
  regionName: text('region_name').notNull(),
  scope: text('scope').$type<FigureScope>().notNull().default('whole'),
  period: text('period').notNull(),
  periodType: text('period_type').$type<PeriodType>().notNull(),
  measure: text('measure').$type<Measure>().notNull(),
  priceBasis: text('price_basis').$type<'current' | 'constant'>(),
  /** Exact decimal; its number of digits is its rounding unit. */
  value: numeric('value').notNull(),
  unit: text('unit').notNull(),
  status: text('status').$type<FigureStatus>().notNull(),
  publishedAt: at('published_at').notNull(),
  supersededAt: at('superseded_at'),
  owner: text('owner').notNull(),
  sourceUrl: text('source_url').notNull().default(''),
})

/** One vintage a row: the same series and period again, published later, is a further row. */
export const figures = pgTable(
  'figures',
  {
    id: text('id').primaryKey(),
    ...figureColumns(),
    /** Number of the change that wrote the row last (`figures_changes`): readers fetch what is newer than what they hold. */
    change: bigint('change', { mode: 'number' }).notNull().default(0),
    importId: text('import_id'),
  },
  (t) => [
    unique('figures_vintage')
      .on(t.indicator, t.region, t.scope, t.period, t.periodType, t.measure, t.priceBasis, t.publishedAt)
      .nullsNotDistinct(),
    index('figures_region').on(t.region, t.indicator, t.period),
    index('figures_change').on(t.change),
  ],
)

/** One row: how often figures or calendar changed. A reader compares one number instead of the tables. */
export const figuresChanges = pgTable('figures_changes', {
  id: text('id').primaryKey(),
  figures: bigint('figures', { mode: 'number' }).notNull().default(0),
  calendar: bigint('calendar', { mode: 'number' }).notNull().default(0),
})

/** A file handed in: read into `staged_figures`, shown to whoever brought it, and saved whole in one transaction, or not at all. */
export const figureImports = pgTable(
  'figure_imports',
  {
    id: id(),
    fileName: text('file_name').notNull(),
    /** Packed with gzip; dropped when the import ends. */
    bytes: bytea('bytes'),
    sizeBytes: integer('size_bytes').notNull(),
    sha256: text('sha256').notNull(),
    defaults: jsonb('defaults').$type<ImportDefaults>().notNull().default({}),
    state: text('state').$type<ImportState>().notNull(),
    by: jsonb('by').$type<Agent>().notNull(),
    startedAt: at('started_at').notNull(),
    checkedAt: at('checked_at'),
    endedAt: at('ended_at'),
    /** Rows of the file that stand in `staged_figures`: a killed reader goes on behind them. */
    rowsRead: integer('rows_read').notNull().default(0),
    /** Number in the file of the last of them. */
    lastRow: integer('last_row').notNull().default(0),
    /** About how many there will be; null until something is known. */
    rowsExpected: integer('rows_expected'),
    rowsSaved: integer('rows_saved').notNull().default(0),
    counts: jsonb('counts').$type<ImportCounts>(),
    /** Change of the figures (`figures_changes`) that the counts were made against. */
    checkedChange: bigint('checked_change', { mode: 'number' }),
    faults: jsonb('faults').$type<ImportFault[]>().notNull().default([]),
    faultCount: integer('fault_count').notNull().default(0),
    ...workColumns(),
  },
  (t) => [index('figure_imports_started').on(t.startedAt), index('figure_imports_due').on(t.dueAt)],
)

export const stagedFigures = pgTable(
  'staged_figures',
  {
    importId: text('import_id')
      .notNull()
      .references(() => figureImports.id, { onDelete: 'cascade' }),
    row: integer('row').notNull(),
    /** As the file names it, or made of the series and the time. */
    id: text('id').notNull(),
    ...figureColumns(),
    /** What saving would do; `new` until it is compared. */
    kind: text('kind').$type<ImportKind>().notNull().default('new'),
    /** The row that it confirms, revises or corrects, as it stands. */
    oldId: text('old_id'),
    oldValue: numeric('old_value'),
    oldUnit: text('old_unit'),
    oldPublishedAt: at('old_published_at'),
  },
  (t) => [primaryKey({ columns: [t.importId, t.row] }), index('staged_figures_kind').on(t.importId, t.kind, t.row)],
)

/**
 * A figure that says something else than before: a new vintage took its place (`revised`), or what we had was wrong (`corrected`).
 * Due work: what used the old value is found and opened again.
 */
export const figureRevisions = pgTable(
  'figure_revisions',
  {
    id: id(),
    importId: text('import_id').notNull(),
    cause: text('cause').$type<RevisionCause>().notNull(),
    oldFigureId: text('old_figure_id').notNull(),
    newFigureId: text('new_figure_id').notNull(),
    oldValue: numeric('old_value').notNull(),
    oldUnit: text('old_unit').notNull(),
    newValue: numeric('new_value').notNull(),
    newUnit: text('new_unit').notNull(),
    /** When the new value was published; for a correction when the vintage was. */
    publishedAt: at('published_at').notNull(),
    at: at('at').notNull(),
    doneAt: at('done_at'),
    ...workColumns(),
  },
  (t) => [
    uniqueIndex('figure_revisions_key').on(t.importId, t.oldFigureId, t.newFigureId),
    index('figure_revisions_at').on(t.at),
    index('figure_revisions_due').on(t.dueAt),
  ],
)

/** Something of ours that used a figure which was revised. Open until a person says what was done about it. */
export const reopened = pgTable(
  'reopened',
  {
    id: id(),
    revisionId: text('revision_id')
      .notNull()
      .references(() => figureRevisions.id),
    kind: text('kind').$type<ReopenedKind>().notNull(),
    subjectId: text('subject_id').notNull(),
    /** Whose it is, for rights and messages. */
    unitId: text('unit_id').notNull(),
    incidentId: text('incident_id'),
    /** For the list: title, number, version. */
    facts: jsonb('facts').$type<Record<string, string | number>>().notNull(),
    /** `kept`: used the figure that was valid on the article's day, and stands. */
    state: text('state').$type<'open' | 'kept' | 'settled'>().notNull(),
    at: at('at').notNull(),
    settledAt: at('settled_at'),
    settledBy: text('settled_by'),
    settledNote: text('settled_note'),
  },
  (t) => [
    uniqueIndex('reopened_key').on(t.revisionId, t.kind, t.subjectId),
    index('reopened_state').on(t.state, t.at),
    index('reopened_unit').on(t.unitId),
  ],
)

export const calendarEntries = pgTable(
  'calendar_entries',
  {
    id: text('id').primaryKey(),
    indicators: text('indicators').array().notNull(),
    region: text('region').notNull(),
    period: text('period').notNull(),
    periodType: text('period_type').$type<PeriodType>().notNull(),
    scheduledAt: at('scheduled_at').notNull(),
    publisher: text('publisher').notNull(),
    state: text('state').$type<CalendarState>().notNull().default('planned'),
    releasedAt: at('released_at'),
    note: text('note').notNull().default(''),
    changedAt: at('changed_at').notNull().default(sql`now()`),
  },
  (t) => [index('calendar_entries_scheduled').on(t.scheduledAt)],
)

/** An address under which a calendar program reads the releases: known to one person, who may take it back. Only its hash is kept. */
export const calendarSubscriptions = pgTable(
  'calendar_subscriptions',
  {
    id: id(),
    userId: text('user_id').notNull(),
    name: text('name').notNull(),
    tokenHash: text('token_hash').notNull().unique(),
    createdAt: at('created_at').notNull(),
    lastUsedAt: at('last_used_at'),
    revokedAt: at('revoked_at'),
  },
  (t) => [index('calendar_subscriptions_user').on(t.userId)],
)
