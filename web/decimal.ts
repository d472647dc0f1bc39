/** Differences of exact decimals as text: what a figure says must not pass through floating point. */

/** `a − b` exactly, with the digits of the finer one; null when either is no plain decimal. */
export function difference(a: string, b: string): string | null {
  const left = scaled(a)
  const right = scaled(b)
  if (left === null || right === null) return null
  const digits = Math.max(left.digits, right.digits)
  const value = left.units * 10n ** BigInt(digits - left.digits) - right.units * 10n ** BigInt(digits - right.digits)
  const all = (value < 0n ? -value : value).toString().padStart(digits + 1, '0')
  const whole = all.slice(0, all.length - digits)
  return `${value < 0n ? '-' : ''}${whole}${digits > 0 ? `.${all.slice(-digits)}` : ''}`
}

/** `value × 10^shift` exactly, without needless zeros behind the point; null when it is no plain decimal. */
export function shifted(value: string, shift: number): string | null {
  const read = scaled(value)
  if (read === null) return null
  const digits = Math.max(0, read.digits - shift)
  const units = read.units * 10n ** BigInt(digits - (read.digits - shift))
  const all = (units < 0n ? -units : units).toString().padStart(digits + 1, '0')
  const fraction = all.slice(all.length - digits).replace(/0+$/, '')
  return `${units < 0n ? '-' : ''}${all.slice(0, all.length - digits)}${digits > 0 && fraction !== '' ? `.${fraction}` : ''}`
}

function scaled(text: string): { units: bigint; digits: number } | null {
  const match = /^(-?)(\d{1,30})(?:\.(\d{1,20}))?$/.exec(text.trim())
  if (match === null) return null
  const units = BigInt(`${match[2]}${match[3] ?? ''}`)
  return { units: match[1] === '-' ? -units : units, digits: match[3]?.length ?? 0 }
}
