/**
 * How a source's own selectors are asked, where a person gave some (`SourceSettings.article`). A selector that finds nothing, or is
 * none, is named and the general way goes on: a changed page is read worse, never silently and never not at all.
 */
import type { ArticleSettings } from '../domain/article.ts'
import { type PageTree, rawText, refreshed, squeeze, type TreeElement } from './tree.ts'

export type ArticleSelector = 'title' | 'body' | 'time' | 'source' | 'author' | 'remove'

export type Selected = {
  tree: PageTree
  /** Text at the selector, '' without one. */
  text: (name: 'title' | 'source' | 'author') => string
  time: string
  /** The element that holds the text; several in one new roof. */
  body: TreeElement | null
  missed: Set<ArticleSelector>
}

const maxParts = 200
const maxText = 500

/** Asks all selectors of a page; takes out first what they say. */
export function select(tree: PageTree, settings: ArticleSettings): Selected {
  const missed = new Set<ArticleSelector>()
  const find = (name: ArticleSelector): TreeElement[] => {
    const selector = settings[name]?.trim() ?? ''
    if (selector === '') return []
    let found: TreeElement[] = []
    try {
      found = tree.$(selector).slice(0, maxParts).toArray() as TreeElement[]
    } catch {
      // What a person wrote is no selector: it finds nothing, and is named like one that does.
    }
    if (found.length === 0) missed.add(name)
    return found
  }
  const removed = find('remove')
  // Advertisements come and go: that none stands on a page is no fault of the selector.
  missed.delete('remove')
  if (removed.length > 0) tree.$(removed).remove()
  const cleared = removed.length > 0 ? refreshed(tree) : tree
  const text = (name: 'title' | 'source' | 'author'): string =>
    find(name)
      .map((element) => squeeze(rawText(element)).slice(0, maxText))
      .find((one) => one !== '') ?? ''
  const [time] = find('time')
  return {
    tree: cleared,
    text,
    time: time ? time.attribs.datetime || time.attribs.content || squeeze(rawText(time)).slice(0, maxText) : '',
    body: roofOf(cleared, find('body')),
    missed,
  }
}

/** Elements within other found ones are theirs already. */
function roofOf({ $ }: PageTree, parts: TreeElement[]): TreeElement | null {
  if (parts.length <= 1) return parts[0] ?? null
  const all = new Set<unknown>(parts)
  const outer = parts.filter((part) => {
    for (let at = part.parent; at; at = at.parent) if (all.has(at)) return false
    return true
  })
  if (outer.length === 1) return outer[0]!
  const roof = $('<div></div>').get(0) as TreeElement
  roof.children = outer
  roof.parent = outer[0]!.parent
  for (const part of outer) part.parent = roof
  return roof
}
