/** Messages about talking points leave the house as others do: to people alone, an order to stop at once, a drill's never. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { DrillInstant } from '../../domain/drill-time.ts'
import type { Result } from '../../domain/result.ts'
import { addMs, day, fromShanghai } from '../../domain/time.ts'
import { deliveriesOfIncident } from '../../store/deliveries.ts'
import { insertIncident } from '../../store/incidents.ts'
import type { Store } from '../../store/open.ts'
import { dispatches } from '../../store/schema.ts'
import { talkingPointsById } from '../../store/talking-points.ts'
import { bureauTree, crew, seedBureaus } from '../../tests/support/bureaus.ts'
import { openTestStore } from '../../tests/support/db.ts'
import { makeChannel } from '../delivery/change-channels.ts'
import { changeReach } from '../delivery/change-reach.ts'
import { draftTalkingPoints } from './draft-talking-points.ts'
import { noticeReturned, noticeStopUsing } from './notices.ts'

let store: Store
const night = fromShanghai(2026, 9, 30, 23, 10)!
const body = { summary: '数据以公布为准。', facts: [], dos: [], donts: [], questions: [] }

beforeAll(async () => {
  store = await openTestStore()
  await seedBureaus(store.db, night)
  const [secret, admin] = ['s'.repeat(40), { actor: crew.gxAdmin, at: night }]
  const mail = { host: 'mail.example', port: 465, security: 'tls', user: '', password: 'pw', from: 'a@b.example' }
  const robot = { url: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k' }
  for (const [kind, settings] of [['email', mail] as const, ['wecom', robot] as const])
    await done(
      makeChannel(store.db, { kind, name: kind, unitId: 'gx', rank: 0, settings: settings as never, secret }, admin),
    )
  const reach = { email: 'office@gx.example', phone: '', quietFrom: 22 * 60, quietTo: 7 * 60 }
  await done(changeReach(store.db, reach, { actor: crew.gxOffice, at: night }))
})
afterAll(() => store.close())

async function done<T>(result: Promise<Result<T>>): Promise<T> {
  const r = await result
  if (!r.ok) throw new Error(`refused: ${JSON.stringify(r.refusal)}`)
  return r.value
}
/** What is written of a text that came back and must not be used any more, and what of it leaves by which way. */
async function told(mode: 'real' | 'drill', at: Date) {
  const { db } = store
  const { id: incidentId } = await db.transaction((tx) =>
    insertIncident(tx, {
      ...{ rootId: 'gx', title: '网传数据造假', unitId: 'gx', unitIds: ['gx'], state: 'active', mode },
      ...{ scope: 'region_wide', heldFromUnitId: null, openedAt: night },
    }),
  )
  const { id } = await done(draftTalkingPoints(db, { incidentId, body }, { actor: crew.gxOffice, at }))
  const { facts } = (await talkingPointsById(db, { id, unitIds: ['gx'], at }))!
  const about = { facts, tree: bureauTree, at }
  await db.transaction(async (tx) => {
    await noticeReturned(tx, about, { comment: '口径不清', byName: '处长', asked: false })
    await noticeStopUsing(tx, about, { cause: 'recalled' })
  })
  const written = (await deliveriesOfIncident(db, incidentId)).filter((d) => d.userId === 'gx-office')
  const keys = new Map(written.map((d) => [d.key, d.kind]))
  const left = (await db.select().from(dispatches)).filter((d) => keys.has(d.key))
  return { written, left: new Map(left.map((d) => [keys.get(d.key), d])) }
}

it('an order to stop leaves at once, what came back waits for the morning, and no group hears of either', async () => {
  const { left } = await told('real', night)
  expect([...left].map(([kind, d]) => [kind, d.userId, d.dueAt]).sort()).toEqual([
    ['stop_using', 'gx-office', night],
    ['talking_points_returned', 'gx-office', fromShanghai(2026, 10, 1, 7, 0)],
  ])
})

it('of a drill all of it stays in the house, dated by the real time', async () => {
  const { written, left } = await told('drill', new DrillInstant(addMs(night, 2 * day), night))
  expect(written.map((d) => [d.kind, d.createdAt]).sort()).toEqual([
    ['stop_using', night],
    ['talking_points_returned', night],
  ])
  expect(left.size).toBe(0)
})
