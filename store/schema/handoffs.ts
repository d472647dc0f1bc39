/** Overseas reports handed to who answers abroad: one a matter and outlet. */
import { index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type { HandoffPackage, HandoffRoute, HandoffState, OverseasClass } from '../../domain/handoff.ts'
import { articles } from './articles.ts'
import { at, id } from './columns.ts'
import { incidents } from './incidents.ts'
import { units } from './people.ts'

export const handoffs = pgTable(
  'handoffs',
  {
    id: id(),
    incidentId: text('incident_id')
      .notNull()
      .references(() => incidents.id),
    n: integer('n').notNull(),
    state: text('state').$type<HandoffState>().notNull(),
    originClass: text('origin_class').$type<OverseasClass>().notNull(),
    /** Null where only a domestic page names it. */
    outletId: text('outlet_id'),
    outletName: text('outlet_name').notNull(),
    /** The report it rests on: the outlet's own, or the domestic page that carries it. */
    articleId: text('article_id')
      .notNull()
      .references(() => articles.id),
    unitId: text('unit_id')
      .notNull()
      .references(() => units.id),
    rootId: text('root_id').notNull(),
    detectedAt: at('detected_at').notNull(),
    route: text('route').$type<HandoffRoute>(),
    recipient: text('recipient').notNull().default(''),
    coRecipients: text('co_recipients').array().notNull(),
    content: jsonb('content').$type<HandoffPackage>().notNull(),
    /** SHA-256 of what was sent, and when. */
    sentHash: text('sent_hash'),
    sentAt: at('sent_at'),
    repliedAt: at('replied_at'),
    instructions: text('instructions').notNull().default(''),
    executed: text('executed').notNull().default(''),
    endedAt: at('ended_at'),
    reason: text('reason').notNull().default(''),
  },
  (t) => [
    uniqueIndex('handoffs_outlet').on(t.incidentId, t.outletName),
    uniqueIndex('handoffs_n').on(t.incidentId, t.n),
    index('handoffs_state').on(t.rootId, t.state),
  ],
)
