/** Days of a month as a calendar shows them: whole weeks from Monday. Pure. */
export type Month = { year: number; month: number }

/** From `2026-10` or `2026-10-22`; null for anything else. */
export function monthOf(text: string): Month | null {
  const [, year, month] = /^(\d{4})-(0[1-9]|1[0-2])/.exec(text) ?? []
  return year ? { year: Number(year), month: Number(month) } : null
}

export function shiftMonth({ year, month }: Month, by: number): string {
  const at = new Date(Date.UTC(year, month - 1 + by, 1))
  return at.toISOString().slice(0, 7)
}

/** `2026-09-28` … `2026-11-01`. */
export function monthDays({ year, month }: Month): string[] {
  const first = new Date(Date.UTC(year, month - 1, 1))
  const last = new Date(Date.UTC(year, month, 0))
  const before = (first.getUTCDay() + 6) % 7
  const after = 6 - ((last.getUTCDay() + 6) % 7)
  const count = before + last.getUTCDate() + after
  return Array.from({ length: count }, (_, n) =>
    new Date(Date.UTC(year, month - 1, 1 - before + n)).toISOString().slice(0, 10),
  )
}
