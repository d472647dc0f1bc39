/**
 * Checking every number of an article against 100,000 official figures: CPU time an article of about 1,000 characters, and the
 * memory that a book of figures takes. Simulated figures, made articles; nothing is compared with, the limits stand in the table.
 */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { Figure } from '../domain/figure.ts'
import { isWithin, regions } from '../domain/regions.ts'
import { analyzeArticle } from '../analyzer/analyze.ts'
import { bookOf, checkClaims } from '../analyzer/claims/claims.ts'
import { indicators } from '../analyzer/claims/indicators.ts'
import { openModels } from '../analyzer/models/open-models.ts'
import { madeArticles, seeded } from './made-articles.ts'
import type { Told } from './told.ts'

const figureCount = 100_000
const articleLength = 1_000
const articleCount = 200
const home = '450000'
const at = new Date('2026-02-10T01:00:00Z')

export async function benchClaims({ seconds }: { seconds: number }): Promise<Told> {
  const { book, builtMs, bookMb } = measuredBook()
  const articles = statisticalArticles(articleCount)
  const check = (text: string) => checkClaims({ title: '', text, publishedAt: at }, book)
  const { count, p50, p99 } = timesOf(check, articles, seconds)
  const claims = articles.reduce((sum, text) => sum + check(text).length, 0) / articles.length
  const perMillion = Math.round((bookMb * 1e6) / figureCount)
  return {
    name: 'claims',
    about: `articles of ${articleLength} characters against ${figureCount} figures`,
    head: ['articles', 'claims each', 'ms CPU p50', 'ms CPU p99', 'book made in ms', 'MB a million figures'],
    rows: [[`${count}`, claims.toFixed(1), `${p50}`, `${p99}`, `${Math.round(builtMs)}`, `${perMillion}`]],
    figures: { p50, p99, builtMs: Math.round(builtMs), megabytesPerMillion: perMillion },
  }
}

/** The same articles through all analyzers, for the bureaus of a region and its cities, with the shipped models. */
export async function benchAnalysis({ seconds }: { seconds: number }): Promise<Told> {
  const { book } = measuredBook()
  const startedAt = process.cpuUsage()
  const models = openModels()
  const loadedMs = Math.round(cpuMs(startedAt))
  const units = regions
    .filter(({ code, level }) => isWithin(code, home) && level !== 'county')
    .map(({ code, name, shortName }) => ({
      id: code,
      name: `${name}统计局`,
      aliases: [`${shortName}统计局`],
      regionCode: code,
    }))
  const spread = { copies: 3, outletTier: 2 as const, overseas: false, perHour: 1 }
  const analyze = (text: string) =>
    analyzeArticle({
      article: { title: text.slice(0, 24), text, sourceLine: '', publishedAt: at },
      ...{ outletOrigin: 'domestic', story: null, units, book, spread, home, models },
    })
  const { count, p50, p99 } = timesOf(analyze, statisticalArticles(articleCount), seconds)
  return {
    name: 'analysis',
    about: `articles of ${articleLength} characters through all analyzers, ${units.length} units, ${figureCount} figures`,
    head: ['articles', 'ms CPU p50', 'ms CPU p99', 'models opened in ms'],
    rows: [[`${count}`, `${p50}`, `${p99}`, `${loadedMs}`]],
    figures: { p50, p99, loadedMs },
  }
}

function measuredBook() {
  const figures = madeFigures(figureCount)
  const before = heapMb()
  const startedAt = process.cpuUsage()
  const book = bookOf(figures, [])
  return { book, builtMs: cpuMs(startedAt), bookMb: heapMb() - before }
}

/** Each article once unmeasured, then all of them in turn until the time is up. */
function timesOf(work: (text: string) => unknown, articles: readonly string[], seconds: number) {
  for (const text of articles) work(text)
  const times: number[] = []
  const until = performance.now() + seconds * 1000
  do for (const text of articles) times.push(timed(() => work(text)))
  while (performance.now() < until)
  times.sort((a, b) => a - b)
  const percentile = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  const [p50, p99] = [percentile(0.5), percentile(0.99)].map((ms) => Math.round(ms * 100) / 100)
  return { count: times.length, p50, p99 }
}

function timed(work: () => unknown): number {
  const startedAt = process.cpuUsage()
  work()
  return cpuMs(startedAt)
}

const cpuMs = (since: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(since)
  return (user + system) / 1000
}

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** After a collection: what is left is what is held. */
function heapMb(): number {
  collect()
  return process.memoryUsage().heapUsed / 1e6
}

/** Levels and growth of every indicator for the nation and many regions, back to as many months as are needed. */
function madeFigures(count: number): Figure[] {
  const dice = seeded(11)
  const places = regions.filter(({ level }) => level !== 'county').map(({ code }) => code)
  const figures: Figure[] = []
  for (let year = 2025; figures.length < count; year--) {
    for (let month = 12; month >= 1; month--) {
      for (const { code } of indicators) {
        for (const region of places.slice(0, 40)) {
          const period = `${year}-${String(month).padStart(2, '0')}`
          const isLevel = figures.length % 2 === 0
          figures.push({
            id: `${region}-${code}-${period}-${figures.length}`,
            indicator: code,
            region,
            period,
            periodType: month % 2 === 0 ? 'cumulative' : 'month',
            measure: isLevel ? 'level' : 'yoy',
            priceBasis: null,
            value: isLevel ? (dice() * 90_000 + 100).toFixed(2) : (dice() * 12 - 4).toFixed(1),
            unit: isLevel ? '亿元' : '%',
            status: 'preliminary',
            publishedAt: new Date(Date.UTC(year, month, 18)),
            supersededAt: null,
            owner: '广西统计局',
            sourceUrl: '',
          })
          if (figures.length === count) return figures
        }
      }
    }
  }
  return figures
}

/** Half a statistical report, half ordinary news: some twenty numbers. */
function statisticalArticles(count: number): string[] {
  const dice = seeded(5)
  const names = [
    '生产总值',
    '社会消费品零售总额',
    '固定资产投资',
    '规模以上工业增加值',
    '居民消费价格',
    '外贸进出口总额',
  ]
  const places = ['广西', '南宁', '柳州', '桂林', '全区', '全国']
  const pick = (from: string[]) => from[Math.floor(dice() * from.length)] ?? ''
  return madeArticles(count, 3).map(({ text }) => {
    let report = ''
    while (report.length < articleLength / 2)
      report += `2025年1—${2 + Math.floor(dice() * 10)}月，${pick(places)}${pick(names)}${(dice() * 9000).toFixed(2)}亿元，同比增长${(dice() * 9).toFixed(1)}%，增速比上年同期回落${(dice() * 2).toFixed(1)}个百分点。`
    return `${report}${text}`.slice(0, articleLength)
  })
}
