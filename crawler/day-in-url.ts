/** The day that an address names, for pages that print none: a hint with the precision of a day, never a time. Pure. */
import { fromShanghai } from '../domain/time.ts'

/** The day in an address, as in /2026-10/01/, /20261001/, /2026/1001/ or /202610/t20261001_1.html; null without one. */
export function dayInUrl(url: string): Date | null {
  for (const form of daysInUrls) {
    const found = form.exec(url)
    if (found) return fromShanghai(Number(found[1]), Number(found[2]), Number(found[3]))
  }
  return null
}

const [inYear, inMonth, inDay] = ['(?<!\\d)((?:19|20)\\d\\d)', '(0[1-9]|1[0-2])', '(0[1-9]|[12]\\d|3[01])(?!\\d)']
const daysInUrls = [
  new RegExp(`${inYear}${inMonth}${inDay}`),
  new RegExp(`${inYear}[-/_]${inMonth}[-/_]?${inDay}`),
  new RegExp(`${inYear}${inMonth}[/_-]${inDay}`),
  /(?<!\d)((?:19|20)\d\d)-(0?[1-9]|1[0-2])\/(0?[1-9]|[12]\d|3[01])(?!\d)/,
  /\/((?:19|20)\d\d)\/(0?[1-9]|1[0-2])\/(0?[1-9]|[12]\d|3[01])\//,
]
