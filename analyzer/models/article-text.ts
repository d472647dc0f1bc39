/** An article, or some sentences of it, as one text for a model; and the model's reasons back where they stand in the article. */
import type { FindingPart, Span } from '../../domain/finding.ts'
import { maxModelText } from './features.ts'
import type { Reason } from './text-head.ts'

export type ArticleText = { title: string; text: string }

/** A stretch of the title or the text. */
export type Piece = { field: Span['field']; start: number; text: string }

/** The pieces one after another, the title on a line of its own; `at` is a piece's place in the whole. */
export type Joined = { whole: string; pieces: readonly (Piece & { at: number })[] }

export function joinPieces(pieces: readonly Piece[]): Joined {
  let whole = ''
  const placed: (Piece & { at: number })[] = []
  for (const piece of pieces) {
    if (whole.length >= maxModelText) break
    if (placed.length > 0 && placed.at(-1)?.field !== piece.field) whole += '\n'
    placed.push({ ...piece, at: whole.length })
    whole += piece.text
  }
  return { whole: whole.slice(0, maxModelText), pieces: placed }
}

/** Title, then text; the title only once where the text begins with it. */
export const wholeArticle = ({ title, text }: ArticleText): Piece[] => [
  ...(title === '' || text.startsWith(title) ? [] : [{ field: 'title' as const, start: 0, text: title }]),
  { field: 'text', start: 0, text },
]

type Parting = {
  codes: { for: string; against: string }
  /** What the words together moved the score by; it is shared out by their weights. */
  share: number
}

/** Shares below this are shown as if they were that much: a reason that moved nothing is still a reason read. */
const leastShare = 0.05

/** One part for the words that spoke for it and one for those against, each word quoted where it stands. */
export function partsOfReasons(joined: Joined, reasons: readonly Reason[], { codes, share }: Parting): FindingPart[] {
  const all = reasons.reduce((sum, { weight }) => sum + Math.abs(weight), 0)
  return ([codes.for, codes.against] as const).flatMap((code, n) => {
    const own = reasons.filter(({ weight }) => (n === 0 ? weight > 0 : weight < 0))
    if (own.length === 0) return []
    const sum = own.reduce((total, one) => total + one.weight, 0)
    const weight = (sum / Math.max(1e-9, all)) * Math.max(leastShare, Math.abs(share))
    return [{ code, weight: Math.round(weight * 1000) / 1000, spans: own.flatMap((one) => spanIn(joined, one)) }]
  })
}

function spanIn({ pieces }: Joined, { start, end }: Reason): Span[] {
  const piece = pieces.find(({ at, text }) => start >= at && end <= at + text.length)
  if (!piece) return []
  const [from, to] = [start - piece.at, end - piece.at]
  return [{ field: piece.field, start: piece.start + from, end: piece.start + to, quote: piece.text.slice(from, to) }]
}
