/** Official figures: what the checker needs to know, and the lists and series that people read. Writing them is figure-switch.ts. */
import { and, asc, count, desc, eq, getTableColumns, gt, ilike, inArray, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { Figure, FigureScope, FigureStatus, Measure, PeriodType } from '../domain/figure.ts'
import type { Db } from './open.ts'
import { figures, figuresChanges } from './schema.ts'

export type FigureRow = typeof figures.$inferSelect

/** How often figures and calendar changed. One row: asked before each article. */
export async function figuresStamp(db: Db): Promise<{ figures: number; calendar: number }> {
  const [row] = await db.select().from(figuresChanges)
  return { figures: row?.figures ?? 0, calendar: row?.calendar ?? 0 }
}

/** So many rows at a time: a million figures never stand in one answer of the database. */
const pieceRows = 20_000

/**
 * Figures written since a change (`figuresStamp`); 0 for all. Words that many figures share are one string each: a million of them
 * must fit beside everything else.
 */
export async function* figuresSince(db: Db, change: number): AsyncGenerator<Figure & { scope: FigureScope }> {
  const words = new Map<string, string>()
  const shared = <T extends string>(word: T): T => {
    const known = words.get(word)
    if (known === undefined) words.set(word, word)
    return (known ?? word) as T
  }
  for (let last = ''; ; ) {
    const rows = await db
      .select(compared)
      .from(figures)
      .where(and(gt(figures.id, last), change > 0 ? gt(figures.change, change) : undefined))
      .orderBy(asc(figures.id))
      .limit(pieceRows)
    for (const f of rows) {
      const { indicator, region, period, periodType, measure, unit, status, owner, sourceUrl } = f
      yield {
        ...f,
        ...{ indicator: shared(indicator), region: shared(region), period: shared(period), unit: shared(unit) },
        ...{ periodType: shared(periodType), measure: shared(measure), status: shared(status) },
        ...{ owner: shared(owner), sourceUrl: shared(sourceUrl) },
      }
    }
    last = rows.at(-1)?.id ?? last
    if (rows.length < pieceRows) return
  }
}

const {
  indicatorName: _indicator,
  regionName: _region,
  change: _change,
  importId: _import,
  ...compared
} = getTableColumns(figures)

export type FigureFilter = {
  indicator?: string
  region?: string
  measure?: Measure
  periodType?: PeriodType
  scope?: FigureScope
  status?: FigureStatus
  /** Words in the names of indicator and region, or the period; all of them. */
  q?: string
  /** Codes of the indicators that the words are names of. */
  named?: string[]
  /** Without superseded vintages. */
  currentOnly?: boolean
  sort?: 'series' | 'published' | 'value'
  page: number
  pageSize: number
}

/** Figures by series, newest period first. */
export async function figureList(db: Db, f: FigureFilter): Promise<{ items: FigureRow[]; total: number }> {
  const equal = <K extends 'indicator' | 'region' | 'measure' | 'periodType' | 'scope' | 'status'>(key: K) =>
    f[key] === undefined ? undefined : eq(figures[key], f[key] as never)
  const where = and(
    ...(['indicator', 'region', 'measure', 'periodType', 'scope', 'status'] as const).map(equal),
    f.currentOnly ? isNull(figures.supersededAt) : undefined,
    ...(f.q ?? '')
      .split(/\s+/)
      .filter(Boolean)
      .map((word) => wordIn(word, f.named)),
  )
  const [total] = await db.select({ n: count() }).from(figures).where(where)
  const bySeries = [
    asc(figures.region),
    asc(figures.indicator),
    desc(figures.period),
    asc(figures.measure),
    desc(figures.publishedAt),
    asc(figures.id),
  ]
  const order =
    f.sort === 'published'
      ? [desc(figures.publishedAt), ...bySeries]
      : f.sort === 'value'
        ? [desc(figures.value), ...bySeries]
        : bySeries
  const items = await db
    .select()
    .from(figures)
    .where(where)
    .orderBy(...order)
    .limit(f.pageSize)
    .offset((f.page - 1) * f.pageSize)
  return { items, total: total?.n ?? 0 }
}

function wordIn(word: string, named: string[] = []): SQL | undefined {
  const like = `%${word.replace(/[\\%_]/g, '\\$&')}%`
  return or(
    ilike(figures.indicatorName, like),
    ilike(figures.regionName, like),
    ilike(figures.period, like),
    ilike(figures.id, like),
    named.length > 0 ? inArray(figures.indicator, named) : undefined,
  )
}

export async function figureById(db: Db, id: string): Promise<FigureRow | null> {
  const [row] = await db.select().from(figures).where(eq(figures.id, id))
  return row ?? null
}

export type SeriesKey = Pick<FigureRow, 'indicator' | 'region' | 'scope' | 'periodType' | 'measure' | 'priceBasis'>
const mostPoints = 2_000

/** One series with every vintage, by period and time of publication. */
export async function figureSeries(db: Db, key: SeriesKey): Promise<FigureRow[]> {
  return db
    .select()
    .from(figures)
    .where(
      and(
        eq(figures.indicator, key.indicator),
        eq(figures.region, key.region),
        eq(figures.scope, key.scope),
        eq(figures.periodType, key.periodType),
        eq(figures.measure, key.measure),
        key.priceBasis === null ? isNull(figures.priceBasis) : eq(figures.priceBasis, key.priceBasis),
      ),
    )
    .orderBy(asc(figures.period), asc(figures.publishedAt))
    .limit(mostPoints)
}

export type SeriesSummary = SeriesKey & {
  indicatorName: string
  regionName: string
  unit: string
  figures: number
  revised: number
  lastPeriod: string
  lastPublishedAt: Date
}

/** The series there are of an indicator: region, measure and kind of period, those with most figures first. */
export async function seriesOfIndicator(db: Db, indicator: string, region?: string): Promise<SeriesSummary[]> {
  return db
    .select({
      indicator: figures.indicator,
      region: figures.region,
      scope: figures.scope,
      periodType: figures.periodType,
      measure: figures.measure,
      priceBasis: figures.priceBasis,
      indicatorName: sql<string>`max(${figures.indicatorName})`,
      regionName: sql<string>`max(${figures.regionName})`,
      unit: sql<string>`max(${figures.unit})`,
      figures: sql<number>`count(*)::int`,
      revised: sql<number>`count(${figures.supersededAt})::int`,
      lastPeriod: sql<string>`max(${figures.period})`,
      lastPublishedAt: sql<Date>`max(${figures.publishedAt})`.mapWith(figures.publishedAt),
    })
    .from(figures)
    .where(and(eq(figures.indicator, indicator), region ? eq(figures.region, region) : undefined))
    .groupBy(figures.indicator, figures.region, figures.scope, figures.periodType, figures.measure, figures.priceBasis)
    .orderBy(asc(figures.region), desc(sql`count(*)`), asc(figures.measure), asc(figures.periodType))
    .limit(500)
}
