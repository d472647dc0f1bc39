/**
 * Duties of a media plan that a word to the public does by itself: 在第一时间发出声音 (附4第七条（三）), the authoritative word in 5 hours and
 * the press conference in 24 (国办发〔2016〕80号), the answer in 48, and the turns of a rolling news centre.
 */
import type { ReleaseKind } from '../../domain/release.ts'
import type { Agent } from '../../domain/units.ts'
import { clocksOf } from '../../store/clocks.ts'
import type { Db } from '../../store/open.ts'
import { meetPlanClock } from '../plan/meet-duty.ts'

const byAnyWord: readonly string[] = ['first-word', 'authoritative-word', 'answer', 'rolling-news']

const metBy = (kind: ReleaseKind | 'news_centre', duty: string): boolean =>
  kind === 'news_centre'
    ? duty === 'open-news-centre'
    : byAnyWord.includes(duty) || (kind === 'press_conference' && duty === 'press-conference')

/** Inside the transaction in which it went out or was opened, under the incident's lock. Each clock once; a late one is met late. */
export async function meetByWord(
  tx: Db,
  { incidentId, kind, proof }: { incidentId: string; kind: ReleaseKind | 'news_centre'; proof: string },
  { agent, at }: { agent: Agent; at: Date },
): Promise<void> {
  for (const clock of await clocksOf(tx, incidentId))
    if (metBy(kind, clock.duty) && clock.startAt <= at) await meetPlanClock(tx, { clock, proof }, { by: agent, at })
}
