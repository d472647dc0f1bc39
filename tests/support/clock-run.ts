/**
 * One story's clocks through crashes, restarts, a time that jumps, two schedulers, jobs that come twice, late and in any
 * order or never, a slow and a failing database, while people regrade, hand over, correct and report. The real commands and
 * the real SQL, without HTTP; checked after every move by clock-checks.ts.
 */
import { like, sql } from 'drizzle-orm'
import { addMs, hour, minute } from '../../domain/time.ts'
import { steps as allSteps } from '../../pipeline/pipeline.ts'
import { inProcess } from '../../pipeline/queue.ts'
import { runTicket, waitLeaseMs } from '../../pipeline/run-ticket.ts'
import type { Machine, Step } from '../../pipeline/step.ts'
import { makeSweeper } from '../../pipeline/sweeper.ts'
import type { Clock } from '../../store/clocks.ts'
import type { Store } from '../../store/open.ts'
import { deliveries } from '../../store/schema.ts'
import { claimDue, quarantined, type Ticket } from '../../store/work.ts'
import { fireClock } from '../../workflow/clock/fire-clock.ts'
import { openIncident } from '../../workflow/incident/open-by-hand.ts'
import { markSuspectedMajor } from '../../workflow/review/mark-suspected-major.ts'
import { openFlag } from '../../workflow/review/open-flag.ts'
import { crew, type SeededArticle, seedArticle } from './bureaus.ts'
import { doAct } from './clock-acts.ts'
import { checkChanges, checkNothingMissed, checkRecordOfClocks, type ClockRows, clockRows } from './clock-checks.ts'
import type { Move, Tale, Trouble } from './clock-moves.ts'
import { beginLife, Died, type Life } from './mortal-db.ts'
import { recordOf } from './story-rows.ts'

/** The machine's light steps that legal time hangs on. */
const steps = allSteps.filter((s) => ['fire-clock', 'start-provisional-clock', 'settle-delivery'].includes(s.name))
const fireStep = steps.find((s) => s.name === 'fire-clock') as Step
const firstDay = new Date('2026-03-02T02:00:00.000Z')
/** Longer than a dead worker's lease or the pause of a failed row holds anything. */
const graceMs = 2 * minute + 1
/** When an alert that nobody acknowledged starts its clock by itself (GAP-03). */
const unacknowledgedMs = 15 * minute

export type Count = Map<string, number>

export async function playTale(store: Store, tale: Tale, count: Count): Promise<void> {
  await new ClockRun(store, tale, count).play()
}

class ClockRun {
  private now = firstDay
  private life: Life
  private rows: ClockRows | undefined
  private bag: Ticket[] = []
  private article!: SeededArticle
  private flagId = ''
  private incidentId = ''

  constructor(
    private readonly store: Store,
    private readonly tale: Tale,
    private readonly count: Count,
  ) {
    this.life = beginLife(store)
  }

  async play(): Promise<void> {
    await this.begin()
    for (const move of this.tale.moves) {
      this.add(move.kind)
      await this.look(() => this.make(move))
    }
    // Whatever happened: once the machine is well again and has had its turn, nothing is missing.
    this.restart()
    this.bag = []
    await this.look(() => this.sweep())
    this.now = addMs(this.now, graceMs)
    const wellAt = this.now
    await this.look(() => this.sweep())
    // What a dead worker held just then is free once more.
    this.now = addMs(this.now, graceMs)
    await this.look(() => this.sweep())
    checkNothingMissed(this.rows!, wellAt)
    const isForgotten = this.tale.story.kind === 'alert' && wellAt > addMs(firstDay, unacknowledgedMs)
    if (isForgotten && this.rows!.clocks.length === 0)
      throw new Error('an alert that nobody acknowledged started no clock')
    await this.end()
  }

  private add(fact: string, n = 1): void {
    this.count.set(fact, (this.count.get(fact) ?? 0) + n)
  }

  private async begin(): Promise<void> {
    const { db } = this.store
    const { kind, unitId, subject } = this.tale.story
    this.article = await seedArticle(db, { title: '网文称统计数据系编造', at: this.now })
    const actor = { gx: crew.gxDuty, liuzhou: crew.lzDuty, sanjiang: crew.sjDuty }[unitId]
    if (kind === 'natural') {
      const opened = await openIncident(
        db,
        { plan: 'natural', unitId, title: '暴雨', place: '某地', foundAt: this.now, instants: { occurred: this.now } },
        { actor, at: this.now },
      )
      if (!opened.ok) throw new Error(`not opened: ${JSON.stringify(opened.refusal)}`)
      this.incidentId = opened.value.incidentId!
    } else {
      const level = kind === 'alert' ? ('critical' as const) : ('high' as const)
      const flag = { ...this.article, unitId, types: ['M12'], level, score: 0.9, reasons: [] }
      this.flagId = (await openFlag(db, flag, this.now)).flagId
      if (kind === 'media') {
        const marked = await markSuspectedMajor(db, { flagId: this.flagId, subject }, { actor, at: this.now })
        if (!marked.ok) throw new Error(`not marked: ${JSON.stringify(marked.refusal)}`)
      }
    }
    await this.look(async () => undefined)
  }

  /** Does something, then reads what has become of the clocks and holds it against what was. */
  private async look(what: () => Promise<void>): Promise<void> {
    const from = this.now
    await what()
    const rows = await clockRows(this.store.db, { clusterId: this.article.clusterId, incidentId: this.incidentId })
    checkChanges(this.rows, rows, { from, to: from > this.now ? from : this.now })
    this.rows = rows
  }

  private async make(move: Move): Promise<void> {
    switch (move.kind) {
      case 'wait':
      case 'outage':
        this.now = addMs(this.now, move.ms)
        return
      case 'back':
        this.now = addMs(this.now, -move.ms)
        return
      case 'to-limit': {
        const ahead = this.rows!.clocks.filter((c) => c.state === 'running' && c.limitAt > this.now)
        if (ahead.length > 0) this.now = addMs(ahead[move.n % ahead.length]!.limitAt, move.offset)
        return
      }
      case 'turn':
        return this.turn(move.trouble)
      case 'two-turns':
        await Promise.all([this.sweep(), this.sweep()])
        return
      case 'claim':
        return this.claim()
      case 'lose':
        this.bag = []
        return
      case 'jobs':
        return this.jobs(move)
      case 'wake': {
        const clocks = this.rows!.clocks
        const clock = clocks[move.n % Math.max(1, clocks.length)]
        if (!clock) return
        const wake = () => fireClock(this.store.db, clock.id, this.now)
        await (move.together ? Promise.all([wake(), wake()]) : wake())
        return
      }
      case 'act': {
        const done = await this.inTrouble(move.trouble, () =>
          doAct(this.life.db, { act: move.act, n: move.n, rows: this.rows!, now: this.now, article: this.article }),
        )
        this.add(`${move.act} ${done ?? 'cut off'}`)
      }
    }
  }

  /** A turn that nothing disturbed leaves nothing due but what dead workers still hold. */
  private async turn(trouble: Trouble): Promise<void> {
    const from = this.now
    await this.inTrouble(trouble, () => this.sweep())
    if (trouble !== null) return
    const rows = await clockRows(this.store.db, { clusterId: this.article.clusterId, incidentId: this.incidentId })
    const isHeld = ({ leaseUntil }: Clock) => leaseUntil !== null && leaseUntil >= from
    checkNothingMissed(rows, from, isHeld)
    this.add('whole turn')
  }

  private async claim(): Promise<void> {
    const given = { table: 'clocks' as const, now: this.now, limit: 50, leaseMs: waitLeaseMs }
    this.bag.push(...(await claimDue(this.store.db, given)))
  }

  private async jobs({ order, together, trouble }: Extract<Move, { kind: 'jobs' }>): Promise<void> {
    await this.claim()
    const picked = order.flatMap((n) => this.bag[n % Math.max(1, this.bag.length)] ?? [])
    this.add('job', picked.length)
    const machine = this.machine()
    const run = (ticket: Ticket) => runTicket(machine, fireStep, ticket)
    await this.inTrouble(trouble, async () => {
      // All of them end before anybody looks, whatever became of one.
      const failed = together ? (await Promise.allSettled(picked.map(run))).find((r) => r.status === 'rejected') : null
      if (failed) throw failed.reason
      if (!together) for (const ticket of picked) await run(ticket)
    })
  }

  /** Undefined where the life ended in it. A transaction that fails in a command is the person's to repeat. */
  private async inTrouble<T>(trouble: Trouble, work: () => Promise<T>): Promise<T | undefined> {
    if (trouble === null) return work()
    if ('dies' in trouble) this.life.diesAfter(trouble.dies)
    else if ('fails' in trouble) this.life.failsAfter(trouble.fails)
    else
      this.life.slow = () => {
        this.now = addMs(this.now, trouble.slow)
      }
    try {
      return await work()
    } catch (e) {
      if (!isOurs(e)) throw e
      return undefined
    } finally {
      if (this.life.isDead()) this.add('death')
      this.restart()
    }
  }

  private restart(): void {
    this.life = beginLife(this.store)
  }

  private machine(): Machine {
    return { db: this.life.db, now: () => this.now, log: () => undefined } as unknown as Machine
  }

  private async sweep(): Promise<void> {
    const machine = this.machine()
    const handOver = inProcess((step, ticket) => runTicket(machine, step, ticket))
    await makeSweeper({ machine, steps, handOver }).sweep()
  }

  /** The record and the messages; then the story is taken out of the machine's way. */
  private async end(): Promise<void> {
    const { db } = this.store
    const rows = this.rows!
    for (const { id } of rows.incidents) {
      const own = {
        ...rows,
        firings: rows.firings.filter((f) => rows.clocks.find((c) => c.id === f.clockId)!.incidentId === id),
      }
      const messages = await db
        .select({ key: deliveries.key, userId: deliveries.userId })
        .from(deliveries)
        .where(sql`${deliveries.incidentId} = ${id} AND ${like(deliveries.key, 'clock:%')}`)
      this.add('message', checkRecordOfClocks(own, await recordOf(db, id), messages))
    }
    const stuck = (await quarantined(db)).filter((q) => q.step !== 'fire-clock')
    if (stuck.length > 0) throw new Error(`in quarantine: ${JSON.stringify(stuck)}`)
    this.add('clock', rows.clocks.length)
    this.add('firing', rows.firings.length)
    this.add('late firing', rows.firings.filter((f) => f.lateMs > hour / 60).length)
    for (const c of rows.clocks) {
      this.add(`clock ${c.state}`)
      if (c.overdueOnCreation) this.add(`born late ${c.overdueOnCreation}`)
      if (c.originalStartAt) this.add('start moved')
    }
    for (const table of ['clocks', 'flags', 'deliveries', 'dispatches'])
      await db.execute(sql.raw(`UPDATE ${table} SET due_at = NULL WHERE due_at IS NOT NULL`))
  }
}

/** Drizzle wraps what the driver throws. */
function isOurs(e: unknown): boolean {
  for (let each = e; each instanceof Error; each = each.cause) if (each instanceof Died) return true
  return false
}
