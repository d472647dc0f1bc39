/**
 * Cuts a text at the borders of everything that is marked in it, so that overlapping marks can be drawn side by side.
 * Pure; offsets are UTF-16 units, end exclusive, as the server gives them.
 */
export type MentionTone = 'positive' | 'neutral' | 'negative' | 'accusing'
export type MarkTone = 'red' | 'amber' | 'grey' | 'green' | 'reason' | `mention-${MentionTone}`
/** What the tones of statements are called and sorted by: the gravest first. */
export const claimTones = ['red', 'amber', 'grey', 'green'] as const
export type ClaimTone = (typeof claimTones)[number]
export type Mark = { start: number; end: number; tone: MarkTone /** What a click opens. */; key: string }
export type Segment = { text: string; start: number; marks: Mark[] }
export type Paragraph = { start: number; segments: Segment[] }

const weight: Record<MarkTone, number> = {
  ...{ red: 9, amber: 8, grey: 7, green: 6 },
  ...{ 'mention-accusing': 5, 'mention-negative': 4, 'mention-positive': 3, 'mention-neutral': 2, reason: 1 },
}

/** Paragraphs (one a line, empty lines dropped) in segments; the marks of a segment are ordered, the gravest first. */
export function cutParagraphs(text: string, marks: readonly Mark[]): Paragraph[] {
  const paragraphs: Paragraph[] = []
  let start = 0
  for (const line of text.split('\n')) {
    if (line.trim() !== '') paragraphs.push({ start, segments: cutLine(line, start, marks) })
    start += line.length + 1
  }
  return paragraphs
}

/** One line in segments; `offset` is where the line begins in the text that the marks speak of. */
export function cutLine(line: string, offset: number, marks: readonly Mark[]): Segment[] {
  const end = offset + line.length
  const inside = marks.filter((mark) => mark.start < end && mark.end > offset && mark.end > mark.start)
  const borders = new Set([offset, end])
  for (const mark of inside) {
    borders.add(Math.max(offset, mark.start))
    borders.add(Math.min(end, mark.end))
  }
  const points = [...borders].sort((a, b) => a - b)
  return points.slice(0, -1).map((from, at) => ({
    text: line.slice(from - offset, points[at + 1]! - offset),
    start: from,
    marks: inside
      .filter((mark) => mark.start <= from && mark.end >= points[at + 1]!)
      .sort((a, b) => weight[b.tone] - weight[a.tone]),
  }))
}

/**
 * The tone of a machine's verdict: green agrees, amber wording, outdated or for a person to judge, red contradicts an
 * official figure or quotes an unreleased one, grey not checkable. Without a figure nothing is "contradicted".
 */
export function toneOfClaim({ verdict, figure }: { verdict: string; figure: unknown }): ClaimTone {
  if (verdict === 'supported') return 'green'
  if (verdict === 'unreleased' || (verdict === 'false' && figure !== null)) return 'red'
  if (verdict === 'false' || verdict === 'misleading' || verdict === 'outdated') return 'amber'
  return 'grey'
}

/** The gravest tone whose mark ends with this segment, for the sign behind it; null where none of a statement does. */
export function signOf({ text, start, marks }: Segment): ClaimTone | null {
  const ending = marks.filter((mark) => mark.end === start + text.length).map((mark) => mark.tone)
  return claimTones.find((tone) => ending.includes(tone)) ?? null
}
