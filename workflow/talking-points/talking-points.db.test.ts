import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { IncidentScope } from '../../domain/incident.ts'
import type { TalkingPointsBody } from '../../domain/talking-points.ts'
import { addMs, day, minute } from '../../domain/time.ts'
import type { Actor, Role, UnitLevel } from '../../domain/units.ts'
import { lastAuditSeq, timelineOf, verifyAudit } from '../../store/audit.ts'
import { deliveriesOfIncident } from '../../store/deliveries.ts'
import { insertIncident, updateIncident } from '../../store/incidents.ts'
import type { Store } from '../../store/open.ts'
import { actorById } from '../../store/people.ts'
import { deliveries, figures, seats, units, user } from '../../store/schema.ts'
import { answersOfIncident, talkingPointsById, talkingPointsOfIncident } from '../../store/talking-points.ts'
import { openTestStore } from '../../tests/support/db.ts'
import { checkerOf } from '../../tests/support/numbers.ts'
import type { By } from '../by.ts'
import { recordDelegation, revokeDelegation } from '../delegation/record-delegation.ts'
import type { CheckText } from '../numbers.ts'
import { answerMedia } from './answer-media.ts'
import { approveAsLeadingGroup as approveAsLeadingGroupWith } from './approve-as-leading-group.ts'
import { approveAsOffice as approveAsOfficeWith } from './approve-as-office.ts'
import { bodyHash } from './body.ts'
import { checkFacts as checkFactsWith } from './check-facts.ts'
import { draftTalkingPoints } from './draft-talking-points.ts'
import { invalidateForScope } from './invalidate-for-scope.ts'
import { publishTalkingPoints as publishTalkingPointsWith } from './publish-talking-points.ts'
import { recallTalkingPoints } from './recall-talking-points.ts'
import type { Standing } from './record.ts'
import { reviseTalkingPoints } from './revise-talking-points.ts'
import { submitTalkingPoints as submitTalkingPointsWith } from './submit-talking-points.ts'

let store: Store
const check = checkerOf(() => store.db)
/** Every command that lets a text pass asks the claim checker. */
const checked =
  <I, R>(command: (db: Store['db'], input: I, by: By, check: CheckText) => R) =>
  (db: Store['db'], input: I, by: By): R =>
    command(db, input, by, check)
const submitTalkingPoints = checked(submitTalkingPointsWith)
const checkFacts = checked(checkFactsWith)
const approveAsOffice = checked(approveAsOfficeWith)
const approveAsLeadingGroup = checked(approveAsLeadingGroupWith)
const publishTalkingPoints = checked(publishTalkingPointsWith)
const opened = new Date('2026-04-01T00:00:00Z')
let at = opened
/** The server's clock of the test; every command is a minute after the one before. */
const by = (actor: Actor) => {
  at = addMs(at, minute)
  return { actor, at }
}
const allUnits = ['gx', 'gx-zonghe', 'guilin', 'nanning', 'liuzhou', 'yangshuo']

const person = (userId: string, role: Role, unitId: string): Actor => ({
  ...{ userId, name: `${userId}同志`, seats: [{ role, unitId, standIn: false }] },
})
const people = {
  gxOffice: person('gx-office', 'office_staff', 'gx'),
  gxDirector: person('gx-director', 'office_director', 'gx'),
  gxGroup: person('gx-group', 'leading_group', 'gx'),
  gxDivision: person('gx-division', 'subject_division', 'gx-zonghe'),
  gxSpokesperson: person('gx-spokesperson', 'spokesperson', 'gx'),
  glOffice: person('gl-office', 'office_staff', 'guilin'),
  glDirector: person('gl-director', 'office_director', 'guilin'),
  glDeputy: person('gl-deputy', 'office_director', 'guilin'),
  glDivision: person('gl-division', 'subject_division', 'guilin'),
  glSpokesperson: person('gl-spokesperson', 'spokesperson', 'guilin'),
  nnSpokesperson: person('nn-spokesperson', 'spokesperson', 'nanning'),
  nnDirector: person('nn-director', 'office_director', 'nanning'),
  lzHead: person('lz-head', 'unit_head', 'liuzhou'),
  ysOffice: person('ys-office', 'office_staff', 'yangshuo'),
  ysDirector: person('ys-director', 'office_director', 'yangshuo'),
  ysDivision: person('ys-division', 'subject_division', 'yangshuo'),
}

beforeAll(async () => {
  store = await openTestStore()
  const unit = (id: string, level: UnitLevel, parentId: string | null, name: string) => ({
    ...{ id, level, parentId, name, rootId: 'gx', regionCode: '450000' },
  })
  await store.db
    .insert(units)
    .values([
      unit('gx', 'region', null, '广西壮族自治区统计局'),
      unit('gx-zonghe', 'division', 'gx', '综合处'),
      unit('guilin', 'city', 'gx', '桂林市统计局'),
      unit('nanning', 'city', 'gx', '南宁市统计局'),
      unit('liuzhou', 'city', 'gx', '柳州市统计局'),
      unit('yangshuo', 'county', 'guilin', '阳朔县统计局'),
    ])
  const everybody = Object.values(people)
  const dates = { createdAt: opened, updatedAt: opened }
  await store.db
    .insert(user)
    .values(everybody.map((p) => ({ id: p.userId, name: p.name, email: `${p.userId}@example.test`, ...dates })))
  await store.db
    .insert(seats)
    .values(everybody.flatMap((p) => p.seats.map((s) => ({ ...s, userId: p.userId, fromAt: opened }))))
  const figure = {
    ...{ indicator: 'gdp', indicatorName: '地区生产总值', region: '450000', regionName: '广西', period: '2023' },
    ...{
      periodType: 'year' as const,
      measure: 'level' as const,
      unit: '亿元',
      owner: '自治区统计局',
      publishedAt: opened,
    },
  }
  await store.db.insert(figures).values([
    {
      ...figure,
      id: 'gdp-first',
      value: '24740.86',
      status: 'preliminary',
      supersededAt: new Date('2026-04-02T00:00:00Z'),
    },
    {
      ...figure,
      id: 'gdp-final',
      value: '25209.10',
      status: 'verified',
      publishedAt: new Date('2026-04-02T00:00:00Z'),
    },
  ])
})
afterAll(() => store.close())

const body = (summary: string, more: Partial<TalkingPointsBody> = {}): TalkingPointsBody => ({
  ...{
    summary,
    facts: [],
    dos: ['只说已发布的数据'],
    donts: [],
    questions: [{ question: '数据可信吗', answer: '可信。' }],
  },
  ...more,
})
const openIncident = (scope: IncidentScope, unitIds: string[], heldFromUnitId: string | null = null) =>
  store.db.transaction((tx) =>
    insertIncident(tx, {
      ...{ rootId: 'gx', title: '网传数据造假', unitId: unitIds[0]!, unitIds, state: 'active', scope, heldFromUnitId },
      openedAt: opened,
    }),
  )
const names = ({ id, revision, hash }: Standing) => ({ id, revision, hash })
const yes = (s: Standing) => ({ ...names(s), approved: true })
const no = (s: Standing, comment: string) => ({ ...names(s), approved: false, comment })
async function done<T>(result: Promise<{ ok: true; value: T } | { ok: false; refusal: unknown }>): Promise<T> {
  const r = await result
  if (!r.ok) throw new Error(`refused: ${JSON.stringify(r.refusal)}`)
  return r.value
}
const noticesTo = async (incidentId: string, kind: string) =>
  (await deliveriesOfIncident(store.db, incidentId)).filter((d) => d.kind === kind)
const statesOf = async (incidentId: string) =>
  (await talkingPointsOfIncident(store.db, { incidentId, unitIds: allUnits, at })).map(
    (v) => `v${v.row.n} ${v.row.state}`,
  )

/** From the first word to a text in force of Guilin's own matter. */
async function inForceForGuilin(incidentId: string, summary: string): Promise<Standing> {
  const { db } = store
  const draft = await done(draftTalkingPoints(db, { incidentId, body: body(summary) }, by(people.glOffice)))
  await done(submitTalkingPoints(db, names(draft), by(people.glOffice)))
  await done(checkFacts(db, yes(draft), by(people.glDivision)))
  await done(approveAsOffice(db, yes(draft), by(people.glDirector)))
  return done(publishTalkingPoints(db, names(draft), by(people.glOffice)))
}

describe('AC-04: a city matter turns region-wide', () => {
  it('ends the city text, blocks answers, and asks the region and both cities for the next', async () => {
    const { db } = store
    const incident = await openIncident('city_only', ['guilin'])
    const incidentId = incident.id
    const v1 = await inForceForGuilin(incidentId, '第一版的说法在此。')
    const v2 = await inForceForGuilin(incidentId, '第二版的说法在此。')
    expect(await statesOf(incidentId)).toEqual(['v2 in_force', 'v1 superseded'])
    expect((await noticesTo(incidentId, 'stop_using')).map((d) => d.userId).sort()).toEqual([
      'gl-deputy',
      'gl-director',
      'gl-office',
      'gl-spokesperson',
    ])
    const interview = { reporter: '张记者', outlet: '晚报', question: '数据有假吗', answer: '没有。' }
    const answered = await done(answerMedia(db, { ...names(v2), ...interview }, by(people.glSpokesperson)))
    const old = await answerMedia(db, { ...names(v1), ...interview }, by(people.glSpokesperson))
    expect(old).toMatchObject({
      refusal: { code: 'wrong-state', rule: 'G4-7-2-city', detail: { state: 'superseded' } },
    })

    // The region sets the scope; the door is called in the same transaction.
    const setter = by(people.gxDirector)
    const ended = await db.transaction(async (tx) => {
      await updateIncident(tx, incidentId, { scope: 'region_wide', unitIds: ['guilin', 'nanning'] })
      return invalidateForScope(tx, { incidentId, scope: 'region_wide' }, setter)
    })
    expect(ended.map((s) => [s.id, s.state])).toEqual([[v2.id, 'invalid_scope']])
    const blocked = await answerMedia(db, { ...names(v2), ...interview }, by(people.glSpokesperson))
    expect(blocked).toMatchObject({
      refusal: { code: 'wrong-state', rule: 'G4-7-2-city', detail: { state: 'invalid_scope' } },
    })
    const stop = (await noticesTo(incidentId, 'stop_using')).filter((d) => d.facts.n === 2)
    expect(stop.map((d) => d.userId).sort()).toEqual([
      'gl-deputy',
      'gl-director',
      'gl-office',
      'gl-spokesperson',
      'nn-director',
      'nn-spokesperson',
    ])
    expect(stop[0]).toMatchObject({
      facts: { cause: 'invalid_scope', no: incident.no },
      deliveredAt: setter.at,
      readAt: null,
    })

    // The next version: drafted by the office, with a contribution of each city.
    expect(
      await draftTalkingPoints(db, { incidentId, body: body('城市自己的说法。') }, by(people.glOffice)),
    ).toMatchObject({ ok: true })
    const [own] = await talkingPointsOfIncident(db, { incidentId, unitIds: allUnits, at })
    expect(own?.row).toMatchObject({ n: 3, scope: 'region_wide', unitId: 'gx' })
    const first = own!.facts
    const alone = await submitTalkingPoints(db, names(first), by(people.glOffice))
    expect(alone).toMatchObject({
      refusal: { code: 'missing-field', rule: 'G4-7-2-region', detail: { units: 'gx,nanning' } },
    })
    const second = await done(
      reviseTalkingPoints(db, { id: first.id, revision: 1, body: body('统一的说法在此。') }, by(people.gxOffice)),
    )
    const stillAlone = await submitTalkingPoints(db, names(second), by(people.gxOffice))
    expect(stillAlone).toMatchObject({ refusal: { detail: { units: 'nanning', names: '南宁市统计局' } } })
    const staleBase = await reviseTalkingPoints(
      db,
      { id: first.id, revision: 1, body: body('晚了一步的说法。') },
      by(people.nnDirector),
    )
    expect(staleBase).toMatchObject({
      refusal: { code: 'stale-revision', rule: 'policy-revision', detail: { revision: 2, given: 1 } },
    })
    const v3 = await done(
      reviseTalkingPoints(db, { id: first.id, revision: 2, body: body('统一的说法在此。') }, by(people.nnDirector)),
    )
    expect(v3).toMatchObject({ revision: 3, hash: second.hash, state: 'draft' })
    await done(submitTalkingPoints(db, names(v3), by(people.gxOffice)))
    await done(checkFacts(db, yes(v3), by(people.gxDivision)))

    const cityAlone = await approveAsOffice(db, yes(v3), by(people.glDirector))
    expect(cityAlone).toMatchObject({ refusal: { code: 'wrong-scope', rule: 'G4-7-2-region' } })
    const drafter = await approveAsOffice(db, yes(v3), by({ ...people.gxOffice, seats: people.gxDirector.seats }))
    expect(drafter).toMatchObject({ refusal: { code: 'drafter-approves', rule: 'policy-separation' } })
    expect(await approveAsOffice(db, yes(v3), by(people.gxDirector))).toMatchObject({
      value: { state: 'pending_leading_group' },
    })
    const early = await publishTalkingPoints(db, names(v3), by(people.gxOffice))
    expect(early).toMatchObject({ refusal: { code: 'wrong-state', detail: { state: 'pending_leading_group' } } })
    expect(await approveAsLeadingGroup(db, yes(v3), by(people.gxDirector))).toMatchObject({
      refusal: { code: 'not-allowed', rule: 'G4-7-2-region' },
    })
    expect(await approveAsLeadingGroup(db, yes(v3), by(people.gxGroup))).toMatchObject({ value: { state: 'approved' } })
    await done(publishTalkingPoints(db, names(v3), by(people.gxOffice)))
    await done(answerMedia(db, { ...names(v3), ...interview }, by(people.nnSpokesperson)))

    expect(await statesOf(incidentId)).toEqual(['v3 in_force', 'v2 invalid_scope', 'v1 superseded'])
    const answers = await answersOfIncident(db, { incidentId, unitIds: ['guilin'] })
    expect(answers.map((a) => [a.talkingPointsId, a.revision])).toEqual([
      [v3.id, 3],
      [v2.id, 1],
    ])
    expect(answers[1]).toEqual(answered)
    expect((await verifyAudit(db)).ok).toBe(true)
  })

  it('a region-wide text that was signed stays good when the matter turns out smaller; one on its way does not', async () => {
    const { db } = store
    const incident = await openIncident('region_wide', ['guilin'])
    const draft = await done(
      draftTalkingPoints(db, { incidentId: incident.id, body: body('全区统一的说法。') }, by(people.gxOffice)),
    )
    const v1 = await done(
      reviseTalkingPoints(db, { id: draft.id, revision: 1, body: body('全区统一的说法。') }, by(people.glOffice)),
    )
    await done(submitTalkingPoints(db, names(v1), by(people.gxOffice)))
    await done(checkFacts(db, yes(v1), by(people.gxDivision)))
    await done(approveAsOffice(db, yes(v1), by(people.gxDirector)))
    await done(approveAsLeadingGroup(db, yes(v1), by(people.gxGroup)))
    await done(publishTalkingPoints(db, names(v1), by(people.gxOffice)))
    await done(draftTalkingPoints(db, { incidentId: incident.id, body: body('还在起草的说法。') }, by(people.gxOffice)))
    const setter = by(people.gxDirector)
    await db.transaction(async (tx) => {
      await updateIncident(tx, incident.id, { scope: 'city_only' })
      await invalidateForScope(tx, { incidentId: incident.id, scope: 'city_only' }, setter)
    })
    expect(await statesOf(incident.id)).toEqual(['v2 invalid_scope', 'v1 in_force'])
  })
})

describe('AC-07: talking points replaced after approval', () => {
  it('refuses a superseded figure by name, before and after its vintage changed, and answers from a recalled text', async () => {
    const { db } = store
    const incident = await openIncident('city_only', ['guilin'])
    const [morning, noon] = [new Date('2026-04-01T23:00:00Z'), new Date('2026-04-02T04:00:00Z')]
    const facts = [{ text: '2023年地区生产总值24740.86亿元', figureId: 'gdp-first' }]
    const as = (actor: Actor, when: Date) => ({ actor, at: when })
    const given = { incidentId: incident.id, body: body('总值以公布数为准。', { facts }) }
    const v1 = await done(draftTalkingPoints(db, given, as(people.glOffice, morning)))
    await done(submitTalkingPoints(db, names(v1), as(people.glOffice, morning)))
    await done(checkFacts(db, yes(v1), as(people.glDivision, morning)))
    const superseded = {
      ok: false,
      refusal: {
        ...{ code: 'invalid-field', rule: 'policy-current-figure', field: 'facts' },
        detail: { figureId: 'gdp-first', name: '广西2023地区生产总值 24740.86亿元', why: 'superseded' },
      },
    }
    expect(await approveAsOffice(db, yes(v1), as(people.glDirector, noon))).toEqual(superseded)
    await done(approveAsOffice(db, yes(v1), as(people.glDirector, morning)))
    expect(await publishTalkingPoints(db, names(v1), as(people.glOffice, noon))).toEqual(superseded)
    await done(publishTalkingPoints(db, names(v1), as(people.glOffice, morning)))

    const newFacts = [{ text: '2023年地区生产总值25209.10亿元', figureId: 'gdp-final' }]
    const early = { incidentId: incident.id, body: body('总值以最新核实数为准。', { facts: newFacts }) }
    const v2 = await done(draftTalkingPoints(db, early, as(people.glOffice, morning)))
    expect(await submitTalkingPoints(db, names(v2), as(people.glOffice, morning))).toMatchObject({
      refusal: { detail: { figureId: 'gdp-final', why: 'unpublished' } },
    })
    const unknown = {
      id: v2.id,
      revision: 1,
      body: body('总值以最新核实数为准。', { facts: [{ text: '一', figureId: 'gdp-none' }] }),
    }
    expect(await reviseTalkingPoints(db, unknown, as(people.glOffice, noon))).toEqual({
      ok: false,
      refusal: { code: 'invalid-field', field: 'facts.0.figureId', detail: { figureId: 'gdp-none' } },
    })
    await done(submitTalkingPoints(db, names(v2), as(people.glOffice, noon)))
    await done(checkFacts(db, yes(v2), as(people.glDivision, noon)))
    await done(approveAsOffice(db, yes(v2), as(people.glDirector, noon)))

    expect(await recallTalkingPoints(db, { id: v1.id, reason: ' ' }, as(people.glDirector, noon))).toMatchObject({
      refusal: { code: 'missing-field', field: 'reason' },
    })
    await done(recallTalkingPoints(db, { id: v1.id, reason: '数据已核实修订' }, as(people.glDirector, noon)))
    const stop = await noticesTo(incident.id, 'stop_using')
    expect(stop.find((d) => d.userId === 'gl-spokesperson')?.facts).toMatchObject({
      n: 1,
      cause: 'recalled',
      reason: '数据已核实修订',
    })
    const answer = { ...names(v1), reporter: '李记者', outlet: '日报', question: '是多少', answer: '24740.86亿元' }
    expect(await answerMedia(db, answer, as(people.glSpokesperson, noon))).toMatchObject({
      refusal: { code: 'wrong-state', detail: { state: 'recalled' } },
    })
    await done(publishTalkingPoints(db, names(v2), as(people.glOffice, noon)))
    const recalled = await talkingPointsById(db, { id: v1.id, unitIds: allUnits, at: noon })
    expect(recalled?.row).toMatchObject({ state: 'recalled', endedAt: noon, endReason: '数据已核实修订' })
    // The record shows which text each step was about.
    const said = (await timelineOf(db, incident.id)).map((e) => `${e.action} v${e.after?.n}`)
    expect(said.slice(-3)).toEqual(['office v2', 'recall v1', 'publish v2'])
  })
})

describe('an approval', () => {
  it('is void for a text that was changed, and a return goes back to the drafters with its comment', async () => {
    const { db } = store
    const { id: incidentId } = await openIncident('city_only', ['guilin'])
    const r1 = await done(draftTalkingPoints(db, { incidentId, body: body('第一稿的说法。') }, by(people.glOffice)))
    await done(submitTalkingPoints(db, names(r1), by(people.glOffice)))
    const back = await checkFacts(db, no(r1, ''), by(people.glDivision))
    expect(back).toMatchObject({ refusal: { code: 'missing-field', field: 'comment' } })
    await done(checkFacts(db, no(r1, '口径不清'), by(people.glDivision)))
    expect(await noticesTo(incidentId, 'talking_points_returned')).toMatchObject([
      { userId: 'gl-office', facts: { comment: '口径不清', byName: 'gl-division同志', revision: 1 } },
    ])
    await done(submitTalkingPoints(db, names(r1), by(people.glOffice)))
    await done(checkFacts(db, { ...yes(r1), comment: '已核对' }, by(people.glDivision)))
    await done(approveAsOffice(db, yes(r1), by(people.glDirector)))
    const r2 = await done(
      reviseTalkingPoints(db, { id: r1.id, revision: 1, body: body('第二稿的说法。') }, by(people.glSpokesperson)),
    )
    expect(r2).toMatchObject({ state: 'draft', revision: 2 })
    expect(await publishTalkingPoints(db, names(r1), by(people.glOffice))).toMatchObject({
      refusal: { code: 'wrong-state' },
    })
    await done(submitTalkingPoints(db, names(r2), by(people.glOffice)))
    await done(checkFacts(db, yes(r2), by(people.glDivision)))
    const stale = await approveAsOffice(db, yes(r1), by(people.glDirector))
    expect(stale).toMatchObject({
      refusal: { code: 'stale-revision', rule: 'policy-revision', detail: { revision: 2, given: 1 } },
    })
    const wrongHash = await approveAsOffice(db, { ...yes(r2), hash: r1.hash }, by(people.glDirector))
    expect(wrongHash).toMatchObject({ refusal: { code: 'stale-revision' } })
    await done(approveAsOffice(db, yes(r2), by(people.glDirector)))

    const version = await talkingPointsById(db, { id: r1.id, unitIds: ['guilin'], at })
    expect(version?.approvals.map((a) => `${a.step} r${a.revision} ${a.approved} ${a.comment} ${a.byUnitId}`)).toEqual([
      'fact_check r1 false 口径不清 guilin',
      'fact_check r1 true 已核对 guilin',
      'office r1 true  guilin',
      'fact_check r2 true  guilin',
      'office r2 true  guilin',
    ])
    // What the database gives back still has the hash that was signed.
    expect(version?.revisions.map((r) => bodyHash(r.body))).toEqual([r1.hash, r2.hash])
    expect(version?.revisions.map((r) => r.body.summary)).toEqual(['第一稿的说法。', '第二稿的说法。'])
    const revised = (await timelineOf(db, incidentId)).find((e) => e.action === 'revise')
    expect(revised).toMatchObject({
      ...{ actorName: 'gl-spokesperson同志', unitId: 'guilin', subjectKind: 'talking_points', subjectId: r1.id },
      before: { state: 'approved', revision: 1, hash: r1.hash },
      after: { state: 'draft', revision: 2, hash: r2.hash, voidedApprovals: 2, role: 'spokesperson' },
    })
  })

  it('is asked of those who may give it, and not of who drafted', async () => {
    const { db } = store
    const { id: incidentId } = await openIncident('city_only', ['guilin'])
    const draft = await done(
      draftTalkingPoints(db, { incidentId, body: body('主任起草的说法。') }, by(people.glDeputy)),
    )
    await done(submitTalkingPoints(db, names(draft), by(people.glDeputy)))
    await done(checkFacts(db, yes(draft), by(people.glDivision)))
    const wanted = (await noticesTo(incidentId, 'approval_wanted')).map((d) => `${d.facts.state} ${d.userId}`)
    expect(wanted).toEqual(['fact_check gl-division', 'office_approval gl-director'])
    expect(await approveAsOffice(db, yes(draft), by(people.glDeputy))).toMatchObject({
      refusal: { code: 'drafter-approves' },
    })
  })
})

describe('signing for somebody who travels (委托书)', () => {
  const number = '桂统委〔2026〕3号'
  const now = async (userId: string) => by((await actorById(store.db, userId, at))!)
  /** A region-wide text that waits for the leading group. */
  async function waiting(incidentId: string, drafter: Actor): Promise<Standing> {
    const { db } = store
    const first = await done(
      draftTalkingPoints(db, { incidentId, body: body('待批的说法在此。') }, by(people.glOffice)),
    )
    const draft = await done(
      reviseTalkingPoints(db, { id: first.id, revision: 1, body: body('待批的统一说法。') }, by(people.gxOffice)),
    )
    const text = await done(
      reviseTalkingPoints(
        db,
        { id: first.id, revision: 2, body: body(`${drafter.userId}的统一说法。`) },
        by({ ...drafter, seats: people.gxOffice.seats }),
      ),
    )
    expect(draft.id).toBe(text.id)
    await done(submitTalkingPoints(db, names(text), by(people.gxOffice)))
    await done(checkFacts(db, yes(text), by(people.gxDivision)))
    return done(approveAsOffice(db, yes(text), by(people.gxDirector)))
  }

  it('holds from its beginning until it ends or is revoked, and stands beside the signature and in the record', async () => {
    const { db } = store
    const group = people.gxGroup.userId
    const incident = await openIncident('region_wide', ['guilin'])
    const text = await waiting(incident.id, people.gxOffice)
    const signer = people.gxSpokesperson.userId
    const fromAt = addMs(at, 60 * minute)
    const input = {
      ...{ forUserId: group, userId: signer, unitId: 'gx', role: 'leading_group' as const, compartment: false, number },
      ...{
        powers: ['points' as const],
        signedOn: '2026-04-01',
        reason: '赴京开会',
        fromAt,
        untilAt: addMs(fromAt, day),
      },
    }
    // Nobody receives by their own act, the same number and the same signature are not given twice.
    const self = { refusal: { code: 'not-allowed', rule: 'policy-delegation' } }
    expect(await recordDelegation(db, input, by(people.gxSpokesperson))).toMatchObject(self)
    const { id } = await done(recordDelegation(db, input, by(people.gxOffice)))
    expect(await recordDelegation(db, { ...input, number: '另一号' }, by(people.gxOffice))).toMatchObject({
      refusal: { code: 'already-exists', field: 'powers' },
    })
    expect(
      await recordDelegation(
        db,
        { ...input, fromAt: input.untilAt, untilAt: addMs(input.untilAt, day) },
        by(people.gxGroup),
      ),
    ).toMatchObject({
      refusal: { code: 'already-exists', field: 'number' },
    })
    const told = await db
      .select()
      .from(deliveries)
      .where(eq(deliveries.key, `delegation_given/${id}`))
    expect(told.map((d) => d.userId).sort()).toEqual([group, signer])

    const refused = { refusal: { code: 'not-allowed', rule: 'G4-7-2-region' } }
    expect(await approveAsLeadingGroup(db, yes(text), await now(signer))).toMatchObject(refused)
    at = fromAt
    // Other people of the bureau have received nothing, and the office does not sign a second step of a text it signed.
    expect(await approveAsLeadingGroup(db, yes(text), await now(people.gxDirector.userId))).toMatchObject(refused)
    expect(await approveAsLeadingGroup(db, yes(text), await now(signer))).toMatchObject({
      value: { state: 'approved' },
    })
    const signature = `${signer}同志（代 ${group}同志，委托书 ${number}）`
    const version = await talkingPointsById(db, { id: text.id, unitIds: allUnits, at })
    expect(version!.approvals.at(-1)).toMatchObject({ byUserId: signer, byName: signature, byUnitId: 'gx' })
    const event = (await timelineOf(db, incident.id)).findLast((e) => e.action === 'leading-group')
    expect(event).toMatchObject({
      actorId: signer,
      actorName: signature,
      unitId: 'gx',
      after: { delegation: number, forUserId: group },
    })

    // What waits for the group is told to who signs for it; revoked, the same session gives nothing.
    const second = await openIncident('region_wide', ['guilin'])
    const later = await waiting(second.id, people.gxOffice)
    expect((await noticesTo(second.id, 'approval_wanted')).map((d) => d.userId)).toContain(signer)
    await done(revokeDelegation(db, { id, reason: '提前返回' }, await now(group)))
    expect(await approveAsLeadingGroup(db, yes(later), await now(signer))).toMatchObject(refused)
    expect(await revokeDelegation(db, { id, reason: '再撤' }, await now(group))).toMatchObject({
      refusal: { code: 'wrong-state', detail: { state: 'revoked' } },
    })

    // Ended by its date alone; and while it runs, by the absent person's leaving the seat.
    const next = { ...input, number: '桂统委〔2026〕4号', fromAt: at, untilAt: addMs(at, 60 * minute) }
    await done(recordDelegation(db, next, by(people.gxOffice)))
    expect((await actorById(db, signer, at))?.lent).toHaveLength(1)
    expect((await actorById(db, signer, next.untilAt))?.lent).toEqual([])
    const seat = and(eq(seats.userId, group), eq(seats.role, 'leading_group'))
    await db.update(seats).set({ toAt: at }).where(seat)
    expect((await actorById(db, signer, at))?.lent).toEqual([])
    await db.update(seats).set({ toAt: null }).where(seat)
    at = next.untilAt
    expect(await approveAsLeadingGroup(db, yes(later), await now(signer))).toMatchObject(refused)
    expect((await verifyAudit(db)).ok).toBe(true)
  })

  it('is of no use for a text that the absent person wrote, or that the signer has signed already', async () => {
    const { db } = store
    const incident = await openIncident('region_wide', ['guilin'])
    const byGroup = await waiting(incident.id, people.gxGroup)
    const order = {
      ...{ forUserId: people.gxGroup.userId, unitId: 'gx', role: 'leading_group' as const, compartment: false },
      ...{
        powers: ['points' as const],
        signedOn: '2026-04-01',
        reason: '外出',
        fromAt: at,
        untilAt: addMs(at, 60 * minute),
      },
    }
    const signer = people.gxSpokesperson.userId
    const { id } = await done(
      recordDelegation(db, { ...order, userId: signer, number: '桂统委〔2026〕5号' }, by(people.gxOffice)),
    )
    expect(await approveAsLeadingGroup(db, yes(byGroup), await now(signer))).toMatchObject({
      refusal: { code: 'drafter-approves', rule: 'policy-separation' },
    })
    await done(revokeDelegation(db, { id, reason: '改由主任代' }, by(people.gxOffice)))
    const director = people.gxDirector.userId
    const other = await openIncident('region_wide', ['guilin'])
    const signed = await waiting(other.id, people.gxOffice)
    await done(
      recordDelegation(db, { ...order, fromAt: at, userId: director, number: '桂统委〔2026〕6号' }, by(people.gxGroup)),
    )
    expect(await approveAsLeadingGroup(db, yes(signed), await now(director))).toMatchObject({
      refusal: { code: 'four-eyes', rule: 'policy-delegation' },
    })
  })
})

describe('a county matter', () => {
  it('ends with the county, and the parent city is informed unless the matter is held from it', async () => {
    const { db } = store
    for (const heldFrom of [null, 'guilin']) {
      const { id: incidentId } = await openIncident('county_only', ['yangshuo'], heldFrom)
      const draft = await done(
        draftTalkingPoints(db, { incidentId, body: body('县里的说法在此。') }, by(people.ysOffice)),
      )
      await done(submitTalkingPoints(db, names(draft), by(people.ysOffice)))
      await done(checkFacts(db, yes(draft), by(people.ysDivision)))
      // What is held from the city is not even there for it.
      expect(await approveAsOffice(db, yes(draft), by(people.glDirector))).toMatchObject({
        refusal: heldFrom ? { code: 'not-found' } : { code: 'wrong-scope', rule: 'policy-county-only' },
      })
      expect(await approveAsOffice(db, yes(draft), by(people.ysDirector))).toMatchObject({
        value: { state: 'approved' },
      })
      await done(publishTalkingPoints(db, names(draft), by(people.ysOffice)))
      const told = (await noticesTo(incidentId, 'talking_points_in_force')).map((d) => d.userId).sort()
      const county = ['ys-director', 'ys-office']
      expect(told).toEqual(heldFrom ? county : ['gl-deputy', 'gl-director', 'gl-office', 'gl-spokesperson', ...county])
      // Who may see only the parent city finds nothing of a matter held from it.
      const seen = await talkingPointsOfIncident(db, { incidentId, unitIds: ['guilin', 'yangshuo'], at })
      expect(seen).toHaveLength(heldFrom ? 0 : 1)
      expect(await talkingPointsById(db, { id: draft.id, unitIds: ['nanning'], at })).toBeNull()
    }
  })
})

describe('an order to stop', () => {
  it('reaches the head of a bureau where nobody speaks', async () => {
    const { db } = store
    const { id: incidentId } = await openIncident('city_only', ['guilin'])
    await inForceForGuilin(incidentId, '桂林自己的说法。')
    const setter = by(people.gxDirector)
    await db.transaction(async (tx) => {
      await updateIncident(tx, incidentId, { scope: 'region_wide', unitIds: ['guilin', 'liuzhou'] })
      await invalidateForScope(tx, { incidentId, scope: 'region_wide' }, setter)
    })
    expect((await noticesTo(incidentId, 'stop_using')).map((d) => d.userId)).toContain('lz-head')
  })

  it('reaches those who were handed the text although their unit is not concerned any more', async () => {
    const { db } = store
    const { id: incidentId } = await openIncident('region_wide', ['guilin', 'nanning'])
    const first = await done(
      draftTalkingPoints(db, { incidentId, body: body('全区的说法在此。') }, by(people.gxOffice)),
    )
    let text = first
    for (const [n, writer] of [people.glOffice, people.nnDirector].entries())
      text = await done(
        reviseTalkingPoints(db, { id: first.id, revision: n + 1, body: body(`全区的说法${n}。`) }, by(writer)),
      )
    await done(submitTalkingPoints(db, names(text), by(people.gxOffice)))
    await done(checkFacts(db, yes(text), by(people.gxDivision)))
    await done(approveAsOffice(db, yes(text), by(people.gxDirector)))
    await done(approveAsLeadingGroup(db, yes(text), by(people.gxGroup)))
    await done(publishTalkingPoints(db, names(text), by(people.gxOffice)))
    const told = async (kind: string) => (await noticesTo(incidentId, kind)).map((d) => d.userId).sort()
    const holders = await told('talking_points_in_force')
    expect(holders).toContain('nn-spokesperson')

    await db.transaction((tx) => updateIncident(tx, incidentId, { scope: 'city_only', unitIds: ['guilin'] }))
    await done(recallTalkingPoints(db, { id: text.id, reason: '说法有误' }, by(people.gxDirector)))
    expect(await told('stop_using')).toEqual(holders)
  })
})

describe('two at the same time', () => {
  it('make one version, one signature, one text in force', async () => {
    const { db } = store
    const { id: incidentId } = await openIncident('city_only', ['guilin'])
    const twice = async <T>(one: () => Promise<{ ok: boolean } & T>) => {
      const [a, b] = await Promise.all([one(), one()])
      return [a, b].filter((r) => r.ok).length
    }
    const given = { incidentId, body: body('同时起草的说法。') }
    const when = by(people.glOffice)
    expect(await twice(() => draftTalkingPoints(db, given, when))).toBe(1)
    const [version] = await talkingPointsOfIncident(db, { incidentId, unitIds: allUnits, at })
    const text = names(version!.facts)
    expect(await twice(() => submitTalkingPoints(db, text, when))).toBe(1)
    expect(await twice(() => checkFacts(db, { ...text, approved: true }, by(people.glDivision)))).toBe(1)
    expect(await twice(() => approveAsOffice(db, { ...text, approved: true }, by(people.glDirector)))).toBe(1)
    expect(await twice(() => publishTalkingPoints(db, text, when))).toBe(1)
    const [after] = await talkingPointsOfIncident(db, { incidentId, unitIds: allUnits, at })
    expect(after).toMatchObject({ row: { state: 'in_force' }, revisions: [{ n: 1 }], approvals: [{}, {}] })
    expect((await timelineOf(db, incidentId)).map((e) => e.action)).toEqual([
      'draft',
      'submit',
      'check-facts',
      'office',
      'publish',
    ])
  })
})

describe('a refusal', () => {
  it('leaves nothing behind', async () => {
    const { db } = store
    const { id: incidentId } = await openIncident('city_only', ['guilin'])
    const before = await lastAuditSeq(db)
    const good = body('城市自己的说法。')
    const notFound = { refusal: { code: 'not-found' } }
    expect(await draftTalkingPoints(db, { incidentId: 'none', body: good }, by(people.glOffice))).toMatchObject(
      notFound,
    )
    expect(await submitTalkingPoints(db, { id: 'none', revision: 1, hash: '' }, by(people.glOffice))).toMatchObject(
      notFound,
    )
    expect(await draftTalkingPoints(db, { incidentId, body: good }, by(people.nnDirector))).toMatchObject({
      refusal: { code: 'not-allowed', rule: 'G4-7-2-city' },
    })
    expect(await draftTalkingPoints(db, { incidentId, body: good }, by(people.gxOffice))).toMatchObject({
      refusal: { code: 'wrong-scope', rule: 'G4-7-2-city' },
    })
    expect(await draftTalkingPoints(db, { incidentId, body: body('短') }, by(people.glOffice))).toMatchObject({
      refusal: { code: 'invalid-field', field: 'summary' },
    })
    await store.db.transaction((tx) => updateIncident(tx, incidentId, { state: 'closed_not_event' }))
    expect(await draftTalkingPoints(db, { incidentId, body: good }, by(people.glOffice))).toMatchObject({
      refusal: { code: 'wrong-state', field: 'incident' },
    })
    expect(await lastAuditSeq(db)).toBe(before)
    expect(await deliveriesOfIncident(db, incidentId)).toEqual([])
    expect(await statesOf(incidentId)).toEqual([])
    expect(await verifyAudit(db)).toMatchObject({ ok: true })
  })

  it('of an answer without its words names the field', async () => {
    const { db } = store
    const { id: incidentId } = await openIncident('city_only', ['guilin'])
    const v = await inForceForGuilin(incidentId, '可以回答的说法。')
    const answer = { ...names(v), reporter: '张', outlet: '晚报', question: ' ', answer: '是' }
    expect(await answerMedia(db, answer, by(people.glSpokesperson))).toMatchObject({
      refusal: { code: 'missing-field', field: 'question' },
    })
    expect(await answerMedia(db, { ...answer, question: '问', revision: 2 }, by(people.glSpokesperson))).toMatchObject({
      refusal: { code: 'stale-revision' },
    })
    expect(await answersOfIncident(db, { incidentId, unitIds: allUnits })).toEqual([])
  })
})
