import { request } from 'node:http'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CheckedProxy, openCheckedProxy } from './checked-proxy.ts'

let outlet: Server
let port = 0
let proxy: CheckedProxy
let answer = ''
let endless: Buffer | null = null

beforeAll(async () => {
  outlet = createServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', () => {
      if (!endless) return socket.end(answer)
      socket.write(answer)
      const more = (gone?: Error | null): void => void (endless && !gone && socket.write(endless, more))
      more()
    })
  })
  await new Promise<void>((listening) => outlet.listen(0, '127.0.0.1', listening))
  port = (outlet.address() as AddressInfo).port
  proxy = await openCheckedProxy({
    allowPrivate: [`outlet.example:${port}`],
    lookup: (_host, found) => found(null, [{ address: '127.0.0.1', family: 4 }]),
  })
})
afterAll(async () => {
  await proxy.close()
  outlet.close()
})

function askThrough(): Promise<number | undefined> {
  const { hostname, port: at } = new URL(proxy.server)
  const login = Buffer.from(`${proxy.username}:${proxy.password}`).toString('base64')
  return new Promise((done, failed) => {
    const asked = request(
      {
        host: hostname,
        port: at,
        path: `http://outlet.example:${port}/`,
        headers: { 'proxy-authorization': `Basic ${login}` },
        timeout: 5_000,
      },
      (given) => {
        given.resume()
        given.once('end', () => done(given.statusCode))
        given.once('error', () => done(0))
      },
    )
    asked.once('timeout', () => asked.destroy(new Error('no answer')))
    asked.once('error', failed)
    asked.end()
  })
}

describe('the proxy of the browser', () => {
  it('passes an ordinary answer on', async () => {
    answer = 'HTTP/1.1 404 no\r\nContent-Length: 2\r\n\r\nno'
    expect(await askThrough()).toBe(404)
  })

  it.each(['000', '042', '099'])('lives on after an outlet answered with the impossible status %s', async (status) => {
    answer = `HTTP/1.1 ${status} odd\r\nContent-Length: 2\r\n\r\nno`
    expect(await askThrough()).toBe(502)
    answer = 'HTTP/1.1 200 ok\r\nContent-Length: 2\r\n\r\nok'
    expect(await askThrough()).toBe(200)
  })

  it('cuts what never ends', async () => {
    answer = 'HTTP/1.1 200 ok\r\n\r\n'
    endless = Buffer.alloc(4 * 1024 * 1024)
    expect(await askThrough()).toBe(0)
    endless = null
  })
})
