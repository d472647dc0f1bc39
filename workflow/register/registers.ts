/**
 * Registers of the plans (domain catalogue A9 REC): what is kept, by whom, with which columns, is data of the catalogue; one table
 * keeps the rows of all of them. Registers of restricted plans are kept in their compartment's steps, never here; those that a
 * part of the program keeps (people of the press, answers, the watch log) are there.
 */
import { type Result, ok, refuse } from '../../domain/result.ts'
import type { Unit, UnitTree } from '../../domain/units.ts'
import { appendAudit } from '../../store/audit.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import { addRegisterRows, lockRegisterRow, saveRegisterRow } from '../../store/registers.ts'
import { agentOf, type By } from '../by.ts'
import { tellRegisterChange } from '../contact/tell-change.ts'
import { plansInForce } from '../plan/adopted.ts'
import type { Plan } from '../plan/shape.ts'
import { type Action, may } from '../policy.ts'

export type Register = {
  plan: string
  planTitle: string
  register: string
  title: string
  /** The article that asks for it. */
  citation: string
  columns: string[]
  /** Facts about how people did their duty: the inspection's alone. */
  reserved: boolean
}

/** Of reserved registers whoever keeps them reads them, and nobody else; of others everybody who sees the duty of a bureau reads. */
export const rightToKeep = ({ reserved }: Pick<Register, 'reserved'>): Action =>
  reserved ? 'keep-conduct-facts' : 'keep-registers'

export const mostRegisterRows = 10_000
const longestCell = 500
/** Columns of a register of contacts that say when and whether, not how somebody is reached. */
const silentColumns = ['变动时间', '更新时间', '已告知']

/** The registers of what binds a tree: adopted plans and their bases. */
export const registersOf = async (db: Db, rootId: string): Promise<Register[]> =>
  (await plansInForce(db, rootId)).flatMap(({ plan }) => ofPlan(plan))

const ofPlan = (plan: Plan): Register[] =>
  plan.registers
    .filter((r) => r.columns.length > 0 && !r.part)
    .map((r) => ({
      ...{ plan: plan.plan, planTitle: plan.title, register: r.register, title: r.title },
      ...{ columns: r.columns, reserved: r.reserved },
      citation: plan.rules.find(({ id }) => id === r.rule)?.citation ?? '',
    }))

/** Every column of the register and no other; the first one names the row and is never empty. */
export function judgeCells(register: Register, cells: Record<string, string>): Result<Record<string, string>> {
  const foreign = Object.keys(cells).find((name) => !register.columns.includes(name))
  if (foreign !== undefined) return refuse('invalid-field', { field: `cells.${foreign}` })
  const kept = Object.fromEntries(register.columns.map((name) => [name, (cells[name] ?? '').trim()]))
  const long = register.columns.find((name) => kept[name]!.length > longestCell)
  if (long !== undefined) return refuse('too-large', { field: `cells.${long}`, detail: { max: longestCell } })
  if (kept[register.columns[0]!] === '') return refuse('missing-field', { field: `cells.${register.columns[0]}` })
  return ok(kept)
}

type Place = { register: Register; bureau: Unit; tree: UnitTree }
type Which = { unitId: string; plan: string; register: string }

/** The register and the bureau, if the person may keep it there. */
export async function keptBy(tx: Db, which: Which, { actor }: By) {
  const tree = await loadUnitTree(tx)
  const bureau = tree.bureauOf(which.unitId)
  if (!bureau) return refuse('not-found', { field: 'unitId' })
  const register = (await registersOf(tx, bureau.rootId)).find(
    (r) => r.plan === which.plan && r.register === which.register,
  )
  if (!register) return refuse('not-found', { field: 'register' })
  const right = may(actor, rightToKeep(register), { unitId: bureau.id, tree })
  // Whoever may not keep it does not learn that it is there.
  if (!right.ok) return register.reserved ? refuse('not-found', { field: 'register' }) : right
  const place: Place = { register, bureau, tree }
  return ok({ ...place, seat: right.value })
}

/** All rows or none. */
export async function addRows(
  db: Db,
  { rows, ...which }: Which & { rows: Record<string, string>[] },
  by: By,
): Promise<Result<{ rows: number }>> {
  return db.transaction(async (tx) => {
    const kept = await keptBy(tx, which, by)
    if (!kept.ok) return kept
    const { register, bureau, seat } = kept.value
    if (rows.length === 0) return refuse('missing-field', { field: 'rows' })
    if (rows.length > mostRegisterRows) return refuse('too-large', { field: 'rows', detail: { max: mostRegisterRows } })
    const judged: Record<string, string>[] = []
    for (const cells of rows) {
      const row = judgeCells(register, cells)
      if (!row.ok) return row
      judged.push(row.value)
    }
    const { actor, at } = by
    const more = { unitId: bureau.id, plan: register.plan, register: register.register }
    await addRegisterRows(
      tx,
      judged.map((cells) => ({ ...more, cells, changedBy: actor.name, changedAt: at })),
    )
    await tellRegisterChange(tx, { ...which, rows: judged }, { ...by, bureau, tree: kept.value.tree })
    await appendAudit(tx, {
      ...{ at, by: agentOf(actor, seat), action: 'add-rows' },
      subject: { kind: 'register', id: `${bureau.id} ${register.plan} ${register.register}` },
      after: { rows: judged.slice(0, 50), count: judged.length },
    })
    return ok({ rows: judged.length })
  })
}

/** `cells` changes the row; `reason` takes it out. Refuses `conflict` where somebody changed it since `version`. */
export async function changeRow(
  db: Db,
  input: { id: string; version: number } & ({ cells: Record<string, string> } | { reason: string }),
  by: By,
): Promise<Result<{ id: string }>> {
  return db.transaction(async (tx) => {
    const row = await lockRegisterRow(tx, input.id)
    if (!row) return refuse('not-found')
    const kept = await keptBy(tx, row, by)
    if (!kept.ok) return kept
    if (row.removedAt) return refuse('wrong-state')
    if (row.version !== input.version) return refuse('conflict')
    const { actor, at } = by
    const judged = 'cells' in input ? judgeCells(kept.value.register, input.cells) : ok(row.cells)
    if (!judged.ok) return judged
    const reason = 'reason' in input ? input.reason.trim() : null
    if (reason === '') return refuse('missing-field', { field: 'reason' })
    await saveRegisterRow(tx, row.id, {
      ...{ cells: judged.value, version: row.version + 1, changedBy: actor.name, changedAt: at },
      ...(reason === null ? {} : { removedAt: at, removeReason: reason }),
    })
    // What is new in it is told; that it was taken out, and a note beside it, are not.
    const before = row.cells
    const isNew = Object.entries(judged.value).some(
      ([name, cell]) => !silentColumns.includes(name) && cell !== before[name],
    )
    if (reason === null && isNew) {
      const { bureau, tree } = kept.value
      const { plan, register } = row
      await tellRegisterChange(tx, { plan, register, rows: [judged.value] }, { ...by, bureau, tree })
    }
    await appendAudit(tx, {
      ...{ at, by: agentOf(actor, kept.value.seat), action: reason === null ? 'change-row' : 'remove-row', reason },
      subject: { kind: 'register', id: `${row.unitId} ${row.plan} ${row.register}` },
      ...{ before: row.cells, after: reason === null ? judged.value : null },
    })
    return ok({ id: row.id })
  })
}
