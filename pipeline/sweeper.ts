/**
 * The sweeper: finds due rows and hands them over. Two loops' worth of boring: ask what is due, give it away. Light
 * steps (clocks, alerts, messages) run right here, so that a legal deadline never depends on a queue.
 */
import { claimDue, postponeWork } from '../store/work.ts'
import type { HandOver } from './queue.ts'
import { runTicket, waitLeaseMs } from './run-ticket.ts'
import type { Machine, Step } from './step.ts'

/** Due rows taken by one claim. */
const batch = 50

export type Sweeper = {
  /** One round over all steps; answers with how many rows were handed over or run. */
  sweep(): Promise<number>
  /** Sweeps every `everyMs` until stopped. */
  start(everyMs: number): void
  /** Ends the loop and waits for the round that is running. */
  stop(): Promise<void>
}

export function makeSweeper({
  machine,
  steps,
  handOver,
}: {
  machine: Machine
  steps: Step[]
  handOver: HandOver
}): Sweeper {
  let timer: NodeJS.Timeout | null = null
  let stopped = false
  let round: Promise<unknown> = Promise.resolve()

  const claim = (step: Step, limit: number) =>
    claimDue(machine.db, { table: step.table, states: step.states, now: machine.now(), limit, leaseMs: waitLeaseMs })

  async function sweepLight(step: Step): Promise<number> {
    let done = 0
    for (;;) {
      const tickets = await claim(step, batch)
      for (const ticket of tickets) await runTicket(machine, step, ticket)
      done += tickets.length
      if (tickets.length < batch) return done
    }
  }

  async function sweepHeavy(step: Step): Promise<number> {
    const room = Math.min(batch, await handOver.room(step))
    if (room <= 0) return 0
    const tickets = await claim(step, room)
    if (tickets.length === 0) return 0
    if (await handOver.offer(step, tickets)) return tickets.length
    const later = new Date(machine.now().getTime() + 5_000)
    for (const ticket of tickets)
      await postponeWork(machine.db, step.table, ticket, { until: later, countsAsTry: true })
    return 0
  }

  async function sweep(): Promise<number> {
    let handed = 0
    // Light steps first: nothing heavy may delay a clock.
    for (const step of steps) if (step.weight === 'light') handed += await sweepLight(step)
    for (const step of steps) if (step.weight === 'heavy') handed += await sweepHeavy(step)
    return handed
  }

  function loop(everyMs: number): void {
    round = sweep()
      .catch((e) => machine.log('sweep failed', { error: e instanceof Error ? e.message : String(e) }))
      .finally(() => {
        if (!stopped) timer = setTimeout(() => loop(everyMs), everyMs)
      })
  }

  return {
    sweep,
    start: (everyMs) => loop(everyMs),
    stop: async () => {
      stopped = true
      if (timer) clearTimeout(timer)
      await round
    },
  }
}
