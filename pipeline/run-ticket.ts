/**
 * Runs one hand-over: starts it once, ends it, and turns an unexpected error into a later try or, after the last one,
 * into quarantine. Nothing thrown by a step reaches the queue: the row is the record.
 */
import { addMs, hour, minute, second } from '../domain/time.ts'
import { failWork, finishWork, postponeWork, renewWork, startWork, type Ticket } from '../store/work.ts'
import type { Machine, Step } from './step.ts'

/** From claim to start: a queue that holds a ticket longer has lost it. */
export const waitLeaseMs = minute
/** While running, renewed as long as the process lives: what a killed worker held comes back this soon. */
const runLeaseMs = 30 * second
const renewEveryMs = 10 * second
/** No step lasts so long; one that does has lost an answer, and its place is given to others. */
const longestRunMs = 15 * minute

/** Pauses after the first, second … failed try; after the last comes quarantine, where an urgent row is seen and goes on. */
const pauses = [10 * second, minute, 5 * minute, 30 * minute, 2 * hour]
/** A legal limit waits for no fault of ours. */
const longestUrgentPauseMs = minute

export async function runTicket(
  machine: Machine,
  step: Step,
  ticket: Ticket,
): Promise<'done' | 'postponed' | 'failed' | 'taken'> {
  const { db, now, log } = machine
  const mine = await startWork(db, step.table, ticket, { now: now(), leaseMs: runLeaseMs })
  if (!mine) return 'taken'
  const from = now().getTime()
  const renewal = setInterval(() => {
    renewWork(db, step.table, mine, addMs(now(), runLeaseMs)).catch(() => undefined)
  }, renewEveryMs)
  try {
    const outcome = await within(step.run(machine, ticket.id, mine.tries), longestRunMs)
    if ('retryAt' in outcome || 'postponeUntil' in outcome) {
      const countsAsTry = 'retryAt' in outcome
      const until = countsAsTry ? outcome.retryAt : outcome.postponeUntil
      await postponeWork(db, step.table, mine, { until, countsAsTry })
      return 'postponed'
    }
    await finishWork(db, step.table, mine, 'asWritten' in outcome ? undefined : outcome.dueAt)
    log('step', { step: step.name, id: ticket.id, ms: now().getTime() - from })
    return 'done'
  } catch (e) {
    const pause = pauses[mine.tries - 1]
    const dueAt = pause === undefined ? null : addMs(now(), pause)
    const error =
      e instanceof Error ? `${e.message}${e.cause instanceof Error ? ` (${e.cause.message})` : ''}` : String(e)
    log('step failed', { step: step.name, id: ticket.id, tries: mine.tries, error, quarantined: dueAt === null })
    const failed = { step: step.name, error, tries: mine.tries, quarantined: dueAt === null, now: now() }
    if (step.urgent) {
      const restUntil = addMs(now(), Math.min(pause ?? longestUrgentPauseMs, longestUrgentPauseMs))
      await failWork(db, step.table, mine, { ...failed, restUntil })
      return 'failed'
    }
    const againAt = dueAt ?? (await step.givenUp?.(machine, ticket.id)) ?? null
    await failWork(db, step.table, mine, { ...failed, dueAt: againAt })
    return 'failed'
  } finally {
    clearInterval(renewal)
  }
}

/** The work's own answer, or an error when it does not come in time. What then still comes of it is nobody's. */
async function within<T>(work: Promise<T>, limitMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no end after ${limitMs / minute} minutes`)), limitMs)
  })
  work.catch(() => undefined)
  return Promise.race([work, limit]).finally(() => clearTimeout(timer))
}
