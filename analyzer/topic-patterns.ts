/**
 * Regular expressions that people write. The engine is RE2's (re2js): its time grows with the text and never explodes,
 * whatever the pattern; back references and look-around do not exist. On top of that a pattern has a size, a window and a
 * time; one that is over its time is reported, not waited for.
 */
import { RE2JS, RE2JSSyntaxException } from 're2js'
import { type TopicFault, topicLimits } from '../domain/topic.ts'

/** Instructions of the compiled pattern: with the window the most work between two looks at the clock. */
const maxProgram = 600
/** A pattern sees so many characters at a time; windows overlap, so that shorter matches are never cut. */
const windowLength = 2_000
const windowOverlap = 200
const mostHits = 200

/** Lines that have nothing in common: a pattern that finds something in each says nothing about any. */
const unlike = [
  '国家统计局今天公布了上个月的主要数据',
  'Weather stays mild over the weekend',
  '3.14 159',
  '、。',
  '球队昨晚赢了比赛',
]

export type PatternHit = { start: number; end: number }
export type Pattern = {
  source: string
  find: (folded: string, clock: () => number, untilMs: number) => PatternHit[] | null
}

/** The pattern, or what is wrong with it. Case and script are folded in pattern and text alike. */
export function compilePattern(
  source: string,
  folded: string,
): { pattern: Pattern } | { fault: Omit<TopicFault, 'at'> } {
  const field = 'patterns' as const
  if (source.length > topicLimits.patternLength)
    return { fault: { problem: 'too-long', field, max: topicLimits.patternLength } }
  let compiled: RE2JS
  try {
    compiled = RE2JS.compile(folded, RE2JS.CASE_INSENSITIVE)
  } catch (error) {
    if (!(error instanceof RE2JSSyntaxException)) throw error
    return { fault: syntaxFault(source, error) }
  }
  if (compiled.programSize() > maxProgram) return { fault: { problem: 'pattern-too-large', field, max: maxProgram } }
  const says = (text: string) => compiled.matcher(text).find()
  if (says('') || unlike.every(says)) return { fault: { problem: 'pattern-matches-everything', field } }
  return { pattern: { source, find: (text, clock, untilMs) => findAll(compiled, text, clock, untilMs) } }
}

function syntaxFault(source: string, error: RE2JSSyntaxException): Omit<TopicFault, 'at'> {
  const piece = String(error.getPattern() ?? '').replace(/^\(\?i\)/, '')
  const position = source.toLowerCase().indexOf(piece.toLowerCase())
  return {
    problem: 'pattern-syntax',
    field: 'patterns',
    ...(piece ? { piece: piece.slice(0, 40) } : {}),
    ...(position >= 0 ? { position } : {}),
  }
}

/** Every place line by line, at most 200 of them; null when the clock passed `untilMs` on the way. */
function findAll(compiled: RE2JS, text: string, clock: () => number, untilMs: number): PatternHit[] | null {
  const hits: PatternHit[] = []
  let lineStart = 0
  for (const line of text.split('\n')) {
    for (let from = 0; from === 0 || from < line.length - windowOverlap; from += windowLength - windowOverlap) {
      if (clock() > untilMs) return null
      const base = lineStart + from
      const matcher = compiled.matcher(line.slice(from, from + windowLength))
      while (matcher.find()) {
        const [start, end] = [base + matcher.start(), base + matcher.end()]
        if (end > start && start >= (hits.at(-1)?.end ?? 0)) hits.push({ start, end })
        if (hits.length >= mostHits) return hits
        if (clock() > untilMs) return null
      }
    }
    lineStart += line.length + 1
  }
  return hits
}
