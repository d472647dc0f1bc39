/** The person behind a request, and which units they may see under an action. Rights themselves are workflow/policy.ts. */
import type { Context, MiddlewareHandler } from 'hono'
import { ok, type Result } from '../domain/result.ts'
import type { Actor, Agent, UnitTree } from '../domain/units.ts'
import { isSetUp } from '../store/accounts.ts'
import type { Db } from '../store/open.ts'
import { actorById, loadUnitTree } from '../store/people.ts'
import { audienceRights } from '../workflow/document/audience.ts'
import { type Action, may, unitsVisible } from '../workflow/policy.ts'
import type { Auth } from './auth.ts'
import type { Area } from './contract.ts'
import { orRefuse, Refused } from './errors.ts'
import type { ApiEnv } from './route.ts'

/** Ends requests without a valid session, saying whether it is sign-in or the first run that is missing; sets `signedIn`, `actor` and `tree` for the handlers behind it. */
export function needPerson({ auth, db, now }: { auth: Auth; db: Db; now: () => Date }): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const signedIn = await auth.signedIn(c.req.raw.headers)
    const actor = signedIn && (await actorById(db, signedIn.userId, now()))
    if (!signedIn || !actor) throw new Refused({ code: (await isSetUp(db)) ? 'signed-out' : 'setup-needed' })
    c.set('signedIn', signedIn)
    c.set('actor', actor)
    c.set('tree', await loadUnitTree(db))
    await next()
  }
}

type Who = Pick<Context<ApiEnv>, 'get'>

/** Units whose things the person may see under an action; refuses when there are none. */
export const unitsFor = (c: Who, action: Action): string[] => orRefuse(mayAnywhere(c, action))

/** Whether the person has the right for any unit at all, or why not. */
export function mayAnywhere(c: Who, action: Action): Result<string[]> {
  const ids = unitsVisible(c.get('actor'), action, c.get('tree'))
  return ids.length > 0 ? ok(ids) : { ok: false, refusal: refusalOf(c, action) }
}

/** Units of several actions together; refuses when none of them gives any. */
export function unitsForAny(c: Who, ...actions: Action[]): string[] {
  const ids = new Set(actions.flatMap((a) => unitsVisible(c.get('actor'), a, c.get('tree'))))
  if (ids.size === 0) throw new Refused(refusalOf(c, actions[0]!))
  return [...ids]
}

/** Units of the trees in which the person has a seat: by their flags an article has its level for this person. */
export const unitsOfOwnTrees = (actor: Actor, tree: UnitTree): string[] => {
  const roots = new Set(actor.seats.map((seat) => tree.rootOf(seat.unitId)?.id))
  return tree.all.filter((u) => roots.has(u.rootId)).map((u) => u.id)
}

/** The refusal as the policy table says it, with its rule, for a person who has the right nowhere. */
function refusalOf(c: Who, action: Action) {
  const [unit] = c.get('tree').all
  const answer = unit && may(c.get('actor'), action, { unitId: unit.id, tree: c.get('tree') })
  return answer && !answer.ok ? answer.refusal : ({ code: 'not-allowed' } as const)
}

/** The person as the record names them; the unit is that of the seat that carries the right, where one does. */
export function agentOf(c: Who, action?: Action): Agent {
  const { userId, name, seats } = c.get('actor')
  const carried =
    action && seats.find((s) => may({ userId, name, seats: [s] }, action, { unitId: s.unitId, tree: c.get('tree') }).ok)
  return { kind: 'person', userId, name, unitId: (carried ?? seats[0])?.unitId ?? null }
}

const areaActions: Record<Exclude<Area, 'figures'>, Action[]> = {
  flags: ['view-flags'],
  articles: ['view-flags', 'view-incidents'],
  submissions: ['submit-article'],
  duty: ['view-duty'],
  incidents: ['view-incidents', 'view-leaks'],
  documents: Object.values(audienceRights).map(({ view }) => view),
  registry: ['view-registry'],
  plans: ['view-incidents', 'view-leaks', 'open-leak'],
  sources: ['manage-sources'],
  people: ['manage-people'],
  units: ['manage-units', 'merge-units'],
  audit: ['read-audit'],
  status: ['manage-people'],
}

/** Parts of the product the person may enter. Official figures are public: everybody with a seat reads them. */
export function areasOf(c: Who): Area[] {
  const open = (Object.entries(areaActions) as [Area, Action[]][]).filter(([, actions]) =>
    actions.some((a) => unitsVisible(c.get('actor'), a, c.get('tree')).length > 0),
  )
  const areas = open.map(([area]) => area)
  return c.get('actor').seats.length > 0 ? [...areas, 'figures'] : areas
}
