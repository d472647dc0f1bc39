/**
 * Units, people and the seats they hold. The first six tables are better-auth's (its names and fields); the product
 * reads `user.id`, `name` and `username` from them and writes nothing there but through better-auth.
 */
import { bigint, boolean, index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type { Role, UnitLevel } from '../../domain/units.ts'
import { at, id } from './columns.ts'

export const user = pgTable('user', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  email: text('email').notNull().unique(),
  emailVerified: boolean('email_verified').notNull().default(false),
  image: text('image'),
  createdAt: at('created_at').notNull(),
  updatedAt: at('updated_at').notNull(),
  username: text('username').unique(),
  displayUsername: text('display_username'),
  twoFactorEnabled: boolean('two_factor_enabled').default(false),
  /** Set when the account is closed; a closed account cannot sign in and its sessions are ended. */
  closedAt: at('closed_at'),
})

export const session = pgTable('session', {
  id: text('id').primaryKey(),
  expiresAt: at('expires_at').notNull(),
  token: text('token').notNull().unique(),
  createdAt: at('created_at').notNull(),
  updatedAt: at('updated_at').notNull(),
  ipAddress: text('ip_address'),
  userAgent: text('user_agent'),
  userId: text('user_id')
    .notNull()
    .references(() => user.id, { onDelete: 'cascade' }),
})

export const account = pgTable('account', {
  id: text('id').primaryKey(),
  accountId: text('account_id').notNull(),
  providerId: text('provider_id').notNull(),
  userId: text('user_id')
    .notNull()
    .references(() => user.id, { onDelete: 'cascade' }),
  accessToken: text('access_token'),
  refreshToken: text('refresh_token'),
  idToken: text('id_token'),
  accessTokenExpiresAt: at('access_token_expires_at'),
  refreshTokenExpiresAt: at('refresh_token_expires_at'),
  scope: text('scope'),
  password: text('password'),
  createdAt: at('created_at').notNull(),
  updatedAt: at('updated_at').notNull(),
})

export const verification = pgTable('verification', {
  id: text('id').primaryKey(),
  identifier: text('identifier').notNull(),
  value: text('value').notNull(),
  expiresAt: at('expires_at').notNull(),
  createdAt: at('created_at').notNull(),
  updatedAt: at('updated_at').notNull(),
})

export const twoFactor = pgTable('two_factor', {
  id: text('id').primaryKey(),
  secret: text('secret').notNull(),
  backupCodes: text('backup_codes').notNull(),
  userId: text('user_id')
    .notNull()
    .references(() => user.id, { onDelete: 'cascade' }),
  verified: boolean('verified'),
  failedVerificationCount: integer('failed_verification_count'),
  lockedUntil: at('locked_until'),
})

export const rateLimit = pgTable('rate_limit', {
  id: text('id').primaryKey(),
  key: text('key').notNull().unique(),
  count: integer('count').notNull(),
  lastRequest: bigint('last_request', { mode: 'number' }).notNull(),
})

export const units = pgTable('units', {
  id: text('id').primaryKey(),
  rootId: text('root_id').notNull(),
  parentId: text('parent_id'),
  level: text('level').$type<UnitLevel>().notNull(),
  name: text('name').notNull(),
  aliases: text('aliases').array().notNull().default([]),
  regionCode: text('region_code').notNull(),
  /** Merged into its parent; the row stays, for what names it. */
  endedAt: at('ended_at'),
})

/** One role of one person in one unit, with dates: who sat where on a day stays known. */
export const seats = pgTable(
  'seats',
  {
    id: id(),
    userId: text('user_id')
      .notNull()
      .references(() => user.id),
    unitId: text('unit_id')
      .notNull()
      .references(() => units.id),
    role: text('role').$type<Role>().notNull(),
    standIn: boolean('stand_in').notNull().default(false),
    fromAt: at('from_at').notNull(),
    toAt: at('to_at'),
  },
  (t) => [index('seats_user').on(t.userId), index('seats_unit_role').on(t.unitId, t.role)],
)

/** Few facts about the installation itself, e.g. whether the first administrator exists. */
export const settings = pgTable(
  'settings',
  { key: text('key').primaryKey(), value: text('value').notNull(), setAt: at('set_at').notNull() },
  (t) => [uniqueIndex('settings_key').on(t.key)],
)
