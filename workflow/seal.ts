/**
 * Secrets that the program must be able to read again (keys, passwords of channels), sealed with AES-256-GCM under the
 * installation's secret. `boundTo` is the row: a sealed text that is moved to another row opens nothing there.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

export type Seal = {
  /** The installation's. */
  secret: string
  /** What kind of thing is sealed; each has a key of its own. */
  purpose: string
  boundTo: string
}

const keyOf = ({ secret, purpose }: Seal): Buffer => Buffer.from(hkdfSync('sha256', secret, '', purpose, 32))

export function sealText(text: string, seal: Seal): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyOf(seal), nonce).setAAD(Buffer.from(seal.boundTo))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64')
}

/** Null when it was sealed under another secret, for another purpose or row, or was changed. */
export function openText(sealed: string, seal: Seal): string | null {
  const bytes = Buffer.from(sealed, 'base64')
  try {
    const decipher = createDecipheriv('aes-256-gcm', keyOf(seal), bytes.subarray(0, 12))
      .setAAD(Buffer.from(seal.boundTo))
      .setAuthTag(bytes.subarray(12, 28))
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
  } catch {
    return null
  }
}
