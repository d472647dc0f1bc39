/** Few facts about the installation itself. */
import { eq } from 'drizzle-orm'
import type { Db } from './open.ts'
import { settings } from './schema.ts'

/** The value under this key, made and kept the first time; all processes of an installation get the same one. */
export async function settingOnce(db: Db, key: string, make: () => string, at: Date): Promise<string> {
  await db.insert(settings).values({ key, value: make(), setAt: at }).onConflictDoNothing()
  const [row] = await db.select().from(settings).where(eq(settings.key, key))
  if (!row) throw new Error(`setting ${key} vanished`)
  return row.value
}
