/** A person says that a release came out, was put off, or has another time. */
import { type Result, ok, refuse } from '../../domain/result.ts'
import { appendAudit } from '../../store/audit.ts'
import { type CalendarRow, lockCalendarEntry, putCalendarEntries } from '../../store/calendar.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import { agentOf, type By } from '../by.ts'
import { type CalendarInput, type CalendarVerb, moveEntry } from './calendar.ts'

export async function changeEntry(
  db: Db,
  { id, verb, input }: { id: string; verb: CalendarVerb; input: CalendarInput },
  { actor, at: now }: By,
): Promise<Result<CalendarRow>> {
  return db.transaction(async (tx) => {
    const entry = await lockCalendarEntry(tx, id)
    if (!entry) return refuse('not-found')
    const moved = moveEntry(entry, verb, { actor, tree: await loadUnitTree(tx), input, now })
    if (!moved.ok) return moved
    const changed: CalendarRow = {
      ...entry,
      state: moved.value.to,
      releasedAt: verb === 'release' ? input.at! : null,
      scheduledAt: verb === 'plan' ? input.at! : entry.scheduledAt,
      note: input.note?.trim().slice(0, 500) || entry.note,
      changedAt: now,
    }
    await putCalendarEntries(tx, [changed])
    await appendAudit(tx, {
      ...{ at: now, by: agentOf(actor, moved.value.seat), action: `${verb}-entry`, subject: { kind: 'calendar', id } },
      ...{ before: facts(entry), after: facts(changed), reason: input.note?.trim() || null },
    })
    return ok(changed)
  })
}

const facts = ({ state, scheduledAt, releasedAt }: CalendarRow) => ({ state, scheduledAt, releasedAt })
