/** Does a scope cover these units? Two cities, or two counties, are no one city's or county's matter (GAP-06). Pure. */
import type { IncidentScope } from '../../domain/incident.ts'
import { type Result, ok, refuse } from '../../domain/result.ts'
import type { Unit, UnitTree } from '../../domain/units.ts'

/** Refuses `wrong-scope` with how many places there are. That the root bureau found it says nothing. */
export function scopeFits(scope: IncidentScope, units: Unit[], tree: UnitTree): Result<null> {
  if (scope === 'region_wide') return ok(null)
  const level = scope === 'city_only' ? 'city' : 'county'
  const below = units.filter((u) => u.id !== u.rootId || u.level === level)
  // A city among counties has no county: it is a place of its own, and the scope does not fit.
  const places = new Set(below.map((u) => placeAt(u, level, tree)?.id ?? `above ${u.id}`))
  if (places.size === 1 && below.some((u) => placeAt(u, level, tree))) return ok(null)
  return refuse('wrong-scope', { rule: 'G4-7-2-region', field: 'unitIds', detail: { scope, places: places.size } })
}

/** The unit of this level that a unit lies in, or itself. */
function placeAt(unit: Unit, level: Unit['level'], tree: UnitTree): Unit | undefined {
  for (let u: Unit | undefined = unit; u; u = tree.parentOf(u.id)) if (u.level === level) return u
  return undefined
}
