import { minute } from '../../domain/time.ts'

/** A clock on somebody's desk may run ahead by this much (policy-claimed-time). */
export const claimedTimeToleranceMs = 2 * minute
