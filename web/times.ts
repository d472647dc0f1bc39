/**
 * Times and lengths as the product writes them: always Asia/Shanghai, exact to the second, relative only beside it.
 * Pure; the words come from the locale, the present from clock.ts.
 */
const shanghaiMs = 8 * 3_600_000
export const empty = '—'

/** `2026-10-01 01:10:00`, in whatever zone the visitor sits; `—` for nothing and for what is no time. */
export function timeText(at: string | number | null | undefined): string {
  if (at === null || at === undefined || at === '') return empty
  const ms = typeof at === 'number' ? at : Date.parse(at)
  if (!Number.isFinite(ms)) return empty
  return new Date(ms + shanghaiMs).toISOString().slice(0, 19).replace('T', ' ')
}

/** `2026-10-01` in Asia/Shanghai. */
export const dayText = (at: string | number | null | undefined): string => timeText(at).slice(0, 10)

/** What a person typed as `2026-10-01 01:10` or with seconds, read as Asia/Shanghai; null when it is no real time. */
export function parseShanghai(text: string): string | null {
  const match = /^\s*(\d{4})[-/](\d{1,2})[-/](\d{1,2})[ T](\d{1,2}):(\d{2})(?::(\d{2}))?\s*$/.exec(text)
  if (match === null) return null
  const [year, month, day, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0))
  const ms = Date.UTC(year!, month! - 1, day!, hours!, minutes!, seconds ?? 0)
  const back = new Date(ms)
  if (back.getUTCMonth() !== month! - 1 || back.getUTCDate() !== day! || hours! > 23 || minutes! > 59 || seconds! > 59)
    return null
  return new Date(ms - shanghaiMs).toISOString()
}

/** `1:08:05`; hours are not folded into days because a duty of 24 hours is spoken of in hours. Never negative. */
export function hms(ms: number): string {
  const all = Math.max(0, Math.floor(ms / 1000))
  const two = (n: number) => String(n).padStart(2, '0')
  return `${Math.floor(all / 3600)}:${two(Math.floor(all / 60) % 60)}:${two(all % 60)}`
}

export type TimeWords = {
  lessThanMinute: string
  minutes: (n: number) => string
  hours: (n: number) => string
  days: (n: number) => string
  years: (n: number) => string
  seconds: (n: number) => string
  ago: (length: string) => string
  ahead: (length: string) => string
}

/** "1 小时 23 分", "2 天 4 小时", "45 秒": the two largest steps. */
export function lengthText(ms: number, words: TimeWords): string {
  const seconds = Math.floor(Math.abs(ms) / 1000)
  if (seconds < 60) return words.seconds(seconds)
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return words.minutes(minutes)
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return join(words.hours(hours), minutes % 60, words.minutes)
  return join(words.days(Math.floor(hours / 24)), hours % 24, words.hours)
}

const join = (large: string, rest: number, small: (n: number) => string): string =>
  rest === 0 ? large : `${large} ${small(rest)}`

/** "37 分钟前", "2 天后": one step only, beside the full time. */
export function relativeText(at: string | number, now: number, words: TimeWords): string {
  const ms = (typeof at === 'number' ? at : Date.parse(at)) - now
  const minutes = Math.floor(Math.abs(ms) / 60_000)
  if (minutes < 1) return words.lessThanMinute
  const length =
    minutes < 60
      ? words.minutes(minutes)
      : minutes < 1440
        ? words.hours(Math.floor(minutes / 60))
        : minutes < 365 * 1440
          ? words.days(Math.floor(minutes / 1440))
          : words.years(Math.floor(minutes / (365 * 1440)))
  return ms < 0 ? words.ago(length) : words.ahead(length)
}

export type ClockStep = 1 | 2 | 3 | 4

/**
 * The step of a running duty by the share of its time that is left: over half 1, over a quarter 2, above nothing 3, over 4.
 * The same shares as the warning ladder (50 %, 75 %).
 */
export function clockStep(clock: { startAt: string; limitAt: string }, now: number): ClockStep {
  const start = Date.parse(clock.startAt)
  const limit = Date.parse(clock.limitAt)
  if (now > limit) return 4
  const left = (limit - now) / Math.max(1, limit - start)
  return left > 0.5 ? 1 : left > 0.25 ? 2 : 3
}

/** `25,209.10`: separators only, digits exactly as published. */
export function amountText(value: string): string {
  const match = /^(-?)(\d+)(\.\d+)?$/.exec(value)
  if (match === null) return value
  // A true minus: a hyphen beside a figure reads as a dash.
  return `${match[1] ? '−' : ''}${match[2]!.replace(/\B(?=(\d{3})+$)/g, ',')}${match[3] ?? ''}`
}

/** True while somebody must still act: running, or overdue and not yet met. */
export const isOpenClock = (clock: { state: string }): boolean => clock.state === 'running' || clock.state === 'overdue'
