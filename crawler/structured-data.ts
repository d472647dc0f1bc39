/** What a page says of itself for machines: meta tags and JSON-LD. Read leniently, within limits, and never trusted alone. */
import { elementsNamed, type PageTree, sourceOf, squeeze } from './tree.ts'

export type StructuredData = {
  headline: string
  author: string
  publishedAt: string
  modifiedAt: string
  articleBody: string
}

const maxScript = 500_000
const maxNodes = 500
const maxValue = 200_000

/** Content of the first meta tag that has one of these names (`name`, `property` or `itemprop`, any case), '' if none. */
export function readMeta(tree: PageTree): (...names: string[]) => string {
  const found = new Map<string, string>()
  for (const { attribs } of elementsNamed(tree, 'meta')) {
    const value = squeeze((attribs.content ?? '').slice(0, 2000))
    for (const key of [attribs.property, attribs.name, attribs.itemprop])
      if (key && value !== '' && !found.has(key.toLowerCase())) found.set(key.toLowerCase(), value)
  }
  return (...names) => {
    for (const name of names) {
      const value = found.get(name.toLowerCase())
      if (value) return value
    }
    return ''
  }
}

type JsonObject = Record<string, unknown>
const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null

/** The first article of the page's JSON-LD; empty strings where it says nothing. */
export function readStructuredData(tree: PageTree): StructuredData {
  const empty = { headline: '', author: '', publishedAt: '', modifiedAt: '', articleBody: '' }
  const scripts = elementsNamed(tree, 'script').filter(
    ({ attribs }) => attribs.type?.trim().toLowerCase() === 'application/ld+json',
  )
  for (const script of scripts.slice(0, 20)) {
    const source = sourceOf(script)
    const article = source.length <= maxScript ? findArticle(parseJson(source)) : null
    if (!article) continue
    return {
      headline: textIn(article.headline ?? article.name),
      author: namesIn(article.author),
      publishedAt: textIn(article.datePublished),
      modifiedAt: textIn(article.dateModified),
      articleBody: typeof article.articleBody === 'string' ? article.articleBody.slice(0, maxValue) : '',
    }
  }
  return empty
}

/** JSON as pages write it: with raw line breaks in strings and CDATA marks around. */
function parseJson(source: string): unknown {
  const bare = source
    .trim()
    .replace(/^(?:\/\*)?\s*<!\[CDATA\[(?:\*\/)?/, '')
    .replace(/(?:\/\*)?\]\]>\s*(?:\*\/)?$/, '')
  for (const text of [bare, bare.replace(/[\r\n\t]+/g, ' ')]) {
    try {
      return JSON.parse(text) as unknown
    } catch {
      // Try the repaired form, then give up: it is a hint only.
    }
  }
  return null
}

function findArticle(top: unknown): JsonObject | null {
  const queue: unknown[] = [top]
  for (let i = 0; i < queue.length && i < maxNodes; i++) {
    const value = queue[i]
    if (Array.isArray(value)) queue.push(...value.slice(0, 50))
    else if (isObject(value)) {
      const types = [value['@type']].flat()
      if (types.some((type) => typeof type === 'string' && /(?:Article|Report|Posting)$/.test(type))) return value
      queue.push(value['@graph'], value.mainEntity, value.mainEntityOfPage)
    }
  }
  return null
}

function namesIn(author: unknown): string {
  const names = [author]
    .flat()
    .slice(0, 10)
    .map((one) => textIn(isObject(one) ? one.name : one))
  return names.filter((name) => name !== '' && !/^https?:/.test(name)).join(', ')
}

function textIn(value: unknown): string {
  const one: unknown = Array.isArray(value) ? value[0] : value
  return typeof one === 'string' ? squeeze(one.slice(0, 2000)) : ''
}
