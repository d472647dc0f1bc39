/**
 * Bringing 100,000 official figures into the embedded database, from CSV and from Excel: read, compared and saved; and what a reader
 * of them costs: all of them once, and what was written since. Made figures; the limit stands in the table (30 s).
 */
import { indicatorCatalogue } from '../analyzer/indicators/catalogue.ts'
import { regions } from '../domain/regions.ts'
import { writeXlsx } from '../outbound/documents/xlsx.ts'
import { figuresSince } from '../store/figures.ts'
import { openStore } from '../store/open.ts'
import { importFigures } from '../workflow/figure/import-figures.ts'
import { seeded } from './made-articles.ts'
import type { Told } from './told.ts'

const count = 100_000
const at = new Date('2026-03-01T00:00:00Z')
const by = { kind: 'machine' as const, name: 'bench' }

export async function benchFigures(): Promise<Told> {
  const table = madeTable()
  const files = { csv: csvOf(table), xlsx: xlsxOf(table) }
  const rows: string[][] = []
  const figures: Record<string, number> = {}
  for (const [kind, bytes] of Object.entries(files)) {
    const store = await openStore({ memory: true })
    try {
      const [readMs, wallMs, cpuMs] = await timed(async (lap) => {
        const outcome = await importFigures(
          store.db,
          { fileName: `figures.${kind}`, bytes, dryRun: false },
          { by, at, tell: ({ rows, expected }) => rows === expected && lap() },
        )
        if (!outcome.ok || outcome.value.rowsSaved !== count) throw new Error('not all figures were saved')
      })
      const all = await timed(async () => {
        for await (const _ of figuresSince(store.db, 0));
      })
      const since = await timed(async () => {
        for await (const _ of figuresSince(store.db, 1));
      })
      const seconds = (ms: number) => (ms / 1000).toFixed(1)
      const megabytes = (bytes.length / 1e6).toFixed(1)
      rows.push([
        kind,
        megabytes,
        seconds(readMs),
        seconds(wallMs),
        seconds(cpuMs),
        seconds(all[1]),
        since[1].toFixed(0),
      ])
      figures[`${kind}Ms`] = Math.round(wallMs)
      figures[`${kind}CpuMs`] = Math.round(cpuMs)
    } finally {
      await store.close()
    }
  }
  return {
    name: 'figures',
    about: `${count} official figures into the embedded database, limit 30 s`,
    head: ['file', 'MB', 's until read', 's until saved', 's CPU', 's to load all', 'ms to load what is new'],
    rows,
    figures,
  }
}

/** Until `lap`, in all, and CPU of all threads; milliseconds. */
async function timed(work: (lap: () => void) => Promise<void>): Promise<[number, number, number]> {
  const [from, cpu] = [performance.now(), process.cpuUsage()]
  let lapMs = 0
  await work(() => {
    lapMs ||= performance.now() - from
  })
  const { user, system } = process.cpuUsage(cpu)
  return [lapMs, performance.now() - from, (user + system) / 1000]
}

const headings = [
  ...[
    'indicator',
    'indicator_zh',
    'region',
    'region_zh',
    'period',
    'period_type',
    'measure',
    'price_basis',
    'value',
    'unit',
  ],
  ...['status', 'published_at', 'owner', 'source_url'],
]

/** Every indicator of the catalogue for forty regions, month by month into the past. */
function madeTable(): string[][] {
  const dice = seeded(11)
  const places = regions.filter(({ level }) => level !== 'county').slice(0, 40)
  const rows: string[][] = []
  for (let year = 2025; ; year--)
    for (let month = 12; month >= 1; month--)
      for (const { code, name } of indicatorCatalogue)
        for (const place of places) {
          if (rows.length === count) return rows
          const isRate = rows.length % 2 === 1
          const [outYear, outMonth] = month === 12 ? [year + 1, 1] : [year, month + 1]
          rows.push([
            ...[code, name, place.code, place.shortName, `${year}-${String(month).padStart(2, '0')}`, 'month'],
            ...(isRate
              ? ['yoy', '', (dice() * 12 - 4).toFixed(1), '%']
              : ['level', '', (dice() * 9e4).toFixed(2), '亿元']),
            ...['preliminary', `${outYear}-${String(outMonth).padStart(2, '0')}-18T10:00:00+08:00`],
            ...['广西统计局', 'https://figures.example/release.html'],
          ])
        }
}

const csvOf = (rows: string[][]): Buffer => Buffer.from([headings, ...rows].map((row) => row.join(',')).join('\n'))
const xlsxOf = (rows: string[][]): Buffer => {
  const value = headings.indexOf('value')
  const cells = rows.map((row) => row.map((text, n) => (n === value ? { decimal: text } : text)))
  return Buffer.from(writeXlsx({ name: 'figures', headings, rows: cells, at }))
}
