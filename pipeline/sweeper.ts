/**
 * The sweeper: finds due rows and hands them over. Three loops' worth of boring: ask what is due, give it away. Light steps
 * (clocks, alerts, messages) run right here, so that a legal deadline never depends on a queue. What such a deadline hangs
 * on has a loop of its own, which wakes when the next row falls due: no mail server that stalls and no queue may delay it.
 */
import { claimDue, nextDueAt, postponeWork } from '../store/work.ts'
import type { HandOver } from './queue.ts'
import { runTicket, waitLeaseMs } from './run-ticket.ts'
import type { Machine, Step } from './step.ts'

/** Due rows taken by one claim. */
const batch = 50

export type Sweeper = {
  /** One round over all steps; answers with how many rows were handed over or run. */
  sweep(): Promise<number>
  /** Sweeps every `everyMs` until stopped, what is urgent as soon as it is due. */
  start(everyMs: number): void
  /** Ends the loops and waits for the rounds that are running. */
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
  const timers = new Map<string, NodeJS.Timeout>()
  const rounds = new Map<string, Promise<unknown>>()
  let stopped = false

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

  const kinds = {
    urgent: steps.filter((s) => s.weight === 'light' && s.urgent),
    light: steps.filter((s) => s.weight === 'light' && !s.urgent),
    heavy: steps.filter((s) => s.weight === 'heavy'),
  }
  type Kind = keyof typeof kinds

  async function sweepKind(kind: Kind): Promise<number> {
    let handed = 0
    for (const step of kinds[kind]) handed += await (kind === 'heavy' ? sweepHeavy(step) : sweepLight(step))
    return handed
  }

  async function sweep(): Promise<number> {
    // What is urgent first: nothing may delay a clock.
    return (await sweepKind('urgent')) + (await sweepKind('light')) + (await sweepKind('heavy'))
  }

  /** One round; answers with the pause after it. An urgent row that falls due within the pause ends it. */
  async function roundOf(kind: Kind, everyMs: number): Promise<number> {
    const from = machine.now()
    await sweepKind(kind)
    if (kind !== 'urgent') return everyMs
    const next = await nextDueAt(
      machine.db,
      kinds.urgent.map((s) => s.table),
      from,
    )
    return next ? Math.min(everyMs, Math.max(0, next.getTime() - machine.now().getTime())) : everyMs
  }

  function loop(kind: Kind, everyMs: number): void {
    const round = roundOf(kind, everyMs)
      .catch((e) => {
        machine.log('sweep failed', { kind, error: e instanceof Error ? e.message : String(e) })
        return everyMs
      })
      .then((pauseMs) => {
        if (!stopped)
          timers.set(
            kind,
            setTimeout(() => loop(kind, everyMs), pauseMs),
          )
      })
    rounds.set(kind, round)
  }

  return {
    sweep,
    start: (everyMs) => {
      for (const kind of Object.keys(kinds) as Kind[]) if (kinds[kind].length > 0) loop(kind, everyMs)
    },
    stop: async () => {
      stopped = true
      for (const timer of timers.values()) clearTimeout(timer)
      await Promise.all(rounds.values())
    },
  }
}
