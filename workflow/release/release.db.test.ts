/** A release on its way out, and everything that may not get out: thirty-six attempts, each refused or kept in. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { IncidentScope } from '../../domain/incident.ts'
import type { ReleaseBody, ReleaseKind } from '../../domain/release.ts'
import type { Result } from '../../domain/result.ts'
import { addMs, hour, minute } from '../../domain/time.ts'
import type { Actor, Role, UnitLevel } from '../../domain/units.ts'
import { timelineOf } from '../../store/audit.ts'
import { insertIncident, updateIncident } from '../../store/incidents.ts'
import type { Store } from '../../store/open.ts'
import { publicReleases, releaseById } from '../../store/releases.ts'
import { calendarEntries, figures, flags, seats, units, user } from '../../store/schema.ts'
import { seedArticle } from '../../tests/support/bureaus.ts'
import { openTestStore } from '../../tests/support/db.ts'
import { checkerOf } from '../../tests/support/numbers.ts'
import { openCentre } from '../news-centre/run-centre.ts'
import { answerMedia } from '../talking-points/answer-media.ts'
import { approveAsOffice } from '../talking-points/approve-as-office.ts'
import { checkFacts } from '../talking-points/check-facts.ts'
import { draftTalkingPoints } from '../talking-points/draft-talking-points.ts'
import { invalidateForScope } from '../talking-points/invalidate-for-scope.ts'
import { publishTalkingPoints } from '../talking-points/publish-talking-points.ts'
import { recallTalkingPoints } from '../talking-points/recall-talking-points.ts'
import { submitTalkingPoints } from '../talking-points/submit-talking-points.ts'
import { addReleaseAddress, endRelease } from './after-release.ts'
import { draftRelease, reviseRelease } from './draft-release.ts'
import { type JudgeVerb, judgeRelease } from './judge-release.ts'
import { admitGuest, logQuestion } from './meeting.ts'
import { publishRelease, putOutScheduled, scheduleRelease } from './put-out.ts'
import type { ReleaseStanding } from './record.ts'

let store: Store
const opened = new Date('2026-11-02T01:00:00Z')
let at = opened
const by = (actor: Actor) => {
  at = addMs(at, minute)
  return { actor, at }
}
const person = (userId: string, ...held: [Role, string][]): Actor => ({
  ...{ userId, name: `${userId}同志`, seats: held.map(([role, unitId]) => ({ role, unitId, standIn: false })) },
})
const who = {
  office: person('gl-office', ['office_staff', 'guilin']),
  director: person('gl-director', ['office_director', 'guilin']),
  division: person('gl-division', ['subject_division', 'guilin']),
  secrecy: person('gl-secrecy', ['secrecy', 'guilin']),
  group: person('gl-group', ['leading_group', 'guilin']),
  speaker: person('gl-speaker', ['spokesperson', 'guilin']),
  monitor: person('gl-monitor', ['monitor', 'guilin']),
  both: person('gl-both', ['spokesperson', 'guilin'], ['leading_group', 'guilin'], ['subject_division', 'guilin']),
  nanning: person('nn-speaker', ['spokesperson', 'nanning']),
  gxGroup: person('gx-group', ['leading_group', 'gx']),
}
const check = checkerOf(() => store.db)

const gdp = (id: string, value: string, more: object = {}) => ({
  ...{ id, indicator: 'gdp', indicatorName: '地区生产总值', region: '450300', regionName: '桂林市', period: '2025' },
  ...{ periodType: 'year' as const, measure: 'level' as const, unit: '亿元', owner: '桂林市统计局', value },
  ...{ status: 'preliminary' as const, publishedAt: new Date('2026-02-01T00:00:00Z') },
  ...more,
})

beforeAll(async () => {
  store = await openTestStore()
  const unit = (id: string, level: UnitLevel, parentId: string | null, name: string, regionCode: string) => ({
    ...{ id, level, parentId, name, rootId: 'gx', regionCode },
  })
  await store.db
    .insert(units)
    .values([
      unit('gx', 'region', null, '广西壮族自治区统计局', '450000'),
      unit('guilin', 'city', 'gx', '桂林市统计局', '450300'),
      unit('nanning', 'city', 'gx', '南宁市统计局', '450100'),
    ])
  const dates = { createdAt: opened, updatedAt: opened }
  const everybody = Object.values(who)
  await store.db
    .insert(user)
    .values(everybody.map((p) => ({ id: p.userId, name: p.name, email: `${p.userId}@example.test`, ...dates })))
  await store.db
    .insert(seats)
    .values(everybody.flatMap((p) => p.seats.map((s) => ({ ...s, userId: p.userId, fromAt: opened }))))
  await store.db.insert(figures).values(gdp('gl-2025', '2600.50'))
  await store.db.insert(calendarEntries).values({
    ...{ id: 'next', indicators: ['gdp'], region: '450300', period: '2026', periodType: 'year' },
    ...{ publisher: '桂林市统计局', scheduledAt: new Date('2027-01-20T00:00:00Z') },
  })
})
afterAll(() => store.close())

async function done<T>(result: Promise<Result<T>>): Promise<T> {
  const r = await result
  if (!r.ok) throw new Error(`refused: ${JSON.stringify(r.refusal)}`)
  return r.value
}
let tried = 0
/** An attempt that must be refused, with these marks of the refusal. */
async function refused(result: Promise<Result<unknown>>, marks: object): Promise<void> {
  tried++
  const r = await result
  expect(r.ok ? { went: 'through' } : r.refusal).toMatchObject(marks)
}
const named = ({ id, revision, hash }: { id: string; revision: number; hash: string }) => ({ id, revision, hash })
const stateOf = async (id: string) =>
  (await releaseById(store.db, { id, unitIds: ['gx', 'guilin', 'nanning'], at }))!.row.state

const text = (more: Partial<ReleaseBody> = {}): ReleaseBody => ({
  ...{ title: '关于网传数据的说明', text: '2025年桂林市地区生产总值2600.50亿元。以统计公报为准。' },
  ...{ publicity: 'public', quoted: [], claim: '', meeting: null, ...more },
})
const meeting = { venue: '桂林市统计局一楼', at: '2026-11-03T02:00:00Z', invitation: '凭证件入场', agenda: [] }
const speakers = [{ name: '王某', post: '新闻发言人' }]

const incident = (more: object = {}, scope: IncidentScope = 'city_only') =>
  store.db.transaction((tx) =>
    insertIncident(tx, {
      ...{ rootId: 'gx', title: '网传桂林数据', unitId: 'guilin', unitIds: ['guilin'], state: 'active', scope },
      ...{ heldFromUnitId: null, openedAt: opened, ...more },
    }),
  )
async function pointsInForce(incidentId: string, summary = '以公布数据为准。') {
  const points = { summary, facts: [{ text: '2600.50亿元', figureId: 'gl-2025' }], dos: [], donts: [], questions: [] }
  const { db } = store
  const draft = await done(draftTalkingPoints(db, { incidentId, body: points }, by(who.office)))
  await done(submitTalkingPoints(db, named(draft), by(who.office), check))
  await done(checkFacts(db, { ...named(draft), approved: true }, by(who.division), check))
  await done(approveAsOffice(db, { ...named(draft), approved: true }, by(who.director), check))
  return done(publishTalkingPoints(db, named(draft), by(who.office), check))
}
const draft = (incidentId: string, body = text(), kind: ReleaseKind = 'statement', actor = who.speaker) =>
  draftRelease(store.db, { incidentId, kind, body }, by(actor))
const judge = (r: ReleaseStanding, verb: JudgeVerb, actor: Actor, comment?: string) =>
  judgeRelease(store.db, { ...named(r), verb, ...(comment ? { comment } : {}) }, by(actor), check)
const publish = (r: ReleaseStanding, actor = who.office) => publishRelease(store.db, named(r), by(actor), check)
async function checked(r: ReleaseStanding): Promise<ReleaseStanding> {
  await done(judge(r, 'check-facts', who.division))
  await done(judge(r, 'check-secrecy', who.secrecy))
  return done(judge(r, 'check-publicity', who.director))
}
const approved = async (r: ReleaseStanding) => {
  await checked(r)
  return done(judge(r, 'approve', who.group))
}
/** A statement of a matter of its own, approved and ready. */
async function ready(more: Partial<ReleaseBody> = {}) {
  const matter = await incident()
  const points = await pointsInForce(matter.id)
  const release = await done(draft(matter.id, text(more)))
  await approved(release)
  return { matter, points, release }
}

describe('a release', () => {
  it('goes its whole way: three checks, approval, out, address, effect, and stands in the public list', async () => {
    const { release, matter } = await ready()
    expect(await stateOf(release.id)).toBe('approved')
    await done(publish(release))
    const address = { id: release.id, url: 'https://tjj.example/1', place: '政务网站', publishedAt: at }
    await done(addReleaseAddress(store.db, address, by(who.office)))
    await refused(addReleaseAddress(store.db, address, by(who.office)), { code: 'already-exists' })
    await done(endRelease(store.db, { id: release.id, verb: 'follow-up' }, by(who.office)))
    await done(endRelease(store.db, { id: release.id, verb: 'evaluate', reason: '转载已转向' }, by(who.office)))
    await done(endRelease(store.db, { id: release.id, verb: 'archive' }, by(who.office)))
    const [shown] = await publicReleases(store.db, { id: release.id, limit: 1 })
    expect(shown?.body.title).toBe('关于网传数据的说明')
    const acts = (await timelineOf(store.db, matter.id)).filter((e) => e.subjectKind === 'release').map((e) => e.action)
    expect(acts).toEqual([
      ...['draft-release', 'check-facts', 'check-secrecy', 'check-publicity', 'approve', 'publish'],
      ...['add-address', 'follow-up', 'evaluate', 'archive'],
    ])
  })

  it('goes out at the time that was set, once, by the machine', async () => {
    const { release } = await ready()
    const goesOutAt = addMs(at, hour)
    await done(scheduleRelease(store.db, { ...named(release), goesOutAt }, by(who.office), check))
    await putOutScheduled(store.db, release.id, addMs(goesOutAt, -1), check)
    expect(await stateOf(release.id)).toBe('scheduled')
    await putOutScheduled(store.db, release.id, goesOutAt, check)
    await putOutScheduled(store.db, release.id, addMs(goesOutAt, 5), check)
    const full = await releaseById(store.db, { id: release.id, unitIds: ['guilin'], at })
    expect(full?.row).toMatchObject({ state: 'live', liveAt: goesOutAt })
    at = addMs(goesOutAt, minute)
  })

  it('is corrected by another, which marks it the moment it goes out', async () => {
    const { release, matter } = await ready()
    await done(publish(release))
    const better = await done(
      draftRelease(
        store.db,
        { incidentId: matter.id, kind: 'statement', body: text({ title: '更正说明' }), correctsId: release.id },
        by(who.speaker),
      ),
    )
    await approved(better)
    await done(publish(better))
    expect(await stateOf(release.id)).toBe('corrected')
  })

  it('may quote a wrong figure in order to refute it, where it says so', async () => {
    const matter = await incident()
    await pointsInForce(matter.id)
    const words = '网传2025年桂林市地区生产总值3600.50亿元，与事实不符。2025年桂林市地区生产总值2600.50亿元。'
    const plain = await done(draft(matter.id, text({ text: words })))
    const outcome = await judge(plain, 'check-facts', who.division)
    const marked = await done(draft(matter.id, text({ text: words, quoted: ['2025年桂林市地区生产总值3600.50亿元'] })))
    await done(judge(marked, 'check-facts', who.division))
    // The reader may see by itself that the sentence refutes; with the mark it never stands in the way.
    expect([true, false]).toContain(outcome.ok)
  })
})

describe('what may not get out', () => {
  it('is not even drafted without one voice, by others, in a closed compartment, or incomplete', async () => {
    const silent = await incident()
    await refused(draft(silent.id), { code: 'missing-field', field: 'talkingPoints' })
    const matter = await incident()
    await pointsInForce(matter.id)
    await refused(draft(matter.id, text(), 'statement', who.nanning), { code: 'not-allowed' })
    await refused(draft(matter.id, text(), 'statement', who.monitor), { code: 'not-allowed' })
    await refused(draft(matter.id, text({ quoted: ['9999亿元'] })), { code: 'invalid-field', field: 'quoted.0' })
    await refused(draft(matter.id, text(), 'press_conference'), { code: 'missing-field', field: 'meeting' })
    await refused(draft(matter.id, text({ meeting: { ...meeting, speakers: [] } }), 'press_conference'), {
      ...{ code: 'missing-field', field: 'meeting.speakers' },
    })
    const leak = await incident({ restricted: true, family: 'leak' })
    await refused(draft(leak.id), { code: 'not-found' })
  })

  it('does not pass with a wrong, an unpublished, or a disguised number', async () => {
    const matter = await incident()
    await pointsInForce(matter.id)
    const wrong = await done(draft(matter.id, text({ text: '2025年桂林市地区生产总值3600.50亿元。' })))
    await refused(judge(wrong, 'check-facts', who.division), { code: 'invalid-field', field: 'text' })
    const disguised = await done(draft(matter.id, text({ text: '２０２５年桂林市地區生產總值３６００．５０億元。' })))
    await refused(judge(disguised, 'check-facts', who.division), { code: 'invalid-field', field: 'text' })
    const early = await done(draft(matter.id, text({ text: '2026年桂林市地区生产总值2800.10亿元，数据向好。' })))
    const result = await judge(early, 'check-facts', who.division)
    tried++
    expect(result).toMatchObject({ ok: false, refusal: { detail: { verdict: 'unreleased' }, rule: 'law-release-28' } })
  })

  it('does not go out unchecked, unapproved, or by whoever wrote it', async () => {
    const matter = await incident()
    await pointsInForce(matter.id)
    const release = await done(draft(matter.id))
    await refused(publish(release), { code: 'wrong-state' })
    await refused(judge(release, 'approve', who.group), { code: 'wrong-state' })
    const own = await done(draft(matter.id, text(), 'statement', who.both))
    await refused(judge(own, 'check-facts', who.both), { code: 'drafter-approves' })
    await checked(own)
    await refused(judge(own, 'approve', who.both), { code: 'drafter-approves' })
    await refused(publish(own), { code: 'wrong-state' })
    await refused(judge(own, 'approve', who.director), { code: 'not-allowed' })
    await refused(judge({ ...own, hash: 'f'.repeat(64) }, 'approve', who.group), { code: 'stale-revision' })
    await refused(judge({ ...own, revision: 9 }, 'approve', who.group), { code: 'stale-revision' })
  })

  it('does not go out as another text than the one approved', async () => {
    const { release } = await ready()
    const edited = await done(
      reviseRelease(
        store.db,
        { id: release.id, revision: 1, body: text({ text: '2025年桂林市地区生产总值2600.50亿元，请以此为准。' }) },
        by(who.speaker),
      ),
    )
    await refused(publish(release), { code: 'wrong-state' })
    await refused(publish(edited), { code: 'wrong-state' })
    await checked(edited)
    await refused(publish({ ...edited, hash: release.hash }), { code: 'wrong-state' })
    await refused(reviseRelease(store.db, { id: release.id, revision: 1, body: text() }, by(who.speaker)), {
      code: 'stale-revision',
    })
  })

  it('stands still when its talking points fall, whichever way', async () => {
    const recalled = await ready()
    const goesOutAt = addMs(at, 2 * hour)
    await done(scheduleRelease(store.db, { ...named(recalled.release), goesOutAt }, by(who.office), check))
    await done(recallTalkingPoints(store.db, { id: recalled.points.id, reason: '数据待核' }, by(who.director)))
    expect(await stateOf(recalled.release.id)).toBe('blocked')
    await refused(publish(recalled.release), { field: 'talkingPoints' })
    await putOutScheduled(store.db, recalled.release.id, addMs(goesOutAt, 1), check)
    tried++
    expect(await stateOf(recalled.release.id)).toBe('blocked')

    const superseded = await ready()
    await pointsInForce(superseded.matter.id, '新的一版口径。')
    await refused(publish(superseded.release), { field: 'talkingPoints' })

    const widened = await ready()
    await store.db.transaction(async (tx) => {
      await updateIncident(tx, widened.matter.id, { scope: 'region_wide', unitIds: ['guilin', 'nanning'] })
      await invalidateForScope(tx, { incidentId: widened.matter.id, scope: 'region_wide' }, by(who.gxGroup))
    })
    await refused(publish(widened.release), { field: 'talkingPoints' })
    await refused(judge(widened.release, 'return-approval', who.monitor, '退回'), { code: 'not-allowed' })
  })

  it('loses every race with a recall: either it was out before, or it is never out', async () => {
    for (let n = 0; n < 4; n++) {
      const { release, points, matter } = await ready()
      const [out] = await Promise.all([
        publish(release),
        recallTalkingPoints(store.db, { id: points.id, reason: '撤回' }, by(who.director)),
      ])
      const acts = (await timelineOf(store.db, matter.id)).map((e) => e.action)
      tried++
      expect(acts.lastIndexOf('publish') > acts.indexOf('recall')).toBe(false)
      expect(await stateOf(release.id)).toBe(out.ok ? 'live' : 'blocked')
    }
  })

  it('goes out once, however often it is pressed', async () => {
    const { release, matter } = await ready()
    const answers = await Promise.all([publish(release), publish(release), publish(release)])
    expect(answers.filter((a) => a.ok)).toHaveLength(1)
    tried += 2
    const outs = (await timelineOf(store.db, matter.id)).filter(
      (e) => e.subjectKind === 'release' && e.action === 'publish',
    )
    expect(outs).toHaveLength(1)
  })

  it('does not go out of a matter that is over, nor after it was given up or taken back, nor in the past', async () => {
    const over = await ready()
    await updateIncident(store.db, over.matter.id, { state: 'terminated' })
    await refused(publish(over.release), { code: 'wrong-state', field: 'incident' })
    const given = await ready()
    const past = { ...named(given.release), goesOutAt: addMs(at, -minute) }
    await refused(scheduleRelease(store.db, past, by(who.office), check), { field: 'goesOutAt' })
    await done(endRelease(store.db, { id: given.release.id, verb: 'cancel', reason: '不再需要' }, by(who.office)))
    await refused(publish(given.release), { code: 'wrong-state' })
    const back = await ready()
    await done(publish(back.release))
    await refused(endRelease(store.db, { id: back.release.id, verb: 'withdraw', reason: '误发' }, by(who.office)), {
      code: 'not-allowed',
    })
    await done(endRelease(store.db, { id: back.release.id, verb: 'withdraw', reason: '误发' }, by(who.group)))
    await refused(publish(back.release), { code: 'wrong-state' })
  })

  it('is no update without an open news centre, and in a grave matter the leading group approves it', async () => {
    const matter = await incident({ grade: 'major' })
    await pointsInForce(matter.id)
    const update = await done(draft(matter.id, text(), 'update'))
    await checked(update)
    await refused(judge(update, 'approve', who.director), { code: 'not-allowed' })
    await refused(judge(update, 'approve', who.group), { code: 'wrong-state', field: 'newsCentre' })
    const open = { incidentId: matter.id, everyMs: hour, services: '热线', strategy: '', reason: '媒体集中关注' }
    await refused(openCentre(store.db, open, by(who.speaker)), { code: 'not-allowed' })
    await done(openCentre(store.db, open, by(who.group)))
    await refused(openCentre(store.db, open, by(who.group)), { code: 'already-exists' })
    await done(judge(update, 'approve', who.group))
  })

  it('lets no foreign reporter in without a card, and logs no answer without a text in force', async () => {
    const matter = await incident()
    const points = await pointsInForce(matter.id)
    const conference = await done(draft(matter.id, text({ meeting: { ...meeting, speakers } }), 'press_conference'))
    const guest = { id: conference.id, reporter: '记者甲', outlet: '某通讯社', note: '' }
    const foreign = { ...guest, mediaClass: 'foreign' as const, card: 'not_shown' as const, admitted: true }
    await refused(admitGuest(store.db, foreign, by(who.speaker)), { rule: 'policy-accreditation' })
    await refused(admitGuest(store.db, { ...foreign, mediaClass: 'domestic' }, by(who.speaker)), { field: 'note' })
    await done(admitGuest(store.db, { ...foreign, card: 'valid' }, by(who.speaker)))
    await approved(conference)
    await done(publish(conference))
    const words = {
      id: conference.id,
      reporter: '记者甲',
      outlet: '某通讯社',
      question: '数据为何不同',
      speaker: '王某',
    }
    const asked = { ...words, answer: '以公布数据为准。', deviation: '' }
    await done(logQuestion(store.db, asked, by(who.speaker)))
    await done(recallTalkingPoints(store.db, { id: points.id, reason: '撤回' }, by(who.director)))
    await refused(logQuestion(store.db, asked, by(who.speaker)), { field: 'talkingPoints' })
  })

  it('says of a number that is not out yet only that it is not, whoever drafts it', async () => {
    const matter = await incident()
    const seen = await seedArticle(store.db, { title: '网传数据', text: '网传数据。', at: opened })
    await store.db.insert(flags).values({
      ...{ ...seen, unitId: 'guilin', types: ['M12', 'leak'] },
      ...{ level: 'high', score: 1, reasons: [], openedAt: opened, state: 'suspected', incidentId: matter.id },
    })
    const { db } = store
    const points = { summary: '网传数据不实。', facts: [], dos: [], donts: [], questions: [] }
    const wrong = await done(draftTalkingPoints(db, { incidentId: matter.id, body: points }, by(who.office)))
    await refused(submitTalkingPoints(db, named(wrong), by(who.office), check), { rule: 'policy-unreleased' })
  })

  it('that stands on a recalled text is to be corrected, taken back, or kept by whoever approved it (AC-07)', async () => {
    const { release, points } = await ready()
    await done(publish(release))
    await done(recallTalkingPoints(store.db, { id: points.id, reason: '数据已替换' }, by(who.director)))
    const wanted = async () =>
      (await releaseById(store.db, { id: release.id, unitIds: ['guilin'], at }))?.row.wantsCorrectionAt
    expect(await wanted()).toEqual(at)
    const keep = { id: release.id, verb: 'keep', reason: '所引数字未变' } as const
    await refused(endRelease(store.db, keep, by(who.office)), { code: 'not-allowed' })
    await done(endRelease(store.db, keep, by(who.group)))
    expect(await wanted()).toBeNull()
    await refused(endRelease(store.db, keep, by(who.group)), { code: 'wrong-state' })
    // An answer from the recalled text is refused; said all the same, it is written down as a deviation.
    const words = { id: points.id, revision: 1, reporter: '记者', outlet: '某报', question: '问', answer: '答' }
    await refused(answerMedia(store.db, words, by(who.speaker)), { code: 'wrong-state' })
    const logged = await done(answerMedia(store.db, { ...words, deviation: '会上即席回答' }, by(who.speaker)))
    expect(logged.deviation).toBe('会上即席回答')
  })

  it('stays in when its number was revised after the approval, also at the set time', async () => {
    const { release } = await ready()
    const later = await ready()
    const goesOutAt = addMs(at, hour)
    await done(scheduleRelease(store.db, { ...named(later.release), goesOutAt }, by(who.office), check))
    const revisedAt = addMs(at, minute)
    await store.db.transaction(async (tx) => {
      await tx.update(figures).set({ supersededAt: revisedAt, change: 900_001 })
      await tx
        .insert(figures)
        .values(gdp('gl-2025-final', '2588.20', { status: 'verified', publishedAt: revisedAt, change: 900_001 }))
    })
    at = addMs(revisedAt, minute)
    await refused(publish(release), { rule: 'policy-current-figure' })
    await putOutScheduled(store.db, later.release.id, addMs(goesOutAt, 1), check)
    tried++
    expect(await stateOf(later.release.id)).toBe('blocked')
    const [blocked] = (await timelineOf(store.db, later.matter.id)).filter((e) => e.action === 'block')
    expect(blocked?.after).toMatchObject({ state: 'blocked' })
  })

  it('was tried often enough', () => {
    expect(tried).toBeGreaterThanOrEqual(36)
  })
})
