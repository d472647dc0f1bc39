/**
 * The tolerant feed reader: any Atom, RSS, RDF or CDF that a lenient tree can hold, whatever its prefixes, versions and errors.
 * It knows the dialects' names for things; it does not judge whether the document is right.
 */
import type { Feed, FeedEntry, FeedText } from './feed.ts'
import { absoluteLink, isoTime, maxEntries } from './feed.ts'
import { plainText } from './plain-text.ts'
import { isElement, parseXml, rawText, squeeze, type TreeElement, type TreeNode } from './tree.ts'

/** Prefixes whose `title`, `link` and so on belong to something else than the entry. */
const foreignPrefix = /^(?:media|itunes|psc|podcast|svg|georss|image|slash|feedburner|cc|creativecommons|yt)$/

/** The feed in `text`, or null when there is none. */
export function readFeedTree({ text, baseUrl, zonelessOffset }: FeedText): Feed | null {
  const { root } = parseXml(text)
  const top = findFirst(
    root.children,
    (name) => name === 'rss' || name === 'feed' || name === 'rdf' || name === 'channel',
  )
  if (!top) return null
  const channel = partsOf(
    localName(top) === 'feed' || localName(top) === 'channel'
      ? top
      : (top.children.filter(isElement).find((child) => localName(child) === 'channel') ?? top),
  )
  const context: Context = { baseUrl, zonelessOffset }
  return {
    ...titleOf(channel),
    link: linkOf(channel, context),
    id: rawField(channel, ['id', 'guid']),
    published: timeOf(channel, context),
    entries: findAll(top, (name) => name === 'item' || name === 'entry').map((entry) =>
      readEntry(partsOf(entry), context),
    ),
  }
}

type Context = { baseUrl: string; zonelessOffset: number }

function readEntry(entry: Parts, context: Context): FeedEntry {
  const summary = rawMarkup(entry, ['description', 'summary', 'abstract'])
  const content = rawMarkup(entry, ['encoded', 'content', 'body', 'fullitem'])
  return {
    id: rawField(entry, ['guid', 'id', 'identifier']) || attribute(entry.element, 'rdf:about'),
    ...titleOf(entry),
    link: linkOf(entry, context),
    summary: summary || content,
    content: content || summary,
    published: timeOf(entry, context),
    author: authorOf(entry),
  }
}

const localName = (element: TreeElement): string => element.name.slice(element.name.indexOf(':') + 1).toLowerCase()
const prefixOf = (element: TreeElement): string =>
  element.name.includes(':') ? element.name.split(':')[0]!.toLowerCase() : ''

/** A feed or entry and what stands directly in it, by local name: those without a prefix before those with one. */
type Parts = { element: TreeElement; named: Map<string, TreeElement[]> }

function partsOf(element: TreeElement): Parts {
  const named = new Map<string, TreeElement[]>()
  const prefixed: TreeElement[] = []
  const add = (child: TreeElement): void => {
    const name = localName(child)
    const same = named.get(name)
    if (same) same.push(child)
    else named.set(name, [child])
  }
  for (const child of element.children) {
    if (!isElement(child)) continue
    if (!child.name.includes(':')) add(child)
    else if (!foreignPrefix.test(prefixOf(child))) prefixed.push(child)
  }
  prefixed.forEach(add)
  return { element, named }
}

/** In the order of the names. */
const fields = ({ named }: Parts, names: string[]): TreeElement[] => names.flatMap((name) => named.get(name) ?? [])

function rawField(parent: Parts, names: string[]): string {
  for (const field of fields(parent, names)) {
    const text = contentOf(field).trim()
    if (text !== '') return text
  }
  return ''
}

/** The title by its declared type: text is taken as it stands, markup is taken off. */
function titleOf(parent: Parts): { title: string; isTitleLiteral: boolean } {
  for (const field of fields(parent, ['title'])) {
    const type = (attribute(field, 'type') || '').toLowerCase()
    const content = contentOf(field)
    const isPlain = (type === 'text' || type === 'text/plain') && attribute(field, 'mode') !== 'escaped'
    const title = isPlain || isStructured(type) ? squeeze(content) : plainText(content)
    if (title !== '') return { title, isTitleLiteral: isPlain }
  }
  return { title: squeeze(attribute(parent.element, 'title')), isTitleLiteral: false }
}

const isStructured = (type: string): boolean => type === 'xhtml' || type.endsWith('xhtml+xml') || type.endsWith('/xml')

function rawMarkup(parent: Parts, names: string[]): string {
  for (const field of fields(parent, names)) {
    const markup = isStructured((attribute(field, 'type') || '').toLowerCase())
      ? squeeze(rawText(field))
      : contentOf(field).trim()
    if (markup !== '') return markup
  }
  return ''
}

/** Text of an element, base64 undone where Atom 0.3 says so. */
function contentOf(field: TreeElement): string {
  const text = rawText(field)
  const type = attribute(field, 'type')
  const isEncoded = attribute(field, 'mode') === 'base64' || type === 'application/octet-stream'
  return isEncoded ? Buffer.from(text.replace(/\s+/g, ''), 'base64').toString('utf8') : text
}

function attribute(element: TreeElement, name: string): string {
  for (const key in element.attribs) if (key === name || key.toLowerCase() === name) return element.attribs[key]!
  return ''
}

/** Atom's alternate link, RSS's text link, CDF's href, or a guid that says it is one; resolved against xml:base. */
function linkOf(parent: Parts, context: Context): string {
  const links = fields(parent, ['link', 'a'])
  const rel = (link: TreeElement): string => attribute(link, 'rel').toLowerCase() || 'alternate'
  const alternates = links.filter((link) => attribute(link, 'href') !== '' && rel(link) === 'alternate')
  const html = alternates.find((link) => /^$|html/.test(attribute(link, 'type')))
  const written = links.find((link) => attribute(link, 'href') === '' && rawText(link).trim() !== '')
  const unprefixed = written && prefixOf(written) === '' ? written : undefined
  for (const link of [unprefixed, html, alternates[0], written]) {
    if (!link) continue
    const address = attribute(link, 'href') || rawText(link).trim()
    if (address !== '') return absoluteLink(address, baseOf(link, context.baseUrl))
  }
  const own = attribute(parent.element, 'href')
  if (own) return absoluteLink(own, context.baseUrl)
  const guid = fields(parent, ['guid'])[0]
  if (guid && attribute(guid, 'ispermalink').toLowerCase() !== 'false' && rawText(guid).trim() !== '')
    return absoluteLink(rawText(guid), baseOf(guid, context.baseUrl))
  const about = attribute(parent.element, 'rdf:about')
  return /^https?:/i.test(about) && localName(parent.element) === 'item' ? about : ''
}

/** xml:base of the element and all above it, the outermost resolved against the feed's address. */
function baseOf(element: TreeElement, feedUrl: string): string {
  const bases: string[] = []
  for (let at: TreeNode | TreeElement['parent'] = element; at; at = at.parent)
    if (isElement(at as TreeNode) && (at as TreeElement).attribs['xml:base'])
      bases.push((at as TreeElement).attribs['xml:base']!)
  return bases.reduceRight((base, next) => absoluteLink(next, base), feedUrl)
}

function timeOf(parent: Parts, { zonelessOffset }: Context): string | null {
  const times = fields(parent, [
    'pubdate',
    'published',
    'issued',
    'date',
    'created',
    'updated',
    'modified',
    'lastbuilddate',
  ])
  return (
    isoTime(
      times.map((time) => rawText(time)),
      zonelessOffset,
    ) ?? isoTime([attribute(parent.element, 'lastmod')], zonelessOffset)
  )
}

function authorOf(entry: Parts): string {
  for (const author of fields(entry, ['creator', 'author', 'contributor'])) {
    const name = author.children.filter(isElement).find((child) => localName(child) === 'name')
    const text = squeeze(rawText(name ?? author))
    if (text !== '') return text
  }
  return ''
}

function findFirst(nodes: TreeNode[], wanted: (name: string) => boolean): TreeElement | null {
  const queue = [...nodes]
  for (let i = 0; i < queue.length && i < 1000; i++) {
    const node = queue[i]!
    if (!isElement(node)) continue
    if (wanted(localName(node))) return node
    queue.push(...node.children.slice(0, 100))
  }
  return null
}

/** In document order, also inside one another: an unclosed item holds the next. */
function findAll(top: TreeElement, wanted: (name: string) => boolean): TreeElement[] {
  const found: TreeElement[] = []
  const stack: TreeNode[] = [...top.children].reverse()
  while (stack.length > 0 && found.length < maxEntries) {
    const node = stack.pop()!
    if (!isElement(node)) continue
    const isEntry = wanted(localName(node)) && !foreignPrefix.test(prefixOf(node))
    if (isEntry) found.push(node)
    for (let i = node.children.length - 1; i >= 0; i--) {
      const child = node.children[i]!
      // Markup inside an entry's content may hold anything; only its own level can be an unclosed neighbour.
      if (!isEntry || (isElement(child) && wanted(localName(child)))) stack.push(child)
    }
  }
  return found
}
