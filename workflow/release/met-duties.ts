/**
 * Duties that a word to the public does by itself, as the plan of each clock says (metBy): 在第一时间发出声音 (附4第七条（三）), the authoritative
 * word in 5 hours and the press conference in 24 (国办发〔2016〕80号), the answer in 48, and the turns of a rolling news centre.
 */
import type { ReleaseKind } from '../../domain/release.ts'
import type { Agent } from '../../domain/units.ts'
import { clocksOf } from '../../store/clocks.ts'
import type { Db } from '../../store/open.ts'
import { meetPlanClock } from '../plan/meet-duty.ts'
import { textsByRun } from '../plan/plan-text.ts'
import type { Plan, PlanDuty } from '../plan/shape.ts'

type Word = ReleaseKind | 'news_centre'

/** Texts of the media plan from before plans said what meets a duty: the program knew these by name. */
const formerly: Readonly<Record<string, PlanDuty['metBy']>> = {
  ...{ 'first-word': ['release'], 'authoritative-word': ['release'], answer: ['release'], 'rolling-news': ['release'] },
  ...{ 'press-conference': ['press_conference'], 'open-news-centre': ['news_centre'] },
}

/** Does this word do what the duty of this name asks for? */
export function meets(plan: Plan, duty: string, word: Word): boolean {
  const isFormer = plan.plan === 'media' && !plan.duties.some((d) => d.metBy)
  const named = isFormer ? formerly[duty] : plan.duties.find((d) => d.duty === duty && d.metBy)?.metBy
  return named?.some((by) => by === word || (by === 'release' && word !== 'news_centre')) ?? false
}

/** Inside the transaction in which it went out or was opened, under the incident's lock. Each clock once; a late one is met late. */
export async function meetByWord(
  tx: Db,
  { incidentId, kind, proof }: { incidentId: string; kind: Word; proof: string },
  { agent, at }: { agent: Agent; at: Date },
): Promise<void> {
  const texts = await textsByRun(tx, [incidentId])
  for (const clock of await clocksOf(tx, incidentId)) {
    const plan = texts.get(clock.activationId)
    if (plan && clock.startAt <= at && meets(plan, clock.duty, kind))
      await meetPlanClock(tx, { clock, proof }, { by: agent, at })
  }
}
