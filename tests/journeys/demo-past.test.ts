/** What a newcomer finds when the demo has run for a while: the roster, the crew's letters, and what the looks proved. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { CorrectionShown, IncidentRoom, IncidentRow, OnDuty, Page } from '../../api/contract.ts'
import { handledStory } from '../../demo/corrected-story.ts'
import { hour } from '../../domain/time.ts'
import { playDuty } from '../../main/demo-duty.ts'
import { playCorrections } from '../../main/demo-crew.ts'
import { testClock } from '../support/clock.ts'
import { type House, housePassword, openHouse } from '../support/house.ts'
import { done } from './steps.ts'

let house: House
beforeAll(async () => {
  const outlets = ['guijiang', 'liujiang', 'youjiang', 'huanan'] as const
  const clock = testClock('2026-11-20T11:00:00+08:00')
  house = await openHouse({ clock, articles: handledStory(), outlets: [...outlets] })
})
afterAll(() => house.close())

it('has one outlet that corrected with a note, one that did it in silence, one gone, one unchanged; and the two hours were kept', async () => {
  for (const { key } of handledStory()) house.world.publish(key)
  await house.poll()
  const { signal } = new AbortController()
  const crew = { app: house.app, world: house.world, signal, origin: 'http://localhost:8080', password: housePassword }
  await playDuty(crew, house.clock.now())
  await playCorrections(crew)
  for (let n = 0; n < 3; n++) {
    house.clock.advance(hour)
    await house.quiet()
  }
  const office = await house.as('bh-office')
  const { items } = done(await office.get<Page<CorrectionShown>>('/api/corrections?pageSize=50'))
  const outcomes = Object.fromEntries(items.map((c) => [c.outletName, c.outcome]))
  expect(outcomes).toEqual({
    ...{ 桂江新闻网: 'corrected', 柳江在线: 'silently_edited', 右江晚报: 'removed', 华南门户网: 'unchanged' },
  })
  const [incident] = done(await office.get<Page<IncidentRow>>('/api/incidents')).items
  const { items: onDuty, gaps } = done(await office.get<OnDuty>('/api/duty/now'))
  expect(onDuty.map((t) => [t.kind, t.person.name, t.checkIns.length])).toEqual([
    ['incident', '海值夜', 1],
    ['media_watch', '海听涛', 1],
  ])
  expect(gaps).toEqual([])
  // The room says whom to call now: in the bureau of the matter, and in the one above it.
  const { bodies } = done(await office.get<IncidentRoom>(`/api/incidents/${incident!.id}`))
  expect(bodies.map((b) => [b.unit.id, b.onDuty.map((t) => t.name)])).toEqual([
    ['gx', ['覃守更']],
    ['gx-beihai', ['海值夜']],
  ])
  expect(
    bodies.flatMap((b) => b.onDuty).every((t) => t.phone !== '' && t.until > house.clock.now().toISOString()),
  ).toBe(true)
  // The duty above, which took the report, reads what it is about; what was judged of it is the city's.
  const above = await house.as('gx-duty')
  const seen = done(await above.get<IncidentRoom>(`/api/incidents/${incident!.id}`))
  expect([seen.flags.length, seen.articles.length]).toEqual([0, 4])
  for (const { id } of seen.articles) expect((await above.get(`/api/articles/${id}`)).status).toBe(200)
  expect(incident!.clocks.find((c) => c.duty === 'report-2h')?.state).toBe('met')
})
