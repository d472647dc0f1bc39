/** Who acts in random runs: the demo's people, found by what the policy lets them do. The policy only guides; it judges nothing here. */
import { demoPeople } from '../../demo/people.ts'
import { demoUnits } from '../../demo/units.ts'
import type { IncidentScope } from '../../domain/incident.ts'
import { type Actor, type Role, unitTree } from '../../domain/units.ts'
import { type Action, may } from '../../workflow/policy.ts'
import type { Dice } from './dice.ts'

export const tree = unitTree(demoUnits())
/** Bureaus that have people of their own; articles are flagged for these. */
export const finders = ['gx-liuzhou', 'gx-nanning', 'gx-guilin', 'gx-beihai', 'gx-sanjiang', 'gx', 'xm'] as const

const everybody: Actor[] = demoPeople().map((p) => ({ userId: p.userName, name: p.name, seats: p.seats }))
export const userNames = everybody.map((p) => p.userId)

const known = new Map<string, string[]>()

/** User names of those whose role carries the action on a thing of this unit. */
export function whoMay(action: Action, unitId: string, scope?: IncidentScope): string[] {
  const key = `${action} ${unitId} ${scope ?? ''}`
  const found = known.get(key)
  if (found) return found
  const able = everybody.filter((p) => may(p, action, { unitId, tree, scope }).ok).map((p) => p.userId)
  known.set(key, able)
  return able
}

/** Somebody able most of the time, now and then anybody at all. */
export const somebody = (dice: Dice, able: string[]): string =>
  able.length > 0 && dice.chance(0.94) ? dice.pick(able) : dice.pick(userNames)

/** '' for who is not of the demo. */
export const userNameOf = (name: string): string => everybody.find((p) => p.name === name)?.userId ?? ''

/** Of a user name; the seats are the same through a run. */
export const seatsOf = (userName: string): { unitId: string; role: Role }[] =>
  everybody.find((p) => p.userId === userName)?.seats ?? []

/** Does the person of this name in the record hold the role in this bureau? Divisions belong to their bureau. */
export const holds = (name: string, role: Role, bureauId: string): boolean =>
  seatsOf(userNameOf(name)).some((s) => s.role === role && tree.bureauOf(s.unitId)?.id === bureauId)

/** The bureaus above a unit in its tree, nearest first; a root has only itself. */
export function above(unitId: string): string[] {
  const chain: string[] = []
  for (let u = tree.parentOf(unitId); u; u = tree.parentOf(u.id)) chain.push(u.id)
  return chain.length > 0 ? chain : [unitId]
}
