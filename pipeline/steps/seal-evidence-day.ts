/**
 * A day of evidence is over → its files are looked through, and its manifest is made and chained to the one before. Days are
 * closed in their order; after a downtime each in its turn.
 */
import { addMs, minute } from '../../domain/time.ts'
import { sealDay } from '../../store/manifests.ts'
import type { Machine, StepOutcome } from '../step.ts'

export async function sealEvidenceDay(machine: Machine, day: string): Promise<StepOutcome> {
  const { db, evidence: folder, now, log } = machine
  const sealed = await sealDay({ db, folder }, day, now())
  if (sealed.kind === 'earlier_open') return { postponeUntil: addMs(now(), minute) }
  if (sealed.kind === 'sealed') log('evidence day closed', { day, hash: sealed.hash, repaired: sealed.repairs.length })
  return { dueAt: null }
}
