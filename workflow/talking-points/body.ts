/**
 * What talking points may consist of: sizes, characters, at least a summary. The hash that approvals name is taken here.
 * Whether the figures named are current is not judged here but at each move (needs.ts).
 */
import { createHash } from 'node:crypto'
import { ok, type Result, refuse } from '../../domain/result.ts'
import type { TalkingPointsBody } from '../../domain/talking-points.ts'
import { canonical } from '../../store/audit.ts'
import { readText } from '../text.ts'

/** Characters (code points) and counts. The smallest whole of the parts is far below what a page can show. */
export const bodyLimits = {
  summary: { min: 5, max: 2000 },
  /** Short enough for the line of a message, and for one breath on the phone. */
  core: { min: 0, max: 20 },
  reply: { min: 0, max: 200 },
  fact: { min: 1, max: 1000 },
  line: { min: 1, max: 500 },
  question: { min: 1, max: 500 },
  answer: { min: 1, max: 2000 },
  figureId: { min: 1, max: 200 },
  facts: 40,
  lines: 30,
  questions: 50,
  quoted: 20,
  quote: { min: 1, max: 100 },
  /** Of the whole, in canonical form. */
  bytes: 128 * 1024,
} as const

/** SHA-256 over the canonical form: the same content always has the same hash, whatever order the database keeps. */
export const bodyHash = (body: TalkingPointsBody): string => createHash('sha256').update(canonical(body)).digest('hex')

/** Reads a body as it came from outside; the value is trimmed and in NFC, so that equal texts have equal hashes. */
export function readBody(given: TalkingPointsBody): Result<TalkingPointsBody> {
  const counts = [
    { field: 'facts', length: given.facts.length, max: bodyLimits.facts },
    { field: 'dos', length: given.dos.length, max: bodyLimits.lines },
    { field: 'donts', length: given.donts.length, max: bodyLimits.lines },
    { field: 'questions', length: given.questions.length, max: bodyLimits.questions },
    { field: 'quoted', length: given.quoted?.length ?? 0, max: bodyLimits.quoted },
  ]
  const over = counts.find((c) => c.length > c.max)
  if (over) return refuse('too-large', { field: over.field, detail: { max: over.max } })

  const reader = new Reader()
  const body: TalkingPointsBody = {
    summary: reader.text(given.summary, 'summary', bodyLimits.summary),
    ...(given.short?.core || given.short?.reply
      ? {
          short: {
            core: reader.text(given.short.core, 'short.core', bodyLimits.core),
            reply: reader.text(given.short.reply, 'short.reply', bodyLimits.reply),
          },
        }
      : {}),
    facts: given.facts.map(({ text, figureId }, i) => ({
      text: reader.text(text, `facts.${i}.text`, bodyLimits.fact),
      figureId: figureId === null ? null : reader.text(figureId, `facts.${i}.figureId`, bodyLimits.figureId),
    })),
    dos: given.dos.map((line, i) => reader.text(line, `dos.${i}`, bodyLimits.line)),
    donts: given.donts.map((line, i) => reader.text(line, `donts.${i}`, bodyLimits.line)),
    questions: given.questions.map(({ question, answer }, i) => ({
      question: reader.text(question, `questions.${i}.question`, bodyLimits.question),
      answer: reader.text(answer, `questions.${i}.answer`, bodyLimits.answer),
    })),
    ...(given.quoted?.length
      ? { quoted: given.quoted.map((q, i) => reader.text(q, `quoted.${i}`, bodyLimits.quote)) }
      : {}),
  }
  if (reader.refused) return reader.refused
  const valid = readValidity(given.valid)
  if (!valid.ok) return valid
  if (valid.value) body.valid = valid.value
  if (Buffer.byteLength(canonical(body)) > bodyLimits.bytes)
    return refuse('too-large', { field: 'body', detail: { max: bodyLimits.bytes } })
  return ok(body)
}

/** Instants to the millisecond, the later after the earlier; null where there is no limit at all. */
function readValidity(given: TalkingPointsBody['valid']): Result<TalkingPointsBody['valid'] | null> {
  const read = { from: instantOf(given?.from ?? null), until: instantOf(given?.until ?? null) }
  for (const part of ['from', 'until'] as const)
    if (read[part] === undefined) return refuse('invalid-field', { field: `valid.${part}` })
  const { from = null, until = null } = read
  if (from && until && until <= from)
    return refuse('invalid-field', { rule: 'policy-validity', field: 'valid.until', detail: { from } })
  return ok(from || until ? { from, until } : null)
}

/** In one written form, so that equal instants have equal hashes; undefined for what is none. */
function instantOf(given: string | null): string | null | undefined {
  if (given === null || given === '') return null
  const at = new Date(given)
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString()
}

/** Reads many texts and keeps the first refusal. */
class Reader {
  refused: ReturnType<typeof refuse> | null = null

  text(given: string, field: string, limits: { min: number; max: number }): string {
    const read = readText(given, { field, ...limits })
    if (read.ok) return read.value
    this.refused ??= read
    return ''
  }
}
