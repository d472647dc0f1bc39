/** The unit trees that a first run may choose from: the operator's own first, then those that come with the product. */
import { readFile } from 'node:fs/promises'
import { demoUnits } from '../demo/units.ts'
import type { Unit } from '../domain/units.ts'
import { readUnits } from '../workflow/unit/read-units.ts'

export type UnitTreeOffered = { id: string; name: string; units: Unit[] }

/** `file`: a table of units (TONGYU_UNITS, see docs/units.md). Throws with a line for each cell that cannot be read. */
export async function unitTrees(file?: string): Promise<UnitTreeOffered[]> {
  return [...(file ? treesIn(await ownUnits(file)) : []), ...treesIn(demoUnits())]
}

async function ownUnits(file: string): Promise<Unit[]> {
  const bytes = await readFile(file).catch((e: Error) => {
    throw new Error(`TONGYU_UNITS: ${file} cannot be read: ${e.message}`)
  })
  const { units, faults } = await readUnits(bytes, null)
  if (faults.length === 0) return units
  const lines = faults
    .slice(0, 50)
    .map(
      (f) =>
        `  row ${f.row}${f.column ? `, column ${f.column}` : ''}: ${[f.field, f.code, f.value, f.hint].filter(Boolean).join(' ')}`,
    )
  throw new Error(`The units in ${file} are not usable:\n${lines.join('\n')}`)
}

const treesIn = (units: Unit[]): UnitTreeOffered[] =>
  units
    .filter((u) => u.id === u.rootId)
    .map((root) => ({ id: root.id, name: root.name, units: units.filter((u) => u.rootId === root.id) }))
