/**
 * The calendar as iCalendar (RFC 5545), out and in. Times are Asia/Shanghai with their VTIMEZONE (no daylight saving since 1991); what
 * a summary cannot hold exactly stands in X-TONGYU properties, so that our own file comes in again unchanged.
 */
import { shanghaiTime, fromShanghai } from '../../domain/time.ts'

export type ICalOut = {
  uid: string
  startsAt: Date
  summary: string
  description: string
  organizer: string
  changedAt: Date
  status: 'CONFIRMED' | 'TENTATIVE'
  own: Record<string, string>
}
export type ICalEvent = {
  /** Line of BEGIN:VEVENT. */
  line: number
  uid: string
  startsAt: Date | null
  summary: string
  organizer: string | null
  own: Record<string, string>
}

const zone = 'Asia/Shanghai'
/** Releases last no time; calendar programs show half an hour. */
const shownFor = 'PT30M'

export function writeIcal(name: string, events: readonly ICalOut[]): string {
  const lines = [
    ...[
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Tongyu//Release calendar//ZH',
      'CALSCALE:GREGORIAN',
      'METHOD:PUBLISH',
    ],
    ...[
      `X-WR-CALNAME:${escaped(name)}`,
      `X-WR-TIMEZONE:${zone}`,
      'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
      'X-PUBLISHED-TTL:PT1H',
    ],
    ...['BEGIN:VTIMEZONE', `TZID:${zone}`, 'BEGIN:STANDARD', 'DTSTART:19910915T010000'],
    ...['TZOFFSETFROM:+0900', 'TZOFFSETTO:+0800', 'TZNAME:CST', 'END:STANDARD', 'END:VTIMEZONE'],
    ...events.flatMap(eventLines),
    'END:VCALENDAR',
  ]
  return `${lines.map(folded).join('\r\n')}\r\n`
}

function eventLines(e: ICalOut): string[] {
  const local = shanghaiTime(e.startsAt).replace(/[-:]/g, '').replace(' ', 'T')
  return [
    ...[
      'BEGIN:VEVENT',
      `UID:${escaped(e.uid)}@tongyu`,
      `DTSTAMP:${utc(e.changedAt)}`,
      `LAST-MODIFIED:${utc(e.changedAt)}`,
    ],
    ...[`DTSTART;TZID=${zone}:${local}`, `DURATION:${shownFor}`, `SUMMARY:${escaped(e.summary)}`],
    ...(e.description ? [`DESCRIPTION:${escaped(e.description)}`] : []),
    ...[`STATUS:${e.status}`, 'TRANSP:TRANSPARENT'],
    ...Object.entries(e.own).map(([key, value]) => `X-TONGYU-${key}:${escaped(value)}`),
    'END:VEVENT',
  ]
}

const utc = (at: Date): string => `${at.toISOString().replace(/[-:]/g, '').slice(0, 15)}Z`
const escaped = (text: string): string =>
  text
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r?\n/g, '\\n')
    .replace(/\p{Cc}/gu, '')
const unescaped = (text: string): string =>
  text.replace(/\\(.)/g, (_, c: string) => (c === 'n' || c === 'N' ? '\n' : c))

/** At most 75 octets a line; a character is never cut (3.1). */
function folded(line: string): string {
  const parts: string[] = []
  let part = ''
  let octets = 0
  for (const character of line) {
    const size = Buffer.byteLength(character)
    if (octets + size > 75) {
      parts.push(part)
      part = ' '
      octets = 1
    }
    part += character
    octets += size
  }
  return [...parts, part].join('\r\n')
}

/** Events of a file; what is no VEVENT is passed over. A time in a zone other than ours or UTC cannot be read and is null. */
export function readIcal(text: string, most: number): ICalEvent[] {
  const events: ICalEvent[] = []
  let event: ICalEvent | null = null
  for (const { line, name, parameters, value } of contentLines(text)) {
    if (name === 'BEGIN' && value.toUpperCase() === 'VEVENT')
      event = { line, uid: '', startsAt: null, summary: '', organizer: null, own: {} }
    else if (!event) continue
    else if (name === 'END' && value.toUpperCase() === 'VEVENT') {
      if (events.push(event) >= most) break
      event = null
    } else if (name === 'UID') event.uid = unescaped(value).slice(0, 200)
    else if (name === 'SUMMARY') event.summary = unescaped(value).slice(0, 500)
    else if (name === 'ORGANIZER') event.organizer = /CN="?([^";:]+)/i.exec(parameters)?.[1] ?? null
    else if (name === 'DTSTART') event.startsAt = readTime(value, parameters)
    else if (name.startsWith('X-TONGYU-')) event.own[name.slice(9)] = unescaped(value).slice(0, 600)
  }
  return events
}

function* contentLines(text: string): Generator<{ line: number; name: string; parameters: string; value: string }> {
  const raw = text.split(/\r?\n/)
  for (let n = 0; n < raw.length; n++) {
    const line = n + 1
    let whole = raw[n]!
    while (/^[ \t]/.test(raw[n + 1] ?? '')) whole += raw[++n]!.slice(1)
    const [, name, parameters = '', value] = /^([A-Za-z0-9-]+)((?:;[^:"]*(?:"[^"]*"[^:"]*)*)?):(.*)$/.exec(whole) ?? []
    if (name !== undefined) yield { line, name: name.toUpperCase(), parameters, value: value ?? '' }
  }
}

function readTime(value: string, parameters: string): Date | null {
  const [, y, mo, d, h, mi, s, z] = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})(Z?)$/.exec(value) ?? []
  if (y === undefined) return null
  if (z) {
    const at = new Date(`${y}-${mo}-${d}T${h}:${mi}:${s}Z`)
    return Number.isNaN(at.getTime()) ? null : at
  }
  const named = /TZID="?([^";:]+)/i.exec(parameters)?.[1]
  if (
    named &&
    !/^(Asia\/(Shanghai|Chongqing|Urumqi|Harbin|Hong_Kong|Taipei|Macau)|China Standard Time|PRC)$/i.test(named)
  )
    return null
  return fromShanghai(Number(y), Number(mo), Number(d), Number(h), Number(mi), Number(s))
}
