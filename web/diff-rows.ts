/** How a change is laid out in two columns. What changed is the API's word. Pure. */
import type { DiffPartShown } from '../api/contract.ts'

export type DiffRow = { before: DiffPartShown[]; after: DiffPartShown[] }

/** Two columns from one diff: a row ends where a line that stayed ends on both sides. Joined, each column gives its text but the line ends. */
export function diffRows(parts: readonly DiffPartShown[]): DiffRow[] {
  const rows: DiffRow[] = [{ before: [], after: [] }]
  const add = (side: keyof DiffRow, part: DiffPartShown) => {
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
