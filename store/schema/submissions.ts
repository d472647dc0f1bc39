/** Articles handed in by people and by programs: who, when, why, and what was given. Nothing here is updated but the use of a key. */
import { index, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { articles, evidence } from './articles.ts'
import { at, id } from './columns.ts'

/** A program that may hand in articles, with its key. A revoked one stays, because submissions name it. */
export const senders = pgTable('senders', {
  id: id(),
  name: text('name').notNull().unique(),
  /** AES-256-GCM under the installation's secret: an HMAC needs the key itself, so a hash of it would not do. */
  sealedKey: text('sealed_key').notNull(),
  /** Last characters of the key, to tell keys apart. */
  hint: text('hint').notNull(),
  createdAt: at('created_at').notNull(),
  createdBy: text('created_by').notNull(),
  lastUsedAt: at('last_used_at'),
  revokedAt: at('revoked_at'),
})

export const submissions = pgTable(
  'submissions',
  {
    id: id(),
    articleId: text('article_id')
      .notNull()
      .references(() => articles.id),
    at: at('at').notNull(),
    /** Either a person in a unit, or a sender with the id it gave. */
    userId: text('user_id'),
    unitId: text('unit_id'),
    senderId: text('sender_id').references(() => senders.id),
    externalId: text('external_id'),
    /** SHA-256 of a sender's request: the same id with other content is refused. */
    requestHash: text('request_hash'),
    reason: text('reason').notNull(),
    url: text('url'),
    /** What was given, sealed, and its hash; null where only an address was. */
    evidenceId: text('evidence_id').references(() => evidence.id),
    sha256: text('sha256'),
    contentType: text('content_type'),
    fileName: text('file_name'),
    title: text('title').notNull().default(''),
    /** Text as typed; null where it is to be read from the address or the file. */
    text: text('text'),
    publishedAt: at('published_at'),
  },
  (t) => [
    uniqueIndex('submissions_external').on(t.senderId, t.externalId),
    index('submissions_article').on(t.articleId, t.at),
    index('submissions_at').on(t.at),
  ],
)
