/** A server that says exactly the bytes it is told to, when it is told to, over TCP or TLS: no HTTP library tidies them up. */
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import type { Certificate } from './certificates.ts'

/** Speaks once the head of a request has come; `path` is what was asked, `head` the whole of it. */
export type Speech = (socket: Socket, asked: { path: string; head: string }) => void

export type HostileServer = {
  port: number
  says: (speech: Speech) => void
  /** Heads of the requests since the last `says`. */
  heads: string[]
  close(): Promise<void>
}

export async function openHostileServer(certificate?: Certificate): Promise<HostileServer> {
  let speech: Speech = (socket) => socket.end()
  const heads: string[] = []
  const sockets = new Set<Socket>()
  const hear = (socket: Socket): void => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    let text = ''
    socket.on('data', (piece: Buffer) => {
      // The beginning of TLS where plain text is spoken: no head will ever come.
      if (piece[0] === 0x16) return speech(socket, { path: '', head: '' })
      text += piece.toString('latin1')
      for (let end = text.indexOf('\r\n\r\n'); end >= 0; end = text.indexOf('\r\n\r\n')) {
        const head = text.slice(0, end)
        text = text.slice(end + 4)
        heads.push(head)
        speech(socket, { path: head.split(' ')[1] ?? '', head })
      }
    })
  }
  const server: Server = certificate ? createTlsServer(certificate, hear) : createServer(hear)
  server.on('tlsClientError', () => undefined)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    port: (server.address() as AddressInfo).port,
    heads,
    says: (next) => {
      speech = next
      heads.length = 0
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

type Headers = Record<string, string | number>

/** A whole answer in bytes, its length as it is unless the headers say otherwise. */
export function answerOf(body: string | Buffer, headers: Headers = {}, status = '200 OK'): Buffer {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body
  const all: Headers = { 'content-type': 'text/html; charset=utf-8', 'content-length': bytes.length, ...headers }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  return Buffer.concat([Buffer.from(`HTTP/1.1 ${status}\r\n${lines.join('')}\r\n`, 'latin1'), bytes])
}

/** Says it and hangs up. */
export const say =
  (bytes: string | Buffer): Speech =>
  (socket) =>
    void socket.end(bytes)

/** Says it, and then this again and again until the other side has enough. */
export const sayForEver =
  (first: string | Buffer, again: string | Buffer, everyMs: number): Speech =>
  (socket) => {
    socket.write(first)
    const timer = setInterval(() => socket.write(again), everyMs)
    socket.on('close', () => clearInterval(timer))
  }

/** Says it and hangs up in the rudest way there is. */
export const sayAndReset =
  (bytes: string | Buffer): Speech =>
  (socket) =>
    void socket.write(bytes, () => setTimeout(() => socket.resetAndDestroy(), 20))
