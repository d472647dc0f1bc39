/** What the API may ask of the machine: poll a source now, hand quarantined work on again. */

import type { Db } from '../store/open.ts'
import { pollSoon } from '../store/sources.ts'
import { quarantinedById, replayQuarantined } from '../store/work.ts'
import { steps } from './pipeline.ts'

export type Requests = {
  /** Makes a source due now; false when it does not exist or is switched off. */
  pollNow(sourceId: string): Promise<boolean>
  /** Hands quarantined work on again; false when it does not exist or was replayed before. */
  replay(quarantineId: string): Promise<boolean>
}

export function requestsOf(db: Db, now: () => Date): Requests {
  return {
    pollNow: (sourceId) => pollSoon(db, sourceId, now()),
    replay: async (quarantineId) => {
      const entry = await quarantinedById(db, quarantineId)
      const step = steps.find((s) => s.name === entry?.step)
      return step ? replayQuarantined(db, quarantineId, step.table, now()) : false
    },
  }
}
