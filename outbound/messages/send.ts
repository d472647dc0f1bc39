/** Sends one message by one channel and says what happened. It keeps nothing: the ledger is the caller's. */
import type { Channel, Notice, SendOutcome } from '../../domain/channel.ts'
import { signWebhook } from '../../domain/webhook-signature.ts'
import { checkEmail, sendByEmail } from './email.ts'
import { type PostOptions, post } from './post.ts'
import { sendByRobot } from './robots.ts'
import { sendBySms } from './sms.ts'

/** `to`: address or phone number; '' for channels that speak to a group. `at`: the present, for signatures. */
export type Sending = { channel: Channel; notice: Notice; to: string; at: Date }

export async function send({ channel, notice, to, at }: Sending, options: PostOptions): Promise<SendOutcome> {
  switch (channel.kind) {
    case 'email':
      return sendByEmail({ settings: channel, notice, to }, options)
    case 'sms':
      return sendBySms({ settings: channel, notice, to }, options)
    case 'webhook':
      return sendByWebhook(channel, notice, at, options)
    default:
      return sendByRobot({ kind: channel.kind, settings: channel, notice, at }, options)
  }
}

/**
 * Does the channel work, as far as that can be known without sending anything? Null where only a real message would tell.
 */
export async function check(channel: Channel, { allowedHosts }: PostOptions): Promise<SendOutcome | null> {
  if (channel.kind !== 'email') return null
  return allowedHosts.includes(channel.host) || allowedHosts.includes(`${channel.host}:${channel.port}`)
    ? checkEmail(channel)
    : { kind: 'failed', lasting: true, reason: 'host_not_allowed', detail: `${channel.host}:${channel.port}` }
}

/** Standard Webhooks: the id stays the same when a message is sent again, so the receiver can drop the second. */
async function sendByWebhook(
  { url, secret }: { url: string; secret: string },
  notice: Notice,
  at: Date,
  options: PostOptions,
): Promise<SendOutcome> {
  const { id, title, lines, link, urgent } = notice
  const body = JSON.stringify({
    type: 'tongyu.notice',
    timestamp: notice.at.toISOString(),
    data: { id, title, lines, link, urgent },
  })
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const posted = await post(
    url,
    {
      body,
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'webhook-id': id,
        'webhook-timestamp': timestamp,
        'webhook-signature': signWebhook(secret, { id, timestamp, body }),
      },
    },
    options,
  )
  return posted.kind === 'answered' ? { kind: 'sent', receipt: String(posted.answer.status) } : posted
}
