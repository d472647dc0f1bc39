/** From a message of the house to the ledger: which way, once, again, by the next way, and the alarm when nothing gets through. */
import { asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SendOutcome } from '../../domain/channel.ts'
import { addMs, fromShanghai, minute, second } from '../../domain/time.ts'
import { verifyAudit } from '../../store/audit.ts'
import type { Store } from '../../store/open.ts'
import { channels, deliveries, dispatches } from '../../store/schema.ts'
import { claimDue } from '../../store/work.ts'
import { bureauTree, crew, seedBureaus } from '../../tests/support/bureaus.ts'
import { openTestStore } from '../../tests/support/db.ts'
import { changeChannel, closeChannel, makeChannel, tryChannel } from './change-channels.ts'
import { changeReach } from './change-reach.ts'
import { type Message, notify } from './notify.ts'
import { settleSending, startSending } from './send-outside.ts'
import { silenceLimitMs, watchChannel } from './watch-channel.ts'

let store: Store
const start = fromShanghai(2026, 9, 30, 23, 10)!
const secret = 's'.repeat(40)
const house = { secret, publicUrl: 'https://tongyu.example' }
const admin = { actor: crew.gxAdmin, at: start }
const value = <T>(r: { ok: true; value: T } | { ok: false; refusal: unknown }): T => {
  if (!r.ok) throw new Error(JSON.stringify(r.refusal))
  return r.value
}
const mailSettings = { host: 'mail.example', port: 465, security: 'tls', user: '', password: 'pw', from: 'a@b.example' }
const smsSettings = { url: 'http://sms.example/send', contentType: 'json', body: '{"to":"{phone}"}' }
let mail: string
let sms: string
let robot: string
beforeAll(async () => {
  store = await openTestStore()
  await seedBureaus(store.db, start)
  const make = async (name: string, kind: 'email' | 'sms' | 'wecom', unitId: string, rank: number, settings: object) =>
    value(await makeChannel(store.db, { name, kind, unitId, rank, settings: settings as never, secret }, admin)).id
  mail = await make('值班邮箱', 'email', 'gx', 1, mailSettings)
  sms = await make('短信平台', 'sms', 'gx', 2, smsSettings)
  robot = await make('柳州值班群', 'wecom', 'liuzhou', 0, {
    url: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k',
  })
  for (const actor of [crew.lzDuty, crew.lzStandIn])
    value(
      await changeReach(
        store.db,
        { email: `${actor.userId}@gx.example`, phone: '138 0013 8000', quietFrom: 22 * 60, quietTo: 7 * 60 },
        { actor, at: start },
      ),
    )
})
afterAll(async () => {
  expect(await verifyAudit(store.db)).toMatchObject({ ok: true })
  await store.close()
})

let n = 0
const told = async (more: Partial<Message> = {}, at = start) => {
  const message: Message = {
    key: `fact-${++n}`,
    kind: 'clock_step',
    to: [{ unitId: 'liuzhou', roles: ['duty_officer'] }],
    facts: { no: '桂舆2026-1', title: '数据系编造', limitAt: '2026-09-30T17:10:00.000Z' },
    ...more,
  }
  await notify(store.db, message, bureauTree, at)
  return message.key
}
const entries = async (key: string) =>
  store.db
    .select()
    .from(dispatches)
    .where(eq(dispatches.key, key))
    .orderBy(asc(dispatches.createdAt), asc(dispatches.id))
const entry = async (key: string, channelId: string, userId: string) =>
  (await entries(key)).find((e) => e.channelId === channelId && e.userId === userId)
const goOut = async (id: string, outcome: SendOutcome, at = start) => {
  const started = await startSending(store.db, id, house, at)
  return { started, ...(await settleSending(store.db, id, outcome, at)) }
}
const sent: SendOutcome = { kind: 'sent', receipt: '250 ok' }
const refused: SendOutcome = { kind: 'failed', lasting: true, reason: 'refused', detail: 'no' }
const away: SendOutcome = { kind: 'failed', lasting: false, reason: 'unreachable', detail: '' }

describe('a message of the house', () => {
  it('goes once to each person by their first way and once to the group of the unit', async () => {
    const key = await told()
    await notify(
      store.db,
      { key, kind: 'clock_step', to: [{ unitId: 'liuzhou', roles: ['duty_officer'] }], facts: {} },
      bureauTree,
      addMs(start, second),
    )
    const written = await entries(key)
    expect(written.map((e) => [e.channelId, e.userId]).sort()).toEqual(
      [
        [mail, 'lz-duty'],
        [mail, 'lz-standin'],
        [robot, ''],
      ].sort(),
    )
    const { started } = await goOut(written[0]!.id, sent)
    expect(started).toMatchObject({ kind: 'send', notice: { urgent: true, link: 'https://tongyu.example/messages' } })
    if (started.kind === 'send' && started.to) expect(started.notice.lines).toContain('截止:2026-10-01 01:10:00')
    expect(await goOut(written[0]!.id, sent)).toEqual({ started: { kind: 'nothing' }, again: null })
  })
  it('waits for the end of quiet hours unless a time limit runs', async () => {
    const due = async (kind: Message['kind']) => (await entry(await told({ kind }), mail, 'lz-duty'))!.dueAt
    expect(await due('clock_step')).toEqual(start)
    expect(await due('report_received')).toEqual(fromShanghai(2026, 10, 1, 7, 0))
  })
  it('is kept from groups when it is held back from a unit', async () => {
    const key = await told({ heldFromUnitId: 'gx' })
    expect((await entries(key)).map((e) => e.channelId)).not.toContain(robot)
  })
})

describe('a way that fails', () => {
  it('is tried again, then the next one takes over, and nobody gets it twice by one way', async () => {
    const key = await told()
    const first = (await entry(key, mail, 'lz-duty'))!
    let at = start
    for (let tries = 1; tries <= 3; tries++) {
      const { again } = await goOut(first.id, away, at)
      expect(again!.getTime()).toBeGreaterThan(at.getTime())
      at = again!
    }
    expect((await goOut(first.id, away, at)).again).toBeNull()
    expect(at.getTime() - start.getTime()).toBeLessThanOrEqual(2 * minute)
    expect(await entry(key, mail, 'lz-duty')).toMatchObject({ state: 'failed', failure: 'unreachable', sends: 4 })
    const second = (await entry(key, sms, 'lz-duty'))!
    expect(second.state).toBe('waiting')
    await goOut(second.id, sent, at)
    expect(await entry(key, sms, 'lz-duty')).toMatchObject({ state: 'sent', detail: '250 ok' })
    expect((await entries(key)).filter((e) => e.userId === 'lz-duty')).toHaveLength(2)
  })
  it('that refuses for good hands on at once', async () => {
    const key = await told()
    expect((await goOut((await entry(key, mail, 'lz-duty'))!.id, refused)).again).toBeNull()
    expect(await entry(key, sms, 'lz-duty')).toMatchObject({ state: 'waiting', dueAt: start })
  })
  it('and is the last one left is not given up for hours', async () => {
    const key = await told()
    await goOut((await entry(key, mail, 'lz-duty'))!.id, refused)
    const last = (await entry(key, sms, 'lz-duty'))!
    for (let tries = 0; tries < 20; tries++) expect((await goOut(last.id, away)).again).not.toBeNull()
  })
})

describe('a program that ends in the middle of sending', () => {
  it('sends again by a way that knows a repeat', async () => {
    const id = (await entry(await told(), mail, 'lz-duty'))!.id
    const one = await startSending(store.db, id, house, start)
    const two = await startSending(store.db, id, house, addMs(start, minute))
    expect(one.kind === 'send' && one.notice.id).toBe(id)
    expect(two.kind === 'send' && two.notice.id).toBe(id)
  })
  it('leaves it open by a way that does not, and the next way takes over', async () => {
    const key = await told()
    await goOut((await entry(key, mail, 'lz-duty'))!.id, refused)
    const id = (await entry(key, sms, 'lz-duty'))!.id
    await startSending(store.db, id, house, start)
    expect(await startSending(store.db, id, house, addMs(start, minute))).toEqual({ kind: 'nothing' })
    expect(await entry(key, sms, 'lz-duty')).toMatchObject({ state: 'unsure', sends: 1 })
    const group = (await entry(key, robot, ''))!
    await startSending(store.db, group.id, house, start)
    await startSending(store.db, group.id, house, addMs(start, minute))
    expect(await entry(key, robot, '')).toMatchObject({ state: 'unsure', sends: 1 })
  })
  it('leaves a row that is work again when its lease ends', async () => {
    const id = (await entry(await told(), mail, 'lz-duty'))!.id
    const far = { table: 'dispatches' as const, limit: 1000, leaseMs: second }
    const at = addMs(start, 10 * minute)
    expect((await claimDue(store.db, { ...far, now: at })).map((t) => t.id)).toContain(id)
    expect((await claimDue(store.db, { ...far, now: addMs(at, 2 * second) })).map((t) => t.id)).toContain(id)
  })
})

describe('what a robot takes', () => {
  it('is at most twenty a minute; the rest waits and is not lost', async () => {
    const at = addMs(start, 60 * minute)
    const outcomes: string[] = []
    for (let i = 0; i < 22; i++) {
      const id = (await entry(await told({}, at), robot, ''))!.id
      outcomes.push((await goOut(id, sent, at)).started.kind)
    }
    expect(outcomes.filter((k) => k === 'send')).toHaveLength(20)
    expect(outcomes.slice(20)).toEqual(['later', 'later'])
  })
})

describe('a channel', () => {
  it('is the administrator’s, with settings that fit and secrets that are never shown', async () => {
    const given = { name: '别的', kind: 'email' as const, unitId: 'gx', rank: 0, settings: mailSettings, secret }
    expect(await makeChannel(store.db, given, { actor: crew.gxDirector, at: start })).toMatchObject({
      refusal: { code: 'not-allowed' },
    })
    expect(await makeChannel(store.db, { ...given, unitId: 'liuzhou' }, admin)).toMatchObject({
      refusal: { code: 'invalid-field', field: 'unitId' },
    })
    expect(await makeChannel(store.db, { ...given, settings: { ...mailSettings, port: 99_999 } }, admin)).toMatchObject(
      {
        refusal: { code: 'invalid-field', field: 'settings.port' },
      },
    )
    expect(await makeChannel(store.db, { ...given, name: '值班邮箱' }, admin)).toMatchObject({
      refusal: { code: 'already-exists' },
    })
    const rows = await store.db.select().from(channels)
    expect(JSON.stringify(rows)).not.toMatch(/"pw"|key=k/)
    expect(rows.find((r) => r.id === robot)?.shown).toEqual({ host: 'qyapi.weixin.qq.com' })
    const changed = {
      id: mail,
      name: '值班邮箱',
      rank: 1,
      settings: { ...mailSettings, password: '', port: 587 },
      secret,
    }
    value(await changeChannel(store.db, changed, admin))
    const started = await startSending(store.db, (await entry(await told(), mail, 'lz-duty'))!.id, house, start)
    expect(started).toMatchObject({ kind: 'send', channel: { port: 587, password: 'pw' } })
  })
  it('can be tried by whoever has an address', async () => {
    expect(await tryChannel(store.db, { id: mail }, admin)).toMatchObject({
      refusal: { code: 'missing-field', field: 'email' },
    })
    expect(await tryChannel(store.db, { id: robot }, admin)).toMatchObject({ ok: true })
  })
  it('that gets nothing through is an alarm, told once, and once more when it works again', async () => {
    const at = addMs(start, 300 * minute)
    await told({}, at)
    const alarms = async () =>
      (await store.db.select().from(deliveries)).filter(
        (d) => d.kind.startsWith('channel_') && d.userId === 'gx-admin' && d.facts.channelId === mail,
      )
    const failed: SendOutcome = { kind: 'failed', lasting: false, reason: 'unreachable', detail: 'ECONNREFUSED' }
    await watchChannel(store.db, mail, failed, addMs(at, silenceLimitMs))
    await watchChannel(store.db, mail, failed, addMs(at, 2 * silenceLimitMs))
    expect((await alarms()).map((d) => d.kind)).toEqual(['channel_alarm'])
    for (const one of await store.db.select().from(dispatches).where(eq(dispatches.channelId, mail)))
      if (one.state === 'waiting') await goOut(one.id, sent, addMs(at, 2 * silenceLimitMs))
    for (const one of await store.db.select().from(dispatches).where(eq(dispatches.channelId, mail)))
      if (one.state === 'sending') await settleSending(store.db, one.id, sent, addMs(at, 2 * silenceLimitMs))
    await watchChannel(store.db, mail, sent, addMs(at, 3 * silenceLimitMs))
    expect((await alarms()).map((d) => d.kind)).toEqual(['channel_alarm', 'channel_recovered'])
  })
  it('that is closed carries nothing; what waited goes by the next way', async () => {
    const key = await told()
    value(await closeChannel(store.db, { id: mail }, admin))
    expect((await startSending(store.db, (await entry(key, mail, 'lz-duty'))!.id, house, start)).kind).toBe('nothing')
    expect(await entry(key, sms, 'lz-duty')).toMatchObject({ state: 'waiting' })
    expect((await entries(await told())).map((e) => e.channelId)).not.toContain(mail)
  })
})
