/** Journalists of the registry: list, one, facts, contact, doubles, who read. */
import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import {
  activeJournalists,
  contactReads,
  type JournalistFilter,
  journalistList,
  registryOutletList,
} from '../../store/registry-lists.ts'
import { journalistById, storyOf } from '../../store/registry.ts'
import { may, unitsVisible } from '../../workflow/policy.ts'
import { actOnJournalist } from '../../workflow/registry/act-on-journalist.ts'
import { likelyDuplicates } from '../../workflow/registry/duplicates.ts'
import { factsOf } from '../../workflow/registry/entry.ts'
import { mergeJournalists, partJournalists } from '../../workflow/registry/merge-journalists.ts'
import { exportJournalist, readContact } from '../../workflow/registry/read-contact.ts'
import {
  changeJournalist,
  checkCard,
  registerGuest,
  registerJournalist,
} from '../../workflow/registry/register-journalist.ts'
import {
  changeJournalistRequest,
  checkCardRequest,
  contactSchema,
  doneSchema,
  duplicatesSchema,
  exportQuery,
  idParam,
  journalistActRequest,
  journalistSchema,
  journalistsQuery,
  journalistsSchema,
  mergeRequest,
  readsQuery,
  readsSchema,
  registerGuestRequest,
  registerJournalistRequest,
  wordOfCode,
} from '../contract.ts'
import { csvFile, instantCell, maxCsvRows, speechOf } from '../csv.ts'
import type { ApiDeps } from '../deps.ts'
import { notFound, orRefuse } from '../errors.ts'
import { type ApiEnv, answers, body, createRouter, csvSchema, fileAnswers, listAnswers } from '../route.ts'
import { journalistRow, journalistShown, linesForPerson } from '../shapes/registry.ts'
import { iso, unitRef } from '../shapes/units.ts'
import { tableFile } from '../table-file.ts'
import { unitsFor } from '../who.ts'

const tags = ['registry']
const route = (method: 'get' | 'post', path: string, summary: string) => ({ method, path, summary, tags }) as const
const list = createRoute({
  ...route('get', '/journalists', 'People of the press that the bureau registered'),
  request: { query: journalistsQuery },
  responses: listAnswers(journalistsSchema, csvSchema),
})
const one = createRoute({
  ...route('get', '/journalists/{id}', 'One entry with its history; contact data is not in it'),
  request: { params: idParam },
  responses: answers(journalistSchema),
})
const register = createRoute({
  ...route('post', '/journalists', 'Register a person because of a matter that is established'),
  request: { body: body(registerJournalistRequest) },
  responses: answers(doneSchema),
})
const registerFromMeeting = createRoute({
  ...route('post', '/releases/{id}/register-guest', 'Register a guest of a meeting'),
  request: { params: idParam, body: body(registerGuestRequest) },
  responses: answers(doneSchema),
})
const change = createRoute({
  ...route('post', '/journalists/{id}/facts', 'Put the facts of an entry right'),
  request: { params: idParam, body: body(changeJournalistRequest) },
  responses: answers(doneSchema),
})
const card = createRoute({
  ...route('post', '/journalists/{id}/card', 'Enter what the public register said of the press card'),
  request: { params: idParam, body: body(checkCardRequest) },
  responses: answers(doneSchema),
})
const act = createRoute({
  ...route('post', '/journalists/{id}/act', 'Link, log, review, restrict, give free, erase'),
  request: { params: idParam, body: body(journalistActRequest) },
  responses: answers(doneSchema),
})
const contact = createRoute({
  ...route('post', '/journalists/{id}/contact', 'Open the contact data; the record says who did'),
  request: { params: idParam },
  responses: answers(contactSchema),
})
const take = createRoute({
  ...route(
    'post',
    '/journalists/{id}/export',
    'Everything kept of a person, for that person; the record says who took it',
  ),
  request: { params: idParam, query: exportQuery },
  responses: fileAnswers(journalistSchema, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'),
})
const merge = createRoute({
  ...route('post', '/journalists/{id}/merge', 'Say that another entry is the same person'),
  request: { params: idParam, body: body(mergeRequest) },
  responses: answers(doneSchema),
})
const part = createRoute({
  ...route('post', '/journalists/{id}/part', 'Take a merged entry apart again'),
  request: { params: idParam },
  responses: answers(doneSchema),
})
const doubles = createRoute({
  ...route('get', '/journalist-duplicates', 'Entries that may be the same person, with the reason'),
  responses: answers(duplicatesSchema),
})
const reads = createRoute({
  ...route('get', '/contact-reads', 'Who opened or took away contact data, newest first'),
  request: { query: readsQuery },
  responses: listAnswers(readsSchema, csvSchema),
})

export function registryRoutes({ db, now, secret, contactKeys }: ApiDeps) {
  const app = createRouter()
  const keys = { secret, contact: contactKeys }
  const by = (c: Pick<Context<ApiEnv>, 'get'>) => ({ actor: c.get('actor'), at: now() })
  const done = ({ id }: { id: string }) => ({ ok: true as const, id })
  const visible = (
    c: Pick<Context<ApiEnv>, 'get'>,
    action: 'keep-registry' | 'read-contact-log' | 'register-accredited',
  ) => unitsVisible(c.get('actor'), action, c.get('tree'))

  app.openapi(list, async (c) => {
    const { format, page, pageSize, unitId, state, ...query } = c.req.valid('query')
    const seen = unitsFor(c, 'view-registry')
    const [tree, kept, logged] = [c.get('tree'), visible(c, 'keep-registry'), visible(c, 'read-contact-log')]
    const isDue = state === 'review_due'
    const filter: Omit<JournalistFilter, 'page' | 'pageSize'> = {
      ...query,
      ...{ unitIds: unitId ? seen.filter((id) => id === unitId) : seen, keptUnitIds: kept },
      ...(isDue ? { reviewDueAt: now(), state: 'active' as const } : { state }),
    }
    const found = await journalistList(db, {
      ...filter,
      ...(format === 'csv' ? { page: 1, pageSize: maxCsvRows } : { page, pageSize }),
    })
    const items = found.items.map((j) => journalistRow(j, tree))
    if (format !== 'csv') {
      const accredited = visible(c, 'register-accredited')
      const units = seen
        .filter((id) => tree.bureauOf(id)?.id === id)
        .map((id) => ({
          ...unitRef(tree, id),
          mayKeep: kept.includes(id),
          mayReadLog: logged.includes(id),
          mayRegisterGuests: accredited.includes(id),
        }))
      return c.json({ items, total: found.total, page, pageSize, units }, 200)
    }
    return csvFile(
      c,
      'journalists',
      ({ say, words }) => [
        { title: say('登记单位', 'Unit'), value: (j) => j.unit.name },
        { title: say('姓名或账号', 'Name or account'), value: (j) => j.name },
        { title: say('笔名', 'Pen-names'), value: (j) => j.penNames.join(say('、', ', ')) },
        { title: say('媒体', 'Outlet'), value: (j) => j.outletName },
        { title: say('媒体类别', 'Class'), value: (j) => wordOfCode(words.mediaClass, j.mediaClass) },
        { title: say('岗位', 'Role'), value: (j) => wordOfCode(words.journalistRole, j.role) },
        { title: say('证件核验', 'Press card'), value: (j) => j.card && wordOfCode(words.cardResult, j.card.result) },
        { title: say('核验时间', 'Card checked'), value: (j) => j.card && instantCell(j.card.at) },
        { title: say('登记依据', 'Basis'), value: (j) => wordOfCode(words.journalistBasis, j.basis) },
        { title: say('状态', 'State'), value: (j) => wordOfCode(words.journalistState, j.state) },
        { title: say('登记时间', 'Registered'), value: (j) => instantCell(j.registeredAt) },
        { title: say('复核日期', 'Review due'), value: (j) => instantCell(j.reviewAt) },
      ],
      items,
    )
  })
  app.openapi(one, async (c) => {
    const row = await seenBy(c, c.req.valid('param').id)
    const mayLog = visible(c, 'read-contact-log').includes(row.unitId)
    const ofRow = { unitIds: [row.unitId], journalistId: row.id, page: 1, pageSize: 100 }
    const log = mayLog ? (await contactReads(db, ofRow)).items : null
    const shown = { row, story: await storyOf(db, row), facts: await factsOf(db, row), reads: log }
    return c.json(journalistShown(c, shown), 200)
  })
  app.openapi(register, async (c) =>
    c.json(done(orRefuse(await registerJournalist(db, c.req.valid('json'), by(c), keys))), 200),
  )
  app.openapi(registerFromMeeting, async (c) => {
    const input = { releaseId: c.req.valid('param').id, ...c.req.valid('json') }
    return c.json(done(orRefuse(await registerGuest(db, input, by(c), keys))), 200)
  })
  app.openapi(change, async (c) => {
    const input = { id: c.req.valid('param').id, ...c.req.valid('json') }
    return c.json(done(orRefuse(await changeJournalist(db, input, by(c), keys))), 200)
  })
  app.openapi(card, async (c) => {
    const input = { id: c.req.valid('param').id, ...c.req.valid('json') }
    return c.json(done(orRefuse(await checkCard(db, input, by(c), keys))), 200)
  })
  app.openapi(act, async (c) => {
    const [{ id }, given] = [c.req.valid('param'), c.req.valid('json')]
    const input = given.verb === 'log-interaction' ? { ...given, happenedAt: new Date(given.happenedAt) } : given
    return c.json(done(orRefuse(await actOnJournalist(db, { id, ...input }, by(c)))), 200)
  })
  app.openapi(contact, async (c) => {
    c.header('cache-control', 'no-store')
    return c.json(orRefuse(await readContact(db, c.req.valid('param'), by(c), keys)), 200)
  })
  app.openapi(take, async (c) => {
    const [{ id }, { format }] = [c.req.valid('param'), c.req.valid('query')]
    const all = orRefuse(await exportJournalist(db, { id }, by(c), keys))
    const speech = speechOf(c)
    const lines = linesForPerson(all, speech)
    if (format === 'json') {
      c.header('cache-control', 'no-store')
      return c.json(lines as never, 200)
    }
    const columns = [
      { title: speech.say('项目', 'Item'), value: (l: (typeof lines)[number]) => l.item },
      { title: speech.say('内容', 'Content'), value: (l: (typeof lines)[number]) => l.value },
    ]
    return tableFile(c, { name: 'personal-data', format, columns, rows: lines, at: now() }) as never
  })
  app.openapi(merge, async (c) => {
    const input = { keptId: c.req.valid('param').id, ...c.req.valid('json') }
    return c.json(done(orRefuse(await mergeJournalists(db, input, by(c)))), 200)
  })
  app.openapi(part, async (c) =>
    c.json(done(orRefuse(await partJournalists(db, { goneId: c.req.valid('param').id }, by(c)))), 200),
  )
  app.openapi(doubles, async (c) => {
    const tree = c.get('tree')
    const items = []
    for (const unitId of unitsFor(c, 'view-registry').filter((id) => tree.bureauOf(id)?.id === id)) {
      const people = await activeJournalists(db, unitId)
      const outlets = await registryOutletList(db, { unitIds: [unitId], page: 1, pageSize: 10_000 })
      const nameOf = new Map(outlets.items.map((o) => [o.id, o.name]))
      const shown = new Map(
        people.map((p) => [
          p.id,
          { id: p.id, name: p.name, penNames: p.penNames, outletName: nameOf.get(p.outletId ?? '') ?? '' },
        ]),
      )
      const mayMerge = may(c.get('actor'), 'keep-registry', { unitId, tree }).ok
      for (const d of likelyDuplicates(people).slice(0, 200))
        items.push({ one: shown.get(d.one)!, other: shown.get(d.other)!, reason: d.reason, mayMerge })
    }
    return c.json({ items }, 200)
  })
  app.openapi(reads, async (c) => {
    const { format, page, pageSize, q } = c.req.valid('query')
    const unitIds = unitsFor(c, 'read-contact-log')
    const slice = format === 'csv' ? { page: 1, pageSize: maxCsvRows } : { page, pageSize }
    const found = await contactReads(db, { unitIds, q, ...slice })
    const items = found.items.map((r) => ({ ...r, at: iso(r.at) }))
    if (format !== 'csv') return c.json({ items, total: found.total, page, pageSize }, 200)
    return csvFile(
      c,
      'contact-reads',
      ({ say, words }) => [
        { title: say('时间', 'Time'), value: (r) => instantCell(r.at) },
        { title: say('查阅人', 'Who'), value: (r) => r.byName },
        { title: say('事项', 'What'), value: (r) => wordOfCode(words.contactRead, r.action) },
        { title: say('登记编号', 'Entry number'), value: (r) => r.journalistId },
      ],
      items,
    )
  })
  return app

  /** What is restricted, merged or erased is there for who keeps the registry alone. */
  async function seenBy(c: Pick<Context<ApiEnv>, 'get'>, id: string) {
    const row = await journalistById(db, id, unitsFor(c, 'view-registry'))
    if (!row) throw notFound()
    if (row.state !== 'active' && !visible(c, 'keep-registry').includes(row.unitId)) throw notFound()
    return row
  }
}
