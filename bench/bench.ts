/** `tongyu bench`: every benchmark in turn, a table of ratios for people and one JSON line for programs. It asserts nothing. */
import { parseArgs } from 'node:util'
import { openStore, type Store } from '../store/open.ts'
import { benchAnalysis, benchClaims } from './claims.ts'
import { benchClocks } from './clocks.ts'
import type { Measured, Skipped } from './compare.ts'
import { benchCrawl } from './crawl.ts'
import { benchDuplicates } from './duplicates.ts'
import { benchExtraction } from './extraction.ts'
import { benchFeeds } from './feeds.ts'
import { benchFigures } from './figures.ts'
import { benchFleet } from './fleet.ts'
import { benchHandOver } from './hand-over.ts'
import { benchSearch } from './search.ts'
import { benchStories } from './stories.ts'
import { type Told, toldLines } from './told.ts'

type Options = {
  seconds: number
  pagesFile?: string
  redisUrl?: string
  databaseUrl?: string
  /** JSON Lines with `text`: what stories are looked up for. */
  textFiles: string[]
  /** A folder in whose node_modules peers lie that are no dependencies of ours. */
  peers?: string
  /** One empty embedded store for all that want one: opening it takes longer than measuring. */
  store: () => Promise<Store>
}
type Outcome = Measured | Skipped | Told

const benchmarks: Record<string, (options: Options) => Promise<Outcome | Outcome[]>> = {
  feeds: benchFeeds,
  extraction: benchExtraction,
  duplicates: benchDuplicates,
  claims: benchClaims,
  analysis: benchAnalysis,
  figures: benchFigures,
  search: benchSearch,
  stories: benchStories,
  'hand-over': benchHandOver,
  clocks: benchClocks,
  fleet: benchFleet,
  crawl: benchCrawl,
}

/** Runs all benchmarks, or those named by `--only`, for about `--seconds` of measuring in all. */
export async function bench(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      seconds: { type: 'string', default: '12' },
      only: { type: 'string', multiple: true, default: [] },
      pages: { type: 'string' },
      redis: { type: 'string' },
      database: { type: 'string' },
      texts: { type: 'string', multiple: true, default: [] },
      peers: { type: 'string' },
    },
  })
  const seconds = Number(values.seconds)
  if (!(seconds > 0 && seconds <= 3600)) throw new Error('--seconds is a number above 0, at most 3600')
  const unknown = values.only.filter((name) => !(name in benchmarks))
  if (unknown.length > 0)
    throw new Error(`No benchmark ${unknown.join(', ')}; there are ${Object.keys(benchmarks).join(', ')}`)
  const chosen = Object.entries(benchmarks).filter(([name]) => values.only.length === 0 || values.only.includes(name))
  let opened: Promise<Store> | null = null
  const options: Options = {
    seconds: seconds / chosen.length,
    pagesFile: values.pages,
    peers: values.peers,
    databaseUrl: values.database ?? process.env.TEST_DATABASE_URL,
    textFiles: values.texts,
    redisUrl: values.redis ?? process.env.TEST_REDIS_URL,
    store: () => {
      opened ??= openStore({ memory: true })
      return opened
    },
  }
  const outcomes: Outcome[] = []
  try {
    for (const [, run] of chosen) outcomes.push(...[await run(options)].flat())
  } finally {
    await (await (opened as Promise<Store> | null))?.close()
  }
  const told = outcomes.filter((o): o is Told => 'rows' in o)
  const compared = outcomes.filter((o): o is Measured | Skipped => !('rows' in o))
  if (compared.length > 0) process.stdout.write(`${table(compared)}\n`)
  for (const each of told) process.stdout.write(`${toldLines(each)}\n`)
  process.stdout.write(
    `${JSON.stringify({ bench: [...compared, ...told.map(({ name, figures }) => ({ name, figures }))] })}\n`,
  )
}

function table(outcomes: (Measured | Skipped)[]): string {
  const rows = [['benchmark', 'own ÷ peer', 'middle half', 'own', 'peer', 'rounds', 'both did']]
  for (const o of outcomes)
    rows.push(
      'skipped' in o
        ? [o.name, '—', '', '', '', '', o.skipped]
        : [
            o.name,
            digits(o.ratio),
            `${digits(o.ratioLow)} – ${digits(o.ratioHigh)}`,
            `${digits(o.ownMs)} ms a ${o.item}`,
            `${digits(o.peerMs)} ms (${o.peer})`,
            String(o.rounds),
            o.agreement,
          ],
    )
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((r) => r[column]!.length)))
  const lines = rows.map((r) =>
    r
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd(),
  )
  return `Time of ours ÷ time of the peer, median over interleaved rounds: below 1 ours is faster.\n\n${lines.join('\n')}\n`
}

const digits = (n: number): string => (n >= 100 ? n.toFixed(0) : n.toPrecision(2))
