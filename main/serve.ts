/** Serves a composed app over HTTP and the local socket, and ends both in order. */

import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import type { App } from './compose.ts'
import { listenLocally } from './local-socket.ts'
import { performOperation } from './operations.ts'

export type Served = { port: number; close(): Promise<void> }

/** Listens until closed. With `socketDir` the command line can reach this process. */
export async function serve(
  app: App,
  { host, port, socketDir }: { host: string; port: number; socketDir: string | null },
): Promise<Served> {
  const server = createAdaptorServer({ fetch: app.api.fetch })
  await new Promise<void>((done, failed) => {
    server.once('error', (e: NodeJS.ErrnoException) =>
      failed(
        e.code === 'EADDRINUSE'
          ? new Error(
              `Port ${port} on ${host} is in use. Set TONGYU_PORT to another one, or stop the program that uses it.`,
            )
          : e,
      ),
    )
    server.listen(port, host, done)
  })
  const local =
    socketDir === null
      ? null
      : await listenLocally(socketDir, (o, tell) =>
          performOperation({ db: app.store.db, folder: app.machine.evidence, keys: app.keys }, o, new Date(), tell),
        )
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      await local?.close()
      const closed = new Promise((done) => server.close(done))
      // Live streams never end by themselves.
      if ('closeAllConnections' in server) server.closeAllConnections()
      await closed
    },
  }
}

/** Ends the process in order on the first signal and at once on the second. */
export function endOnSignal(close: () => Promise<void>): void {
  let ending = false
  const end = () => {
    if (ending) process.exit(1)
    ending = true
    close().then(
      () => process.exit(0),
      (e: unknown) => {
        process.stderr.write(`${e instanceof Error ? e.stack : String(e)}\n`)
        process.exit(1)
      },
    )
  }
  process.on('SIGINT', end)
  process.on('SIGTERM', end)
}
