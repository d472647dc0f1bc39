/** The release calendar as bureaus hand it in: a table (CSV, Excel) or a calendar file (iCal). Small: read whole. */
import { catalogued, indicatorNamed } from '../../analyzer/indicators/catalogue.ts'
import type { ImportFault } from '../../domain/figure-import.ts'
import { nationCode, regionByCode, regionsNamedIn } from '../../domain/regions.ts'
import type { CalendarRow } from '../../store/calendar.ts'
import { UnreadableTable } from '../table/cells.ts'
import { type Fault, faultOfFile, faultsOfHeader, faultsOfMerged, RowReader } from '../table/fields.ts'
import { type FieldNames, type Header, readHeader } from '../table/header.ts'
import { readPeriod } from '../table/read-period.ts'
import { kindOfFile, readTable } from '../table/read-table.ts'
import { type ICalEvent, readIcal } from './ical.ts'

const fields = [
  ...(['id', 'indicators', 'indicators_zh', 'region', 'region_zh', 'period', 'period_type'] as const),
  ...(['scheduled_at', 'publisher', 'released_at', 'note'] as const),
]
type CalendarField = (typeof fields)[number]

const headings: FieldNames<CalendarField> = {
  id: ['编号'],
  indicators: ['指标代码'],
  indicators_zh: ['指标', '指标名称', '发布内容'],
  region: ['地区代码', '行政区划代码'],
  region_zh: ['地区', '地区名称'],
  period: ['时期', '报告期'],
  period_type: ['时期类型'],
  scheduled_at: ['计划发布时间', '发布时间', '发布日程'],
  publisher: ['发布单位', '发布机构'],
  released_at: ['实际发布时间', '已发布时间'],
  note: ['备注', '说明'],
}
const required: (CalendarField | CalendarField[])[] = [
  ['indicators', 'indicators_zh'],
  ['region', 'region_zh'],
  ...(['period', 'scheduled_at', 'publisher'] as const),
]

const mostEntries = 20_000
const mostFaults = 500

type Read = { entries: CalendarRow[]; faults: ImportFault[] }

/** Entries of a file, or what is wrong with it by cell; never throws for what a file holds. */
export async function readCalendar(bytes: Buffer, now: Date): Promise<Read> {
  try {
    const kind = kindOfFile(bytes)
    if (kind === 'json') throw new UnreadableTable('not_excel')
    const read = kind === 'ical' ? readEvents(bytes.toString('utf8'), now) : await readRows(bytes, kind, now)
    return withoutRepeats(read)
  } catch (e) {
    if (!(e instanceof UnreadableTable)) throw e
    return { entries: [], faults: [faultOfFile(e)] }
  }
}

async function readRows(bytes: Buffer, kind: 'xlsx' | 'csv', now: Date): Promise<Placed> {
  const table = await readTable(bytes, kind)
  const read: Placed = { entries: [], faults: [] }
  let header: Header<CalendarField> | null = null
  for await (const row of table.rows) {
    if (!header) {
      header = readHeader(row, headings, required)
      read.faults.push(...(header ? faultsOfHeader(header) : []))
      if (read.faults.length > 0) return read
      continue
    }
    const cells = new RowReader(row, header)
    if (cells.isEmpty) continue
    const entry = readEntry(cells, now)
    if (entry) read.entries.push({ row: row.row, entry })
    read.faults.push(...cells.faults)
    if (read.entries.length > mostEntries) throw new UnreadableTable('too_many_rows', row.row)
    if (read.faults.length >= mostFaults) break
  }
  if (!header || (read.entries.length === 0 && read.faults.length === 0)) throw new UnreadableTable('empty_file')
  read.faults.push(...faultsOfMerged(table.merged(), header))
  return read
}

function readEntry(cells: RowReader<CalendarField>, now: Date): CalendarRow | null {
  const field = cells.has('indicators') && cells.optional('indicators') !== '' ? 'indicators' : 'indicators_zh'
  const indicators = codesOf(cells.text(field, 600))
  if (indicators.unknown) cells.fault(field, 'unknown_indicator', indicators.unknown)
  const region = cells.region(cells.has('region') ? 'region' : 'region_zh', 'region_zh')
  const period = cells.period('period', 'period_type')
  const scheduledAt = cells.instant('scheduled_at')
  const publisher = cells.text('publisher', 100)
  const releasedAt = cells.optionalInstant('released_at')
  if (releasedAt && releasedAt > now) cells.fault('released_at', 'not_yet_published')
  const note = cells.optional('note', 500)
  if (cells.faults.length > 0 || !region || !period || !scheduledAt) return null
  const given = {
    indicators: indicators.codes,
    region: region.code,
    ...period,
    scheduledAt,
    publisher,
    releasedAt,
    note,
  }
  return entryOf(given, cells.optional('id', 200), now)
}

type Given = Omit<CalendarRow, 'id' | 'state' | 'changedAt'>
const entryOf = (given: Given, id: string, now: Date): CalendarRow => ({
  id: id || `cal-${given.region}-${given.indicators[0]}-${given.period}-${given.periodType}`,
  ...given,
  state: given.releasedAt ? 'released' : 'planned',
  changedAt: now,
})

/** Codes or names, separated by any of ; ； 、 , and spaces beside them. `unknown`: the first that is neither. */
function codesOf(text: string): { codes: string[]; unknown: string | null } {
  const names = text
    .split(/[;；、,，|]/)
    .map((name) => name.trim())
    .filter(Boolean)
  const codes = names.map(
    (name) => catalogued(name)?.code ?? indicatorNamed(name)?.code ?? (isCode(name) ? name : null),
  )
  const at = codes.indexOf(null)
  return { codes: [...new Set(codes.filter((c) => c !== null))], unknown: at < 0 ? null : (names[at] ?? null) }
}
const isCode = (name: string): boolean => /^[a-z][a-z0-9_]{1,39}$/.test(name)

type Placed = { entries: { row: number; entry: CalendarRow }[]; faults: Fault[] }

function withoutRepeats({ entries, faults }: Placed): Read {
  const first = new Map<string, number>()
  for (const { row, entry } of entries) {
    const known = first.get(entry.id)
    if (known === undefined) first.set(entry.id, row)
    else faults.push({ row, column: '', field: 'id', code: 'repeated_id', value: entry.id, hint: String(known) })
  }
  return { entries: faults.length > 0 ? [] : entries.map(({ entry }) => entry), faults: faults.slice(0, mostFaults) }
}

/** Our own fields where the file has them, so that what goes out comes in again; else what the summary says in words. */
function readEvents(text: string, now: Date): Placed {
  const read: Placed = { entries: [], faults: [] }
  for (const event of readIcal(text, mostEntries)) {
    const entry = entryOfEvent(event, now)
    if (entry) read.entries.push({ row: event.line, entry })
    else
      read.faults.push({
        row: event.line,
        column: '',
        field: 'summary',
        code: 'unread_event',
        value: event.summary.slice(0, 100),
      })
  }
  return read
}

function entryOfEvent(event: ICalEvent, now: Date): CalendarRow | null {
  if (!event.startsAt) return null
  const own = event.own
  const indicators = own.INDICATORS ? codesOf(own.INDICATORS).codes : indicatorsNamedIn(event.summary)
  const region = own.REGION ?? regionsNamedIn(event.summary)[0]?.code ?? nationCode
  const spoken =
    own.PERIOD ?? /(?:19|20)\d{2}年?(?:[^，。；,;]{0,8}?(?:季度|半年|月份?|全年|年度|末))?/.exec(event.summary)?.[0]
  const type = own['PERIOD-TYPE']
  const period = spoken ? readPeriod(spoken, (type as never) ?? null) : null
  if (indicators.length === 0 || !period || period === 'differs' || !/^\d{6}$/.test(region)) return null
  const publisher = own.PUBLISHER ?? event.organizer ?? regionByCode(region)?.name ?? ''
  const given = { indicators, region, ...period, scheduledAt: event.startsAt, publisher, releasedAt: null, note: '' }
  return entryOf(given, event.uid.replace(/@tongyu$/, ''), now)
}

/** Names of indicators in a sentence, the longest first, none inside another. */
export function indicatorsNamedIn(sentence: string): string[] {
  let rest = sentence
  const codes: string[] = []
  const words = sentence
    .split(/[、，,；;和及与\s]|\d+年|份|月|季度|全国|发布/)
    .flatMap((w) => [w, w.replace(/数据|情况|运行|主要|指标|初步核算|结果|报告/g, '')])
  for (const word of words) {
    const entry = word.length > 1 ? indicatorNamed(word) : null
    if (entry && !codes.includes(entry.code)) codes.push(entry.code)
    rest = rest.replace(word, '')
  }
  return codes
}
