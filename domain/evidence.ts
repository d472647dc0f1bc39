/** What is kept of a page as proof, and when a day of it is closed. Words and rules only; store/ keeps the bytes. */
import { addMs, day, fromShanghai, minute } from './time.ts'

/** A page as received or drawn, a picture of one, or what somebody handed in. */
export const evidenceKinds = ['page', 'screenshot', 'submission'] as const
export type EvidenceKind = (typeof evidenceKinds)[number]

/** A record that was begun before midnight is on disk and in its row long before this. */
const graceMs = 20 * minute

/** When the manifest of a Shanghai day (`2026-11-20`) is made: a little after it ended. */
export function manifestDueAt(shanghaiDay: string): Date {
  const [year = 0, month = 0, date = 0] = shanghaiDay.split('-').map(Number)
  const begins = fromShanghai(year, month, date)
  if (!begins) throw new Error(`${shanghaiDay} is no day`)
  return addMs(begins, day + graceMs)
}
