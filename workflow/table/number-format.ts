/** What a workbook's number format says of a cell: a date, a percentage, and how many digits are printed (ECMA-376 18.8.30). */
import type { CellKind } from './cells.ts'

export type NumberFormat = { kind: Extract<CellKind, 'number' | 'date' | 'percent'>; decimals: number }

const plain: NumberFormat = { kind: 'number', decimals: 0 }
/** Built-in formats by id, those that mean a date, a percentage or fixed digits (18.8.30; 27–36 and 50–58 are East Asian dates). */
export function builtInFormat(id: number): NumberFormat {
  if ((id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58))
    return { kind: 'date', decimals: 0 }
  if (id === 9) return { kind: 'percent', decimals: 0 }
  if (id === 10) return { kind: 'percent', decimals: 2 }
  return id === 2 || id === 4 || id === 39 || id === 40 ? { kind: 'number', decimals: 2 } : plain
}

export function readFormat(code: string): NumberFormat {
  const positive = code
    .split(';')[0]!
    .replace(/"[^"]*"|\\.|_.|\*./g, '')
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
  if (/[ymdhs年月日时分秒]/i.test(positive.replace(/general/gi, ''))) return { kind: 'date', decimals: 0 }
  const decimals = /\.([0#?]+)/.exec(positive)?.[1]?.replaceAll('#', '').length ?? 0
  return positive.includes('%') ? { kind: 'percent', decimals } : { kind: 'number', decimals }
}

/**
 * The number as a person typed it: workbooks hold binary fractions (26300.869999999999 for 26300.87), of which fifteen digits
 * are true; printed digits that the format adds (3 shown as 3.0) belong to the figure. Null when it is no number.
 */
export function decimalOf(raw: string, decimals: number): string | null {
  const number = Number(raw)
  if (raw.trim() === '' || !Number.isFinite(number)) return null
  const typed = plainDecimal(Number(number.toPrecision(15)))
  const own = typed.split('.')[1]?.length ?? 0
  return own >= decimals ? typed : `${typed}${own === 0 ? '.' : ''}${'0'.repeat(decimals - own)}`
}

function plainDecimal(number: number): string {
  const text = String(number)
  const [, mantissa, exponent] = /^(-?[\d.]+)e([+-]\d+)$/.exec(text) ?? []
  if (mantissa === undefined) return text
  const places = Math.max(0, (mantissa.split('.')[1]?.length ?? 0) - Number(exponent))
  return number.toFixed(Math.min(100, places))
}

/** A serial day number as wall time, `2024-08-09 09:30:00`; the 1900 calendar has a 29 February that never was. Null out of range. */
export function dateOfSerial(serial: number, from1904: boolean): string | null {
  const days = from1904 ? serial + 1462 : serial
  if (!(days >= 1 && days < 200_000)) return null
  const ms = Math.round((days < 61 ? days + 1 : days) * 86_400) * 1000
  return new Date(Date.UTC(1899, 11, 30) + ms).toISOString().slice(0, 19).replace('T', ' ')
}
