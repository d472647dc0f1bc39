/** A unit joins its tree, or gets another name: what it was called before stays among its names, for the press goes on with it. */
import { randomUUID } from 'node:crypto'
import { ok, type Result, refuse } from '../../domain/result.ts'
import type { Unit } from '../../domain/units.ts'
import { appendAudit } from '../../store/audit.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import { addUnits, lockTree, updateUnit } from '../../store/units.ts'
import { agentOf, type By } from '../by.ts'
import { may } from '../policy.ts'
import { judgePlace, mostUnits, readNames, type UnitFacts } from './unit.ts'

/** Refuses by field: a name that another unit of the tree bears, a level or region that does not fit below the parent. */
export async function addUnit(
  db: Db,
  { parentId, ...facts }: UnitFacts & { parentId: string },
  { actor, at }: By,
): Promise<Result<{ id: string }>> {
  return db.transaction(async (tx) => {
    const parent = (await loadUnitTree(tx)).byId(parentId)
    if (!parent || !(await lockTree(tx, parent.rootId))) return refuse('not-found', { field: 'parentId' })
    const tree = await loadUnitTree(tx)
    const right = may(actor, 'manage-units', { unitId: parent.id, tree })
    if (!right.ok) return right
    const place = judgePlace(facts, tree.byId(parent.id)!)
    if (!place.ok) return place
    const others = tree.all.filter((u) => u.rootId === parent.rootId)
    if (others.length >= mostUnits) return refuse('too-large', { field: 'parentId', detail: { max: mostUnits } })
    const names = readNames(facts, others)
    if (!names.ok) return names
    const unit: Unit = {
      ...{ id: `u-${randomUUID()}`, rootId: parent.rootId, parentId: parent.id, level: facts.level },
      ...{ ...names.value, regionCode: facts.regionCode },
    }
    await addUnits(tx, [unit])
    const { id: _, rootId: __, ...after } = unit
    await appendAudit(tx, {
      ...{ at, by: agentOf(actor, right.value), action: 'add', subject: { kind: 'unit', id: unit.id } },
      ...{ before: null, after },
    })
    return ok({ id: unit.id })
  })
}

/** `reason`: by which order or decision. A merged unit keeps the name under which its papers went out. */
export async function renameUnit(
  db: Db,
  { id, name, aliases, reason }: { id: string; name: string; aliases: string[]; reason: string },
  { actor, at }: By,
): Promise<Result<{ id: string }>> {
  return db.transaction(async (tx) => {
    const known = (await loadUnitTree(tx)).byId(id)
    if (!known || !(await lockTree(tx, known.rootId))) return refuse('not-found')
    const tree = await loadUnitTree(tx)
    const unit = tree.byId(id)!
    const right = may(actor, 'manage-units', { unitId: id, tree })
    if (!right.ok) return right
    if (unit.endedAt) return refuse('wrong-state')
    const others = tree.all.filter((u) => u.rootId === unit.rootId && u.id !== id)
    const isRenamed = name.trim() !== unit.name
    const names = readNames({ name, aliases: isRenamed ? [...aliases, unit.name] : aliases }, others)
    if (!names.ok) return names
    await updateUnit(tx, id, names.value)
    await appendAudit(tx, {
      ...{ at, by: agentOf(actor, right.value), action: 'rename', subject: { kind: 'unit', id } },
      before: { name: unit.name, aliases: unit.aliases },
      after: names.value,
      ...(reason.trim() ? { reason: reason.trim() } : {}),
    })
    return ok({ id })
  })
}
