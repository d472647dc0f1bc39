/**
 * The heading of a table: which column is which field, by the field's code or one of its Chinese names. Reads on until the first row that
 * holds anything; says which required fields are missing and which columns it does not know, with the nearest known name.
 */
import type { TableRow } from './cells.ts'

export type FieldNames<Field extends string> = Record<Field, readonly string[]>
export type Header<Field extends string> = {
  row: number
  /** Index of the column of each field that is there. */
  columns: Map<Field, number>
  missing: Field[]
  /** Fields that two columns claim to be. */
  twice: { field: Field; column: number }[]
  /** Headings that mean nothing here. */
  unknown: { column: number; heading: string; nearest: string | null }[]
}

/** Null when the row is empty. */
export function readHeader<Field extends string>(
  { row, cells }: TableRow,
  names: FieldNames<Field>,
  required: readonly (Field | Field[])[],
): Header<Field> | null {
  if (cells.every((cell) => !cell || cell.text.trim() === '')) return null
  const known = new Map<string, Field>()
  for (const [field, words] of Object.entries(names) as [Field, readonly string[]][])
    for (const word of [field, ...words]) known.set(plain(word), field)
  const columns = new Map<Field, number>()
  const header: Header<Field> = { row, columns, missing: [], twice: [], unknown: [] }
  for (const [column, cell] of cells.entries()) {
    const heading = cell?.text.trim() ?? ''
    const field = known.get(plain(heading))
    if (field === undefined) {
      if (heading !== '')
        header.unknown.push({ column, heading: heading.slice(0, 60), nearest: nearest(heading, known) })
    } else if (columns.has(field)) header.twice.push({ field, column })
    else columns.set(field, column)
  }
  for (const need of required) {
    const either = Array.isArray(need) ? need : [need]
    if (!either.some((field) => columns.has(field))) header.missing.push(either[0]!)
  }
  return header
}

const plain = (heading: string): string =>
  heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_（）()：:*]/g, '')

/** The known name that shares most of its characters with the heading, where they share at least half. */
function nearest<Field extends string>(heading: string, known: Map<string, Field>): Field | null {
  const letters = new Set(plain(heading))
  let best: { field: Field; share: number } | null = null
  for (const [name, field] of known) {
    const common = [...new Set(name)].filter((letter) => letters.has(letter)).length
    const share = common / Math.max(letters.size, new Set(name).size)
    if (share >= 0.5 && share > (best?.share ?? 0)) best = { field, share }
  }
  return best?.field ?? null
}
