/** Figures: a file handed in is read, a confirmed one saved; what used a figure that was revised is opened again. */
import { checkImport } from '../../workflow/figure/check-import.ts'
import { reopenForRevision } from '../../workflow/figure/reopen-revised.ts'
import { saveImport } from '../../workflow/figure/save-import.ts'
import type { Machine, StepOutcome } from '../step.ts'

export async function importFigures({ db, now }: Machine, id: string): Promise<StepOutcome> {
  const checked = await checkImport(db, id, now())
  if (checked?.state === 'saving') await saveImport(db, id, now())
  return { dueAt: null }
}

export async function reopenRevised({ db, now }: Machine, id: string): Promise<StepOutcome> {
  await reopenForRevision(db, id, now())
  return { dueAt: null }
}
