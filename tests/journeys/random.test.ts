/** Random people at random times: whatever they try, the rules hold (tests/support/random-checks.ts). Thousands in torture. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openRandomRuns, type RandomRuns } from '../support/random-run.ts'

const only = process.env.TONGYU_SEED === undefined ? null : Number(process.env.TONGYU_SEED)
/** Most of them where a run takes half the time: on the server, if there is one; a few show that the rules hold on the other as well. */
const onServer = process.env.TONGYU_TEST_STORE === 'postgres'
const howMany = onServer ? 8 : process.env.TEST_DATABASE_URL ? 3 : 8

let runs: RandomRuns
beforeAll(async () => {
  runs = await openRandomRuns()
})
afterAll(() => runs.close())

describe.runIf(only !== null)('one random run', () => {
  it(`holds every rule with seed ${only}`, async () => {
    await runs.run(only ?? 0)
    await runs.verify()
  })
})

describe.runIf(only === null)('random runs', () => {
  it(`hold every rule, ${howMany} of them`, { timeout: 900_000 }, async () => {
    for (let seed = 1; seed <= howMany; seed++) {
      await runs.run(seed)
      if (seed % 50 === 0) await runs.verify()
    }
    await runs.verify()
  })

  it('went deep enough to mean something', () => {
    const reached = (fact: string) => runs.coverage.get(fact) ?? 0
    // Least counts of 200 runs, well below what they reach, and their share here: what is not rare at least once.
    const least = {
      ...{ 'state reported': 80, 'state active': 20, 'state terminated': 3, 'state closed_not_event': 10 },
      ...{ 'clock overdue': 80, 'clock met': 30, 'clock met_late': 30, 'clock void': 5, provisional: 15 },
      ...{ 'text in_force': 15, 'in force region_wide': 3, 'in force city_only': 5, 'text invalid_scope': 2 },
      ...{ 'flag actionable': 15, 'flag closed_no_fault': 5, 'start moved': 10, held: 4 },
      ...{
        'done log-phone': 10,
        'done confirm-phone': 2,
        'done revise-report': 10,
        'done answer': 5,
        'done recall': 3,
      },
      ...{ 'no not-allowed': 100, 'no wrong-state': 100, 'no wrong-scope': 30, 'no drafter-approves': 5 },
      ...{ 'no four-eyes': 5, 'no stale-revision': 5, 'no not-an-event': 3, 'no time-in-future': 8 },
      ...{ 'run media running': 20, 'handed over': 4, 'born late regrade': 8 },
      ...{ 'done propose-plan': 20, 'done approve': 12, 'done step': 12, 'done fulfil': 8, 'step done': 30 },
      ...{ 'button allowed': 80, 'button refused': 30 },
    }
    const share = (n: number) => Math.floor((n * howMany) / 400)
    const short = Object.entries(least).filter(([fact, n]) => reached(fact) < share(n))
    expect(short.map(([fact, n]) => `${fact}: ${reached(fact)} of ${n}`)).toEqual([])
  })
})
