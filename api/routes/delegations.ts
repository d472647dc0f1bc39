/** Signing for somebody who travels (委托书): the list, what may be lent, recording an order, revoking it. */
import { createRoute } from '@hono/zod-openapi'
import { delegationState, powers } from '../../domain/delegation.ts'
import { roles, type UnitTree } from '../../domain/units.ts'
import { delegationList, type NamedDelegation } from '../../store/delegations.ts'
import { peopleOf } from '../../store/people.ts'
import { judgeRevocation, mayAct } from '../../workflow/delegation/delegation.ts'
import { recordDelegation, revokeDelegation } from '../../workflow/delegation/record-delegation.ts'
import { may, roleHas } from '../../workflow/policy.ts'
import {
  delegationChoicesSchema,
  type DelegationShown,
  delegationsQuery,
  delegationsSchema,
  doneSchema,
  idParam,
  recordDelegationRequest,
  revokeDelegationRequest,
  wordOfCode,
} from '../contract.ts'
import { csvFile, type FileSpeech, instantCell, maxCsvRows } from '../csv.ts'
import type { ApiDeps } from '../deps.ts'
import { notFound, orRefuse, ruleShown } from '../errors.ts'
import { answers, body, createRouter, csvSchema, listAnswers } from '../route.ts'
import { moveOf } from '../shapes/moves.ts'
import { iso, unitRef } from '../shapes/units.ts'
import { unitsFor } from '../who.ts'

const tags = ['duty']
const route = (method: 'get' | 'post', path: string, summary: string) => ({ method, path, summary, tags }) as const
const list = createRoute({
  ...route('get', '/delegations', 'Orders by which somebody signs for another'),
  request: { query: delegationsQuery },
  responses: listAnswers(delegationsSchema, csvSchema),
})
const choices = createRoute({
  ...route('get', '/delegations/choices', 'Seats whose signatures the person may lend or record an order for'),
  responses: answers(delegationChoicesSchema),
})
const record = createRoute({
  ...route('post', '/delegations', 'Record a signed order'),
  request: { body: body(recordDelegationRequest) },
  responses: answers(doneSchema),
})
const revoke = createRoute({
  ...route('post', '/delegations/{id}/revoke', 'Revoke an order at once'),
  request: { params: idParam, body: body(revokeDelegationRequest) },
  responses: answers(doneSchema),
})

export function delegationRoutes({ db, now }: ApiDeps) {
  const app = createRouter()
  app.openapi(list, async (c) => {
    const { format, unitId, sort, page, pageSize, ...filter } = c.req.valid('query')
    const [actor, tree, at] = [c.get('actor'), c.get('tree'), now()]
    const bureaus = bureausOf(c)
    const bureauIds = unitId ? bureaus.filter((id) => id === unitId) : bureaus
    if (bureauIds.length === 0) throw notFound()
    const isFile = format === 'csv'
    const found = await delegationList(
      db,
      { ...filter, bureauIds, order: sort, ...(isFile ? { page: 1, pageSize: maxCsvRows } : { page, pageSize }) },
      at,
    )
    const items = found.items.map((row) => ({
      ...shown(row, tree, at),
      moves: [moveOf('revoke', judgeRevocation(row, { actor, tree, now: at }))],
    }))
    if (isFile) return csvFile(c, 'delegations', columns, items)
    const seats = await lendable(c, at)
    const units = bureaus.map((id) => unitRef(tree, id))
    const rest = { page, pageSize, units, mayRecord: seats.length > 0, rule: ruleShown('policy-delegation') }
    return c.json({ items, total: found.total, ...rest }, 200)
  })
  app.openapi(choices, async (c) => c.json({ seats: await lendable(c, now()) }, 200))
  app.openapi(record, async (c) => {
    const { fromAt, untilAt, ...given } = c.req.valid('json')
    const input = { ...given, fromAt: new Date(fromAt), untilAt: new Date(untilAt) }
    const { id } = orRefuse(await recordDelegation(db, input, { actor: c.get('actor'), at: now() }))
    return c.json({ ok: true as const, id }, 200)
  })
  app.openapi(revoke, async (c) => {
    const input = { id: c.req.valid('param').id, reason: c.req.valid('json').reason }
    const { id } = orRefuse(await revokeDelegation(db, input, { actor: c.get('actor'), at: now() }))
    return c.json({ ok: true as const, id }, 200)
  })
  return app

  /** One's own seats, and where the person keeps the office those of everybody else of the bureau, each with who may act in it. */
  async function lendable(c: Parameters<typeof unitsFor>[0], at: Date) {
    const [actor, tree] = [c.get('actor'), c.get('tree')]
    const offices = tree.all.filter((u) => may(actor, 'record-delegation', { unitId: u.id, tree }).ok).map((u) => u.id)
    const own = actor.seats.map((s) => s.unitId)
    const bureaus = new Set([...offices, ...own].map((id) => tree.bureauOf(id)?.id))
    const around = tree.all.filter((u) => bureaus.has(tree.bureauOf(u.id)?.id)).map((u) => u.id)
    const people = await peopleOf(db, { unitIds: around, roles: [...roles] }, at)
    const ids = [...new Map(people.map((p) => [p.userId, { id: p.userId, name: p.name }])).values()]
    return people
      .filter((p) => p.userId === actor.userId || offices.includes(p.unitId))
      .map(({ userId, name, unitId, role }) => ({
        ...{ person: { id: userId, name }, unit: unitRef(tree, unitId), role },
        powers: powers.filter((power) => roleHas(role, power)),
        acting: ids.filter(({ id }) => {
          const seats = people.filter((p) => p.userId === id)
          return id !== userId && id !== actor.userId && mayAct(seats, tree.bureauOf(unitId)?.id ?? '', tree)
        }),
      }))
      .filter((seat) => seat.powers.length > 0)
  }
}

/** A division's people lend and act in its bureau. */
const bureausOf = (c: Parameters<typeof unitsFor>[0]): string[] =>
  unitsFor(c, 'view-duty').filter((id) => c.get('tree').byId(id)?.level !== 'division')

const shown = (row: NamedDelegation, tree: UnitTree, at: Date): Omit<DelegationShown, 'moves'> => ({
  ...{ id: row.id, number: row.number, signedOn: row.signedOn, unit: unitRef(tree, row.unitId), role: row.role },
  ...{ absent: { id: row.forUserId, name: row.forName }, acting: { id: row.userId, name: row.name } },
  ...{ powers: row.powers, compartment: row.compartment, reason: row.reason },
  ...{ fromAt: iso(row.fromAt), untilAt: iso(row.untilAt), state: delegationState(row, at) },
  ...{ recordedBy: row.recordedByName, recordedAt: iso(row.recordedAt) },
  revoked: row.revokedAt
    ? { at: iso(row.revokedAt), by: row.revokedByName ?? '', reason: row.revokeReason ?? '' }
    : null,
})

const columns = ({ say, words }: FileSpeech) => [
  { title: say('委托书文号', 'Order'), value: (d: Row) => d.number },
  { title: say('落款日期', 'Signed on'), value: (d: Row) => d.signedOn },
  { title: say('单位', 'Unit'), value: (d: Row) => d.unit.name },
  { title: say('委托人', 'Away'), value: (d: Row) => d.absent.name },
  { title: say('所任席位', 'Seat'), value: (d: Row) => wordOfCode(words.role, d.role) },
  { title: say('受托人', 'Signs'), value: (d: Row) => d.acting.name },
  {
    title: say('代行权限', 'Powers'),
    value: (d: Row) => d.powers.map((p) => wordOfCode(words.power, p)).join(say('；', '; ')),
  },
  {
    title: say('含限制知悉事项', 'Compartment'),
    value: (d: Row) => (d.compartment ? say('是', 'Yes') : say('否', 'No')),
  },
  { title: say('开始', 'From'), value: (d: Row) => instantCell(d.fromAt) },
  { title: say('结束', 'Until'), value: (d: Row) => instantCell(d.untilAt) },
  { title: say('状态', 'State'), value: (d: Row) => wordOfCode(words.delegation, d.state) },
  { title: say('事由', 'Reason'), value: (d: Row) => d.reason },
  { title: say('登记人', 'Recorded by'), value: (d: Row) => d.recordedBy },
  { title: say('登记时间', 'Recorded'), value: (d: Row) => instantCell(d.recordedAt) },
  { title: say('撤销时间', 'Revoked'), value: (d: Row) => instantCell(d.revoked?.at ?? null) },
  { title: say('撤销人', 'Revoked by'), value: (d: Row) => d.revoked?.by ?? '' },
  { title: say('撤销事由', 'Why'), value: (d: Row) => d.revoked?.reason ?? '' },
]

type Row = Omit<DelegationShown, 'moves'>
