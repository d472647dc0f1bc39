/** Outlets of the registry: list, facts, licence. */
import { createRoute } from '@hono/zod-openapi'
import { registryOutletList } from '../../store/registry-lists.ts'
import { addOutlet, changeOutlet, checkLicence } from '../../workflow/registry/outlets.ts'
import {
  addRegistryOutletRequest,
  changeRegistryOutletRequest,
  checkLicenceRequest,
  doneSchema,
  idParam,
  registryOutletsQuery,
  registryOutletsSchema,
  wordOfCode,
} from '../contract.ts'
import { csvFile, instantCell, maxCsvRows } from '../csv.ts'
import type { ApiDeps } from '../deps.ts'
import { orRefuse } from '../errors.ts'
import { answers, body, createRouter, csvSchema, listAnswers } from '../route.ts'
import { registryOutletShown } from '../shapes/registry.ts'
import { unitsFor } from '../who.ts'

const tags = ['registry']
const route = (method: 'get' | 'post', path: string, summary: string) => ({ method, path, summary, tags }) as const
const list = createRoute({
  ...route('get', '/registry-outlets', 'Outlets that the bureau registered, by name'),
  request: { query: registryOutletsQuery },
  responses: listAnswers(registryOutletsSchema, csvSchema),
})
const add = createRoute({
  ...route('post', '/registry-outlets', 'Register an outlet'),
  request: { body: body(addRegistryOutletRequest) },
  responses: answers(doneSchema),
})
const change = createRoute({
  ...route('post', '/registry-outlets/{id}', 'Put the facts of an outlet right'),
  request: { params: idParam, body: body(changeRegistryOutletRequest) },
  responses: answers(doneSchema),
})
const check = createRoute({
  ...route('post', '/registry-outlets/{id}/licence', 'Enter what the public register said of the licence'),
  request: { params: idParam, body: body(checkLicenceRequest) },
  responses: answers(doneSchema),
})

export function registryOutletRoutes({ db, now }: ApiDeps) {
  const app = createRouter()
  app.openapi(list, async (c) => {
    const { format, page, pageSize, ...query } = c.req.valid('query')
    const slice = format === 'csv' ? { page: 1, pageSize: maxCsvRows } : { page, pageSize }
    const found = await registryOutletList(db, { ...query, ...slice, unitIds: unitsFor(c, 'view-registry') })
    const items = found.items.map((o) => registryOutletShown(c, o))
    if (format !== 'csv') return c.json({ items, total: found.total, page, pageSize }, 200)
    return csvFile(
      c,
      'registry-outlets',
      ({ say, words }) => [
        { title: say('登记单位', 'Unit'), value: (o) => o.unit.name },
        { title: say('媒体', 'Outlet'), value: (o) => o.name },
        { title: say('媒体类别', 'Class'), value: (o) => wordOfCode(words.mediaClass, o.mediaClass) },
        { title: say('许可', 'Licence'), value: (o) => wordOfCode(words.licence, o.licence) },
        { title: say('许可证号', 'Licence number'), value: (o) => o.licenceNo },
        { title: say('核验结果', 'Check'), value: (o) => wordOfCode(words.cardResult, o.licenceResult) },
        { title: say('核验时间', 'Checked'), value: (o) => instantCell(o.licenceCheckedAt) },
        { title: say('核验人', 'Checked by'), value: (o) => o.licenceCheckedBy },
        { title: say('在册人数', 'People registered'), value: (o) => String(o.people) },
      ],
      items,
    )
  })
  app.openapi(add, async (c) => {
    const { id } = orRefuse(await addOutlet(db, c.req.valid('json'), { actor: c.get('actor'), at: now() }))
    return c.json({ ok: true as const, id }, 200)
  })
  app.openapi(change, async (c) => {
    const input = { id: c.req.valid('param').id, ...c.req.valid('json') }
    orRefuse(await changeOutlet(db, input, { actor: c.get('actor'), at: now() }))
    return c.json({ ok: true as const, id: input.id }, 200)
  })
  app.openapi(check, async (c) => {
    const input = { id: c.req.valid('param').id, ...c.req.valid('json') }
    orRefuse(await checkLicence(db, input, { actor: c.get('actor'), at: now() }))
    return c.json({ ok: true as const, id: input.id }, 200)
  })
  return app
}
