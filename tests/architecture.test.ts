/**
 * Who may import whom, which folder owns which library, and where the present may be asked: the tables of the design as
 * data. The checker is a function over files, so that it can be seen to fail on an invented one.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join, posix, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

/** folder → what it may import of ours: folders, or single files. Its own folder always. */
const mayImport: Record<string, string[] | 'everything'> = {
  domain: [],
  crawler: ['domain'],
  analyzer: ['domain'],
  outbound: ['domain'],
  store: ['domain', 'analyzer/tokens.ts'],
  workflow: ['domain', 'store', 'analyzer', 'outbound/documents'],
  pipeline: ['domain', 'store', 'crawler', 'analyzer', 'outbound', 'workflow'],
  api: ['domain', 'store', 'workflow', 'analyzer', 'pipeline/requests.ts'],
  web: ['api/contract.ts'],
  main: 'everything',
  demo: ['domain'],
  bench: 'everything',
  tests: 'everything',
}

/** The contract is read by the web: it may know words, never the server. */
const filesWithTheirOwnRule: Record<string, string[]> = { 'api/contract': ['domain', 'api/contract'] }

/** library → where it may be imported (folder or file); tests and bench may use any. */
const owners: Record<string, string[]> = {
  'drizzle-orm': ['store'],
  'drizzle-kit': ['store'],
  pg: ['store'],
  '@electric-sql/pglite': ['store'],
  bullmq: ['pipeline/queue.ts'],
  ioredis: ['pipeline/queue.ts', 'main'],
  hono: ['api', 'main'],
  '@hono/node-server': ['api', 'main'],
  '@hono/zod-openapi': ['api'],
  'better-auth': ['api/auth.ts'],
  'playwright-core': ['crawler/browser.ts', 'outbound/documents/pdf.ts'],
  'rss-parser': ['crawler'],
  unpdf: ['crawler/pdf-worker.mjs'],
  warcio: ['store/warc', 'outbound/documents/wacz.ts'],
  cheerio: ['crawler'],
  undici: ['crawler', 'outbound/messages/post.ts'],
  nodemailer: ['outbound/messages/email.ts'],
  'robots-parser': ['crawler'],
  natural: ['analyzer'],
  '@node-rs/jieba': ['analyzer'],
  'opencc-js': ['analyzer'],
  re2js: ['analyzer/topic-patterns.ts'],
  react: ['web'],
  antd: ['web'],
  echarts: ['web/components/chart-drawing.ts', 'outbound/documents/official/chart.ts'],
  docx: ['outbound/documents/official/docx.ts'],
}

/** Everywhere else `now` is an argument. */
const mayAskTheTime = ['main', 'pipeline', 'api', 'demo', 'web/clock.ts', 'tests', 'bench']

type File = { path: string; text: string }
const isTest = (path: string) => /\.test\.tsx?$/.test(path)
const within = (path: string, place: string) =>
  path === place || path.startsWith(place.endsWith('.ts') ? place : `${place}/`)
const importPattern =
  /(?:^|[\s;}])(?:import|export)\s+(?:type\s+)?(?:[\w*{][^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g

const importsOf = (file: File): string[] =>
  [...withoutComments(file.text).matchAll(importPattern)].map((m) => (m[1] ?? m[2])!)
const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')

/** Violations as sentences, and how many imports were looked at. */
function check(files: File[]): { violations: string[]; seen: number } {
  const violations: string[] = []
  let seen = 0
  for (const file of files) {
    const folder = file.path.split('/')[0]!
    const exempt = isTest(file.path)
    for (const target of importsOf(file)) {
      seen++
      const why = target.startsWith('.')
        ? refuseOurs(file.path, folder, target, exempt)
        : refuseLibrary(file.path, target, exempt)
      if (why) violations.push(`${file.path} → ${target}: ${why}`)
    }
    if (
      !exempt &&
      !mayAskTheTime.some((p) => within(file.path, p)) &&
      /\bDate\.now\(\)|\bnew Date\(\)/.test(withoutComments(file.text))
    )
      violations.push(`${file.path}: asks the present itself; take \`now\` or \`at\` as an argument`)
  }
  return { violations, seen }
}

function refuseOurs(path: string, folder: string, target: string, exempt: boolean): string | null {
  const to = posix.normalize(posix.join(posix.dirname(path), target))
  if (to.startsWith('../')) return 'leaves the project'
  const special = Object.entries(filesWithTheirOwnRule).find(([p]) => path.startsWith(p))
  if (special)
    return special[1].some((p) => to.startsWith(p)) ? null : `${special[0]} may import only ${special[1].join(', ')}`
  const allowed = mayImport[folder]
  if (allowed === undefined) return `folder ${folder} is not in the table`
  if (allowed === 'everything' || within(to, folder)) return null
  // Tests beside the code may use what supports tests and the demo world.
  if (exempt && (within(to, 'tests/support') || within(to, 'demo'))) return null
  if (folder === 'web' && to.startsWith('api/contract')) return null
  return allowed.some((p) => within(to, p)) ? null : `${folder} may import ${allowed.join(', ') || 'nothing of ours'}`
}

function refuseLibrary(path: string, target: string, exempt: boolean): string | null {
  if (target.startsWith('node:'))
    return path.startsWith('web/') && !exempt && !path.endsWith('config.ts') ? 'the web runs in a browser' : null
  const name = target.startsWith('@') ? target.split('/').slice(0, 2).join('/') : target.split('/')[0]!
  const places = owners[name]
  const free = exempt || path.startsWith('tests/') || path.startsWith('bench/')
  return places && !free && !places.some((p) => within(path, p)) ? `only ${places.join(', ')} may use ${name}` : null
}

function projectFiles(): File[] {
  const files: File[] = []
  const walk = (directory: string) => {
    for (const entry of readdirSync(directory, { withFileTypes: true })) {
      const full = join(directory, entry.name)
      if (entry.isDirectory()) {
        if (!['node_modules', 'dist', 'fixtures', 'migrations'].includes(entry.name)) walk(full)
      } else if (/\.(ts|tsx|mjs)$/.test(entry.name))
        files.push({ path: relative(root, full).replaceAll('\\', '/'), text: readFileSync(full, 'utf8') })
    }
  }
  for (const folder of Object.keys(mayImport)) walk(join(root, folder))
  return files
}

describe('the architecture', () => {
  it('holds in every file of the project', () => {
    const { violations, seen } = check(projectFiles())
    expect(seen).toBeGreaterThan(500)
    expect(violations).toEqual([])
  })

  it('is seen to fail on each kind of violation', () => {
    const bad = (path: string, text: string) => check([{ path, text }]).violations
    expect(bad('crawler/x.ts', `import { a } from '../store/open.ts'`)).toEqual([
      'crawler/x.ts → ../store/open.ts: crawler may import domain',
    ])
    expect(bad('store/x.ts', `import { a } from '../analyzer/risk.ts'`)).toHaveLength(1)
    expect(bad('store/x.ts', `import { a } from '../analyzer/tokens.ts'`)).toEqual([])
    expect(bad('workflow/x.ts', `import { sql } from 'drizzle-orm'`)).toEqual([
      'workflow/x.ts → drizzle-orm: only store may use drizzle-orm',
    ])
    expect(bad('crawler/x.ts', `const p = await import('playwright-core')`)).toHaveLength(1)
    expect(bad('pipeline/steps/x.ts', `import { Queue } from 'bullmq'`)).toHaveLength(1)
    expect(bad('web/x.tsx', `import { a } from '../api/app.ts'`)).toHaveLength(1)
    expect(bad('api/contract/x.ts', `import { a } from '../../store/open.ts'`)).toHaveLength(1)
    expect(bad('workflow/x.ts', 'const at = new Date()')).toHaveLength(1)
    expect(bad('elsewhere/x.ts', `import { a } from '../domain/time.ts'`)).toHaveLength(1)
  })
})
