/**
 * Finds the selectors of a news list from the page itself: from one example link that a person names, or from the links that
 * look most like a list. Every candidate is tried by reading the page with it; the one whose items resemble each other most, and
 * that names its elements by class or id, wins. Pure; it promises nothing that the list reader would not find.
 */
import type { FetchedPage, FoundItem } from '../domain/article.ts'
import { canonicalUrl, isSameSite, parseUrl } from './canonical-url.ts'
import { readDate } from './dates.ts'
import { decodeText } from './decode.ts'
import { baseOf, type ListSettings, readListTree } from './list.ts'
import { charsetOf, isHtml } from './response.ts'
import { elementsNamed, isElement, type PageTree, parseHtml, rawText, squeeze, type TreeElement } from './tree.ts'

export type ListFound = {
  settings: ListSettings
  items: FoundItem[]
  /** 0 to 1: how much the items are like one another and like news. For comparing finds on one page. */
  likeness: number
}

/** Larger pages are not searched: each candidate costs a walk over all elements. */
const maxElements = 30_000
const maxLevels = 7
const maxCandidates = 24
const fewestItems = 3
/** 详细, 更多 and the like are no headlines. */
const shortestTitle = 5
/** Without an example only lists of so many items, so much alike, are believed; a small site may have no longer one. */
const fewestUnaided = 5
const leastLikeness = 0.7
const maxGroups = 6

/** The list that `exampleUrl` (absolute, as in the address bar) is an item of; null when the page has none. */
export function findSelectors(page: FetchedPage, exampleUrl: string, now: Date): ListFound | null {
  const search = openSearch(page, now)
  const wanted = canonicalUrl(exampleUrl)
  if (!search || !wanted) return null
  const examples = search.links.filter((link) => link.url === wanted)
  // The same article is often linked by its picture too: the link with the longest words is the headline.
  examples.sort((a, b) => b.text.length - a.text.length)
  const found = examples.slice(0, 3).flatMap((example) => listsAround(search, example))
  return best(found)
}

/**
 * Lists of news on the page, the best first, at most three; each link belongs to one of them only. With `short` those of three or
 * four items count as well: for pages that have no other.
 */
export function findLists(page: FetchedPage, now: Date, { short = false } = {}): ListFound[] {
  const fewest = short ? fewestItems : fewestUnaided
  const search = openSearch(page, now)
  if (!search) return []
  const found = exampleLinks(search)
    .flatMap((example) => best(listsAround(search, example)) ?? [])
    .filter(({ items, likeness }) => items.length >= fewest && likeness >= leastLikeness)
    .sort((a, b) => worth(b) - worth(a))
  const kept: ListFound[] = []
  for (const list of found) {
    const known = new Set(kept.flatMap(({ items }) => items.map(({ url }) => url)))
    if (list.items.filter(({ url }) => known.has(url)).length < list.items.length / 2) kept.push(list)
  }
  return kept.slice(0, 3)
}

type Link = { element: TreeElement; url: string; text: string }
type Search = { tree: PageTree; links: Link[]; url: string; now: Date }

function openSearch(page: FetchedPage, now: Date): Search | null {
  const { text } = decodeText(page.bytes, charsetOf(page.headers))
  if (!isHtml(page.headers, text)) return null
  const tree = parseHtml(text)
  if (tree.elements.length > maxElements) return null
  const base = baseOf(tree, page.finalUrl)
  const links = elementsNamed(tree, 'a').flatMap((element) => {
    const absolute = parseUrl(element.attribs.href?.trim() ?? '', base)
    const url = absolute && canonicalUrl(absolute.href)
    return url ? [{ element, url, text: squeeze(rawText(element)) }] : []
  })
  return { tree, links, url: page.finalUrl, now }
}

/** One link of each large group of headlines: links that hang in the tree by the same names. */
function exampleLinks({ links, url }: Search): Link[] {
  const groups = new Map<string, Link[]>()
  for (const link of links) {
    if (!isHeadline(link.text) || !isSameSite(link.url, url) || !looksLikeArticle(link.url)) continue
    const names: string[] = []
    for (let at: TreeElement | null = link.element; at && names.length < 4; at = parentOf(at))
      names.push(`${at.name}.${stableClasses(at)[0] ?? ''}`)
    const key = names.join('<')
    groups.set(key, [...(groups.get(key) ?? []), link])
  }
  return [...groups.values()]
    .filter((group) => group.length >= fewestItems)
    .sort((a, b) => b.length - a.length)
    .slice(0, maxGroups)
    .map((group) => group[0]!)
}

/** Eight Chinese characters or four words. */
const isHeadline = (text: string): boolean =>
  text.length <= 200 && (/[\u3400-\u9fff]/.test(text) ? text.length >= 8 : text.split(' ').length >= 4)

const looksLikeArticle = (url: string): boolean =>
  /\d{3}|[a-z]+-[a-z]+-[a-z]+/i.test(new URL(url).pathname + new URL(url).search)

/** What addresses of one kind share: how many parts, and the last one with numbers and words made alike. */
function shapeOf(url: string): string {
  const { pathname, search } = new URL(url)
  const last = pathname.split('/').at(-1) ?? ''
  const shaped = /[a-z]+-[a-z]+-/i.test(last) ? '~' : last.replace(/[\da-f]{8,}/gi, '#').replace(/\d+/g, '#')
  return `${shaped}?${search.replace(/=[^&]*/g, '=')}`
}

/** Every list that holds the example, with the settings that read it. */
function listsAround(search: Search, example: Link): ListFound[] {
  const found: ListFound[] = []
  for (const { element, selectors } of levelsAbove(example.element)) {
    for (const item of selectors) {
      const list = tryItem(search, { item, element, example })
      if (list) found.push(list)
    }
  }
  return found
}

type Level = { element: TreeElement; selectors: string[] }

/** The example and what holds it, each with the selectors that could mean "one entry". */
function levelsAbove(link: TreeElement): Level[] {
  const levels: Level[] = []
  let left = maxCandidates
  for (let at: TreeElement | null = link; at && levels.length < maxLevels && left > 0; at = parentOf(at)) {
    if (at.name === 'body' || at.name === 'html') break
    const selectors = selectorsOf(at).slice(0, left)
    left -= selectors.length
    levels.push({ element: at, selectors })
  }
  return levels
}

/** By its own class; by its name below the nearest holder that has an id or a class. */
function selectorsOf(element: TreeElement): string[] {
  const classes = stableClasses(element)
  const own = classes.slice(0, 2).map((name) => `${element.name}.${name}`)
  const holder = namedHolder(element)
  const below = holder ? [`${holder} ${own[0] ?? element.name}`, `${holder} ${element.name}`] : []
  return [...new Set([...below, ...own])]
}

function namedHolder(element: TreeElement): string | null {
  const names: string[] = []
  for (let at = parentOf(element); at && names.length < 4; at = parentOf(at)) {
    if (at.name === 'body' || at.name === 'html') return null
    const id = at.attribs.id ?? ''
    const [name] = stableClasses(at)
    const own = isStableName(id) ? `#${id}` : name ? `${at.name}.${name}` : ''
    if (own !== '') return [own, ...names].join(' > ') + (names.length > 0 ? ' >' : '')
    names.unshift(at.name)
  }
  return null
}

const stateNames =
  /^(?:active|current|cur|on|first|last|odd|even|hover|selected|clearfix|cf|fl|fr|left|right|show|hide|new|hot|top|visited)$/i

/** Class names that say what a thing is: no states, nothing that a build made up, nothing that counts. */
const stableClasses = (element: TreeElement): string[] =>
  (element.attribs.class ?? '').split(/\s+/, 10).filter((name) => isStableName(name) && !stateNames.test(name))

const isStableName = (name: string): boolean =>
  /^[a-z][\w-]{1,39}$/i.test(name) && !/\d{3}|^(?:css|sc|jsx)-|__?[\da-z]*\d[\da-z]*$|[-_]\d+$/i.test(name)

const parentOf = (element: TreeElement): TreeElement | null => {
  const { parent } = element
  return parent && isElement(parent as TreeElement) ? (parent as TreeElement) : null
}

type Try = { item: string; element: TreeElement; example: Link }

function tryItem(search: Search, { item, element, example }: Try): ListFound | null {
  const titles: ListSettings[] = [{}, ...titleSettings(element)]
  const links: ListSettings[] = [{}, ...linkSelectors(element, example.element).map((link) => ({ link }))]
  for (const title of titles) {
    for (const link of links) {
      const given = { item, ...link, ...title }
      const own = read(search, given)?.find(({ url }) => url === example.url)
      if (!own || own.title.length < shortestTitle) continue
      const settings = withDate(search, given, element)
      const items = read(search, settings) ?? []
      return items.length < fewestItems ? null : { settings, items, likeness: likenessOf(items, example.url) }
    }
  }
  return null
}

function read({ tree, url, now }: Search, settings: ListSettings): FoundItem[] | null {
  const answer = readListTree({ tree, url, settings, now })
  return answer.ok ? answer.items : null
}

/** Within an entry: the link by its class, by what holds it, or by its heading. */
function linkSelectors(element: TreeElement, link: TreeElement): string[] {
  const own = stableClasses(link).map((name) => `a.${name}`)
  const holder = parentOf(link)
  if (!holder || holder === element) return own
  return [...own, ...stableClasses(holder).map((name) => `${holder.name}.${name} a`), `${holder.name} a`]
}

function withDate(search: Search, settings: ListSettings, element: TreeElement): ListSettings {
  const dated = (given: ListSettings): number => {
    const items = read(search, given) ?? []
    return items.filter(({ publishedAt }) => publishedAt !== null).length / Math.max(1, items.length)
  }
  if (dated(settings) >= 0.6) return settings
  const inside = within(element).filter((one) => {
    const text = one.attribs.datetime ?? squeeze(rawText(one))
    return text.length >= 4 && text.length <= 40 && readDate(text, { now: search.now }) !== null
  })
  for (const one of inside.slice(-4).reverse()) {
    for (const date of [...stableClasses(one).map((name) => `.${name}`), one.name]) {
      const found = { ...settings, date }
      if (dated(found) >= 0.6) return found
    }
  }
  return settings
}

/** Where the link is a picture or says only 详细: the entry's heading. */
function titleSettings(element: TreeElement): ListSettings[] {
  const heading = within(element).find((one) => /^h[1-6]$/.test(one.name) || /title/i.test(one.attribs.class ?? ''))
  if (!heading) return []
  const [name] = stableClasses(heading)
  return [{ title: name ? `${heading.name}.${name}` : heading.name }]
}

function within(element: TreeElement): TreeElement[] {
  const found: TreeElement[] = []
  const stack = [...element.children].reverse()
  while (stack.length > 0 && found.length < 200) {
    const node = stack.pop()!
    if (!isElement(node)) continue
    found.push(node)
    stack.push(...[...node.children].reverse())
  }
  return found
}

/** Share of items with an address like the example's, times share with a headline. */
function likenessOf(items: FoundItem[], exampleUrl: string): number {
  const shape = shapeOf(exampleUrl)
  const alike = items.filter(({ url }) => shapeOf(url) === shape && isSameSite(url, exampleUrl)).length
  const headlines = items.filter(({ title }) => title.length >= shortestTitle).length
  return (alike / items.length) * (headlines / items.length)
}

/** Likeness first, then how many items, then dates, then the shorter selector: it breaks later. */
function worth({ items, likeness, settings }: ListFound): number {
  const dated = items.filter(({ publishedAt }) => publishedAt !== null).length / items.length
  const length = Object.values(settings).join(' ').length
  return Math.log2(items.length + 1) * likeness ** 3 * (1 + dated / 2) - length / 1000
}

const best = (found: ListFound[]): ListFound | null =>
  found.reduce<ListFound | null>((top, one) => (top === null || worth(one) > worth(top) ? one : top), null)
