/** Which plans a tree of bureaus has made its own, and the making: new runs come of adopted plans alone. */
import { type Result, ok, refuse } from '../../domain/result.ts'
import { earlier } from '../../domain/time.ts'
import { adoptedPlans, allAdoptions, saveAdoption } from '../../store/activations.ts'
import { appendAudit } from '../../store/audit.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import { lockTree } from '../../store/units.ts'
import { agentOf, type By } from '../by.ts'
import { may } from '../policy.ts'
import { basesOf, planById } from './plan.ts'
import type { Plan } from './shape.ts'

/** The adopted plans of this tree in the version that new runs get; bases are never among them. */
export async function plansOf(db: Db, rootId: string): Promise<Plan[]> {
  return (await adoptionsOf(db, rootId)).map(({ plan }) => plan)
}

/** In the order of their names. Of media plans the one adopted last is the tree's, and no other. */
async function adoptionsOf(db: Db, rootId: string): Promise<{ plan: Plan; adoptedAt: Date }[]> {
  const known = (await adoptedPlans(db, rootId)).flatMap(({ plan: id, adoptedAt }) => {
    const plan = planById(id)
    return plan ? [{ plan, adoptedAt }] : []
  })
  const media = known.filter(({ plan }) => plan.family === 'media').sort((a, b) => +b.adoptedAt - +a.adoptedAt)
  return known.filter(({ plan }) => plan.family !== 'media' || plan === media[0]?.plan)
}

/**
 * Adopted plans that no file of the house holds any more: new matters of these trees run without them, and those of the press by the
 * shipped media plan. For the start to say so.
 */
export const adoptedWithoutFile = async (db: Db): Promise<{ rootId: string; plan: string }[]> =>
  (await allAdoptions(db)).filter(({ plan }) => !planById(plan)).map(({ rootId, plan }) => ({ rootId, plan }))

/**
 * What binds this tree outside of any run: its adopted plans and the bases they use, each since the first of them was adopted.
 * Restricted plans bind in their compartment alone and are not among them.
 */
export async function plansInForce(db: Db, rootId: string): Promise<{ plan: Plan; adoptedAt: Date }[]> {
  const found = new Map<string, { plan: Plan; adoptedAt: Date }>()
  for (const { plan, adoptedAt } of await adoptionsOf(db, rootId)) add(plan, adoptedAt)
  return [...found.values()].filter(({ plan }) => !plan.restricted)

  function add(plan: Plan, adoptedAt: Date): void {
    const known = found.get(plan.plan)
    found.set(plan.plan, { plan, adoptedAt: known ? earlier(known.adoptedAt, adoptedAt) : adoptedAt })
    for (const base of basesOf(plan)) add(base, adoptedAt)
  }
}

/**
 * `drop` ends it for new runs; those that run go on to their end. A tree has one media plan at a time: adopting another drops the
 * former in the same transaction.
 */
export async function adoptPlan(
  db: Db,
  { rootId, plan, drop = false }: { rootId: string; plan: string; drop?: boolean },
  { actor, at }: By,
): Promise<Result<{ plan: string }>> {
  return db.transaction(async (tx) => {
    // Two adoptions of a tree at once would each see the other's place free.
    const tree = (await lockTree(tx, rootId)) ? await loadUnitTree(tx) : null
    if (tree?.byId(rootId)?.rootId !== rootId) return refuse('not-found', { field: 'rootId' })
    const right = may(actor, 'adopt-plan', { unitId: rootId, tree })
    if (!right.ok) return right
    const seat = right.value
    const named = planById(plan)
    if (!named || named.base) return refuse('not-found', { field: 'plan' })
    const adopted = await adoptedPlans(tx, rootId)
    if (adopted.some((a) => a.plan === plan) !== drop)
      return refuse(drop ? 'wrong-state' : 'already-exists', { field: 'plan' })
    const former = adopted.filter((a) => a.plan !== plan && planById(a.plan)?.family === 'media')
    if (!drop && named.family === 'media') for (const each of former) await save(each.plan, true)
    await save(plan, drop)
    return ok({ plan })

    async function save(id: string, drops: boolean): Promise<void> {
      await saveAdoption(tx, { rootId, plan: id, adoptedAt: at, adoptedBy: actor.name, droppedAt: drops ? at : null })
      await appendAudit(tx, {
        ...{ at, by: agentOf(actor, seat), action: drops ? 'drop-plan' : 'adopt-plan' },
        subject: { kind: 'plan', id },
        after: { rootId, planVersion: planById(id)?.version ?? '', ...(id === plan ? {} : { replacedBy: plan }) },
      })
    }
  })
}
