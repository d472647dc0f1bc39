/**
 * The life of a clock (domain catalogue C3): wall time, no pause, overdue is final, every step of the warning ladder once.
 * Pure: `now` is an argument, rows come and go elsewhere. A delivery at the limit to the millisecond is in time.
 */
import type { ClockState } from '../../domain/incident.ts'
import { addMs } from '../../domain/time.ts'
import type { Clock } from '../../store/clocks.ts'
import { acknowledgeDuty } from './duties.ts'

export type ClockFacts = Pick<
  Clock,
  | 'duty'
  | 'kind'
  | 'startAt'
  | 'originalStartAt'
  | 'limitMs'
  | 'limitAt'
  | 'state'
  | 'overdueAt'
  | 'metAt'
  | 'voidReason'
>

export type ClockReading = {
  state: ClockState | 'due_soon'
  /** Until the limit, negative when past; null once the clock has ended. */
  remainingMs: number | null
  /** How long before the limit it was met; null unless met. */
  marginMs: number | null
  /** How long after the limit it was met; null unless met late. */
  delayMs: number | null
  /** How it stands under the earlier of two starts, when the start was moved to a later instant; else null. */
  worstCase: { state: ClockState | 'due_soon'; limitAt: Date } | null
}

/** How a clock stands at `now`. The stored state wins: what is overdue stays so even when the server's time steps back. */
export function clockState(clock: ClockFacts, now: Date): ClockReading {
  const state = stateUnder(clock, clock.limitAt, now)
  const ended = clock.state === 'met' || clock.state === 'met_late' || clock.state === 'void'
  const worstLimitAt = earliestLimit(clock)
  const moved = worstLimitAt.getTime() !== clock.limitAt.getTime()
  return {
    state,
    remainingMs: ended ? null : clock.limitAt.getTime() - now.getTime(),
    marginMs: state === 'met' && clock.metAt ? clock.limitAt.getTime() - clock.metAt.getTime() : null,
    delayMs: state === 'met_late' && clock.metAt ? clock.metAt.getTime() - worstLimitAt.getTime() : null,
    worstCase: moved ? { state: stateUnder(clock, worstLimitAt, now), limitAt: worstLimitAt } : null,
  }
}

/** From this share of the limit on, a running clock is due soon. */
const dueSoonShare = 0.75

function stateUnder(clock: ClockFacts, limitAt: Date, now: Date): ClockReading['state'] {
  if (clock.state === 'met' && clock.metAt && clock.metAt > limitAt) return 'met_late'
  if (clock.state !== 'running') return clock.state
  if (now > limitAt) return 'overdue'
  return limitAt.getTime() - now.getTime() <= clock.limitMs * (1 - dueSoonShare) ? 'due_soon' : 'running'
}

/** Under the recorded and the corrected start: the limit that ends first. */
function earliestLimit({ originalStartAt, limitMs, limitAt }: ClockFacts): Date {
  if (!originalStartAt) return limitAt
  const original = addMs(originalStartAt, limitMs)
  return original < limitAt ? original : limitAt
}

export type Audience = 'duty' | 'stand_in' | 'head' | 'parent_duty' | 'root_office'
export type LadderStep = {
  step: string
  plannedAt: Date
  to: Audience[]
  /** It says that the limit has passed. */
  overdue: boolean
  /** A reminder of the same thing: of several missed ones only the last is sent. */
  repeat: boolean
}

/** Shares of the limit. The policy of the 2 h duty (T+0, +30', +60', +90', overdue) holds for other limits in the same shares. */
const reportRungs: { step: string; share: number; to: Audience[] }[] = [
  { step: 'start', share: 0, to: ['duty'] },
  { step: 'quarter', share: 0.25, to: ['head'] },
  { step: 'half', share: 0.5, to: ['head', 'stand_in'] },
  { step: 'three-quarters', share: 0.75, to: ['parent_duty', 'root_office'] },
]
/** Every 15 minutes of a 2 h duty, for six hours; then only the record keeps counting. */
const repeats = { share: 0.125, count: 24 }
const targetRungs: { step: string; share: number; to: Audience[] }[] = [
  { step: 'start', share: 0, to: ['duty'] },
  { step: 'half', share: 0.5, to: ['head'] },
]
/** The second duty person, then the head; the message of the report itself went to the first one. */
const receiptRungs: { step: string; share: number; to: Audience[] }[] = [
  { step: 'not-acknowledged', share: 1, to: ['stand_in'] },
  { step: 'still-not-acknowledged', share: 2, to: ['head'] },
]

/** One occurrence of a duty that comes again: nobody above is troubled before it is missed. */
const occurrenceRungs: { step: string; share: number; to: Audience[] }[] = [
  { step: 'start', share: 0, to: ['duty'] },
  { step: 'three-quarters', share: 0.75, to: ['duty', 'head'] },
]
/** The firing that brings the next occurrence; it is no message. */
export const nextOccurrence = 'next'

/** All steps of a clock in the order they are planned. */
export function ladderOf(clock: ClockFacts): LadderStep[] {
  const rung = ({ step, share, to }: { step: string; share: number; to: Audience[] }): LadderStep => ({
    step,
    plannedAt: addMs(clock.startAt, share * clock.limitMs),
    to,
    overdue: false,
    repeat: false,
  })
  if (clock.duty === acknowledgeDuty.duty) return receiptRungs.map(rung)
  // At the limit itself the duty can still be done: it has passed one millisecond later.
  const passedAt = addMs(clock.limitAt, 1)
  if (clock.kind === 'recurring')
    return [
      ...occurrenceRungs.map(rung),
      { step: 'missed', plannedAt: passedAt, to: ['head', 'parent_duty'], overdue: true, repeat: false },
    ]
  if (clock.kind === 'soft')
    return [
      ...targetRungs.map(rung),
      { step: 'target-passed', plannedAt: passedAt, to: ['head'], overdue: true, repeat: false },
    ]
  return [
    ...reportRungs.map(rung),
    { step: 'overdue', plannedAt: passedAt, to: ['root_office'], overdue: true, repeat: false },
    ...Array.from({ length: repeats.count }, (_, i) => ({
      step: `overdue-${i + 1}`,
      plannedAt: addMs(clock.limitAt, (i + 1) * repeats.share * clock.limitMs),
      to: ['root_office' as const],
      overdue: true,
      repeat: true,
    })),
  ]
}

/** A clock that is met, void, or whose incident was rejected speaks no more. */
const isSilent = (clock: ClockFacts): boolean =>
  clock.voidReason !== null || clock.state === 'met' || clock.state === 'met_late' || clock.state === 'void'

/** Steps that are due and were not fired yet. After an outage all missed ones come at once, each one once. */
export function dueSteps(clock: ClockFacts, fired: ReadonlySet<string>, now: Date): LadderStep[] {
  if (isSilent(clock)) return []
  return ladderOf(clock).filter((s) => s.plannedAt <= now && !fired.has(s.step))
}

/** When the clock next has something to do, null when never: the work column `dueAt`. */
export function nextStepAt(clock: ClockFacts, fired: ReadonlySet<string>): Date | null {
  if (isSilent(clock)) return turnsOver(clock, fired) ? addMs(clock.limitAt, 1) : null
  const ahead = ladderOf(clock).filter((s) => !fired.has(s.step))
  const first = ahead.reduce<Date | null>((min, s) => (min && min <= s.plannedAt ? min : s.plannedAt), null)
  // The state itself must turn overdue at the limit, also where no step of the ladder says so.
  const passedAt = addMs(clock.limitAt, 1)
  const must = clock.state === 'running' || turnsOver(clock, fired)
  return must && (!first || passedAt < first) ? passedAt : first
}

/** An occurrence gives way to the next one when its time is over, met or not; a void one is the last. */
export const turnsOver = (clock: ClockFacts, fired: ReadonlySet<string>): boolean =>
  clock.kind === 'recurring' && clock.voidReason === null && clock.state !== 'void' && !fired.has(nextOccurrence)

export type ClockChange = Partial<
  Pick<Clock, 'state' | 'overdueAt' | 'metAt' | 'voidReason' | 'startAt' | 'limitAt' | 'originalStartAt'>
>

/** Turns a running clock overdue when its limit has passed; null when nothing changes. */
export const passLimit = (clock: ClockFacts, now: Date): ClockChange | null =>
  clock.state === 'running' && now > clock.limitAt ? { state: 'overdue', overdueAt: now } : null

/**
 * Meets a clock; null when it has ended already and stays so. By the server's time of receipt, overdue is final: a time that stepped
 * back does not undo it, and the delivery counts from the moment the clock was found overdue. A phone call counts from
 * the time its receiver confirmed: a call within the limit meets the duty although the clock was overdue, or met late by
 * the written report, by the time the call was logged (C3, AC-08); `overdueAt` stays in the row, the rest in the record.
 */
export function meetClock(clock: ClockFacts, delivery: { at: Date; proof: 'server' | 'call' }): ClockChange | null {
  const inTime = delivery.at <= clock.limitAt
  if (clock.state === 'met_late' && delivery.proof === 'call' && inTime) return { state: 'met', metAt: delivery.at }
  if (clock.state !== 'running' && clock.state !== 'overdue') return null
  if (delivery.proof === 'call' || clock.state === 'running')
    return { state: inTime ? 'met' : 'met_late', metAt: delivery.at }
  const metAt = clock.overdueAt && clock.overdueAt > delivery.at ? clock.overdueAt : delivery.at
  return { state: 'met_late', metAt }
}

/** Ends a clock because there was no event. An overdue one keeps its breach and only stops speaking. */
export function voidClock(clock: ClockFacts, reason: string, now: Date): ClockChange | null {
  if (clock.state === 'overdue') return { voidReason: reason }
  if (clock.state !== 'running') return null
  return { ...(passLimit(clock, now) ?? { state: 'void' }), voidReason: reason }
}

/**
 * Moves the start after two persons agreed. The limit runs from the new start by the rule frozen in the clock; the first
 * start is kept. What was overdue or late stays so; what was in time may become late.
 */
export function moveStart(clock: ClockFacts, startAt: Date): ClockChange {
  const limitAt = addMs(startAt, clock.limitMs)
  const late = clock.state === 'met' && clock.metAt !== null && clock.metAt > limitAt
  return {
    startAt,
    limitAt,
    originalStartAt: clock.originalStartAt ?? clock.startAt,
    ...(late ? { state: 'met_late' as const } : {}),
  }
}
