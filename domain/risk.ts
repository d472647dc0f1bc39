/** Levels of attention and kinds of flags. The machine flags, people decide. */
export const riskLevels = ['low', 'elevated', 'high', 'critical'] as const
export type RiskLevel = (typeof riskLevels)[number]

/** The three values of a risk, each 0 to 1: all that a level by other thresholds is made of. */
export type Measured = { misinformation: number; spread: number; sensitivity: number }
/** Code of the part of a finding that keeps them. */
export const measuredCode = 'measured'

export const reviewVerdicts = ['false', 'misleading', 'outdated', 'unverifiable', 'accurate', 'opinion'] as const
/** A person's verdict on a flag. */
export type ReviewVerdict = (typeof reviewVerdicts)[number]

/**
 * suspected → verifying (a verdict is proposed) → actionable | explain | closed_no_fault | watch; a new article
 * version brings it back to `suspected`.
 */
export const flagStates = ['suspected', 'verifying', 'actionable', 'explain', 'closed_no_fault', 'watch'] as const

export type FlagState = (typeof flagStates)[number]
