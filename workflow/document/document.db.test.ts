/** Papers from what is stored to issued: every kind says only what is known, approval names one text, numbers have no gaps. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DocumentContent, documentKinds } from '../../domain/document.ts'
import type { Result } from '../../domain/result.ts'
import { addMs, day, minute } from '../../domain/time.ts'
import type { Actor, Role } from '../../domain/units.ts'
import { writeDocx } from '../../outbound/documents/official/docx.ts'
import { timelineOf } from '../../store/audit.ts'
import { insertClock } from '../../store/clocks.ts'
import { documentById, documentList, type FullDocument } from '../../store/documents.ts'
import { addDecision, insertIncident, updateIncident } from '../../store/incidents.ts'
import type { Store } from '../../store/open.ts'
import { insertReport } from '../../store/reports.ts'
import { seats, units, user } from '../../store/schema.ts'
import { insertRevision, insertTalkingPoints } from '../../store/talking-points.ts'
import { openTestStore } from '../../tests/support/db.ts'
import { unzip } from '../../tests/support/unzip.ts'
import { asPrinted, changedByHand, readContent, runsOf, textOf } from './content.ts'
import { type DraftDocument, draftDocument, reviseDocument } from './draft-document.ts'
import { kindTable } from './kinds.ts'
import { actOnDocument, type MoveDocument } from './move-document.ts'
import { timeCell, unknown } from './writing.ts'

let store: Store
let incidentId: string
let secretId: string
const opened = new Date('2026-11-02T01:10:05Z')
let at = opened
const by = (actor: Actor) => {
  at = addMs(at, minute)
  return { actor, at }
}
const person = (userId: string, role: Role, unitId: string): Actor => ({
  ...{ userId, name: `${userId}同志`, seats: [{ role, unitId, standIn: false }] },
})
const who = {
  office: person('gl-office', 'office_staff', 'guilin'),
  director: person('gl-director', 'office_director', 'guilin'),
  group: person('gl-group', 'leading_group', 'guilin'),
  other: person('nn-office', 'office_staff', 'nanning'),
}
const marks = { secrecy: '', urgency: null, publicity: '不予公开' } as const
const hour = (n: number) => addMs(opened, n * 60 * minute)
const times = { limit: hour(2), met: hour(3), sent: hour(1), decided: hour(4) }

beforeAll(async () => {
  store = await openTestStore()
  const { db } = store
  const unit = (id: string, parentId: string | null, level: 'region' | 'city', name: string) => ({
    ...{ id, level, parentId, name, rootId: 'gx', regionCode: id === 'gx' ? '450000' : '450300' },
  })
  await db
    .insert(units)
    .values([
      unit('gx', null, 'region', '广西壮族自治区统计局'),
      unit('guilin', 'gx', 'city', '桂林市统计局'),
      unit('nanning', 'gx', 'city', '南宁市统计局'),
    ])
  const dates = { createdAt: opened, updatedAt: opened }
  const all = Object.values(who)
  await db
    .insert(user)
    .values(all.map((p) => ({ id: p.userId, name: p.name, email: `${p.userId}@example.test`, ...dates })))
  await db
    .insert(seats)
    .values(all.flatMap((p) => p.seats.map((s) => ({ ...s, userId: p.userId, fromAt: addMs(opened, -day) }))))
  const base = {
    ...{ rootId: 'gx', unitId: 'guilin', state: 'active' as const, scope: 'city_only' as const, unitIds: ['guilin'] },
    openedAt: opened,
  }
  const made = await db.transaction((tx) =>
    insertIncident(tx, { ...base, title: '误报桂林前三季度增速', humanFoundAt: opened, place: '桂林' }),
  )
  incidentId = made.id
  secretId = (await db.transaction((tx) => insertIncident(tx, { ...base, title: '不可说的事', restricted: true }))).id
  await insertClock(db, {
    ...{ incidentId, duty: 'report-2h', rule: 'G4-6-2h', basis: 'regulation', ruleVersion: '1', kind: 'hard' },
    ...{ unitId: 'guilin', recipientIds: ['gx'], startEvent: 'found', startAt: opened, limitMs: 120 * minute },
    ...{ limitAt: times.limit, state: 'met_late', metAt: times.met, overdueAt: times.limit },
  })
  await insertReport(
    db,
    {
      ...{ incidentId, kind: 'first', fromUnitId: 'guilin', channel: 'system', sentAt: times.sent },
      ...{ signedByUserId: 'gl-director', signedByName: '主任' },
    },
    {
      revision: {
        fields: {
          ...{ occurredAt: '11月2日上午', place: '桂林', kind: '重大统计新闻舆论事件', impact: '被多家转载' },
          ...{ measures: '已固定证据', other: '', mediaSource: '' },
        },
        ...{ hash: 'h', byUserId: 'gl-office', byName: '办公室', at: times.sent },
      },
      receipts: [{ unitId: 'gx', copy: false, deliveredAt: times.sent }],
    },
  )
  for (const kind of ['activate', 'terminate'] as const)
    await addDecision(db, {
      ...{
        incidentId,
        kind,
        outcome: kind,
        reason: '影响较大',
        byUserId: 'gl-group',
        byName: '组长',
        byUnitId: 'guilin',
      },
      ...{ rule: 'G4-7', at: times.decided },
    })
  const points = await insertTalkingPoints(db, {
    ...{ incidentId, n: 1, state: 'in_force', scope: 'city_only', unitId: 'guilin', revision: 1, hash: 'p' },
    ...{ openedAt: opened, inForceAt: times.sent },
  })
  await insertRevision(db, {
    ...{ talkingPointsId: points.id, n: 1, hash: 'p', byUserId: 'gl-office', byName: '办公室', byUnitId: 'guilin', at },
    body: {
      summary: '以官方发布为准。',
      facts: [{ text: '增速5.8%', figureId: 'f1' }],
      dos: ['据实'],
      donts: [],
      questions: [],
    },
  })
})
afterAll(() => store.close())

async function done<T>(result: Promise<Result<T>>): Promise<T> {
  const r = await result
  if (!r.ok) throw new Error(`refused: ${JSON.stringify(r.refusal)}`)
  return r.value
}
const refusal = async (result: Promise<Result<unknown>>) => {
  const r = await result
  return r.ok ? 'went through' : r.refusal.code
}
const read = async (id: string): Promise<FullDocument> => (await documentById(store.db, id, ['guilin']))!
const newest = (d: FullDocument): DocumentContent => d.revisions.at(-1)!.content
const drafted = (more: Partial<DraftDocument> = {}, actor = who.office) =>
  draftDocument(store.db, { kind: 'report_first', unitId: 'guilin', incidentId, marks, ...more }, by(actor))
async function acts(id: string, verb: MoveDocument['verb'], actor: Actor, more: Partial<MoveDocument> = {}) {
  const { row } = await read(id)
  return actOnDocument(store.db, { id, verb, revision: row.revision, hash: row.hash, ...more }, by(actor))
}
async function approved(): Promise<string> {
  const { id } = await done(drafted())
  await done(acts(id, 'submit', who.office))
  await done(acts(id, 'approve', who.director))
  return id
}

describe('what a paper says', () => {
  it('is of every kind whole: no code of the program, no gap, each cited text as its row has it', async () => {
    const without = ['press_plan', 'handoff_letter', 'correction_letter', 'drill_record']
    for (const kind of documentKinds) {
      const period =
        kindTable[kind].about === 'period' ? { from: addMs(opened, -day), to: addMs(opened, 60 * minute) } : {}
      const result = await drafted({ kind, ...period })
      if (without.includes(kind)) {
        expect([kind, result.ok ? null : result.refusal.code]).toEqual([kind, 'missing-field'])
        continue
      }
      const content = newest(await read((await done(Promise.resolve(result))).id))
      const text = textOf(content)
      expect(text, kind).not.toMatch(/undefined|null|NaN|\[object|Invalid|[a-z]+_[a-z]+/)
      expect(changedByHand(content)).toEqual([])
      for (const run of runsOf(content.body)) if (run.cite) expect(run.text.length).toBeGreaterThan(0)
    }
  })

  it('marks what is not known, and invents nothing', async () => {
    const { id } = await done(drafted({ kind: 'report_final' }))
    expect(textOf(newest(await read(id)))).toContain(unknown)
  })

  it('is, of an after-action report, every time of the matter: limit, reached, sent, decided; and the Office file has them', async () => {
    const { id } = await done(drafted({ kind: 'review' }))
    const { row, revisions } = await read(id)
    const xml = unzip(Buffer.from(await writeDocx(asPrinted(row, revisions[0]!.content))))
      .get('word/document.xml')!
      .toString('utf8')
    for (const time of [opened, ...Object.values(times)]) expect(xml).toContain(timeCell(time))
  })

  it('is not written for who may not, nor of what lies in a compartment', async () => {
    expect(await refusal(drafted({}, who.other))).toBe('not-allowed')
    expect(await refusal(drafted({ incidentId: secretId }))).toBe('not-found')
    expect((await documentList(store.db, { unitIds: ['nanning'], page: 1, pageSize: 10 })).total).toBe(0)
  })
})

describe('the way of a paper', () => {
  it('goes to another person, who approves this very text; one changed word and it does not hold', async () => {
    const { id } = await done(drafted({}, who.director))
    await done(acts(id, 'submit', who.office))
    expect(await refusal(acts(id, 'approve', who.director))).toBe('drafter-approves')
    expect(await refusal(acts(id, 'approve', who.group, { hash: 'x'.repeat(64) }))).toBe('stale-revision')
    await done(acts(id, 'approve', who.group))
    const before = await read(id)
    const content = { ...newest(before), title: '改过一个字的报告' }
    await done(reviseDocument(store.db, { id, revision: 1, hash: before.row.hash, content }, by(who.office)))
    expect((await read(id)).row.state).toBe('draft')
    expect(await refusal(acts(id, 'issue', who.office))).toBe('wrong-state')
  })

  it('shows what a person changed of a cited text, and lets nobody make a citation', async () => {
    const { id } = await done(drafted())
    const { row, revisions } = await read(id)
    const content = structuredClone(revisions[0]!.content)
    const run = runsOf(content.body).find((r) => r.cite)!
    run.text = '别的说法'
    await done(reviseDocument(store.db, { id, revision: 1, hash: row.hash, content }, by(who.office)))
    expect(changedByHand(newest(await read(id))).map((c) => c.text)).toEqual(['别的说法'])
    run.cite = { ...run.cite!, value: '别的说法' }
    expect(readContent(content, revisions[0]!.content).ok).toBe(false)
  })

  it('gets numbers without gap or double, however many are issued at once; a withdrawn one is not given again', async () => {
    const ids: string[] = []
    for (let n = 0; n < 6; n++) ids.push(await approved())
    const first = await Promise.all(ids.slice(0, 5).map((id) => acts(id, 'issue', who.office)))
    const again = await Promise.all(ids.slice(0, 5).map((id) => acts(id, 'issue', who.office)))
    expect(again.every((r) => !r.ok)).toBe(true)
    const numbers = first.map((r) => (r.ok ? r.value.number : '')).sort()
    expect(numbers).toEqual([1, 2, 3, 4, 5].map((n) => `桂林统发〔2026〕${n}号`))
    const last = (await documentList(store.db, { unitIds: ['guilin'], state: 'issued', page: 1, pageSize: 10 })).items
    const fifth = last.find((d) => d.n === 5)!
    expect(await refusal(acts(fifth.id, 'withdraw', who.director))).toBe('missing-field')
    await done(acts(fifth.id, 'withdraw', who.director, { reason: '数据有误' }))
    expect((await done(acts(ids[5]!, 'issue', who.office))).number).toBe('桂林统发〔2026〕6号')
    const verbs = (await timelineOf(store.db, incidentId))
      .filter((e) => e.subjectKind === 'document')
      .map((e) => e.action)
    expect(new Set(verbs)).toEqual(new Set(['draft-document', 'submit', 'approve', 'revise', 'issue', 'withdraw']))
  })

  it('is no paper of the list any more once its matter lies in a compartment', async () => {
    const { id } = await done(drafted())
    const { row } = await read(id)
    await updateIncident(store.db, incidentId, { restricted: true })
    expect(await documentById(store.db, id, ['guilin', 'gx'])).toBeNull()
    const named = { id, verb: 'submit' as const, revision: row.revision, hash: row.hash }
    expect(await refusal(actOnDocument(store.db, named, by(who.office)))).toBe('not-found')
    await updateIncident(store.db, incidentId, { restricted: false })
  })
})
