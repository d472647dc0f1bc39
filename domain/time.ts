/**
 * Wall time. Instants are Date values in UTC; people see Asia/Shanghai (UTC+8, no daylight saving), exact to the second.
 * Pure: whoever needs the present gets it as an argument.
 */
export const second = 1_000
export const minute = 60 * second
export const hour = 60 * minute
export const day = 24 * hour

const shanghaiOffsetMs = 8 * hour

/** `2026-10-01 01:10:00` in Asia/Shanghai. */
export function shanghaiTime(at: Date): string {
  return new Date(at.getTime() + shanghaiOffsetMs).toISOString().slice(0, 19).replace('T', ' ')
}

/** `2026-10-01` in Asia/Shanghai. */
export function shanghaiDay(at: Date): string {
  return shanghaiTime(at).slice(0, 10)
}

/** Reads a time as a Chinese page prints it, without a zone, as Asia/Shanghai. Null when it is no real time. */
export function fromShanghai(
  year: number,
  month: number,
  dayOfMonth: number,
  hours = 0,
  minutes = 0,
  seconds = 0,
): Date | null {
  const utc = Date.UTC(year, month - 1, dayOfMonth, hours, minutes, seconds)
  const check = new Date(utc)
  if (
    check.getUTCMonth() !== month - 1 ||
    check.getUTCDate() !== dayOfMonth ||
    hours > 23 ||
    minutes > 59 ||
    seconds > 59
  )
    return null
  return new Date(utc - shanghaiOffsetMs)
}

export const addMs = (at: Date, ms: number): Date => new Date(at.getTime() + ms)
export const earlier = (a: Date, b: Date): Date => (a < b ? a : b)
export const later = (a: Date, b: Date): Date => (a > b ? a : b)

/** Midnight in Asia/Shanghai of the day that holds this instant. */
export const startOfShanghaiDay = (at: Date): Date =>
  new Date(Math.floor((at.getTime() + shanghaiOffsetMs) / day) * day - shanghaiOffsetMs)
