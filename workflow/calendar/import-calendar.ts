/** The release calendar comes in, as one piece or not at all; a dry run says what would change. Entries with a known id are replaced. */
import type { ImportFault } from '../../domain/figure-import.ts'
import type { Agent } from '../../domain/units.ts'
import { appendAudit } from '../../store/audit.ts'
import { type CalendarRow, calendarEntriesByIds, putCalendarEntries } from '../../store/calendar.ts'
import type { Db } from '../../store/open.ts'
import { readCalendar } from './read-calendar.ts'

export type CalendarImport = {
  rows: number
  added: number
  changed: { before: CalendarRow; after: CalendarRow }[]
  same: number
  faults: ImportFault[]
}

/** The caller has checked the right (`manage-calendar`); the record names who did it. */
export async function importCalendar(
  db: Db,
  { bytes, dryRun }: { bytes: Buffer; dryRun: boolean },
  { by, at }: { by: Agent; at: Date },
): Promise<CalendarImport> {
  const { entries, faults } = await readCalendar(bytes, at)
  return db.transaction(async (tx) => {
    const known = await calendarEntriesByIds(
      tx,
      entries.map((e) => e.id),
    )
    const added = entries.filter((e) => !known.has(e.id))
    const changed = entries.flatMap((given) => {
      const before = known.get(given.id)
      if (!before) return []
      // What was said of an entry by hand stays unless the file says otherwise.
      const after = given.releasedAt ? given : { ...given, state: before.state, releasedAt: before.releasedAt }
      return same(before, after) ? [] : [{ before, after }]
    })
    const outcome = {
      ...{ rows: entries.length, added: added.length, changed, faults },
      same: entries.length - added.length - changed.length,
    }
    if (dryRun || faults.length > 0 || added.length + changed.length === 0) return outcome
    await putCalendarEntries(tx, [...added, ...changed.map((c) => c.after)])
    await appendAudit(tx, {
      ...{ at, by, action: 'import-calendar', subject: { kind: 'calendar', id: 'calendar' } },
      before: changed.length
        ? { changed: changed.slice(0, 200).map((c) => ({ id: c.before.id, scheduledAt: c.before.scheduledAt })) }
        : null,
      after: {
        added: added.length,
        changed: changed.slice(0, 200).map((c) => ({ id: c.after.id, scheduledAt: c.after.scheduledAt })),
      },
    })
    return outcome
  })
}

const same = (a: CalendarRow, b: CalendarRow): boolean =>
  JSON.stringify([a.indicators, a.region, a.period, a.periodType, a.scheduledAt, a.publisher, a.releasedAt, a.note]) ===
  JSON.stringify([b.indicators, b.region, b.period, b.periodType, b.scheduledAt, b.publisher, b.releasedAt, b.note])
