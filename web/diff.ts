/**
 * What changed between two texts, word by word: single Chinese characters, whole Latin words and whole numbers, so that
 * 3.4% → 0.4% shows as one change. Pure; longest common subsequence of what lies between the equal ends.
 */
export type DiffPart = { op: 'same' | 'added' | 'removed'; text: string }

/** Above this many cells the middle is shown as removed and added whole. */
const maxCells = 4_000_000

const words = /\d[\d,.]*%?|[A-Za-z][A-Za-z'-]*|\s+|[\s\S]/gu

export const cutWords = (text: string): string[] => text.match(words) ?? []

export function diffWords(before: string, after: string): DiffPart[] {
  const a = cutWords(before)
  const b = cutWords(after)
  let head = 0
  while (head < a.length && head < b.length && a[head] === b[head]) head++
  let tail = 0
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++
  const parts: DiffPart[] = []
  push(parts, 'same', a.slice(0, head))
  middle(parts, a.slice(head, a.length - tail), b.slice(head, b.length - tail))
  push(parts, 'same', a.slice(a.length - tail))
  return parts
}

function middle(parts: DiffPart[], a: string[], b: string[]): void {
  if (a.length * b.length > maxCells || a.length === 0 || b.length === 0) {
    push(parts, 'removed', a)
    push(parts, 'added', b)
    return
  }
  const lengths = commonLengths(a, b)
  const width = b.length + 1
  let i = 0
  let j = 0
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      push(parts, 'same', [a[i]!])
      i++
      j++
    } else if (lengths[(i + 1) * width + j]! >= lengths[i * width + j + 1]!) push(parts, 'removed', [a[i++]!])
    else push(parts, 'added', [b[j++]!])
  }
  push(parts, 'removed', a.slice(i))
  push(parts, 'added', b.slice(j))
}

/** Cell (i, j): length of the longest common subsequence of a[i…] and b[j…]. */
function commonLengths(a: string[], b: string[]): Uint16Array {
  const width = b.length + 1
  const cells = new Uint16Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      cells[i * width + j] =
        a[i] === b[j]
          ? cells[(i + 1) * width + j + 1]! + 1
          : Math.max(cells[(i + 1) * width + j]!, cells[i * width + j + 1]!)
  return cells
}

function push(parts: DiffPart[], op: DiffPart['op'], tokens: string[]): void {
  if (tokens.length === 0) return
  const last = parts.at(-1)
  if (last?.op === op) last.text += tokens.join('')
  else parts.push({ op, text: tokens.join('') })
}

export type DiffRow = { before: DiffPart[]; after: DiffPart[] }

/** Two columns from one diff: a row ends where a line that stayed ends on both sides. Joined, each column gives its text but the line ends. */
export function diffRows(parts: readonly DiffPart[]): DiffRow[] {
  const rows: DiffRow[] = [{ before: [], after: [] }]
  const add = (side: keyof DiffRow, part: DiffPart) => {
    if (part.text !== '') rows.at(-1)![side].push(part)
  }
  for (const { op, text } of parts) {
    if (op === 'removed') add('before', { op, text })
    else if (op === 'added') add('after', { op, text })
    else
      for (const [at, line] of text.split('\n').entries()) {
        if (at > 0) rows.push({ before: [], after: [] })
        add('before', { op, text: line })
        add('after', { op, text: line })
      }
  }
  return rows.filter((row) => row.before.length + row.after.length > 0)
}
