/** For how long a text in force may be said: when its people are warned that it will end, and when the machine ends it. Pure. */
import type { TalkingPointsFacts } from '../../domain/talking-points.ts'
import { addMs, hour } from '../../domain/time.ts'

/** Long enough to draft, check and approve the next text. */
export const warnBeforeMs = 4 * hour

/** When a text that comes in force is next looked at; null for one without an end. A short one is warned of at once. */
export function warnAt({ valid: { until } }: Pick<TalkingPointsFacts, 'valid'>, at: Date): Date | null {
  if (!until) return null
  const warn = addMs(until, -warnBeforeMs)
  return warn > at ? warn : at
}
