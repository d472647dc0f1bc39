/** Registers of the plans: rows by hand and from files, taken away as files that come in again. */
import { createRoute } from '@hono/zod-openapi'
import { registerRowsOf } from '../../store/registers.ts'
import type { Actor, UnitTree } from '../../domain/units.ts'
import { may, unitsVisible } from '../../workflow/policy.ts'
import { importRows } from '../../workflow/register/import-rows.ts'
import { addRows, changeRow, type Register, registersOf, rightToKeep } from '../../workflow/register/registers.ts'
import {
  addRowRequest,
  changeRowRequest,
  doneSchema,
  idParam,
  importRowsAnswer,
  importRowsQuery,
  registerParam,
  registerQuery,
  registerRowsSchema,
  type RegisterRowShown,
  type RegisterShown,
  registersSchema,
  removeRowRequest,
} from '../contract.ts'
import { type FileSpeech, speechOf } from '../csv.ts'
import type { ApiDeps } from '../deps.ts'
import { notFound, orRefuse, Refused } from '../errors.ts'
import { answers, body, createRouter, fileAnswers, fileBody } from '../route.ts'
import { faultShown } from '../shapes/figures.ts'
import { iso, unitRef } from '../shapes/units.ts'
import { type FileColumn, tableFile } from '../table-file.ts'
import { unitsFor } from '../who.ts'

const tags = ['registers']
const route = (method: 'get' | 'post', path: string, summary: string) => ({ method, path, summary, tags }) as const
const list = createRoute({
  ...route('get', '/registers', 'Registers that the adopted plans ask for'),
  responses: answers(registersSchema),
})
const rows = createRoute({
  ...route('get', '/registers/{plan}/{register}', 'Rows of a register'),
  request: { params: registerParam, query: registerQuery },
  responses: fileAnswers(registerRowsSchema, 'text/csv'),
})
const add = createRoute({
  ...route('post', '/registers/{plan}/{register}', 'Add a row'),
  request: { params: registerParam, body: body(addRowRequest) },
  responses: answers(doneSchema),
})
const bring = createRoute({
  ...route('post', '/registers/{plan}/{register}/import', 'Import rows (CSV, Excel) as one piece or not at all'),
  request: { params: registerParam, query: importRowsQuery, body: fileBody },
  responses: answers(importRowsAnswer),
})
const change = createRoute({
  ...route('post', '/register-rows/{id}', 'Change a row'),
  request: { params: idParam, body: body(changeRowRequest) },
  responses: answers(doneSchema),
})
const remove = createRoute({
  ...route('post', '/register-rows/{id}/remove', 'Take a row out with its reason'),
  request: { params: idParam, body: body(removeRowRequest) },
  responses: answers(doneSchema),
})

const mostRows = 10_000

export function registerRoutes({ db, now }: ApiDeps) {
  const app = createRouter()
  app.openapi(list, async (c) => {
    const who = { actor: c.get('actor'), tree: c.get('tree') }
    return c.json({ items: (await known(c)).map((r) => shown(r, who)) }, 200)
  })
  app.openapi(rows, async (c) => {
    const [actor, tree] = [c.get('actor'), c.get('tree')]
    const register = await named(c)
    const bureaus = bureausOf(register, c)
    const { unitId, q, page, pageSize, format } = c.req.valid('query')
    const unitIds = unitId ? bureaus.filter((id) => id === unitId) : bureaus
    if (unitIds.length === 0) throw notFound()
    const slice = format === 'json' ? { page, pageSize } : { page: 1, pageSize: mostRows }
    const { plan, register: name } = register
    const found = await registerRowsOf(db, { unitIds, plan, register: name, ...(q ? { q } : {}), ...slice })
    const items = found.items.map(
      (row): RegisterRowShown => ({
        ...{ id: row.id, unit: unitRef(tree, row.unitId), cells: row.cells, version: row.version },
        ...{ changedBy: row.changedBy, changedAt: iso(row.changedAt) },
        mayKeep: may(actor, rightToKeep(register), { unitId: row.unitId, tree }).ok,
      }),
    )
    if (format !== 'json')
      return tableFile(c, {
        name: 'register',
        format,
        columns: columnsOf(register, speechOf(c)),
        rows: items,
        at: now(),
      }) as never
    return c.json({ items, total: found.total, page, pageSize, register: shown(register, { actor, tree }) }, 200)
  })
  app.openapi(add, async (c) => {
    const { unitId, cells } = c.req.valid('json')
    const which = { ...c.req.valid('param'), unitId }
    orRefuse(await addRows(db, { ...which, rows: [cells] }, { actor: c.get('actor'), at: now() }))
    return c.json({ ok: true as const }, 200)
  })
  app.openapi(bring, async (c) => {
    const { unitId, dryRun } = c.req.valid('query')
    const bytes = Buffer.from(await c.req.arrayBuffer())
    if (bytes.length === 0) throw new Refused({ code: 'missing-field', field: 'file' })
    const input = { ...c.req.valid('param'), unitId, bytes, dryRun }
    const done = orRefuse(await importRows(db, input, { actor: c.get('actor'), at: now() }))
    return c.json({ dryRun, rows: done.rows, faults: done.faults.map(faultShown) }, 200)
  })
  app.openapi(change, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    orRefuse(await changeRow(db, input, { actor: c.get('actor'), at: now() }))
    return c.json({ ok: true as const, id: input.id }, 200)
  })
  app.openapi(remove, async (c) => {
    const input = { ...c.req.valid('param'), ...c.req.valid('json') }
    orRefuse(await changeRow(db, input, { actor: c.get('actor'), at: now() }))
    return c.json({ ok: true as const, id: input.id }, 200)
  })
  return app

  async function known(c: Asker): Promise<Register[]> {
    const tree = c.get('tree')
    const roots = new Set(unitsFor(c, 'view-duty').map((id) => tree.rootOf(id)?.id ?? id))
    const found = []
    for (const root of roots) found.push(...(await registersOf(db, root)))
    const all = [...new Map(found.map((r) => [`${r.plan} ${r.register}`, r])).values()]
    return all.filter((r) => bureausOf(r, c).length > 0)
  }
  async function named(c: Asker & { req: { param: (name: string) => string | undefined } }) {
    const found = (await known(c)).find((r) => r.plan === c.req.param('plan') && r.register === c.req.param('register'))
    if (!found) throw notFound()
    return found
  }
}

type Asker = Parameters<typeof unitsFor>[0]
type Who = { actor: Actor; tree: UnitTree }

/** Whose rows of it the person reads; a reserved one is read by whoever keeps it. */
const bureausOf = (register: Register, c: Asker): string[] =>
  unitsVisible(c.get('actor'), register.reserved ? rightToKeep(register) : 'view-duty', c.get('tree')).filter(
    (id) => c.get('tree').byId(id)?.level !== 'division',
  )

const shown = (register: Register, { actor, tree }: Who): RegisterShown => {
  const { plan, planTitle, register: name, title, columns, reserved } = register
  const kept = unitsVisible(actor, rightToKeep(register), tree).filter((id) => tree.bureauOf(id)?.id === id)
  return { plan, planTitle, register: name, title, columns, reserved, keptFor: kept.map((id) => unitRef(tree, id)) }
}

/** As the import reads it: the plan names the columns, in Chinese. The bureau is chosen there and stands first for whoever takes several together. */
const columnsOf = (register: Register, { say }: FileSpeech): FileColumn<RegisterRowShown>[] => [
  { title: say('所属单位', 'Unit'), value: (r) => r.unit.name },
  ...register.columns.map((name) => ({ title: name, value: (r: RegisterRowShown) => r.cells[name] ?? '' })),
]
