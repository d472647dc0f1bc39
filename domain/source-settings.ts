/**
 * What a source of each kind may be told, as a table, and the one reader of settings that people, files and requests give.
 * Selectors are only measured here; whether one fits a page is found out by reading it.
 */
import type { ArticleSettings, SourceKind } from './article.ts'

export const searchEngines = ['gdelt', 'bing', 'google'] as const
export type SearchEngine = (typeof searchEngines)[number]

export type SourceSettings = {
  /** List: CSS selector of one entry. */
  item?: string
  /** List: within the entry, its link, its title, where its date stands. */
  link?: string
  title?: string
  date?: string
  /** Script list: what the page must show before it is read. */
  waitFor?: string
  /** Sitemap: only addresses that contain this text. */
  within?: string
  /** Sitemap: entries that were changed longer ago are left alone. Default 3. */
  maxAgeDays?: number
  /** News search. */
  engine?: SearchEngine
  query?: string
  /** News search: two letters (en, zh, ja), or with a region (zh-TW). */
  language?: string
  /** RSSHub: path of the route, from its first slash. */
  route?: string
  /** The order of the items is a ranking, and is kept. */
  ranked?: boolean
  /** E-paper: address of the day's first page with {YYYY}, {YY}, {MM}, {M}, {DD}, {D} for the day. */
  frontPage?: string
  /** E-paper: selectors of the links to the pages (版) and to the articles, where they are not recognised. */
  pageLink?: string
  articleLink?: string
  /** Any kind: how the source's articles are read. */
  article?: ArticleSettings
}
export type SettingName = keyof SourceSettings

type Rule =
  | { type: 'text'; max: number; pattern?: RegExp }
  | { type: 'choice'; of: readonly string[] }
  | { type: 'number'; min: number; max: number }
  | { type: 'yes_no' }
  | { type: 'group'; of: Record<string, Rule> }

const selector: Rule = { type: 'text', max: 300 }
const articleRules: Record<keyof ArticleSettings, Rule> = {
  title: selector,
  body: selector,
  time: selector,
  source: selector,
  author: selector,
  remove: selector,
  dayOrder: { type: 'choice', of: ['day_first', 'month_first'] },
  timeZone: { type: 'text', max: 50, pattern: /^[A-Za-z]+(?:\/[A-Za-z_+-]+)*$/ },
}
const rules: Record<SettingName, Rule> = {
  item: selector,
  link: selector,
  title: selector,
  date: selector,
  waitFor: selector,
  within: { type: 'text', max: 200 },
  maxAgeDays: { type: 'number', min: 1, max: 365 },
  engine: { type: 'choice', of: searchEngines },
  query: { type: 'text', max: 500 },
  language: { type: 'text', max: 10, pattern: /^[a-z]{2}(?:-[A-Z]{2})?$/ },
  route: { type: 'text', max: 500, pattern: /^\/[^\s#]*$/ },
  ranked: { type: 'yes_no' },
  frontPage: { type: 'text', max: 500, pattern: /^https?:\/\/[^\s{}]+\/\S*\{(?:YYYY|YY)\}\S*$/ },
  pageLink: selector,
  articleLink: selector,
  article: { type: 'group', of: articleRules },
}

/** Every setting there is, for tables that give one a column. */
export const settingNames = Object.keys(rules) as SettingName[]

/**
 * What each kind may be told, in the order in which a person is asked; `needs` cannot be left out. Every kind also takes
 * `article`.
 */
export const settingsOfKind: Record<SourceKind, { knows: readonly SettingName[]; needs: readonly SettingName[] }> = {
  feed: { knows: [], needs: [] },
  list: { knows: ['item', 'link', 'title', 'date'], needs: ['item'] },
  script_list: { knows: ['item', 'link', 'title', 'date', 'waitFor'], needs: ['item'] },
  sitemap: { knows: ['within', 'maxAgeDays'], needs: [] },
  search_feed: { knows: ['engine', 'query', 'language'], needs: ['engine', 'query'] },
  rsshub: { knows: ['route', 'ranked'], needs: ['route'] },
  epaper: { knows: ['frontPage', 'pageLink', 'articleLink'], needs: [] },
}

/** `expected` says what would have been right: the allowed words, the limit, or the form as a pattern. */
export type SettingFault = {
  setting: string
  why: 'unknown' | 'missing' | 'wrong_type' | 'too_long' | 'out_of_range' | 'not_a_choice' | 'wrong_form'
  expected: string
}
export type SettingsRead = { ok: true; settings: SourceSettings } | { ok: false; faults: SettingFault[] }

/**
 * Reads settings for a kind of source. Texts are trimmed; an empty text counts as not given. Every fault is named at once;
 * what the kind does not know is a fault too, because a setting that does nothing hides a mistake.
 */
export function readSettings(kind: SourceKind, given: unknown): SettingsRead {
  const { knows, needs } = settingsOfKind[kind]
  if (given === null || typeof given !== 'object' || Array.isArray(given))
    return { ok: false, faults: [{ setting: '', why: 'wrong_type', expected: 'object' }] }
  const { value, faults } = readGroup(
    given,
    Object.fromEntries([...knows, 'article' as const].map((name) => [name, rules[name]])),
  )
  for (const setting of needs)
    if (value[setting] === undefined && !faults.some((f) => f.setting === setting))
      faults.push({ setting, why: 'missing', expected: '' })
  return faults.length > 0 ? { ok: false, faults } : { ok: true, settings: value as SourceSettings }
}

/** Settings of one level; faults of a group inside are named `group.setting`. */
function readGroup(
  given: object,
  known: Record<string, Rule>,
): { value: Record<string, unknown>; faults: SettingFault[] } {
  const value: Record<string, unknown> = {}
  const faults: SettingFault[] = []
  for (const [setting, raw] of Object.entries(given).slice(0, 100)) {
    const told: unknown = typeof raw === 'string' ? raw.trim() : raw
    if (told === undefined || told === null || told === '') continue
    const rule = Object.hasOwn(known, setting) ? known[setting] : undefined
    if (!rule) faults.push({ setting: setting.slice(0, 100), why: 'unknown', expected: Object.keys(known).join(', ') })
    else if (rule.type === 'group' && typeof told === 'object' && !Array.isArray(told)) {
      const inner = readGroup(told, rule.of)
      value[setting] = inner.value
      faults.push(...inner.faults.map((fault) => ({ ...fault, setting: `${setting}.${fault.setting}` })))
    } else {
      const fault = faultOf(rule, told)
      if (fault) faults.push({ setting, ...fault })
      else value[setting] = told
    }
  }
  return { value, faults }
}

function faultOf(rule: Rule, value: unknown): Omit<SettingFault, 'setting'> | null {
  const fault = (why: SettingFault['why'], expected: string) => ({ why, expected })
  if (rule.type === 'group') return fault('wrong_type', 'object')
  if (rule.type === 'yes_no') return typeof value === 'boolean' ? null : fault('wrong_type', 'true, false')
  if (rule.type === 'number') {
    if (typeof value !== 'number' || !Number.isFinite(value)) return fault('wrong_type', 'number')
    return value >= rule.min && value <= rule.max ? null : fault('out_of_range', `${rule.min} – ${rule.max}`)
  }
  if (typeof value !== 'string') return fault('wrong_type', 'text')
  if (rule.type === 'choice') return rule.of.includes(value) ? null : fault('not_a_choice', rule.of.join(', '))
  if (value.length > rule.max) return fault('too_long', String(rule.max))
  return !rule.pattern || rule.pattern.test(value) ? null : fault('wrong_form', rule.pattern.source)
}

/** The faults of settings in one line, for a log or a failure's detail. */
export const describeFaults = (faults: SettingFault[]): string =>
  faults.map((f) => `${f.setting}: ${f.why}${f.expected ? ` (${f.expected})` : ''}`).join('; ')
