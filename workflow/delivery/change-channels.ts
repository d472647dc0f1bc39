/** 通知渠道: made, changed, closed and tried by an administrator. None is deleted, because the ledger names it. */
import { randomUUID } from 'node:crypto'
import type { ChannelKind } from '../../domain/channel.ts'
import { isPersonal } from '../../domain/channel.ts'
import { ok, type Result, refuse } from '../../domain/result.ts'
import type { Agent } from '../../domain/units.ts'
import { appendAudit } from '../../store/audit.ts'
import { addDispatches, insertChannel, lockChannel, reachOf, updateChannel } from '../../store/channels.ts'
import { addDeliveries } from '../../store/deliveries.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import { agentOf, type By } from '../by.ts'
import { may } from '../policy.ts'
import { readText } from '../text.ts'
import { openChannel, sealChannel } from './channel-settings.ts'
import { addressOn } from './route.ts'

type Given = { name: string; unitId: string; rank: number; settings: Record<string, string | number> }

/** Refuses `invalid-field` where e-mail or SMS is given to a unit that is no root: people of the whole tree use them. */
export async function makeChannel(
  db: Db,
  given: Given & { kind: ChannelKind; secret: string },
  by: By,
): Promise<Result<{ id: string }>> {
  const name = readText(given.name, { field: 'name', min: 2, max: 60 })
  if (!name.ok) return name
  const { kind, unitId, rank, secret } = given
  return db.transaction(async (tx) => {
    const right = await mayManage(tx, unitId, kind, by)
    if (!right.ok) return right
    const id = randomUUID()
    const sealed = sealChannel({ id, kind, settings: given.settings, before: null }, secret)
    if (!sealed.ok) return sealed
    const { at } = by
    const row = { id, kind, name: name.value, unitId, rank, ...sealed.value, createdAt: at, changedAt: at, dueAt: at }
    if (!(await insertChannel(tx, row))) return refuse('already-exists', { field: 'name' })
    await appendAudit(tx, {
      at,
      by: right.value,
      action: 'make-channel',
      subject: { kind: 'channel', id },
      after: { kind, name: name.value, unitId, rank, settings: sealed.value.shown },
    })
    return ok({ id })
  })
}

/** Name, order and settings; empty secrets stay as they are. */
export async function changeChannel(
  db: Db,
  given: Omit<Given, 'unitId'> & { id: string; secret: string },
  by: By,
): Promise<Result<null>> {
  const name = readText(given.name, { field: 'name', min: 2, max: 60 })
  if (!name.ok) return name
  return db.transaction(async (tx) => {
    const row = await lockChannel(tx, given.id)
    if (!row) return refuse('not-found')
    const right = await mayManage(tx, row.unitId, row.kind, by)
    if (!right.ok) return right
    if (row.closedAt !== null) return refuse('wrong-state')
    const before = openChannel(row, given.secret)
    const sealed = sealChannel({ id: row.id, kind: row.kind, settings: given.settings, before }, given.secret)
    if (!sealed.ok) return sealed
    const change = { name: name.value, rank: given.rank, ...sealed.value, changedAt: by.at, dueAt: by.at }
    await updateChannel(tx, row.id, change)
    await appendAudit(tx, {
      at: by.at,
      by: right.value,
      action: 'change-channel',
      subject: { kind: 'channel', id: row.id },
      before: { name: row.name, rank: row.rank, settings: row.shown },
      after: { name: name.value, rank: given.rank, settings: sealed.value.shown },
    })
    return ok(null)
  })
}

/** From now on it carries nothing; what still waits for it goes by the next way. Closing twice is closing once. */
export async function closeChannel(db: Db, { id }: { id: string }, by: By): Promise<Result<null>> {
  return db.transaction(async (tx) => {
    const row = await lockChannel(tx, id)
    if (!row) return refuse('not-found')
    const right = await mayManage(tx, row.unitId, row.kind, by)
    if (!right.ok) return right
    if (row.closedAt !== null) return ok(null)
    await updateChannel(tx, id, { closedAt: by.at, dueAt: null, alarmSince: null })
    await appendAudit(tx, {
      at: by.at,
      by: right.value,
      action: 'close-channel',
      subject: { kind: 'channel', id },
      before: { name: row.name },
    })
    return ok(null)
  })
}

/** Sends one message by this channel alone: to the administrator's own address, or to the group. */
export async function tryChannel(db: Db, { id }: { id: string }, by: By): Promise<Result<null>> {
  return db.transaction(async (tx) => {
    const row = await lockChannel(tx, id)
    if (!row) return refuse('not-found')
    const right = await mayManage(tx, row.unitId, row.kind, by)
    if (!right.ok) return right
    if (row.closedAt !== null) return refuse('wrong-state')
    const { userId } = by.actor
    const personal = isPersonal(row.kind)
    if (personal && addressOn(row.kind, (await reachOf(tx, [userId])).get(userId)) === '')
      return refuse('missing-field', { field: row.kind === 'email' ? 'email' : 'phone' })
    const key = `channel-test:${id}:${randomUUID()}`
    const [delivery] = await addDeliveries(tx, [
      {
        ...{ key, kind: 'channel_test' as const, userId, unitId: row.unitId, facts: { name: row.name } },
        ...{ createdAt: by.at, deliveredAt: by.at },
      },
    ])
    await addDispatches(tx, [
      { key, channelId: id, userId: personal ? userId : '', deliveryId: delivery!.id, createdAt: by.at, dueAt: by.at },
    ])
    await appendAudit(tx, { at: by.at, by: right.value, action: 'try-channel', subject: { kind: 'channel', id } })
    return ok(null)
  })
}

async function mayManage(tx: Db, unitId: string, kind: ChannelKind, { actor }: By): Promise<Result<Agent>> {
  const tree = await loadUnitTree(tx)
  const unit = tree.byId(unitId)
  if (!unit) return refuse('not-found', { field: 'unitId' })
  const right = may(actor, 'manage-channels', { unitId, tree })
  if (!right.ok) return right
  if (isPersonal(kind) ? unit.id !== unit.rootId : unit.level === 'division')
    return refuse('invalid-field', { field: 'unitId' })
  return ok(agentOf(actor, right.value))
}
