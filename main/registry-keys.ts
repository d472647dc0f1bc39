/** The installation's secret, made and kept the first time where none is configured, and the keys of contact data. */
import { randomBytes } from 'node:crypto'
import type { Db } from '../store/open.ts'
import { settingOnce } from '../store/settings.ts'
import type { RegistryKeys } from '../workflow/registry/contact.ts'
import { type Config, contactKeys } from './config.ts'

export async function registryKeysOf(config: Config, db: Db, at: Date): Promise<RegistryKeys> {
  const secret =
    config.TONGYU_SECRET ?? (await settingOnce(db, 'session-secret', () => randomBytes(48).toString('base64url'), at))
  return { secret, contact: contactKeys(config, secret) }
}
