/** A process killed in the middle of sealing, twice on the same data. Forty kills are in torture/. */
import { describe, expect, it } from 'vitest'
import { sealRun } from '../support/seal-run.ts'

describe.skipIf(process.env.TONGYU_TEST_STORE === 'postgres')('sealing, killed (embedded database only)', () => {
  it('leaves neither a lost nor a doubled version or evidence', { timeout: 300_000 }, async () => {
    const seed = Number(process.env.TONGYU_SEED ?? 11)
    const told = await sealRun({ seed, kills: 2 })
    expect(told.kills).toBe(2)
    expect(told.versions).toBeGreaterThan(6)
    expect(told.records).toBeGreaterThanOrEqual(told.versions)
    expect(told.cutBytes).toBeGreaterThanOrEqual(told.tornBytes)
  })
})
