/** One structured line per event, to standard error, so that standard output stays for people and for data. */
import pino from 'pino'
import type { Log } from './compose.ts'
import type { Config } from './config.ts'

export function makeLog(level: Config['TONGYU_LOG']): Log {
  const logger = pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ fd: 2, sync: true }),
  )
  const serious = /failed|away|trouble/
  return (event, facts) =>
    serious.test(event)
      ? logger.error(facts, event)
      : event === 'step'
        ? logger.debug(facts, event)
        : logger.info(facts, event)
}
