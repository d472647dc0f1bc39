/**
 * `POST /intake/articles`: articles from other programs. No session: each request is signed with its sender's key (Standard
 * Webhooks: HMAC-SHA256 over id, time stamp and body). The same id and content again is the same answer and changes nothing.
 */
import { createHash } from 'node:crypto'
import { addMs, hour } from '../../domain/time.ts'
import { senderById, submissionsSince } from '../../store/submissions.ts'
import { checkSignature, openKey } from '../../workflow/submission/sender-key.ts'
import { submissionsPerHour } from '../../workflow/submission/submit-article.ts'
import { intakeArticleRequest, intakeHeaders, submittedSchema } from '../contract.ts'
import type { ApiDeps } from '../deps.ts'
import { factsOfZod, orRefuse, Refused } from '../errors.ts'
import { answers, body, createRouter } from '../route.ts'
import { submissionGiven } from './submissions.ts'

export function intakeRoutes({ db, now, secret, requests }: ApiDeps) {
  const app = createRouter()
  app.openAPIRegistry.registerPath({
    method: 'post',
    path: '/intake/articles',
    tags: ['submissions'],
    summary: 'Hand in an article by program, signed with the key of a sender',
    request: { headers: intakeHeaders, body: body(intakeArticleRequest) },
    responses: answers(submittedSchema),
  })
  app.post('/intake/articles', async (c) => {
    const headers = intakeHeaders.safeParse(c.req.header())
    if (!headers.success) throw new Refused({ ...factsOfZod(headers.error), code: 'bad-signature' })
    const { 'tongyu-sender': senderId, 'webhook-id': id } = headers.data
    // Signed are the bytes as they were sent; what they say is asked afterwards.
    const sent = new Uint8Array(await c.req.arrayBuffer())
    const signed = {
      id,
      timestamp: headers.data['webhook-timestamp'],
      signature: headers.data['webhook-signature'],
      body: sent,
    }
    await checkSender(senderId, signed)
    const lately = await submissionsSince(db, { senderId }, addMs(now(), -hour))
    if (lately >= submissionsPerHour.sender) throw new Refused({ code: 'too-many-requests' })
    const article = intakeArticleRequest.safeParse(jsonOf(sent))
    if (!article.success) throw new Refused(factsOfZod(article.error))
    const requestHash = createHash('sha256').update(sent).digest('hex')
    const submitted = await requests.submit(submissionGiven(article.data), {
      kind: 'sender',
      senderId,
      externalId: id,
      requestHash,
    })
    return c.json({ ok: true as const, ...orRefuse(submitted) }, 200)
  })

  /** Unknown, revoked and wrongly signed look the same from outside; only whoever holds the key learns that the time is off. */
  async function checkSender(senderId: string, signed: Parameters<typeof checkSignature>[1]): Promise<void> {
    const sender = await senderById(db, senderId)
    const key = sender && sender.revokedAt === null ? openKey(sender.sealedKey, { secret, senderId }) : null
    const verdict = key === null ? 'wrong' : checkSignature(key, signed, now())
    if (verdict === 'wrong') throw new Refused({ code: 'bad-signature' })
    if (verdict === 'stale') throw new Refused({ code: 'stale-signature' })
  }
  return app
}

function jsonOf(sent: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(sent))
  } catch {
    throw new Refused({ code: 'invalid-request', detail: { issue: 'not_json' } })
  }
}
