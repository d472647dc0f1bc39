/**
 * Groups many texts at once: copies (near-duplicates) and, more loosely, one story. For batches that fit in memory, such
 * as the outside scorer's; the product looks copies up by band keys in the database, one article at a time.
 */
import { bandKeys, copyFrom, exactSimilarity, gramsOf } from './fingerprint.ts'

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

/**
 * One story: texts that share enough rare 4-grams of the shorter one. Looser than copies; a first form without time or
 * meaning, so reworded reports of one event stay apart.
 */
export function storyGroups(texts: readonly string[], { from = 0.32 }: ClusterOptions = {}): number[] {
  const groups = new Groups(texts.length)
  const grams = texts.map((text) => gramsOf(text))
  const holders = new Map<string, number[]>()
  for (let i = 0; i < texts.length; i++) {
    const shared = new Map<number, number>()
    for (const one of grams[i] ?? []) {
      const list = holders.get(one)
      if (list === undefined) holders.set(one, [i])
      else {
        // A 4-gram that everybody uses says nothing and would make the look-up quadratic.
        if (list.length > 60) continue
        for (const j of list) shared.set(j, (shared.get(j) ?? 0) + 1)
        list.push(i)
      }
    }
    for (const [j, count] of shared) {
      const smaller = Math.min(grams[i]?.size ?? 0, grams[j]?.size ?? 0)
      if (smaller >= 8 && count / smaller >= from) groups.join(i, j)
    }
  }
  return texts.map((_, i) => groups.rootOf(i))
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
