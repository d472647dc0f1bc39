/**
 * The tolerant feed reader: any RSS, RDF, Atom or CDF that a lenient tree can hold, whatever its prefixes, versions and errors.
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
  const channel =
    localName(top) === 'feed' || localName(top) === 'channel'
      ? top
      : (childrenOf(top).find((child) => localName(child) === 'channel') ?? top)
  const context: Context = { baseUrl, zonelessOffset }
  return {
    ...titleOf(channel),
    link: linkOf(channel, context),
    id: rawField(channel, ['id', 'guid']),
    published: timeOf(channel, context),
    entries: findAll(top, (name) => name === 'item' || name === 'entry').map((entry) => readEntry(entry, context)),
  }
}

type Context = { baseUrl: string; zonelessOffset: number }

function readEntry(entry: TreeElement, context: Context): FeedEntry {
  const summary = rawMarkup(entry, ['description', 'summary', 'abstract'])
  const content = rawMarkup(entry, ['encoded', 'content', 'body', 'fullitem', 'xhtml:body'])
  return {
    id: rawField(entry, ['guid', 'id', 'identifier']) || attribute(entry, 'rdf:about'),
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
const childrenOf = (element: TreeElement): TreeElement[] => element.children.filter(isElement)

/** Children with one of these local names, in the order of the names; those without a prefix before those with one. */
function fields(parent: TreeElement, names: string[]): TreeElement[] {
  const own = childrenOf(parent).filter((child) => !foreignPrefix.test(prefixOf(child)))
  return names.flatMap((name) => {
    const named = own.filter((child) => localName(child) === name)
    return [...named.filter((child) => prefixOf(child) === ''), ...named.filter((child) => prefixOf(child) !== '')]
  })
}

function rawField(parent: TreeElement, names: string[]): string {
  for (const field of fields(parent, names)) {
    const text = contentOf(field).trim()
    if (text !== '') return text
  }
  return ''
}

/** The title by its declared type: text is taken as it stands, markup is taken off. */
function titleOf(parent: TreeElement): { title: string; isTitleLiteral: boolean } {
  for (const field of fields(parent, ['title'])) {
    const type = (attribute(field, 'type') || '').toLowerCase()
    const content = contentOf(field)
    const isPlain = (type === 'text' || type === 'text/plain') && attribute(field, 'mode') !== 'escaped'
    const title = isPlain || isStructured(type) ? squeeze(content) : plainText(content)
    if (title !== '') return { title, isTitleLiteral: isPlain }
  }
  return { title: squeeze(attribute(parent, 'title')), isTitleLiteral: false }
}

const isStructured = (type: string): boolean => type === 'xhtml' || type.endsWith('xhtml+xml') || type.endsWith('/xml')

function rawMarkup(parent: TreeElement, names: string[]): string {
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
  for (const [key, value] of Object.entries(element.attribs)) if (key.toLowerCase() === name) return value
  return ''
}

/** Atom's alternate link, RSS's text link, CDF's href, or a guid that says it is one; resolved against xml:base. */
function linkOf(parent: TreeElement, context: Context): string {
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
  const own = attribute(parent, 'href')
  if (own) return absoluteLink(own, context.baseUrl)
  const guid = fields(parent, ['guid'])[0]
  if (guid && attribute(guid, 'ispermalink').toLowerCase() !== 'false' && rawText(guid).trim() !== '')
    return absoluteLink(rawText(guid), baseOf(guid, context.baseUrl))
  const about = attribute(parent, 'rdf:about')
  return /^https?:/i.test(about) && localName(parent) === 'item' ? about : ''
}

/** xml:base of the element and all above it, the outermost resolved against the feed's address. */
function baseOf(element: TreeElement, feedUrl: string): string {
  const bases: string[] = []
  for (let at: TreeNode | TreeElement['parent'] = element; at; at = at.parent)
    if (isElement(at as TreeNode) && (at as TreeElement).attribs['xml:base'])
      bases.push((at as TreeElement).attribs['xml:base']!)
  return bases.reduceRight((base, next) => absoluteLink(next, base), feedUrl)
}

function timeOf(parent: TreeElement, { zonelessOffset }: Context): string | null {
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
    ) ?? isoTime([attribute(parent, 'lastmod')], zonelessOffset)
  )
}

function authorOf(entry: TreeElement): string {
  for (const author of fields(entry, ['creator', 'author', 'contributor'])) {
    const name = childrenOf(author).find((child) => localName(child) === 'name')
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
