/**
 * Politeness shared by all workers: one request at a time to a host, a gap between two, so many an hour and a day, patience where
 * it asks for it, and its robots rules. One row a host; every question is one statement, so two workers never get the same answer.
 */
import { randomUUID } from 'node:crypto'
import { and, asc, count, eq, gt, ilike, sql } from 'drizzle-orm'
import { addMs, day, hour, later } from '../domain/time.ts'
import type { Db } from './open.ts'
import { hosts } from './schema.ts'

export type Host = typeof hosts.$inferSelect

/** How a host may be asked, as configured; what people set for the host goes before. 0 for a budget: none. */
export type HostPace = { gapMs: number; perHour: number; perDay: number }

export type HostTurn = { kind: 'yours'; token: string } | NotNow
/** `busy`: somebody asks it now, since `since`. */
export type NotNow = { kind: 'later'; at: Date; why: 'busy' | 'gap' | 'paused' | 'budget'; since: Date | null }

/**
 * Asks for the right to send one request. It lasts until it is given back or `holdMs` are over: what a killed worker held comes
 * back by itself. The gap counts from the end of the last request.
 */
export async function takeHostTurn(
  db: Db,
  host: string,
  { now, holdMs, pace }: { now: Date; holdMs: number; pace: HostPace },
): Promise<HostTurn> {
  const token = randomUUID()
  const at = iso(now)
  const [hourAt, dayAt] = [startOf(now, hour), startOf(now, day)]
  const mine = {
    nextRequestAt: addMs(now, pace.gapMs),
    busyToken: token,
    busyAt: now,
    busyUntil: addMs(now, holdMs),
    hourAt,
    hourCount: 1,
    dayAt,
    dayCount: 1,
  }
  const used = (column: 'hour' | 'day', start: Date) =>
    column === 'hour'
      ? sql`CASE WHEN ${hosts.hourAt} = ${iso(start)}::timestamptz THEN ${hosts.hourCount} ELSE 0 END`
      : sql`CASE WHEN ${hosts.dayAt} = ${iso(start)}::timestamptz THEN ${hosts.dayCount} ELSE 0 END`
  const perHour = sql`coalesce(${hosts.perHour}, ${pace.perHour})`
  const perDay = sql`coalesce(${hosts.perDay}, ${pace.perDay})`
  const taken = await db
    .insert(hosts)
    .values({ host, ...mine })
    .onConflictDoUpdate({
      target: hosts.host,
      set: {
        ...mine,
        nextRequestAt: sql`${at}::timestamptz + coalesce(${hosts.gapMs}, ${pace.gapMs}) * interval '1 millisecond'`,
        hourCount: sql`${used('hour', hourAt)} + 1`,
        dayCount: sql`${used('day', dayAt)} + 1`,
      },
      setWhere: sql`${hosts.nextRequestAt} <= ${at}::timestamptz
        AND (${hosts.pausedUntil} IS NULL OR ${hosts.pausedUntil} <= ${at}::timestamptz)
        AND (${hosts.busyUntil} IS NULL OR ${hosts.busyUntil} <= ${at}::timestamptz)
        AND (${perHour} = 0 OR ${used('hour', hourAt)} < ${perHour})
        AND (${perDay} = 0 OR ${used('day', dayAt)} < ${perDay})`,
    })
    .returning({ host: hosts.host })
  if (taken.length > 0) return { kind: 'yours', token }
  const row = await hostByName(db, host)
  return (row && whyNotNow(row, { now, pace })) ?? { kind: 'later', at: now, why: 'gap', since: null }
}

/**
 * Why a host may not be asked now and when it may; null when it may. The same rule as the statement above, as a function: for the
 * reason of a refusal, and for the simulation in bench/.
 */
export function whyNotNow(
  row: Omit<Host, 'host' | 'robots'>,
  { now, pace }: { now: Date; pace: HostPace },
): NotNow | null {
  const no = (why: NotNow['why'], at: Date, since: Date | null = null): NotNow => ({ kind: 'later', at, why, since })
  const perHour = row.perHour ?? pace.perHour
  const perDay = row.perDay ?? pace.perDay
  const [hourAt, dayAt] = [startOf(now, hour), startOf(now, day)]
  if (perDay > 0 && row.dayAt?.getTime() === dayAt.getTime() && row.dayCount >= perDay)
    return no('budget', addMs(dayAt, day))
  if (perHour > 0 && row.hourAt?.getTime() === hourAt.getTime() && row.hourCount >= perHour)
    return no('budget', addMs(hourAt, hour))
  if (row.pausedUntil && row.pausedUntil > now) return no('paused', later(row.pausedUntil, row.nextRequestAt))
  if (row.busyUntil && row.busyUntil > now) return no('busy', row.busyUntil, row.busyAt)
  return row.nextRequestAt > now ? no('gap', row.nextRequestAt) : null
}

/** Between two of those who were sent away: a gap and an ordinary request. */
export const queueStepMs = (gapMs: number): number => gapMs + 500

/**
 * When somebody who was sent away is to come back: behind all others, each a step apart, so that five hundred who wait for one
 * host ask five hundred times and not every second. `at` is when the host may be asked at the earliest.
 */
export async function queueAtHost(db: Db, host: string, { at, gapMs }: { at: Date; gapMs: number }): Promise<Date> {
  const step = sql`coalesce(${hosts.gapMs}, ${gapMs}) * interval '1 millisecond' + interval '500 milliseconds'`
  const [row] = await db
    .update(hosts)
    .set({
      queueAt: sql`greatest(coalesce(${hosts.queueAt}, ${iso(at)}::timestamptz), ${iso(at)}::timestamptz) + ${step}`,
    })
    .where(eq(hosts.host, host))
    .returning({ queueAt: hosts.queueAt, gapMs: hosts.gapMs })
  return row?.queueAt ? addMs(row.queueAt, -queueStepMs(row.gapMs ?? gapMs)) : at
}

/** Gives the right back; the gap begins now. Whoever lost it in the meantime changes nothing. */
export async function giveHostBack(
  db: Db,
  host: string,
  { token, now, gapMs }: { token: string; now: Date; gapMs: number },
): Promise<void> {
  await db
    .update(hosts)
    .set({
      busyToken: null,
      busyAt: null,
      busyUntil: null,
      nextRequestAt: sql`${iso(now)}::timestamptz + coalesce(${hosts.gapMs}, ${gapMs}) * interval '1 millisecond'`,
    })
    .where(and(eq(hosts.host, host), eq(hosts.busyToken, token)))
}

/** The host asked for patience, or answered again (`until` null). Answers with how many times in a row it asked. */
export async function pauseHost(db: Db, host: string, until: Date | null): Promise<void> {
  if (until === null) {
    await db
      .update(hosts)
      .set({ pausedUntil: null, pausesInRow: 0 })
      .where(and(eq(hosts.host, host), gt(hosts.pausesInRow, 0)))
    return
  }
  await db
    .insert(hosts)
    .values({ host, nextRequestAt: until, pausedUntil: until, pausesInRow: 1 })
    .onConflictDoUpdate({
      target: hosts.host,
      set: {
        pausedUntil: sql`greatest(coalesce(${hosts.pausedUntil}, excluded.paused_until), excluded.paused_until)`,
        pausesInRow: sql`${hosts.pausesInRow} + 1`,
      },
    })
}

export async function hostByName(db: Db, host: string): Promise<Host | null> {
  const [row] = await db.select().from(hosts).where(eq(hosts.host, host))
  return row ?? null
}

export async function saveRobots(db: Db, host: string, rules: unknown, fetchedAt: Date): Promise<void> {
  const set = { robots: rules, robotsFetchedAt: fetchedAt }
  await db
    .insert(hosts)
    .values({ host, nextRequestAt: fetchedAt, ...set })
    .onConflictDoUpdate({ target: hosts.host, set })
}

/** What people set for one host; null: as configured. False when it was never asked. */
export async function setHostPace(
  db: Db,
  host: string,
  pace: { gapMs: number | null; perHour: number | null; perDay: number | null },
): Promise<boolean> {
  const rows = await db.update(hosts).set(pace).where(eq(hosts.host, host)).returning({ host: hosts.host })
  return rows.length > 0
}

/** By name; `q` is a part of it. */
export async function hostList(
  db: Db,
  { q, page, pageSize }: { q?: string; page: number; pageSize: number },
): Promise<{ items: Host[]; total: number }> {
  const where = q ? ilike(hosts.host, `%${q.replace(/[\\%_]/g, '\\$&')}%`) : undefined
  const [total] = await db.select({ n: count() }).from(hosts).where(where)
  const items = await db
    .select()
    .from(hosts)
    .where(where)
    .orderBy(asc(hosts.host))
    .limit(pageSize)
    .offset((page - 1) * pageSize)
  return { items, total: total?.n ?? 0 }
}

const iso = (at: Date): string => at.toISOString()
/** The full hour or UTC day that an instant lies in. */
const startOf = (at: Date, lengthMs: number): Date => new Date(Math.floor(at.getTime() / lengthMs) * lengthMs)
