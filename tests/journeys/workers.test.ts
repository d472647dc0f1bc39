/**
 * Several processes on one PostgreSQL and one Redis: a worker is killed with -9 and the queue is flushed while articles are
 * read, and in the end every article was read and judged once. Needs both servers; the embedded way is in kill.test.ts.
 */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ArticleHit, Page } from '../../api/contract.ts'
import { createAuth } from '../../api/auth.ts'
import { startWorld, type World } from '../../demo/world.ts'
import { hour, minute } from '../../domain/time.ts'
import { seedFigures, seedOutlets, seedPeople } from '../../main/seed-demo.ts'
import { verifyAudit } from '../../store/audit.ts'
import { openStore, rowsOf, type Store } from '../../store/open.ts'
import { verifyEvidence } from '../../store/verify-evidence.ts'
import { openEvidenceFolder } from '../../store/warc/folder.ts'
import { quarantined } from '../../store/work.ts'
import { freshDatabase } from '../support/db.ts'
import { freePorts, killAllPrograms, type Program, signInAt, startProgram } from '../support/program.ts'

const { TEST_DATABASE_URL: server, TEST_REDIS_URL: redisUrl, TONGYU_TEST_STORE: kind } = process.env
const password = 'a-password-for-workers'
/** Those that need neither a browser nor patience. */
const outlets = ['guijiang', 'huanan', 'meridian', 'weigang', 'liujiang']
const needsServers = !server || !redisUrl || kind !== 'postgres'

describe.skipIf(needsServers)('scheduler, API and two workers (needs TEST_DATABASE_URL and TEST_REDIS_URL)', () => {
  const prefix = `tongyu-test-${randomBytes(5).toString('hex')}`
  const data = mkdtempSync(join(tmpdir(), 'tongyu-workers-'))
  let database: { url: string; drop(): Promise<void> }
  let store: Store
  let world: World
  let redis: Redis
  let port = 0

  const ask = async <T>(query: string): Promise<T[]> => rowsOf<T>(await store.db.execute(sql.raw(query)))
  const count = async (condition: string) =>
    (await ask<{ n: number }>(`SELECT count(*)::int AS n FROM articles WHERE ${condition}`))[0]?.n ?? 0
  const until = async (what: string, met: () => Promise<boolean>, limitMs = 2 * minute) => {
    const limit = Date.now() + limitMs
    while (!(await met())) {
      if (Date.now() > limit)
        throw new Error(
          `never came: ${what}\n${JSON.stringify(await ask('SELECT url, state, tries, due_at, lease_until FROM articles'))}`,
        )
      await sleep(50)
    }
  }
  const role = (name: string): Program =>
    startProgram({
      args: ['start', '--role', name],
      env: {
        ...{ DATABASE_URL: database.url, REDIS_URL: redisUrl ?? '', TONGYU_REDIS_PREFIX: prefix, TONGYU_DATA: data },
        ...{ TONGYU_ALLOW_PRIVATE: '127.0.0.1', TONGYU_PORT: String(port), TONGYU_TRUSTED_PROXIES: '127.0.0.1' },
        // Slow enough to be killed in the middle, quick enough for a test.
        ...{
          TONGYU_HOST_GAP_MS: '250',
          TONGYU_SWEEP_MS: '200',
          TONGYU_RECHECK_MINUTES: '600',
          TONGYU_SCREENSHOTS: 'off',
          TONGYU_LOG: 'error',
        },
      },
      port: name === 'api' ? port : null,
    })
  /** Loses every job and every lock of this installation's queues. */
  const flush = async () => {
    const keys = await redis.keys(`${prefix}:*`)
    if (keys.length > 0) await redis.del(keys)
    return keys.length
  }

  beforeAll(async () => {
    database = await freshDatabase(server ?? '')
    store = await openStore({ databaseUrl: database.url, poolSize: 3 })
    redis = new Redis(redisUrl ?? '')
    port = await freePorts(1)
    world = await startWorld({ slowMs: 50 })
    world.publishAll()
    const at = new Date()
    const auth = createAuth({ db: store.db, secret: 'x'.repeat(40), publicUrl: 'http://localhost' })
    await seedPeople(store.db, auth, { password, at })
    await seedFigures(store.db, at)
    const polled = world.outlets.filter((o) => outlets.includes(o.key))
    await seedOutlets(store.db, polled, { intervalMs: hour, at })
  })
  afterAll(async () => {
    killAllPrograms()
    await flush()
    redis.disconnect()
    await world.close()
    await store.close()
    await database.drop()
    rmSync(data, { recursive: true, force: true })
  })

  /** A row of this step that a worker has begun and not ended. */
  const begun: Record<string, string> = {
    poll: `FROM sources WHERE lease_token IS NOT NULL AND tries > 0`,
    read: `FROM articles WHERE state = 'found' AND lease_token IS NOT NULL AND tries > 0`,
    analyze: `FROM articles WHERE state = 'extracted' AND lease_token IS NOT NULL AND tries > 0`,
    revisit: `FROM articles WHERE state = 'analyzed' AND lease_token IS NOT NULL AND tries > 0`,
  }
  const isRead = async () => {
    const polls = await ask<{ n: number }>('SELECT count(*)::int AS n FROM sources WHERE last_polled_at IS NULL')
    return polls[0]?.n === 0 && (await count(`state <> 'analyzed'`)) === 0
  }
  /** Starts a worker, kills it in the middle of this step, and loses the queue with it. */
  const killAt = async (step: string) => {
    const doomed = role('worker')
    await until(`a ${step} in the middle`, async () => (await ask(`SELECT id ${begun[step]}`)).length > 0)
    await doomed.kill()
    await flush()
    // Nobody else works now: what the dead one held comes back at once instead of after its lease.
    for (const table of ['sources', 'articles'])
      await ask(`UPDATE ${table} SET lease_until = now() - interval '1 second' WHERE lease_until IS NOT NULL`)
    await ask(`UPDATE hosts SET busy_until = now() WHERE busy_until IS NOT NULL`)
  }

  it('read and judge every article once, though a worker is killed at every step and the queue is lost each time', {
    timeout: 500_000,
  }, async () => {
    const [api, scheduler] = [role('api'), role('scheduler')]
    for (const step of ['poll', 'read', 'analyze']) await killAt(step)
    let worker = role('worker')
    await until('everything is read and judged', isRead)
    expect(await worker.end()).toBe(0)
    await ask('UPDATE articles SET due_at = now()')
    await killAt('revisit')
    worker = role('worker')
    await until('everything is looked at again', async () => (await isRead()) && (await count('due_at <= now()')) === 0)
    const all = await ask<{ id: string; url: string; versions: number }>('SELECT id, url, versions FROM articles')
    const wanted = world.articles.filter((a) => outlets.includes(a.outlet) && !a.forbidden)
    const urlOf = (key: string) => world.articleUrl(key)
    expect(all.map((a) => a.url)).toEqual(expect.arrayContaining(wanted.map((a) => urlOf(a.key))))
    expect(all.filter((a) => a.versions !== 1)).toEqual([])
    expect(await ask(`SELECT article_id FROM article_versions GROUP BY 1 HAVING count(*) > 1`)).toEqual([])
    expect(
      await ask(
        `SELECT a.id FROM articles a WHERE NOT EXISTS (SELECT 1 FROM article_search s WHERE s.article_id = a.id)`,
      ),
    ).toEqual([])

    const flagged = await ask<{ url: string }>(
      `SELECT DISTINCT a.url FROM flags f JOIN articles a ON a.id = f.article_id WHERE f.level <> 'low'`,
    )
    const expected = wanted.filter((a) => a.expected.flag).map((a) => urlOf(a.key))
    expect(expected.length).toBeGreaterThan(3)
    expect(flagged.map((f) => f.url).sort()).toEqual(expected.sort())
    const opened = `SELECT subject_id FROM audit_events WHERE subject_kind = 'flag' AND action = 'open'`
    expect(await ask(`${opened} GROUP BY 1 HAVING count(*) > 1`)).toEqual([])
    expect((await ask(opened)).length).toBe((await ask('SELECT id FROM flags')).length)
    expect(await quarantined(store.db)).toEqual([])
    expect(await verifyAudit(store.db)).toMatchObject({ ok: true })
    const kept = await verifyEvidence({ db: store.db, folder: openEvidenceFolder(join(data, 'evidence')) })
    expect(kept).toMatchObject({ records: all.length, faults: [] })

    await api.ready(minute)
    const office = await signInAt(port, 'gx-office', password)
    expect((await office.get<Page<ArticleHit>>('/api/articles')).body.total).toBe(all.length)
    expect(await Promise.all([api, scheduler, worker].map((p) => p.end()))).toEqual([0, 0, 0])
  })
})
