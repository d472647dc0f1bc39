import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emptyPackage, type HandoffFacts, handoffStates, waitingStates } from '../../domain/handoff.ts'
import { type Role, unitTree } from '../../domain/units.ts'
import { insertHandoff, saveHandoff } from '../../store/handoffs.ts'
import { insertIncident } from '../../store/incidents.ts'
import type { Store } from '../../store/open.ts'
import { articles, outlets, units } from '../../store/schema.ts'
import { openTestStore } from '../../tests/support/db.ts'
import { blockedOutlet } from './detect-handoffs.ts'
import { allowedHandoffMoves } from './handoff.ts'

const at = new Date('2026-11-20T07:20:00Z')
const unit = (id: string, parentId: string | null) => ({
  ...{ id, parentId, rootId: 'gx', level: parentId ? ('city' as const) : ('region' as const) },
  ...{ name: id, aliases: [], regionCode: '450000' },
})
const tree = unitTree([unit('gx', null), unit('lz', 'gx')])
const facts = (more: Partial<HandoffFacts>): HandoffFacts => ({
  ...{
    id: 'h',
    n: 1,
    state: 'detected',
    originClass: 'foreign',
    unitId: 'lz',
    rootId: 'gx',
    route: null,
    language: 'en',
  },
  content: { ...emptyPackage, translation: '译文', translator: '译员', questions: ['问'] },
  incident: {
    ...{ id: 'i', no: '2026-0001', title: '外媒报道', state: 'active', scope: 'city_only', unitId: 'lz' },
    heldFromUnitId: null,
  },
  ...more,
})
const verbsOf = (role: Role, unitId: string, more: Partial<HandoffFacts>) =>
  allowedHandoffMoves(facts(more), {
    actor: { userId: 'u', name: 'u', seats: [{ role, unitId, standIn: false }] },
    tree,
  })
    .filter((m) => m.allowed)
    .map((m) => m.verb)

describe('the life of a hand-off', () => {
  it('lets a city classify, prepare and hand up, and nothing else in any state', () => {
    for (const state of handoffStates)
      for (const unitId of ['lz', 'gx'])
        for (const verb of verbsOf('office_director', 'lz', { state, unitId }))
          expect(['classify', 'prepare', 'hand-up']).toContain(verb)
  })

  it('goes one way at the region, and closes only what was executed', () => {
    const at = (state: HandoffFacts['state']) => verbsOf('office_staff', 'gx', { state, unitId: 'gx' })
    expect(at('handed_up')).toEqual(['prepare', 'choose-route'])
    expect(at('route_chosen')).toEqual(['prepare', 'choose-route', 'send'])
    expect(at('sent')).toEqual(['accept', 'return'])
    expect(at('returned')).toEqual(['prepare', 'choose-route'])
    expect(at('accepted')).toEqual(['instruct'])
    expect(at('instructed')).toEqual(['execute'])
    expect(at('executed')).toEqual(['close'])
    expect(at('closed')).toEqual([])
    expect(verbsOf('leading_group', 'gx', { state: 'sent', unitId: 'gx' })).toEqual([])
  })

  it('is sent with a translation that somebody checked, and with what is asked', () => {
    const send = (content: Partial<typeof emptyPackage>, language = 'en') =>
      verbsOf('office_staff', 'gx', {
        ...{ state: 'route_chosen', unitId: 'gx', language, content: { ...emptyPackage, ...content } },
      }).includes('send')
    expect(send({ translation: '译文', questions: ['问'] })).toBe(false)
    expect(send({ translation: '译文', translator: '译员' })).toBe(false)
    expect(send({ questions: ['问'] })).toBe(false)
    expect(send({ questions: ['问'] }, 'zh')).toBe(true)
  })
})

describe('an outlet that is handed off', () => {
  let store: Store
  beforeAll(async () => {
    store = await openTestStore()
    await store.db.insert(units).values([
      { id: 'gx', level: 'region', name: '区局', rootId: 'gx', regionCode: '450000' },
      { id: 'lz', level: 'city', parentId: 'gx', name: '柳州', rootId: 'gx', regionCode: '450200' },
    ])
    await store.db
      .insert(outlets)
      .values({ id: 'wire', name: '子午线通讯社', aliases: ['Meridian News'], kind: 'agency', origin: 'foreign' })
    await store.db.insert(articles).values({
      ...{ id: 'a', canonicalUrl: 'https://w.example/1', url: 'https://w.example/1', outletId: 'wire', title: 't' },
      firstSeenAt: at,
    })
  })
  afterAll(() => store.close())

  it('is answered by nobody, under none of its names, until it was executed', async () => {
    const incident = await store.db.transaction((tx) =>
      insertIncident(tx, {
        ...{ rootId: 'gx', title: '外媒报道', unitId: 'lz', unitIds: ['lz'], state: 'active', scope: 'city_only' },
        openedAt: at,
      }),
    )
    const row = {
      ...{ incidentId: incident.id, state: 'detected' as const, originClass: 'foreign' as const, outletId: 'wire' },
      ...{ outletName: '子午线通讯社', articleId: 'a', unitId: 'lz', rootId: 'gx', detectedAt: at },
      ...{ coRecipients: [], content: emptyPackage },
    }
    const made = await store.db.transaction((tx) => insertHandoff(tx, row))
    expect(await store.db.transaction((tx) => insertHandoff(tx, row))).toBeNull()
    for (const name of ['子午线通讯社', '子午线 通讯社', 'MERIDIAN NEWS', '子午线通讯社北京分社'])
      expect([name, await blockedOutlet(store.db, incident.id, name)]).toMatchObject([name, { rule: 'G4-9' }])
    expect(await blockedOutlet(store.db, incident.id, '桂江新闻网')).toBeNull()
    for (const state of handoffStates) {
      await saveHandoff(store.db, made!.id, { state })
      const refusal = await blockedOutlet(store.db, incident.id, 'Meridian News')
      expect([state, refusal !== null]).toEqual([state, waitingStates.includes(state)])
    }
  })
})
