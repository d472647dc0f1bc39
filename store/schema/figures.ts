/** Official figures with their vintages, and the release calendar. Unpublished values never enter (domain catalogue B12). */
import { index, numeric, pgTable, text } from 'drizzle-orm/pg-core'
import type { FigureStatus, Measure, PeriodType } from '../../domain/figure.ts'
import { at } from './columns.ts'

export const figures = pgTable(
  'figures',
  {
    id: text('id').primaryKey(),
    indicator: text('indicator').notNull(),
    indicatorName: text('indicator_name').notNull(),
    region: text('region').notNull(),
    regionName: text('region_name').notNull(),
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
  },
  (t) => [index('figures_series').on(t.region, t.indicator, t.period)],
)

export const calendarEntries = pgTable('calendar_entries', {
  id: text('id').primaryKey(),
  indicators: text('indicators').array().notNull(),
  region: text('region').notNull(),
  period: text('period').notNull(),
  periodType: text('period_type').$type<PeriodType>().notNull(),
  scheduledAt: at('scheduled_at').notNull(),
  publisher: text('publisher').notNull(),
  releasedAt: at('released_at'),
})
