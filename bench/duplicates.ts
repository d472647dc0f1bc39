/** Finding the copies of a new text: band keys of analyzer/fingerprint.ts beside exact Jaccard against every text. */
import {
  copyFrom,
  exactSimilarity,
  type Fingerprint,
  fingerprint,
  gramsOf,
  similarity,
} from '../analyzer/fingerprint.ts'
import { compare, type Measured } from './compare.ts'
import { madeArticles, seeded } from './made-articles.ts'

const known = 2_000
const asked = 10

/** Both sides index the known texts beforehand; a pass is the reading of the new ones and their look-up. */
export async function benchDuplicates({ seconds }: { seconds: number }): Promise<Measured> {
  const texts = madeArticles(known, 7).map((a) => a.text)
  const fresh = texts.slice(0, asked).map(reprint)
  const byBand = new Map<string, number[]>()
  const prints = texts.map((text, n) => {
    const print = fingerprint(text)
    for (const band of print.bands) byBand.set(band, [...(byBand.get(band) ?? []), n])
    return print
  })
  const grams = texts.map((text) => gramsOf(text))
  const own = () => fresh.map((text) => copiesByBands(fingerprint(text), { byBand, prints }))
  const peer = () => fresh.map((text) => copiesByAll(gramsOf(text), grams))
  const wanted = peer()
  const found = own()
  const right = found.map((list, n) => list.filter((i) => wanted[n]!.includes(i)))
  const all = (lists: number[][]) => lists.flat().length
  return compare(
    {
      name: 'near-duplicate look-up',
      own: { name: 'analyzer/fingerprint.ts', pass: own },
      peer: { name: 'exact Jaccard, all pairs', pass: peer },
      items: asked,
      item: 'text',
      agreement: `${all(right)} of ${all(wanted)} copies among ${known} texts, ${all(found) - all(right)} others`,
    },
    seconds,
  )
}

function copiesByBands(
  print: Fingerprint,
  { byBand, prints }: { byBand: Map<string, number[]>; prints: Fingerprint[] },
): number[] {
  const candidates = new Set(print.bands.flatMap((band) => byBand.get(band) ?? []))
  return [...candidates].filter((n) => similarity(print, prints[n]!) >= copyFrom)
}

function copiesByAll(own: Set<string>, all: Set<string>[]): number[] {
  return all.flatMap((other, n) => (exactSimilarity(own, other) >= copyFrom ? [n] : []))
}

/** As a portal takes it over: a line in front, one sentence dropped. */
function reprint(text: string, n: number): string {
  const sentences = text.split('\n')
  sentences.splice(Math.floor(seeded(n)() * sentences.length), 1)
  return ['本网讯 记者从有关部门获悉', ...sentences].join('\n')
}
