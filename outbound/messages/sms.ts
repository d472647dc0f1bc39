/** One text message by the gateway of the operator's choice: an HTTP template. A phone number and text cannot change its form. */
import type { Notice, SendOutcome, SmsSettings } from '../../domain/channel.ts'
import { type PostOptions, post } from './post.ts'
import { readJson } from './robots.ts'

/** Gateways cut or refuse longer ones; the link must survive, so the lines give way. */
export const smsCharacters = 300

export async function sendBySms(
  { settings, notice, to }: { settings: SmsSettings; notice: Notice; to: string },
  options: PostOptions,
): Promise<SendOutcome> {
  const { contentType, header } = settings
  const colon = header.indexOf(':')
  const posted = await post(
    settings.url,
    {
      body: fill(settings, { phone: to, text: smsText(notice, settings.signature), id: notice.id }),
      headers: {
        'content-type':
          contentType === 'json'
            ? 'application/json; charset=utf-8'
            : 'application/x-www-form-urlencoded; charset=utf-8',
        ...(colon > 0 ? { [header.slice(0, colon).trim()]: header.slice(colon + 1).trim() } : {}),
      },
    },
    options,
  )
  if (posted.kind !== 'answered') return posted
  const { text } = posted.answer
  if (settings.okField === '') return { kind: 'sent', receipt: text.slice(0, 200) }
  const told = settings.okField
    .split('.')
    .reduce<unknown>(
      (at, name) => (typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[name] : undefined),
      readJson(text),
    )
  return String(told) === settings.okValue
    ? { kind: 'sent', receipt: text.slice(0, 200) }
    : { kind: 'failed', lasting: true, reason: 'refused', detail: text.slice(0, 300) }
}

/** 【signature】title, as many lines as fit, and the link. */
export function smsText({ title, lines, link }: Notice, signature: string): string {
  const head = `${signature ? `【${signature}】` : ''}${title}`
  const room = smsCharacters - link.length - 1
  let text = [...head].slice(0, room).join('')
  for (const line of lines) if ([...text].length + [...line].length + 1 <= room) text += `;${line}`
  return `${text} ${link}`
}

function fill({ body, contentType }: SmsSettings, values: { phone: string; text: string; id: string }): string {
  const encode =
    contentType === 'json'
      ? (value: string) => JSON.stringify(value).slice(1, -1)
      : (value: string) => encodeURIComponent(value)
  return body.replace(/\{(phone|text|id)\}/g, (_, name: keyof typeof values) => encode(values[name]))
}
