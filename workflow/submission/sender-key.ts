/**
 * Keys of senders and the signature of a request, as Standard Webhooks has it: HMAC-SHA256 over `id.timestamp.body`, in
 * base64 after `v1,`. The key must be known to check a signature, so it is kept sealed (AES-256-GCM under the installation's
 * secret, bound to the sender) and not hashed. Pure: `at` is an argument.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto'
import { minute } from '../../domain/time.ts'
import { signWebhook, webhookKeyPrefix } from '../../domain/webhook-signature.ts'
import { installationKey, openText, type Seal, sealText } from '../seal.ts'

/** A signature is good for so long before and after its time stamp. */
export const signatureWindowMs = 5 * minute

const keyBytes = 32
/** What may stand in front of one signature: a sender that changes its key signs with both. */
const mostSignatures = 5

/** A new key as it is shown once: `whsec_` and base64. */
export const newKey = (): string => `${webhookKeyPrefix}${randomBytes(keyBytes).toString('base64')}`

/** Enough of a key to tell it from others, too little to use. */
export const keyHint = (key: string): string => key.replace(/=+$/, '').slice(-4)

/** `secret`: the installation's; `senderId` is bound in, so that a sealed key cannot be moved to another sender. */
type SenderSeal = { secret: string; senderId: string }
const sealOf = ({ secret, senderId }: SenderSeal): Seal => ({
  keys: [installationKey(secret)],
  purpose: 'tongyu keys of senders',
  boundTo: senderId,
})
export const sealKey = (key: string, of: SenderSeal): string => sealText(key, sealOf(of))
/** Null when it was sealed under another secret or for another sender. */
export const openKey = (sealed: string, of: SenderSeal): string | null => openText(sealed, sealOf(of))

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

export type SignatureVerdict = 'good' | 'wrong' | 'stale'

/** `stale`: rightly signed, but more than five minutes from `at`. Who has no key does not learn which. */
export function checkSignature(key: string, request: SignedRequest, at: Date): SignatureVerdict {
  const expected = Buffer.from(signWebhook(key, request))
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
