/** A roster of one duty comes in as a table (CSV, Excel), as one piece or not at all; a dry run says what is wrong by cell. */
import { type DutyKind, mostTurns } from '../../domain/duty.ts'
import type { ImportFault } from '../../domain/figure-import.ts'
import { ok, type Result, refuse } from '../../domain/result.ts'
import type { DutyCandidate } from '../../store/duty.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import type { By } from '../by.ts'
import { may } from '../policy.ts'
import { type TableRow, UnreadableTable } from '../table/cells.ts'
import { faultOfFile, faultsOfHeader, RowReader } from '../table/fields.ts'
import { type FieldNames, type Header, readHeader } from '../table/header.ts'
import { kindOfFile, readTable } from '../table/read-table.ts'
import { checkTurns, saveTurns } from './change-roster.ts'
import { candidatesOf, type WantedTurn } from './roster.ts'

type Field = 'person' | 'backup' | 'from' | 'to' | 'phone' | 'note'
/** The file the page gives has these headings too: what goes out comes in again. */
const headings: FieldNames<Field> = {
  person: ['值班人员', '姓名', '用户名'],
  backup: ['备班人员', '备班'],
  from: ['开始时间', '开始'],
  to: ['结束时间', '结束'],
  phone: ['值班电话', '电话'],
  note: ['备注'],
}

export type RosterImport = { turns: number; faults: ImportFault[] }

/** Refuses like a single entry where the turns themselves cannot be: overlapping, past, of somebody who may not. */
export async function importRoster(
  db: Db,
  { unitId, kind, bytes, dryRun }: { unitId: string; kind: DutyKind; bytes: Buffer; dryRun: boolean },
  by: By,
): Promise<Result<RosterImport>> {
  const rows = await rowsOf(bytes)
  return db.transaction(async (tx) => {
    const tree = await loadUnitTree(tx)
    const bureau = tree.bureauOf(unitId)
    if (!bureau) return refuse('not-found', { field: 'unitId' })
    const right = may(by.actor, 'manage-duty', { unitId: bureau.id, tree })
    if (!right.ok) return right
    const { turns, faults } = readTurns(rows, await candidatesOf(tx, bureau.id, tree, by.at))
    if (faults.length > 0) return ok({ turns: turns.length, faults })
    const placed = { kind, turns, bureau, tree }
    const done = dryRun ? await checkTurns(tx, placed, by) : await saveTurns(tx, placed, by)
    return done.ok ? ok({ turns: turns.length, faults }) : done
  })
}

async function rowsOf(bytes: Buffer): Promise<TableRow[] | ImportFault> {
  try {
    const kind = kindOfFile(bytes)
    if (kind === 'json' || kind === 'ical') throw new UnreadableTable('not_excel')
    const rows: TableRow[] = []
    for await (const row of (await readTable(bytes, kind)).rows) {
      rows.push(row)
      if (rows.length > mostTurns * 2) throw new UnreadableTable('too_many_rows', row.row)
    }
    return rows
  } catch (e) {
    if (!(e instanceof UnreadableTable)) throw e
    return faultOfFile(e)
  }
}

function readTurns(
  rows: TableRow[] | ImportFault,
  candidates: readonly DutyCandidate[],
): { turns: WantedTurn[]; faults: ImportFault[] } {
  if (!Array.isArray(rows)) return { turns: [], faults: [rows] }
  const read: { turns: WantedTurn[]; faults: ImportFault[] } = { turns: [], faults: [] }
  let header: Header<Field> | null = null
  for (const row of rows) {
    if (!header) {
      header = readHeader(row, headings, ['person', 'from', 'to'])
      if (header) read.faults.push(...faultsOfHeader(header))
      if (read.faults.length > 0) return read
      continue
    }
    const cells = new RowReader(row, header)
    if (cells.isEmpty) continue
    const turn = readTurn(cells, candidates)
    if (turn) read.turns.push(turn)
    read.faults.push(...cells.faults)
  }
  if (read.turns.length + read.faults.length === 0) read.faults.push(faultOfFile(new UnreadableTable('empty_file')))
  return read
}

function readTurn(cells: RowReader<Field>, candidates: readonly DutyCandidate[]): WantedTurn | null {
  const userId = personNamed(cells.text('person', 100))
  if (userId === null) cells.fault('person', 'unknown_value')
  const backup = cells.optional('backup', 100)
  const backupId = backup === '' ? null : personNamed(backup)
  if (backup !== '' && backupId === null) cells.fault('backup', 'unknown_value')
  const [fromAt, toAt] = [cells.instant('from'), cells.instant('to')]
  const [phone, note] = [cells.optional('phone', 60), cells.optional('note', 300)]
  if (cells.faults.length > 0 || userId === null || !fromAt || !toAt) return null
  return { userId, backupId, fromAt, toAt, phone, note }

  /** By user name, or by a name that only one of them has. */
  function personNamed(text: string): string | null {
    const exact = candidates.find((c) => c.username === text)
    const named = candidates.filter((c) => c.name === text)
    return exact?.userId ?? (named.length === 1 ? named[0]!.userId : null)
  }
}
