/**
 * A migrated, empty database for one test file: the embedded one from a template that is written once, or a database of
 * its own on the server of TEST_DATABASE_URL, dropped at the end. Which of the two is the vitest project's choice.
 */
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { openStore, type Store } from '../../store/open.ts'

export async function openTestStore(): Promise<Store> {
  const server = process.env.TONGYU_TEST_STORE === 'postgres' ? process.env.TEST_DATABASE_URL : undefined
  if (server) return onServer(server)
  await embeddedCode()
  return openStore({ memory: true, loadFrom: await template() })
}

/** What the types of our tools leave out. */
const { WebAssembly: wasm } = globalThis as unknown as { WebAssembly: { compile(code: Buffer): Promise<object> } }
let kept: Promise<object> | undefined
/**
 * The code of the embedded database, compiled. While somebody holds it the thread of each next database runs what earlier ones
 * compiled and made fast; else each begins anew, at twice the computing.
 */
function embeddedCode(): Promise<object> {
  const entry = createRequire(import.meta.url).resolve('@electric-sql/pglite')
  kept ??= wasm.compile(readFileSync(join(entry, '..', 'pglite.wasm')))
  return kept
}

/**
 * For the whole run (`globalSetup`): one migrated database on the server, which the test databases are copies of, since
 * the migrations take longer than many a test. Dropped at the end.
 */
export async function setup(): Promise<(() => Promise<void>) | undefined> {
  const server = process.env.TEST_DATABASE_URL
  if (!server) return undefined
  const { name, url, drop } = await freshDatabase(server)
  await (await openStore({ databaseUrl: url, poolSize: 1 })).close()
  process.env.TONGYU_TEST_MIGRATED = name
  return drop
}

/** Address of a fresh database on the server, and how to drop it. */
export async function freshDatabase(
  server: string,
  template = 'template0',
): Promise<{ name: string; url: string; drop(): Promise<void> }> {
  const name = `tongyu_test_${randomBytes(6).toString('hex')}`
  await onAdmin(server, `CREATE DATABASE ${name} TEMPLATE ${template}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return { name, url: url.href, drop: () => onAdmin(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) }
}

async function onServer(server: string): Promise<Store> {
  const { url, drop } = await freshDatabase(server, process.env.TONGYU_TEST_MIGRATED)
  const store = await openStore({ databaseUrl: url, poolSize: 5 })
  return {
    ...store,
    close: async () => {
      await store.close()
      await drop()
    },
  }
}

async function onAdmin(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  await client.query(statement)
  await client.end()
}

/** The template is named after the migrations it holds, so a new migration makes a new one. */
async function template(): Promise<string> {
  const migrations = new URL('../../store/migrations/', import.meta.url)
  const hash = createHash('sha256')
  // The journal says which of the files count, and in which order.
  for (const name of [...readdirSync(migrations).sort(), 'meta/_journal.json'])
    if (name !== 'meta') hash.update(name).update(readFileSync(new URL(name, migrations)))
  const folder = join(tmpdir(), 'tongyu-test-templates')
  const path = join(folder, `${hash.digest('hex').slice(0, 16)}.tar`)
  if (!existsSync(path)) {
    mkdirSync(folder, { recursive: true })
    const store = await openStore({ memory: true })
    const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`
    await store.dump(draft)
    await store.close()
    renameSync(draft, path)
  }
  return path
}
