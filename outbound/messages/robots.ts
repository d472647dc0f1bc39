/**
 * Robots of group chats (WeCom 企业微信, DingTalk 钉钉, Feishu 飞书): the card each takes, its signature, its limits, and what its
 * answer means. From the makers' public documents; titles of articles are foreign text, so nothing of them may act as markup.
 */
import { createHmac } from 'node:crypto'
import type { Notice, RobotSettings, SendOutcome } from '../../domain/channel.ts'
import { type Answer, type PostOptions, post } from './post.ts'

export type RobotKind = 'wecom' | 'dingtalk' | 'feishu'
type Robot = {
  request: (notice: Notice, settings: RobotSettings, at: Date) => { url: string; payload: unknown }
  /** Field of the answer that is 0 when the robot took it, and the codes that ask for patience. */
  code: (answer: Record<string, unknown>) => unknown
  busy: readonly number[]
}

/** Of the text in UTF-8, as documented, with room for the frame around it. */
const wecomBytes = 4_000
const cardBytes = 18_000

const robots: Record<RobotKind, Robot> = {
  // developer.work.weixin.qq.com 群机器人: markdown up to 4,096 bytes, 20 messages a minute (45009).
  wecom: {
    request: (notice, { url }) => ({
      url,
      payload: { msgtype: 'markdown', markdown: { content: markdown(notice, wecomBytes) } },
    }),
    code: (answer) => answer.errcode,
    busy: [45009, -1],
  },
  // open.dingtalk.com 自定义机器人: signature over timestamp and secret; 20 messages a minute (130101); 20,000 bytes in all.
  dingtalk: {
    request: (notice, { url, secret }, at) => ({
      url: secret ? withQuery(url, { timestamp: String(at.getTime()), sign: dingtalkSign(secret, at) }) : url,
      payload: {
        msgtype: 'actionCard',
        actionCard: {
          title: plain(notice.title),
          text: [`#### ${plain(notice.title)}`, ...cut(notice.lines.map(plain), cardBytes)].join('\n\n'),
          singleTitle: '打开统舆',
          singleURL: notice.link,
        },
      },
    }),
    code: (answer) => answer.errcode,
    busy: [130101, -1],
  },
  // open.feishu.cn 自定义机器人: the signature's key is timestamp and secret, over nothing; 100 a minute (11232); 20 KB.
  feishu: {
    request: (notice, { url, secret }, at) => ({
      url,
      payload: {
        ...(secret ? { timestamp: seconds(at), sign: feishuSign(secret, at) } : {}),
        msg_type: 'interactive',
        card: {
          header: {
            template: notice.urgent ? 'red' : 'blue',
            title: { tag: 'plain_text', content: notice.title },
          },
          elements: [
            { tag: 'div', text: { tag: 'plain_text', content: cut(notice.lines, cardBytes).join('\n') || '—' } },
            {
              tag: 'action',
              actions: [
                { tag: 'button', type: 'primary', text: { tag: 'plain_text', content: '打开统舆' }, url: notice.link },
              ],
            },
          ],
        },
      },
    }),
    code: (answer) => answer.code ?? answer.StatusCode,
    busy: [11232, 11233],
  },
}

/** `at` is the present: signatures are good for an hour. */
export async function sendByRobot(
  { kind, settings, notice, at }: { kind: RobotKind; settings: RobotSettings; notice: Notice; at: Date },
  options: PostOptions,
): Promise<SendOutcome> {
  const robot = robots[kind]
  const { url, payload } = robot.request(notice, settings, at)
  const posted = await post(
    url,
    { body: JSON.stringify(payload), headers: { 'content-type': 'application/json; charset=utf-8' } },
    options,
  )
  return posted.kind === 'answered' ? judge(robot, posted.answer) : posted
}

/** A robot answers 200 whatever it thinks; its code says what happened. */
function judge(robot: Robot, { text }: Answer): SendOutcome {
  const code = robot.code(readJson(text))
  if (code === 0) return { kind: 'sent', receipt: '' }
  const detail = text.slice(0, 300)
  if (typeof code !== 'number') return { kind: 'failed', lasting: true, reason: 'refused', detail }
  const busy = robot.busy.includes(code)
  return busy
    ? { kind: 'failed', lasting: false, reason: 'busy', detail, retryAfterMs: 60_000 }
    : { kind: 'failed', lasting: true, reason: 'refused', detail }
}

export function readJson(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

const seconds = (at: Date): string => String(Math.floor(at.getTime() / 1000))
const dingtalkSign = (secret: string, at: Date): string =>
  createHmac('sha256', secret).update(`${at.getTime()}\n${secret}`).digest('base64')
const feishuSign = (secret: string, at: Date): string =>
  createHmac('sha256', `${seconds(at)}\n${secret}`)
    .update('')
    .digest('base64')

function withQuery(url: string, query: Record<string, string>): string {
  const address = new URL(url)
  for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value)
  return address.href
}

const markdown = (notice: Notice, maxBytes: number): string => {
  const title = plain(notice.title)
  const head = notice.urgent ? `**<font color="warning">${title}</font>**` : `**${title}**`
  const link = `[打开统舆](${notice.link})`
  return [head, ...cut(notice.lines.map(plain), maxBytes - Buffer.byteLength(head + link) - 10), link].join('\n')
}

/** Marks that a robot would obey become their full-width twins: they read the same and do nothing. */
const plain = (text: string): string =>
  text.replace(/[<>[\]()*_`~#|!@\\]/g, (mark) => String.fromCharCode(mark.charCodeAt(0) + 0xfee0)).replace(/\s+/g, ' ')

/** As many lines as fit; the last one is cut at a whole character. */
function cut(lines: string[], maxBytes: number): string[] {
  const kept: string[] = []
  let left = maxBytes
  for (const line of lines) {
    const bytes = Buffer.byteLength(line) + 2
    if (bytes > left) {
      const rest = Buffer.from(line)
        .subarray(0, Math.max(0, left - 5))
        .toString('utf8')
        .replace(/�+$/, '')
      if (rest !== '') kept.push(`${rest}…`)
      break
    }
    kept.push(line)
    left -= bytes
  }
  return kept
}
