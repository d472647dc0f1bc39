/**
 * Which duties of a plan an event opens, for which unit, with which limit and recipients: what clock/duties.ts says for
 * media incidents in code, said by any plan's data. Pure.
 */
import type { IncidentGrade } from '../../domain/incident.ts'
import { ok, type Result, refuse } from '../../domain/result.ts'
import { isWordedDuty } from '../../domain/worded-duties.ts'
import type { UnitTree } from '../../domain/units.ts'
import { finderOf, type OwedDuty, recipientIds } from '../clock/duties.ts'
import type { Recurrence } from '../clock/recurring.ts'
import type { GradedDuty } from '../clock/regrade.ts'
import type { Parameter, Plan, PlanDuty, PlanInstant } from './shape.ts'

/** Numbers that a decision, an order or a notice has set, in milliseconds, by the parameter's name. */
export type Parameters = Readonly<Record<string, number>>
/** When things happened, as far as they have. */
export type Instants = Readonly<Partial<Record<PlanInstant, Date>>>
export type Opening = {
  event: PlanInstant
  unitId: string
  subject?: string
  grade?: IncidentGrade | null
  mode?: string | null
}
/** As a clock is started from it; the rule is one of the plan's, which need not be in the program. */
export type PlanOwedDuty = Omit<OwedDuty, 'rule'> & { rule: string }

/** The duties that `event` opens for this unit, in the order of the plan. Recurring ones are among them. */
export function dutiesOpened(plan: Plan, { event, unitId, subject, grade, mode }: Opening, tree: UnitTree): PlanDuty[] {
  const finder = finderOf(unitId, tree)
  return plan.duties.filter(
    (d) =>
      (d.opens ?? d.start) === event &&
      (!d.finders || (finder !== null && d.finders.includes(finder))) &&
      (!d.subjects || (subject !== undefined && d.subjects.includes(subject))) &&
      (!d.grades || (grade != null && d.grades.includes(grade))) &&
      (!d.mode || d.mode === mode),
  )
}

/**
 * What the bureau of this unit owes on finding a matter about `subject`: the rows of dutiesOf, from the plan. Throws where a
 * parameter lies outside its bounds: a clock is never left out in silence.
 */
export const owedOnFinding = (
  plan: Plan,
  { unitId, subject, parameters = {} }: { unitId: string; subject?: string; parameters?: Parameters },
  tree: UnitTree,
): PlanOwedDuty[] =>
  dutiesOpened(plan, { event: 'found', unitId, subject }, tree)
    .filter(isClock)
    .map((duty) => owedBy(plan, { duty, unitId, parameters }, tree))

/**
 * What a bureau owes that did not find the matter and was told of it by another's report (第十一条: 监测或接到). Null where the text
 * binds nobody at this level; the root has nobody above it to tell.
 */
export function owedOnBeingTold(plan: Plan, unitId: string, tree: UnitTree): PlanOwedDuty | null {
  const finder = finderOf(unitId, tree)
  if (finder === null || finder === 'root') return null
  const duty = plan.duties.filter(isClock).find((d) => d.told && (!d.finders || d.finders.includes(finder)))
  return duty ? owedBy(plan, { duty, unitId, parameters: {} }, tree) : null
}

const owedBy = (
  plan: Plan,
  { duty, unitId, parameters }: { duty: ClockDuty; unitId: string; parameters: Parameters },
  tree: UnitTree,
): PlanOwedDuty => ({
  ...{ duty: duty.duty, ruleVersion: duty.version, rule: duty.rule, kind: duty.kind },
  ...(isWordedDuty(duty) ? {} : { what: duty.what }),
  basis: basisOf(plan, duty.rule),
  limitMs: limitOrThrow(limitOf(duty, parameters), duty),
  recipientIds: recipientIds(unitId, duty.recipients, tree),
})

/**
 * The duties of a plan that hang on the grade, as regradeClocks takes them: each counts from its own instant, which is the
 * finding for the outside clocks whatever the hour of grading. A duty whose instant has not come yet is not among them.
 */
export const gradedDutiesOf = (
  plan: Plan,
  { instants, parameters = {} }: { instants: Instants; parameters?: Parameters },
): GradedDuty[] =>
  plan.duties.flatMap((duty) => {
    const start = startOf(duty, instants)
    if (!duty.grades || !isClock(duty) || !start.ok) return []
    const limitMs = limitOrThrow(limitOf(duty, parameters), duty)
    return [{ duty: duty.duty, kind: duty.kind, limitMs, startAt: start.value, grades: duty.grades }]
  })

/** The limit in milliseconds. Refuses `missing-field` where a notice or order must set it first, `invalid-field` outside its bounds. */
export function limitOf(duty: PlanDuty, parameters: Parameters): Result<number> {
  if (duty.limit === undefined) return refuse('wrong-state', { field: 'limit' })
  return typeof duty.limit === 'number' ? ok(duty.limit) : parameterOf(duty.limit, parameters)
}

/** How often a recurring duty comes; refuses like limitOf. */
export function cadenceOf(duty: PlanDuty, parameters: Parameters): Result<Recurrence> {
  if (duty.every === undefined) return refuse('wrong-state', { field: 'every' })
  if (typeof duty.every === 'string') return ok(duty.every)
  const everyMs = parameterOf(duty.every, parameters)
  return everyMs.ok ? ok({ everyMs: everyMs.value }) : everyMs
}

/** The instant a duty counts from, e.g. the quake for the report and the instruction for the muster (GAP-12). */
export function startOf(duty: PlanDuty, instants: Instants): Result<Date> {
  const at = instants[duty.start]
  return at ? ok(at) : refuse('missing-field', { field: duty.start })
}

function parameterOf({ parameter, min, max, default: standard }: Parameter, parameters: Parameters): Result<number> {
  const ms = Object.hasOwn(parameters, parameter) ? parameters[parameter] : standard
  if (ms === undefined) return refuse('missing-field', { field: parameter })
  if (!Number.isSafeInteger(ms) || ms < min || ms > max)
    return refuse('invalid-field', { field: parameter, detail: { min, max } })
  return ok(ms)
}

/**
 * Is it a report of whoever found the matter, met by its delivery to a bureau: one above, or one of a body in the tree? What a
 * compartment reports goes by paper, and what bodies owe each other a person writes down.
 */
export const isReportDuty = (duty: PlanDuty, plan: Plan): boolean =>
  isClock(duty) &&
  (duty.recipients.length > 0 ||
    (duty.form !== undefined &&
      duty.finders !== undefined &&
      !plan.restricted &&
      duty.to.some((key) => plan.bodies.find((b) => b.body === key)?.level !== 'outside')))

/** One limit and an end; recurring duties have occurrences instead. */
type ClockDuty = PlanDuty & { kind: 'hard' | 'soft' }
const isClock = (duty: PlanDuty): duty is ClockDuty => duty.kind !== 'recurring'

function limitOrThrow(limit: Result<number>, duty: PlanDuty): number {
  if (limit.ok) return limit.value
  throw new Error(`duty ${duty.duty}: ${limit.refusal.field} ${limit.refusal.code}`)
}

const basisOf = (plan: Plan, id: string) => {
  const rule = plan.rules.find((r) => r.id === id)
  if (!rule) throw new Error(`plan ${plan.plan} has no rule ${id}`)
  return rule.basis
}
