/** A request for correction from a confirmed verdict to proof: what people may do, what only the page can, and what nobody can. */
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bookOf, checkClaims } from '../../analyzer/claims/claims.ts'
import {
  type CorrectionOutcome,
  correctionOutcomes,
  correctionStates,
  stateAfterLook,
} from '../../domain/correction.ts'
import type { Figure } from '../../domain/figure.ts'
import type { Result } from '../../domain/result.ts'
import type { ReviewVerdict } from '../../domain/risk.ts'
import { addMs, day, hour, minute } from '../../domain/time.ts'
import type { Actor } from '../../domain/units.ts'
import { lockArticle, versionsOf } from '../../store/articles.ts'
import { verifyAudit } from '../../store/audit.ts'
import { fullCorrections, lettersOf, looksOf, sendingsOf } from '../../store/corrections.ts'
import { saveFindings } from '../../store/findings.ts'
import { flagRow, updateFlag } from '../../store/flags.ts'
import type { Store } from '../../store/open.ts'
import { articles, correctionLooks, corrections, deliveries, dispatches, figures, outlets } from '../../store/schema.ts'
import { attentionOf } from '../../store/visits.ts'
import { crew, seedArticle, seedBureaus, seedVersion } from '../../tests/support/bureaus.ts'
import { openTestStore } from '../../tests/support/db.ts'
import { checkerOf } from '../../tests/support/numbers.ts'
import { makeChannel } from '../delivery/change-channels.ts'
import { settleSending, startSending } from '../delivery/send-outside.ts'
import { confirmVerdict } from '../review/confirm-verdict.ts'
import { openFlag } from '../review/open-flag.ts'
import { proposeVerdict } from '../review/propose-verdict.ts'
import { addReprints } from './add-reprints.ts'
import { correctionMoves } from './correction.ts'
import { draftCorrection } from './draft-correction.ts'
import { followCorrection } from './follow-correction.ts'
import { judgeLook, lockWatched } from './judge-look.ts'
import { actOnCorrection, type CorrectionInput } from './move-correction.ts'

let store: Store
const start = new Date('2023-02-01T02:00:00Z')
let at = start
const later = (ms = minute) => {
  at = addMs(at, ms)
  return at
}
const by = (actor: Actor) => ({ actor, at: later() })
const check = checkerOf(() => store.db)
const act = (input: CorrectionInput, actor: Actor) => actOnCorrection(store.db, input, { ...by(actor), check })
const value = <T>(r: Result<T>): T => {
  if (!r.ok) throw new Error(JSON.stringify(r.refusal))
  return r.value
}
const refusal = (r: Result<unknown>) => (r.ok ? 'done' : `${r.refusal.code}/${r.refusal.rule ?? r.refusal.field ?? ''}`)

const official: Figure = {
  ...{ id: 'gdp-2022-yoy', indicator: 'gdp', region: '450000', period: '2022', periodType: 'year', measure: 'yoy' },
  ...{ priceBasis: 'constant', value: '2.9', unit: '%', status: 'preliminary', owner: '广西统计局' },
  ...{ sourceUrl: 'https://tjj.example/2022', publishedAt: new Date('2023-01-19T02:00:00Z'), supersededAt: null },
}
const tail = '业内人士认为，今年投资项目储备充足，消费市场有望继续恢复，外贸企业的订单也在增加，多地将抓好项目开工。'
const wrong = `记者获悉，去年全区经济平稳。\n2022年广西地区生产总值比上年增长3.4%。\n${tail}`
const right = wrong.replace('3.4%', '2.9%')
const noted = `${right}\n更正：本文此前将2022年广西地区生产总值增速误写为3.4%，应为2.9%，特此更正。`

const read = async (articleVersionId: string, { title, text }: { title: string; text: string }) =>
  saveFindings(
    store.db,
    articleVersionId,
    { findings: [], claims: checkClaims({ title, text, publishedAt: at }, bookOf([official], []), { home: '450000' }) },
    at,
  )

/** An article with a flag of the region that two people judged. */
async function judged(verdict: ReviewVerdict, more: { text?: string; clusterId?: string } = {}) {
  const article = { title: `经济数据公布${later().getTime()}`, text: more.text ?? wrong }
  const seeded = await seedArticle(store.db, {
    ...article,
    at,
    ...(more.clusterId ? { clusterId: more.clusterId } : {}),
  })
  await store.db.update(articles).set({ clusterId: seeded.clusterId }).where(eq(articles.id, seeded.articleId))
  await read(seeded.articleVersionId, article)
  const { flagId } = await openFlag(
    store.db,
    { ...seeded, unitId: 'gx', types: ['M01'], level: 'high', score: 0.8, reasons: [] },
    at,
  )
  const figureId = verdict === 'opinion' ? null : official.id
  const { reviewId } = value(
    await proposeVerdict(
      store.db,
      {
        flagId,
        articleVersionId: seeded.articleVersionId,
        verdict,
        reason: '与公布数据核对',
        ...(figureId ? { figureId } : {}),
      },
      by(crew.gxDivision),
    ),
  )
  value(await confirmVerdict(store.db, { flagId, reviewId }, by(crew.gxDirector)))
  const start = article.text.indexOf('2022年广西')
  return { ...seeded, flagId, start, end: article.text.indexOf('%') + 1, ...article }
}
type Judged = Awaited<ReturnType<typeof judged>>
const draft = (j: Judged, actor: Actor = crew.gxOffice) =>
  draftCorrection(
    store.db,
    {
      flagId: j.flagId,
      articleVersionId: j.articleVersionId,
      field: 'text',
      start: j.start,
      end: j.end,
      ask: 'correct',
    },
    by(actor),
  )
const now = async (id: string) => (await fullCorrections(store.db, [id]))[0]!.row
const named = async (id: string) => {
  const { revision, hash } = await now(id)
  return { id, revision, hash }
}
const paper = { way: 'paper' as const, address: '南宁市民族大道1号 桂江新闻网总编室' }

/** Drafted, approved by another person, sent on paper. */
async function sent(j: Judged): Promise<string> {
  const { id } = value(await draft(j))
  value(await act({ ...(await named(id)), verb: 'approve' }, crew.gxHead))
  value(await act({ ...(await named(id)), verb: 'send', ...paper }, crew.gxDirector))
  return id
}

/** The page says this at the next look. */
async function pageSays(articleId: string, text: string | null, title?: string): Promise<void> {
  later(hour)
  const versions = await versionsOf(store.db, articleId)
  const last = versions.at(-1)!
  const isNew = text !== null && text !== last.text
  if (isNew) {
    await seedVersion(store.db, { articleId, n: last.n + 1, title: title ?? last.title, text, at })
    await store.db
      .update(articles)
      .set({ versions: last.n + 1 })
      .where(eq(articles.id, articleId))
  }
  await store.db.transaction(async (tx) => {
    const { current } = (await lockArticle(tx, articleId))!
    const watched = await lockWatched(tx, articleId, at)
    await judgeLook(
      tx,
      watched,
      text === null
        ? { kind: 'removed', evidenceId: current!.evidenceId, versionId: null }
        : { kind: 'page', version: current! },
      at,
    )
  })
}

beforeAll(async () => {
  store = await openTestStore()
  await seedBureaus(store.db, start)
  await store.db.insert(figures).values({ ...official, indicatorName: '地区生产总值', regionName: '广西' })
})
afterAll(async () => {
  expect(await verifyAudit(store.db)).toMatchObject({ ok: true })
  await store.close()
})

describe('a request is drafted', () => {
  it('from a confirmed verdict that the number is false, with the sentence, the figure and its source in the letter', async () => {
    const j = await judged('false')
    const { id } = value(await draft(j))
    const row = await now(id)
    expect(row).toMatchObject({
      state: 'draft',
      outcome: 'unchanged',
      figureId: official.id,
      articleVersionId: j.articleVersionId,
    })
    expect(row.subject).toMatchObject({ quote: '2022年广西地区生产总值比上年增长3.4%', wrongValue: '3.4%' })
    const [letter] = await lettersOf(store.db, id)
    for (const words of [
      row.subject.quote,
      '2022年广西地区生产总值比上年增长2.9%',
      official.sourceUrl,
      j.title,
      '出版管理条例',
    ])
      expect(letter!.letter.text).toContain(words)
    expect(letter!.letter.text).not.toMatch(/删除|撤稿/)
    expect(refusal(await draft(j))).toBe('already-exists/start')
  })

  it('never of what people found true or an opinion, and not before two people judged', async () => {
    for (const verdict of ['accurate', 'opinion'] as const)
      expect(refusal(await draft(await judged(verdict)))).toBe('not-an-event/policy-not-false')
    expect(refusal(await draft(await judged('unverifiable')))).toBe('wrong-state/policy-not-false')
    const j = await judged('false')
    value(
      await proposeVerdict(
        store.db,
        { flagId: j.flagId, articleVersionId: j.articleVersionId, verdict: 'accurate', reason: '再看一遍' },
        by(crew.gxDivision),
      ),
    )
    expect(refusal(await draft(j))).toBe('wrong-state/policy-not-false')
  })

  it('never of the right number in a false article', async () => {
    const text = `2022年广西地区生产总值比上年增长2.9%。\n${wrong}`
    const j = await judged('false', { text })
    expect(refusal(await draft({ ...j, start: 0, end: text.indexOf('%') + 1 }))).toBe('not-an-event/policy-not-false')
  })

  it('by the office, its director and the head, of their own unit alone', async () => {
    const j = await judged('false')
    for (const actor of [crew.gxMonitor, crew.gxDuty, crew.gxGroup, crew.gxAdmin, crew.lzDirector, crew.lzHead])
      expect([actor.userId, refusal(await draft(j, actor))]).toEqual([actor.userId, 'not-allowed/G4-7-5'])
  })

  it('to no outlet abroad: that is handed off', async () => {
    const j = await judged('false')
    const { outletId } = (await store.db.select().from(articles).where(eq(articles.id, j.articleId)))[0]!
    await store.db.update(outlets).set({ origin: 'foreign' }).where(eq(outlets.id, outletId))
    expect(refusal(await draft(j))).toBe('wrong-recipient/G4-9')
  })
})

describe('a letter goes out', () => {
  it('approved by another person than who wrote it, in exactly the words that were approved', async () => {
    const { id } = value(await draft(await judged('false'), crew.gxDirector))
    const first = await named(id)
    expect(refusal(await act({ ...first, verb: 'send', ...paper }, crew.gxDirector))).toBe('wrong-state/letter')
    expect(refusal(await act({ ...first, verb: 'approve' }, crew.gxDirector))).toBe(
      'drafter-approves/policy-separation',
    )
    expect(refusal(await act({ ...first, verb: 'approve' }, crew.gxOffice))).toBe('not-allowed/policy-separation')
    value(await act({ ...first, verb: 'approve' }, crew.gxHead))
    const letter = (await lettersOf(store.db, id))[0]!.letter
    value(
      await act(
        { ...first, verb: 'revise', letter: { ...letter, text: `${letter.text}\n联系人：办公室` } },
        crew.gxOffice,
      ),
    )
    expect(refusal(await act({ ...first, verb: 'send', ...paper }, crew.gxDirector))).toBe(
      'stale-revision/policy-revision',
    )
    expect(refusal(await act({ ...(await named(id)), verb: 'send', ...paper }, crew.gxDirector))).toBe(
      'wrong-state/letter',
    )
    value(await act({ ...(await named(id)), verb: 'approve' }, crew.gxHead))
    expect(refusal(await act({ ...(await named(id)), verb: 'send', ...paper }, crew.gxOffice))).toBe(
      'not-allowed/G4-7-5',
    )
    value(await act({ ...(await named(id)), verb: 'send', ...paper }, crew.gxDirector))
    expect(await now(id)).toMatchObject({ state: 'sent', letter: 'sent', nextStepAt: addMs(at, 3 * day) })
    expect((await sendingsOf(store.db, id))[0]).toMatchObject({
      sending: { n: 2, address: paper.address, approvedByName: crew.gxHead.name },
      dispatch: null,
    })
  })

  it('never with a wrong number in it, and not while the page says it no more', async () => {
    const j = await judged('false')
    const { id } = value(await draft(j))
    const { letter } = (await lettersOf(store.db, id))[0]!
    const bad = { ...letter, text: letter.text.replaceAll('2.9%', '2.4%') }
    value(await act({ ...(await named(id)), verb: 'revise', letter: bad }, crew.gxOffice))
    expect(refusal(await act({ ...(await named(id)), verb: 'approve' }, crew.gxHead))).toBe(
      'invalid-field/policy-current-figure',
    )
    value(await act({ ...(await named(id)), verb: 'revise', letter }, crew.gxOffice))
    value(await act({ ...(await named(id)), verb: 'approve' }, crew.gxHead))
    await pageSays(j.articleId, noted)
    expect(await now(id)).toMatchObject({ state: 'approved', outcome: 'corrected' })
    expect(refusal(await act({ ...(await named(id)), verb: 'send', ...paper }, crew.gxDirector))).toBe(
      'wrong-state/policy-proof',
    )
  })

  it('not with a further number that is wrong, though the right one stands there too', async () => {
    const { id } = value(await draft(await judged('false')))
    const { letter } = (await lettersOf(store.db, id))[0]!
    const bad = { ...letter, text: `${letter.text}\n2022年广西地区生产总值比上年增长4.9%。` }
    value(await act({ ...(await named(id)), verb: 'revise', letter: bad }, crew.gxOffice))
    expect(refusal(await act({ ...(await named(id)), verb: 'approve' }, crew.gxHead))).toBe(
      'invalid-field/policy-current-figure',
    )
  })

  it('tells whoever approves of the very first letter, and whoever sends of the approval', async () => {
    const { id } = value(await draft(await judged('false')))
    const told = async () => {
      const rows = await store.db.select().from(deliveries)
      const ours = rows.filter((d) => (d.facts as { correctionId?: string }).correctionId === id)
      return ours.map((d) => `${(d.facts as { event?: string }).event}/${d.userId}`)
    }
    expect(await told()).toContain(`approve/${crew.gxHead.userId}`)
    expect(await told()).not.toContain(`approve/${crew.gxOffice.userId}`)
    value(await act({ ...(await named(id)), verb: 'approve' }, crew.gxHead))
    expect(await told()).toContain(`send/${crew.gxDirector.userId}`)
  })

  it('not after people said that there was no fault', async () => {
    const j = await judged('false')
    const { id } = value(await draft(j))
    value(await act({ ...(await named(id)), verb: 'approve' }, crew.gxHead))
    await updateFlag(store.db, j.flagId, { state: 'closed_no_fault', verdict: 'accurate' })
    expect(refusal(await act({ ...(await named(id)), verb: 'send', ...paper }, crew.gxDirector))).toBe(
      'not-an-event/policy-not-false',
    )
    expect((await flagRow(store.db, j.flagId))!.state).toBe('closed_no_fault')
  })

  it('by mail through the ledger, once, to the address of the outlet and with the words of the letter', async () => {
    const { id } = value(await draft(await judged('false')))
    value(await act({ ...(await named(id)), verb: 'approve' }, crew.gxHead))
    const send = async (address: string) =>
      act({ ...(await named(id)), verb: 'send', way: 'email', address }, crew.gxDirector)
    expect(refusal(await send('not an address'))).toBe('invalid-field/address')
    expect(refusal(await send('desk@outlet.example'))).toBe('wrong-state/way')
    const secret = 's'.repeat(40)
    const settings = { host: 'm.example', port: 465, security: 'tls', user: '', password: 'p', from: 'tjj@gx.example' }
    value(
      await makeChannel(
        store.db,
        { name: '公文邮箱', kind: 'email', unitId: 'gx', rank: 1, settings: settings as never, secret },
        by(crew.gxAdmin),
      ),
    )
    value(await send('desk@outlet.example'))
    const [entry] = await store.db.select().from(dispatches).where(eq(dispatches.correctionId, id))
    const started = await startSending(store.db, entry!.id, { secret, publicUrl: 'https://t.example' }, later())
    const { letter } = (await lettersOf(store.db, id))[0]!
    expect(started).toMatchObject({ kind: 'send', to: 'desk@outlet.example', notice: { title: letter.title } })
    await settleSending(store.db, entry!.id, { kind: 'sent', receipt: 'ok' }, later())
    expect((await sendingsOf(store.db, id))[0]).toMatchObject({ dispatch: { state: 'sent' } })
    expect(await startSending(store.db, entry!.id, { secret, publicUrl: '' }, later())).toEqual({ kind: 'nothing' })
  })
})

describe('what the page shows', () => {
  const ways: [string, string | null, string][] = [
    ['the right number and a note', noted, 'corrected'],
    ['the right number and no note', right, 'silently_edited'],
    ['the sentence taken out', wrong.replace('2022年广西地区生产总值比上年增长3.4%。\n', ''), 'taken_out'],
    ['a note, and the wrong number still', `${wrong}\n更正：2022年广西地区生产总值增速应为2.9%。`, 'partly'],
    ['another wrong number', wrong.replace('3.4%', '3.9%'), 'sent'],
    ['the same as before', wrong, 'sent'],
    ['no page any more', null, 'removed'],
  ]
  for (const [name, text, state] of ways)
    it(`${name}: ${state}`, async () => {
      const j = await judged('false')
      const id = await sent(j)
      await pageSays(j.articleId, text)
      const row = await now(id)
      expect(row.state).toBe(state)
      expect([row.provenAt !== null, row.proofLookId !== null]).toEqual(
        state === 'corrected' ? [true, true] : [false, false],
      )
    })

  it('is proof with a sealed page, a version, both quotes, and its people are told', async () => {
    const j = await judged('false')
    const id = await sent(j)
    await pageSays(j.articleId, noted)
    const [first, look] = await looksOf(store.db, id)
    expect(first!.proof.wrong[0]!.quote).toContain('3.4%')
    expect(look).toMatchObject({ outcome: 'corrected', proof: { wrong: [], note: { place: 'note' } } })
    expect(look!.proof.right[0]!.quote).toContain('2.9%')
    const [version] = (await versionsOf(store.db, j.articleId)).slice(-1)
    expect([look!.articleVersionId, look!.evidenceId]).toEqual([version!.id, version!.evidenceId])
    expect(await now(id)).toMatchObject({ provenAt: at, nextStepAt: null, watchUntil: addMs(at, 90 * day) })
    const told = await store.db.select().from(deliveries).where(eq(deliveries.kind, 'correction_news'))
    expect(
      told.filter((d) => d.facts.correctionId === id && d.facts.event === 'corrected').map((d) => d.userId),
    ).toContain('gx-office')
  })

  it('says nothing twice: the same page again is no further look', async () => {
    const j = await judged('false')
    const id = await sent(j)
    for (let n = 0; n < 3; n++) await pageSays(j.articleId, wrong)
    expect(await looksOf(store.db, id)).toHaveLength(1)
    expect((await now(id)).lookedAt).toEqual(at)
  })

  it('changed back opens it again, for ninety days after it was corrected', async () => {
    const j = await judged('false')
    const id = await sent(j)
    await pageSays(j.articleId, noted)
    later(89 * day)
    await pageSays(j.articleId, wrong)
    expect(await now(id)).toMatchObject({
      state: 'reopened',
      outcome: 'changed_back',
      proofLookId: null,
      provenAt: null,
    })
    await pageSays(j.articleId, noted)
    expect((await now(id)).state).toBe('corrected')
    later(91 * day)
    await pageSays(j.articleId, wrong)
    expect((await now(id)).state).toBe('corrected')
  })

  it('is looked at densely while something is asked, and for a time after', async () => {
    const j = await judged('false')
    const attention = async () => {
      const [article] = await store.db.select().from(articles).where(eq(articles.id, j.articleId))
      return (await attentionOf(store.db, article!, at)).attention
    }
    expect(await attention()).toBe('flagged')
    const id = await sent(j)
    expect(await attention()).toBe('correction')
    await pageSays(j.articleId, noted)
    expect(await attention()).toBe('corrected')
    later(91 * day)
    expect(await attention()).toBe('flagged')
    expect((await now(id)).state).toBe('corrected')
  })
})

describe('nobody calls a page corrected that is not', () => {
  it('no move of people leads there, and no outcome but one', () => {
    expect(correctionMoves.filter((m) => m.to === 'corrected')).toEqual([])
    for (const state of correctionStates)
      for (const outcome of correctionOutcomes)
        if (stateAfterLook(state, outcome) === 'corrected' && state !== 'corrected')
          expect([state, outcome]).toEqual([state, 'corrected'])
  })

  it('nor does the outlet, whatever it answers', async () => {
    const id = await sent(await judged('false'))
    for (const kind of ['acknowledged', 'promised', 'claimed', 'refused'] as const) {
      value(await act({ id, verb: 'log-reply', kind, at, text: '已按要求更正' }, crew.gxOffice))
      expect((await now(id)).state).toBe(kind)
    }
  })

  it('the database refuses it without a look that proves it, and a look without a sealed page', async () => {
    const id = await sent(await judged('false'))
    const [first] = await looksOf(store.db, id)
    const set = (change: object) => store.db.update(corrections).set(change).where(eq(corrections.id, id))
    await expect(set({ state: 'corrected' })).rejects.toThrow()
    await expect(
      set({ state: 'corrected', proofLookId: first!.id, proofOutcome: 'corrected', provenAt: at }),
    ).rejects.toThrow()
    await expect(
      set({ state: 'corrected', proofLookId: first!.id, proofOutcome: 'unchanged', provenAt: at }),
    ).rejects.toThrow()
    const proof = { outcome: 'corrected' as CorrectionOutcome, wrong: [], doubtful: [], right: [], note: null }
    const look = { correctionId: id, at, outcome: 'corrected' as const, proof }
    await expect(store.db.insert(correctionLooks).values(look)).rejects.toThrow()
    await expect(
      store.db.insert(correctionLooks).values({ ...look, articleVersionId: first!.articleVersionId }),
    ).rejects.toThrow()
    await expect(
      store.db.update(correctionLooks).set({ outcome: 'corrected' }).where(eq(correctionLooks.id, first!.id)),
    ).rejects.toThrow()
    expect((await now(id)).state).toBe('sent')
  })
})

describe('the ladder', () => {
  it('waits three days, then writes again, then to the body above, then to the regulator', async () => {
    const j = await judged('false')
    const id = await sent(j)
    await followCorrection(store.db, id, later(2 * day))
    expect((await now(id)).state).toBe('sent')
    await followCorrection(store.db, id, later(2 * day))
    expect((await now(id)).state).toBe('no_response')
    for (const [rung, state, wait] of [
      ['second', 'sent', 3],
      ['superior', 'escalated', 7],
      ['regulator', 'escalated', 15],
    ] as const) {
      value(await act({ id, verb: 'next-letter', rung }, crew.gxOffice))
      expect(refusal(await act({ id, verb: 'next-letter', rung }, crew.gxOffice))).toBe('wrong-state/letter')
      value(await act({ ...(await named(id)), verb: 'approve' }, crew.gxHead))
      value(await act({ ...(await named(id)), verb: 'send', ...paper }, crew.gxDirector))
      expect(await now(id)).toMatchObject({ state, nextStepAt: addMs(at, wait * day) })
    }
    const letters = (await lettersOf(store.db, id)).map((l) => l.letter.recipient)
    expect(new Set(letters).size).toBe(3)
    expect((await sendingsOf(store.db, id)).map((s) => s.sending.rung)).toEqual([
      'request',
      'second',
      'superior',
      'regulator',
    ])
    value(await act({ id, verb: 'close', reason: '多次致函未果' }, crew.gxHead))
    await pageSays(j.articleId, noted)
    expect((await now(id)).state).toBe('corrected')
  })

  it('a silent edit is accepted for a reason, or a note is asked for', async () => {
    const [a, b] = [await judged('false'), await judged('misleading')]
    const [one, two] = [await sent(a), await sent(b)]
    for (const j of [a, b]) await pageSays(j.articleId, right)
    expect(refusal(await act({ id: one, verb: 'accept', reason: '' }, crew.gxOffice))).toBe('missing-field/reason')
    value(await act({ id: one, verb: 'accept', reason: '影响小' }, crew.gxOffice))
    value(await act({ id: two, verb: 'next-letter', rung: 'note' }, crew.gxOffice))
    value(await act({ ...(await named(two)), verb: 'approve' }, crew.gxHead))
    value(await act({ ...(await named(two)), verb: 'send', ...paper }, crew.gxDirector))
    expect((await now(two)).state).toBe('silently_edited')
    await pageSays(b.articleId, noted)
    expect([(await now(one)).state, (await now(two)).state]).toEqual(['accepted', 'corrected'])
  })
})

it('reprints of the story that carry the same number get requests of their own, others none', async () => {
  const j = await judged('false')
  const member = async (text: string) => {
    const made = await seedArticle(store.db, { title: '转载', text, at: later(), clusterId: j.clusterId })
    await read(made.articleVersionId, { title: '转载', text })
    return made.articleId
  }
  const same = [await member(`转载：${wrong}`), await member(wrong.replace('比上年增长3.4%', '同比增长3.4%'))]
  const other = await member(right)
  const { id } = value(await draft(j))
  expect(value(await addReprints(store.db, { id }, by(crew.gxOffice)))).toEqual({ made: 2 })
  const rows = await store.db.select().from(corrections).where(eq(corrections.leadId, id))
  expect(rows.map((r) => r.articleId).sort()).toEqual([...same].sort())
  expect(rows.map((r) => r.articleId)).not.toContain(other)
  expect(value(await addReprints(store.db, { id }, by(crew.gxOffice)))).toEqual({ made: 0 })
  expect(refusal(await addReprints(store.db, { id: rows[0]!.id }, by(crew.gxOffice)))).toBe('wrong-state/leadId')
})
