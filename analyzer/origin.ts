/**
 * Where a report first came from: domestic, Hong Kong/Macao, Taiwan or foreign. A domestic page that carries a wire is of
 * the wire's origin (AC-05). Three ways, never two: Hong Kong, Macao and Taiwan are 境外 and not 外国 (GAP-09).
 */
import type { OriginClass } from '../domain/article.ts'
import type { Finding, FindingPart, Span } from '../domain/finding.ts'
import { datelines, outletOriginByName } from './agencies.ts'
import { fold } from './script.ts'

export const originVersion = 'origin-1'

export type OriginInput = {
  /** Class of the outlet that published the page. */
  outletOrigin: OriginClass
  /** 来源: as printed, '' if none. */
  sourceLine: string
  title: string
  text: string
}

/**
 * label = origin class, score = certainty. A source line decides over a dateline, a dateline over a phrase of reporting
 * (据路透社报道), and the outlet's own class is what remains.
 */
export function originOf(input: OriginInput): Finding {
  const fromSource = bySourceLine(input.sourceLine)
  if (fromSource !== null) return finding(fromSource.origin, 0.95, [fromSource.part])
  const fromDateline = byDateline(input.text)
  if (fromDateline !== null) return finding(fromDateline.origin, 0.85, [fromDateline.part])
  const own: FindingPart = { code: 'outlet', weight: 0.6, facts: { origin: input.outletOrigin }, spans: [] }
  if (input.outletOrigin !== 'domestic') return finding(input.outletOrigin, 0.95, [{ ...own, weight: 0.95 }])
  const reported = byReport(input)
  if (reported !== null) return finding(reported.origin, 0.7, [reported.part])
  const certainty = input.sourceLine === '' ? 0.6 : 0.9
  return finding('domestic', certainty, [{ ...own, weight: certainty }])
}

type Hit = { origin: OriginClass; part: FindingPart }

function bySourceLine(sourceLine: string): Hit | null {
  const hit = outletOriginByName(fold(sourceLine))
  if (hit === null) return null
  return {
    origin: hit.origin,
    part: {
      code: 'source-line',
      weight: 0.95,
      facts: { source: sourceLine.slice(0, 80), origin: hit.origin },
      spans: [],
    },
  }
}

function byDateline(text: string): Hit | null {
  const head = fold(text.slice(0, 160))
  for (const [origin, pattern] of datelines) {
    const match = head.match(pattern)
    if (match?.index === undefined) continue
    return {
      origin,
      part: { code: 'dateline', weight: 0.85, spans: [spanOf('text', text, match.index, match[0].length)] },
    }
  }
  return null
}

/** 据路透社报道, 彭博社称 in the first lines: a retelling of somebody else's report. */
function byReport({ title, text }: OriginInput): Hit | null {
  for (const [field, original] of [
    ['title', title],
    ['text', text.slice(0, 400)],
  ] as const) {
    const folded = fold(original)
    for (const match of folded.matchAll(
      /(?:据|引述|援引|转自|综合)[^,。;\n]{0,16}(?:报道|消息|称|指|电)|[^,。;\n]{2,10}(?:报道称|刊文称|网站报道)/g,
    )) {
      const hit = outletOriginByName(match[0])
      if (hit !== null)
        return {
          origin: hit.origin,
          part: { code: 'reported-from', weight: 0.7, spans: [spanOf(field, original, match.index, match[0].length)] },
        }
    }
  }
  return null
}

const spanOf = (field: 'title' | 'text', text: string, start: number, length: number): Span => ({
  field,
  start,
  end: start + length,
  quote: text.slice(start, start + length),
})
const finding = (label: OriginClass, score: number, parts: FindingPart[]): Finding => ({
  analyzer: 'origin',
  version: originVersion,
  score,
  label,
  parts,
})

export type StoryOrigin = { origin: OriginClass; outlet: string }

/** The origin of the story outweighs that of a domestic page that repeats it: who published first decides (AC-05). */
export function withStoryOrigin(own: Finding, story: StoryOrigin | null): Finding {
  if (own.label !== 'domestic' || story === null || story.origin === 'domestic') return own
  const part: FindingPart = {
    code: 'first-publisher',
    weight: 0.95,
    facts: { origin: story.origin, outlet: story.outlet },
    spans: [],
  }
  return finding(story.origin, 0.95, [part])
}
