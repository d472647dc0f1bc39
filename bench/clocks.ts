/**
 * How late a clock speaks with many running: one sweeper as it runs in the product, its clocks due at random moments of some
 * seconds, while the rest of ten thousand wait for another day. Lateness is that of the record: fired minus planned.
 */
import { eq } from 'drizzle-orm'
import { setTimeout as sleep } from 'node:timers/promises'
import { fireClocks } from '../pipeline/steps/people-steps.ts'
import { inProcess } from '../pipeline/queue.ts'
import { runTicket } from '../pipeline/run-ticket.ts'
import type { Machine, Step } from '../pipeline/step.ts'
import { makeSweeper } from '../pipeline/sweeper.ts'
import type { Store } from '../store/open.ts'
import { clockFirings, clocks, incidents, units } from '../store/schema.ts'
import type { Told } from './told.ts'

const running = 10_000
/** Of them due within the measured seconds, at random moments. */
const perSecond = 5
const sweepMs = 500

export async function benchClocks({ seconds, store }: { seconds: number; store: () => Promise<Store> }): Promise<Told> {
  const { db } = await store()
  const now = () => new Date()
  await db
    .insert(units)
    .values({ ...unit, aliases: [] })
    .onConflictDoNothing()
  const openedAt = now()
  for (let from = 0; from < running / 10; from += 500)
    await db.insert(incidents).values(
      Array.from({ length: 500 }, (_, n) => ({
        ...{
          id: `bench-${from + n}`,
          no: `bench-${from + n}`,
          rootId: unit.id,
          title: '计时',
          unitId: unit.id,
          openedAt,
        },
        ...{ state: 'active' as const, scope: 'region_wide' as const, unitIds: [unit.id] },
      })),
    )
  const due = Math.max(20, Math.round(seconds * perSecond))
  const limitMs = 7_200_000
  const clock = (i: number, limitAt: Date) => ({
    ...{ id: `bench-${i}`, incidentId: `bench-${i % (running / 10)}`, duty: 'report-2h', rule: 'G4-6-2h' },
    ...{ basis: 'regulation' as const, ruleVersion: '1', kind: 'hard' as const, unitId: unit.id, subjectId: `${i}` },
    ...{ recipientIds: [unit.id], startEvent: 'marked', startAt: new Date(limitAt.getTime() - limitMs), limitMs },
    // What is measured is the turn to overdue, one millisecond after the limit.
    ...{ limitAt, dueAt: new Date(limitAt.getTime() + 1), state: 'running' as const },
  })
  for (let from = due; from < running; from += 500)
    await db.insert(clocks).values(
      Array.from({ length: Math.min(500, running - from) }, (_, n) => {
        const i = from + n
        return clock(i, new Date(openedAt.getTime() + 86_400_000 + i))
      }),
    )
  // Only now, when the others lie there, so that the wait for the first is short and sure.
  const begin = Date.now() + 3_000
  await db
    .insert(clocks)
    .values(Array.from({ length: due }, (_, i) => clock(i, new Date(begin + Math.random() * seconds * 1000))))
  const spoken = ['start', 'quarter', 'half', 'three-quarters']
  await db
    .insert(clockFirings)
    .values(
      Array.from({ length: due }, (_, i) =>
        spoken.map((step) => ({ clockId: `bench-${i}`, step, plannedAt: openedAt, firedAt: openedAt, lateMs: 0 })),
      ).flat(),
    )
  const machine = { db, now, log: () => undefined } as unknown as Machine
  const handOver = inProcess((of, ticket) => runTicket(machine, of, ticket))
  const step: Step = {
    name: 'fire-clock',
    table: 'clocks',
    weight: 'light',
    urgent: true,
    concurrency: 1,
    run: fireClocks,
  }
  const sweeper = makeSweeper({ machine, steps: [step], handOver })
  const before = process.cpuUsage()
  sweeper.start(sweepMs)
  await sleep(begin - Date.now() + seconds * 1000 + 3_000)
  await sweeper.stop()
  const { user, system } = process.cpuUsage(before)
  const fired = await db.select().from(clockFirings).where(eq(clockFirings.step, 'overdue'))
  const late = fired.map((f) => f.lateMs).sort((a, b) => a - b)
  const at = (share: number) => late[Math.min(late.length - 1, Math.floor(late.length * share))] ?? Number.NaN
  const figures = {
    running,
    due,
    fired: late.length,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    maxMs: late.at(-1),
    cpuMs: Math.round((user + system) / 1000 / Math.max(1, late.length)),
  }
  return {
    name: 'clocks',
    about: `${running} running, ${due} due within ${seconds.toFixed(0)} s, a look every ${sweepMs} ms`,
    head: ['fired', 'p50 late', 'p99 late', 'latest', 'CPU a firing'],
    rows: [
      [
        `${late.length} of ${due}`,
        `${figures.p50Ms} ms`,
        `${figures.p99Ms} ms`,
        `${figures.maxMs} ms`,
        `${figures.cpuMs} ms`,
      ],
    ],
    figures,
  }
}

const unit = {
  ...{
    id: 'bench-gx',
    rootId: 'bench-gx',
    parentId: null,
    level: 'region' as const,
    name: '测试局',
    regionCode: '450000',
  },
}
