/** Articles that the machine let pass, drawn each week for a person to read. */
import { index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type { SampleAnswer } from '../../domain/low-sample.ts'
import { articles, articleVersions } from './articles.ts'
import { at, id, workColumns } from './columns.ts'
import { flags } from './flags.ts'
import { units } from './people.ts'

/** One row a tree: due when the week that begins at `week` is over. */
export const auditDraws = pgTable(
  'audit_draws',
  {
    id: id(),
    rootId: text('root_id')
      .notNull()
      .references(() => units.id),
    week: at('week').notNull(),
    ...workColumns(),
  },
  (t) => [uniqueIndex('audit_draws_root').on(t.rootId), index('audit_draws_due').on(t.dueAt)],
)

export const auditSamples = pgTable(
  'audit_samples',
  {
    id: id(),
    unitId: text('unit_id')
      .notNull()
      .references(() => units.id),
    /** Monday in Shanghai of the week in which the article was first seen. */
    week: at('week').notNull(),
    articleId: text('article_id')
      .notNull()
      .references(() => articles.id),
    articleVersionId: text('article_version_id')
      .notNull()
      .references(() => articleVersions.id),
    /** Tier of the outlet, and whether the article concerns the unit: `1:about`, `2:other`. */
    stratum: text('stratum').notNull(),
    /** Articles of this group in the week. */
    stratumSize: integer('stratum_size').notNull(),
    drawnAt: at('drawn_at').notNull(),
    answer: text('answer').$type<SampleAnswer>(),
    byUserId: text('by_user_id'),
    byName: text('by_name'),
    at: at('at'),
    note: text('note').notNull().default(''),
    /** Of a missed one. */
    flagId: text('flag_id').references(() => flags.id),
  },
  (t) => [uniqueIndex('audit_samples_key').on(t.unitId, t.week, t.articleId)],
)
