/** The first responsible person of each unit (第一责任人): the list, its gaps, its past. Seats are given where people are kept. */
import { createRoute } from '@hono/zod-openapi'
import { type HeadRow, headList } from '../../store/heads.ts'
import { type HeadShown, headsQuery, headsSchema } from '../contract.ts'
import { csvFile, type FileSpeech, instantCell, maxCsvRows } from '../csv.ts'
import type { ApiDeps } from '../deps.ts'
import { ruleShown } from '../errors.ts'
import { createRouter, csvSchema, listAnswers } from '../route.ts'
import { isoOrNull } from '../shapes/units.ts'
import { unitsFor } from '../who.ts'

const list = createRoute({
  ...{ method: 'get', path: '/first-responsible', tags: ['duty'] },
  summary: 'The first responsible person of each unit, now or before',
  request: { query: headsQuery },
  responses: listAnswers(headsSchema, csvSchema),
})

export function headRoutes({ db, now }: ApiDeps) {
  const app = createRouter()
  app.openapi(list, async (c) => {
    const { format, sort, page, pageSize, ...filter } = c.req.valid('query')
    const [tree, at] = [c.get('tree'), now()]
    const unitIds = unitsFor(c, 'view-duty')
    const isFile = format === 'csv'
    const of = { unitIds, ...filter, order: sort }
    const found = await headList(
      db,
      { ...of, ...(isFile ? { page: 1, pageSize: maxCsvRows } : { page, pageSize }) },
      at,
    )
    const items = found.items.map(shown)
    if (isFile) return csvFile(c, 'first-responsible', columns, items)
    const few = { order: 'unit' as const, page: 1, pageSize: 20 }
    const { total: missing } = await headList(db, { ...few, unitIds, state: 'missing' }, at)
    const mine = [...new Set(c.get('actor').seats.flatMap((s) => tree.bureauOf(s.unitId)?.id ?? []))]
    const own = await headList(db, { ...few, unitIds: mine.filter((id) => unitIds.includes(id)) }, at)
    const rest = { page, pageSize, missing, own: own.items.map(shown), rule: ruleShown('G4-4') }
    return c.json({ items, total: found.total, ...rest }, 200)
  })
  return app
}

const shown = ({ unitId, unitName, level, person, fromAt, toAt }: HeadRow): HeadShown => ({
  ...{ unit: { id: unitId, name: unitName, level }, person },
  ...{ fromAt: isoOrNull(fromAt), toAt: isoOrNull(toAt) },
})

const columns = ({ say }: FileSpeech) => [
  { title: say('单位', 'Unit'), value: (h: HeadShown) => h.unit.name },
  { title: say('第一责任人', 'First responsible'), value: (h: HeadShown) => h.person?.name ?? '' },
  { title: say('任职', 'From'), value: (h: HeadShown) => instantCell(h.fromAt) },
  { title: say('离任', 'Until'), value: (h: HeadShown) => instantCell(h.toAt) },
]
