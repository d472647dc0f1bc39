/** Official figures come in: as one piece or not at all, with a dry run that says what would change. */
import type { Agent } from '../../domain/units.ts'
import { appendAudit, canonical } from '../../store/audit.ts'
import { type FigureRow, knownFigureIds, putCalendarEntries, putFigures } from '../../store/figures.ts'
import type { Db } from '../../store/open.ts'
import { readCalendarTable, readFigureTable, type TableError } from './read-tables.ts'

export type ImportOutcome = { rows: number; added: number; changed: number; unchanged: number; errors: TableError[] }

/**
 * Imports a figure table. Any error, or `dryRun`, and nothing is saved; the counts say what would change. The caller has
 * checked the right (`import-figures`); the record names who did it.
 */
export async function importFigures(
  db: Db,
  { csv, dryRun }: { csv: string; dryRun: boolean },
  { by, at }: { by: Agent; at: Date },
): Promise<ImportOutcome> {
  const { rows, errors } = readFigureTable(csv, at)
  return db.transaction(async (tx) => {
    const known = await knownFigureIds(tx)
    const added = rows.filter((r) => !known.has(r.id))
    const changed = rows.filter((r) => known.has(r.id) && !same(known.get(r.id)!, r))
    const outcome = {
      rows: rows.length,
      added: added.length,
      changed: changed.length,
      unchanged: rows.length - added.length - changed.length,
      errors,
    }
    if (dryRun || errors.length > 0 || added.length + changed.length === 0) return outcome
    await putFigures(tx, [...added, ...changed])
    await appendAudit(tx, {
      at,
      by,
      action: 'import-figures',
      subject: { kind: 'figures', id: 'figures' },
      before: changed.length
        ? { changed: changed.slice(0, 200).map((r) => ({ id: r.id, value: known.get(r.id)!.value })) }
        : null,
      after: { added: added.length, changed: changed.slice(0, 200).map((r) => ({ id: r.id, value: r.value })) },
    })
    return outcome
  })
}

/** Imports the release calendar; entries with a known id are replaced. */
export async function importCalendar(
  db: Db,
  { csv }: { csv: string },
  { by, at }: { by: Agent; at: Date },
): Promise<{ rows: number; errors: TableError[] }> {
  const { rows, errors } = readCalendarTable(csv, at)
  if (errors.length === 0)
    await db.transaction(async (tx) => {
      await putCalendarEntries(tx, rows)
      await appendAudit(tx, {
        at,
        by,
        action: 'import-calendar',
        subject: { kind: 'calendar', id: 'calendar' },
        after: { rows: rows.length },
      })
    })
  return { rows: rows.length, errors }
}

const same = (a: FigureRow, b: FigureRow): boolean =>
  canonical(JSON.parse(JSON.stringify(a))) === canonical(JSON.parse(JSON.stringify(b)))
