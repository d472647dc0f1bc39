/** 通知渠道: for administrators; the ledger of sendings; and everybody's own addresses. */
import { createRoute } from '@hono/zod-openapi'
import type { UnitTree } from '../../domain/units.ts'
import { type ChannelRow, channelList, type LedgerEntry, ledger, reachOf } from '../../store/channels.ts'
import { changeChannel, closeChannel, makeChannel, tryChannel } from '../../workflow/delivery/change-channels.ts'
import { changeReach } from '../../workflow/delivery/change-reach.ts'
import {
  type ChannelShown,
  changeChannelRequest,
  channelsSchema,
  type DispatchShown,
  dispatchesQuery,
  dispatchesSchema,
  doneSchema,
  idParam,
  makeChannelRequest,
  reachSavedSchema,
  reachSchema,
  wordOfCode,
} from '../contract.ts'
import { csvFile, type FileSpeech, instantCell, maxCsvRows } from '../csv.ts'
import type { ApiDeps } from '../deps.ts'
import { orRefuse } from '../errors.ts'
import { answers, body, createRouter, csvSchema, listAnswers } from '../route.ts'
import { moveOf } from '../shapes/moves.ts'
import { iso, isoOrNull, unitRefOrNull } from '../shapes/units.ts'
import { mayAnywhere, unitsFor } from '../who.ts'

const tags = ['channels']
const list = createRoute({
  method: 'get',
  path: '/channels',
  tags,
  summary: 'Ways by which messages leave the house, with how they do',
  responses: answers(channelsSchema),
})
const make = createRoute({
  method: 'post',
  path: '/channels',
  tags,
  summary: 'A new way out',
  request: { body: body(makeChannelRequest) },
  responses: answers(doneSchema),
})
const change = createRoute({
  method: 'post',
  path: '/channels/{id}/change',
  tags,
  summary: 'Name, order and settings; secrets left empty stay',
  request: { params: idParam, body: body(changeChannelRequest) },
  responses: answers(doneSchema),
})
const close = createRoute({
  method: 'post',
  path: '/channels/{id}/close',
  tags,
  summary: 'Carries nothing any more',
  request: { params: idParam },
  responses: answers(doneSchema),
})
const tryOut = createRoute({
  method: 'post',
  path: '/channels/{id}/try',
  tags,
  summary: 'Send one test message: to my own address, or to the group',
  request: { params: idParam },
  responses: answers(doneSchema),
})
const sent = createRoute({
  method: 'get',
  path: '/dispatches',
  tags,
  summary: 'The ledger: what went to whom by which way and how it ended, newest first',
  request: { query: dispatchesQuery },
  responses: listAnswers(dispatchesSchema, csvSchema),
})
const reach = createRoute({
  method: 'get',
  path: '/me/reach',
  tags,
  summary: 'Where I can be reached outside the product',
  responses: answers(reachSchema),
})
const setReach = createRoute({
  method: 'post',
  path: '/me/reach',
  tags,
  summary: 'Set where I can be reached, and my quiet hours',
  request: { body: body(reachSchema) },
  responses: answers(reachSavedSchema),
})

export function channelRoutes({ db, now, secret, outboundHosts }: ApiDeps) {
  const app = createRouter()
  app.openapi(list, async (c) => {
    const unitIds = unitsFor(c, 'manage-channels')
    const items = (await channelList(db))
      .filter((row) => unitIds.includes(row.unitId))
      .map((row) => channelShown(row, c.get('tree')))
    return c.json({ items, hosts: [...outboundHosts], moves: [moveOf('make', mayAnywhere(c, 'manage-channels'))] }, 200)
  })
  app.openapi(make, async (c) => {
    const given = { ...c.req.valid('json'), secret }
    const { id } = orRefuse(await makeChannel(db, given, { actor: c.get('actor'), at: now() }))
    return c.json({ ok: true as const, id }, 200)
  })
  app.openapi(change, async (c) => {
    const { id } = c.req.valid('param')
    const given = { ...c.req.valid('json'), id, secret }
    orRefuse(await changeChannel(db, given, { actor: c.get('actor'), at: now() }))
    return c.json({ ok: true as const, id }, 200)
  })
  app.openapi(close, async (c) => {
    const { id } = c.req.valid('param')
    orRefuse(await closeChannel(db, { id }, { actor: c.get('actor'), at: now() }))
    return c.json({ ok: true as const, id }, 200)
  })
  app.openapi(tryOut, async (c) => {
    const { id } = c.req.valid('param')
    orRefuse(await tryChannel(db, { id }, { actor: c.get('actor'), at: now() }))
    return c.json({ ok: true as const, id }, 200)
  })
  app.openapi(sent, async (c) => {
    const unitIds = unitsFor(c, 'manage-channels')
    const { format, ...filter } = c.req.valid('query')
    const slice = format === 'csv' ? { page: 1, pageSize: maxCsvRows } : {}
    const { items, total } = await ledger(db, { ...filter, ...slice, unitIds })
    const shown = items.map((entry) => dispatchShown(entry, c.get('tree')))
    if (format === 'csv') return csvFile(c, 'dispatches', columns, shown)
    return c.json({ items: shown, total, page: filter.page, pageSize: filter.pageSize }, 200)
  })
  app.openapi(reach, async (c) => {
    const { userId } = c.get('actor')
    const row = (await reachOf(db, [userId])).get(userId)
    const { email = '', phone = '', quietFrom = null, quietTo = null } = row ?? {}
    return c.json({ email, phone, quietFrom, quietTo }, 200)
  })
  app.openapi(setReach, async (c) => {
    const { told } = orRefuse(await changeReach(db, c.req.valid('json'), { actor: c.get('actor'), at: now() }))
    return c.json({ ok: true as const, told }, 200)
  })
  return app
}

const channelShown = (row: ChannelRow, tree: UnitTree): ChannelShown => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  unit: unitRefOrNull(tree, row.unitId),
  rank: row.rank,
  settings: row.shown,
  createdAt: iso(row.createdAt),
  closedAt: isoOrNull(row.closedAt),
  lastSentAt: isoOrNull(row.lastSentAt),
  lastFailedAt: isoOrNull(row.lastFailedAt),
  lastFailure: row.lastFailure,
  lastDetail: row.lastDetail,
  alarmSince: isoOrNull(row.alarmSince),
})

const dispatchShown = (entry: LedgerEntry, tree: UnitTree): DispatchShown => ({
  id: entry.id,
  kind: entry.kind,
  unit: unitRefOrNull(tree, entry.unitId),
  channel: { id: entry.channelId, name: entry.channelName, kind: entry.channelKind },
  person: entry.userName,
  state: entry.state,
  failure: entry.failure,
  detail: entry.detail,
  sends: entry.sends,
  createdAt: iso(entry.createdAt),
  startedAt: isoOrNull(entry.startedAt),
  settledAt: isoOrNull(entry.settledAt),
  nextAt: isoOrNull(entry.dueAt),
})

const columns = ({ say, words }: FileSpeech) => [
  { title: say('时间', 'Time'), value: (d: DispatchShown) => instantCell(d.createdAt) },
  { title: say('消息', 'Message'), value: (d: DispatchShown) => wordOfCode(words.messageKind, d.kind) },
  { title: say('单位', 'Unit'), value: (d: DispatchShown) => d.unit?.name ?? null },
  { title: say('渠道', 'Channel'), value: (d: DispatchShown) => d.channel.name },
  { title: say('接收人', 'To'), value: (d: DispatchShown) => d.person },
  { title: say('结果', 'Outcome'), value: (d: DispatchShown) => wordOfCode(words.dispatchState, d.state) },
  { title: say('失败原因', 'Why it failed'), value: (d: DispatchShown) => wordOfCode(words.sendFailure, d.failure) },
  { title: say('对方答复', 'Answer of the other side'), value: (d: DispatchShown) => d.detail },
  { title: say('发送次数', 'Tries'), value: (d: DispatchShown) => d.sends },
  { title: say('完成时间', 'Settled'), value: (d: DispatchShown) => instantCell(d.settledAt) },
]
