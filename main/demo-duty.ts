/** The demo's roster: two weeks of duty in the region and its cities, entered by their offices; whoever is on now has checked in. */
import type { OnDuty } from '../api/contract.ts'
import { demoPeople } from '../demo/people.ts'
import type { DutyKind } from '../domain/duty.ts'
import { addMs, day, hour, startOfShanghaiDay } from '../domain/time.ts'
import { type Crew, signIn } from './demo-session.ts'

const turnHours = 12
const daysAhead = 14

/** Who takes turns, the first of them now: whoever a newcomer signs in as hears of what happens. */
const rounds: [kind: DutyKind, people: [string, string]][] = [
  ['incident', ['duty', 'standin']],
  ['media_watch', ['monitor', 'office']],
]

/** Of no line in the world: no number of a town begins with 0. */
const phones = { gx: '0771-0000110', lz: '0772-0000110', nn: '0771-0000120', gl: '0773-0000110', bh: '0779-0000110' }

/** Enters and checks in. Throws on the first refusal. */
export async function playDuty(crew: Crew, at: Date): Promise<void> {
  for (const [bureau, phone] of Object.entries(phones)) {
    const named = (suffix: string) => demoPeople().find((p) => p.userName === `${bureau}-${suffix}`)!
    const { unitId } = named('director').seats[0]!
    const director = await signIn(crew, `${bureau}-director`)
    const { items } = await director.get<{ items: { userId: string; name: string }[] }>(
      `/api/duty/candidates?unitId=${unitId}`,
    )
    const idOf = (name: string) => items.find((c) => c.name === name)?.userId
    for (const [kind, people] of rounds)
      await director.post('/api/duty/pattern', {
        ...{ unitId, kind, phone, turnHours, userIds: people.map((suffix) => idOf(named(suffix).name)) },
        ...{ fromAt: turnBegan(at).toISOString(), untilAt: addMs(turnBegan(at), daysAhead * day).toISOString() },
      })
    for (const suffix of rounds.map(([, [first]]) => first)) {
      const person = await signIn(crew, `${bureau}-${suffix}`)
      const { items: turns } = await person.get<OnDuty>('/api/duty/now')
      const own = turns.find((t) => t.person.name === named(suffix).name)
      if (own) await person.post(`/api/duty/turns/${own.id}/check-in`)
    }
  }
}

/** Turns change at eight in the morning and in the evening. */
const turnBegan = (at: Date): Date => {
  const today = startOfShanghaiDay(at)
  return [20, 8].map((h) => addMs(today, h * hour)).find((change) => change <= at) ?? addMs(today, -4 * hour)
}
