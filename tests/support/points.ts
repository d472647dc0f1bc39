/** A small tree, its people and a version of talking points in any state: what the tests of its moves start from. */
import type { IncidentScope } from '../../domain/incident.ts'
import type { TalkingPointsFacts, TalkingPointsState } from '../../domain/talking-points.ts'
import { type Actor, type Role, type Unit, unitTree } from '../../domain/units.ts'
import type { MoveRequest } from '../../workflow/talking-points/talking-points.ts'

const unit = (id: string, level: Unit['level'], parentId: string | null): Unit => ({
  ...{ id, level, parentId, rootId: 'gx', name: `${id}统计局`, aliases: [], regionCode: '450000' },
})
export const tree = unitTree([
  unit('gx', 'region', null),
  unit('gx-division', 'division', 'gx'),
  unit('d2', 'division', 'gx'),
  unit('d3', 'division', 'gx'),
  unit('d4', 'division', 'gx'),
  unit('guilin', 'city', 'gx'),
  unit('nanning', 'city', 'gx'),
  unit('yangshuo', 'county', 'guilin'),
  unit('lipu', 'county', 'guilin'),
])
export const person = (userId: string, role: Role, unitId: string): Actor => ({
  ...{ userId, name: userId, seats: [{ role, unitId, standIn: false }] },
})

/** Everybody who has a part in it, in each of the bureaus. */
const crew = (unitId: string, division = unitId): Record<string, Actor> => ({
  office: person(`${unitId}-office`, 'office_staff', unitId),
  director: person(`${unitId}-director`, 'office_director', unitId),
  group: person(`${unitId}-group`, 'leading_group', unitId),
  division: person(`${unitId}-division`, 'subject_division', division),
  spokesperson: person(`${unitId}-spokesperson`, 'spokesperson', unitId),
})
export const crews = {
  gx: crew('gx', 'gx-division'),
  guilin: crew('guilin'),
  nanning: crew('nanning'),
  yangshuo: crew('yangshuo'),
}
export const everybody = Object.values(crews).flatMap((c) => Object.values(c))
export const admin = person('admin', 'admin', 'gx')

export const bodyOf: Record<IncidentScope, 'yangshuo' | 'guilin' | 'gx'> = {
  county_only: 'yangshuo',
  city_only: 'guilin',
  region_wide: 'gx',
}
export const [h1, h2] = ['1'.repeat(64), '2'.repeat(64)]

/** A version in a state with all that the state implies: drafters of every bureau, signatures given so far. */
export function versionIn(
  state: TalkingPointsState,
  scope: IncidentScope,
  more: Partial<TalkingPointsFacts> = {},
): TalkingPointsFacts {
  const body = bodyOf[scope]
  const sign = (step: 'fact_check' | 'office' | 'leading_group', userId: string) => ({
    ...{ revision: 1, hash: h1, step, approved: true, userId },
  })
  const signatures = [
    sign('fact_check', `${body}-division`),
    sign('office', `${body}-director`),
    ...(scope === 'region_wide' ? [sign('leading_group', 'gx-group')] : []),
  ]
  const given = { draft: 0, fact_check: 0, office_approval: 1, pending_leading_group: 2 } as Record<string, number>
  return {
    ...{ id: 'v', n: 1, state, scope, unitId: body, revision: 1, hash: h1, badFigures: [], asks: [], oral: null },
    ...{ valid: { from: null, until: null }, at: new Date('2026-10-01T00:00:00Z') },
    ...{
      numbers: { hash: more.hash ?? h1, stamp: '', faults: [] },
      unreleased: false,
      words: '以公布数据为准。',
      isMachine: false,
    },
    drafters: [
      { userId: `${body}-office`, unitId: body, office: true },
      { userId: 'guilin-office', unitId: 'guilin', office: true },
      { userId: 'nanning-office', unitId: 'nanning', office: true },
    ],
    approvals: signatures.slice(0, given[state] ?? 3),
    incident: {
      ...{ id: 'i', no: '2026-0001', title: '传言', rootId: 'gx', unitId: body, state: 'active' as const, scope },
      ...{ unitIds: scope === 'region_wide' ? ['guilin', 'nanning'] : [body], heldFromUnitId: null },
    },
    ...more,
  }
}

export const request = (actor: Actor, more: Partial<MoveRequest> = {}): MoveRequest => ({
  ...{ actor, tree, revision: 1, hash: h1, comment: '请改第二点', reason: '数据已更新' },
  ...more,
})
