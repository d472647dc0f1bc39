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

/** Puts a value under this key. Answers with the one before when it was another, else null. */
export async function changeSetting(db: Db, key: string, value: string, at: Date): Promise<string | null> {
  return db.transaction(async (tx) => {
    await tx.insert(settings).values({ key, value, setAt: at }).onConflictDoNothing()
    const [row] = await tx.select().from(settings).where(eq(settings.key, key)).for('update')
    if (!row || row.value === value) return null
    await tx.update(settings).set({ value, setAt: at }).where(eq(settings.key, key))
    return row.value
  })
}
