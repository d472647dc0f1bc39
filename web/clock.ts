/**
 * The server's time in the browser. A duty runs by the server's clock, never by the visitor's, so the offset is measured
 * from answers and used everywhere; this is the only file of the web that asks the machine for the time.
 */
import { createContext, useContext, useSyncExternalStore } from 'react'
import type { PaceShown } from '../api/contract.ts'

/** One answer: what the server said, and the visitor's clock when the question left and the answer came (ms). */
export type ClockSample = { serverMs: number; sentMs: number; receivedMs: number; resolutionMs: number }

/** Server minus visitor in ms, and how wrong it may be at most. The Date header is cut to a second: half of it is added. */
export function offsetOf(sample: ClockSample): { offsetMs: number; errorMs: number } {
  const middle = (sample.sentMs + sample.receivedMs) / 2
  return {
    offsetMs: sample.serverMs + sample.resolutionMs / 2 - middle,
    errorMs: (sample.receivedMs - sample.sentMs) / 2 + sample.resolutionMs / 2,
  }
}

/** A sample replaces the one kept when it is more exact, when the kept one has aged, or when they contradict each other. */
export function betterSample(
  kept: { offsetMs: number; errorMs: number; atMs: number } | null,
  next: { offsetMs: number; errorMs: number; atMs: number },
): boolean {
  if (kept === null || next.errorMs <= kept.errorMs) return true
  if (next.atMs - kept.atMs > 10 * 60_000) return true
  return Math.abs(next.offsetMs - kept.offsetMs) > kept.errorMs + next.errorMs
}

let kept: { offsetMs: number; errorMs: number; atMs: number } | null = null

export const visitorNow = (): number => Date.now()

/** The present by the server's clock, ms since 1970. */
export const serverNow = (): number => Date.now() + (kept?.offsetMs ?? 0)

/** How far the visitor's clock is off; 0 until the first answer. */
export const clockOffset = (): number => kept?.offsetMs ?? 0

export function noteServerTime(sample: ClockSample): void {
  const next = { ...offsetOf(sample), atMs: sample.receivedMs }
  if (Number.isFinite(next.offsetMs) && betterSample(kept, next)) kept = next
}

const listeners = new Set<() => void>()
let ticking: ReturnType<typeof setInterval> | null = null
let shown = Date.now()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  ticking ??= setInterval(tick, 250)
  tick()
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0 || ticking === null) return
    clearInterval(ticking)
    ticking = null
  }
}

/** Four looks a second, one change a second: the seconds on screen turn together and none is skipped. */
function tick(): void {
  const now = Math.floor(serverNow() / 1000) * 1000
  if (now === shown) return
  shown = now
  for (const listener of listeners) listener()
}

/** Inside the room of a scripted drill its own time counts; null: the real one. */
export const Pace = createContext<PaceShown | null>(null)

/** The time (ms) that a pace makes of a real instant (ms). */
export const paced = (pace: PaceShown | null, realMs: number): number =>
  pace ? Date.parse(pace.drillAt) + Math.max(0, realMs - Date.parse(pace.realAt)) * pace.speed : realMs

/** The time in whole seconds (ms), the server's or the drill's, renewed every second for whoever shows a clock. */
export function useSecond(): number {
  const now = useSyncExternalStore(subscribe, () => shown)
  return paced(useContext(Pace), now)
}

const minuteOf = () => Math.floor(shown / 60_000) * 60_000

/** The same in whole minutes, for "37 分钟前": renders once a minute. */
export function useMinute(): number {
  const now = useSyncExternalStore(subscribe, minuteOf)
  return paced(useContext(Pace), now)
}
