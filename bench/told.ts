/** A benchmark that is no ratio: a table of its own, and its figures for programs. */
export type Told = { name: string; about: string; head: string[]; rows: string[][]; figures: unknown }

/** The table as lines of text, columns aligned. */
export function toldLines({ name, about, head, rows }: Told): string {
  const all = [head, ...rows]
  const widths = head.map((_, column) => Math.max(...all.map((r) => r[column]!.length)))
  const lines = all.map((r) =>
    r
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd(),
  )
  return `${name}: ${about}\n\n${lines.join('\n')}\n`
}
