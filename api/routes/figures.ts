/** Official figures and their import. */
import { createRoute } from '@hono/zod-openapi'
import { shanghaiTime } from '../../domain/time.ts'
import { figureList } from '../../store/figures.ts'
import { indicatorList } from '../../store/indicators.ts'
import { importFigures } from '../../workflow/figure/import-figures.ts'
import {
  type FigureShown,
  figuresQuery,
  figuresSchema,
  importFiguresAnswer,
  importFiguresRequest,
} from '../contract.ts'
import { csvFile, maxCsvRows } from '../csv.ts'
import type { ApiDeps } from '../deps.ts'
import { Refused } from '../errors.ts'
import { answers, body, createRouter, csvSchema, listAnswers } from '../route.ts'
import { figureShown } from '../shapes/articles.ts'
import { moveOf } from '../shapes/moves.ts'
import { agentOf, areasOf, mayAnywhere, unitsFor } from '../who.ts'

const tags = ['figures']
const list = createRoute({
  method: 'get',
  path: '/figures',
  tags,
  summary: 'Published official figures with their vintages',
  request: { query: figuresQuery },
  responses: listAnswers(figuresSchema, csvSchema),
})
const importTable = createRoute({
  method: 'post',
  path: '/figures/import',
  tags,
  summary: 'Import a CSV table as one piece or not at all; a dry run says what would change',
  request: { body: body(importFiguresRequest) },
  responses: answers(importFiguresAnswer),
})

export function figureRoutes({ db, now }: ApiDeps) {
  const app = createRouter()
  app.openapi(list, async (c) => {
    if (!areasOf(c).includes('figures')) throw new Refused({ code: 'not-allowed' })
    const { format, ...filter } = c.req.valid('query')
    const slice = format === 'csv' ? { page: 1, pageSize: maxCsvRows } : {}
    const { items, total } = await figureList(db, { ...filter, ...slice })
    const figures = items.map(figureShown)
    if (format === 'csv') return csvFile(c, 'figures', columns, figures)
    const { page, pageSize } = filter
    const moves = [moveOf('import', mayAnywhere(c, 'import-figures'))]
    return c.json({ items: figures, total, page, pageSize, indicators: await indicatorList(db), moves }, 200)
  })
  app.openapi(importTable, async (c) => {
    unitsFor(c, 'import-figures')
    const { csv, dryRun } = c.req.valid('json')
    const outcome = await importFigures(db, { csv, dryRun }, { by: agentOf(c, 'import-figures'), at: now() })
    return c.json({ ...outcome, dryRun, errors: outcome.errors.slice(0, 200) }, 200)
  })
  return app
}

/** As the import reads it: what goes out can come in again. */
const inZone = (instant: string): string => `${shanghaiTime(new Date(instant)).replace(' ', 'T')}+08:00`

const columns = [
  { title: 'id', value: (f: FigureShown) => f.id },
  { title: 'indicator', value: (f: FigureShown) => f.indicator },
  { title: 'indicator_zh', value: (f: FigureShown) => f.indicatorName },
  { title: 'region', value: (f: FigureShown) => f.region },
  { title: 'region_zh', value: (f: FigureShown) => f.regionName },
  { title: 'period', value: (f: FigureShown) => f.period },
  { title: 'period_type', value: (f: FigureShown) => f.periodType },
  { title: 'measure', value: (f: FigureShown) => f.measure },
  { title: 'price_basis', value: (f: FigureShown) => f.priceBasis },
  { title: 'value', value: (f: FigureShown) => f.value },
  { title: 'unit', value: (f: FigureShown) => f.unit },
  { title: 'status', value: (f: FigureShown) => f.status },
  { title: 'published_at', value: (f: FigureShown) => inZone(f.publishedAt) },
  { title: 'superseded_at', value: (f: FigureShown) => f.supersededAt && inZone(f.supersededAt) },
  { title: 'owner', value: (f: FigureShown) => f.owner },
  { title: 'source_url', value: (f: FigureShown) => f.sourceUrl },
]
