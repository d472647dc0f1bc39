/** Text into HTML and XML, and times as the outlets print them (Asia/Shanghai, Hong Kong has the same clock). */
import { shanghaiTime } from '../domain/time.ts'

export function escapeMarkup(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

/** 2026-11-21 20:54 */
export function minuteTime(at: Date): string {
  return shanghaiTime(at).slice(0, 16)
}

/** 2026年11月21日20:54, as portals print it. */
export function chineseTime(at: Date): string {
  const [year, month, dayOfMonth] = shanghaiTime(at).slice(0, 10).split('-')
  return `${year}年${month}月${dayOfMonth}日${shanghaiTime(at).slice(11, 16)}`
}

/** Nov 21, as a dateline has it, in Shanghai. */
export function englishDay(at: Date): string {
  const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')
  const [, month, dayOfMonth] = shanghaiTime(at).slice(0, 10).split('-').map(Number)
  return `${months[month! - 1]} ${dayOfMonth}`
}
