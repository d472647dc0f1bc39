/** What time does to talking points: a yes by phone and its written confirmation, and a text that is valid for a time. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Result } from '../../domain/result.ts'
import { addMs, day, hour, minute } from '../../domain/time.ts'
import type { Actor } from '../../domain/units.ts'
import { timelineOf, verifyAudit } from '../../store/audit.ts'
import { deliveriesOfIncident } from '../../store/deliveries.ts'
import { insertIncident } from '../../store/incidents.ts'
import type { Store } from '../../store/open.ts'
import { seats, user } from '../../store/schema.ts'
import { talkingPointsById } from '../../store/talking-points.ts'
import { crew, seedBureaus } from '../../tests/support/bureaus.ts'
import { openTestStore } from '../../tests/support/db.ts'
import { checkerOf } from '../../tests/support/numbers.ts'
import { answerMedia } from './answer-media.ts'
import { approveAsLeadingGroup } from './approve-as-leading-group.ts'
import { approveAsOffice } from './approve-as-office.ts'
import { recordOralApproval, settleOralApproval, watchOralApproval } from './approve-orally.ts'
import { checkFacts } from './check-facts.ts'
import { draftTalkingPoints } from './draft-talking-points.ts'
import { expireTalkingPoints } from './expire-talking-points.ts'
import { publishTalkingPoints } from './publish-talking-points.ts'
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
const speaker: Actor = {
  ...{ userId: 'gx-speaker', name: '发言人', seats: [{ unitId: 'gx', role: 'spokesperson', standIn: false }] },
}

beforeAll(async () => {
  store = await openTestStore()
  await seedBureaus(store.db, at)
  const dates = { createdAt: at, updatedAt: at }
  await store.db.insert(user).values({ id: speaker.userId, name: speaker.name, email: 's@example.test', ...dates })
  await store.db.insert(seats).values({ ...speaker.seats[0]!, userId: speaker.userId, fromAt: addMs(at, -day) })
})
afterAll(() => store.close())

async function done<T>(result: Promise<Result<T>>): Promise<T> {
  const r = await result
  if (!r.ok) throw new Error(`refused: ${JSON.stringify(r.refusal)}`)
  return r.value
}
const named = ({ id, revision, hash }: Standing) => ({ id, revision, hash })
const yes = (s: Standing) => ({ ...named(s), approved: true })
const text = (valid?: { from: string | null; until: string | null }) => ({
  ...{ summary: '以公布数据为准。', facts: [], dos: [], donts: [], questions: [], ...(valid ? { valid } : {}) },
})

/** A region-wide text with the office's signature. */
async function signedByOffice(valid?: { from: string | null; until: string | null }) {
  const { db } = store
  const incident = await db.transaction((tx) =>
    insertIncident(tx, {
      ...{ rootId: 'gx', title: '网传数据造假', unitId: 'gx', unitIds: ['gx'], state: 'active', scope: 'region_wide' },
      ...{ heldFromUnitId: null, openedAt: at },
    }),
  )
  const draft = await done(draftTalkingPoints(db, { incidentId: incident.id, body: text(valid) }, by(crew.gxOffice)))
  await done(submitTalkingPoints(db, named(draft), by(crew.gxOffice), check))
  await done(checkFacts(db, yes(draft), by(crew.gxDivision), check))
  await done(approveAsOffice(db, yes(draft), by(crew.gxDirector), check))
  return { incidentId: incident.id, draft }
}
async function inForce(valid: { from: string | null; until: string | null }) {
  const made = await signedByOffice(valid)
  await done(approveAsLeadingGroup(store.db, yes(made.draft), by(crew.gxGroup), check))
  await done(publishTalkingPoints(store.db, named(made.draft), by(crew.gxOffice), check))
  return made
}
const versionOf = async (id: string) => (await talkingPointsById(store.db, { id, unitIds: ['gx'], at }))!
const told = async (incidentId: string, kind: string) =>
  (await deliveriesOfIncident(store.db, incidentId)).filter((d) => d.kind === kind).map((d) => d.userId)
const word = (s: Standing) => {
  at = addMs(at, minute)
  return { ...named(s), approverId: 'gx-group', witnessId: 'gx-duty', calledAt: at }
}
const answer = (id: string) => ({
  id,
  revision: 1,
  reporter: '王',
  outlet: '某报',
  question: '数据真实吗',
  answer: '真实',
})

describe('a yes by phone', () => {
  it('is written down with who, when and before whom, lets the text go on, and is confirmed by its giver alone', async () => {
    const { db } = store
    const { incidentId, draft } = await signedByOffice()
    const rule = 'policy-oral'
    const given = word(draft)
    for (const [wrong, field] of [
      [{ calledAt: addMs(at, hour) }, 'calledAt'],
      [{ calledAt: addMs(at, -day) }, 'calledAt'],
      [{ approverId: 'gx-head' }, 'approver'],
      [{ witnessId: 'gx-director' }, 'witness'],
      [{ witnessId: 'gx-office' }, 'witness'],
      [{ witnessId: 'lz-duty' }, 'witness'],
    ] as const)
      expect(await recordOralApproval(db, { ...given, ...wrong }, by(crew.gxDirector), check)).toMatchObject({
        refusal: { code: 'invalid-field', rule, field },
      })
    expect(await recordOralApproval(db, given, by(crew.gxOffice), check)).toMatchObject({
      refusal: { code: 'drafter-approves' },
    })
    expect(await recordOralApproval(db, given, by(crew.lzDirector), check)).toMatchObject({ ok: false })
    expect(await done(recordOralApproval(db, given, by(crew.gxDirector), check))).toMatchObject({ state: 'approved' })
    expect(await told(incidentId, 'oral_confirmation_wanted')).toEqual(['gx-group'])
    expect(await done(publishTalkingPoints(db, named(draft), by(crew.gxOffice), check))).toMatchObject({
      state: 'in_force',
    })
    const settle = { ...named(draft), confirmed: true }
    expect(await settleOralApproval(db, settle, by(crew.gxDirector))).toMatchObject({ ok: false })
    expect(await settleOralApproval(db, { ...settle, hash: '0'.repeat(64) }, by(crew.gxGroup))).toMatchObject({
      refusal: { code: 'stale-revision' },
    })
    expect(await done(settleOralApproval(db, settle, by(crew.gxGroup)))).toMatchObject({ state: 'in_force' })
    expect(await settleOralApproval(db, settle, by(crew.gxGroup))).toMatchObject({ refusal: { code: 'wrong-state' } })
    const [oral] = (await versionOf(draft.id)).orals
    expect(oral).toMatchObject({ outcome: 'confirmed', witnessName: 'gx-duty同志', overdueAt: null, dueAt: null })
  })

  it('is asked for again before its limit, and after it goes to the director and the head, stays marked, and keeps a text in', async () => {
    const { db } = store
    const { incidentId, draft } = await signedByOffice()
    await done(recordOralApproval(db, word(draft), by(crew.gxDirector), check))
    const { id, confirmBy, dueAt } = (await versionOf(draft.id)).orals[0]!
    expect(dueAt).toEqual(addMs(confirmBy, -4 * hour))
    await watchOralApproval(db, id, dueAt!)
    expect((await versionOf(draft.id)).orals[0]!.dueAt).toEqual(confirmBy)
    expect(await told(incidentId, 'oral_confirmation_overdue')).toEqual([])
    for (let n = 0; n < 2; n++) await watchOralApproval(db, id, addMs(confirmBy, 1))
    expect((await told(incidentId, 'oral_confirmation_overdue')).sort()).toEqual(['gx-director', 'gx-group', 'gx-head'])
    at = addMs(confirmBy, 1)
    expect(await publishTalkingPoints(db, named(draft), by(crew.gxOffice), check)).toMatchObject({
      refusal: { code: 'missing-field', rule: 'policy-oral' },
    })
    const late = (await timelineOf(db, incidentId)).filter((e) => e.action === 'oral-overdue')
    expect(late).toHaveLength(1)
    // Confirmed late is confirmed; it stays late.
    await done(settleOralApproval(db, { ...named(draft), confirmed: true }, by(crew.gxGroup)))
    await done(publishTalkingPoints(db, named(draft), by(crew.gxOffice), check))
    expect((await versionOf(draft.id)).orals[0]!.overdueAt).not.toBeNull()
  })

  it('that was none takes the text out of force, or back to its drafters; a changed text makes it void', async () => {
    const { db } = store
    const denied = { confirmed: false, reason: '未曾同意' }
    const first = await signedByOffice()
    await done(recordOralApproval(db, word(first.draft), by(crew.gxDirector), check))
    expect(await done(settleOralApproval(db, { ...named(first.draft), ...denied }, by(crew.gxGroup)))).toMatchObject({
      state: 'draft',
    })
    const second = await signedByOffice()
    await done(recordOralApproval(db, word(second.draft), by(crew.gxDirector), check))
    await done(publishTalkingPoints(db, named(second.draft), by(crew.gxOffice), check))
    expect(await done(settleOralApproval(db, { ...named(second.draft), ...denied }, by(crew.gxGroup)))).toMatchObject({
      state: 'recalled',
    })
    expect(await told(second.incidentId, 'stop_using')).toContain('gx-speaker')
    const third = await signedByOffice()
    await done(recordOralApproval(db, word(third.draft), by(crew.gxDirector), check))
    const body = { ...text(), summary: '改过的说法。' }
    await done(reviseTalkingPoints(db, { id: third.draft.id, revision: 1, body }, by(crew.gxOffice)))
    expect((await versionOf(third.draft.id)).orals[0]).toMatchObject({ outcome: 'void', dueAt: null })
  })
})

describe('a text that is valid for a time', () => {
  it('is warned of, ends by itself, and is not said after its end even before the machine has looked', async () => {
    const { db } = store
    const until = addMs(at, 2 * day)
    const { incidentId, draft } = await inForce({ from: null, until: until.toISOString() })
    await done(answerMedia(db, answer(draft.id), by(speaker)))
    expect((await versionOf(draft.id)).row.dueAt).toEqual(addMs(until, -4 * hour))
    await expireTalkingPoints(db, draft.id, addMs(until, -4 * hour))
    expect(await told(incidentId, 'talking_points_expiring')).toContain('gx-speaker')
    expect((await versionOf(draft.id)).row).toMatchObject({ state: 'in_force', dueAt: until })
    at = until
    expect(await answerMedia(db, answer(draft.id), { actor: speaker, at })).toMatchObject({
      refusal: { code: 'wrong-state', rule: 'policy-validity' },
    })
    for (let n = 0; n < 2; n++) await expireTalkingPoints(db, draft.id, until)
    expect((await versionOf(draft.id)).row).toMatchObject({ state: 'expired', endedAt: until, dueAt: null })
    expect(await told(incidentId, 'stop_using')).toContain('gx-speaker')
    await done(answerMedia(db, { ...answer(draft.id), deviation: '已经说出' }, by(speaker)))
    expect(await verifyAudit(db)).toMatchObject({ ok: true })
  })

  it('does not come in force before its time or after it, and names an end after its beginning', async () => {
    const { db } = store
    const from = addMs(at, day)
    const made = await signedByOffice({ from: from.toISOString(), until: addMs(from, hour).toISOString() })
    await done(approveAsLeadingGroup(db, yes(made.draft), by(crew.gxGroup), check))
    const tooEarly = await publishTalkingPoints(db, named(made.draft), by(crew.gxOffice), check)
    expect(tooEarly).toMatchObject({ refusal: { code: 'wrong-state', rule: 'policy-validity', field: 'valid' } })
    at = addMs(from, 2 * hour)
    const tooLate = await publishTalkingPoints(db, named(made.draft), by(crew.gxOffice), check)
    expect(tooLate).toMatchObject({ refusal: { code: 'wrong-state', rule: 'policy-validity' } })
    for (const valid of [
      { from: from.toISOString(), until: from.toISOString() },
      { from: 'morgen', until: null },
    ]) {
      const body = { ...text(), valid }
      const revised = await reviseTalkingPoints(db, { id: made.draft.id, revision: 1, body }, by(crew.gxOffice))
      expect(revised).toMatchObject({ refusal: { code: 'invalid-field' } })
    }
  })
})
