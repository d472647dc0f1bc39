/**
 * Duties that come again: the daily watch, the forecast of the late month, the reports a leading group asks for every few
 * hours, the yearly drill (domain catalogue C3). Each occurrence has its own limit and its own name, so that it is made
 * once, however often somebody looks; a report that there is nothing to report is a report. Pure; days are Shanghai's.
 */
import { addMs, fromShanghai, shanghaiDay } from '../../domain/time.ts'

export type Cadence = 'day' | 'late-month' | 'month' | 'quarter' | 'year'
/** A period of the calendar, or a number of milliseconds from the start of the duty. */
export type Recurrence = Cadence | { everyMs: number }

/** From `opensAt` to `limitAt`, both included; the key names it for ever: 2026-10-01, 2026-10, 2026-Q4, 2026, #7. */
export type Occurrence = { key: string; opensAt: Date; limitAt: Date }

/** More are not made at one time: a year of days, twice over. Whoever needs more asks again from the last one. */
const maxOccurrences = 732

/**
 * The occurrences that touch [from, until], oldest first. The one that is running when the duty starts counts already: a
 * mechanism activated on the 25th owes the forecast of that month.
 */
export function occurrences(
  every: Recurrence,
  { startAt, from, until }: { startAt: Date; from: Date; until: Date },
): Occurrence[] {
  const first = from > startAt ? from : startAt
  const found: Occurrence[] = []
  let next = typeof every === 'string' ? calendarPeriod(every, first) : countedPeriod(every.everyMs, startAt, first)
  while (next.opensAt <= until && found.length < maxOccurrences) {
    if (next.limitAt >= first) found.push(next)
    const after = addMs(next.limitAt, 1)
    next = typeof every === 'string' ? calendarPeriod(every, after) : countedPeriod(every.everyMs, startAt, after)
  }
  return found
}

/** k periods after the start; the millisecond at the border belongs to the earlier one, as every limit does. */
function countedPeriod(everyMs: number, startAt: Date, at: Date): Occurrence {
  if (!Number.isSafeInteger(everyMs) || everyMs < 1) throw new Error(`a cadence of ${everyMs} ms`)
  const n = Math.max(1, Math.ceil((at.getTime() - startAt.getTime()) / everyMs))
  const opensAt = addMs(startAt, (n - 1) * everyMs)
  return { key: `#${n}`, opensAt: n === 1 ? opensAt : addMs(opensAt, 1), limitAt: addMs(startAt, n * everyMs) }
}

/** The period that holds `at`, or the next one where `at` lies between two. It ends one millisecond before the next begins. */
function calendarPeriod(cadence: Cadence, at: Date): Occurrence {
  const [year, month, dayOfMonth] = shanghaiDay(at).split('-').map(Number) as [number, number, number]
  const pad = (n: number) => String(n).padStart(2, '0')
  switch (cadence) {
    case 'day': {
      const opensAt = midnight(year, month, dayOfMonth)
      return { key: shanghaiDay(at), opensAt, limitAt: addMs(opensAt, 24 * 3_600_000 - 1) }
    }
    case 'late-month':
      return { key: `${year}-${pad(month)}`, ...between(midnight(year, month, 21), midnight(year, month + 1, 1)) }
    case 'month':
      return { key: `${year}-${pad(month)}`, ...between(midnight(year, month, 1), midnight(year, month + 1, 1)) }
    case 'quarter': {
      const quarter = Math.ceil(month / 3)
      return {
        key: `${year}-Q${quarter}`,
        ...between(midnight(year, 3 * quarter - 2, 1), midnight(year, 3 * quarter + 1, 1)),
      }
    }
    case 'year':
      return { key: `${year}`, ...between(midnight(year, 1, 1), midnight(year + 1, 1, 1)) }
  }
}

const between = (opensAt: Date, end: Date) => ({ opensAt, limitAt: addMs(end, -1) })

/** Month 13 is January of the next year. */
const midnight = (year: number, month: number, dayOfMonth: number): Date =>
  month > 12 ? fromShanghai(year + 1, month - 12, dayOfMonth)! : fromShanghai(year, month, dayOfMonth)!

/** What was entered for an occurrence; `nil` says that there is nothing to report. */
export type OccurrenceEntry = { key: string; at: Date; nil: boolean }
/** `missing` is nobody's word, `nil` is somebody's word that there was nothing: they are never the same. */
export type OccurrenceState = 'ahead' | 'open' | 'reported' | 'nil' | 'late' | 'missing'

/** How an occurrence stands. The first entry that counts decides; a nil entry counts where the duty allows it. */
export function occurrenceState(
  occurrence: Occurrence,
  { entries, nilCounts }: { entries: readonly OccurrenceEntry[]; nilCounts: boolean },
  now: Date,
): OccurrenceState {
  const counted = entries
    .filter((e) => e.key === occurrence.key && (nilCounts || !e.nil))
    .sort((a, b) => a.at.getTime() - b.at.getTime())[0]
  if (counted) return counted.at > occurrence.limitAt ? 'late' : counted.nil ? 'nil' : 'reported'
  if (now > occurrence.limitAt) return 'missing'
  return now < occurrence.opensAt ? 'ahead' : 'open'
}
