/**
 * The words that duties are said in: what a matter is about, who owes and who receives by their place in the tree. Which
 * duties there are stands in the plans (workflow/plan). A clock freezes the duty's version when it starts. `soft` duties have
 * no number in the text: theirs is an internal target, and missing it is not a breach of the regulation.
 */
import type { Basis } from '../../domain/rules.ts'
import { minute } from '../../domain/time.ts'
import type { UnitTree } from '../../domain/units.ts'

export const subjects = ['region', 'may_spread', 'own_level'] as const
/**
 * What the matter is about. It is the subject that counts, not the outlet (GAP-16): `region` touches the root bureau,
 * `may_spread` has a larger influence and may spread over the region, `own_level` concerns the finder's own level only.
 */
export type Subject = (typeof subjects)[number]

/** Where the finder's bureau stands in its tree: the root (with its divisions), or a level below. */
type Finder = 'root' | 'city' | 'county' | 'township'
type Recipient = 'self' | 'parent' | 'root'

/** Each recipient confirms that a report arrived; the report is complete without it (GAP-18). */
export const acknowledgeDuty = {
  duty: 'acknowledge',
  version: '1',
  rule: 'policy-ack',
  kind: 'soft',
  limitMs: 15 * minute,
} as const

export type OwedDuty = {
  duty: string
  ruleVersion: string
  /** Of the house's rules or of the plan's. */
  rule: string
  basis: Basis
  kind: 'hard' | 'soft' | 'recurring'
  limitMs: number
  recipientIds: string[]
  /** Body of a plan that owes it, and what, in the plan's words. */
  body?: string
  what?: string
}

/** The bureaus a report of this unit may go to so that it counts, whatever duty is running. */
export const superiorsOf = (unitId: string, tree: UnitTree): string[] => {
  const finder = finderOf(unitId, tree)
  return finder ? recipientIds(unitId, finder === 'root' ? ['root'] : ['parent', 'root'], tree) : []
}

/** Where the bureau of this unit stands in its tree; null for what is no bureau. */
export function finderOf(unitId: string, tree: UnitTree): Finder | null {
  const bureau = tree.bureauOf(unitId)
  if (!bureau) return null
  if (bureau.id === bureau.rootId) return 'root'
  return bureau.level === 'city' || bureau.level === 'county' || bureau.level === 'township' ? bureau.level : null
}

/** The bureaus behind these places in the tree, each once. */
export function recipientIds(unitId: string, recipients: Recipient[], tree: UnitTree): string[] {
  const bureau = tree.bureauOf(unitId)
  if (!bureau) return []
  const ids = recipients.map((r) => {
    if (r === 'self') return bureau.id
    return r === 'parent' ? tree.parentOf(bureau.id)?.id : bureau.rootId
  })
  return [...new Set(ids.filter((id) => id !== undefined))]
}
