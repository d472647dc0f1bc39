/** The unit trees that a first run may choose from. */
import { demoUnits } from '../demo/units.ts'
import type { Unit } from '../domain/units.ts'

const units = demoUnits()

export const unitTrees: { id: string; name: string; units: Unit[] }[] = units
  .filter((u) => u.id === u.rootId)
  .map((root) => ({ id: root.id, name: root.name, units: units.filter((u) => u.rootId === root.id) }))
