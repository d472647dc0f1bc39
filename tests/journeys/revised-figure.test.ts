/**
 * An official figure is revised: the file is handed in, read, confirmed and saved, and what of ours used the old value is opened again.
 * What an article of an earlier day was judged by stands (AC-07, AC-11 (d)).
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import type {
  FigureImportShown,
  FlagActionAnswer,
  FlagDetail,
  reopenedListSchema,
  Stories,
  TalkingPointsDetail,
} from '../../api/contract.ts'
import { userIdOf } from '../../store/accounts.ts'
import { verifyAudit } from '../../store/audit.ts'
import { saveReach } from '../../store/channels.ts'
import { actorById } from '../../store/people.ts'
import { dispatches } from '../../store/schema.ts'
import { makeChannel } from '../../workflow/delivery/change-channels.ts'
import { testClock } from '../support/clock.ts'
import { figureCsv, type TestFigure } from '../support/figures.ts'
import { type House, openHouse, type Person } from '../support/house.ts'
import { done, messagesOf, published, refusalOf, reportFields, reports } from './steps.ts'

type Reopened = z.infer<typeof reopenedListSchema>

let house: House
beforeAll(async () => {
  house = await openHouse({ clock: testClock('2026-11-02T09:00:00+08:00') })
  await house.quiet()
})
afterAll(() => house.close())

const figure: TestFigure = {
  ...{ id: 'gdp-2022-final', indicator: 'gdp', indicatorName: '地区生产总值', region: '450000', regionName: '广西' },
  ...{ period: '2022', periodType: 'year', measure: 'level', priceBasis: 'current', value: '26186.10', unit: '亿元' },
  ...{ status: 'verified', publishedAt: new Date('2023-12-29T02:00:00Z'), owner: '广西统计局' },
  sourceUrl: 'https://figures.example/final',
}

/** Hands a table in, lets the machine read it, confirms what it shows and lets the machine save it. */
async function brings(person: Person, table: TestFigure[]): Promise<FigureImportShown> {
  const csv = Buffer.from(figureCsv(table))
  const { id } = done(await person.file<FigureImportShown>('/api/figures/imports?name=revision.csv', csv))
  await house.quiet()
  const checked = done(await person.get<FigureImportShown>(`/api/figures/imports/${id}`))
  expect([checked.state, checked.faults]).toEqual(['checked', []])
  done(await person.post(`/api/figures/imports/${id}/confirm`))
  await house.quiet()
  return done(await person.get<FigureImportShown>(`/api/figures/imports/${id}`))
}

const reopened = async (person: Person) => done(await person.get<Reopened>('/api/figures/reopened?pageSize=100'))

describe('a revised figure', () => {
  let flagId = ''
  let incidentId = ''
  let textId = ''

  it('was used in a verdict, in talking points and in a report', async () => {
    await published(house, 'gdp-false')
    const [monitor, division, other] = [
      await house.as('gx-monitor'),
      await house.as('gx-zonghe'),
      await house.as('gx-hesuan'),
    ]
    flagId = done(await monitor.get<Stories>('/api/flags')).items[0]!.flagId
    incidentId = done(await monitor.post<FlagActionAnswer>(`/api/flags/${flagId}/acknowledge`)).incidentId!
    const { flag } = done(await division.get<FlagDetail>(`/api/flags/${flagId}`))
    const { id } = done(
      await division.post(`/api/flags/${flagId}/verdict`, {
        ...{ verdict: 'false', reason: '与官方数据不符', articleVersionId: flag.articleVersionId },
        figureId: '450000-gdp-2022-year-level',
      }),
    )
    done(await other.post(`/api/flags/${flagId}/confirm-verdict`, { reviewId: id }))
    const office = await house.as('gx-office')
    const fields = { ...reportFields, impact: '网文所称与官方公布的26,300.87亿元不符' }
    done(await reports(office, incidentId, 'gx', ['gx'], { fields }))
    const drafted = await office.post(`/api/incidents/${incidentId}/talking-points`, {
      body: {
        summary: '该报道引用的数据与官方公布不一致。',
        facts: [{ text: '2022年广西地区生产总值26300.87亿元。', figureId: '450000-gdp-2022-year-level' }],
        ...{ dos: ['以统计公报为准'], donts: [], questions: [] },
      },
    })
    textId = done(drafted).id
  })

  it('is saved as a further vintage, and what used the old one is opened again with its owners told', async () => {
    const division = await house.as('gx-zonghe')
    // Whoever judged is reached outside the house as well, in their quiet hours after these.
    const { db } = house.store
    const [userId, adminId] = [(await userIdOf(db, 'gx-zonghe'))!, (await userIdOf(db, 'gx-admin'))!]
    const at = house.clock.now()
    const mail = { host: 'mail.example', port: 465, security: 'tls', user: '', password: 'pw', from: 'a@b.example' }
    const channel = { kind: 'email' as const, name: '邮件', unitId: 'gx', rank: 0, settings: mail as never }
    const admin = (await actorById(db, adminId, at))!
    const made = await makeChannel(db, { ...channel, secret: 's'.repeat(40) }, { actor: admin, at })
    expect(made.ok).toBe(true)
    await saveReach(db, { userId, email: 'a@gx.example', phone: '', quietFrom: 1, quietTo: 0, changedAt: at })
    expect(await brings(division, [figure])).toMatchObject({ state: 'saved', counts: { revised: 1 }, rowsSaved: 1 })
    const left = await db.delete(dispatches).returning()
    expect(left.map((d) => d.key.split('/').slice(0, 3).join(' '))).toContainEqual(
      expect.stringMatching(/^figure_revised \S+ verdict$/),
    )
    expect(new Set(left.map((d) => d.userId))).toEqual(new Set([userId]))
    const { items, open } = await reopened(division)
    expect(items.map((r) => `${r.kind} ${r.state}`).sort()).toEqual([
      'claim settled',
      'report open',
      'talking_points open',
      'verdict open',
    ])
    expect(open).toBe(3)
    for (const { revision } of items)
      expect([revision.oldValue, revision.newValue, revision.cause]).toEqual(['26300.87', '26186.10', 'revised'])

    // The article came out after the new value did: it is judged anew, by people and by the machine.
    const detail = done(await division.get<FlagDetail>(`/api/flags/${flagId}`))
    expect(detail.flag).toMatchObject({ state: 'suspected', verdict: null })
    expect(detail.claims.map((c) => c.figure?.id)).toContain('gdp-2022-final')
    expect(await messagesOf(division, 'figure_revised')).not.toEqual([])

    const points = done(await division.get<TalkingPointsDetail>(`/api/talking-points/${textId}`)).talkingPoints
    const submit = { revision: points.revision, hash: points.hash }
    const refused = await (await house.as('gx-office')).post(`/api/talking-points/${textId}/submit`, submit)
    expect(refusalOf(refused)).toMatchObject({ rule: '平台规则（引用数据）' })
  })

  it('leaves a verdict on an article that came out before the new value', async () => {
    const [division, other] = [await house.as('gx-zonghe'), await house.as('gx-hesuan')]
    const { flag } = done(await division.get<FlagDetail>(`/api/flags/${flagId}`))
    const { id } = done(
      await division.post(`/api/flags/${flagId}/verdict`, {
        ...{ verdict: 'false', reason: '与最终核实数不符', articleVersionId: flag.articleVersionId },
        figureId: 'gdp-2022-final',
      }),
    )
    done(await other.post(`/api/flags/${flagId}/confirm-verdict`, { reviewId: id }))
    house.clock.advance(3 * 3_600_000)
    const census = { ...figure, id: 'gdp-2022-census', value: '26190.00', status: 'census' as const }
    await brings(division, [{ ...census, publishedAt: new Date(house.clock.now().getTime() - 60_000) }])
    expect(done(await division.get<FlagDetail>(`/api/flags/${flagId}`)).flag).toMatchObject({ verdict: 'false' })
    const { items } = await reopened(division)
    const of = items.filter((r) => r.revision.newValue === '26190.00')
    expect(of.map((r) => `${r.kind} ${r.state}`)).toEqual(['verdict kept'])
  })

  it('corrected in our own entry, opens every verdict that rests on it, whatever the article’s day', async () => {
    const division = await house.as('gx-zonghe')
    const wrong = { ...figure, value: '26186.01' }
    expect(await brings(division, [wrong])).toMatchObject({ counts: { corrected: 1 } })
    expect(done(await division.get<FlagDetail>(`/api/flags/${flagId}`)).flag).toMatchObject({ state: 'suspected' })
  })

  it('is settled by a person who says what was done, and the record is whole', async () => {
    const division = await house.as('gx-zonghe')
    const report = (await reopened(division)).items.find((r) => r.kind === 'report')!
    const settle = (person: Person, note: string) => person.post(`/api/figures/reopened/${report.id}/settle`, { note })
    expect((await settle(await house.as('lz-monitor'), '已更正')).status).toBe(403)
    done(await settle(division, '已续报更正为26186.10亿元'))
    expect(refusalOf(await settle(division, '再次'))).toMatchObject({ code: 'wrong-state' })
    expect((await reopened(division)).items.find((r) => r.id === report.id)).toMatchObject({
      ...{ state: 'settled', settledNote: '已续报更正为26186.10亿元' },
    })
    expect(await verifyAudit(house.store.db)).toMatchObject({ ok: true })
  })
})
