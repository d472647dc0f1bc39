/**
 * Two thousand invented sources and when they publish: most rarely, a few all day (log-normal rates); by the hours of a Chinese
 * newsroom, less at weekends, some in one batch a morning, with bursts. The same for the same seed.
 */
import type { SourcePriority } from '../domain/source-health.ts'
import { day, hour, minute } from '../domain/time.ts'

export type FleetSource = {
  id: string
  priority: SourcePriority
  host: number
  /** Items its page shows. */
  holds: number
  /** Answers a conditional request without news by 304. */
  honours304: boolean
  /** When it publishes, ascending, in ms since the epoch. */
  items: number[]
}
export type Fleet = { from: number; to: number; sources: FleetSource[]; hosts: number }

/** Random numbers from a seed (mulberry32), and the shapes made of them. */
export type Chance = { uniform: () => number; normal: () => number }
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 0x1_0000_0000
  }
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
  return { uniform, normal }
}

/** How much of a day's news each hour of the day in Shanghai brings. */
const hours = [1, 0.6, 0.4, 0.3, 0.4, 1, 2.5, 5, 8, 8.5, 8, 6, 4.5, 5, 7, 8, 8, 7, 6, 5, 4, 3.2, 2.4, 1.6]
const busiest = Math.max(...hours)
const allHours = hours.reduce((sum, n) => sum + n, 0)

/** Share of the fleet, median items a day, and how far the rates spread (σ of the logarithm). */
const classes: { priority: SourcePriority; share: number; median: number; spread: number }[] = [
  { priority: 'core', share: 0.1, median: 30, spread: 1 },
  { priority: 'normal', share: 0.7, median: 4, spread: 1.4 },
  { priority: 'low', share: 0.2, median: 0.4, spread: 1.2 },
]
/** A source that publishes more a day has no page for it. */
const mostADay = 600
/** Before the simulation begins, so that pages are full and rhythms can be learned from their dates. */
const historyMs = 14 * day

export function makeFleet({
  seed,
  sources,
  from,
  days,
}: {
  seed: number
  sources: number
  from: Date
  days: number
}): Fleet {
  const chance = chanceOf(seed)
  const begin = from.getTime()
  const to = begin + days * day
  const hostCount = Math.max(1, Math.round(sources / 3))
  const made: FleetSource[] = []
  for (const { priority, share, median, spread } of classes)
    for (let n = 0; n < Math.round(sources * share); n++) {
      const rate = Math.min(mostADay, median * Math.exp(spread * chance.normal()))
      made.push({
        id: `${priority}-${n}`,
        priority,
        // A few hosts have dozens of sources, most have one or two.
        host: Math.floor(hostCount * chance.uniform() ** 2.2),
        holds: chance.uniform() < 0.7 ? 20 : 50,
        honours304: chance.uniform() < 0.7,
        items: publications({ rate, from: begin - historyMs, to, chance }),
      })
    }
  return { from: begin, to, sources: made, hosts: hostCount }
}

/** Moments of publication: a thinned Poisson stream whose moments bring one item or a burst, or a batch every morning. */
function publications({
  rate,
  from,
  to,
  chance,
}: {
  rate: number
  from: number
  to: number
  chance: Chance
}): number[] {
  const weekend = chance.uniform() < 0.7 ? 0.35 : 1
  const isBatch = chance.uniform() < 0.12
  const burst = 1 + 3 * chance.uniform() ** 2
  const items: number[] = []
  const add = (at: number, count: number): void => {
    for (let i = 0, t = at; i < count && t < to; i++, t += -Math.log(1 - chance.uniform()) * 4 * minute) items.push(t)
  }
  if (isBatch) {
    const batchHour = 5 + 3 * chance.uniform()
    for (let midnight = from; midnight < to; midnight += day)
      if (!isWeekend(midnight) || weekend === 1)
        add(
          midnight + batchHour * hour + chance.normal() * 10 * minute,
          Math.round(rate * (0.7 + 0.6 * chance.uniform())),
        )
  } else {
    // As many moments as would bring the rate if every hour were the busiest, and then most of them left out.
    const peakPerMs = ((rate / burst / allHours) * busiest) / hour
    for (let at = from; at < to; ) {
      at += -Math.log(1 - chance.uniform()) / peakPerMs
      const share = (hours[shanghaiHour(at)]! / busiest) * (isWeekend(at) ? weekend : 1)
      if (at < to && chance.uniform() < share) add(at, 1 + Math.floor(-Math.log(1 - chance.uniform()) * (burst - 1)))
    }
  }
  return items.sort((a, b) => a - b)
}

const shanghaiHour = (at: number): number => new Date(at + 8 * hour).getUTCHours()
const isWeekend = (at: number): boolean => [0, 6].includes(new Date(at + 8 * hour).getUTCDay())
