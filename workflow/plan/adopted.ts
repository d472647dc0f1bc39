/** Which plans a tree of bureaus has made its own, and the making: new runs come of adopted plans alone. */
import { type Result, ok, refuse } from '../../domain/result.ts'
import { earlier } from '../../domain/time.ts'
import { adoptedPlans, saveAdoption } from '../../store/activations.ts'
import { appendAudit } from '../../store/audit.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import { agentOf, type By } from '../by.ts'
import { may } from '../policy.ts'
import { planById, plans } from './plan.ts'
import type { Plan } from './shape.ts'

/** The adopted plans of this tree in the version that new runs get; bases are never among them. */
export async function plansOf(db: Db, rootId: string): Promise<Plan[]> {
  const adopted = await adoptedPlans(db, rootId)
  return adopted.flatMap(({ plan }) => planById(plan) ?? [])
}

/**
 * What binds this tree outside of any run: its adopted plans and the bases they use, each since the first of them was adopted.
 * Restricted plans bind in their compartment alone and are not among them.
 */
export async function plansInForce(db: Db, rootId: string): Promise<{ plan: Plan; adoptedAt: Date }[]> {
  const found = new Map<string, { plan: Plan; adoptedAt: Date }>()
  for (const { plan: id, adoptedAt } of await adoptedPlans(db, rootId)) add(id, adoptedAt)
  return [...found.values()].filter(({ plan }) => !plan.restricted)

  function add(id: string, adoptedAt: Date): void {
    const plan = planById(id)
    if (!plan) return
    const known = found.get(id)
    found.set(id, { plan, adoptedAt: known ? earlier(known.adoptedAt, adoptedAt) : adoptedAt })
    for (const base of plan.uses) add(base, adoptedAt)
  }
}

/** `drop` ends it for new runs; those that run go on to their end. */
export async function adoptPlan(
  db: Db,
  { rootId, plan, drop = false }: { rootId: string; plan: string; drop?: boolean },
  { actor, at }: By,
): Promise<Result<{ plan: string }>> {
  return db.transaction(async (tx) => {
    const tree = await loadUnitTree(tx)
    if (tree.byId(rootId)?.rootId !== rootId) return refuse('not-found', { field: 'rootId' })
    const right = may(actor, 'adopt-plan', { unitId: rootId, tree })
    if (!right.ok) return right
    if (!plans().some((p) => p.plan === plan && !p.base)) return refuse('not-found', { field: 'plan' })
    const has = (await adoptedPlans(tx, rootId)).some((a) => a.plan === plan)
    if (has !== drop) return refuse(drop ? 'wrong-state' : 'already-exists', { field: 'plan' })
    await saveAdoption(tx, { rootId, plan, adoptedAt: at, adoptedBy: actor.name, droppedAt: drop ? at : null })
    await appendAudit(tx, {
      at,
      by: agentOf(actor, right.value),
      action: drop ? 'drop-plan' : 'adopt-plan',
      subject: { kind: 'plan', id: plan },
      after: { rootId, planVersion: planById(plan)?.version ?? '' },
    })
    return ok({ plan })
  })
}
