/** The registry of outlets and people of the press: short facts, what they rest on, and how a person is reached, sealed. */
import { sql } from 'drizzle-orm'
import { index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type {
  DuplicateReason,
  Erasure,
  InteractionKind,
  JournalistBasis,
  JournalistKind,
  JournalistRole,
  JournalistState,
  LicenceKind,
  LinkOutcome,
  Restriction,
} from '../../domain/registry.ts'
import type { CardResult, MediaClass } from '../../domain/release.ts'
import { at, id, workColumns } from './columns.ts'
import { incidents } from './incidents.ts'
import { units } from './people.ts'

/** An outlet as a bureau knows it: class, licence, and what a look into the public register said. */
export const registryOutlets = pgTable(
  'registry_outlets',
  {
    id: id(),
    unitId: text('unit_id')
      .notNull()
      .references(() => units.id),
    name: text('name').notNull(),
    /** Of the outlets that are watched, where it is one of them. */
    outletId: text('outlet_id'),
    mediaClass: text('media_class').$type<MediaClass>().notNull(),
    licence: text('licence').$type<LicenceKind>().notNull(),
    licenceNo: text('licence_no').notNull().default(''),
    licenceResult: text('licence_result').$type<CardResult>(),
    licenceCheckedAt: at('licence_checked_at'),
    licenceCheckedBy: text('licence_checked_by'),
    version: integer('version').notNull().default(1),
    changedBy: text('changed_by').notNull(),
    changedAt: at('changed_at').notNull(),
  },
  (t) => [uniqueIndex('registry_outlets_name').on(t.unitId, t.name)],
)

/** A person of the press. After erasure the row is an id with dates: no name, no number, no address. */
export const journalists = pgTable(
  'journalists',
  {
    id: id(),
    unitId: text('unit_id')
      .notNull()
      .references(() => units.id),
    state: text('state').$type<JournalistState>().notNull(),
    kind: text('kind').$type<JournalistKind>().notNull(),
    /** Of a private person: the handle. */
    name: text('name').notNull(),
    /** Pen-names, and the name in another script. */
    penNames: text('pen_names').array().notNull(),
    outletId: text('outlet_id').references(() => registryOutlets.id),
    role: text('role').$type<JournalistRole>(),
    /** Of a private person: where they publish. */
    url: text('url').notNull().default(''),
    /** ContactData as JSON under workflow/seal.ts, and the key's id. */
    contactSealed: text('contact_sealed'),
    contactKey: text('contact_key'),
    /** Tells whether two cards are the same one; the number itself is not kept. */
    cardPrint: text('card_print'),
    basis: text('basis').$type<JournalistBasis>().notNull(),
    restriction: text('restriction').$type<Restriction>(),
    restrictedAt: at('restricted_at'),
    mergedIntoId: text('merged_into_id'),
    version: integer('version').notNull().default(1),
    registeredBy: text('registered_by').notNull(),
    registeredAt: at('registered_at').notNull(),
    reviewAt: at('review_at').notNull(),
    keepUntil: at('keep_until').notNull(),
    erasedAt: at('erased_at'),
    erasure: text('erasure').$type<Erasure>(),
    ...workColumns(),
  },
  (t) => [
    index('journalists_unit').on(t.unitId, t.state, t.name),
    index('journalists_card').on(t.unitId, t.cardPrint),
    index('journalists_outlet').on(t.outletId),
    index('journalists_merged').on(t.mergedIntoId),
    index('journalists_due').on(t.dueAt),
    index('journalists_key').on(t.contactKey),
  ],
)

/** What an entry rests on: a matter, and where it was an accreditation the release. */
export const journalistLinks = pgTable(
  'journalist_links',
  {
    id: id(),
    journalistId: text('journalist_id')
      .notNull()
      .references(() => journalists.id),
    incidentId: text('incident_id')
      .notNull()
      .references(() => incidents.id),
    releaseId: text('release_id'),
    outcome: text('outcome').$type<LinkOutcome>().notNull(),
    byName: text('by_name').notNull(),
    at: at('at').notNull(),
  },
  (t) => [uniqueIndex('journalist_links_of').on(t.journalistId, t.incidentId)],
)

/** One look of a person at a card in the public register. */
export const cardChecks = pgTable(
  'card_checks',
  {
    id: id(),
    journalistId: text('journalist_id')
      .notNull()
      .references(() => journalists.id),
    result: text('result').$type<CardResult>().notNull(),
    byName: text('by_name').notNull(),
    at: at('at').notNull(),
  },
  (t) => [index('card_checks_of').on(t.journalistId, t.at)],
)

/** What was entered by hand; guests, questions and answers are read where they were written. */
export const interactions = pgTable(
  'interactions',
  {
    id: id(),
    journalistId: text('journalist_id')
      .notNull()
      .references(() => journalists.id),
    kind: text('kind').$type<InteractionKind>().notNull(),
    incidentId: text('incident_id').references(() => incidents.id),
    happenedAt: at('happened_at').notNull(),
    byName: text('by_name').notNull(),
    at: at('at').notNull(),
  },
  (t) => [index('interactions_of').on(t.journalistId, t.happenedAt)],
)

/** Two entries that a person said are one; undone by a person, it stays known that it was. */
export const journalistMerges = pgTable(
  'journalist_merges',
  {
    id: id(),
    keptId: text('kept_id')
      .notNull()
      .references(() => journalists.id),
    goneId: text('gone_id')
      .notNull()
      .references(() => journalists.id),
    reason: text('reason').$type<DuplicateReason>().notNull(),
    byName: text('by_name').notNull(),
    at: at('at').notNull(),
    undoneBy: text('undone_by'),
    undoneAt: at('undone_at'),
  },
  (t) => [
    index('journalist_merges_kept').on(t.keptId),
    uniqueIndex('journalist_merges_gone').on(t.goneId).where(sql`undone_at IS NULL`),
  ],
)
