import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestStore } from '../tests/support/db.ts'
import { appendAudit, timelineOf, verifyAudit } from './audit.ts'
import { openStore, rowsOf, type Store } from './open.ts'
import { lockDirectory } from './pglite/directory-lock.ts'

let store: Store
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => store.close())

const at = new Date('2026-10-01T00:00:00Z')
const entry = (n: number) => ({
  at,
  by: { kind: 'machine' as const, name: 'test' },
  action: 'open',
  subject: { kind: 'incident', id: `i${n}` },
  incidentId: 'i',
  after: { n, amount: 1.5, when: at, text: '广西' },
})

describe('the record', () => {
  it('chains events appended by concurrent transactions without a gap', async () => {
    await Promise.all([1, 2, 3, 4, 5].map((n) => store.db.transaction((tx) => appendAudit(tx, entry(n)))))
    expect(await verifyAudit(store.db)).toMatchObject({ ok: true, events: 5 })
    expect((await timelineOf(store.db, 'i')).map((e) => e.seq)).toEqual([1, 2, 3, 4, 5])
  })

  it('leaves no trace of a transaction that failed', async () => {
    await expect(
      store.db.transaction(async (tx) => {
        await appendAudit(tx, entry(9))
        throw new Error('later step failed')
      }),
    ).rejects.toThrow('later step failed')
    expect(await verifyAudit(store.db)).toMatchObject({ ok: true, events: 5 })
  })

  it('refuses updates and deletions, and finds a row changed behind its back', async () => {
    const cause = (e: unknown) => Promise.reject((e as { cause?: Error }).cause)
    await expect(store.db.execute(sql`DELETE FROM audit_events`).catch(cause)).rejects.toThrow('append-only')
    await expect(store.db.execute(sql`UPDATE audit_events SET reason = 'x'`).catch(cause)).rejects.toThrow(
      'append-only',
    )
    await store.db.execute(sql`ALTER TABLE audit_events DISABLE TRIGGER audit_events_append_only`)
    await store.db.execute(sql`UPDATE audit_events SET reason = 'x' WHERE seq = 3`)
    await store.db.execute(sql`ALTER TABLE audit_events ENABLE TRIGGER audit_events_append_only`)
    expect(await verifyAudit(store.db)).toEqual({ ok: false, events: 2, brokenAt: 3, why: 'content' })
  })
})

describe('a transaction that cannot begin', () => {
  it('costs the pool no connection', async () => {
    const never = () => store.db.transaction(async () => 'reached', { isolationLevel: 'no such level' as never })
    // More often than there are connections; on the embedded database the level is not asked for.
    if (store.kind === 'postgres') for (let n = 0; n < 12; n++) await expect(never()).rejects.toThrow()
    expect(rowsOf(await store.db.execute(sql`SELECT 1 AS one`))).toEqual([{ one: 1 }])
  })
})

describe('the embedded database', () => {
  it('refuses the outer handle inside a transaction instead of waiting for itself', async () => {
    if (store.kind !== 'embedded') return
    const mistake = store.db.transaction(async () => {
      await verifyAudit(store.db)
    })
    await expect(mistake).rejects.toMatchObject({ cause: { message: expect.stringContaining('inside a transaction') } })
  })

  it('answers the main thread while a long query runs', async () => {
    if (store.kind !== 'embedded') return
    let ticks = 0
    const timer = setInterval(() => ticks++, 5)
    await store.db.execute(sql`SELECT count(*) FROM generate_series(1, 300000) a`)
    clearInterval(timer)
    expect(ticks).toBeGreaterThan(2)
  })

  it('passes the code and constraint of an error on', async () => {
    const twice = sql`INSERT INTO units (id, root_id, level, name, region_code) VALUES ('u', 'u', 'region', 'U', '450000')`
    await store.db.execute(twice)
    await expect(store.db.execute(twice)).rejects.toMatchObject({ cause: { code: '23505', constraint: 'units_pkey' } })
    expect(rowsOf(await store.db.execute(sql`SELECT 1 AS n`))).toEqual([{ n: 1 }])
  })
})

describe('the data directory', () => {
  const now = () => new Date()

  it('is refused to a second holder, free again after release, and taken over from the dead', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'tongyu-lock-'))
    const first = await lockDirectory(dir, now)
    await expect(openStore({ dataDir: dir, now })).rejects.toMatchObject({ code: 'directory-in-use' })
    await first.release()
    const second = await lockDirectory(dir, now)
    await second.release()
  })

  it('goes to exactly one of many contenders', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'tongyu-lock-'))
    const all = await Promise.allSettled(Array.from({ length: 12 }, () => lockDirectory(dir, now)))
    expect(all.filter((r) => r.status === 'fulfilled')).toHaveLength(1)
  })
})
