/** One mail to one person by SMTP. The Message-ID is made of the message's own id, so that a repeat is known as one. */
import { createTransport } from 'nodemailer'
import type { EmailSettings, Notice, SendOutcome } from '../../domain/channel.ts'
import { said } from './post.ts'

const limits = { connectMs: 10_000, greetingMs: 10_000, silenceMs: 20_000 } as const

type SmtpError = Error & { code?: string; responseCode?: number; command?: string }

export async function sendByEmail(
  { settings, notice, to }: { settings: EmailSettings; notice: Notice; to: string },
  { allowedHosts, silenceMs = limits.silenceMs }: { allowedHosts: readonly string[]; silenceMs?: number },
): Promise<SendOutcome> {
  const { host, port } = settings
  if (!allowedHosts.includes(host) && !allowedHosts.includes(`${host}:${port}`))
    return { kind: 'failed', lasting: true, reason: 'host_not_allowed', detail: `${host}:${port}` }
  const transport = open(settings, silenceMs)
  try {
    const answer = await transport.sendMail({
      from: { name: '统舆', address: settings.from },
      to,
      subject: oneLine(notice.title),
      text: [...notice.lines, '', notice.link].join('\n'),
      date: notice.at,
      messageId: `<${notice.id}@${settings.from.split('@')[1]}>`,
      ...(notice.urgent ? { priority: 'high' as const } : {}),
      // The text holds foreign words: nothing in it may make the library read a file or an address.
      disableFileAccess: true,
      disableUrlAccess: true,
    })
    return { kind: 'sent', receipt: answer.response.slice(0, 200) }
  } catch (error) {
    return outcomeOf(error as SmtpError)
  } finally {
    transport.close()
  }
}

/** Signs in without sending: does the server answer and take the password? */
export async function checkEmail(settings: EmailSettings): Promise<SendOutcome> {
  const transport = open(settings, limits.silenceMs)
  try {
    await transport.verify()
    return { kind: 'sent', receipt: '' }
  } catch (error) {
    return outcomeOf(error as SmtpError)
  } finally {
    transport.close()
  }
}

const open = ({ host, port, security, user, password }: EmailSettings, silenceMs: number) =>
  createTransport({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'plain',
    ...(user ? { auth: { user, pass: password } } : {}),
    connectionTimeout: limits.connectMs,
    greetingTimeout: limits.greetingMs,
    socketTimeout: silenceMs,
  })

/** RFC 5321: 4yz passes, 5yz lasts. A connection that ends after the greeting leaves the fate of the text open. */
function outcomeOf(error: SmtpError): SendOutcome {
  const detail = said(error)
  const { responseCode, command, code } = error
  if (responseCode !== undefined && responseCode >= 500) {
    const atRecipient = code === 'EENVELOPE' && command !== 'MAIL FROM'
    return { kind: 'failed', lasting: true, reason: atRecipient ? 'bad_address' : 'refused', detail }
  }
  if (responseCode !== undefined && responseCode >= 400)
    return { kind: 'failed', lasting: false, reason: 'busy', detail }
  if (code === 'EENVELOPE') return { kind: 'failed', lasting: true, reason: 'bad_address', detail }
  if (code === 'EAUTH') return { kind: 'failed', lasting: true, reason: 'refused', detail }
  return early.test(detail) || code === 'EDNS' || code === 'ETLS'
    ? { kind: 'failed', lasting: false, reason: 'unreachable', detail }
    : { kind: 'unsure', detail }
}

/** The library names no stage when a connection ends; these come before the text was handed over, all others may be after. */
const early = /Connection timeout|Greeting never received|ECONNREFUSED|ENOTFOUND|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN/

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').slice(0, 200)
