/**
 * An article that its page carries as data for a script and draws only in the browser: JSON in a script element, encoded or plain, or
 * given to a variable. It is looked for by shape (a long text near a title), never by the name of a site or framework.
 */
import { weightOf } from './blocks.ts'
import { elementsNamed, type PageTree, sourceOf } from './tree.ts'

export type StateArticle = {
  /** HTML or plain text. */
  body: string
  /** As the data says it: a time in words or in seconds; '' if none. */
  publishedAt: string
}

const maxScript = 2_000_000
const maxScripts = 30
const maxNodes = 50_000
const maxBody = 400_000
/** Shorter texts are labels and teasers. */
const shortestBody = 120

const bodyKey =
  /^(?:content|contents|body|html|text|main_?text|article|article_?(?:body|content|html|text)|content_?(?:html|text|body)|rich_?text|detail)$/i
const titleKey = /^(?:title|headline|name|article_?title|news_?title)$/i
const timeKey =
  /^(?:date_?published|published?_?(?:time|at|date|on)?|pub_?(?:time|date)|publish_?(?:time|date)|p_?time|show_?time|release_?(?:time|date)|create_?time)$/i

type Found = StateArticle & { weight: number; titled: boolean }

/** The article in the page's data, or null. `title` is what the page calls itself: a text beside the same title wins. */
export function readState(tree: PageTree, title: string): StateArticle | null {
  let best: Found | null = null
  for (const script of elementsNamed(tree, 'script').slice(0, maxScripts)) {
    const source = sourceOf(script)
    if (source.length < shortestBody || source.length > maxScript || script.attribs.type === 'application/ld+json')
      continue
    for (const found of articlesIn(dataIn(source), title))
      if (!best || (found.titled === best.titled ? found.weight > best.weight : found.titled)) best = found
  }
  return best && { body: best.body.slice(0, maxBody), publishedAt: best.publishedAt }
}

/** The value of a script that is JSON, or that gives JSON to a variable; undefined for a program. */
function dataIn(source: string): unknown {
  const text = source.trim()
  if (/^[[{"]/.test(text)) return parsed(text)
  if (/^%(?:7B|5B)/i.test(text)) return parsed(decoded(text))
  const given = /^(?:var |let |const |window\.|self\.)?[\w$.[\]"']{1,60}\s*=\s*(?=[[{])/.exec(text)
  return given ? parsed(balanced(text, given[0].length)) : undefined
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json) as unknown
  } catch {
    // A program, or broken data: the page simply has no such article.
    return undefined
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}

/** The object or list that begins at `start`, up to its closing bracket. */
function balanced(text: string, start: number): string {
  let depth = 0
  let quoted = false
  for (let i = start; i < text.length; i++) {
    const sign = text[i]
    if (quoted) {
      if (sign === '\\') i += 1
      else if (sign === '"') quoted = false
    } else if (sign === '"') quoted = true
    else if (sign === '{' || sign === '[') depth += 1
    else if ((sign === '}' || sign === ']') && --depth === 0) return text.slice(start, i + 1)
  }
  return ''
}

type Context = { title: string; publishedAt: string }
type Node = { value: unknown; near: Context }

/** Every long text under a key that bodies have, with the nearest title and time above it. */
function articlesIn(top: unknown, title: string): Found[] {
  const found: Found[] = []
  const queue: Node[] = [{ value: top, near: { title: '', publishedAt: '' } }]
  for (let i = 0; i < queue.length && i < maxNodes; i++) {
    const { value, near } = queue[i]!
    if (typeof value !== 'object' || value === null) continue
    const entries = Object.entries(value)
    const context = Array.isArray(value)
      ? near
      : { title: titleIn(entries) || near.title, publishedAt: timeIn(entries) || near.publishedAt }
    for (const [key, inner] of entries) {
      const body = bodyKey.test(key) ? textOf(inner) : ''
      const weight = body.length < shortestBody / 3 ? 0 : weightOf(body.replace(/<[^>]{0,2000}>/g, ''))
      if (weight >= shortestBody)
        found.push({ body, weight, titled: isSame(context.title, title), publishedAt: context.publishedAt })
      else if (typeof inner === 'object') queue.push({ value: inner, near: context })
    }
  }
  return found
}

/** A text, or a list of paragraphs that each hold theirs. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (!Array.isArray(value)) return ''
  const pieces = value.slice(0, 2000).map((one: unknown) => {
    if (typeof one === 'string') return one
    if (typeof one !== 'object' || one === null) return ''
    return (
      (Object.entries(one).find(
        ([key, text]) => /^(?:value|text|content|desc)$/i.test(key) && typeof text === 'string',
      )?.[1] as string | undefined) ?? ''
    )
  })
  return pieces.filter((text) => text !== '').join('\n')
}

function titleIn(entries: [string, unknown][]): string {
  const title = entries.find(([key, value]) => titleKey.test(key) && typeof value === 'string')?.[1]
  return typeof title === 'string' ? title.slice(0, 300) : ''
}

function timeIn(entries: [string, unknown][]): string {
  const time = entries.find(
    ([key, value]) => timeKey.test(key) && (typeof value === 'string' || typeof value === 'number'),
  )?.[1]
  return String(time ?? '').slice(0, 60)
}

const bare = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '')
const isSame = (a: string, b: string): boolean => {
  const [one, other] = [bare(a), bare(b)]
  return one.length >= 4 && other.length >= 4 && (one.includes(other) || other.includes(one))
}
