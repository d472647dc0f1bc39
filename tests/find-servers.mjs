/** Prints shell exports for the local PostgreSQL (15 or newer, may make databases) and Redis, where they answer. */
import { Redis } from 'ioredis'
import pg from 'pg'

const say = (text) => process.stderr.write(`${text}\n`)

async function postgresAnswers(url) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
  try {
    await client.connect()
    const { rows } = await client.query(
      `SELECT current_setting('server_version_num')::int AS version, (SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user) AS may`,
    )
    return rows[0].version >= 150000 && rows[0].may
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function redisAnswers(url) {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: 2_000,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
  })
  redis.on('error', () => undefined)
  try {
    await redis.connect()
    return (await redis.ping()) === 'PONG'
  } catch {
    return false
  } finally {
    redis.disconnect()
  }
}

const postgres = process.env.TEST_DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres'
const redis = process.env.TEST_REDIS_URL ?? 'redis://127.0.0.1:6379'
const [hasPostgres, hasRedis] = await Promise.all([postgresAnswers(postgres), redisAnswers(redis)])
say(
  hasPostgres
    ? 'PostgreSQL answers: database tests run on it as well.'
    : 'No local PostgreSQL: database tests run on the embedded database only.',
)
say(
  hasRedis
    ? 'Redis answers: the hand-over is tested on it.'
    : 'No local Redis: the hand-over is tested inside the process only.',
)
if (hasPostgres) process.stdout.write(`export TEST_DATABASE_URL='${postgres}'\n`)
if (hasRedis) process.stdout.write(`export TEST_REDIS_URL='${redis}'\n`)
