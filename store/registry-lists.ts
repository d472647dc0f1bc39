/** Lists of the registry: journalists, outlets, who may be doubles, and who read contact data. */
import { and, asc, count, desc, eq, ilike, inArray, lte, or, type SQL, sql } from 'drizzle-orm'
import type { JournalistState } from '../domain/registry.ts'
import type { MediaClass } from '../domain/release.ts'
import type { Db } from './open.ts'
import type { Journalist, RegistryOutlet } from './registry.ts'
import { auditEvents, cardChecks, journalists, registryOutlets } from './schema.ts'

export type ListedJournalist = Journalist & {
  outletName: string
  mediaClass: MediaClass | null
  card: { result: string; at: Date } | null
}
type Paged = { page: number; pageSize: number }

export type JournalistFilter = Paged & {
  /** Units whose registry the person may see; and of these, where they keep it: there also what is restricted or erased. */
  unitIds: string[]
  keptUnitIds: string[]
  state?: JournalistState | undefined
  outletId?: string | undefined
  ids?: readonly string[] | undefined
  /** Entries that nobody confirmed since their review fell due at this instant. */
  reviewDueAt?: Date | undefined
  q?: string | undefined
  sort?: 'name' | 'registered' | 'review' | undefined
}

export const likeOf = (q: string): string => `%${q.replace(/[\\%_]/g, '\\$&')}%`

export async function journalistList(
  db: Db,
  f: JournalistFilter,
): Promise<{ items: ListedJournalist[]; total: number }> {
  if (f.unitIds.length === 0) return { items: [], total: 0 }
  const kept = f.keptUnitIds.length === 0 ? sql`false` : inArray(journalists.unitId, f.keptUnitIds)
  const like = f.q ? likeOf(f.q) : undefined
  const where = and(
    inArray(journalists.unitId, f.unitIds),
    or(eq(journalists.state, 'active'), and(inArray(journalists.state, ['restricted', 'erased', 'merged']), kept)),
    f.state ? eq(journalists.state, f.state) : inArray(journalists.state, ['active', 'restricted']),
    f.outletId ? eq(journalists.outletId, f.outletId) : undefined,
    f.ids ? inArray(journalists.id, [...f.ids]) : undefined,
    f.reviewDueAt ? lte(journalists.reviewAt, f.reviewDueAt) : undefined,
    like
      ? or(
          ilike(journalists.name, like),
          ilike(registryOutlets.name, like),
          sql`array_to_string(${journalists.penNames}, ' ') ILIKE ${like}`,
        )
      : undefined,
  )
  const [total] = await db
    .select({ n: count() })
    .from(journalists)
    .leftJoin(registryOutlets, eq(registryOutlets.id, journalists.outletId))
    .where(where)
  const order: Record<NonNullable<JournalistFilter['sort']>, SQL> = {
    name: asc(journalists.name),
    registered: desc(journalists.registeredAt),
    review: asc(journalists.reviewAt),
  }
  const rows = await db
    .select()
    .from(journalists)
    .leftJoin(registryOutlets, eq(registryOutlets.id, journalists.outletId))
    .where(where)
    .orderBy(order[f.sort ?? 'registered'], asc(journalists.id))
    .limit(f.pageSize)
    .offset((f.page - 1) * f.pageSize)
  const cards = await newestChecks(
    db,
    rows.map((r) => r.journalists.id),
  )
  return {
    total: total?.n ?? 0,
    items: rows.map(({ journalists: row, registry_outlets: outlet }) => ({
      ...row,
      ...{ outletName: outlet?.name ?? '', mediaClass: outlet?.mediaClass ?? null, card: cards.get(row.id) ?? null },
    })),
  }
}

async function newestChecks(db: Db, ids: string[]): Promise<Map<string, { result: string; at: Date }>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectDistinctOn([cardChecks.journalistId], {
      ...{ id: cardChecks.journalistId, result: cardChecks.result, at: cardChecks.at },
    })
    .from(cardChecks)
    .where(inArray(cardChecks.journalistId, ids))
    .orderBy(cardChecks.journalistId, desc(cardChecks.at))
  return new Map(rows.map(({ id, ...check }) => [id, check]))
}

export type OutletFilter = Paged & {
  unitIds: string[]
  mediaClass?: MediaClass | undefined
  q?: string | undefined
}
/** By name, with how many people are registered for each. */
export async function registryOutletList(
  db: Db,
  f: OutletFilter,
): Promise<{ items: (RegistryOutlet & { people: number })[]; total: number }> {
  if (f.unitIds.length === 0) return { items: [], total: 0 }
  const where = and(
    inArray(registryOutlets.unitId, f.unitIds),
    f.mediaClass ? eq(registryOutlets.mediaClass, f.mediaClass) : undefined,
    f.q ? ilike(registryOutlets.name, likeOf(f.q)) : undefined,
  )
  const [total] = await db.select({ n: count() }).from(registryOutlets).where(where)
  const rows = await db
    .select({
      outlet: registryOutlets,
      people: sql<number>`(SELECT count(*)::int FROM journalists j WHERE j.outlet_id = registry_outlets.id AND j.state = 'active')`,
    })
    .from(registryOutlets)
    .where(where)
    .orderBy(asc(registryOutlets.name), asc(registryOutlets.id))
    .limit(f.pageSize)
    .offset((f.page - 1) * f.pageSize)
  return { items: rows.map((r) => ({ ...r.outlet, people: r.people })), total: total?.n ?? 0 }
}

/** Active entries of a bureau, for finding doubles; at most 5,000, the newest. */
export const activeJournalists = (db: Db, unitId: string): Promise<Journalist[]> =>
  db
    .select()
    .from(journalists)
    .where(and(eq(journalists.unitId, unitId), eq(journalists.state, 'active')))
    .orderBy(desc(journalists.registeredAt), asc(journalists.id))
    .limit(5000)

export type ContactRead = { seq: number; at: Date; byName: string; action: string; journalistId: string; name: string }

/** Who opened or took away contact data, newest first; of one entry or of all of these bureaus. */
export async function contactReads(
  db: Db,
  f: Paged & { unitIds: string[]; journalistId?: string | undefined; q?: string | undefined },
): Promise<{ items: ContactRead[]; total: number }> {
  if (f.unitIds.length === 0) return { items: [], total: 0 }
  const where = and(
    eq(auditEvents.subjectKind, 'journalist'),
    inArray(auditEvents.action, ['read-contact', 'export-journalist']),
    inArray(journalists.unitId, f.unitIds),
    f.journalistId ? eq(auditEvents.subjectId, f.journalistId) : undefined,
    f.q ? or(ilike(auditEvents.actorName, likeOf(f.q)), ilike(journalists.name, likeOf(f.q))) : undefined,
  )
  const joined = () => eq(journalists.id, auditEvents.subjectId)
  const [total] = await db.select({ n: count() }).from(auditEvents).innerJoin(journalists, joined()).where(where)
  const items = await db
    .select({
      ...{ seq: auditEvents.seq, at: auditEvents.at, byName: auditEvents.actorName, action: auditEvents.action },
      ...{ journalistId: journalists.id, name: journalists.name },
    })
    .from(auditEvents)
    .innerJoin(journalists, joined())
    .where(where)
    .orderBy(desc(auditEvents.seq))
    .limit(f.pageSize)
    .offset((f.page - 1) * f.pageSize)
  return { items, total: total?.n ?? 0 }
}
