/**
 * SIGKILL to the scheduler around the due times of clocks, again and again on the same data. In the end every step has fired
 * exactly once, whoever was told was told once, and what fell due while nobody lived says how late it came.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { sql } from 'drizzle-orm'
import { addMs, hour, minute, second } from '../../domain/time.ts'
import { verifyAudit } from '../../store/audit.ts'
import { firingsOf } from '../../store/clocks.ts'
import { openStore, rowsOf, type Store } from '../../store/open.ts'
import { clockFirings, clocks, incidents } from '../../store/schema.ts'
import { crew, seedBureaus } from './bureaus.ts'
import { freshDatabase } from './db.ts'
import { dice as diceOf } from './dice.ts'
import { ownEnvironment } from './program.ts'

export type ClockKillReport = {
  kills: number
  /** Clocks that fell due, each with one step. */
  clocks: number
  /** Of them fired more than a second after their time: they fell due while nobody lived, or just as the process died. */
  late: number
  latestMs: number
  /** Kills that fell while a clock was in hand: claimed, begun, or in its transaction. */
  inHand: number
}

const limitMs = 2 * hour
const clocksOfLife = 6
const program = fileURLToPath(new URL('./scheduler-process.ts', import.meta.url))

/** `server`: its own fresh database and Redis prefix there; else a data folder. */
export async function clockKillRun({
  seed,
  kills,
  server,
}: {
  seed: number
  kills: number
  server?: { databaseUrl: string; redisUrl: string }
}): Promise<ClockKillReport> {
  const dice = diceOf(seed)
  const folder = mkdtempSync(join(tmpdir(), 'tongyu-clock-kills-'))
  const database = server ? await freshDatabase(server.databaseUrl) : null
  const open = (): Promise<Store> =>
    openStore(database ? { databaseUrl: database.url, poolSize: 2 } : { dataDir: folder, now: () => new Date() })
  const env = {
    ...{ TONGYU_DATA: folder, TONGYU_SECRET: 'x'.repeat(40), TONGYU_SCREENSHOTS: 'off', TONGYU_LOG: 'silent' },
    // What the scheduler does not need costs each start its time.
    ...{ TONGYU_MODEL_RUMOUR: 'off', TONGYU_MODEL_TONE: 'off', TONGYU_MODEL_SPREAD: 'off' },
    ...(database
      ? { DATABASE_URL: database.url, REDIS_URL: server!.redisUrl, TONGYU_REDIS_PREFIX: `kills-${seed}` }
      : {}),
  }
  let report: ClockKillReport = { kills: 0, clocks: 0, late: 0, latestMs: 0, inHand: 0 }
  let startMs = 4 * second
  try {
    await withStore(open, async (store) => {
      await seedBureaus(store.db, addMs(new Date(), -hour))
    })
    for (let n = 0; n < kills; n++) {
      // Around the time the next life is up, and a little after it: some while it starts, some as it dies, some when it is dead.
      const from = Date.now() + startMs
      const dueAts = Array.from({ length: clocksOfLife }, () => new Date(from + dice.between(-1_000, 3_500)))
      await withStore(open, async (store) => {
        if (await isInHand(store)) report.inHand++
        await addClocks(store, { life: n, dueAts })
      })
      const begun = Date.now()
      const child = startScheduler(env)
      await runs(child)
      startMs = Math.round((startMs + (Date.now() - begun)) / 2)
      await sleep(Math.max(0, dice.pick(dueAts).getTime() + dice.between(-20, 120) - Date.now()))
      await killed(child)
      report = { ...report, kills: n + 1 }
    }
    const last = startScheduler(env)
    await runs(last)
    // What a killed one held comes back when its lease runs out.
    await sleep(database ? 0 : 70 * second)
    await withStoreLater(open, database !== null, last, async (store) => {
      report = { ...report, ...(await check(store)) }
    })
    rmSync(folder, { recursive: true, force: true })
    return report
  } catch (e) {
    throw new Error(`Clock kills failed after ${report.kills} (seed ${seed}), data in ${folder}`, { cause: e })
  } finally {
    for (const child of alive) child.kill('SIGKILL')
    await database?.drop()
  }
}

const withStore = async <T>(open: () => Promise<Store>, work: (store: Store) => Promise<T>): Promise<T> => {
  const store = await open()
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

/** On a server beside the living process, until nothing is due; on a folder when it has ended. */
async function withStoreLater(
  open: () => Promise<Store>,
  beside: boolean,
  child: ChildProcess,
  work: (store: Store) => Promise<void>,
): Promise<void> {
  if (beside)
    await withStore(open, async (store) => {
      const until = Date.now() + 3 * minute
      const due = async () =>
        rowsOf<{ n: number }>(
          await store.db.execute(sql`SELECT count(*)::int AS n FROM clocks WHERE due_at <= now()`),
        )[0]!.n
      while ((await due()) > 0) {
        if (Date.now() > until) throw new Error(`${await due()} clocks that nobody takes up again`)
        await sleep(second)
      }
    })
  child.kill('SIGTERM')
  await ended(child)
  await withStore(open, work)
}

/** Did the process that was killed have a clock in hand? */
async function isInHand({ db }: Store): Promise<boolean> {
  const held = sql`SELECT id FROM clocks WHERE lease_token IS NOT NULL LIMIT 1`
  return rowsOf<{ id: string }>(await db.execute(held)).length > 0
}

/** Clocks whose limit passes a millisecond before they are due; what they would have said before is said already. */
async function addClocks({ db }: Store, { life, dueAts }: { life: number; dueAts: Date[] }): Promise<void> {
  const at = new Date()
  const incident = `kill-${life}`
  await db.insert(incidents).values({
    ...{ id: incident, no: incident, rootId: 'gx', title: '计时', unitId: 'liuzhou', openedAt: at, state: 'active' },
    ...{ scope: 'city_only', unitIds: ['liuzhou'] },
  })
  const rows = dueAts.map((dueAt, i) => {
    const limitAt = addMs(dueAt, -1)
    return {
      ...{ id: `${incident}-${i}`, incidentId: incident, duty: 'report-2h', rule: 'G4-6-2h', subjectId: `${i}` },
      ...{ basis: 'regulation' as const, ruleVersion: '1', kind: 'hard' as const, unitId: 'liuzhou' },
      ...{ recipientIds: ['gx'], startEvent: 'marked', startAt: addMs(limitAt, -limitMs), limitMs, limitAt, dueAt },
    }
  })
  await db.insert(clocks).values(rows)
  const said = ['start', 'quarter', 'half', 'three-quarters']
  await db
    .insert(clockFirings)
    .values(rows.flatMap((r) => said.map((step) => ({ clockId: r.id, step, plannedAt: at, firedAt: at, lateMs: 0 }))))
}

async function check({ db }: Store): Promise<Pick<ClockKillReport, 'clocks' | 'late' | 'latestMs'>> {
  const verdict = await verifyAudit(db)
  if (!verdict.ok) throw new Error(`the audit chain is broken: ${JSON.stringify(verdict)}`)
  const all = await db.select().from(clocks)
  const fired = (
    await firingsOf(
      db,
      all.map((c) => c.id),
    )
  ).filter((f) => f.step === 'overdue')
  const recorded = rowsOf<{ id: string; n: number }>(
    await db.execute(sql`SELECT subject_id AS id, count(*)::int AS n FROM audit_events, jsonb_array_elements(after->'steps') step
      WHERE subject_kind = 'clock' AND step->>'step' = 'overdue' GROUP BY 1`),
  )
  const told = rowsOf<{ key: string; n: number }>(
    await db.execute(sql`SELECT key, count(*)::int AS n FROM deliveries WHERE key LIKE 'clock:%:overdue' GROUP BY 1`),
  )
  // The root's office: its staff, its director, both duty officers.
  const people = [crew.gxOffice, crew.gxDirector, crew.gxDuty, crew.gxStandIn].length
  for (const clock of all) {
    const own = fired.filter((f) => f.clockId === clock.id)
    const facts = JSON.stringify({ clock, own })
    if (clock.state !== 'overdue' || clock.overdueAt === null || clock.overdueAt <= clock.limitAt)
      throw new Error(`missed: ${facts}`)
    if (own.length !== 1) throw new Error(`fired ${own.length} times: ${facts}`)
    const [{ firedAt, plannedAt, lateMs }] = own as [(typeof own)[number]]
    if (plannedAt.getTime() !== clock.limitAt.getTime() + 1 || lateMs !== firedAt.getTime() - plannedAt.getTime())
      throw new Error(`does not say how late it is: ${facts}`)
    if (recorded.find((r) => r.id === clock.id)?.n !== 1) throw new Error(`not recorded once: ${facts}`)
    if (told.find((t) => t.key === `clock:${clock.id}:overdue`)?.n !== people)
      throw new Error(`not told once: ${facts}`)
  }
  const lates = fired.map((f) => f.lateMs)
  return { clocks: all.length, late: lates.filter((ms) => ms > second).length, latestMs: Math.max(...lates) }
}

const alive = new Set<ChildProcess>()

function startScheduler(env: Record<string, string>): ChildProcess {
  const child = spawn(process.execPath, ['--import', 'tsx', program], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...ownEnvironment(), ...env },
  })
  alive.add(child)
  child.once('close', () => alive.delete(child))
  return child
}

/** Resolves when it says that it runs; throws with its words when it ends instead. */
async function runs(child: ChildProcess): Promise<void> {
  let said = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-4_000)
  })
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => chunk.toString().includes('running') && resolve())
    child.once('close', (code, signal) => reject(new Error(`the scheduler ended with ${code ?? signal}: ${said}`)))
  })
}

const ended = (child: ChildProcess): Promise<void> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((done) => {
        child.once('close', () => done())
      })

async function killed(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL')
  await ended(child)
}
