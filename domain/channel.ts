/**
 * The ways by which a message reaches people outside the product: what each needs to be told, what it can carry, and how a
 * sending may end. The shapes of robots, SMS gateways and webhooks follow their public documents.
 */

export const channelKinds = ['email', 'sms', 'wecom', 'dingtalk', 'feishu', 'webhook'] as const
export type ChannelKind = (typeof channelKinds)[number]

/** E-mail and SMS go to one person's address; robots and webhooks speak to a group or a program, once for each fact. */
export const personalKinds = ['email', 'sms'] as const satisfies readonly ChannelKind[]
export type PersonalKind = (typeof personalKinds)[number]
export const isPersonal = (kind: ChannelKind): kind is PersonalKind =>
  (personalKinds as readonly string[]).includes(kind)

/**
 * What a receiver recognises a repeated message by: mail by its Message-ID, webhooks by `webhook-id`. Where nothing does, a
 * message whose fate is unknown is not sent again by the same way.
 */
export const knowsRepeats = (kind: ChannelKind): boolean => kind === 'email' || kind === 'webhook'

export type EmailSettings = {
  host: string
  port: number
  /** `tls` from the first byte, `starttls` or nothing; `plain` only inside an intranet. */
  security: 'tls' | 'starttls' | 'plain'
  user: string
  password: string
  from: string
}
/** A robot of a group chat: its address holds its key; `secret` signs, where the robot is set to want that. */
export type RobotSettings = { url: string; secret: string }
/** `secret`: `whsec_` and base64, as Standard Webhooks has it. */
export type WebhookSettings = { url: string; secret: string }
/**
 * An SMS gateway by HTTP. `body` is a template with {phone}, {text} and {id}, filled in by the rules of `contentType`;
 * `okField`, a dotted path in a JSON answer, must hold `okValue` where it is given, else the status alone counts.
 */
export type SmsSettings = {
  url: string
  contentType: 'json' | 'form'
  body: string
  /** One header, for the gateway's key: `Authorization: Bearer …`; empty for none. */
  header: string
  okField: string
  okValue: string
  /** 【…】 before each message, without the brackets. */
  signature: string
}

export type ChannelSettings = {
  email: EmailSettings
  sms: SmsSettings
  wecom: RobotSettings
  dingtalk: RobotSettings
  feishu: RobotSettings
  webhook: WebhookSettings
}
/** One configured channel, open: with its secrets. */
export type Channel = { [K in ChannelKind]: { kind: K } & ChannelSettings[K] }[ChannelKind]

/** Settings that are never shown again once saved. */
export const secretSettings = {
  email: ['password'],
  sms: ['header'],
  wecom: ['url', 'secret'],
  dingtalk: ['url', 'secret'],
  feishu: ['url', 'secret'],
  webhook: ['secret'],
} as const satisfies Record<ChannelKind, readonly string[]>

type Field = {
  type: 'text' | 'host' | 'address' | 'url' | 'port' | 'key'
  max?: number
  optional?: true
  of?: readonly string[]
}
/** What a person is asked for, in this order. */
export const channelFields: { [K in ChannelKind]: Record<keyof ChannelSettings[K] & string, Field> } = {
  email: {
    host: { type: 'host' },
    port: { type: 'port' },
    security: { type: 'text', of: ['tls', 'starttls', 'plain'] },
    user: { type: 'text', max: 200, optional: true },
    password: { type: 'text', max: 500, optional: true },
    from: { type: 'address' },
  },
  sms: {
    url: { type: 'url' },
    contentType: { type: 'text', of: ['json', 'form'] },
    body: { type: 'text', max: 4_000 },
    header: { type: 'text', max: 1_000, optional: true },
    okField: { type: 'text', max: 100, optional: true },
    okValue: { type: 'text', max: 100, optional: true },
    signature: { type: 'text', max: 12, optional: true },
  },
  wecom: { url: { type: 'url' }, secret: { type: 'text', max: 500, optional: true } },
  dingtalk: { url: { type: 'url' }, secret: { type: 'text', max: 500, optional: true } },
  feishu: { url: { type: 'url' }, secret: { type: 'text', max: 500, optional: true } },
  webhook: { url: { type: 'url' }, secret: { type: 'key' } },
}

export type ChannelFault = { field: string; why: 'missing' | 'invalid' | 'unknown' }
export type ChannelRead = { ok: true; channel: Channel } | { ok: false; fault: ChannelFault }

const email = /^[^\s@<>"',;:\\]{1,64}@[\p{L}\p{N}](?:[\p{L}\p{N}.-]{0,250}[\p{L}\p{N}])?$/u
const phone = /^\+?\d{6,15}$/
/** Is this an address that a message of the kind may go to? */
export const isAddress = (kind: PersonalKind, value: string): boolean =>
  kind === 'email' ? email.test(value) : phone.test(value)

/** Reads what a person gave for a channel of this kind; the first fault is named by its field. */
export function readChannel(kind: ChannelKind, given: Record<string, unknown>): ChannelRead {
  const fields: Record<string, Field> = channelFields[kind]
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(fields, name))
  if (unknown !== undefined) return { ok: false, fault: { field: unknown.slice(0, 50), why: 'unknown' } }
  const settings: Record<string, string | number> = {}
  for (const [field, rule] of Object.entries(fields)) {
    const raw = given[field]
    const value = typeof raw === 'string' ? raw.trim() : typeof raw === 'number' ? String(raw) : ''
    if (value === '' && !rule.optional) return { ok: false, fault: { field, why: 'missing' } }
    if (value !== '' && !fits(rule, value)) return { ok: false, fault: { field, why: 'invalid' } }
    settings[field] = rule.type === 'port' ? Number(value) : value
  }
  if (kind === 'sms' && !/\{phone\}/.test(String(settings.body)))
    return { ok: false, fault: { field: 'body', why: 'invalid' } }
  return { ok: true, channel: { kind, ...settings } as Channel }
}

function fits({ type, max, of }: Field, value: string): boolean {
  // A line break inside a header or an address would be a second header.
  if (/[\r\n\0]/.test(value) && type !== 'text') return false
  switch (type) {
    case 'text':
      return of ? of.includes(value) : value.length <= (max ?? 200)
    case 'host':
      return value.length <= 253 && /^[\p{L}\p{N}](?:[\p{L}\p{N}.:-]*[\p{L}\p{N}])?$/u.test(value)
    case 'port':
      return /^\d{1,5}$/.test(value) && Number(value) >= 1 && Number(value) <= 65_535
    case 'address':
      return email.test(value)
    case 'key':
      return /^whsec_[A-Za-z0-9+/]{32,}={0,2}$/.test(value)
    case 'url':
      return value.length <= 2_000 && URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)
  }
}

/** One message, worded, as every channel takes it. */
export type Notice = {
  /** The same whenever the same message goes to the same recipient: receivers know a repeat by it. */
  id: string
  at: Date
  title: string
  /** Short lines, most important first; never markup. */
  lines: string[]
  /** Where in the product it is dealt with. */
  link: string
  urgent: boolean
}

/** How one try ended. */
export type SendOutcome =
  | { kind: 'sent'; receipt: string }
  /** Surely not delivered. `lasting`: trying again the same way changes nothing. */
  | { kind: 'failed'; lasting: boolean; reason: SendFailure; detail: string; retryAfterMs?: number }
  /** The other side had the message and did not answer: it may or may not have arrived. */
  | { kind: 'unsure'; detail: string }

export const sendFailures = [
  'unreachable', // no connection, no name, no TLS
  'busy', // the other side asks for patience, or is out of order
  'refused', // the other side does not take it: key, signature, form
  'bad_address', // this recipient is not accepted
  'host_not_allowed', // the operator has not allowed this host
  'no_address', // the person has given none
] as const
export type SendFailure = (typeof sendFailures)[number]

/**
 * `waiting` its time or its turn · `sending` handed to the other side, no answer yet · `sent` taken · `failed` surely not ·
 * `unsure` perhaps: the connection or the program ended in between, and the other side would not know a repeat.
 */
export const dispatchStates = ['waiting', 'sending', 'sent', 'failed', 'unsure'] as const
export type DispatchState = (typeof dispatchStates)[number]
