/** Each channel against a real server on this machine: one that takes, refuses, stalls, drops, and the documented payloads. */
import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterEach, describe, expect, it } from 'vitest'
import type { Channel, EmailSettings, Notice } from '../../domain/channel.ts'
import { signWebhook } from '../../domain/webhook-signature.ts'
import { send } from './send.ts'
import { smsCharacters, smsText } from './sms.ts'

const at = new Date('2026-09-30T15:10:00.000Z')
const notice: Notice = {
  id: 'd-1',
  at,
  title: '时限将到:GX-2026-001',
  lines: ['网传"广西GDP数据系编造"', '柳州市统计局', '截止:2026-10-01 01:10:00'],
  link: 'https://tongyu.example.gov.cn/incidents/1',
  urgent: true,
}

const open: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

type Seen = { headers: IncomingMessage['headers']; url: string; body: string }
/** An HTTP receiver that keeps what it was sent and answers as told. */
async function receiver(answer: (response: ServerResponse, seen: Seen) => void) {
  const seen: Seen[] = []
  const server: Server = createServer(async (request, response) => {
    let body = ''
    for await (const piece of request) body += piece
    const one = { headers: request.headers, url: request.url ?? '', body }
    seen.push(one)
    answer(response, one)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  open.push(() => {
    server.closeAllConnections()
    return new Promise((done) => server.close(() => done()))
  })
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return { seen, host, url: `http://${host}/hook?key=k1` }
}

type SmtpOptions = { onData?: 'take' | 'refuse' | 'drop'; refuseTo?: boolean; password?: string }
async function smtp({ onData = 'take', refuseTo = false, password }: SmtpOptions = {}) {
  const mails: string[] = []
  const server = new SMTPServer({
    disabledCommands: password === undefined ? ['AUTH', 'STARTTLS'] : ['STARTTLS'],
    allowInsecureAuth: true,
    logger: false,
    onAuth: (auth, _, done) => (auth.password === password ? done(null, { user: 'u' }) : done(new Error('no'))),
    onRcptTo: (_, __, done) => done(refuseTo ? Object.assign(new Error('no such user'), { responseCode: 550 }) : null),
    onData: (stream, _, done) => {
      let text = ''
      stream.on('data', (piece) => {
        text += piece
      })
      stream.on('end', () => {
        mails.push(text)
        if (onData === 'take') done()
        else if (onData === 'refuse') done(Object.assign(new Error('later'), { responseCode: 451 }))
        else for (const connection of server.connections) connection._socket.destroy()
      })
    },
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  open.push(() => new Promise((done) => server.close(() => done())))
  const { port } = server.server.address() as AddressInfo
  const settings: EmailSettings = {
    ...{ host: '127.0.0.1', port, security: 'plain' as const, from: 'duty@tongyu.example' },
    ...(password === undefined ? { user: '', password: '' } : { user: 'u', password }),
  }
  return { mails, settings, host: `127.0.0.1:${port}` }
}

const mail = (settings: EmailSettings, allowedHosts: string[], more: Partial<Notice> = {}) =>
  send(
    { channel: { kind: 'email', ...settings }, notice: { ...notice, ...more }, to: 'li@bureau.example', at },
    { allowedHosts },
  )

/** The text of a mail, whichever of the two encodings the library chose. */
function wordsOf(mail: string): string {
  const [head, ...rest] = mail.split('\r\n\r\n')
  const text = rest.join('\r\n\r\n')
  if (/^Content-Transfer-Encoding: base64/im.test(head!)) return Buffer.from(text, 'base64').toString()
  const bytes = text
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString()
}

describe('a mail', () => {
  it('is taken by the server, with its own id, its time and nothing injected', async () => {
    const server = await smtp()
    const sent = await mail(server.settings, [server.host], { title: '预警\r\nBcc: all@x.example' })
    expect(sent.kind).toBe('sent')
    const [text] = server.mails
    expect(text).toMatch(/^Message-ID: <d-1@tongyu\.example>/m)
    expect(text).toMatch(/^X-Priority: 1/m)
    expect(text).not.toMatch(/^Bcc:/m)
    expect(wordsOf(text!)).toContain('截止:2026-10-01 01:10:00')
  })
  it('says what lasts and what passes', async () => {
    const unknown = await smtp({ refuseTo: true })
    expect(await mail(unknown.settings, [unknown.host])).toMatchObject({ lasting: true, reason: 'bad_address' })
    const busy = await smtp({ onData: 'refuse' })
    expect(await mail(busy.settings, [busy.host])).toMatchObject({ kind: 'failed', lasting: false, reason: 'busy' })
    const locked = await smtp({ password: 'right' })
    expect(await mail({ ...locked.settings, password: 'wrong' }, [locked.host])).toMatchObject({
      lasting: true,
      reason: 'refused',
    })
    expect(await mail(locked.settings, [locked.host])).toMatchObject({ kind: 'sent' })
    expect(await mail({ ...busy.settings, port: 1 }, ['127.0.0.1'])).toMatchObject({
      lasting: false,
      reason: 'unreachable',
    })
  })
  it('is of unknown fate when the server had the text and hung up', async () => {
    const server = await smtp({ onData: 'drop' })
    expect((await mail(server.settings, [server.host])).kind).toBe('unsure')
  })
  it('goes to no server that was not allowed', async () => {
    const server = await smtp()
    expect(await mail(server.settings, ['mail.example'])).toMatchObject({ reason: 'host_not_allowed', lasting: true })
    expect(server.mails).toEqual([])
  })
})

const robot = (kind: 'wecom' | 'dingtalk' | 'feishu', url: string, more: Partial<Notice> = {}, secret = '') =>
  send(
    { channel: { kind, url, secret }, notice: { ...notice, ...more }, to: '', at },
    { allowedHosts: [new URL(url).host] },
  )

describe('a robot', () => {
  it('gets the card of its maker, signed as documented', async () => {
    const hook = await receiver((response) => response.end('{"errcode":0,"code":0}'))
    for (const kind of ['wecom', 'dingtalk', 'feishu'] as const)
      expect(await robot(kind, hook.url, {}, kind === 'wecom' ? '' : 'SEC1')).toEqual({ kind: 'sent', receipt: '' })
    const [wecom, dingtalk, feishu] = hook.seen
    expect(JSON.parse(wecom!.body)).toMatchObject({
      msgtype: 'markdown',
      markdown: { content: expect.stringContaining('截止:2026-10-01 01:10:00') },
    })
    const query = new URL(dingtalk!.url, hook.url).searchParams
    expect(query.get('key')).toBe('k1')
    expect(query.get('sign')).toBe(createHmac('sha256', 'SEC1').update(`${at.getTime()}\nSEC1`).digest('base64'))
    expect(JSON.parse(dingtalk!.body)).toMatchObject({
      msgtype: 'actionCard',
      actionCard: { singleURL: notice.link, title: notice.title },
    })
    const stamp = String(at.getTime() / 1000)
    expect(JSON.parse(feishu!.body)).toMatchObject({
      timestamp: stamp,
      sign: createHmac('sha256', `${stamp}\nSEC1`).update('').digest('base64'),
      msg_type: 'interactive',
      card: { header: { template: 'red' } },
    })
  })
  it('is never told markup of a foreign text, and never more than it takes', async () => {
    const hook = await receiver((response) => response.end('{"errcode":0,"code":0}'))
    const title = '<@all> [点我](http://evil.example) **粗** <font color="info">'
    const lines = ['统'.repeat(30_000), '第二行']
    for (const kind of ['wecom', 'dingtalk', 'feishu'] as const) await robot(kind, hook.url, { title, lines })
    const [wecom, dingtalk, feishu] = hook.seen.map((s) => JSON.parse(s.body))
    expect(wecom.markdown.content).not.toMatch(/<@|\]\(http:\/\/evil/)
    expect(dingtalk.actionCard.text).not.toMatch(/<@|\]\(http:\/\/evil/)
    expect(feishu.card.header.title.tag).toBe('plain_text')
    expect(Buffer.byteLength(wecom.markdown.content)).toBeLessThanOrEqual(4_096)
    for (const seen of hook.seen) expect(Buffer.byteLength(seen.body)).toBeLessThan(20_000)
    expect(wecom.markdown.content).toContain(notice.link)
    expect(wecom.markdown.content).not.toContain('�')
  })
  it('says in its answer what happened, whatever the status', async () => {
    const answers: Record<string, object> = {
      '{"errcode":93000,"errmsg":"invalid webhook url"}': { lasting: true, reason: 'refused' },
      '{"errcode":45009,"errmsg":"api freq out of limit"}': { lasting: false, reason: 'busy', retryAfterMs: 60_000 },
      '<html>proxy</html>': { lasting: true, reason: 'refused' },
    }
    for (const [text, outcome] of Object.entries(answers)) {
      const hook = await receiver((response) => response.end(text))
      expect(await robot('wecom', hook.url)).toMatchObject({ kind: 'failed', ...outcome })
    }
  })
})

describe('a receiver', () => {
  const hook = (url: string, timeoutMs?: number) =>
    send(
      { channel: { kind: 'webhook', url, secret: `whsec_${'A'.repeat(43)}=` }, notice, to: '', at },
      { allowedHosts: [new URL(url).host], ...(timeoutMs ? { timeoutMs } : {}) },
    )
  it('gets the same id and signature rule each time', async () => {
    const server = await receiver((response) => response.writeHead(204).end())
    await hook(server.url)
    await hook(server.url)
    const [one, two] = server.seen
    expect(one!.headers['webhook-id']).toBe('d-1')
    expect(two!.headers['webhook-id']).toBe('d-1')
    const timestamp = String(at.getTime() / 1000)
    expect(one!.headers['webhook-signature']).toBe(
      signWebhook(`whsec_${'A'.repeat(43)}=`, { id: 'd-1', timestamp, body: one!.body }),
    )
  })
  it('that is out of order, moved, silent or gone is told apart', async () => {
    const down = await receiver((response) => response.writeHead(503, { 'retry-after': '7' }).end())
    expect(await hook(down.url)).toMatchObject({ lasting: false, reason: 'busy', retryAfterMs: 7_000 })
    const moved = await receiver((response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end())
    expect(await hook(moved.url)).toMatchObject({ lasting: true, reason: 'refused' })
    const silent = await receiver(() => undefined)
    expect((await hook(silent.url, 200)).kind).toBe('unsure')
    const hangsUp = await receiver((response) => response.destroy())
    expect((await hook(hangsUp.url)).kind).toBe('unsure')
    expect(await hook('http://127.0.0.1:1/')).toMatchObject({ lasting: false, reason: 'unreachable' })
    const endless = await receiver((response) => {
      const more = setInterval(() => response.write('x'.repeat(100_000)), 1)
      response.on('close', () => clearInterval(more))
    })
    expect((await hook(endless.url)).kind).toBe('sent')
  })
})

describe('a text message', () => {
  const sms = (url: string, more: Partial<Extract<Channel, { kind: 'sms' }>> = {}) =>
    send(
      {
        channel: {
          ...{ kind: 'sms', url, contentType: 'json', body: '{"to":"{phone}","text":"{text}","ref":"{id}"}' },
          ...{ header: 'X-Key: abc', okField: 'result.code', okValue: '0', signature: '统舆', ...more },
        },
        ...{ notice: { ...notice, lines: ['引号"与\n换行'] }, to: '+8613800138000', at },
      },
      { allowedHosts: [new URL(url).host] },
    )
  it('fills the gateway’s form without changing it', async () => {
    const gateway = await receiver((response) => response.end('{"result":{"code":0}}'))
    expect((await sms(gateway.url)).kind).toBe('sent')
    expect((await sms(gateway.url, { contentType: 'form', body: 'm={phone}&c={text}', okField: '' })).kind).toBe('sent')
    const [json, form] = gateway.seen
    expect(json!.headers['x-key']).toBe('abc')
    expect(JSON.parse(json!.body)).toMatchObject({
      to: '+8613800138000',
      ref: 'd-1',
      text: expect.stringContaining('"与\n换行'),
    })
    expect(new URLSearchParams(form!.body).get('m')).toBe('+8613800138000')
  })
  it('that the gateway refuses in its answer is not sent', async () => {
    const gateway = await receiver((response) => response.end('{"result":{"code":"E1"}}'))
    expect(await sms(gateway.url)).toMatchObject({ kind: 'failed', reason: 'refused' })
  })
  it('keeps its link however long the words', () => {
    const text = smsText({ ...notice, title: '题'.repeat(500), lines: ['行'.repeat(500)] }, '统舆')
    expect([...text].length).toBeLessThanOrEqual(smsCharacters)
    expect(text.startsWith('【统舆】')).toBe(true)
    expect(text.endsWith(notice.link)).toBe(true)
  })
})
