/**
 * The duties to report, as data: who owes what to whom within which time, and where that is written (domain catalogue A3,
 * GAP-02, GAP-08, GAP-16). A clock freezes the duty's version when it starts. `soft` duties have no number in the text:
 * theirs is an internal target, and missing it is not a breach of the regulation.
 */
import { type Basis, type RuleId, ruleById } from '../../domain/rules.ts'
import { hour, minute } from '../../domain/time.ts'
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

export type Duty = {
  duty: string
  version: string
  rule: RuleId
  kind: 'hard' | 'soft'
  limitMs: number
  finders: Finder[]
  subjects: Subject[]
  /** Permitted recipients: one of them is enough. Skipping the parent needs no reason for media events (附4第六条). */
  recipients: Recipient[]
}

const everySubject: Subject[] = [...subjects]

export const duties: Duty[] = [
  {
    duty: 'report-2h',
    version: '1',
    rule: 'G4-6-2h',
    kind: 'hard',
    limitMs: 2 * hour,
    finders: ['city', 'county', 'township'],
    subjects: ['region', 'may_spread'],
    recipients: ['parent', 'root'],
  },
  {
    duty: 'report-region',
    version: '1',
    rule: 'G4-6-region',
    kind: 'soft',
    limitMs: 2 * hour,
    finders: ['root'],
    subjects: everySubject,
    recipients: ['root'],
  },
  {
    duty: 'report-24h',
    version: '1',
    rule: 'G0-11',
    kind: 'hard',
    limitMs: 24 * hour,
    finders: ['root'],
    subjects: everySubject,
    recipients: ['root'],
  },
  {
    duty: 'report-24h',
    version: '1',
    rule: 'G0-11',
    kind: 'hard',
    limitMs: 24 * hour,
    finders: ['city'],
    subjects: ['own_level'],
    recipients: ['root'],
  },
  {
    duty: 'report-24h-county',
    version: '1',
    rule: 'policy-county-24h',
    kind: 'hard',
    limitMs: 24 * hour,
    finders: ['county', 'township'],
    subjects: ['own_level'],
    recipients: ['parent', 'root'],
  },
  {
    duty: 'first-measures',
    version: '1',
    rule: 'G4-6-first',
    kind: 'soft',
    limitMs: hour,
    finders: ['city', 'county', 'township'],
    subjects: ['own_level'],
    recipients: ['self', 'parent', 'root'],
  },
]

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

/** What the bureau of this unit owes for a matter about `subject`. */
export function dutiesOf(unitId: string, subject: Subject, tree: UnitTree): OwedDuty[] {
  const finder = finderOf(unitId, tree)
  if (!finder) return []
  return duties
    .filter((d) => d.finders.includes(finder) && d.subjects.includes(subject))
    .map((d) => ({
      duty: d.duty,
      ruleVersion: d.version,
      rule: d.rule,
      basis: ruleById(d.rule).basis,
      kind: d.kind,
      limitMs: d.limitMs,
      recipientIds: recipientIds(unitId, d.recipients, tree),
    }))
}

/**
 * What a city owes that did not find the matter but was told of it (第十一条: 监测或接到): the 24 hours to the root bureau. Null
 * for any other unit: the root has nobody above it, and the article does not name counties.
 */
export const forwardDutyOf = (unitId: string, tree: UnitTree): OwedDuty | null =>
  (finderOf(unitId, tree) === 'city' && dutiesOf(unitId, 'own_level', tree).find((d) => d.rule === 'G0-11')) || null

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
