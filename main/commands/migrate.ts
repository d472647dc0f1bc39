/** `tongyu migrate`: opening a store migrates it; this only opens and closes. */
import { openStore } from '../../store/open.ts'
import type { Config } from '../config.ts'

export async function migrate(config: Config): Promise<void> {
  const store = await openStore(
    config.DATABASE_URL ? { databaseUrl: config.DATABASE_URL } : { dataDir: config.TONGYU_DATA, now: () => new Date() },
  )
  await store.close()
  process.stdout.write(
    `The ${store.kind === 'embedded' ? 'embedded database' : 'PostgreSQL database'} is up to date.\n`,
  )
}
