/** A hundred times kill -9 of the scheduler around due times: on a data folder, and on PostgreSQL with Redis where they answer. */
import { describe, expect, it } from 'vitest'
import { clockKillRun } from '../support/clock-kill-run.ts'

const kills = Number(process.env.TONGYU_TORTURE_KILLS ?? 100)
const { TEST_DATABASE_URL: databaseUrl, TEST_REDIS_URL: redisUrl } = process.env
const servers = databaseUrl && redisUrl ? { databaseUrl, redisUrl } : undefined

async function survives(server?: typeof servers): Promise<void> {
  const seed = Number(process.env.TONGYU_SEED ?? Date.now() % 1_000_000_000)
  const told = await clockKillRun({ seed, kills, server })
  console.log(JSON.stringify({ seed, store: server ? 'postgres' : 'embedded', ...told }))
  expect(told).toMatchObject({ kills, clocks: kills * 6 })
  expect(told.late).toBeGreaterThan(0)
}

describe('kill -9 around due times: every step fires once and says how late it is', () => {
  it('on a data folder', () => survives())
  it.skipIf(!servers)('on PostgreSQL with Redis', () => survives(servers))
})
