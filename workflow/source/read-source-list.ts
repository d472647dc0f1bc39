/**
 * Lists of sources that people bring along: OPML of another reader or of our own export, or a CSV table. Pure and tolerant: what
 * can be read is read, each line that cannot is named. No entity is expanded but the five of XML and characters by number.
 */
import { parse } from 'csv-parse/sync'
import { type SourceKind, sourceKinds } from '../../domain/article.ts'

export const mostImported = 1000
/** Longest file in characters. */
export const maxSourceList = 2_000_000

export type LineFault = 'no_url' | 'bad_url' | 'bad_kind' | 'bad_settings' | 'unreadable' | 'repeated' | 'too_many'
export type SourceLine = {
  /** In the file, counted from 1. */
  line: number
  name: string
  url: string
  /** '' where the list does not say. */
  outletName: string
  kind: SourceKind
  settings: unknown
}
export type ReadLine =
  | { ok: true; source: SourceLine }
  | { ok: false; line: number; name: string; url: string; fault: LineFault }

/** OPML is known by its beginning; everything else is read as CSV. At most 1,000 lines; one more says that there were more. */
export function readSourceList(text: string): ReadLine[] {
  const body = text.replace(/^\uFEFF/, '').slice(0, maxSourceList)
  const raw = /^\s*(<\?xml|<!--|<opml)/i.test(body) ? outlinesOf(body) : rowsOf(body)
  const seen = new Set<string>()
  const read = raw.slice(0, mostImported).map((given): ReadLine => {
    const line = lineOf(given)
    if (!line.ok) return line
    if (seen.has(line.source.url)) return { ...faulty(given), fault: 'repeated' }
    seen.add(line.source.url)
    return line
  })
  const next = raw[mostImported]
  return next ? [...read, { ...faulty(next), fault: 'too_many' }] : read
}

type Raw = {
  line: number
  name: string
  url: string
  outletName: string
  kind: string
  settings: string
  broken?: true
}

const faulty = ({ line, name, url }: Raw) => ({
  ok: false as const,
  line,
  name: name.slice(0, 100),
  url: url.slice(0, 300),
})

function lineOf(raw: Raw): ReadLine {
  const no = (fault: LineFault): ReadLine => ({ ...faulty(raw), fault })
  if (raw.broken) return no('unreadable')
  if (raw.url === '') return no('no_url')
  const url = URL.canParse(raw.url) && raw.url.length <= 2000 ? new URL(raw.url) : null
  if (!url || !/^https?:$/.test(url.protocol)) return no('bad_url')
  const kind = (raw.kind || 'feed') as SourceKind
  if (!sourceKinds.includes(kind)) return no('bad_kind')
  const settings = settingsOf(raw.settings)
  if (settings === null) return no('bad_settings')
  const { line, outletName } = raw
  const name = (raw.name || url.hostname).slice(0, 100)
  return { ok: true, source: { line, name, url: url.href, outletName: outletName.slice(0, 100), kind, settings } }
}

function settingsOf(text: string): unknown {
  if (text === '') return {}
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && !Array.isArray(value) ? value : null
  } catch {
    return null
  }
}

/** The heading of our export and its English names, whatever their order and case. */
const columns: Record<keyof Omit<Raw, 'line' | 'broken'>, string[]> = {
  name: ['name', 'title', '名称'],
  url: ['url', 'xmlurl', '网址', '地址'],
  outletName: ['outlet', '媒体'],
  kind: ['kind', '读取方式'],
  settings: ['settings', '设置'],
}

function rowsOf(text: string): Raw[] {
  let records: { record: string[]; info: { lines: number } }[]
  try {
    records = parse(text, {
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      to: mostImported + 2,
      max_record_size: 100_000,
    }) as never
  } catch {
    return [{ line: 1, name: '', url: '', outletName: '', kind: '', settings: '', broken: true }]
  }
  const heading = (records[0]?.record ?? []).map((cell) => cell.toLowerCase())
  const cellOf = (record: string[], field: keyof typeof columns): string =>
    cellText(record[heading.findIndex((cell) => columns[field].includes(cell))] ?? '')
  return records.slice(1).map(({ record, info }) => ({
    line: info.lines,
    name: cellOf(record, 'name'),
    url: cellOf(record, 'url'),
    outletName: cellOf(record, 'outletName'),
    kind: cellOf(record, 'kind'),
    settings: cellOf(record, 'settings'),
  }))
}

/** Our export puts an apostrophe before what a spreadsheet would run. */
const cellText = (cell: string): string => cell.replace(/^'(?=[=+\-@])/, '').trim()

const tag = /<(\/?)outline\b((?:[^<>"']|"[^"]*"|'[^']*')*)>/gi
const attribute = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g

/** Outlines with an address; an outline around them without one is their outlet. */
function outlinesOf(text: string): Raw[] {
  const found: Raw[] = []
  const folders: string[] = []
  let line = 1
  let counted = 0
  for (const match of text.replace(/<!--[\s\S]*?-->/g, (c) => c.replace(/[^\n]/g, ' ')).matchAll(tag)) {
    for (; counted < match.index; counted++) if (text.charCodeAt(counted) === 10) line++
    if (match[1] === '/') {
      folders.pop()
      continue
    }
    const inside = match[2] ?? ''
    const values = attributesOf(inside)
    const name = values.text || values.title || ''
    const url = values.xmlurl ?? ''
    if (url !== '')
      found.push({
        line,
        name,
        url,
        outletName: folders.at(-1) ?? '',
        kind: values.kind ?? '',
        settings: values.settings ?? '',
      })
    if (!inside.trimEnd().endsWith('/')) folders.push(url === '' ? name : (folders.at(-1) ?? ''))
    if (found.length > mostImported) break
  }
  return found
}

const attributesOf = (text: string): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(attribute)].map((m) => [m[1]!.toLowerCase(), decoded(m[2] ?? m[3] ?? '').trim()]),
  )

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const decoded = (text: string): string =>
  text.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w{2,4}));/gi, (whole, hex, decimal, name) => {
    if (name) return named[String(name).toLowerCase()] ?? whole
    const code = Number.parseInt(hex ?? decimal, hex ? 16 : 10)
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : ''
  })
