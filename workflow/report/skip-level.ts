/**
 * May a bureau pass the level above over, and must it say why (domain catalogue ESC-02, ESC-03)? Pure: the plans say it. A duty
 * of the bureau that is free to go to the root is (附4第六条: 或直接); else 必要时可越级 stands, and what is necessary is written
 * down. The clock is met either way, and the level passed over gets a copy.
 */
import type { Plan } from '../plan/shape.ts'

export type SkipLevel = 'free' | 'with-reason'

/** `duties`: keys of the duties whose clocks the bureau has had in this incident. */
export function skipLevelOf(plans: readonly Plan[], duties: readonly string[]): SkipLevel {
  const own = plans
    .flatMap((plan) => plan.duties.filter((d) => duties.includes(d.duty)))
    .flatMap((d) => d.skipLevel ?? [])
  if (own.length > 0) return own.includes('free') ? 'free' : 'with-reason'
  // A plan's own path goes before that of its bases, which stand first.
  const paths = plans.map((plan) => plan.escalations.findLast((path) => path.skipLevel)?.skipLevel)
  return paths.includes('free') ? 'free' : 'with-reason'
}
