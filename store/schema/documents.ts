/** Papers composed from the data: revisions, what named people said to them, and the number each was issued with. */
import { boolean, index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type {
  DocumentAudience,
  DocumentContent,
  DocumentExtract,
  DocumentForm,
  DocumentKind,
  DocumentMarks,
  DocumentState,
} from '../../domain/document.ts'
import { at, id } from './columns.ts'
import { incidents } from './incidents.ts'
import { units } from './people.ts'

export const documents = pgTable(
  'documents',
  {
    id: id(),
    kind: text('kind').$type<DocumentKind>().notNull(),
    state: text('state').$type<DocumentState>().notNull(),
    form: text('form').$type<DocumentForm>().notNull(),
    issuer: text('issuer').notNull(),
    /** The unit whose paper it is. */
    unitId: text('unit_id')
      .notNull()
      .references(() => units.id),
    audience: text('audience').$type<DocumentAudience>().notNull().default('usual'),
    /** Of an extract of a register: of which, by whose wish, what for. */
    extract: jsonb('extract').$type<DocumentExtract>(),
    /** Null for briefings of a period and extracts. */
    incidentId: text('incident_id').references(() => incidents.id),
    fromAt: at('from_at'),
    toAt: at('to_at'),
    marks: jsonb('marks').$type<DocumentMarks>().notNull(),
    title: text('title').notNull(),
    revision: integer('revision').notNull(),
    hash: text('hash').notNull(),
    template: text('template').notNull(),
    /** For which instant its data hold. */
    asOf: at('as_of').notNull(),
    isDrill: boolean('is_drill').notNull(),
    draftedAt: at('drafted_at').notNull(),
    /** 发文字号: series, year of Shanghai and running number; never given twice, also when the paper is withdrawn. */
    series: text('series'),
    year: integer('year'),
    n: integer('n'),
    issuedAt: at('issued_at'),
    endedAt: at('ended_at'),
    reason: text('reason').notNull().default(''),
  },
  (t) => [
    uniqueIndex('documents_number').on(t.unitId, t.series, t.year, t.n),
    index('documents_incident').on(t.incidentId),
    index('documents_unit').on(t.unitId, t.draftedAt),
  ],
)

export const documentRevisions = pgTable(
  'document_revisions',
  {
    id: id(),
    documentId: text('document_id')
      .notNull()
      .references(() => documents.id),
    n: integer('n').notNull(),
    content: jsonb('content').$type<DocumentContent>().notNull(),
    hash: text('hash').notNull(),
    byUserId: text('by_user_id').notNull(),
    byName: text('by_name').notNull(),
    at: at('at').notNull(),
  },
  (t) => [uniqueIndex('document_revisions_n').on(t.documentId, t.n)],
)

/** A named person's yes or no to one revision. */
export const documentSteps = pgTable(
  'document_steps',
  {
    id: id(),
    documentId: text('document_id')
      .notNull()
      .references(() => documents.id),
    seq: integer('seq').generatedAlwaysAsIdentity().notNull(),
    revision: integer('revision').notNull(),
    hash: text('hash').notNull(),
    approved: boolean('approved').notNull(),
    comment: text('comment').notNull(),
    byUserId: text('by_user_id').notNull(),
    byName: text('by_name').notNull(),
    byUnitId: text('by_unit_id').notNull(),
    at: at('at').notNull(),
  },
  (t) => [index('document_steps_document').on(t.documentId)],
)
