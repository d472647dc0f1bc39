/** The built web page: made when it is missing or older than its sources, so that a fresh clone needs no extra command. */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const root = fileURLToPath(new URL('..', import.meta.url))
const dist = join(root, 'web', 'dist')
/** What the page is made of. */
const sources = ['web', 'api/contract', 'api/contract.ts', 'domain', 'package-lock.json']

/** Folder of the built page. `say` is told before a build that takes some seconds. */
export async function builtWeb(say: (text: string) => void): Promise<string> {
  const stamp = join(dist, 'stamp')
  const wanted = fingerprint()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return dist
  say('Building the web page (some seconds, only after a change) …')
  await build()
  writeFileSync(stamp, wanted)
  return dist
}

/** In a process of its own: its memory is not the server's, and what NODE_ENV says here does not get into the page. */
async function build(): Promise<void> {
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  const config = join(root, 'web', 'vite.config.ts')
  const env = { ...process.env, NODE_ENV: 'production' }
  await promisify(execFile)(process.execPath, [vite, 'build', '--config', config, '--logLevel', 'error'], { env })
}

function fingerprint(): string {
  const hash = createHash('sha256')
  const add = (path: string) => {
    const full = join(root, path)
    if (/\.(ts|tsx|css|html|json|svg)$/.test(path)) hash.update(path).update(readFileSync(full))
    else
      for (const name of readdirSync(full).sort()) if (name !== 'dist' && !name.endsWith('.md')) add(join(path, name))
  }
  for (const path of sources) add(path)
  return hash.digest('hex')
}
