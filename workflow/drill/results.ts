/**
 * What was expected in a drill, by when, and what the record shows: the sheet that people go through afterwards. It states times
 * and names whoever acted; it blames nobody. Pure.
 */
import { addMs } from '../../domain/time.ts'
import type { AuditEvent } from '../../store/audit.ts'
import type { Clock } from '../../store/clocks.ts'
import type { DrillTally } from '../../store/schema/drills.ts'
import { shows } from './acts.ts'
import type { Expected, Inject, Scenario } from './scenario.ts'

/** Why clocks that still ran at the end of a drill say no more; they stay in its sheet. */
export const drillEnded = '演练结束'

/** `ahead`: its inject has not come. `open`: there is time. `overdue`: the time is over and the drill goes on. */
export type ResultState = 'ahead' | 'open' | 'done' | 'late' | 'overdue' | 'missed'
export type DrillResult = {
  /** `inject.n`, for what an observer writes down. */
  name: string
  inject: Inject
  expected: Expected
  /** In the drill's time; null for a duty whose clock has not started. */
  dueAt: Date | null
  doneAt: Date | null
  doneBy: string | null
  /** Done minus due in ms: negative is early. */
  differenceMs: number | null
  state: ResultState
}

/** `events` are the incident's record, oldest first; `now` is the drill's time, `ended` that it is over. */
export function drillResults(
  scenario: Scenario,
  {
    startAt,
    now,
    ended,
    events,
    clocks,
  }: { startAt: Date; now: Date; ended: boolean; events: AuditEvent[]; clocks: Clock[] },
): DrillResult[] {
  return scenario.injects.flatMap((inject) => {
    const givenAt = addMs(startAt, inject.at)
    return inject.expects.map((expected, n): DrillResult => {
      const name = `${inject.inject}.${n}`
      const { act, key, within } = expected
      const found =
        act === 'duty'
          ? ofClocks(
              clocks.filter((c) => c.duty === key && (c.voidReason ?? drillEnded) === drillEnded),
              events,
            )
          : ofEvents(
              events.filter((e) => shows(e, { act, key, name })),
              givenAt,
            )
      const dueAt = found.dueAt ?? (within === undefined ? null : addMs(givenAt, within))
      const doneAt = found.doneAt
      return {
        ...{ name, inject, expected, dueAt, doneAt, doneBy: found.doneBy },
        differenceMs: doneAt && dueAt ? doneAt.getTime() - dueAt.getTime() : null,
        state: stateOf({ givenAt, dueAt, doneAt, now, ended }),
      }
    })
  })
}

type Found = { dueAt: Date | null; doneAt: Date | null; doneBy: string | null }

/** The drill's time of an event. */
export const drillAtOf = (event: Pick<AuditEvent, 'at' | 'after'>): Date =>
  typeof event.after?.drillAt === 'string' ? new Date(event.after.drillAt) : event.at

function ofEvents(events: AuditEvent[], from: Date): Found {
  const first = events.find((e) => drillAtOf(e) >= from)
  return { dueAt: null, doneAt: first ? drillAtOf(first) : null, doneBy: first?.actorName ?? null }
}

/** Several bodies may owe it: it is done when all have done it, and as late as the last of them. */
function ofClocks(clocks: Clock[], events: AuditEvent[]): Found {
  const last = (times: Date[]) => times.reduce<Date | null>((max, t) => (max && max >= t ? max : t), null)
  const met = clocks.filter((c) => c.metAt !== null)
  const all = clocks.length > 0 && met.length === clocks.length
  const by = met.flatMap((c) => events.find((e) => e.action === 'meet' && e.subjectId === c.id)?.actorName ?? [])
  return {
    dueAt: last(clocks.map((c) => c.limitAt)),
    doneAt: all ? last(met.map((c) => c.metAt!)) : null,
    doneBy: all && by.length > 0 ? [...new Set(by)].join('、') : null,
  }
}

function stateOf({
  givenAt,
  dueAt,
  doneAt,
  now,
  ended,
}: {
  givenAt: Date
  dueAt: Date | null
  doneAt: Date | null
  now: Date
  ended: boolean
}): ResultState {
  if (doneAt) return dueAt && doneAt > dueAt ? 'late' : 'done'
  if (ended) return 'missed'
  if (now < givenAt) return 'ahead'
  return dueAt && now > dueAt ? 'overdue' : 'open'
}

export const tallyOf = (results: DrillResult[]): DrillTally => ({
  expected: results.length,
  inTime: results.filter((r) => r.state === 'done').length,
  late: results.filter((r) => r.state === 'late').length,
  missed: results.filter((r) => r.state === 'missed').length,
})
