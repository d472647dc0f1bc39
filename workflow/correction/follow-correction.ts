/** Door of the pipeline: the time to wait for an answer is over. Nobody is hurried by a machine: its people hear what the next step is. */
import type { Agent } from '../../domain/units.ts'
import { appendAudit } from '../../store/audit.ts'
import { lockCorrection, saveCorrection } from '../../store/corrections.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import { noticeStep } from './notices.ts'

const machine: Agent = { kind: 'machine', name: 'correction' }

export async function followCorrection(db: Db, id: string, at: Date): Promise<void> {
  await db.transaction(async (tx) => {
    const full = await lockCorrection(tx, id)
    if (!full?.row.nextStepAt) return
    const { row } = full
    if (row.nextStepAt! > at) return
    const to = row.state === 'sent' ? 'no_response' : row.state
    await saveCorrection(tx, id, { state: to })
    await noticeStep(tx, { ...full, row: { ...row, state: to } }, 'step', { tree: await loadUnitTree(tx), at })
    await appendAudit(tx, {
      ...{ at, by: machine, action: 'correction-due', subject: { kind: 'correction', id }, incidentId: row.incidentId },
      ...{ before: { state: row.state }, after: { state: to, rung: row.rung, outlet: row.outletName } },
    })
  })
}
