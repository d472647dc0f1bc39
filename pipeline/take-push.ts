/** What a hub says at our callback: a question about a subscription, or news. Called by the API, without a person. */
import { isSignedWith, readIntent } from '../crawler/websub.ts'
import { addMs, day } from '../domain/time.ts'
import type { Db } from '../store/open.ts'
import { changePush, pushById } from '../store/pushes.ts'
import { pollSoon } from '../store/sources.ts'

/** A hub that does not want us is asked again then: feeds change their hubs and hubs their minds. */
const deniedMs = 7 * day
/** A lease is renewed when so much of it is over. */
const renewedAt = 0.8

/** The challenge to answer with; null where we wanted no such thing. */
export async function confirmPush(
  db: Db,
  { id, query }: { id: string; query: URLSearchParams },
  now: Date,
): Promise<string | null> {
  const push = await pushById(db, id)
  const intent = push && readIntent(query, push)
  if (!intent) return null
  if (intent.kind === 'denied') {
    await changePush(db, id, { state: 'denied', subscribedUntil: null, dueAt: addMs(now, deniedMs) })
    return ''
  }
  await changePush(db, id, {
    state: 'active',
    subscribedUntil: addMs(now, intent.leaseMs),
    dueAt: addMs(now, intent.leaseMs * renewedAt),
  })
  return intent.challenge
}

/**
 * Wakes the source of a push that is signed with its secret. One that is not is taken and forgotten, as the standard wants (§7.1):
 * a forger learns nothing. False where there is no such subscription.
 */
export async function takePush(
  db: Db,
  { id, body, signature }: { id: string; body: Uint8Array; signature: string },
  now: Date,
): Promise<boolean> {
  const push = await pushById(db, id)
  if (!push) return false
  if (!isSignedWith(push.secret, body, signature)) return true
  await changePush(db, id, { lastPushAt: now })
  await pollSoon(db, push.sourceId, now)
  return true
}
