/**
 * Which of several clocks of one unit leads (domain catalogue C3, GAP-08): the same delivery would meet them all, so people
 * see the stricter one and the others linked to it, never two alarms for one act. Clocks with other recipients stand beside
 * each other: 8 h to the secrecy group and 24 h to the secrecy administration are two acts (GAP-14). Pure.
 */
import type { Basis } from '../../domain/rules.ts'

export type ParallelClock = {
  id: string
  incidentId: string
  unitId: string
  kind: 'hard' | 'soft'
  basis: Basis
  recipientIds: readonly string[]
  limitAt: Date
  /** What the duty is about, where a unit owes it several times. */
  subjectId: string
}

/** For each clock the id of the one that leads it, or null where it leads itself. */
export function leadersOf(clocks: readonly ParallelClock[]): Map<string, string | null> {
  const ranked = [...clocks].sort((a, b) => rank(a, b))
  const leaders: ParallelClock[] = []
  const answer = new Map<string, string | null>()
  for (const clock of ranked) {
    const leader = leaders.find((l) => leads(l, clock))
    answer.set(clock.id, leader?.id ?? null)
    if (!leader) leaders.push(clock)
  }
  return answer
}

/** A hard clock goes before a soft one, then the earlier limit, then the id, so that the answer never depends on the order asked. */
const rank = (a: ParallelClock, b: ParallelClock): number =>
  (a.kind === b.kind ? 0 : a.kind === 'hard' ? -1 : 1) ||
  a.limitAt.getTime() - b.limitAt.getTime() ||
  (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

/** Whatever meets the leader in time must meet the other in time too: not later, and every recipient of it permitted there. */
const leads = (leader: ParallelClock, clock: ParallelClock): boolean =>
  leader.incidentId === clock.incidentId &&
  leader.unitId === clock.unitId &&
  leader.subjectId === clock.subjectId &&
  (leader.basis !== 'law') === (clock.basis !== 'law') &&
  leader.limitAt <= clock.limitAt &&
  leader.recipientIds.length > 0 &&
  leader.recipientIds.every((id) => clock.recipientIds.includes(id))
