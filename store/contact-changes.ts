/** Changes of how people are reached, and who has confirmed that they know. Whom they are told to is workflow/contact's. */
import { and, asc, count, desc, eq, exists, ilike, inArray, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { Db } from './open.ts'
import { contactChanges, deliveries } from './schema.ts'

export type ContactChangeRow = typeof contactChanges.$inferSelect
export const contactStates = ['waiting', 'received', 'superseded'] as const
export type ContactState = (typeof contactStates)[number]
export type CountedChange = ContactChangeRow & { told: number; confirmed: number }

/** The key under which the messages of a change are written: its receipts are these messages. */
export const contactKey = (id: string): string => `contact_changed/${id}`
const ofChange = sql`'contact_changed/' || ${contactChanges.id}`

export async function insertContactChange(tx: Db, row: typeof contactChanges.$inferInsert): Promise<ContactChangeRow> {
  const [made] = await tx.insert(contactChanges).values(row).returning()
  return made!
}

/** Ends the asking for earlier changes of the same person's data, or of the same names in the same register. */
export async function supersede(
  tx: Db,
  { aboutUserId, about, register, unitId }: Pick<ContactChangeRow, 'aboutUserId' | 'about' | 'register' | 'unitId'>,
  at: Date,
): Promise<void> {
  const same = aboutUserId
    ? eq(contactChanges.aboutUserId, aboutUserId)
    : and(eq(contactChanges.about, about), eq(contactChanges.register, register ?? ''))
  await tx
    .update(contactChanges)
    .set({ supersededAt: at, dueAt: null })
    .where(and(eq(contactChanges.unitId, unitId), same, isNull(contactChanges.supersededAt)))
}

export async function lockContactChange(tx: Db, id: string): Promise<ContactChangeRow | null> {
  const [row] = await tx.select().from(contactChanges).where(eq(contactChanges.id, id)).for('update')
  return row ?? null
}

const messages = (db: Db, more?: SQL) =>
  db
    .select({ one: sql`1` })
    .from(deliveries)
    .where(and(sql`${deliveries.key} = ${ofChange}`, more))

export type ContactQuery = {
  /** Changes that this person entered or was told of, and those of units whose duty they keep. */
  userId: string
  keptUnitIds: string[]
  state?: ContactState | undefined
  q?: string | undefined
  order: 'latest' | 'earliest'
  page: number
  pageSize: number
}

export async function contactChangeList(
  db: Db,
  { userId, keptUnitIds, state, q, order, page, pageSize }: ContactQuery,
): Promise<{ items: CountedChange[]; total: number }> {
  const like = q ? `%${q.replaceAll(/[\\%_]/g, '\\$&')}%` : null
  const open = exists(messages(db, isNull(deliveries.readAt)))
  const states: Record<ContactState, SQL | undefined> = {
    waiting: and(isNull(contactChanges.supersededAt), open),
    received: and(isNull(contactChanges.supersededAt), sql`NOT ${open}`),
    superseded: sql`${contactChanges.supersededAt} IS NOT NULL`,
  }
  const where = and(
    or(
      eq(contactChanges.byUserId, userId),
      keptUnitIds.length > 0 ? inArray(contactChanges.unitId, keptUnitIds) : undefined,
      exists(messages(db, eq(deliveries.userId, userId))),
    ),
    state ? states[state] : undefined,
    like ? or(ilike(contactChanges.about, like), ilike(contactChanges.byName, like)) : undefined,
  )
  const rows = await db
    .select({
      row: contactChanges,
      told: sql<number>`(SELECT count(*)::int FROM deliveries d WHERE d.key = ${ofChange})`,
      confirmed: sql<number>`(SELECT count(*)::int FROM deliveries d WHERE d.key = ${ofChange} AND d.read_at IS NOT NULL)`,
    })
    .from(contactChanges)
    .where(where)
    .orderBy(order === 'latest' ? desc(contactChanges.at) : asc(contactChanges.at), asc(contactChanges.id))
    .limit(pageSize)
    .offset((page - 1) * pageSize)
  const [all] = await db.select({ n: count() }).from(contactChanges).where(where)
  return { items: rows.map(({ row, told, confirmed }) => ({ ...row, told, confirmed })), total: all?.n ?? 0 }
}
