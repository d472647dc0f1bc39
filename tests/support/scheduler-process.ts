/**
 * The product without its page, made to be killed: all of it on a data folder of its own, or the scheduler alone beside a
 * server and Redis. Configured by the environment like the product; says `running` when the sweeper has begun.
 */
import { writeSync } from 'node:fs'
import { compose } from '../../main/compose.ts'
import { readConfig } from '../../main/config.ts'

const config = readConfig(process.env)
const app = await compose({
  config,
  role: config.DATABASE_URL ? 'scheduler' : 'all',
  now: () => new Date(),
  log: () => undefined,
  webRoot: null,
})
app.sweeper.start(config.TONGYU_SWEEP_MS)
writeSync(1, 'running\n')
process.once('SIGTERM', async () => {
  await app.close()
  process.exit(0)
})
