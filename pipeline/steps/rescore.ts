/** Past articles are asked to be judged again, a piece at a time, while few others wait: new ones are never starved. */
import { addMs, second } from '../../domain/time.ts'
import { askNextPiece, rescoringById, waitingForJudgement } from '../../store/risk.ts'
import { endRescoring } from '../../workflow/risk/thresholds.ts'
import type { Machine, StepOutcome } from '../step.ts'

const piece = 100
/** More than so many waiting: the run waits too. */
const most = 150

export async function rescore({ db, now }: Machine, id: string): Promise<StepOutcome> {
  const run = await rescoringById(db, id)
  if (run?.state !== 'running') return { dueAt: null }
  if ((await waitingForJudgement(db)) > most) return { dueAt: addMs(now(), 2 * second) }
  const asked = await askNextPiece(db, run, piece, now())
  if (asked > 0) return { dueAt: addMs(now(), second) }
  // All were asked for; it ends when they have been judged.
  if ((await waitingForJudgement(db, run)) > 0) return { dueAt: addMs(now(), 2 * second) }
  await endRescoring(db, id, now())
  return { dueAt: null }
}
