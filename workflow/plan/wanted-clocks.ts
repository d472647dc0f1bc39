/**
 * Which clocks a run of a plan should have, given what has happened so far. Opening clocks is nothing but bringing the rows
 * up to this list, so that whatever event comes in whatever order, each duty runs once and from its own instant. Pure.
 */
import { addMs } from '../../domain/time.ts'
import type { UnitTree } from '../../domain/units.ts'
import type { Clock } from '../../store/clocks.ts'
import { acknowledgeDuty, finderOf, type OwedDuty, recipientIds } from '../clock/duties.ts'
import { occurrences } from '../clock/recurring.ts'
import type { GradedDuty } from '../clock/regrade.ts'
import { seatOfBody } from './bodies.ts'
import { branchOf, stepsOf } from './branch.ts'
import { cadenceOf, type Instants, isReportDuty, limitOf, startOf } from './owed.ts'
import type { PlanRun } from './plan-run.ts'
import type { Plan, PlanDuty } from './shape.ts'

export type WantedClock = {
  duty: OwedDuty
  unitId: string
  startEvent: PlanDuty['start']
  startAt: Date
  /** One clock of the run for each: body and occurrence, where there are several. */
  subjectId: string
}
export type WantedClocks = {
  clocks: WantedClock[]
  /** Duties that hang on the grade, with their clock; regradeClocks says which of them are owed. */
  graded: { duty: GradedDuty; clock: WantedClock }[]
}

/** Nothing new is owed in a run that was declined or is over. */
const open = ['proposed', 'approved', 'running', 'result_reported']

export function wantedClocks(run: PlanRun, { tree, now }: { tree: UnitTree; now: Date }): WantedClocks {
  const { activation, facts, incident } = run
  const wanted: WantedClocks = { clocks: [], graded: [] }
  if (!open.includes(activation.state)) return wanted
  const instants = instantsOf(activation.instants)
  for (const duty of facts.plan.duties) {
    // Each receipt has a timer of its own, and so has whoever is told (report/deliver-report.ts).
    if (duty.duty === acknowledgeDuty.duty || (duty.told && duty.start === 'received')) continue
    if (duty.start === 'calendar' || !instants[duty.opens ?? duty.start]) continue
    const counted = startOf(duty, instants)
    if (!counted.ok || !isOwedHere(duty, run, tree) || !isOnTheWay(duty, run)) continue
    const startAt = necessaryFrom(duty, counted.value, run)
    for (const place of placesOf(duty, run)) {
      const common = {
        unitId: place.unitId,
        startEvent: duty.start,
        duty: {
          ...{ duty: duty.duty, ruleVersion: duty.version, rule: duty.rule, basis: basisOf(facts.plan, duty.rule) },
          ...{ kind: duty.kind, body: place.body, what: duty.what },
          recipientIds: recipientsOf(duty, place.unitId, { plan: facts.plan, incident, tree }),
        },
      }
      const subject = [facts.plan.plan, ...(duty.each ? [place.body] : [])]
      if (duty.kind === 'recurring') {
        const every = cadenceOf(duty, activation.parameters)
        if (!every.ok) continue
        const own = run.clocks.filter((c) => c.duty === duty.duty && c.unitId === place.unitId)
        // Counted from the first occurrence there was, whatever became of the instant since.
        const firstAt = own[0]?.startAt ?? startAt
        for (const o of comingTo(
          now,
          occurrences(every.value, {
            startAt: firstAt,
            from: own.at(-1)?.startAt ?? firstAt,
            until: addMs(now, horizonMs),
          }),
        ))
          wanted.clocks.push({
            ...common,
            duty: { ...common.duty, limitMs: o.limitAt.getTime() - o.opensAt.getTime() },
            startAt: o.opensAt,
            subjectId: [...subject, o.key].join(' '),
          })
        continue
      }
      const limit = limitOf(duty, activation.parameters)
      // Whoever sets the number opens the clock: a notice without its limit has not been given yet.
      if (!limit.ok) continue
      const clock: WantedClock = {
        ...common,
        duty: { ...common.duty, limitMs: limit.value },
        startAt,
        subjectId: subject.join(' '),
      }
      if (duty.grades)
        wanted.graded.push({
          duty: { duty: duty.duty, kind: duty.kind, limitMs: limit.value, startAt, grades: duty.grades },
          clock,
        })
      else wanted.clocks.push(clock)
    }
  }
  return wanted
}

/** Until the next occurrence of whatever comes again has surely been seen: a year and a day. */
const horizonMs = 367 * 24 * 3_600_000

/** All that began, and the one that comes next where none is running. */
const comingTo = <T extends { opensAt: Date; limitAt: Date }>(now: Date, all: T[]): T[] => {
  const begun = all.filter((o) => o.opensAt <= now)
  const next = all.find((o) => o.opensAt > now)
  return begun.some((o) => o.limitAt >= now) || !next ? begun : [...begun, next]
}

/** The instants of a run as they are kept in its row. */
export const instantsOf = (kept: Record<string, string>): Instants =>
  Object.fromEntries(Object.entries(kept).map(([name, at]) => [name, new Date(at)]))

/** By mode, subject and finder. */
function isOwedHere(duty: PlanDuty, { activation, incident }: PlanRun, tree: UnitTree): boolean {
  const finder = finderOf(incident.unitId, tree)
  return (
    (!duty.mode || duty.mode === activation.mode) &&
    (!duty.subjects || (activation.subject !== null && duty.subjects.includes(activation.subject))) &&
    (!duty.finders || (finder !== null && duty.finders.includes(finder)))
  )
}

/**
 * A duty that steps of the plan name is owed while one of them is on the way: the fire brigade is called where the fire
 * procedure was chosen, the news centre opens when it was decided. A branch that opens by the passing of this limit counts.
 */
function isOnTheWay(duty: PlanDuty, { facts }: PlanRun): boolean {
  const naming = facts.plan.procedures.flatMap((p) => p.steps).filter((s) => s.duties.includes(duty.duty))
  if (naming.length === 0) return true
  const running = new Set(stepsOf(facts).map(({ step }) => step))
  return naming.some(
    (step) =>
      running.has(step) &&
      (duty.grades || !step.when || 'overdue' in step.when || branchOf(step.when, facts) === 'open'),
  )
}

/**
 * What is owed 如有必要 counts from the decision that it is, and what a frequency orders from the setting of it: nobody is
 * late for what was not yet asked. Limits with a number in the text count from their own instant whatever was decided when.
 */
function necessaryFrom(duty: PlanDuty, startAt: Date, { facts, activation, decidedAt }: PlanRun): Date {
  if (duty.kind === 'hard') return startAt
  const naming = facts.plan.procedures.flatMap((p) => p.steps).filter((s) => s.duties.includes(duty.duty))
  const asked = naming.map(
    (s) => (s.when && 'decision' in s.when ? decidedAt.get(s.when.decision) : startAt) ?? startAt,
  )
  const first = asked.reduce<Date | null>((min, at) => (min && min <= at ? min : at), null)
  const set = typeof duty.every === 'object' ? activation.instants[setAtKey(duty.every.parameter)] : undefined
  return [startAt, ...(first ? [first] : []), ...(set ? [new Date(set)] : [])].reduce((max, at) =>
    at > max ? at : max,
  )
}

/** Under which name a run keeps when a number was set. */
export const setAtKey = (parameter: string): string => `set:${parameter}`

/** Who owes it: each of its bodies, the body of the root, or the bureau that runs the plan. */
function placesOf(duty: PlanDuty, { facts, incident }: PlanRun): { unitId: string; body: string }[] {
  const finder = { unitId: incident.unitId, body: '' }
  if (duty.finders || duty.recipients.length > 0) return [finder]
  const bodies = duty.by.flatMap((key) => {
    const body = facts.plan.bodies.find((b) => b.body === key)
    const unitId = body && seatOfBody(body, incident)
    return unitId ? [{ unitId, body: key }] : []
  })
  if (duty.each) return bodies
  // Of a body and its counterpart below, it is the one of the bureau that runs the plan.
  return [bodies.find((b) => b.unitId === incident.unitId) ?? bodies[0] ?? finder]
}

/** Bureaus whose receipt meets it: places in the tree, and bodies that sit at the root. */
function recipientsOf(
  duty: PlanDuty,
  unitId: string,
  { plan, incident, tree }: { plan: Plan; incident: PlanRun['incident']; tree: UnitTree },
): string[] {
  if (duty.recipients.length > 0) return recipientIds(unitId, duty.recipients, tree)
  // A report of the bureau to a body of the root is a report to the root.
  if (!isReportDuty(duty, plan)) return []
  return [
    ...new Set(
      duty.to.flatMap((key) => {
        const body = plan.bodies.find((b) => b.body === key)
        return (body && seatOfBody(body, incident)) ?? []
      }),
    ),
  ]
}

const basisOf = (plan: Plan, id: string) => plan.rules.find((r) => r.id === id)!.basis

/** The clock of this run that carries the duty already, void ones apart. */
export const clockFor = (wanted: WantedClock, clocks: readonly Clock[]): Clock | undefined =>
  clocks.find(
    (c) =>
      c.duty === wanted.duty.duty &&
      c.unitId === wanted.unitId &&
      (c.subjectId === wanted.subjectId || c.subjectId === '') &&
      c.state !== 'void',
  )
