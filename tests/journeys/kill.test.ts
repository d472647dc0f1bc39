/**
 * The real program killed with SIGKILL while people are at work. Only on the embedded database: a server of its own is not
 * killed with the program, and its part is told in workers.test.ts. Twenty kills, also as it comes up, are in torture/.
 */
import { afterAll, describe, expect, it } from 'vitest'
import { killRun } from '../support/kill-run.ts'
import { killAllPrograms } from '../support/program.ts'

afterAll(killAllPrograms)

describe.skipIf(process.env.TONGYU_TEST_STORE === 'postgres')(
  'the program, killed at work (embedded database only)',
  () => {
    it('loses no acknowledged decision and does nothing twice', { timeout: 300_000 }, async () => {
      const seed = Number(process.env.TONGYU_SEED ?? 7)
      const told = await killRun({ seed, kills: ['work'], settled: false })
      expect(told.verified).toMatch(/^The record is whole: \d+ events/)
      const acknowledged = Object.values(told.acknowledged).reduce((sum, n) => sum + n, 0)
      expect(acknowledged).toBeGreaterThan(10)
      expect(told.findings.articles).toBeGreaterThan(10)
      expect(told.findings.evidence).toBeGreaterThan(10)
    })
  },
)
