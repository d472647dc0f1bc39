/** Five thousand random runs with seeds of their own each time, or as many as TONGYU_TORTURE_MINUTES lets through. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { minute } from '../../domain/time.ts'
import { openRandomRuns, type RandomRuns } from '../support/random-run.ts'

const howMany = 5_000
const most = Number(process.env.TONGYU_TORTURE_MINUTES ?? Number.POSITIVE_INFINITY) * minute

let runs: RandomRuns
beforeAll(async () => {
  runs = await openRandomRuns()
})
afterAll(() => runs.close())

it('hold every rule', async () => {
  const first = Number(process.env.TONGYU_SEED ?? 1_000 + (Date.now() % 1_000_000_000))
  const until = Date.now() + most
  console.log(`random runs from seed ${first}`)
  let done = 0
  for (; done < howMany && Date.now() < until; done++) {
    await runs.run(first + done)
    if (done % 50 === 49) await runs.verify()
    if (done % 500 === 499) console.log(`${done + 1} runs`)
  }
  await runs.verify()
  console.log(`${done} runs: ${JSON.stringify(Object.fromEntries([...runs.coverage].sort()))}`)
  expect(done).toBeGreaterThan(0)
})
