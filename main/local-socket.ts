/**
 * The local socket: only one process may open an embedded store, so the command line asks the running server to do the
 * work. HTTP over a socket file that only the owner may open; nothing here is reachable over the network.
 */
import { createHash } from 'node:crypto'
import { chmod, mkdir, rm } from 'node:fs/promises'
import { createServer, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'

/** `input`: the file that the command names, in base64. */
export type Operation = { name: string; args: string[]; input: string }
/** `file`: to be written where the command was given, which need not be where the server runs. */
export type OperationResult = { ok: boolean; text: string; file?: { name: string; base64: string } }

const maxRequest = 128 * 1024 * 1024

/** Socket paths are short by nature (108 bytes on Linux): a deep folder gets one in the temporary folder. */
export function socketPath(dataDir: string): string {
  const path = join(resolve(dataDir), 'tongyu.sock')
  if (Buffer.byteLength(path) < 100) return path
  return join(tmpdir(), `tongyu-${createHash('sha256').update(resolve(dataDir)).digest('hex').slice(0, 16)}.sock`)
}

/** Listens for the command line. The caller holds the directory's lock, so a socket file left behind is nobody's. */
export async function listenLocally(
  dataDir: string,
  perform: (o: Operation, tell: (progress: string) => void) => Promise<OperationResult>,
): Promise<{ close(): Promise<void> }> {
  const path = socketPath(dataDir)
  await mkdir(dataDir, { recursive: true })
  await rm(path, { force: true })
  const server = createServer((req, res) => {
    const chunks: Buffer[] = []
    let size = 0
    req.on('data', (c: Buffer) => {
      size += c.length
      if (size > maxRequest) req.destroy()
      else chunks.push(c)
    })
    req.on('end', async () => {
      // One JSON object a line: how far it is, and at last the answer.
      res.setHeader('content-type', 'application/x-ndjson')
      const tell = (progress: string) => res.write(`${JSON.stringify({ progress })}\n`)
      const answer = await Promise.resolve()
        .then(() => perform(JSON.parse(Buffer.concat(chunks).toString('utf8')) as Operation, tell))
        .catch((e: unknown) => ({ ok: false, text: e instanceof Error ? e.message : String(e) }))
      res.end(`${JSON.stringify(answer)}\n`)
    })
  })
  await new Promise<void>((done, failed) => {
    server.once('error', failed)
    server.listen(path, done)
  })
  await chmod(path, 0o600)
  return {
    close: async () => {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
      await rm(path, { force: true })
    },
  }
}

/** Asks the running server; null when none listens. `tell` hears how far it is. */
export function askServer(
  dataDir: string,
  operation: Operation,
  tell: (progress: string) => void = () => undefined,
): Promise<OperationResult | null> {
  return new Promise((done, failed) => {
    const req = request({ socketPath: socketPath(dataDir), method: 'POST', path: '/' }, (res) => {
      let answer: OperationResult | null = null
      const lines = createInterface({ input: res })
      lines.on('line', (line) => {
        const said = JSON.parse(line) as OperationResult | { progress: string }
        if ('progress' in said) tell(said.progress)
        else answer = said
      })
      lines.on('close', () => (answer ? done(answer) : failed(new Error('the server ended before it answered'))))
      res.on('error', failed)
    })
    req.on('error', (e: NodeJS.ErrnoException) => {
      if (e.code === 'ENOENT' || e.code === 'ECONNREFUSED') done(null)
      else failed(e)
    })
    req.end(JSON.stringify(operation))
  })
}

/** Code of the error that a held data directory throws. */
const inUse = 'directory-in-use'

/**
 * Opens something that needs the data directory. Another server is refused at once; a command that holds the directory
 * for a moment, or a server that is just ending, is waited for.
 */
export async function openPatiently<T>(dataDir: string, open: () => Promise<T>): Promise<T> {
  for (let waitedMs = 0; ; waitedMs += 250) {
    try {
      return await open()
    } catch (e) {
      const isHeld = (e as { code?: string }).code === inUse
      if (!isHeld || waitedMs >= 10_000 || (await askServer(dataDir, { name: 'status', args: [], input: '' }))) throw e
    }
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
}
