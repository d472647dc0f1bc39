/**
 * Keys of senders and the signature of a request, as Standard Webhooks has it: HMAC-SHA256 over `id.timestamp.body`, in
 * base64 after `v1,`. The key must be known to check a signature, so it is kept sealed (AES-256-GCM under the installation's
 * secret, bound to the sender) and not hashed. Pure: `at` is an argument.
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'
import { minute } from '../../domain/time.ts'

/** A signature is good for so long before and after its time stamp. */
export const signatureWindowMs = 5 * minute

const keyBytes = 32
const prefix = 'whsec_'
/** What may stand in front of one signature: a sender that changes its key signs with both. */
const mostSignatures = 5

/** A new key as it is shown once: `whsec_` and base64. */
export const newKey = (): string => `${prefix}${randomBytes(keyBytes).toString('base64')}`

/** Enough of a key to tell it from others, too little to use. */
export const keyHint = (key: string): string => key.replace(/=+$/, '').slice(-4)

const sealingKey = (secret: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', 'tongyu keys of senders', keyBytes))

/** `secret`: the installation's; `senderId` is bound in, so that a sealed key cannot be moved to another sender. */
export function sealKey(key: string, { secret, senderId }: { secret: string; senderId: string }): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', sealingKey(secret), nonce).setAAD(Buffer.from(senderId))
  const sealed = Buffer.concat([cipher.update(key, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64')
}

/** Null when it was sealed under another secret or for another sender. */
export function openKey(sealed: string, { secret, senderId }: { secret: string; senderId: string }): string | null {
  const bytes = Buffer.from(sealed, 'base64')
  try {
    const decipher = createDecipheriv('aes-256-gcm', sealingKey(secret), bytes.subarray(0, 12))
      .setAAD(Buffer.from(senderId))
      .setAuthTag(bytes.subarray(12, 28))
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
  } catch {
    return null
  }
}

export type SignedRequest = {
  /** `webhook-id`: the sender's own id of the message, the same when it is sent again. */
  id: string
  /** `webhook-timestamp`: seconds since 1970. */
  timestamp: string
  /** `webhook-signature`: one or several, parted by spaces. */
  signature: string
  /** As sent. */
  body: Uint8Array | string
}

export const sign = (key: string, { id, timestamp, body }: Omit<SignedRequest, 'signature'>): string =>
  `v1,${createHmac('sha256', Buffer.from(key.slice(prefix.length), 'base64'))
    .update(`${id}.${timestamp}.`)
    .update(body)
    .digest('base64')}`

export type SignatureVerdict = 'good' | 'wrong' | 'stale'

/** `stale`: rightly signed, but more than five minutes from `at`. Who has no key does not learn which. */
export function checkSignature(key: string, request: SignedRequest, at: Date): SignatureVerdict {
  const expected = Buffer.from(sign(key, request))
  const fits = request.signature
    .split(' ')
    .slice(0, mostSignatures)
    .some((given) => {
      const bytes = Buffer.from(given)
      return bytes.length === expected.length && timingSafeEqual(bytes, expected)
    })
  if (!fits || !/^\d{1,12}$/.test(request.timestamp)) return 'wrong'
  return Math.abs(at.getTime() - Number(request.timestamp) * 1000) <= signatureWindowMs ? 'good' : 'stale'
}
