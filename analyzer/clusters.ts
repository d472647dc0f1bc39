/**
 * Groups many texts at once: copies (near-duplicates) and, in other words, one story. For batches that fit in memory, such
 * as the outside scorer's; the product looks copies up by band keys in the database, one article at a time.
 */
import { bandKeys, copyFrom, exactSimilarity, gramsOf } from './fingerprint.ts'
import { likenessToStory, storyFrom, storyKeys, storyPrint, type Told } from './story.ts'

export type ClusterOptions = {
  /** Exact Jaccard of character 4-grams from which two texts belong together. */
  from?: number
}

/** For each text the index of the first text of its group: equal numbers, one group. At most 200,000 texts. */
export function copyGroups(texts: readonly string[], { from = copyFrom }: ClusterOptions = {}): number[] {
  const groups = new Groups(texts.length)
  const grams = texts.map(() => null as Set<string> | null)
  const gramsAt = (i: number): Set<string> => {
    grams[i] ??= gramsOf(texts[i] ?? '')
    return grams[i]
  }
  const byBand = new Map<string, number[]>()
  for (let i = 0; i < texts.length; i++) {
    const seen = new Set<number>()
    for (const band of bandKeys(texts[i] ?? '')) {
      const list = byBand.get(band)
      if (list === undefined) byBand.set(band, [i])
      else {
        for (const j of list) seen.add(groups.rootOf(j))
        // One member of a group of equal keys is enough: the others are at least as near to it.
        if (list.length < 8) list.push(i)
      }
    }
    for (const j of seen)
      if (groups.rootOf(i) !== groups.rootOf(j) && exactSimilarity(gramsAt(i), gramsAt(j)) >= from) groups.join(i, j)
  }
  return texts.map((_, i) => groups.rootOf(i))
}

/** Posts of one key that are looked at, newest first: a key that everybody uses must not make the look-up quadratic. */
const mostOfKey = 100
/** Members of a story that an article is compared with, newest first. */
const mostMembers = 50

/**
 * One story in other words (story.ts): in order of time each text joins the likeliest of the stories told so far, or begins
 * one. For each text the index of the first of its story. Texts without a time come last, as they stand.
 */
export function storyGroups(texts: readonly { text: string; at: number | null }[]): number[] {
  const told = texts.map(({ text, at }) => ({ print: storyPrint(text), at }))
  const order = [...told.keys()].sort((a, b) => timeOf(told[a]!) - timeOf(told[b]!) || a - b)
  const holders = new Map<number, number[]>()
  const members = new Map<number, number[]>()
  const storyOf: number[] = []
  for (const i of order) {
    const keys = storyKeys(told[i]!.print)
    const stories = new Set(keys.flatMap((key) => (holders.get(key) ?? []).slice(-mostOfKey).map((j) => storyOf[j]!)))
    let [joined, best] = [i, storyFrom]
    for (const story of stories) {
      const newest = members.get(story)!.slice(-mostMembers)
      const like = likenessToStory(
        told[i]!,
        newest.map((j) => told[j]!),
      )
      if (like >= best) [joined, best] = [story, like]
    }
    storyOf[i] = joined
    addTo(members, joined, i)
    for (const key of keys) addTo(holders, key, i)
  }
  const first = new Map<number, number>()
  for (const [i, story] of storyOf.entries()) if (!first.has(story)) first.set(story, i)
  return storyOf.map((story) => first.get(story)!)
}

const timeOf = ({ at }: Told): number => at ?? Number.MAX_SAFE_INTEGER

function addTo(lists: Map<number, number[]>, key: number, value: number): void {
  const list = lists.get(key)
  if (list) list.push(value)
  else lists.set(key, [value])
}

/** Union-find whose root is always the earliest member. */
class Groups {
  readonly #parent: number[]
  constructor(size: number) {
    this.#parent = Array.from({ length: size }, (_, i) => i)
  }
  rootOf(i: number): number {
    let root = i
    while (this.#parent[root] !== root) root = this.#parent[root] ?? root
    let at = i
    while (at !== root) {
      const next = this.#parent[at] ?? root
      this.#parent[at] = root
      at = next
    }
    return root
  }
  join(a: number, b: number): void {
    const [first, second] = [this.rootOf(a), this.rootOf(b)].sort((x, y) => x - y) as [number, number]
    this.#parent[second] = first
  }
}
