/**
 * Lists of sources as tables: CSV as people keep it in a spreadsheet, in UTF-8, GBK or UTF-16, with commas, semicolons or tabs. The
 * first line names the columns, in Chinese or English; a setting may have a column of its own.
 */
import { isUtf8 } from 'node:buffer'
import { parse } from 'csv-parse/sync'
import type { SourceKind } from '../domain/article.ts'
import { settingNames } from '../domain/source-settings.ts'
import { decodeText } from './decode.ts'
import { gatherListed, type ListedRaw, type ListedSource, listLimits, type SourceListRead } from './opml.ts'

type Column = 'outlet' | 'name' | 'kind' | 'url' | 'settings'

/** The first of each is the one we write in Chinese; in English the column’s own name. */
const columnNames: Record<Column, readonly string[]> = {
  outlet: ['媒体', '媒体名称', 'outlet', 'folder', 'category'],
  name: ['信源', '名称', '信源名称', 'name', 'title', 'text'],
  kind: ['读取方式', '方式', '类型', 'kind', 'type'],
  url: ['地址', '网址', '链接', 'url', 'xmlurl', 'address', 'link'],
  settings: ['设置', 'settings'],
}
const kindNames: Record<string, SourceKind> = {
  订阅源: 'feed',
  rss: 'feed',
  atom: 'feed',
  列表页: 'list',
  脚本列表页: 'script_list',
  站点地图: 'sitemap',
  新闻搜索: 'search_feed',
  'rsshub 路由': 'rsshub',
  电子报: 'epaper',
}

/** Reads a table; `not_a_list` when no column of addresses is named. A line that cannot be used is named with its number. */
export function readSourceCsv(bytes: Uint8Array): SourceListRead {
  if (bytes.length > listLimits.bytes) return { ok: false, why: 'too_large' }
  // A table is too short to guess from: Excel writes GBK where it does not write UTF-8 or a mark.
  const rows = tableOf(decodeText(bytes, isUtf8(bytes) ? 'utf-8' : 'gb18030').text)
  const heads = rows?.[0]?.map((head) => head.trim().toLowerCase()) ?? []
  const place = (column: Column): number => heads.findIndex((head) => columnNames[column].includes(head))
  if (!rows || place('url') < 0) return { ok: false, why: 'not_a_list' }
  const ownColumns = settingNames.flatMap((name) => {
    const at = heads.indexOf(name.toLowerCase())
    // A column `title` or `link` of other programs names the source, not a selector.
    const isTaken = at < 0 || Object.values(columnNames).some((names) => names.includes(name.toLowerCase()))
    return isTaken ? [] : [{ name, at }]
  })
  const listed = rows.slice(1).flatMap((cells, i) => {
    const cell = (column: Column): string => cells[place(column)]?.trim() ?? ''
    if (cells.every((text) => text.trim() === '')) return []
    const kind = cell('kind').toLowerCase()
    const own = ownColumns.flatMap(({ name, at }) => (cells[at]?.trim() ? [[name, typed(cells[at].trim())]] : []))
    const raw: ListedRaw = {
      outlet: cell('outlet'),
      name: cell('name'),
      kind: kindNames[kind] ?? kind,
      url: cell('url'),
      settings: own.length > 0 ? Object.fromEntries(own) : cell('settings'),
    }
    return [{ at: i + 2, raw }]
  })
  return { ok: true, ...gatherListed(listed) }
}

const typed = (text: string): string | number | boolean =>
  /^(?:true|false)$/i.test(text) ? text.toLowerCase() === 'true' : /^\d{1,5}$/.test(text) ? Number(text) : text

/** Null where the text is no table: a quote that never ends, say. */
function tableOf(text: string): string[][] | null {
  const first = text.slice(0, 5000).split(/\r?\n/, 1)[0] ?? ''
  const delimiter = ['\t', ';', ','].find((sign) => first.includes(sign)) ?? ','
  try {
    return parse(text, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      max_record_size: 100_000,
      to: listLimits.sources * 2,
    })
  } catch {
    return null
  }
}

/** The table that `readSourceCsv` takes back, for a spreadsheet: with a byte order mark, because Excel takes GBK without one. `say` picks the language of its headings. */
export function writeSourceCsv(sources: ListedSource[], say: (zh: string, en: string) => string): string {
  const columns = ['outlet', 'name', 'kind', 'url', 'settings'] as const
  const heads = columns.map((column) => say(columnNames[column][0]!, column))
  const lines = sources.map(({ outlet, name, kind, url, settings }) => [
    outlet,
    name,
    kind,
    url,
    Object.keys(settings).length > 0 ? JSON.stringify(settings) : '',
  ])
  return `\uFEFF${[heads, ...lines].map((cells) => cells.map(cellText).join(',')).join('\r\n')}\r\n`
}

/** A text that a spreadsheet would take for a formula is marked as text. */
function cellText(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n;\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
