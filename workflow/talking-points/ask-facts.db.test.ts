/** Divisions asked beside each other, through the database: who is told, what is kept, what a resubmission asks again. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Result } from '../../domain/result.ts'
import { addMs, day, minute } from '../../domain/time.ts'
import type { Actor } from '../../domain/units.ts'
import { timelineOf } from '../../store/audit.ts'
import { deliveriesOfIncident } from '../../store/deliveries.ts'
import { insertIncident } from '../../store/incidents.ts'
import type { Store } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import { seats, units, user } from '../../store/schema.ts'
import { talkingPointsById } from '../../store/talking-points.ts'
import { crew, seedBureaus } from '../../tests/support/bureaus.ts'
import { checkerOf } from '../../tests/support/numbers.ts'
import { openTestStore } from '../../tests/support/db.ts'
import { approveAsOffice } from './approve-as-office.ts'
import { askFacts, divisionsToAsk, withdrawAsk } from './ask-facts.ts'
import { checkFacts } from './check-facts.ts'
import { draftTalkingPoints } from './draft-talking-points.ts'
import type { Standing } from './record.ts'
import { reviseTalkingPoints } from './revise-talking-points.ts'
import { submitTalkingPoints } from './submit-talking-points.ts'

let store: Store
let at = new Date('2026-10-01T02:00:00.000Z')
const check = checkerOf(() => store.db)
const by = (actor: Actor) => {
  at = addMs(at, minute)
  return { actor, at }
}
const division = (unitId: string): Actor => ({
  ...{ userId: `u-${unitId}`, name: `${unitId}同志`, seats: [{ unitId, role: 'subject_division', standIn: false }] },
})
const second = division('gx-two')
const text = (summary: string) => ({
  ...{ summary, dos: [], donts: [], questions: [] },
  facts: [
    { text: '事实一', figureId: null },
    { text: '事实二', figureId: null },
  ],
})

beforeAll(async () => {
  store = await openTestStore()
  await seedBureaus(store.db, at)
  const of = { level: 'division' as const, parentId: 'gx', rootId: 'gx', regionCode: '450000' }
  await store.db.insert(units).values({ ...of, id: 'gx-two', name: '农业处' })
  await store.db.insert(units).values({ ...of, id: 'gx-empty', name: '无人处' })
  const dates = { createdAt: at, updatedAt: at }
  await store.db.insert(user).values({ id: second.userId, name: second.name, email: 'two@example.test', ...dates })
  await store.db.insert(seats).values({ ...second.seats[0]!, userId: second.userId, fromAt: addMs(at, -day) })
})
afterAll(() => store.close())

async function done<T>(result: Promise<Result<T>>): Promise<T> {
  const r = await result
  if (!r.ok) throw new Error(`refused: ${JSON.stringify(r.refusal)}`)
  return r.value
}
const named = ({ id, revision, hash }: Standing) => ({ id, revision, hash })
async function submitted(unitIds: string[]) {
  const { db } = store
  const incident = await db.transaction((tx) =>
    insertIncident(tx, {
      ...{ rootId: 'gx', title: '网传数据造假', unitId: 'gx', unitIds: ['gx'], state: 'active', scope: 'region_wide' },
      ...{ heldFromUnitId: null, openedAt: at },
    }),
  )
  const draft = await done(
    draftTalkingPoints(db, { incidentId: incident.id, body: text('以公布为准。') }, by(crew.gxOffice)),
  )
  await done(submitTalkingPoints(db, { ...named(draft), unitIds }, by(crew.gxOffice), check))
  return { incidentId: incident.id, draft }
}
const versionOf = async (id: string) => (await talkingPointsById(store.db, { id, unitIds: ['gx'], at }))!
const told = async (incidentId: string, kind: string) =>
  (await deliveriesOfIncident(store.db, incidentId)).filter((d) => d.kind === kind).map((d) => d.userId)

describe('the fact check by several divisions', () => {
  it('asks each, keeps the word on each fact, and passes to the office when all have said yes', async () => {
    const { db } = store
    const { incidentId, draft } = await submitted(['gx-div', 'gx-two'])
    expect((await told(incidentId, 'approval_wanted')).sort()).toEqual(['gx-division', 'u-gx-two'])
    const no = {
      ...{ ...named(draft), approved: false, comment: '第二条口径不符' },
      facts: [
        { n: 1, ok: true, text: '' },
        { n: 2, ok: false, text: '应为初步核算数' },
      ],
    }
    expect(await checkFacts(db, { ...no, approved: true }, by(second), check)).toMatchObject({
      refusal: { code: 'invalid-field', rule: 'policy-fact-check' },
    })
    expect(
      await checkFacts(db, { ...no, facts: [{ n: 3, ok: false, text: '没有第三条' }] }, by(second), check),
    ).toMatchObject({ refusal: { code: 'invalid-field', field: 'facts.0' } })
    expect(await done(checkFacts(db, no, by(second), check))).toMatchObject({ state: 'fact_check' })
    expect(await told(incidentId, 'facts_objected')).toEqual(['gx-office'])
    expect(await done(checkFacts(db, { ...named(draft), approved: true }, by(crew.gxDivision), check))).toMatchObject({
      state: 'fact_check',
    })
    const early = await approveAsOffice(db, { ...named(draft), approved: true }, by(crew.gxDirector), check)
    expect(early).toMatchObject({ refusal: { code: 'wrong-state' } })
    expect(await done(checkFacts(db, { ...named(draft), approved: true }, by(second), check))).toMatchObject({
      state: 'office_approval',
    })
    const { approvals, asks } = await versionOf(draft.id)
    const unitOf = new Map(asks.map((a) => [a.id, a.unitId]))
    expect(approvals.map((a) => [unitOf.get(a.askId!), a.approved, a.facts?.[1]?.text ?? ''])).toEqual([
      ['gx-two', false, '应为初步核算数'],
      ['gx-div', true, ''],
      ['gx-two', true, ''],
    ])
    expect(await told(incidentId, 'approval_wanted')).toContain('gx-director')
  })

  it('asks whoever objected again after a revision, named or not, and the rest as the drafter says', async () => {
    const { db } = store
    const { draft } = await submitted(['gx-div', 'gx-two'])
    await done(checkFacts(db, { ...named(draft), approved: false, comment: '不准' }, by(second), check))
    const body = text('以公布为准,请核。')
    const next = await done(reviseTalkingPoints(db, { id: draft.id, revision: 1, body }, by(crew.gxOffice)))
    await done(submitTalkingPoints(db, { ...named(next), unitIds: [] }, by(crew.gxOffice), check))
    const standing = (await versionOf(draft.id)).asks.filter((a) => a.endedAt === null)
    expect(standing.map((a) => [a.unitId, a.revision])).toEqual([['gx-two', 2]])
    const other = await checkFacts(db, { ...named(next), approved: true }, by(crew.gxDivision), check)
    expect(other).toMatchObject({ refusal: { code: 'not-allowed', rule: 'policy-fact-check' } })
  })

  it('takes further asks and gives them up with a reason, in the record; a strange unit is none', async () => {
    const { db } = store
    const possible = await divisionsToAsk(db, 'gx', { tree: await loadUnitTree(db), at })
    expect(possible).toEqual(['gx-div', 'gx-two'])
    const { incidentId, draft } = await submitted(['gx-div'])
    for (const unitId of ['gx-empty', 'liuzhou', 'nowhere'])
      expect(await askFacts(db, { ...named(draft), unitIds: [unitId] }, by(crew.gxOffice))).toMatchObject({
        refusal: { code: 'invalid-field', detail: { unitId } },
      })
    expect(await askFacts(db, { ...named(draft), unitIds: ['gx-div'] }, by(crew.gxOffice))).toMatchObject({
      refusal: { code: 'already-exists' },
    })
    await done(askFacts(db, { ...named(draft), unitIds: ['gx-two'], note: '请核农业数' }, by(crew.gxOffice)))
    await done(checkFacts(db, { ...named(draft), approved: true }, by(crew.gxDivision), check))
    const ask = (await versionOf(draft.id)).asks.find((a) => a.unitId === 'gx-two')!
    const reason = '不涉及农业'
    expect(await done(withdrawAsk(db, { id: draft.id, askId: ask.id, reason }, by(crew.gxOffice)))).toMatchObject({
      state: 'office_approval',
    })
    const events = (await timelineOf(db, incidentId)).filter(
      (e) => e.action.endsWith('ask') || e.action === 'ask-facts',
    )
    expect(events.map((e) => [e.action, e.reason])).toEqual([
      ['ask-facts', null],
      ['withdraw-ask', reason],
    ])
    expect(await told(incidentId, 'approval_wanted')).toContain('gx-director')
  })
})
