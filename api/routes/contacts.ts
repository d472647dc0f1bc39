/** Changed contact data: who was told, who has confirmed. The numbers stand in the messages of those who were told. */
import { createRoute } from '@hono/zod-openapi'
import { contactChangeList, contactKey, type CountedChange } from '../../store/contact-changes.ts'
import { messagesUnder, receiptsOf } from '../../store/deliveries.ts'
import { unitsVisible } from '../../workflow/policy.ts'
import { type ContactChangeShown, contactChangesQuery, contactChangesSchema } from '../contract.ts'
import { csvFile, type FileSpeech, instantCell, maxCsvRows } from '../csv.ts'
import type { ApiDeps } from '../deps.ts'
import { ruleShown } from '../errors.ts'
import { createRouter, csvSchema, listAnswers } from '../route.ts'
import { iso, isoOrNull, unitRef } from '../shapes/units.ts'
import { unitsFor } from '../who.ts'

const list = createRoute({
  ...{ method: 'get', path: '/contact-changes', tags: ['duty'] },
  summary: 'Changed contact data and who has confirmed to know it',
  request: { query: contactChangesQuery },
  responses: listAnswers(contactChangesSchema, csvSchema),
})

export function contactRoutes({ db }: ApiDeps) {
  const app = createRouter()
  app.openapi(list, async (c) => {
    const { format, sort, page, pageSize, ...filter } = c.req.valid('query')
    unitsFor(c, 'view-duty')
    const [actor, tree] = [c.get('actor'), c.get('tree')]
    const isFile = format === 'csv'
    const found = await contactChangeList(db, {
      ...{ ...filter, userId: actor.userId, keptUnitIds: unitsVisible(actor, 'manage-duty', tree), order: sort },
      ...(isFile ? { page: 1, pageSize: maxCsvRows } : { page, pageSize }),
    })
    const keys = found.items.map((row) => contactKey(row.id))
    const receipts = await receiptsOf(db, keys)
    const mine = new Map((await messagesUnder(db, actor.userId, keys)).map((m) => [m.key, m]))
    const items = found.items.map((row): ContactChangeShown => {
      const key = contactKey(row.id)
      const message = mine.get(key)
      return {
        ...{ id: row.id, unit: unitRef(tree, row.unitId), about: row.about, what: row.what },
        ...{ by: { id: row.byUserId, name: row.byName }, at: iso(row.at), state: stateOf(row) },
        ...{ told: row.told, confirmed: row.confirmed },
        receipts: receipts
          .filter((r) => r.key === key)
          .map((r) => ({
            ...{ person: { id: r.userId, name: r.name }, unit: unitRef(tree, r.unitId) },
            readAt: isoOrNull(r.readAt),
          })),
        confirm: message && message.readAt === null ? message.id : null,
        remindAt: row.supersededAt ? null : isoOrNull(row.dueAt),
      }
    })
    if (isFile) return csvFile(c, 'contact-changes', columns, items.flatMap(perReader))
    return c.json({ items, total: found.total, page, pageSize, rule: ruleShown('X1-4-2') }, 200)
  })
  return app
}

const stateOf = (row: CountedChange): ContactChangeShown['state'] =>
  row.supersededAt ? 'superseded' : row.confirmed < row.told ? 'waiting' : 'received'

type Line = { change: ContactChangeShown; receipt: ContactChangeShown['receipts'][number] }
const perReader = (change: ContactChangeShown): Line[] => change.receipts.map((receipt) => ({ change, receipt }))

const columns = ({ say, words }: FileSpeech) => [
  { title: say('单位', 'Unit'), value: ({ change }: Line) => change.unit.name },
  { title: say('人员', 'Whose'), value: ({ change }: Line) => change.about },
  {
    title: say('变动内容', 'What'),
    value: ({ change }: Line) => change.what.map((w) => words.contactWhat[w]).join(say('、', ', ')),
  },
  { title: say('登记人', 'Changed by'), value: ({ change }: Line) => change.by.name },
  { title: say('变动时间', 'Changed'), value: ({ change }: Line) => instantCell(change.at) },
  { title: say('告知人员', 'Told'), value: ({ receipt }: Line) => receipt.person.name },
  { title: say('告知人员单位', 'Unit of the person told'), value: ({ receipt }: Line) => receipt.unit.name },
  { title: say('确认时间', 'Confirmed'), value: ({ receipt }: Line) => instantCell(receipt.readAt) },
]
