/**
 * What the program must be able to read again (keys, passwords of channels, how a reporter is reached), sealed with AES-256-GCM. The
 * first of the keys seals and its id stands before the sealed text; the others still open, so that a key can be changed while the
 * product runs. `boundTo` is the row: a sealed text that is moved to another row opens nothing there.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/** `id`: letters, digits and hyphens. `secret`: at least 32 characters that nobody can guess. */
export type SealKey = { id: string; secret: string }
export type SealKeys = readonly [SealKey, ...SealKey[]]

export type Seal = {
  keys: SealKeys
  /** What kind of thing is sealed; each has a key of its own. */
  purpose: string
  boundTo: string
}

/** The installation's own secret as a key: what seals where nothing else is configured. */
export const installationKey = (secret: string): SealKey => ({ id: 'installation', secret })

const keyOf = (secret: string, purpose: string): Buffer => Buffer.from(hkdfSync('sha256', secret, '', purpose, 32))

export function sealText(text: string, { keys: [{ id, secret }], purpose, boundTo }: Seal): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret, purpose), nonce).setAAD(Buffer.from(boundTo))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return `${id}.${Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64')}`
}

/** The id of the key that sealed it; '' for what was sealed before keys had ids. */
export const keyIdOf = (sealed: string): string => (sealed.includes('.') ? sealed.slice(0, sealed.indexOf('.')) : '')

/** Null when its key is not among ours, when it was sealed for another purpose or row, or was changed. */
export function openText(sealed: string, { keys, purpose, boundTo }: Seal): string | null {
  const id = keyIdOf(sealed)
  const bytes = Buffer.from(id === '' ? sealed : sealed.slice(id.length + 1), 'base64')
  for (const { secret } of keys.filter((key) => id === '' || key.id === id)) {
    const text = openBytes(bytes, keyOf(secret, purpose), boundTo)
    if (text !== null) return text
  }
  return null
}

function openBytes(bytes: Buffer, key: Buffer, boundTo: string): string | null {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
      .setAAD(Buffer.from(boundTo))
      .setAuthTag(bytes.subarray(12, 28))
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
  } catch {
    return null
  }
}
