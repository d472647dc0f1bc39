/** Requests to outlets to correct a wrong statement, their letters, where these went, and the looks that prove what became of it. */
import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import type {
  CorrectionAsk,
  CorrectionLetter,
  CorrectionOutcome,
  CorrectionProof,
  CorrectionReply,
  CorrectionRung,
  CorrectionState,
  CorrectionSubject,
  CorrectionWay,
} from '../../domain/correction.ts'
import type { ReviewVerdict } from '../../domain/risk.ts'
import { articles, articleVersions, evidence } from './articles.ts'
import { at, id, workColumns } from './columns.ts'
import { figures } from './figures.ts'
import { flags } from './flags.ts'
import { incidents } from './incidents.ts'
import { units } from './people.ts'
import { outlets } from './sources.ts'

/**
 * One request about one statement of one article. The first look and the letters are written with it. `corrected` needs a look that
 * proves it: the three columns of `proof` name that look together with its outcome, and a condition wants the outcome to be so.
 */
export const corrections = pgTable(
  'corrections',
  {
    id: id(),
    /** The flag whose confirmed verdict it rests on; of a reprint, the one of the first request. */
    flagId: text('flag_id')
      .notNull()
      .references(() => flags.id),
    verdict: text('verdict').$type<ReviewVerdict>().notNull(),
    /** Of a reprint: the request that it belongs to. */
    leadId: text('lead_id').references((): AnyPgColumn => corrections.id),
    articleId: text('article_id')
      .notNull()
      .references(() => articles.id),
    /** As it read when we drafted. */
    articleVersionId: text('article_version_id')
      .notNull()
      .references(() => articleVersions.id),
    clusterId: text('cluster_id'),
    incidentId: text('incident_id').references(() => incidents.id),
    unitId: text('unit_id')
      .notNull()
      .references(() => units.id),
    rootId: text('root_id').notNull(),
    outletId: text('outlet_id')
      .notNull()
      .references(() => outlets.id),
    outletName: text('outlet_name').notNull(),
    /** Host of the article's address. */
    outletDomain: text('outlet_domain').notNull(),
    subject: jsonb('subject').$type<CorrectionSubject>().notNull(),
    /** Of `subject`, for the one request a statement. */
    spanKey: text('span_key').notNull(),
    /** A vintage: its value, unit and day never change. */
    figureId: text('figure_id').references(() => figures.id),
    ask: text('ask').$type<CorrectionAsk>().notNull(),
    state: text('state').$type<CorrectionState>().notNull(),
    /** The letter that lies open, or the last one sent. */
    rung: text('rung').$type<CorrectionRung>().notNull().default('request'),
    letter: text('letter').$type<'draft' | 'approved' | 'sent'>().notNull().default('draft'),
    revision: integer('revision').notNull().default(1),
    hash: text('hash').notNull(),
    /** Of the letter that lies open, once approved. */
    approvedByName: text('approved_by_name').notNull().default(''),
    draftedAt: at('drafted_at').notNull(),
    /** Of the first letter. */
    sentAt: at('sent_at'),
    nextStepAt: at('next_step_at'),
    replies: jsonb('replies').$type<CorrectionReply[]>().notNull().default([]),
    /** What the looks come to so far, and when one last said something. */
    outcome: text('outcome').$type<CorrectionOutcome>(),
    outcomeAt: at('outcome_at'),
    lookedAt: at('looked_at'),
    proofLookId: text('proof_look_id'),
    proofOutcome: text('proof_outcome').$type<CorrectionOutcome>(),
    /** When the look was taken that proves it corrected. */
    provenAt: at('proven_at'),
    /** Until when a page of which nothing is asked any more is looked at. */
    watchUntil: at('watch_until'),
    endReason: text('end_reason').notNull().default(''),
    ...workColumns(),
  },
  (t) => [
    index('corrections_article').on(t.articleId),
    index('corrections_flag').on(t.flagId),
    index('corrections_lead').on(t.leadId),
    index('corrections_incident').on(t.incidentId),
    index('corrections_unit_state').on(t.unitId, t.state),
    index('corrections_outlet').on(t.outletId),
    index('corrections_due').on(t.dueAt),
    uniqueIndex('corrections_span')
      .on(t.articleId, t.unitId, t.spanKey)
      .where(sql`state NOT IN ('cancelled', 'retracted')`),
    foreignKey({
      name: 'corrections_proof',
      columns: [t.proofLookId, t.id, t.proofOutcome],
      foreignColumns: [correctionLooks.id, correctionLooks.correctionId, correctionLooks.outcome],
    }),
    check(
      'corrections_proven',
      sql`state <> 'corrected' OR (proof_look_id IS NOT NULL AND proof_outcome = 'corrected' AND proven_at IS NOT NULL)`,
    ),
  ],
)

/**
 * What one look proved, in quotes; written where it says something else than the look before. Never updated. Whatever says that the
 * page was changed rests on a sealed page and on the version that was read from it.
 */
export const correctionLooks = pgTable(
  'correction_looks',
  {
    id: id(),
    correctionId: text('correction_id')
      .notNull()
      .references((): AnyPgColumn => corrections.id),
    at: at('at').notNull(),
    /** Of the history up to here; `proof.outcome` is that of the page alone. */
    outcome: text('outcome').$type<CorrectionOutcome>().notNull(),
    proof: jsonb('proof').$type<CorrectionProof>().notNull(),
    articleVersionId: text('article_version_id').references(() => articleVersions.id),
    evidenceId: text('evidence_id').references(() => evidence.id),
  },
  (t) => [
    index('correction_looks_correction').on(t.correctionId, t.at),
    unique('correction_looks_proof').on(t.id, t.correctionId, t.outcome),
    check(
      'correction_looks_sealed',
      sql`(outcome NOT IN ('corrected', 'silently_edited', 'withdrawn', 'partly', 'changed_back') OR (evidence_id IS NOT NULL AND article_version_id IS NOT NULL))
        AND (outcome <> 'removed' OR evidence_id IS NOT NULL)`,
    ),
  ],
)

/** Every revision of every letter. Never updated. */
export const correctionLetters = pgTable(
  'correction_letters',
  {
    id: id(),
    correctionId: text('correction_id')
      .notNull()
      .references(() => corrections.id),
    n: integer('n').notNull(),
    rung: text('rung').$type<CorrectionRung>().notNull(),
    letter: jsonb('letter').$type<CorrectionLetter>().notNull(),
    hash: text('hash').notNull(),
    byUserId: text('by_user_id').notNull(),
    byName: text('by_name').notNull(),
    at: at('at').notNull(),
  },
  (t) => [uniqueIndex('correction_letters_n').on(t.correctionId, t.n)],
)

/** A letter that left the house: by which way, where to, in whose name. Never updated. */
export const correctionSendings = pgTable(
  'correction_sendings',
  {
    correctionId: text('correction_id')
      .notNull()
      .references(() => corrections.id),
    /** The revision that went out. */
    n: integer('n').notNull(),
    rung: text('rung').$type<CorrectionRung>().notNull(),
    way: text('way').$type<CorrectionWay>().notNull(),
    /** An e-mail address, or a postal address with the name on it. */
    address: text('address').notNull(),
    at: at('at').notNull(),
    byName: text('by_name').notNull(),
    approvedByName: text('approved_by_name').notNull(),
  },
  (t) => [primaryKey({ columns: [t.correctionId, t.n] })],
)
