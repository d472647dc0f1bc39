/** Door of the pipeline: a critical alert that nobody acknowledged must not be a way around the clock (GAP-03). */
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import { lockFlagAndStory } from './flag-command.ts'
import { openProvisional } from './open-provisional.ts'

/**
 * Opens a provisional incident, or joins the open one of the story, with clocks that start 15 minutes after the alert,
 * however late this runs. Nothing happens when somebody acknowledged, marked or closed it meanwhile.
 */
export async function startProvisional(db: Db, flagId: string, at: Date): Promise<void> {
  await db.transaction(async (tx) => {
    const flag = await lockFlagAndStory(tx, flagId, { lookAt: at })
    if (flag) await openProvisional(tx, flag, { tree: await loadUnitTree(tx), at })
  })
}
