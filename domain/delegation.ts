/**
 * Signing for somebody who travels (委托书, domain catalogue C4: 在外出差, by dated order only, shown beside the signature).
 * Pure: what may be lent, for how long, and how it reads beside a signature.
 */
import { addMs, day } from './time.ts'
import type { Lent } from './units.ts'

/** What can be lent: the signatures of a seat. Drafting, duty, accounts and everything of a compartment's file cannot. */
export const powers = ['decide', 'points', 'releases', 'papers', 'corrections'] as const
export type Power = (typeof powers)[number]

export const delegationStates = ['planned', 'in_force', 'over', 'revoked'] as const
export type DelegationState = (typeof delegationStates)[number]

/** A journey, not an appointment: whoever is away for longer is represented by another seat. */
export const longestDelegationMs = 30 * day
/** An order is recorded when it is given: what was signed before it was known is nobody's to cover. */
export const earliestStartMs = 10 * 60_000

type Dated = { fromAt: Date; untilAt: Date; revokedAt: Date | null }

/** It begins and ends by its dates alone; a revoked one has ended at once. */
export function delegationState({ fromAt, untilAt, revokedAt }: Dated, now: Date): DelegationState {
  if (revokedAt) return 'revoked'
  if (now < fromAt) return 'planned'
  return now < untilAt ? 'in_force' : 'over'
}

/** Why these dates will not do; null when they do. */
export function wrongDates(
  { fromAt, untilAt }: Pick<Dated, 'fromAt' | 'untilAt'>,
  now: Date,
): 'fromAt' | 'untilAt' | null {
  if (fromAt < addMs(now, -earliestStartMs)) return 'fromAt'
  return untilAt <= fromAt || untilAt > addMs(fromAt, longestDelegationMs) ? 'untilAt' : null
}

/** A name as it stands beside a signature: the person who acts, whom they act for, and by which order. */
export const signatureOf = (name: string, lent?: Lent): string =>
  lent ? `${name}（代 ${lent.forName}，委托书 ${lent.number}）` : name
