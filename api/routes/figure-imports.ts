/** Files of figures: handed in, read and checked by the machine, confirmed or dropped by a person. */
import { createRoute, z } from '@hono/zod-openapi'
import { figureFields, figureHeadings } from '../../workflow/figure/figure-columns.ts'
import { importById, importList, stagedList } from '../../store/figure-imports.ts'
import { decideImport } from '../../workflow/figure/decide-import.ts'
import { startImport } from '../../workflow/figure/start-import.ts'
import {
  figureImportSchema,
  fileLanguageQuery,
  idParam,
  importsQuery,
  importsSchema,
  importVerbParam,
  stagedListSchema,
  stagedQuery,
  startImportQuery,
} from '../contract.ts'
import { speechOf } from '../csv.ts'
import type { ApiDeps } from '../deps.ts'
import { notFound, orRefuse, Refused } from '../errors.ts'
import { answers, createRouter, fileAnswers, fileBody } from '../route.ts'
import { importShown, stagedShown } from '../shapes/figures.ts'
import { type FileColumn, tableFile } from '../table-file.ts'
import { agentOf, unitsFor } from '../who.ts'

const tags = ['figures']
const start = createRoute({
  method: 'post',
  path: '/figures/imports',
  tags,
  summary: 'Hand in a file of figures (CSV, Excel, data-site JSON); nothing is saved until it is confirmed',
  request: { query: startImportQuery, body: fileBody },
  responses: answers(figureImportSchema),
})
const list = createRoute({
  method: 'get',
  path: '/figures/imports',
  tags,
  summary: 'Imports, newest first',
  request: { query: importsQuery },
  responses: answers(importsSchema),
})
const one = createRoute({
  method: 'get',
  path: '/figures/imports/{id}',
  tags,
  summary: 'How far an import is, and what is wrong with its file',
  request: { params: idParam },
  responses: answers(figureImportSchema),
})
const rows = createRoute({
  method: 'get',
  path: '/figures/imports/{id}/rows',
  tags,
  summary: 'What saving each row does: changes first',
  request: { params: idParam, query: stagedQuery },
  responses: answers(stagedListSchema),
})
const decide = createRoute({
  method: 'post',
  path: '/figures/imports/{id}/{verb}',
  tags,
  summary: 'Save everything as shown, or drop the file',
  request: { params: importVerbParam },
  responses: answers(figureImportSchema),
})
const template = createRoute({
  method: 'get',
  path: '/figures/template',
  tags,
  summary: 'An empty table with its headings and one row as an example',
  request: { query: z.object({ format: z.enum(['csv', 'xlsx']).default('xlsx'), ...fileLanguageQuery }) },
  responses: fileAnswers(z.unknown(), 'text/csv'),
})

export function figureImportRoutes({ db, now }: ApiDeps) {
  const app = createRouter()
  app.openapi(start, async (c) => {
    unitsFor(c, 'import-figures')
    const { name, publishedAt, status, owner } = c.req.valid('query')
    const bytes = new Uint8Array(await c.req.arrayBuffer())
    if (bytes.length === 0) throw new Refused({ code: 'missing-field', field: 'file' })
    const defaults = {
      ...(publishedAt ? { publishedAt: new Date(publishedAt).toISOString() } : {}),
      ...(status ? { status } : {}),
      ...(owner ? { owner } : {}),
    }
    const by = { by: agentOf(c, 'import-figures'), at: now() }
    const row = orRefuse(await startImport(db, { fileName: name, bytes, defaults }, by))
    return c.json(importShown(row, { actor: c.get('actor'), tree: c.get('tree') }), 200)
  })
  app.openapi(list, async (c) => {
    unitsFor(c, 'import-figures')
    const { page, pageSize } = c.req.valid('query')
    const { items, total } = await importList(db, { page, pageSize })
    const who = { actor: c.get('actor'), tree: c.get('tree') }
    return c.json({ items: items.map((row) => importShown(row, who)), total, page, pageSize }, 200)
  })
  app.openapi(one, async (c) => {
    unitsFor(c, 'import-figures')
    const row = await importById(db, c.req.valid('param').id)
    if (!row) throw notFound()
    return c.json(importShown(row, { actor: c.get('actor'), tree: c.get('tree') }), 200)
  })
  app.openapi(rows, async (c) => {
    unitsFor(c, 'import-figures')
    const { kind, page, pageSize } = c.req.valid('query')
    const kinds = kind ? [kind] : undefined
    const { items, total } = await stagedList(db, c.req.valid('param').id, { kinds, page, pageSize })
    return c.json({ items: items.map(stagedShown), total, page, pageSize }, 200)
  })
  app.openapi(decide, async (c) => {
    const row = orRefuse(await decideImport(db, c.req.valid('param'), { actor: c.get('actor'), at: now() }))
    return c.json(importShown(row, { actor: c.get('actor'), tree: c.get('tree') }), 200)
  })
  app.openapi(template, async (c) => {
    const { format } = c.req.valid('query')
    const { say } = speechOf(c)
    const columns: FileColumn<Record<string, string>>[] = figureFields.map((field) => ({
      title: say(figureHeadings[field][0] ?? field, field),
      value: (row) => row[field] ?? null,
      ...(field === 'value' ? { decimal: true as const } : {}),
    }))
    return tableFile(c, { name: 'figures-template', format, columns, rows: [example], at: now() }) as never
  })
  return app
}

/** Guangxi 2022 (domain catalogue B6): published long ago. */
const example: Record<string, string> = {
  ...{ indicator: 'gdp', indicator_zh: '地区生产总值', region: '450000', region_zh: '广西', scope: '全区' },
  ...{ period: '2022年', period_type: '年', measure: '总量', price_basis: '现价', value: '26300.87', unit: '亿元' },
  ...{ status: '初步核算数', published_at: '2023-01-19 10:00', owner: '广西统计局' },
}
