/** The registry of the press: what an entry rests on, who sees what of it, what is sealed, and how it ends. */
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { graceAfterReviewMs, reviewAfterMs } from '../../domain/registry.ts'
import type { Result } from '../../domain/result.ts'
import { addMs, day, hour, minute } from '../../domain/time.ts'
import type { Actor, Role } from '../../domain/units.ts'
import { auditOfSubject, verifyAudit } from '../../store/audit.ts'
import { insertIncident, updateIncident } from '../../store/incidents.ts'
import { rowsOf, type Store } from '../../store/open.ts'
import { contactReads, journalistList } from '../../store/registry-lists.ts'
import { journalistById, storyOf } from '../../store/registry.ts'
import { seedBureaus } from '../../tests/support/bureaus.ts'
import { openTestStore } from '../../tests/support/db.ts'
import type { SealKeys } from '../seal.ts'
import { actOnJournalist } from './act-on-journalist.ts'
import { type RegistryKeys, resealContacts } from './contact.ts'
import { settleJournalist } from './erase-journalist.ts'
import { mergeJournalists, partJournalists } from './merge-journalists.ts'
import { addOutlet } from './outlets.ts'
import { exportJournalist, readContact } from './read-contact.ts'
import { changeJournalist, checkCard, registerJournalist } from './register-journalist.ts'

let store: Store
let at = new Date('2026-11-20T01:00:00Z')
const by = (actor: Actor) => {
  at = addMs(at, minute)
  return { actor, at }
}
const person = (userId: string, unitId: string, role: Role): Actor => ({
  ...{ userId, name: `${userId}同志`, seats: [{ unitId, role, standIn: false }] },
})
const [office, speaker] = [person('lz-o', 'liuzhou', 'office_staff'), person('lz-s', 'liuzhou', 'spokesperson')]
const keysOf = (...ids: string[]): RegistryKeys => ({
  contact: ids.map((id) => ({ id, secret: id.repeat(40) })) as unknown as SealKeys,
  secret: 's'.repeat(40),
})
const keys = keysOf('k1')
const phone = '0772 555 0187'

async function done<T>(result: Promise<Result<T>>): Promise<T> {
  const r = await result
  if (!r.ok) throw new Error(`refused: ${JSON.stringify(r.refusal)}`)
  return r.value
}
const refused = async (result: Promise<Result<unknown>>, marks: object) => {
  const r = await result
  expect(r.ok ? { went: 'through' } : r.refusal).toMatchObject(marks)
}

let made = 0
async function matter(more: object = {}): Promise<string> {
  const row = {
    ...{ rootId: 'gx', title: `不实报道${++made}`, unitId: 'liuzhou', unitIds: ['liuzhou'], state: 'active' as const },
    ...{ scope: 'city_only' as const, openedAt: at, confirmedAt: at, mode: 'real' as const },
    fourElements: { media: true, untrue: true, serious: true, sudden: true },
    ...more,
  }
  return (await store.db.transaction((tx) => insertIncident(tx, row))).id
}
let outletId = ''
async function entry(more: Record<string, unknown> = {}, incidentId?: string): Promise<string> {
  const facts = { name: `记者${++made}`, outletId, role: 'reporter', phone, email: `r${made}@paper.example`, ...more }
  const input = { unitId: 'liuzhou', incidentId: incidentId ?? (await matter()), facts }
  return (await done(registerJournalist(store.db, input, by(office), keys))).id
}
const rawOf = async (id: string) =>
  JSON.stringify(rowsOf(await store.db.execute(sql`SELECT * FROM journalists WHERE id = ${id}`)))
const rowOf = async (id: string) => (await journalistById(store.db, id, ['liuzhou']))!
const recordOf = async (id: string) => auditOfSubject(store.db, { kind: 'journalist', id })

beforeAll(async () => {
  store = await openTestStore()
  await seedBureaus(store.db, at)
  const outlet = {
    unitId: 'liuzhou',
    name: '桂江晚报',
    mediaClass: 'domestic',
    licence: 'newspaper',
    licenceNo: 'CN45-9999',
  }
  outletId = (await done(addOutlet(store.db, outlet as Parameters<typeof addOutlet>[1], by(office)))).id
})
afterAll(() => store.close())

it('rests on a matter whose report was judged untrue, never on criticism that was true, an exercise or a mere suspicion', async () => {
  const facts = { name: '李小明', outletId, role: 'reporter' }
  const truth = { fourElements: { media: true, untrue: false, serious: true, sudden: true }, confirmedAt: null }
  const cases = [
    await matter(truth),
    await matter({ state: 'suspected', confirmedAt: null, fourElements: null }),
    await matter({ state: 'closed_not_event' }),
  ]
  for (const incidentId of cases)
    await refused(registerJournalist(store.db, { unitId: 'liuzhou', incidentId, facts }, by(office), keys), {
      code: 'not-an-event',
      rule: 'policy-registry-basis',
    })
  const drill = { unitId: 'liuzhou', incidentId: await matter({ mode: 'drill' }), facts }
  await refused(registerJournalist(store.db, drill, by(office), keys), { rule: 'policy-registry-basis' })
  const restricted = { unitId: 'liuzhou', incidentId: await matter({ restricted: true }), facts }
  await refused(registerJournalist(store.db, restricted, by(office), keys), { code: 'not-found' })
  await refused(
    registerJournalist(
      store.db,
      { ...drill, incidentId: await matter(), facts: { ...facts, attitude: '敌对' } },
      by(office),
      keys,
    ),
    { rule: 'policy-registry-facts', field: 'attitude' },
  )
  await refused(registerJournalist(store.db, { ...drill, incidentId: await matter() }, by(speaker), keys), {
    code: 'not-allowed',
    rule: 'G4-8',
  })
})

it('keeps contact data sealed: neither the row nor the record holds a number, and each opening is recorded', async () => {
  const id = await entry({ cardNo: 'G450099887766' })
  await done(checkCard(store.db, { id, result: 'valid', cardNo: 'G45-0099887766' }, by(office), keys))
  const raw = await rawOf(id)
  for (const secret of [phone, '5550187', '@paper.example', '0099887766']) expect(raw).not.toContain(secret)
  expect(await done(readContact(store.db, { id }, by(speaker), keys))).toMatchObject({ phone })
  await refused(readContact(store.db, { id }, by(person('lz-h', 'liuzhou', 'unit_head')), keys), {
    code: 'not-allowed',
  })
  await refused(readContact(store.db, { id }, by(person('gx-o', 'gx', 'office_director')), keys), { code: 'not-found' })
  const { items } = await contactReads(store.db, { unitIds: ['liuzhou'], journalistId: id, page: 1, pageSize: 10 })
  expect(items.map((r) => [r.byName, r.action])).toEqual([['lz-s同志', 'read-contact']])
  const record = JSON.stringify(await recordOf(id))
  const { name } = await rowOf(id)
  for (const secret of [phone, '@paper.example', '0099887766', name]) expect(record).not.toContain(secret)
})

it('another bureau sees nothing of it, in no list and by no id', async () => {
  const id = await entry()
  const ofNanning = { unitIds: ['nanning'], keptUnitIds: ['nanning'], page: 1, pageSize: 100 }
  expect((await journalistList(store.db, ofNanning)).total).toBe(0)
  expect(await journalistById(store.db, id, ['nanning', 'gx'])).toBeNull()
  for (const act of [{ verb: 'review' as const }, { verb: 'ask-erasure' as const }])
    await refused(actOnJournalist(store.db, { id, ...act }, by(person('nn', 'nanning', 'office_director'))), {
      code: 'not-found',
    })
})

it('a change of keys: what the old one sealed is read, then sealed anew, and the old one is not needed any more', async () => {
  const id = await entry()
  const both = keysOf('k2', 'k1')
  expect(await done(readContact(store.db, { id }, by(office), both))).toMatchObject({ phone })
  // A key that is gone: nothing is lost, and nothing is written over.
  expect((await resealContacts(store.db, keysOf('k9'), at)).resealed).toBe(0)
  await refused(readContact(store.db, { id }, by(office), keysOf('k9')), { code: 'wrong-state', field: 'contact' })
  const facts = { name: '改名', outletId, role: 'editor' }
  await refused(
    changeJournalist(store.db, { id, version: (await rowOf(id)).version, facts }, by(office), keysOf('k9')),
    { code: 'wrong-state', field: 'contact' },
  )
  const sealed = await resealContacts(store.db, both, at)
  expect(sealed.unreadable).toBe(0)
  expect(sealed.resealed).toBeGreaterThan(0)
  expect((await rowOf(id)).contactKey).toBe('k2')
  expect(await resealContacts(store.db, both, at)).toEqual({ resealed: 0, unreadable: 0 })
  expect(await done(readContact(store.db, { id }, by(office), keysOf('k2')))).toMatchObject({ phone })
  await resealContacts(store.db, keysOf('k1', 'k2'), at)
})

it('an objection hides it from whoever does not keep the registry, and closes its contact data', async () => {
  const id = await entry()
  await done(actOnJournalist(store.db, { id, verb: 'restrict', restriction: 'objection' }, by(office)))
  const listed = async (keptUnitIds: string[]) =>
    (await journalistList(store.db, { unitIds: ['liuzhou'], keptUnitIds, page: 1, pageSize: 100 })).items.map(
      (j) => j.id,
    )
  expect(await listed([])).not.toContain(id)
  expect(await listed(['liuzhou'])).toContain(id)
  await refused(readContact(store.db, { id }, by(speaker), keys), { code: 'wrong-state' })
  await refused(actOnJournalist(store.db, { id, verb: 'review' }, by(office)), { code: 'wrong-state' })
  await done(exportJournalist(store.db, { id }, by(office), keys))
  await done(actOnJournalist(store.db, { id, verb: 'lift' }, by(office)))
  expect(await done(readContact(store.db, { id }, by(speaker), keys))).toMatchObject({ phone })
})

it('is restricted and not erased while a matter is open, and erased by the machine when the last one is over', async () => {
  const incidentId = await matter()
  const id = await entry({ penNames: ['桂江客'], cardNo: 'G450011112222' }, incidentId)
  await done(checkCard(store.db, { id, result: 'valid', cardNo: '' }, by(office), keys))
  await done(
    actOnJournalist(store.db, { id, verb: 'log-interaction', kind: 'asked', happenedAt: at, incidentId }, by(office)),
  )
  await done(actOnJournalist(store.db, { id, verb: 'ask-erasure' }, by(office)))
  expect(await rowOf(id)).toMatchObject({ state: 'restricted', restriction: 'erasure_asked' })
  await refused(actOnJournalist(store.db, { id, verb: 'lift' }, by(office)), { rule: 'policy-registry-open-matter' })
  expect(await settleJournalist(store.db, id, addMs(at, hour))).toEqual(addMs(at, hour + day))
  await updateIncident(store.db, incidentId, { state: 'terminated' })
  const { name } = await rowOf(id)
  expect(await settleJournalist(store.db, id, addMs(at, 2 * day))).toBeNull()
  const row = await rowOf(id)
  expect(row).toMatchObject({ state: 'erased', erasure: 'asked', name: '', penNames: [], cardPrint: null, dueAt: null })
  const raw = await rawOf(id)
  for (const secret of [name, '桂江客']) expect(raw).not.toContain(secret)
  const story = await storyOf(store.db, row)
  expect([story.links, story.checks, story.interactions]).toEqual([[], [], []])
  expect((await recordOf(id)).map((e) => e.action)).toEqual([
    ...['register-journalist', 'check-card', 'log-interaction', 'ask-erasure', 'erase-journalist'],
  ])
  expect(JSON.stringify(await recordOf(id))).not.toContain(name)
  expect((await verifyAudit(store.db)).ok).toBe(true)
})

it('ends by itself 90 days after a review that nobody made; a review gives it another year', async () => {
  const id = await entry({}, await matter({ state: 'terminated' }))
  const { keepUntil, registeredAt } = await rowOf(id)
  expect(keepUntil).toEqual(addMs(registeredAt, reviewAfterMs + graceAfterReviewMs))
  expect(await settleJournalist(store.db, id, addMs(keepUntil, -1))).toEqual(keepUntil)
  await done(actOnJournalist(store.db, { id, verb: 'review' }, by(office)))
  const later = (await rowOf(id)).keepUntil
  expect(await settleJournalist(store.db, id, keepUntil)).toEqual(later)
  expect(await settleJournalist(store.db, id, later)).toBeNull()
  expect(await rowOf(id)).toMatchObject({ state: 'erased', erasure: 'kept_long_enough' })
})

it('two entries are made one by hand with both histories, and taken apart again as they were', async () => {
  const [first, second] = [await matter(), await matter()]
  const [kept, gone] = [await entry({}, first), await entry({}, second)]
  await refused(mergeJournalists(store.db, { keptId: kept, goneId: gone, reason: 'same_card' }, by(speaker)), {
    code: 'not-allowed',
  })
  await done(mergeJournalists(store.db, { keptId: kept, goneId: gone, reason: 'same_card' }, by(office)))
  const story = async () => storyOf(store.db, await rowOf(kept))
  expect((await story()).links.map((l) => l.incidentId).sort()).toEqual([first, second].sort())
  await refused(readContact(store.db, { id: gone }, by(office), keys), { code: 'wrong-state' })
  await refused(mergeJournalists(store.db, { keptId: gone, goneId: kept, reason: 'same_card' }, by(office)), {
    code: 'wrong-state',
  })
  const exported = await done(exportJournalist(store.db, { id: kept }, by(office), keys))
  expect(exported.mergedContacts.get(gone)).toMatchObject({ phone })
  await done(partJournalists(store.db, { goneId: gone }, by(office)))
  expect((await story()).links.map((l) => l.incidentId)).toEqual([first])
  expect((await story()).merges[0]).toMatchObject({ goneId: gone, undoneBy: 'lz-o同志' })
  expect(await rowOf(gone)).toMatchObject({ state: 'active', mergedIntoId: null })
  // Erased together: the person is gone under both.
  await done(mergeJournalists(store.db, { keptId: kept, goneId: gone, reason: 'same_card' }, by(office)))
  for (const id of [first, second]) await updateIncident(store.db, id, { state: 'terminated' })
  await done(actOnJournalist(store.db, { id: kept, verb: 'ask-erasure' }, by(office)))
  for (const id of [kept, gone]) expect(await rowOf(id)).toMatchObject({ state: 'erased', name: '' })
})

it('two people merging crosswise at once: one of them, and no ring', async () => {
  const [a, b] = [await entry(), await entry()]
  const answers = await Promise.all([
    mergeJournalists(store.db, { keptId: a, goneId: b, reason: 'same_card' }, by(office)),
    mergeJournalists(store.db, { keptId: b, goneId: a, reason: 'same_card' }, by(office)),
  ])
  expect(answers.filter((r) => r.ok)).toHaveLength(1)
})
