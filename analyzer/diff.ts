/**
 * What changed between two texts, word by word: Chinese as jieba cuts it, other scripts by words, a number with its sign and
 * percent always whole (2.7% → 7.2%). Myers' O(ND) greedy algorithm with bounds; beyond them by lines, and beyond that whole.
 * Pure. See E. W. Myers, An O(ND) Difference Algorithm and Its Variations, Algorithmica 1 (1986).
 */
import { pieces } from './tokens.ts'

export type DiffPart = { op: 'same' | 'added' | 'removed'; text: string }
/** Same and removed parts give the older text, same and added parts the newer. `coarse`: lines were compared, not words. */
export type TextDiff = { parts: DiffPart[]; coarse: boolean }

/** Longer texts (both together, in characters) are compared by lines. */
const maxCharacters = 200_000
/** Insertions and deletions that are looked for; memory grows with the square: some 10 MB. */
const maxEdits = 1_500

export function diffText(before: string, after: string): TextDiff {
  if (before === after) return { parts: before === '' ? [] : [{ op: 'same', text: before }], coarse: false }
  const words = before.length + after.length > maxCharacters ? null : diffTokens(pieces(before), pieces(after))
  if (words) return { parts: readable(words), coarse: false }
  const lines = diffTokens(linesOf(before), linesOf(after))
  return { parts: merged(lines ?? [run('removed', [before]), run('added', [after])]), coarse: true }
}

/** A stretch of two lists: the same items on both sides, or what one has in place of the other's. */
export type Stretch = { same: boolean; before: string[]; after: string[] }

/** Two lists item by item, in their order; what differs by more than the bound counts as replaced. */
export function diffItems(before: string[], after: string[]): Stretch[] {
  const stretches: Stretch[] = []
  for (const { op, tokens } of diffTokens(before, after) ?? [run('removed', before), run('added', after)]) {
    if (tokens.length === 0) continue
    const same = op === 'same'
    if (stretches.at(-1)?.same !== same) stretches.push({ same, before: [], after: [] })
    const { before: old, after: now } = stretches.at(-1)!
    if (op !== 'added') old.push(...tokens)
    if (op !== 'removed') now.push(...tokens)
  }
  return stretches
}

const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+/g) ?? []

type Run = { op: DiffPart['op']; tokens: string[] }
const run = (op: Run['op'], tokens: string[]): Run => ({ op, tokens })

/** Null when the texts differ by more than the bound. */
function diffTokens(a: string[], b: string[]): Run[] | null {
  let head = 0
  while (head < a.length && head < b.length && a[head] === b[head]) head++
  let tail = 0
  while (tail < Math.min(a.length, b.length) - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++
  const middle = shortestEdit(a.slice(head, a.length - tail), b.slice(head, b.length - tail))
  return middle && [run('same', a.slice(0, head)), ...middle, run('same', a.slice(a.length - tail))]
}

/** Furthest reaching paths by number of edits, kept for the way back. */
function shortestEdit(a: string[], b: string[]): Run[] | null {
  const most = Math.min(a.length + b.length, maxEdits)
  const trace: Int32Array[] = []
  let reach = new Int32Array(3)
  for (let d = 0; d <= most; d++) {
    // reach[k + d + 1]: how far into `a` the best path on diagonal k comes with d edits.
    const next = new Int32Array(2 * d + 5)
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || (k !== d && reach[k - 1 + d]! < reach[k + 1 + d]!)
      let x = d === 0 ? 0 : down ? reach[k + 1 + d]! : reach[k - 1 + d]! + 1
      let y = x - k
      while (x < a.length && y < b.length && a[x] === b[y]) {
        x++
        y++
      }
      next[k + d + 2] = x
      if (x >= a.length && y >= b.length) return wayBack([...trace, next], a, b)
    }
    trace.push(next)
    reach = next.subarray(1) as Int32Array<ArrayBuffer>
  }
  return null
}

function wayBack(trace: Int32Array[], a: string[], b: string[]): Run[] {
  const steps: Run[] = []
  let [x, y] = [a.length, b.length]
  for (let d = trace.length - 1; d > 0; d--) {
    const before = trace[d - 1]!
    const k = x - y
    const at = (diagonal: number) => before[diagonal + (d - 1) + 2]!
    const down = k === -d || (k !== d && at(k - 1) < at(k + 1))
    const fromX = down ? at(k + 1) : at(k - 1)
    const fromY = fromX - (down ? k + 1 : k - 1)
    const startX = down ? fromX : fromX + 1
    if (x > startX) steps.push(run('same', a.slice(startX, x)))
    steps.push(down ? run('added', [b[fromY]!]) : run('removed', [a[fromX]!]))
    ;[x, y] = [fromX, fromY]
  }
  if (x > 0) steps.push(run('same', a.slice(0, x)))
  return steps.reverse()
}

/** A single sign or character that happens to stand between two changes only confuses: it is part of the change. */
function readable(runs: Run[]): DiffPart[] {
  const known = joined(runs)
  return merged(
    known.flatMap((each, at) => {
      const isInside = at > 0 && at < known.length - 1
      const text = each.tokens.join('')
      const isSlight = /^[^\S\n]*(?:\p{Script=Han}|[^\p{L}\p{N}\n]*)[^\S\n]*$/u.test(text)
      return each.op === 'same' && isInside && isSlight
        ? [run('removed', each.tokens), run('added', each.tokens)]
        : [each]
    }),
  )
}

function joined(runs: Run[]): Run[] {
  const out: Run[] = []
  for (const { op, tokens } of runs) {
    if (tokens.length === 0) continue
    const last = out.at(-1)
    if (last?.op === op) last.tokens.push(...tokens)
    else out.push(run(op, [...tokens]))
  }
  return out
}

/** Between two parts that stayed, what was removed stands before what was added. */
function merged(runs: Run[]): DiffPart[] {
  const parts: DiffPart[] = []
  let gone = ''
  let fresh = ''
  const flush = () => {
    if (gone) parts.push({ op: 'removed', text: gone })
    if (fresh) parts.push({ op: 'added', text: fresh })
    gone = fresh = ''
  }
  for (const { op, tokens } of runs) {
    const text = tokens.join('')
    if (op === 'removed') gone += text
    else if (op === 'added') fresh += text
    else if (text !== '') {
      flush()
      const last = parts.at(-1)
      if (last?.op === 'same') last.text += text
      else parts.push({ op: 'same', text })
    }
  }
  flush()
  return parts
}
