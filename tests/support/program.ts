/** The real program as a child process: started, waited for, killed with its whole group, asked over HTTP as a person would. */
import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { second } from '../../domain/time.ts'
import { type Person, personBy } from './house.ts'

export const entry = fileURLToPath(new URL('../../main/tongyu.mjs', import.meta.url))

export type Program = {
  /** Resolves when the port answers; throws with the program's own words when it ended instead. */
  ready(limitMs: number): Promise<void>
  /** SIGKILL to the whole group: nothing of it can say good-bye. Throws when it had ended by itself before. */
  kill(): Promise<void>
  /** SIGTERM; answers with the exit code. */
  end(): Promise<number | null>
  /** What it wrote, both streams. */
  said(): string
}

export type ProgramOptions = {
  /** Subcommand with its options. */
  args: string[]
  /** On top of the environment, without any TONGYU_ variable, DATABASE_URL or REDIS_URL of it. */
  env: Record<string, string>
  /** Where it will answer; null for a role that faces nobody. */
  port: number | null
}

/** Every child ever started, so that a test that fails half-way leaves none behind. */
const alive = new Set<ChildProcess>()

export function startProgram({ args, env, port }: ProgramOptions): Program {
  const child = spawn(process.execPath, [entry, ...args], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...ownEnvironment(), ...env },
  })
  alive.add(child)
  let text = ''
  const hear = (chunk: Buffer) => {
    text = (text + chunk.toString('utf8')).slice(-20_000)
  }
  child.stdout?.on('data', hear)
  child.stderr?.on('data', hear)
  const ended = new Promise<number | null>((done) => {
    child.once('close', (code) => {
      alive.delete(child)
      done(code)
    })
  })
  const runs = () => child.exitCode === null && child.signalCode === null
  const signal = (name: NodeJS.Signals) => {
    try {
      if (child.pid) process.kill(-child.pid, name)
    } catch (e) {
      if ((e as NodeJS.ErrnoException).code !== 'ESRCH') throw e
    }
  }
  return {
    said: () => text,
    ready: async (limitMs) => {
      if (port === null) return
      const until = Date.now() + limitMs
      while (Date.now() < until) {
        if (child.exitCode !== null || child.signalCode !== null)
          throw new Error(`the program ended at its start:\n${text}`)
        const answers = await fetch(`http://127.0.0.1:${port}/api/setup`, {
          signal: AbortSignal.timeout(2 * second),
        }).then(
          (r) => r.ok,
          () => false,
        )
        if (answers) return
        await sleep(50)
      }
      throw new Error(`the program does not answer after ${limitMs} ms:\n${text}`)
    },
    kill: async () => {
      if (!runs()) throw new Error(`the program ended by itself:\n${text}`)
      signal('SIGKILL')
      await ended
    },
    end: async () => {
      signal('SIGTERM')
      return ended
    },
  }
}

/** For afterAll: kills whatever is left. */
export function killAllPrograms(): void {
  for (const child of alive)
    try {
      if (child.pid) process.kill(-child.pid, 'SIGKILL')
    } catch {
      // It ended by itself.
    }
}

let visits = 0

/** Signs in over HTTP, from an address of its own behind a trusted proxy, so that the limit per address does not slow it. */
export async function signInAt(port: number, username: string, password: string): Promise<Person> {
  const origin = `http://127.0.0.1:${port}`
  visits++
  const from = `198.18.${visits >> 8}.${visits & 255}`
  const headers = { 'content-type': 'application/json', origin, 'x-forwarded-for': from }
  const signIn = { method: 'POST', headers, body: JSON.stringify({ username, password }) }
  const answer = await fetch(`${origin}/api/auth/sign-in/username`, signIn)
  if (answer.status !== 200) throw new Error(`${username} cannot sign in: ${answer.status} ${await answer.text()}`)
  const cookie = answer.headers
    .getSetCookie()
    .map((c) => c.split(';')[0])
    .join('; ')
  return personBy((path, init) => fetch(origin + path, { ...init, headers: { ...headers, cookie } }))
}

/**
 * First of `count` ports in a row that were free a moment ago: below those that systems give to connections, since one that is free
 * now would be somebody's connection by the time a program that was killed comes back to it.
 */
export async function freePorts(count: number): Promise<number> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const first = 15_000 + Math.floor(Math.random() * 15_000)
    const all = await Promise.all(Array.from({ length: count }, (_, i) => isFree(first + i)))
    if (all.every(Boolean)) return first
  }
  throw new Error(`no ${count} free ports in a row`)
}

function isFree(port: number): Promise<boolean> {
  return new Promise((done) => {
    const server = createServer()
    server.once('error', () => done(false))
    server.listen(port, '127.0.0.1', () => server.close(() => done(true)))
  })
}

/** Ours without what configures the product, and without what tells libraries that they are under test. */
export function ownEnvironment(): Record<string, string | undefined> {
  const left = /^(TONGYU_|VITEST|DATABASE_URL$|REDIS_URL$|NODE_ENV$|NODE_OPTIONS$)/
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !left.test(name)))
}
