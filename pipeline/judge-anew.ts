/** At the start of a process that schedules: other models or word lists than last time judge the last days again. */
import type { Agent } from '../domain/units.ts'
import type { Db } from '../store/open.ts'
import { lockRescorings } from '../store/risk.ts'
import { changeSetting } from '../store/settings.ts'
import { startRescoring } from '../workflow/risk/thresholds.ts'

const machine: Agent = { kind: 'machine', name: 'analyzer' }

/** `version`: analyzerVersion of the models in force. Nothing at the very first start: nothing was judged otherwise. */
export async function judgeAnewWhenChanged(db: Db, version: string, at: Date): Promise<boolean> {
  // Both or neither: a version noted without its run would never be judged by.
  return db.transaction(async (tx) => {
    await lockRescorings(tx)
    if ((await changeSetting(tx, 'analyzer-version', version, at)) === null) return false
    await startRescoring(tx, { cause: 'models', rootId: null, unitId: null, by: machine }, at)
    return true
  })
}
