/** Comments through the database: who is told of one, once for many, and who never is. */
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { DrillInstant } from '../../domain/drill-time.ts'
import type { Result } from '../../domain/result.ts'
import { addMs, day, fromShanghai, minute } from '../../domain/time.ts'
import type { Actor } from '../../domain/units.ts'
import { deliveriesOfIncident, markDeliveriesRead } from '../../store/deliveries.ts'
import { insertIncident, updateIncident } from '../../store/incidents.ts'
import type { Store } from '../../store/open.ts'
import { dispatches, seats } from '../../store/schema.ts'
import { crew, seedBureaus } from '../../tests/support/bureaus.ts'
import { openTestStore } from '../../tests/support/db.ts'
import { changeReach } from '../delivery/change-reach.ts'
import { makeChannel } from '../delivery/change-channels.ts'
import { actOnComment, commentOnPoints } from './comment-points.ts'
import { draftTalkingPoints } from './draft-talking-points.ts'
import { reviseTalkingPoints } from './revise-talking-points.ts'

let store: Store
const start = fromShanghai(2026, 9, 30, 23, 10)!
let at = start
/** Each act is later than any message stands for: what is told is told by itself. */
const by = (actor: Actor) => {
  at = addMs(at, 20 * minute)
  return { actor, at }
}
const summary = '数据以公布为准。'
const body = { summary, facts: [], dos: [], donts: [], questions: [] }
const said = (revision: number) => ({ revision, field: 'summary', start: 0, end: 2, quote: '数据', text: '请写明日期' })

beforeAll(async () => {
  store = await openTestStore()
  await seedBureaus(store.db, start)
  const [secret, admin] = ['s'.repeat(40), { actor: crew.gxAdmin, at }]
  const mail = { host: 'mail.example', port: 465, security: 'tls', user: '', password: 'pw', from: 'a@b.example' }
  const robot = { url: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k' }
  for (const [kind, settings] of [['email', mail] as const, ['wecom', robot] as const])
    await done(
      makeChannel(store.db, { kind, name: kind, unitId: 'gx', rank: 0, settings: settings as never, secret }, admin),
    )
  const reach = { email: 'office@gx.example', phone: '', quietFrom: 22 * 60, quietTo: 7 * 60 }
  await done(changeReach(store.db, reach, { actor: crew.gxOffice, at }))
})
afterAll(() => store.close())

async function done<T>(result: Promise<Result<T>>): Promise<T> {
  const r = await result
  if (!r.ok) throw new Error(`refused: ${JSON.stringify(r.refusal)}`)
  return r.value
}
/** A region-wide text that the region's office wrote, and Liuzhou's director after it. */
async function textOfTwo(mode: 'real' | 'drill' = 'real') {
  const { id: incidentId } = await store.db.transaction((tx) =>
    insertIncident(tx, {
      ...{ rootId: 'gx', title: '网传数据造假', unitId: 'gx', unitIds: ['liuzhou'], state: 'active', mode },
      ...{ scope: 'region_wide', heldFromUnitId: null, openedAt: at },
    }),
  )
  const { id } = await done(draftTalkingPoints(store.db, { incidentId, body }, by(crew.gxOffice)))
  await done(reviseTalkingPoints(store.db, { id, revision: 1, body }, by(crew.lzDirector)))
  return { id, incidentId }
}
const news = async (incidentId: string) =>
  (await deliveriesOfIncident(store.db, incidentId)).filter((d) => d.kind === 'comment_news')
/** Who is told of what happens meanwhile. */
async function toldOf(incidentId: string, act: () => Promise<unknown>): Promise<string[]> {
  const before = (await news(incidentId)).length
  await act()
  return (await news(incidentId))
    .slice(before)
    .map((d) => d.userId)
    .sort()
}
const comment = (id: string, actor: Actor, revision = 1) =>
  done(commentOnPoints(store.db, { id, ...said(revision) }, by(actor)))

it('tells whoever wrote the revision and takes part in the thread, each once, and not who acts', async () => {
  const { id, incidentId } = await textOfTwo()
  expect(await toldOf(incidentId, () => comment(id, crew.gxDivision, 2))).toEqual(['lz-director'])
  expect(await toldOf(incidentId, () => comment(id, crew.gxOffice))).toEqual([])
  let commentId = ''
  const first = async () => {
    commentId = (await comment(id, crew.gxDirector)).commentId
  }
  expect(await toldOf(incidentId, first)).toEqual(['gx-office'])
  const act = (actor: Actor, verb: 'answer' | 'resolve' | 'reopen') =>
    toldOf(incidentId, () => done(actOnComment(store.db, { id, commentId, verb, text: '已补' }, by(actor))))
  expect(await act(crew.gxDivision, 'answer')).toEqual(['gx-director', 'gx-office'])
  expect(await act(crew.gxOffice, 'resolve')).toEqual(['gx-director', 'gx-division'])
  expect(await act(crew.gxGroup, 'reopen')).toEqual(['gx-director', 'gx-division', 'gx-office'])
  expect((await news(incidentId)).at(-1)).toMatchObject({
    facts: { talkingPointsId: id, n: 1, revision: 1, act: 'reopen', comment: '已补', byName: 'gx-group同志' },
  })
})

it('tells once of many comments by one person at one text, and again of what follows the reading or the quarter of an hour', async () => {
  const { id, incidentId } = await textOfTwo()
  const other = await textOfTwo()
  at = addMs(at, day)
  const at0 = at
  const after = (minutes: number, actor = crew.gxDivision, of = id) =>
    toldOf(of === id ? incidentId : other.incidentId, () =>
      done(commentOnPoints(store.db, { id: of, ...said(1) }, { actor, at: addMs(at0, minutes * minute) })),
    )
  expect(await after(0)).toEqual(['gx-office'])
  expect(await after(14)).toEqual([])
  expect(await after(14, crew.gxDirector)).toEqual(['gx-office'])
  expect(await after(14, crew.gxDivision, other.id)).toEqual(['gx-office'])
  expect(await after(15)).toEqual(['gx-office'])
  await markDeliveriesRead(store.db, { userId: 'gx-office' }, addMs(at0, 16 * minute))
  expect(await after(17)).toEqual(['gx-office'])
})

it('tells nobody from whom the matter is hidden, or who has no seat any more', async () => {
  const { id, incidentId } = await textOfTwo()
  const change = (more: Parameters<typeof updateIncident>[2]) => updateIncident(store.db, incidentId, more)
  expect(await toldOf(incidentId, () => comment(id, crew.gxDivision, 2))).toEqual(['lz-director'])
  await change({ heldFromUnitId: 'liuzhou' })
  expect(await toldOf(incidentId, () => comment(id, crew.gxDivision, 2))).toEqual([])
  await change({ heldFromUnitId: null })
  const left = { toAt: at }
  await store.db.update(seats).set(left).where(eq(seats.userId, 'lz-director'))
  expect(await toldOf(incidentId, () => comment(id, crew.gxDivision, 2))).toEqual([])
  await store.db.update(seats).set({ toAt: null }).where(eq(seats.userId, 'lz-director'))
  await change({ restricted: true })
  expect(await commentOnPoints(store.db, { id, ...said(2) }, by(crew.gxDivision))).toMatchObject({
    refusal: { code: 'not-found' },
  })
})

it('waits for the end of quiet hours, goes to no group, and of a drill stays in the house', async () => {
  const ways = async (incidentId: string) => {
    const keys = new Set((await news(incidentId)).map((d) => d.key))
    return (await store.db.select().from(dispatches)).filter((d) => keys.has(d.key))
  }
  const real = await textOfTwo()
  at = fromShanghai(2026, 11, 2, 23, 0)!
  await comment(real.id, crew.gxDivision)
  expect(await ways(real.incidentId)).toMatchObject([{ userId: 'gx-office', dueAt: fromShanghai(2026, 11, 3, 7, 0) }])
  const drill = await textOfTwo('drill')
  const now = new DrillInstant(addMs(at, 3 * day), at)
  await done(commentOnPoints(store.db, { id: drill.id, ...said(1) }, { actor: crew.gxDivision, at: now }))
  expect(await news(drill.incidentId)).toMatchObject([{ userId: 'gx-office', createdAt: now.realAt }])
  expect(await ways(drill.incidentId)).toEqual([])
})
