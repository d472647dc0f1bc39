/**
 * Which article another was copied from, and on what ground: a link, a source line, or likeness of text. Also whether
 * the headline was changed on the way (M16). Distances by `natural` (Dice, Jaro–Winkler), which work on Chinese.
 */
import distances from 'natural/lib/natural/distance/index.js'
import { type Fingerprint, figuresAgree, maybeCopyFrom, similarity } from './fingerprint.ts'
import { fold } from './script.ts'

type ReprintBasis = 'link' | 'source_line' | 'similarity'

export type Publication = {
  id: string
  url: string
  outletName: string
  outletAliases: string[]
  title: string
  /** 来源: as printed, '' if none. */
  sourceLine: string
  /** Absolute address the source line links to, '' if none. */
  sourceUrl: string
  publishedAt: Date
  print: Fingerprint
}

export type ReprintEdge = {
  fromId: string
  basis: ReprintBasis
  /** 0 to 1. */
  confidence: number
  /** Likeness of the texts. */
  similarity: number
  /** The copy states another figure than its source: an own article in its own right. */
  figuresDiffer: boolean
  titleChanged: boolean
}

/** A link is the strongest ground, then a source line that names the outlet, then likeness alone. */
const confidenceOf: Record<ReprintBasis, number> = { link: 0.98, source_line: 0.9, similarity: 0.6 }

/** Copies appear some minutes before their source in clocks that disagree. */
const clockToleranceMs = 10 * 60_000

/** The likeliest source among the candidates, or null when none published earlier gives a ground. */
export function reprintEdge(copy: Publication, candidates: readonly Publication[]): ReprintEdge | null {
  const edges = candidates
    .filter(
      (from) => from.id !== copy.id && from.publishedAt.getTime() <= copy.publishedAt.getTime() + clockToleranceMs,
    )
    .flatMap((from) => edgeFrom(copy, from))
  edges.sort((a, b) => b.confidence - a.confidence || b.similarity - a.similarity)
  return edges[0] ?? null
}

function edgeFrom(copy: Publication, from: Publication): ReprintEdge[] {
  const alike = similarity(copy.print, from.print)
  const basis = basisOf(copy, from, alike)
  if (basis === null) return []
  const likeness = basis === 'similarity' ? alike : Math.max(alike, 0.5)
  return [
    {
      fromId: from.id,
      basis,
      confidence: Math.round(confidenceOf[basis] * (0.5 + likeness / 2) * 1000) / 1000,
      similarity: alike,
      figuresDiffer: !figuresAgree(figuresFor(copy.print, alike), figuresFor(from.print, alike)),
      titleChanged: titleChanged(from.title, copy.title),
    },
  ]
}

/**
 * A translation or a retelling turns "slowed to 2.9%" into other words: there the figures must agree, not their directions,
 * and a direction lost on the way is that page's mistake (M10). Between copies of one wording both must.
 */
const figuresFor = ({ numbers }: Fingerprint, alike: number): string[] =>
  alike >= maybeCopyFrom ? numbers : numbers.map((n) => n.replace(/^-/, ''))

function basisOf(copy: Publication, from: Publication, alike: number): ReprintBasis | null {
  if (copy.sourceUrl !== '' && sameAddress(copy.sourceUrl, from.url)) return 'link'
  // A source line names an outlet, not an article: the texts must have something in common.
  if (alike >= 0.3 && namesOutlet(copy.sourceLine, from)) return 'source_line'
  return alike >= maybeCopyFrom && copy.publishedAt.getTime() > from.publishedAt.getTime() ? 'similarity' : null
}

/** The same page, whatever the scheme, `www.`, tracking parameters or a final slash. */
function sameAddress(a: string, b: string): boolean {
  const plain = (url: string) =>
    url
      .toLowerCase()
      .replace(/^https?:\/\/(?:www\.|m\.)?/, '')
      .replace(/[?&#](?:utm_|from=|spm=|share).*$/, '')
      .replace(/[/#]+$/, '')
  return plain(a) === plain(b)
}

/** 来源：八桂财经网 names the outlet 八桂财经 and small misspellings of it. */
export function namesOutlet(sourceLine: string, outlet: Pick<Publication, 'outletName' | 'outletAliases'>): boolean {
  const line = fold(sourceLine)
    .replace(/^(?:来源|转自|稿源|source)[::\s]*/, '')
    .trim()
  if (line === '') return false
  return [outlet.outletName, ...outlet.outletAliases].some((name) => {
    const folded = fold(name)
    if (folded.length < 2) return false
    return line.includes(folded) || (folded.length >= 4 && distances.JaroWinklerDistance(line, folded, {}) >= 0.92)
  })
}

/** True when more than punctuation or a column name (快讯|) was changed. */
export function titleChanged(before: string, after: string): boolean {
  const a = plainTitle(before)
  const b = plainTitle(after)
  if (a === '' || b === '' || a === b || a.includes(b) || b.includes(a)) return false
  if (!figuresAgree(a.match(/\d+(?:\.\d+)?/g) ?? [], b.match(/\d+(?:\.\d+)?/g) ?? [])) return true
  return distances.DiceCoefficient(a, b) < 0.8
}

const plainTitle = (title: string): string =>
  fold(title)
    .replace(/^[^|丨]{1,6}[|丨]/, '')
    .replace(/[^\p{L}\p{N}.]/gu, '')
