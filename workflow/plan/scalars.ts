/** The small pieces a plan file is made of, each with its limit. */
import { z } from 'zod'
import { day, hour, minute } from '../../domain/time.ts'

export const key = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$/, 'a key is made of letters, digits, hyphens, dots and underscores')
export const words = z.string().trim().min(1).max(200)
/** Long enough for the longest article of both regulations, three times over. */
export const passage = z.string().trim().min(1).max(4000)
export const keys = z.array(key).max(60).default([])
/** Row of the domain catalogue this entry carries out, e.g. CLK-26. */
export const ids = z
  .array(z.string().regex(/^[A-Z]{3}(-[A-Z0-9]+){1,3}$/, 'an ID looks like CLK-26'))
  .max(30)
  .default([])
/** Written as a number or a text; compared as a number. */
export const version = z.coerce.string().regex(/^[1-9]\d{0,3}$/, 'a version is a whole number from 1')

const unitMs = { min: minute, h: hour, d: day } as const
/** `30min`, `2h`, `1d` in milliseconds. A year is the most. */
export const duration = z.string().transform((text, ctx) => {
  const [, n, unit] = /^([1-9]\d{0,4})(min|h|d)$/.exec(text) ?? []
  const ms = n && unit ? Number(n) * unitMs[unit as keyof typeof unitMs] : 0
  if (ms > 0 && ms <= 366 * day) return ms
  ctx.addIssue('a time is a whole number with min, h or d, at most 366 days')
  return z.NEVER
})
/** A number the text leaves to a decision, an order or a notice: written when the clock starts. */
export const parameter = z.strictObject({ parameter: key, min: duration, max: duration, default: duration.optional() })
