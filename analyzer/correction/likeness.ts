/** How alike two short texts are, by pairs of neighbouring signs (Dice's coefficient, 0 to 1). Numbers and marks do not count. */

const bare = (text: string): string =>
  text.replace(/[\d.,%％\s\p{P}\p{S}]+|[零〇一二三四五六七八九十百千万亿两点]+/gu, '')

export function likeness(a: string, b: string): number {
  const [x, y] = [pairsOf(bare(a)), pairsOf(bare(b))]
  if (x.length === 0 || y.length === 0) return 0
  const left = new Map<string, number>()
  for (const pair of x) left.set(pair, (left.get(pair) ?? 0) + 1)
  let shared = 0
  for (const pair of y) {
    const n = left.get(pair) ?? 0
    if (n === 0) continue
    shared++
    left.set(pair, n - 1)
  }
  return (2 * shared) / (x.length + y.length)
}

const pairsOf = (text: string): string[] =>
  Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2))

/** Letters and digits only, in the form in which passages are looked for. */
export const squeezed = (folded: string): string => folded.replace(/[\s\p{P}]+/gu, '')
