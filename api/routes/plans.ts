/** The plan reader: the catalogue, one plan beside its text, and which bureaus have adopted what. */
import { createRoute } from '@hono/zod-openapi'
import { roles } from '../../domain/units.ts'
import { membersOf } from '../../store/activations.ts'
import type { Db } from '../../store/open.ts'
import { peopleOf } from '../../store/people.ts'
import { adoptPlan, plansOf } from '../../workflow/plan/adopted.ts'
import { setBodyMembers } from '../../workflow/plan/body-members.ts'
import { shippedMediaPlan } from '../../workflow/plan/media-plan.ts'
import { planById, plans } from '../../workflow/plan/plan.ts'
import { may } from '../../workflow/policy.ts'
import {
  adoptPlanRequest,
  bodyMembersSchema,
  bodyParam,
  doneSchema,
  membersQuery,
  type PlanRow,
  planParam,
  plansSchema,
  planTextSchema,
  setMembersRequest,
} from '../contract.ts'
import type { ApiDeps } from '../deps.ts'
import { notFound, orRefuse } from '../errors.ts'
import { answers, body, createRouter } from '../route.ts'
import { planRow, planTextShown } from '../shapes/plans.ts'
import { unitsForAny } from '../who.ts'

const tags = ['plans']
const list = createRoute({
  method: 'get',
  path: '/plans',
  tags,
  summary: 'The plans of the house and who has adopted them',
  responses: answers(plansSchema),
})
const one = createRoute({
  method: 'get',
  path: '/plans/{plan}',
  tags,
  summary: 'One plan beside the words it comes from',
  request: { params: planParam },
  responses: answers(planTextSchema),
})
const adopt = createRoute({
  method: 'post',
  path: '/plans/{plan}/adopt',
  tags,
  summary: 'Make a plan the own of a tree of bureaus, or drop it for new runs',
  request: { params: planParam, body: body(adoptPlanRequest) },
  responses: answers(doneSchema),
})
const listMembers = createRoute({
  method: 'get',
  path: '/bodies/{body}/members',
  tags,
  summary: 'Who sits in a body of a plan by name, and who could',
  request: { params: bodyParam, query: membersQuery },
  responses: answers(bodyMembersSchema),
})
const members = createRoute({
  method: 'post',
  path: '/bodies/{body}/members',
  tags,
  summary: 'Who sits in a body of a plan by name, from now on',
  request: { params: bodyParam, body: body(setMembersRequest) },
  responses: answers(doneSchema),
})

export function planRoutes({ db, now }: ApiDeps) {
  const app = createRouter()
  app.openapi(list, async (c) => {
    unitsForAny(c, 'view-incidents', 'open-leak', 'view-leaks')
    const [actor, tree] = [c.get('actor'), c.get('tree')]
    const roots = [...new Set(actor.seats.flatMap((s) => tree.rootOf(s.unitId) ?? []))]
    const adopted = await adoptionsOf(db, roots)
    const bureaus = [
      ...new Map(
        actor.seats.flatMap((s) => {
          const b = tree.bureauOf(s.unitId)
          return b ? [[b.id, b] as const] : []
        }),
      ).values(),
    ]
    const mayName = bureaus.filter((b) => may(actor, 'set-members', { unitId: b.id, tree }).ok)
    const mayOpen = (action: 'open-incident' | 'open-leak') =>
      bureaus.filter((b) => may(actor, action, { unitId: b.id, tree }).ok).map(({ id, name }) => ({ unitId: id, name }))
    const mayAdopt = roots.filter((root) => may(actor, 'adopt-plan', { unitId: root.id, tree }).ok)
    const own = [...new Set(plans().map((p) => p.plan))].map((id) => planById(id)!).filter((p) => !p.base)
    const media = own.filter((p) => p.family === 'media').flatMap((p) => adopted.get(p.plan) ?? [])
    const without = roots.filter((root) => !media.some((a) => a.rootId === root.id))
    return c.json(
      {
        items: own.map((p) => planRow(p, adopted.get(p.plan) ?? [])),
        withoutMedia: { plan: shippedMediaPlan().plan, roots: without.map(({ id, name }) => ({ rootId: id, name })) },
        mayAdopt: mayAdopt.map(({ id, name }) => ({ rootId: id, name })),
        mayOpen: { plain: mayOpen('open-incident'), restricted: mayOpen('open-leak') },
        mayName: mayName.map(({ id, name, rootId }) => ({ unitId: id, name, isRoot: id === rootId })),
      },
      200,
    )
  })
  app.openapi(one, async (c) => {
    unitsForAny(c, 'view-incidents', 'open-leak', 'view-leaks')
    const plan = planById(c.req.valid('param').plan)
    if (!plan || plan.base) throw notFound()
    const [actor, tree] = [c.get('actor'), c.get('tree')]
    const roots = [...new Set(actor.seats.flatMap((s) => tree.rootOf(s.unitId) ?? []))]
    return c.json(planTextShown(plan, (await adoptionsOf(db, roots)).get(plan.plan) ?? []), 200)
  })
  app.openapi(adopt, async (c) => {
    const { plan } = c.req.valid('param')
    orRefuse(await adoptPlan(db, { plan, ...c.req.valid('json') }, { actor: c.get('actor'), at: now() }))
    return c.json({ ok: true as const, id: plan }, 200)
  })
  app.openapi(listMembers, async (c) => {
    const [actor, tree, at] = [c.get('actor'), c.get('tree'), now()]
    const bureau = tree.bureauOf(c.req.valid('query').unitId)
    if (!bureau) throw notFound()
    orRefuse(may(actor, 'set-members', { unitId: bureau.id, tree }))
    const { body: key } = c.req.valid('param')
    const own = (await membersOf(db, [bureau.id], at)).filter((m) => m.body === key)
    const unitIds = tree.all.filter((u) => tree.bureauOf(u.id)?.id === bureau.id).map((u) => u.id)
    const people = await peopleOf(db, { unitIds, roles: [...roles] }, at)
    const named = new Map(people.map((p) => [p.userId, { name: p.name, unit: tree.byId(p.unitId)?.name ?? '' }]))
    return c.json(
      {
        members: own.map(({ userId, name, leads }) => ({ userId, name, leads })),
        candidates: [...named].map(([userId, p]) => ({ userId, ...p })),
      },
      200,
    )
  })
  app.openapi(members, async (c) => {
    const by = { actor: c.get('actor'), at: now() }
    const { body: key } = c.req.valid('param')
    orRefuse(await setBodyMembers(db, { body: key, ...c.req.valid('json') }, by))
    return c.json({ ok: true as const, id: key }, 200)
  })
  return app
}

async function adoptionsOf(db: Db, roots: { id: string; name: string }[]): Promise<Map<string, PlanRow['adoptedBy']>> {
  const found = new Map<string, PlanRow['adoptedBy']>()
  for (const { id, name } of roots)
    for (const { plan } of await plansOf(db, id)) found.set(plan, [...(found.get(plan) ?? []), { rootId: id, name }])
  return found
}
