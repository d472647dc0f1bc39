/** The record of everything (hash-chained audit), messages to people, and work that failed for good. */
import { bigint, index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type { DeliveryKind } from '../../domain/delivery.ts'
import { at, id, workColumns } from './columns.ts'

/** Every change of state; nothing updates or deletes a row (a trigger refuses it). The timeline of an incident reads from here. */
export const auditEvents = pgTable(
  'audit_events',
  {
    seq: bigint('seq', { mode: 'number' }).primaryKey(),
    at: at('at').notNull(),
    actorKind: text('actor_kind').$type<'person' | 'machine'>().notNull(),
    /** User id, or the machine step's name. */
    actorId: text('actor_id').notNull(),
    actorName: text('actor_name').notNull(),
    unitId: text('unit_id'),
    action: text('action').notNull(),
    subjectKind: text('subject_kind').notNull(),
    subjectId: text('subject_id').notNull(),
    incidentId: text('incident_id'),
    before: jsonb('before').$type<Record<string, unknown>>(),
    after: jsonb('after').$type<Record<string, unknown>>(),
    reason: text('reason'),
    prevHash: text('prev_hash').notNull(),
    hash: text('hash').notNull(),
  },
  (t) => [index('audit_incident').on(t.incidentId, t.seq), index('audit_subject').on(t.subjectKind, t.subjectId)],
)

/** One message to one person. In-house messages are delivered by being written; other channels come with outbound/. */
export const deliveries = pgTable(
  'deliveries',
  {
    id: id(),
    /** Natural key: the same event never speaks twice to the same person. */
    key: text('key').notNull(),
    kind: text('kind').$type<DeliveryKind>().notNull(),
    userId: text('user_id').notNull(),
    unitId: text('unit_id').notNull(),
    channel: text('channel').$type<'in_house'>().notNull().default('in_house'),
    incidentId: text('incident_id'),
    flagId: text('flag_id'),
    /** Facts for the wording: titles, times, lateness. */
    facts: jsonb('facts').$type<Record<string, string | number>>().notNull(),
    createdAt: at('created_at').notNull(),
    deliveredAt: at('delivered_at'),
    readAt: at('read_at'),
    ...workColumns(),
  },
  (t) => [
    uniqueIndex('deliveries_key').on(t.key, t.userId),
    index('deliveries_user').on(t.userId, t.createdAt),
    index('deliveries_due').on(t.dueAt),
  ],
)

/** Work that failed for good, with its input, where a person sees it and may replay it. */
export const quarantine = pgTable(
  'quarantine',
  {
    id: id(),
    step: text('step').notNull(),
    subjectId: text('subject_id').notNull(),
    error: text('error').notNull(),
    tries: integer('tries').notNull(),
    at: at('at').notNull(),
    replayedAt: at('replayed_at'),
  },
  (t) => [index('quarantine_step').on(t.step, t.subjectId)],
)
