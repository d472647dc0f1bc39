/**
 * A fleet of sources polled by the very functions that poll the real ones: `judgePoll` says when to ask again, `whyNotNow` when a
 * host may be asked. Other rules can take the first one's place in the same world. How many workers there are and how long reading
 * takes is not simulated.
 */
import { fetchFailure } from '../crawler/failure.ts'
import { paceLimits } from '../domain/source-health.ts'
import { addMs, day, hour, minute, second } from '../domain/time.ts'
import { type Judged, judgePoll } from '../pipeline/judge-source.ts'
import { type HostPace, queueStepMs, whyNotNow } from '../store/hosts.ts'
import type { PollResult } from '../store/sources.ts'
import { type Chance, chanceOf, type Fleet, type FleetSource } from './fleet-world.ts'
import { openHeap } from './heap.ts'

/** When a source is asked again, in ms, by somebody else's rule. */
export type Rule = (source: FleetSource, now: number) => number

export type FleetFigures = {
  /** Minutes from publication to sight, by priority, of items published after the first day. */
  delays: Record<string, { median: number; p95: number; items: number }>
  pollsADay: number
  /** Share of the polls without news that were answered by 304. */
  notModified: number
  /** Items that had left their page before anybody looked. */
  missed: number
  /** Hosts asked while busy, sooner than their gap, or above a budget, whatever the rule says of itself. */
  hostsAboveRate: number
  busiestHour: number
}

export const fleetPace: HostPace = { gapMs: second, perHour: 1_200, perDay: 12_000 }
/** An article is read once and looked at again, as configured by default. */
const looksMs = [0, 10 * minute, hour, 6 * hour, day, 3 * day]
/** Of all polls, so many time out. */
const timeoutShare = 0.004
const worthWaitingMs = 2 * second

type HostState = Parameters<typeof whyNotNow>[0] & { endedAt: number; visits: Map<number, number>; isAbove: boolean }
type SourceState = { row: Judged['source']; seen: number; source: FleetSource; isConditional: boolean }
type Task = { state: SourceState; isPoll: boolean; waitedMs: number }
type Tally = { delays: Map<string, number[]>; polls: number; quiet: number; notModified: number; missed: number }

/** Runs the fleet from its first to its last day; figures are of all days but the first. `rule` null: ours. */
export function runFleet(fleet: Fleet, { rule, seed }: { rule: Rule | null; seed: number }): FleetFigures {
  const chance = chanceOf(seed)
  const hosts = Array.from({ length: fleet.hosts }, () => newHost(fleet.from))
  const states = fleet.sources.map((source) => newState(source, fleet.from))
  const tally: Tally = { delays: new Map(), polls: 0, quiet: 0, notModified: 0, missed: 0 }
  const measuredFrom = fleet.from + day
  const due = openHeap<Task>()
  for (const state of states) due.push(fleet.from + chance.uniform() * 5 * minute, { state, isPoll: true, waitedMs: 0 })
  for (let next = due.pop(); next && next.at < fleet.to; next = due.pop()) {
    const { at, value: task } = next
    const { state } = task
    const host = hosts[state.source.host]!
    const not = whyNotNow(host, { now: new Date(at), pace: fleetPace })
    if (not) {
      const waitMs = not.at.getTime() - at + 1
      task.waitedMs += waitMs
      if (task.waitedMs <= worthWaitingMs) due.push(at + waitMs, task)
      else due.push(sentAway(host, task, { at: not.at.getTime(), chance }), { ...task, waitedMs: 0 })
      continue
    }
    task.waitedMs = 0
    const endAt = at + Math.min(20_000, 300 * Math.exp(0.8 * chance.normal()))
    visit(host, at, endAt)
    if (!task.isPoll) continue
    const fails = chance.uniform() < timeoutShare
    const fresh = fails ? [] : look(state, at, at >= measuredFrom ? tally : null)
    if (at >= measuredFrom) count(tally, { state, fresh, fails, endAt, measuredFrom })
    // What was published before the first day teaches the rhythm; as if it had been read before, nobody reads it now.
    for (const [i, published] of fresh.entries())
      for (const ms of published < fleet.from ? [] : looksMs)
        due.push(endAt + i * fleetPace.gapMs + ms, { state, isPoll: false, waitedMs: 0 })
    due.push(settle(state, { fresh, fails, now: endAt, rule }), task)
  }
  return figuresOf(tally, hosts, (fleet.to - measuredFrom) / day)
}

const newHost = (from: number): HostState => ({
  nextRequestAt: new Date(from),
  queueAt: null,
  ...{ busyToken: null, busyAt: null, busyUntil: null, gapMs: null, perHour: null, perDay: null },
  ...{ hourAt: null, hourCount: 0, dayAt: null, dayCount: 0, pausedUntil: null, pausesInRow: 0, robotsFetchedAt: null },
  ...{ endedAt: 0, visits: new Map(), isAbove: false },
})

const newState = (source: FleetSource, from: number): SourceState => ({
  source,
  // What was published before the first day is on the page, or never to be seen.
  seen: Math.max(0, firstAfter(source.items, from) - source.holds),
  isConditional: false,
  row: {
    ...{ id: source.id, priority: source.priority, intervalBy: 'program' as const },
    intervalMs: paceLimits[source.priority].startMs,
    ...{
      rhythm: null,
      failuresInRow: 0,
      lastGoodAt: null,
      lastNewAt: null,
      health: 'unknown' as const,
      healthReason: null,
    },
  },
})

/** When to come back: a poll soon and a little apart from others, an article behind all who were sent away before. */
function sentAway(host: HostState, task: Task, { at, chance }: { at: number; chance: Chance }): number {
  if (task.isPoll) return at + chance.uniform() * 2 * second
  const mine = Math.max(host.queueAt?.getTime() ?? 0, at)
  host.queueAt = new Date(mine + queueStepMs(fleetPace.gapMs))
  return mine
}

/** The request as the host lives it: what `takeHostTurn` and `giveHostBack` write, and our own watch over it. */
function visit(host: HostState, at: number, endAt: number): void {
  const [hourAt, dayAt] = [Math.floor(at / hour) * hour, Math.floor(at / day) * day]
  host.hourCount = host.hourAt?.getTime() === hourAt ? host.hourCount + 1 : 1
  host.dayCount = host.dayAt?.getTime() === dayAt ? host.dayCount + 1 : 1
  host.hourAt = new Date(hourAt)
  host.dayAt = new Date(dayAt)
  host.busyAt = new Date(at)
  host.busyUntil = new Date(endAt)
  host.nextRequestAt = new Date(endAt + fleetPace.gapMs)
  const inHour = (host.visits.get(hourAt) ?? 0) + 1
  host.visits.set(hourAt, inHour)
  const tooSoon = at < host.endedAt + fleetPace.gapMs - 1
  if (tooSoon || inHour > fleetPace.perHour || host.dayCount > fleetPace.perDay) host.isAbove = true
  host.endedAt = endAt
}

/** New items on the page at this moment, oldest first; those that have left it again are counted as missed. */
function look(state: SourceState, at: number, tally: Tally | null): number[] {
  const { items, holds } = state.source
  const published = firstAfter(items, at)
  const onPage = Math.max(state.seen, published - holds)
  if (tally && state.isConditional) tally.missed += onPage - state.seen
  state.seen = published
  return items.slice(onPage, published)
}

type Counted = { state: SourceState; fresh: number[]; fails: boolean; endAt: number; measuredFrom: number }
function count(tally: Tally, { state, fresh, fails, endAt, measuredFrom }: Counted): void {
  tally.polls += 1
  if (fails) return
  if (fresh.length === 0) {
    tally.quiet += 1
    if (state.isConditional && state.source.honours304) tally.notModified += 1
  }
  const { priority } = state.source
  const delays = tally.delays.get(priority) ?? tally.delays.set(priority, []).get(priority)!
  for (const item of fresh) if (item >= measuredFrom) delays.push((endAt - item) / minute)
}

/** What `settlePoll` does with the poll; answers with when to ask again. */
function settle(
  state: SourceState,
  { fresh, fails, now, rule }: { fresh: number[]; fails: boolean; now: number; rule: Rule | null },
): number {
  const { row, source } = state
  const at = new Date(now)
  const onPage = Math.min(source.holds, state.seen)
  const is304 = state.isConditional && source.honours304 && fresh.length === 0
  const result: PollResult = {
    outcome: fails ? 'failed' : is304 ? 'not_modified' : fresh.length > 0 ? 'new' : 'nothing_new',
    ...{ seen: fails || is304 ? 0 : onPage, fresh: fresh.length, dropped: 0, durationMs: 0 },
    failure: fails ? fetchFailure('timeout') : null,
  }
  if (!fails) state.isConditional = true
  if (rule) return now + rule(source, now)
  const published = fresh.map((ms) => new Date(ms))
  const judged = judgePoll({ source: row, result, published, textLengths: null, bodiesMissed: null, now: at })
  Object.assign(row, {
    ...{ rhythm: judged.rhythm, intervalMs: judged.intervalMs, health: judged.health, healthReason: judged.reason },
    failuresInRow: fails ? row.failuresInRow + 1 : 0,
    ...(fails ? {} : { lastGoodAt: at }),
    ...(fresh.length > 0 ? { lastNewAt: at } : {}),
  })
  return judged.dueAt.getTime()
}

function figuresOf(tally: Tally, hosts: HostState[], days: number): FleetFigures {
  const delays: FleetFigures['delays'] = {}
  for (const [priority, all] of tally.delays) {
    const sorted = Float64Array.from(all).sort()
    const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? 0
    delays[priority] = { median: at(0.5), p95: at(0.95), items: sorted.length }
  }
  return {
    delays,
    pollsADay: Math.round(tally.polls / days),
    notModified: tally.quiet === 0 ? 0 : tally.notModified / tally.quiet,
    missed: tally.missed,
    hostsAboveRate: hosts.filter((h) => h.isAbove).length,
    busiestHour: Math.max(...hosts.flatMap((h) => [...h.visits.values()])),
  }
}

/** How many items were published until then; `items` is ascending. */
export function firstAfter(items: number[], at: number): number {
  let [low, high] = [0, items.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (items[middle]! <= at) low = middle + 1
    else high = middle
  }
  return low
}

/** The rule of others, as their documents give it. */
export const otherRules: Record<string, Rule> = {
  'every 60 min (miniflux, round robin)': () => hour,
  'week ÷ entries of the week, 5 min to 24 h (miniflux, by frequency)': ({ items }, now) => {
    const weekly = firstAfter(items, now) - firstAfter(items, now - 7 * day)
    return Math.min(day, Math.max(5 * minute, weekly === 0 ? day : (7 * day) / weekly))
  },
}

export const simulatedFrom = (offsetMs = 0): Date => addMs(new Date('2026-09-20T16:00:00Z'), offsetMs)
