/** Papers from what is stored to issued: every kind says only what is known, approval names one text, numbers have no gaps. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DocumentContent, type DocumentExtract, documentKinds } from '../../domain/document.ts'
import type { Result } from '../../domain/result.ts'
import { addMs, day, minute } from '../../domain/time.ts'
import type { Actor, Role } from '../../domain/units.ts'
import { writeDocx } from '../../outbound/documents/official/docx.ts'
import { insertActivation, saveAdoption } from '../../store/activations.ts'
import { timelineOf } from '../../store/audit.ts'
import { insertClock } from '../../store/clocks.ts'
import { documentById, documentList, type FullDocument } from '../../store/documents.ts'
import { addDecision, insertIncident, updateIncident } from '../../store/incidents.ts'
import type { Store } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import { addRegisterRows } from '../../store/registers.ts'
import { contactReads } from '../../store/registry-lists.ts'
import { insertJournalist, insertOutlet, saveJournalist } from '../../store/registry.ts'
import { insertReport } from '../../store/reports.ts'
import { seats, units, user } from '../../store/schema.ts'
import { addStepForm } from '../../store/step-forms.ts'
import { insertRevision, insertTalkingPoints } from '../../store/talking-points.ts'
import { openTestStore } from '../../tests/support/db.ts'
import { planById } from '../plan/plan.ts'
import { keepText } from '../plan/plan-text.ts'
import { sealContact } from '../registry/contact.ts'
import { unzip } from '../../tests/support/unzip.ts'
import { readersOf } from './audience.ts'
import { asPrinted, changedByHand, readContent, runsOf, textOf } from './content.ts'
import { type DraftDocument, draftDocument, reviseDocument } from './draft-document.ts'
import { takeContacts } from './files.ts'
import { kindTable } from './kinds.ts'
import { actOnDocument, type MoveDocument } from './move-document.ts'
import { withPeople } from './people.ts'
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
  const planHash = await keepText(db, planById('media')!, opened)
  const run = await insertActivation(db, {
    ...{ incidentId, plan: 'media', planVersion: '1', planHash, state: 'running', instants: {}, startedAt: opened },
  })
  const written = { activationId: run.id, step: 'M07', byUserId: 'gl-office', byName: '办公室', at: times.sent }
  for (const [n, source] of ['待查', '某网首发'].entries())
    await addStepForm(db, { ...written, n: n + 1, fields: { source, outlets: '某网\n乙报' }, hash: `${n}` })
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
const readers = (unitIds: string[]) => ({
  ...{ usual: unitIds, registry: unitIds, conduct: unitIds, compartment: unitIds },
})
const refusal = async (result: Promise<Result<unknown>>) => {
  const r = await result
  return r.ok ? 'went through' : r.refusal.code
}
const read = async (id: string): Promise<FullDocument> => (await documentById(store.db, id, readers(['guilin'])))!
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
    const apart = ['leak_report', 'leak_handover', 'register_extract']
    for (const kind of documentKinds.filter((k) => !apart.includes(k))) {
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
      // Every number leads to what it rests on: all but the numbers of points and the instant of the data.
      const bare = runsOf(content.body).filter((run) => !run.cite && /\d/.test(run.text))
      const own = /^\d+．$|数据截至|^[^0-9]*（附\d[^）]*）|^\d{4}年.*共见需要关注|最集中的时段/
      for (const run of bare) expect(run.text, kind).toMatch(own)
      for (const block of content.body)
        if (block.kind === 'chart') expect(block.chart.cites?.length, kind).toBe(block.chart.categories.length)
    }
  })

  it('is, of a step with a form, what its newest revision says, by whom and when', async () => {
    const { body } = newest(await read((await done(drafted({ kind: 'review' }))).id))
    const form = body.find((b) => b.kind === 'table' && b.caption?.startsWith('M07'))
    expect(form).toMatchObject({ caption: `M07 信息来源记录（第2稿，办公室，${timeCell(times.sent)}）` })
    expect(form?.kind === 'table' && form.rows.map((cells) => cells.map((runs) => runs[0]!.text))).toEqual([
      ['信息来源', '某网首发'],
      ['相关媒体情况', '某网；乙报'],
    ])
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
    expect((await documentList(store.db, { readers: readers(['nanning']), page: 1, pageSize: 10 })).total).toBe(0)
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
    const last = (
      await documentList(store.db, { readers: readers(['guilin']), state: 'issued', page: 1, pageSize: 10 })
    ).items
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
    expect(await documentById(store.db, id, readers(['guilin', 'gx']))).toBeNull()
    const named = { id, verb: 'submit' as const, revision: row.revision, hash: row.hash }
    expect(await refusal(actOnDocument(store.db, named, by(who.office)))).toBe('not-found')
    await updateIncident(store.db, incidentId, { restricted: false })
  })
})

describe('an extract of a register', () => {
  const keys = { secret: 's'.repeat(32), contact: [{ id: 'k', secret: 'c'.repeat(32) }] as const }
  const people: Record<'wei' | 'lu' | 'tan', string> = { wei: '', lu: '', tan: '' }
  const extract: DocumentExtract = {
    ...{ plan: '', register: '', q: '', mediaClass: null, outletId: null, contacts: true },
    ...{ of: 'journalists' as const, askedBy: '新闻发言人办公室', purpose: '发布会邀请' },
  }
  const extracted = (more: Partial<DocumentExtract> = {}, actor = who.office) =>
    drafted({ kind: 'register_extract', incidentId: null, extract: { ...extract, ...more } }, actor)
  const filled = async ({ row, revisions }: FullDocument) =>
    textOf(
      await withPeople(store.db, revisions.at(-1)!.content, {
        ...{ unitId: row.unitId, hasContacts: true, contacts: null },
      }),
    )
  const reads = async () => (await contactReads(store.db, { unitIds: ['guilin'], page: 1, pageSize: 50 })).items

  beforeAll(async () => {
    const { db } = store
    const own = { unitId: 'guilin', changedBy: '办公室', changedAt: opened }
    const outlet = (await insertOutlet(db, {
      ...{ ...own, name: '漓江晚报社', mediaClass: 'domestic', licence: 'newspaper', licenceNo: 'CN45-0001' },
    }))!
    for (const [key, name, state] of [
      ['wei', '韦记者', 'active'],
      ['lu', '陆记者', 'active'],
      ['tan', '覃记者', 'restricted'],
    ] as const) {
      people[key] = await insertJournalist(db, {
        ...{ unitId: 'guilin', state, kind: 'press', name, penNames: [], outletId: outlet.id, role: 'reporter' },
        ...{ basis: 'incident', registeredBy: '办公室', registeredAt: opened },
        ...{ reviewAt: addMs(opened, day), keepUntil: addMs(opened, day) },
      })
      const contact = { phone: `1380000${key === 'wei' ? '1111' : '2222'}`, email: '' }
      await saveJournalist(db, people[key], sealContact(contact, people[key], keys))
    }
    await saveAdoption(db, { rootId: 'gx', plan: 'media', adoptedAt: opened, adoptedBy: '测试' })
    const row = { plan: 'guangxi-measures', changedBy: '某某', changedAt: opened }
    await addRegisterRows(db, [
      {
        ...row,
        unitId: 'guilin',
        register: 'supplies',
        cells: { 名称: '发电机', 数量: '2', 存放地点: '一楼', 保管人: '莫' },
      },
      {
        ...row,
        unitId: 'nanning',
        register: 'supplies',
        cells: { 名称: '帐篷', 数量: '9', 存放地点: '库房', 保管人: '农' },
      },
      { ...row, unitId: 'guilin', register: 'conduct-facts', cells: { 事实: '迟报三小时' } },
    ])
  })

  it('says who asked, what for, by which filter; a person of the press stands in no revision of it', async () => {
    const { id } = await done(extracted())
    const paper = await read(id)
    expect(JSON.stringify(paper.revisions)).not.toMatch(/韦记者|陆记者|覃记者|1380000/)
    const text = await filled(paper)
    for (const words of ['新闻发言人办公室', '发布会邀请', '筛选条件：全部；共2条', '韦记者', '陆记者', '漓江晚报社'])
      expect(text).toContain(words)
    expect(text).not.toMatch(/覃记者|1380000/)
    // What was typed over a person's row is not kept.
    const shown = await withPeople(store.db, newest(paper), { unitId: 'guilin', hasContacts: true, contacts: null })
    const typed = structuredClone(shown)
    for (const run of runsOf(typed.body)) if (run.cite?.kind === 'journalist') run.text = '此人不友好'
    await done(reviseDocument(store.db, { id, revision: 1, hash: paper.row.hash, content: typed }, by(who.office)))
    expect(JSON.stringify((await read(id)).revisions)).not.toMatch(/不友好|韦记者/)
  })

  it('gives contact data only of an issued one, to who may read them, each entry on the record; who is gone is gone from it', async () => {
    const { id } = await done(extracted())
    await done(acts(id, 'submit', who.office))
    await done(acts(id, 'approve', who.director))
    const tree = await loadUnitTree(store.db)
    const take = async (actor: Actor) => {
      const { row, revisions } = await read(id)
      const content = revisions.at(-1)!.content
      return takeContacts(store.db, { document: row, content, tree }, by(actor), keys)
    }
    expect(await refusal(take(who.office))).toBe('wrong-state')
    expect((await done(acts(id, 'issue', who.office))).number).toBe('桂林统登〔2026〕1号')
    const before = (await reads()).length
    expect(await refusal(take(who.group))).toBe('not-allowed')
    expect((await reads()).length).toBe(before)
    expect(textOf(await done(take(who.office)))).toMatch(/13800001111.*13800002222|13800002222.*13800001111/s)
    const [last, other] = await reads()
    expect([last?.journalistId, other?.journalistId].sort()).toEqual([people.wei, people.lu].sort())
    await saveJournalist(store.db, people.lu, { state: 'restricted' })
    const after = textOf(await done(take(who.office)))
    expect(after).toContain('不在册，不载')
    expect(after).not.toMatch(/陆记者|13800002222/)
    expect((await reads()).length).toBe(before + 3)
  })

  it('is there for who reads the register and for nobody else, and holds the rows of the bureau alone', async () => {
    const people = await done(extracted())
    const monitor = person('gl-monitor', 'monitor', 'guilin')
    const tree = await loadUnitTree(store.db)
    const seenBy = async (actor: Actor, id: string) =>
      (await documentById(store.db, id, readersOf(actor, tree))) !== null
    expect([await seenBy(who.group, people.id), await seenBy(monitor, people.id)]).toEqual([true, false])
    const region = person('gx-office', 'office_staff', 'gx')
    expect(await seenBy(region, people.id)).toBe(false)
    expect(await refusal(acts(people.id, 'submit', monitor))).toBe('not-found')

    const supplies = { of: 'register', plan: 'guangxi-measures', register: 'supplies', contacts: false } as const
    const { id } = await done(extracted(supplies))
    const text = textOf(newest(await read(id)))
    expect(text).toContain('发电机')
    expect(text).not.toContain('帐篷')
    expect(text).toContain('第十六条')
    expect([await seenBy(monitor, id), await seenBy(region, id)]).toEqual([true, true])

    const conduct = { ...supplies, register: 'conduct-facts' }
    expect(await refusal(extracted(conduct))).toBe('not-found')
    const inspection = person('gx-discipline', 'discipline', 'gx')
    const facts = await done(extracted(conduct, inspection))
    expect(textOf(newest((await documentById(store.db, facts.id, readersOf(inspection, tree)))!))).toContain(
      '迟报三小时',
    )
    for (const actor of [who.office, who.group, monitor, region]) expect(await seenBy(actor, facts.id)).toBe(false)
  })

  it('of outlets has class and licence, and says when nothing fits', async () => {
    const outlets = { of: 'outlets', contacts: false } as const
    expect(textOf(newest(await read((await done(extracted(outlets))).id)))).toMatch(/漓江晚报社.*CN45-0001/s)
    const none = await done(extracted({ ...outlets, mediaClass: 'foreign' }))
    expect(textOf(newest(await read(none.id)))).toContain('没有符合条件的登记')
    expect(await refusal(extracted({ purpose: ' ' }))).toBe('missing-field')
  })
})

describe('a paper of a leak', () => {
  const secret = { secrecy: '机密★1年', copyNo: '000003', urgency: null, publicity: '不予公开' } as const
  const secrecy = person('gx-secrecy', 'secrecy', 'gx')
  const leak = (more: Partial<DraftDocument> = {}, actor = secrecy) =>
    drafted({ kind: 'leak_report', incidentId: secretId, marks: secret, ...more }, actor)

  it('holds numbers, times and the branch and no word of the matter; its text is nobody’s to edit', async () => {
    const { id } = await done(leak())
    const { row, revisions } = await read(id)
    const { content } = revisions[0]!
    expect(JSON.stringify(content)).not.toContain('不可说')
    expect(textOf(content)).toContain('见纸质件')
    const edit = (change: Partial<DocumentContent>) =>
      reviseDocument(store.db, { id, revision: 1, hash: row.hash, content: { ...content, ...change } }, by(secrecy))
    expect(
      await refusal(edit({ body: [...content.body, { kind: 'paragraph', runs: [{ text: '泄露的是……' }] }] })),
    ).toBe('invalid-field')
    expect(await refusal(edit({ title: '关于某数据泄露的报告' }))).toBe('invalid-field')
    await done(edit({ addressee: '市保密行政管理部门' }))
    expect(await refusal(leak({ kind: 'leak_handover' }))).toBe('missing-field')
  })

  it('has its marks where the standard puts them: copy, level and period, each a line of its own', async () => {
    const { id } = await done(leak())
    const { row, revisions } = await read(id)
    const xml = unzip(Buffer.from(await writeDocx(asPrinted(row, revisions[0]!.content))))
      .get('word/document.xml')!
      .toString('utf8')
    const lines = [...xml.matchAll(/<w:p[ >].*?<\/w:p>/gs)].map(([p]) => p.replace(/<[^>]+>/g, '')).filter(Boolean)
    expect(lines.slice(0, 2)).toEqual(['000003', '机密★1年'])
    for (const [marks, code] of [
      [{ ...secret, secrecy: '很机密' }, 'invalid-field'],
      [{ ...secret, copyNo: undefined }, 'missing-field'],
      [{ ...secret, copyNo: '3' }, 'invalid-field'],
      [{ ...secret, publicity: '主动公开' }, 'invalid-field'],
    ] as const)
      expect(await refusal(leak({ marks }))).toBe(code)
  })

  it('exists inside its compartment alone: by id, in the list, for every command, in its number', async () => {
    const { id } = await done(leak())
    const tree = await loadUnitTree(store.db)
    const seen = async (actor: Actor) => {
      const readers = readersOf(actor, tree)
      const { items, total } = await documentList(store.db, { readers, q: '失泄密', page: 1, pageSize: 50 })
      expect(items.length).toBe(total)
      return [(await documentById(store.db, id, readers)) !== null, items.some((d) => d.id === id)]
    }
    const head = person('gl-head', 'unit_head', 'guilin')
    const region = person('gx-director', 'office_director', 'gx')
    const elsewhere = person('nn-secrecy', 'secrecy', 'nanning')
    const { row } = await read(id)
    for (const actor of [who.office, who.director, head, region, elsewhere]) {
      expect(await seen(actor), actor.userId).toEqual([false, false])
      const named = { id, verb: 'submit' as const, revision: row.revision, hash: row.hash }
      expect(await refusal(actOnDocument(store.db, named, by(actor)))).toBe('not-found')
      expect(['not-found', 'not-allowed']).toContain(await refusal(leak({}, actor)))
    }
    expect([await seen(secrecy), await seen(who.group)]).toEqual([
      [true, true],
      [true, true],
    ])
    await done(acts(id, 'submit', secrecy))
    await done(acts(id, 'approve', who.group))
    // Numbered apart: no number is missing in a series that others read.
    expect((await done(acts(id, 'issue', secrecy))).number).toBe('桂林统密〔2026〕1号')
  })
})
