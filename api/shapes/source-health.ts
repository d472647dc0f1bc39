/** Health, pace and rhythm of sources, their alarms and hosts as the contract shows them. */
import { hourlyRates, isLearned } from '../../domain/rhythm.ts'
import { paceLimits, type SourceRhythm } from '../../domain/source-health.ts'
import { day, hour } from '../../domain/time.ts'
import type { Host } from '../../store/hosts.ts'
import type { NamedAlarm, SourceAlarm } from '../../store/source-alarms.ts'
import type { Source } from '../../store/sources.ts'
import type { HostShown, NamedAlarmShown, SourceAlarmShown, SourceShown } from '../contract.ts'
import { iso, isoOrNull } from './units.ts'

export const healthShown = (
  s: Source,
): Pick<SourceShown, 'health' | 'healthReason' | 'healthSince' | 'lastGoodAt' | 'pace' | 'rhythm'> => {
  const { floorMs, ceilingMs } = paceLimits[s.priority]
  return {
    health: s.health,
    healthReason: s.healthReason,
    healthSince: isoOrNull(s.healthSince),
    lastGoodAt: isoOrNull(s.lastGoodAt),
    pace: { priority: s.priority, by: s.intervalBy, floorMs, ceilingMs },
    rhythm: s.rhythm ? rhythmShown(s.rhythm) : null,
  }
}

const toHundredths = (n: number): number => Math.round(n * 100) / 100

function rhythmShown(rhythm: SourceRhythm): NonNullable<SourceShown['rhythm']> {
  const rates = hourlyRates(rhythm)
  const daily = (first: number): number => rates.slice(first, first + 24).reduce((sum, n) => sum + n, 0)
  return {
    learned: isLearned(rhythm),
    perDay: toHundredths((5 * daily(0) + 2 * daily(24)) / 7),
    workdays: rates.slice(0, 24).map(toHundredths),
    daysOff: rates.slice(24).map(toHundredths),
    longestQuietMs: Math.round(rhythm.longestQuietMs),
  }
}

export const alarmShown = ({
  id,
  sourceId,
  kind,
  reason,
  raisedAt,
  toldAt,
  clearedAt,
}: SourceAlarm): SourceAlarmShown => ({
  id,
  sourceId,
  kind,
  reason,
  raisedAt: iso(raisedAt),
  toldAt: isoOrNull(toldAt),
  clearedAt: isoOrNull(clearedAt),
})

export const namedAlarmShown = (alarm: NamedAlarm): NamedAlarmShown => ({ ...alarmShown(alarm), source: alarm.source })

export function hostShown(h: Host, now: Date): HostShown {
  const isNow = (at: Date | null, lengthMs: number): boolean =>
    at !== null && now.getTime() - at.getTime() < lengthMs && now >= at
  const kind = (h.robots as { kind?: string } | null)?.kind
  return {
    host: h.host,
    nextRequestAt: iso(h.nextRequestAt),
    pausedUntil: h.pausedUntil && h.pausedUntil > now ? iso(h.pausedUntil) : null,
    pausesInRow: h.pausesInRow,
    gapMs: h.gapMs,
    perHour: h.perHour,
    perDay: h.perDay,
    usedThisHour: isNow(h.hourAt, hour) ? h.hourCount : 0,
    usedToday: isNow(h.dayAt, day) ? h.dayCount : 0,
    robots:
      kind === 'rules' ? 'rules' : kind === 'allow_all' ? 'none' : kind === 'disallow_all' ? 'unreachable' : 'unknown',
    robotsFetchedAt: isoOrNull(h.robotsFetchedAt),
  }
}
