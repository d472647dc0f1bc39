/** Official figures: the catalogue of indicators, lists, series with their vintages, and what a revision opened again. */
import { createRoute, z } from '@hono/zod-openapi'
import { indicatorCatalogue } from '../../analyzer/indicators/catalogue.ts'
import { figureList, figureSeries, seriesOfIndicator } from '../../store/figures.ts'
import { indicatorList } from '../../store/indicators.ts'
import { reopenedList } from '../../store/revisions.ts'
import { settleReopened } from '../../workflow/figure/settle-reopened.ts'
import { unitsVisible } from '../../workflow/policy.ts'
import {
  doneSchema,
  type CsvColumn,
  type FigureShown,
  figuresQuery,
  figuresSchema,
  idParam,
  indicatorsSchema,
  type ReopenedShown,
  reopenedListSchema,
  reopenedQuery,
  seriesFiguresSchema,
  seriesKeySchema,
  seriesListSchema,
  settleRequest,
} from '../contract.ts'
import { csvFile, type FileSpeech, instantCell, maxCsvRows } from '../csv.ts'
import type { ApiDeps } from '../deps.ts'
import { orRefuse, Refused } from '../errors.ts'
import { answers, type ApiEnv, body, createRouter, csvSchema, fileAnswers, listAnswers } from '../route.ts'
import { figureShown, indicatorsShown, reopenedShown, seriesShown } from '../shapes/figures.ts'
import { moveOf } from '../shapes/moves.ts'
import { type FileColumn, inZone, maxTableRows, tableFile } from '../table-file.ts'
import { areasOf, mayAnywhere } from '../who.ts'
import type { Context } from 'hono'

const tags = ['figures']
const get = <const P extends string>(path: P, summary: string) => ({ method: 'get' as const, path, tags, summary })
const list = createRoute({
  ...get('/figures', 'Published official figures with their vintages'),
  request: { query: figuresQuery },
  responses: fileAnswers(figuresSchema, 'text/csv', xlsxType()),
})
const indicators = createRoute({
  ...get('/figures/indicators', 'The catalogue of indicators with what there is of each'),
  responses: answers(indicatorsSchema),
})
const series = createRoute({
  ...get('/figures/series', 'The series there are of an indicator'),
  request: { query: z.object({ indicator: z.string().min(1).max(60), region: z.string().max(6).optional() }) },
  responses: answers(seriesListSchema),
})
const oneSeries = createRoute({
  ...get('/figures/series/figures', 'One series with every vintage'),
  request: { query: seriesKeySchema },
  responses: answers(seriesFiguresSchema),
})
const reopened = createRoute({
  ...get('/figures/reopened', 'What used a figure that was revised since'),
  request: { query: reopenedQuery },
  responses: listAnswers(reopenedListSchema, csvSchema),
})
const settle = createRoute({
  method: 'post',
  path: '/figures/reopened/{id}/settle',
  tags,
  summary: 'Say what was done about it',
  request: { params: idParam, body: body(settleRequest) },
  responses: answers(doneSchema),
})

export function figureRoutes({ db, now }: ApiDeps) {
  const app = createRouter()
  app.openapi(list, async (c) => {
    mayReadFigures(c)
    const { format, vintages, ...filter } = c.req.valid('query')
    const slice = format === 'json' ? {} : { page: 1, pageSize: maxTableRows }
    const named = codesNamed(filter.q)
    const { items, total } = await figureList(db, { ...filter, named, currentOnly: vintages === 'current', ...slice })
    const figures = items.map(figureShown)
    if (format !== 'json') return tableFile(c, { name: 'figures', format, columns, rows: figures, at: now() }) as never
    const { page, pageSize } = filter
    const moves = [moveOf('import', mayAnywhere(c, 'import-figures'))]
    return c.json({ items: figures, total, page, pageSize, indicators: await indicatorList(db), moves }, 200)
  })
  app.openapi(indicators, async (c) => {
    mayReadFigures(c)
    return c.json({ items: indicatorsShown(await indicatorList(db)) }, 200)
  })
  app.openapi(series, async (c) => {
    mayReadFigures(c)
    const { indicator, region } = c.req.valid('query')
    return c.json({ items: (await seriesOfIndicator(db, indicator, region)).map(seriesShown) }, 200)
  })
  app.openapi(oneSeries, async (c) => {
    mayReadFigures(c)
    const { priceBasis, ...key } = c.req.valid('query')
    const rows = await figureSeries(db, { ...key, priceBasis: priceBasis === 'none' ? null : priceBasis })
    return c.json({ items: rows.map(figureShown) }, 200)
  })
  app.openapi(reopened, async (c) => {
    const { format, ...filter } = c.req.valid('query')
    const slice = format === 'csv' ? { page: 1, pageSize: maxCsvRows } : {}
    const [actor, tree] = [c.get('actor'), c.get('tree')]
    const unitIds = unitsVisible(actor, 'view-flags', tree)
    const incidentUnitIds = unitsVisible(actor, 'view-incidents', tree)
    const { items, total, open } = await reopenedList(db, { unitIds, incidentUnitIds }, { ...filter, ...slice })
    const shown = items.map((row) => reopenedShown(row, { actor, tree }))
    if (format === 'csv') return csvFile(c, 'reopened', reopenedColumns, shown)
    return c.json({ items: shown, total, open, page: filter.page, pageSize: filter.pageSize }, 200)
  })
  app.openapi(settle, async (c) => {
    const { id } = c.req.valid('param')
    const { note } = c.req.valid('json')
    orRefuse(await settleReopened(db, { id, note }, { actor: c.get('actor'), at: now() }))
    return c.json({ ok: true as const, id }, 200)
  })
  return app
}

/** Published figures are public: whoever has a seat reads them. */
export function mayReadFigures(c: Context<ApiEnv>): void {
  if (!areasOf(c).includes('figures')) throw new Refused({ code: 'not-allowed' })
}

/** Indicators that a search word is part of a name or alias of: 社零 finds 社会消费品零售总额. */
export function codesNamed(q: string | undefined): string[] {
  const word = q?.normalize('NFKC').toLowerCase()
  if (!word) return []
  return indicatorCatalogue
    .filter((e) => [e.name, e.english, ...e.aliases].some((name) => name.toLowerCase().includes(word)))
    .map((e) => e.code)
}

function xlsxType() {
  return 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
}

/** As the import reads it: what goes out can come in again. */
const columns: FileColumn<FigureShown>[] = [
  { title: 'id', value: (f) => f.id },
  { title: 'indicator', value: (f) => f.indicator },
  { title: 'indicator_zh', value: (f) => f.indicatorName },
  { title: 'region', value: (f) => f.region },
  { title: 'region_zh', value: (f) => f.regionName },
  { title: 'scope', value: (f) => f.scope },
  { title: 'period', value: (f) => f.period },
  { title: 'period_type', value: (f) => f.periodType },
  { title: 'measure', value: (f) => f.measure },
  { title: 'price_basis', value: (f) => f.priceBasis },
  { title: 'value', value: (f) => f.value, decimal: true },
  { title: 'unit', value: (f) => f.unit },
  { title: 'status', value: (f) => f.status },
  { title: 'published_at', value: (f) => inZone(f.publishedAt) },
  { title: 'superseded_at', value: (f) => inZone(f.supersededAt) },
  { title: 'owner', value: (f) => f.owner },
  { title: 'source_url', value: (f) => f.sourceUrl },
]

const reopenedColumns = ({ say, words }: FileSpeech): CsvColumn<ReopenedShown>[] => [
  { title: say('事项', 'Matter'), value: (r) => words.reopenedKind[r.kind] },
  { title: say('标题', 'Title'), value: (r) => r.facts.title },
  { title: say('单位', 'Unit'), value: (r) => r.unit?.name },
  {
    title: say('数据', 'Figure'),
    value: (r) => `${r.revision.regionName} ${r.revision.period} ${r.revision.indicatorName}`,
  },
  { title: say('原数', 'Old value'), value: (r) => `${r.revision.oldValue}${r.revision.oldUnit}` },
  { title: say('新数', 'New value'), value: (r) => `${r.revision.newValue}${r.revision.newUnit}` },
  { title: say('原因', 'Why'), value: (r) => words.revisionCause[r.revision.cause] },
  { title: say('状态', 'State'), value: (r) => words.reopenedState[r.state] },
  { title: say('列出时间', 'Listed'), value: (r) => instantCell(r.at) },
  { title: say('处理时间', 'Settled'), value: (r) => instantCell(r.settledAt) },
  { title: say('处理人', 'Settled by'), value: (r) => r.settledBy },
  { title: say('处理情况', 'What was done'), value: (r) => r.settledNote },
]
