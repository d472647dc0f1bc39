/** Texts that people type, as commands accept them. */
import { ok, type Result, refuse } from '../domain/result.ts'

/** A text of a person: NFC, Unix line ends, trimmed; refuses what is missing, too long, or not storable as text. */
export function readText(
  given: string | undefined,
  { field, min, max }: { field: string; min: number; max: number },
): Result<string> {
  // A text too long by far is not even looked at; a code point has at most two units, and line ends and trimming shorten.
  if (given && given.length > max * 4) return refuse('too-large', { field, detail: { max } })
  const text = (given ?? '').replaceAll('\r\n', '\n').normalize('NFC').trim()
  const length = [...text].length
  if (length < min) return refuse(length === 0 ? 'missing-field' : 'invalid-field', { field, detail: { min } })
  if (length > max) return refuse('too-large', { field, detail: { max } })
  if (unstorable.test(text)) return refuse('invalid-field', { field })
  return ok(text)
}

/** Control characters but line end and tab, and halves of characters: PostgreSQL's jsonb takes neither. */
const unstorable = /[^\P{Cc}\n\t]|\p{Cs}/u
