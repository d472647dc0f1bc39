/** People and their seats, for the administrators of their trees. */
import { createRoute } from '@hono/zod-openapi'
import type { UnitTree } from '../../domain/units.ts'
import { type Account, accountList } from '../../store/accounts.ts'
import { changeSeats } from '../../workflow/people/change-seats.ts'
import { oneHeadEach } from '../../workflow/people/heads.ts'
import { administeredAccount, recordAccount } from '../../workflow/people/record-account.ts'
import { judgeSeats } from '../../workflow/people/seats.ts'
import {
  changeSeatsRequest,
  createPersonRequest,
  doneSchema,
  idParam,
  type Person,
  peopleQuery,
  peopleSchema,
  resetPasswordRequest,
} from '../contract.ts'
import { csvFile, type FileSpeech, instantCell, maxCsvRows } from '../csv.ts'
import type { ApiDeps } from '../deps.ts'
import { orRefuse } from '../errors.ts'
import { answers, body, createRouter, csvSchema, listAnswers } from '../route.ts'
import { iso, isoOrNull, seatShown } from '../shapes/units.ts'
import { unitsFor } from '../who.ts'

const tags = ['people']
const list = createRoute({
  method: 'get',
  path: '/people',
  tags,
  summary: 'Accounts with their seats',
  request: { query: peopleQuery },
  responses: listAnswers(peopleSchema, csvSchema),
})
const create = createRoute({
  method: 'post',
  path: '/people',
  tags,
  summary: 'Make an account with a first password and seats',
  request: { body: body(createPersonRequest) },
  responses: answers(doneSchema),
})
const seats = createRoute({
  method: 'post',
  path: '/people/{id}/seats',
  tags,
  summary: 'Set the seats a person holds from now on',
  request: { params: idParam, body: body(changeSeatsRequest) },
  responses: answers(doneSchema),
})
const close = createRoute({
  method: 'post',
  path: '/people/{id}/close',
  tags,
  summary: 'Close an account for good and end its sessions',
  request: { params: idParam },
  responses: answers(doneSchema),
})
const resetPassword = createRoute({
  method: 'post',
  path: '/people/{id}/reset-password',
  tags,
  summary: 'Set a new password and end all sessions',
  request: { params: idParam, body: body(resetPasswordRequest) },
  responses: answers(doneSchema),
})

export function peopleRoutes({ db, now, auth }: ApiDeps) {
  const app = createRouter()
  app.openapi(list, async (c) => {
    const { format, ...filter } = c.req.valid('query')
    const unitIds = unitsFor(c, 'manage-people')
    const tree = c.get('tree')
    const slice = format === 'csv' ? { page: 1, pageSize: maxCsvRows } : {}
    const { items, total } = await accountList(db, { ...filter, ...slice, unitIds }, now())
    const people = items.map((a) => personShown(a, tree))
    if (format === 'csv') return csvFile(c, 'people', columns, people)
    return c.json({ items: people, total, page: filter.page, pageSize: filter.pageSize }, 200)
  })
  app.openapi(create, async (c) => {
    const { name, username, password, seats } = c.req.valid('json')
    const actor = c.get('actor')
    const at = now()
    orRefuse(judgeSeats({ userId: '', wanted: seats, held: [] }, { actor, tree: c.get('tree') }))
    orRefuse(await oneHeadEach(db, { userId: '', seats }, at))
    const { userId } = orRefuse(await auth.createAccount({ name, username, password }))
    await recordAccount(db, { userId, username, action: 'create-account' }, { actor, at })
    if (seats.length > 0) orRefuse(await changeSeats(db, { userId, seats }, { actor, at }))
    return c.json({ ok: true as const, id: userId }, 200)
  })
  app.openapi(seats, async (c) => {
    const { id } = c.req.valid('param')
    orRefuse(await changeSeats(db, { userId: id, ...c.req.valid('json') }, { actor: c.get('actor'), at: now() }))
    return c.json({ ok: true as const, id }, 200)
  })
  app.openapi(close, async (c) => {
    const { id: userId } = c.req.valid('param')
    const by = { actor: c.get('actor'), at: now() }
    const account = orRefuse(await administeredAccount(db, { userId, action: 'close-account' }, by))
    await auth.closeAccount(userId, by.at)
    await recordAccount(db, { userId, username: account.username ?? '', action: 'close-account' }, by)
    return c.json({ ok: true as const, id: userId }, 200)
  })
  app.openapi(resetPassword, async (c) => {
    const { id: userId } = c.req.valid('param')
    const { password, removeTwoFactor } = c.req.valid('json')
    const by = { actor: c.get('actor'), at: now() }
    const account = orRefuse(await administeredAccount(db, { userId, action: 'reset-password' }, by))
    await auth.resetPassword(userId, password, { removeTwoFactor })
    await recordAccount(db, { userId, username: account.username ?? '', action: 'reset-password' }, by)
    return c.json({ ok: true as const, id: userId }, 200)
  })
  return app
}

const personShown = (a: Account, tree: UnitTree): Person => ({
  id: a.id,
  name: a.name,
  username: a.username ?? '',
  seats: a.seats.map((s) => seatShown(tree, s)),
  twoFactorEnabled: a.twoFactorEnabled === true,
  createdAt: iso(a.createdAt),
  closedAt: isoOrNull(a.closedAt),
})

const columns = ({ say, words }: FileSpeech) => [
  { title: say('用户名', 'User name'), value: (p: Person) => p.username },
  { title: say('姓名', 'Name'), value: (p: Person) => p.name },
  {
    title: say('任职', 'Seats'),
    value: (p: Person) => p.seats.map((s) => `${s.unit.name} ${words.role[s.role]}`).join('; '),
  },
  {
    title: say('双因素', 'Second factor'),
    value: (p: Person) => (p.twoFactorEnabled ? say('是', 'Yes') : say('否', 'No')),
  },
  { title: say('建立时间', 'Made'), value: (p: Person) => instantCell(p.createdAt) },
  { title: say('关闭时间', 'Closed'), value: (p: Person) => instantCell(p.closedAt) },
]
