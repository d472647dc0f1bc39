/** Lists of sources as other readers keep them: OPML 2.0 (opml.org/spec2). Folders are outlets; what cannot be used is named. */
import { type SourceKind, sourceKinds } from '../domain/article.ts'
import { type SourceSettings, describeFaults, readSettings } from '../domain/source-settings.ts'
import { parseUrl } from './canonical-url.ts'
import { decodeText } from './decode.ts'
import { withoutDoctype } from './doctype.ts'
import { isElement, parseXml, squeeze, type TreeElement, type TreeNode } from './tree.ts'

export type ListedSource = {
  /** '' where the list names none. */
  outlet: string
  name: string
  kind: SourceKind
  url: string
  settings: SourceSettings
}
/** `at`: line of a table or place among the outlines, from 1. */
export type ListFault = {
  at: number
  why: 'bad_address' | 'repeated' | 'unknown_kind' | 'bad_settings' | 'over_limit'
  detail: string
}
export type SourceListRead =
  | { ok: true; sources: ListedSource[]; faults: ListFault[] }
  | { ok: false; why: 'not_a_list' | 'too_large' }

export const listLimits = { bytes: 5 * 1024 * 1024, sources: 5000, faults: 500 } as const

/** One line of a list as it stands there; `settings` as an object or as JSON. */
export type ListedRaw = { outlet: string; name: string; kind: string; url: string; settings: unknown }

/** Lines of a list to sources: each address once, settings by the rules of their kind. */
export function gatherListed(rows: Iterable<{ at: number; raw: ListedRaw }>): {
  sources: ListedSource[]
  faults: ListFault[]
} {
  const sources = new Map<string, ListedSource>()
  const faults: ListFault[] = []
  for (const { at, raw } of rows) {
    const read = readListed(raw)
    const fault =
      'why' in read
        ? read
        : sources.has(read.url)
          ? { why: 'repeated' as const, detail: read.url }
          : sources.size >= listLimits.sources
            ? { why: 'over_limit' as const, detail: String(listLimits.sources) }
            : null
    if (fault && faults.length < listLimits.faults) faults.push({ at, ...fault, detail: fault.detail.slice(0, 300) })
    if (!fault && !('why' in read)) sources.set(read.url, read)
  }
  return { sources: [...sources.values()], faults }
}

function readListed({ outlet, name, kind, url, settings }: ListedRaw): ListedSource | Omit<ListFault, 'at'> {
  const address = parseUrl(url.trim())
  if (!address || !/^https?:$/.test(address.protocol) || url.length > 2000) return { why: 'bad_address', detail: url }
  const known = kind.trim() === '' ? 'feed' : sourceKinds.find((one) => one === kind.trim())
  if (!known) return { why: 'unknown_kind', detail: kind }
  const given = typeof settings === 'string' ? parsedJson(settings) : settings
  const read = readSettings(known, given)
  if (!read.ok) return { why: 'bad_settings', detail: describeFaults(read.faults) }
  const label = squeeze(name).slice(0, 100) || address.hostname
  return { outlet: squeeze(outlet).slice(0, 100), name: label, kind: known, url: url.trim(), settings: read.settings }
}

function parsedJson(text: string): unknown {
  if (text.trim() === '') return {}
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Reads OPML of any version, well-formed or nearly. Kind and settings are our own attributes; without them a line is a feed. */
export function readOpml(bytes: Uint8Array): SourceListRead {
  if (bytes.length > listLimits.bytes) return { ok: false, why: 'too_large' }
  const { elements } = parseXml(withoutDoctype(decodeText(bytes).text))
  const outlines = elements.filter((element) => element.name.toLowerCase() === 'outline')
  if (!elements.some((element) => element.name.toLowerCase() === 'opml') && outlines.length === 0)
    return { ok: false, why: 'not_a_list' }
  const rows = outlines.flatMap((outline, i) => {
    const told = attributesOf(outline)
    const url = told('xmlurl')
    if (url === '') return []
    const raw: ListedRaw = {
      outlet: folderOf(outline),
      name: told('text') || told('title'),
      kind: told('kind'),
      url,
      settings: told('settings'),
    }
    return [{ at: i + 1, raw }]
  })
  return { ok: true, ...gatherListed(rows) }
}

/** Names of attributes are written in any case. */
function attributesOf({ attribs }: TreeElement): (name: string) => string {
  const lower = new Map(Object.entries(attribs).map(([name, value]) => [name.toLowerCase(), value]))
  return (name) => lower.get(name)?.trim() ?? ''
}

/** The nearest outline above that is a folder and not a source itself (an unclosed one holds its neighbours). */
function folderOf(outline: TreeElement): string {
  for (let at = outline.parent; at && isElement(at as TreeNode); at = at.parent) {
    const told = attributesOf(at as TreeElement)
    if ((at as TreeElement).name.toLowerCase() === 'outline' && told('xmlurl') === '')
      return told('text') || told('title')
  }
  return ''
}
