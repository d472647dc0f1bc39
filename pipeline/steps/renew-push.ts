/**
 * A feed names a hub, or its lease nears the end → the hub is asked to tell us of news. It answers at our callback, perhaps before
 * its answer to us is there; so the row is written before the question. Polling goes on all the while: a hub only makes it sooner.
 */
import { subscriptionForm } from '../../crawler/websub.ts'
import { addMs, hour } from '../../domain/time.ts'
import { changePush, pushById } from '../../store/pushes.ts'
import { sourceById } from '../../store/sources.ts'
import type { Machine, StepOutcome } from '../step.ts'

/** A hub that did not confirm is asked again then. */
const askAgainMs = 6 * hour
const maxAnswerBytes = 64 * 1024

export async function renewPush(machine: Machine, id: string): Promise<StepOutcome> {
  const { db, now, fetcher, settings, log } = machine
  const push = await pushById(db, id)
  const source = push && (await sourceById(db, push.sourceId))
  if (!push || source?.state !== 'active' || settings.callbackUrl === '') return { dueAt: null }
  await changePush(db, id, { state: push.state === 'active' ? 'active' : 'asked', dueAt: addMs(now(), askAgainMs) })
  const callback = `${settings.callbackUrl}/websub/${id}`
  const form = subscriptionForm({ callback, topic: push.topic, secret: push.secret })
  const answer = await fetcher.fetchPage({ url: push.hub, accept: 'any', form, maxBytes: maxAnswerBytes })
  if (answer.kind === 'failed')
    log('hub refused', { push: id, code: answer.failure.code, status: answer.failure.status })
  return { asWritten: true }
}
