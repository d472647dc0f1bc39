/** What must hold between two looks at a story: nothing goes backwards, nothing that was written changes. */
import { isDeepStrictEqual } from 'node:util'
import type { ClockState, IncidentState } from '../../domain/incident.ts'
import type { Clock } from '../../store/clocks.ts'
import type { Report } from '../../store/reports.ts'
import { tree } from './random-cast.ts'
import { must } from './random-checks.ts'
import type { StoryRows } from './story-rows.ts'

/** Where an incident may go from a state (C3), beside staying. */
const incidentWays: Record<IncidentState, IncidentState[]> = {
  suspected: ['reported', 'confirmed', 'closed_not_event'],
  // A test of the elements that misses one takes a confirmation back.
  confirmed: ['reported', 'suspected', 'closed_not_event'],
  reported: ['under_study', 'closed_not_event'],
  under_study: ['active', 'managed_without_plan', 'closed_not_event'],
  managed_without_plan: ['active', 'terminated'],
  active: ['terminated'],
  terminated: ['active', 'archived'],
  archived: [],
  closed_not_event: [],
  // Random people do not merge: workflow/incident/merge.db.test.ts does.
  merged: [],
}
/** A confirmed call may meet a clock that was overdue or met late (AC-08); an earlier start may make a met one late. */
const clockWays: Record<ClockState, ClockState[]> = {
  running: ['met', 'met_late', 'overdue', 'void'],
  overdue: ['met_late', 'met'],
  met: ['met_late'],
  met_late: ['met'],
  void: [],
}

export function checkChange(before: StoryRows, after: StoryRows): void {
  for (const was of before.incidents) {
    const is = after.incidents.find((i) => i.id === was.id)
    must(is !== undefined, 'an incident never vanishes', was)
    const ways: IncidentState[] = [was.state, ...incidentWays[was.state]]
    must(ways.includes(is!.state), 'an incident moves only where C3 lets it', { from: was.state, to: is!.state })
    must(is!.no === was.no && is!.openedAt.getTime() === was.openedAt.getTime(), 'number and opening stay', was)
  }
  for (const was of before.clocks)
    checkClockChange(
      was,
      after.clocks.find((c) => c.id === was.id),
      after.reports,
    )
  for (const was of before.reports) {
    const is = after.reports.find((r) => r.id === was.id)
    const confirmed = was.channel === 'phone' && was.countsAt === null
    const same = sameTime(was.sentAt, is?.sentAt) && sameTime(was.countsAt, is?.countsAt)
    must(same || confirmed, 'a receipt time never changes after sending', { was, is })
  }
  for (const [kind, was, is] of [
    ['firing', before.firings, after.firings],
    ['revision', before.revisions, after.revisions],
    ['approval', before.approvals, after.approvals],
    ['decision', before.decisions, after.decisions],
    ['review', before.reviews, after.reviews],
  ] as const)
    for (const row of was)
      must(
        is.some((r) => isDeepStrictEqual(r, row)),
        `a ${kind} is only ever added, never changed`,
        row,
      )
  checkOpenings(before, after)
}

const sameTime = (a: Date | null | undefined, b: Date | null | undefined) => a?.getTime() === b?.getTime()

/** Of one clock between two looks: forward only, no overdue undone, no counted time moved, no rule changed. */
export function checkClockChange(was: Clock, is: Clock | undefined, reports: Report[]): void {
  must(is !== undefined, 'a clock never vanishes', was)
  if (!is) return
  const facts = { was, is }
  must([was.state, ...clockWays[was.state]].includes(is.state), 'the state of a clock only moves forward', facts)
  must(was.overdueAt === null || sameTime(was.overdueAt, is.overdueAt), 'overdue never vanishes and never moves', facts)
  const redeemed = is.state === 'met' && (was.state === 'overdue' || was.state === 'met_late')
  must(
    !redeemed || reports.some((r) => r.channel === 'phone' && sameTime(r.countsAt, is.metAt)),
    'only a confirmed call in time takes a delay back',
    facts,
  )
  must(was.metAt === null || redeemed || sameTime(was.metAt, is.metAt), 'the counted time of a report stays', facts)
  const moved = !sameTime(was.startAt, is.startAt)
  must(!moved || is.originalStartAt !== null, 'a moved start keeps the first one', facts)
  must(
    was.originalStartAt === null || sameTime(was.originalStartAt, is.originalStartAt),
    'the first start stays',
    facts,
  )
  must(
    !(was.state === 'met' && is.state === 'met_late') || moved,
    'only an earlier start makes a met clock late',
    facts,
  )
  const frozen = ['duty', 'rule', 'basis', 'ruleVersion', 'limitMs', 'kind', 'unitId'] as const
  must(
    frozen.every((k) => was[k] === is[k]),
    'the rule of a running clock is frozen',
    facts,
  )
}

/** Flags judged true or opinion never newly open an incident, and a story has one open incident in a tree. */
function checkOpenings(before: StoryRows, after: StoryRows): void {
  const isNew = after.incidents.filter((i) => !before.incidents.some((b) => b.id === i.id))
  for (const incident of isNew) {
    const flag = before.flags.find((f) =>
      after.flags.some((a) => a.id === f.id && a.incidentId === incident.id && f.incidentId !== incident.id),
    )
    must(flag !== undefined, 'an incident comes from a flag', incident)
    const opener = before.flags.filter(
      (f) => f.clusterId === incident.clusterId && tree.bureauOf(f.unitId)?.id === incident.unitId,
    )
    must(
      opener.some((f) => f.state !== 'closed_no_fault'),
      'true criticism opens no incident',
      { incident, opener },
    )
  }
}
