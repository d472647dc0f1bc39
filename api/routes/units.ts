/** Units of the trees a person keeps: the list, new ones by hand and from files, other names, and merging. */
import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { unitList, type UnitRow } from '../../store/units.ts'
import { may } from '../../workflow/policy.ts'
import { addUnit, renameUnit } from '../../workflow/unit/change-unit.ts'
import { importUnits } from '../../workflow/unit/import-units.ts'
import { mergeUnits } from '../../workflow/unit/merge-units.ts'
import { levelNames, unitHeadings } from '../../workflow/unit/read-units.ts'
import {
  addUnitRequest,
  doneSchema,
  idParam,
  importUnitsAnswer,
  importUnitsQuery,
  mergedUnitSchema,
  mergeUnitRequest,
  renameUnitRequest,
  unitListQuery,
  unitListSchema,
  type UnitRowShown,
} from '../contract.ts'
import { type FileSpeech, speechOf } from '../csv.ts'
import type { ApiDeps } from '../deps.ts'
import { orRefuse, Refused } from '../errors.ts'
import { type ApiEnv, answers, body, createRouter, fileAnswers, fileBody } from '../route.ts'
import { faultShown } from '../shapes/figures.ts'
import { unitRefOrNull, unitShown } from '../shapes/units.ts'
import { type FileColumn, tableFile } from '../table-file.ts'
import { unitsForAny } from '../who.ts'

const tags = ['people']
const route = (method: 'get' | 'post', path: string, summary: string) => ({ method, path, summary, tags }) as const
const list = createRoute({
  ...route('get', '/unit-list', 'Units of the trees the person keeps, one page or as a file that the import reads'),
  request: { query: unitListQuery },
  responses: fileAnswers(unitListSchema, 'text/csv'),
})
const add = createRoute({
  ...route('post', '/units', 'Add a unit below another'),
  request: { body: body(addUnitRequest) },
  responses: answers(doneSchema),
})
const bring = createRoute({
  ...route('post', '/units/import', 'Import units (CSV, Excel) as one piece or not at all'),
  request: { query: importUnitsQuery, body: fileBody },
  responses: answers(importUnitsAnswer),
})
const rename = createRoute({
  ...route('post', '/units/{id}/rename', 'Another name, other further names; the former name stays among them'),
  request: { params: idParam, body: body(renameUnitRequest) },
  responses: answers(doneSchema),
})
const merge = createRoute({
  ...route(
    'post',
    '/units/{id}/merge',
    'The unit becomes part of another: people, time limits and open matters go over',
  ),
  request: { params: idParam, body: body(mergeUnitRequest) },
  responses: answers(mergedUnitSchema),
})

const mostRows = 2_000

export function unitRoutes({ db, now }: ApiDeps) {
  const app = createRouter()
  const by = (c: Pick<Context<ApiEnv>, 'get'>) => ({ actor: c.get('actor'), at: now() })
  app.openapi(list, async (c) => {
    const [actor, tree, at] = [c.get('actor'), c.get('tree'), now()]
    const { format, ...filter } = c.req.valid('query')
    const rootIds = [...new Set(unitsForAny(c, 'manage-units', 'merge-units').map((id) => tree.rootOf(id)!.id))]
    const slice = format === 'json' ? {} : { page: 1, pageSize: mostRows }
    const { items, total } = await unitList(db, { ...filter, ...slice, rootIds }, at)
    const rows = items.map((row: UnitRow): UnitRowShown => {
      const on = { unitId: row.id, tree }
      return {
        ...unitShown(row),
        ...{ parent: unitRefOrNull(tree, row.parentId), people: row.people },
        mayManage: row.endedAt === null && may(actor, 'manage-units', on).ok,
        mayMerge: row.endedAt === null && row.id !== row.rootId && may(actor, 'merge-units', on).ok,
      }
    })
    if (format !== 'json')
      return tableFile(c, { name: 'units', format, columns: columns(speechOf(c)), rows, at }) as never
    return c.json({ items: rows, total, page: filter.page, pageSize: filter.pageSize }, 200)
  })
  app.openapi(add, async (c) => {
    const { id } = orRefuse(await addUnit(db, c.req.valid('json'), by(c)))
    return c.json({ ok: true as const, id }, 200)
  })
  app.openapi(bring, async (c) => {
    const { rootId, dryRun } = c.req.valid('query')
    const bytes = Buffer.from(await c.req.arrayBuffer())
    if (bytes.length === 0) throw new Refused({ code: 'missing-field', field: 'file' })
    const { added, known, faults } = orRefuse(await importUnits(db, { rootId, bytes, dryRun }, by(c)))
    return c.json({ dryRun, added, known, faults: faults.map(faultShown) }, 200)
  })
  app.openapi(rename, async (c) => {
    const { id } = orRefuse(await renameUnit(db, { ...c.req.valid('param'), ...c.req.valid('json') }, by(c)))
    return c.json({ ok: true as const, id }, 200)
  })
  app.openapi(merge, async (c) => {
    const { intoId, order } = c.req.valid('json')
    const input = { unitId: c.req.valid('param').id, intoId, order }
    return c.json(orRefuse(await mergeUnits(db, input, by(c))), 200)
  })
  return app
}

/** As the import reads it, in both languages; what was merged stands in the list and comes in no more. */
const columns = ({ say }: FileSpeech): FileColumn<UnitRowShown>[] => [
  { title: say(unitHeadings.name, 'Name'), value: (u) => u.name },
  { title: say(unitHeadings.above, 'Above'), value: (u) => u.parent?.name ?? '' },
  { title: say(unitHeadings.level, 'Level'), value: (u) => say(levelNames[u.level], u.level) },
  { title: say(unitHeadings.region, 'Region'), value: (u) => u.regionCode },
  { title: say(unitHeadings.aliases, 'Aliases'), value: (u) => u.aliases.join('、') },
]
