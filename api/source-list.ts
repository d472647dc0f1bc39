/** Which sources a list shows and in which order. A few thousand at most, so this is done over values. */
import type { SourceHealth } from '../domain/source-health.ts'
import type { Outlet, Source } from '../store/sources.ts'
import type { SourcesQuery } from './contract.ts'

type Listed = Source & { outlet: Outlet; alarms: unknown[] }

/** What wants a person first: what is broken for good, then what is broken, then what is quiet; switched off comes last. */
const urgency: Record<SourceHealth, number> = {
  gone: 0,
  selector_broken: 1,
  forbidden: 2,
  failing: 3,
  thin: 4,
  silent: 5,
  paused: 6,
  unknown: 7,
  ok: 8,
}
const urgencyOf = (s: Listed): number => (s.state === 'disabled' ? 9 : urgency[s.health])
const byName = (a: Listed, b: Listed): number =>
  a.outlet.name.localeCompare(b.outlet.name, 'zh') || a.name.localeCompare(b.name, 'zh')
/** Newest first; what has no time comes last. */
const newest = (a: Date | null, b: Date | null): number => (b?.getTime() ?? 0) - (a?.getTime() ?? 0)

export const sourceOrder: Record<SourcesQuery['sort'], (a: Listed, b: Listed) => number> = {
  name: byName,
  health: (a, b) => urgencyOf(a) - urgencyOf(b) || byName(a, b),
  new: (a, b) => newest(a.lastNewAt, b.lastNewAt) || byName(a, b),
  next: (a, b) =>
    (a.dueAt?.getTime() ?? Number.MAX_SAFE_INTEGER) - (b.dueAt?.getTime() ?? Number.MAX_SAFE_INTEGER) || byName(a, b),
}

/** `health` is asked of sources that are on; those switched off are found by `state`. */
export function sourceFits({
  q,
  health,
  state,
  kind,
  origin,
  priority,
  polled,
}: Pick<SourcesQuery, 'q' | 'health' | 'state' | 'kind' | 'origin' | 'priority' | 'polled'>): (s: Listed) => boolean {
  const word = q?.toLowerCase()
  return (s) =>
    (!health || (s.health === health && s.state === 'active')) &&
    (!state || s.state === state) &&
    (!kind || s.kind === kind) &&
    (!origin || s.outlet.origin === origin) &&
    (!priority || s.priority === priority) &&
    (!polled || s.lastPolledAt === null) &&
    (!word || [s.name, s.url, s.outlet.name, ...s.outlet.aliases].some((text) => text.toLowerCase().includes(word)))
}

/** How many are in each state of health, and how many are switched off. */
export function sourceCounts(all: Listed[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const s of all) {
    const key = s.state === 'disabled' ? 'disabled' : s.health
    counts[key] = (counts[key] ?? 0) + 1
  }
  return counts
}
