/** The signature of Standard Webhooks: HMAC-SHA256 over `id.timestamp.body` in base64 after `v1,`. For what comes in and goes out. */
import { createHmac } from 'node:crypto'

/** Keys are written `whsec_` and base64. */
export const webhookKeyPrefix = 'whsec_'

/** `timestamp`: seconds since 1970, as text; `body` as sent. */
export const signWebhook = (
  key: string,
  { id, timestamp, body }: { id: string; timestamp: string; body: Uint8Array | string },
): string =>
  `v1,${createHmac('sha256', Buffer.from(key.slice(webhookKeyPrefix.length), 'base64'))
    .update(`${id}.${timestamp}.`)
    .update(body)
    .digest('base64')}`
