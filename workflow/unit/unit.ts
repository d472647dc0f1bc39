/**
 * What a unit may be called, where it may stand in its tree, and which may become part of which. Pure. The tree decides who sees and
 * who owes, so nothing here is guessed: a place that does not fit is refused by its field.
 */
import { isWithin } from '../../domain/regions.ts'
import { ok, type Result, refuse } from '../../domain/result.ts'
import { isBureau, type Unit, type UnitLevel, type UnitTree, unitLevels } from '../../domain/units.ts'

/** What a person says of a unit. */
export type UnitFacts = Pick<Unit, 'name' | 'aliases' | 'level' | 'regionCode'>

export const longestName = 60
/** A unit that took others over carries their names too. */
export const mostAliases = 40
/** A tree is read for every request. */
export const mostUnits = 2_000

/** Names that stand for every bureau: each article about statistics would be about the one that carries it. */
const namesNobody =
  /^(?:本|我|省|市|县|区|旗|自治区|自治州|自治县|国家)?(?:统计局|统计机构|统计部门|办公室|综合[处科]|机关服务中心)$/

/** Name and aliases with spaces cut, each once and the name not among them. Refuses the field that cannot be, by its place in the list. */
export function readNames(
  { name, aliases }: Pick<Unit, 'name' | 'aliases'>,
  others: readonly Pick<Unit, 'name' | 'aliases'>[],
): Result<{ name: string; aliases: string[] }> {
  const taken = new Set(others.flatMap((unit) => [unit.name, ...unit.aliases]))
  const own = name.normalize('NFC').trim().replace(/\s+/g, ' ')
  const list = [...new Set(aliases.map((alias) => alias.normalize('NFC').trim().replace(/\s+/g, ' ')))]
  const more = list.filter((alias) => alias !== '' && alias !== own)
  if (more.length > mostAliases) return refuse('too-large', { field: 'aliases', detail: { max: mostAliases } })
  for (const [n, each] of [own, ...more].entries()) {
    const field = n === 0 ? 'name' : 'aliases'
    if (each === '') return refuse('missing-field', { field })
    const isReadable = each.length >= 4 && each.length <= longestName && !/[\p{Cc}\p{Cf}<>]/u.test(each)
    if (!isReadable || namesNobody.test(each)) return refuse('invalid-field', { field, detail: { name: each } })
    if (taken.has(each)) return refuse('already-exists', { field, detail: { name: each } })
  }
  return ok({ name: own, aliases: more })
}

/** Below which unit, at which level, in which region. A division stands under a bureau and has its region. */
export function judgePlace(
  { level, regionCode }: Pick<Unit, 'level' | 'regionCode'>,
  parent: Pick<Unit, 'level' | 'regionCode' | 'endedAt'>,
): Result<null> {
  if (!isBureau(parent)) return refuse('invalid-field', { field: 'parentId' })
  if (unitLevels.indexOf(level) <= unitLevels.indexOf(parent.level)) return refuse('invalid-field', { field: 'level' })
  const fits =
    level === 'division'
      ? regionCode === parent.regionCode
      : isRegionCode(regionCode) && isWithin(regionCode, parent.regionCode)
  return fits ? ok(null) : refuse('invalid-field', { field: 'regionCode' })
}

/** GB/T 2260: six digits, a province first. Townships bear the code of their county. */
export const isRegionCode = (code: string): boolean => /^[1-8]\d{5}$/.test(code)

/** Levels that may stand at the root of a tree. */
export const rootLevels: readonly UnitLevel[] = ['region', 'city', 'county']

/**
 * May one become part of the other? Both are there and of one tree; neither a root nor anything below itself; a bureau goes into a
 * bureau, a division into a division or into a bureau.
 */
export function judgeMerge(
  from: Unit | undefined,
  into: Unit | undefined,
  tree: UnitTree,
): Result<{ from: Unit; into: Unit }> {
  if (!from) return refuse('not-found', { field: 'unitId' })
  if (from.endedAt) return refuse('wrong-state', { field: 'unitId' })
  if (!into || into.rootId !== from.rootId) return refuse('not-found', { field: 'intoId' })
  if (from.id === from.rootId) return refuse('invalid-field', { field: 'unitId' })
  const fits = !into.endedAt && !tree.isWithin(into.id, from.id) && (isBureau(into) || !isBureau(from))
  return fits ? ok({ from, into }) : refuse('invalid-field', { field: 'intoId' })
}
