/**
 * Exclusive use of an embedded data directory. PGlite takes no lock itself, and two processes in one directory destroy
 * it, so a second process must be refused before it opens anything.
 *
 * Lock files are numbered and the number only rises: the holder is the highest. Taking over from a dead or released
 * holder N means creating N+1 with an atomic link, which only one contender can do. The highest file is never deleted
 * (a clean exit marks it released), so nobody can ever fall back to a lower number.
 */
import { readFileSync } from 'node:fs'
import { link, mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'

type Holder = { pid: number; host: string; startedAt: string; released: boolean }

/** A holder on another machine (a shared volume) cannot be looked at: it counts as dead when it stopped touching its file. */
const touchEveryMs = 5_000
const foreignDeadAfterMs = 30_000

export class DirectoryInUse extends Error {
  readonly code = 'directory-in-use'
  readonly holder: Holder
  constructor(dir: string, holder: Holder) {
    super(
      `The data directory ${dir} is in use by process ${holder.pid} on ${holder.host}. Stop that process first, or let this command talk to it.`,
    )
    this.holder = holder
  }
}

/** Takes the lock or throws DirectoryInUse. `now` is only compared with file times of foreign holders. */
export async function lockDirectory(dir: string, now: () => Date): Promise<{ release(): Promise<void> }> {
  // What lies here is for the owner alone: the database, the evidence, the local socket.
  await mkdir(dir, { recursive: true, mode: 0o700 })
  for (;;) {
    const numbers = await lockNumbers(dir)
    const top = numbers.at(-1) ?? 0
    if (top > 0) {
      const path = join(dir, `lock-${top}`)
      const holder = await readHolder(path)
      if (!holder) continue // replaced at this instant: look again
      if (await isAlive(holder, path, now())) throw new DirectoryInUse(dir, holder)
    }
    const mine = join(dir, `lock-${top + 1}`)
    const me: Holder = {
      pid: process.pid,
      host: hostname(),
      startedAt: processStart(process.pid) ?? '',
      released: false,
    }
    const draft = join(dir, `lock-draft-${process.pid}-${Math.random().toString(36).slice(2)}`)
    await writeFile(draft, JSON.stringify(me))
    const won = await link(draft, mine).then(
      () => true,
      (e: NodeJS.ErrnoException) => {
        if (e.code === 'EEXIST') return false
        throw e
      },
    )
    await rm(draft, { force: true })
    if (!won) continue
    for (const n of numbers) await rm(join(dir, `lock-${n}`), { force: true })
    const touch = setInterval(() => {
      const at = now()
      utimes(mine, at, at).catch(() => undefined)
    }, touchEveryMs)
    touch.unref()
    return {
      release: async () => {
        clearInterval(touch)
        await writeFile(`${draft}-released`, JSON.stringify({ ...me, released: true }))
        await rename(`${draft}-released`, mine)
      },
    }
  }
}

async function lockNumbers(dir: string): Promise<number[]> {
  const names = await readdir(dir)
  return names
    .map((n) => /^lock-(\d+)$/.exec(n)?.[1])
    .filter((n) => n !== undefined)
    .map(Number)
    .sort((a, b) => a - b)
}

async function readHolder(path: string): Promise<Holder | null> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Holder
  } catch {
    return null
  }
}

async function isAlive(holder: Holder, path: string, at: Date): Promise<boolean> {
  if (holder.released) return false
  if (holder.host !== hostname()) {
    const touched = await stat(path).catch(() => null)
    return touched !== null && at.getTime() - touched.mtimeMs < foreignDeadAfterMs
  }
  if (holder.pid === process.pid) return holder.startedAt === (processStart(process.pid) ?? '')
  try {
    process.kill(holder.pid, 0)
  } catch (e) {
    return (e as NodeJS.ErrnoException).code === 'EPERM'
  }
  // The same number may belong to a later process: its start time tells (Linux; elsewhere the number must do).
  const started = processStart(holder.pid)
  return started === null || holder.startedAt === '' || started === holder.startedAt
}

/** Boot id and start ticks of a process, or null where /proc does not exist. A zombie counts as gone. */
function processStart(pid: number): string | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
    if (fields[0] === 'Z') return 'gone'
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${fields[19]}`
  } catch {
    return null
  }
}
