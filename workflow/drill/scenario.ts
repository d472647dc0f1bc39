/**
 * What a scenario file may say: injects at times of the drill, and what is expected after each of them. Facts in it are invented
 * and say so; what is expected points at the plan by its keys, so that a changed plan makes a faulty scenario a problem with a
 * place and never a silent nothing. Pure; scenarios.ts opens the folder.
 */
import { z } from 'zod'
import { unitLevels, roles } from '../../domain/units.ts'
import { day } from '../../domain/time.ts'
import { duration, ids, key, passage, version, words } from '../plan/scalars.ts'
import type { Plan } from '../plan/shape.ts'
import { actKinds, keysFor } from './acts.ts'

/** A time of the drill counted from its start: `0min`, `30min`, `8h`. */
const offset = z.union([z.literal('0min').transform(() => 0), duration])

const expected = z
  .strictObject({
    /** What the record must show. A duty is done when its clock is met, and its time is the clock's own. */
    act: z.enum(actKinds),
    /** Which of them: the verb, step, decision, duty, body or procedure by its key. */
    key: key.optional(),
    /** How long after the inject; a duty has its limit from the regulation and none here. */
    within: duration.optional(),
    by: z.array(z.enum(roles)).min(1).max(6),
    text: words,
    rule: key.optional(),
  })
  .refine((e) => (e.act === 'duty') === (e.within === undefined), 'a duty has its own time, everything else needs one')

const inject = z.strictObject({
  inject: key,
  at: offset,
  via: z.enum(['phone', 'media', 'superior', 'subordinate', 'system', 'site', 'outside']),
  from: words,
  /** Who is told, by role at the bureau that drills. */
  to: z.array(z.enum(roles)).min(1).max(6),
  text: passage,
  expects: z.array(expected).max(20).default([]),
})

const shape = z.strictObject({
  scenario: key,
  version,
  ids,
  plan: key,
  mode: key.optional(),
  subject: key.optional(),
  title: words,
  aim: passage,
  /** Why it is drilled, by a rule of the plan; shown with its basis. */
  rule: key,
  /** At bureaus of which level it can run; `root` is the uppermost of its tree. */
  levels: z
    .array(z.enum(['root', ...unitLevels]))
    .min(1)
    .max(4),
  place: words,
  /** Instants of the plan that lie so long before the start of the drill. */
  before: z.partialRecord(z.enum(['occurred', 'origin', 'received', 'instructed', 'notified']), offset).default({}),
  fields: z.record(z.string(), passage).default({}),
  /** Duties of the calendar that a finished drill fulfils. */
  fulfils: z
    .array(z.strictObject({ plan: key, duty: key }))
    .max(4)
    .default([]),
  injects: z.array(inject).min(1).max(60),
})

export type Scenario = z.infer<typeof shape>
export type Inject = Scenario['injects'][number]
export type Expected = Inject['expects'][number]
export type ScenarioProblem = { path: string; what: string }

/** The latest inject. */
const longestMs = 14 * day

/** A value read from a file becomes a scenario, or the list of what is wrong with it. */
export function readScenario(
  value: unknown,
  planOf: (id: string) => Plan | undefined,
): { ok: true; scenario: Scenario } | { ok: false; problems: ScenarioProblem[] } {
  const read = shape.safeParse(value)
  if (!read.success)
    return {
      ok: false,
      problems: read.error.issues.slice(0, 50).map((i) => ({ path: i.path.join('.'), what: i.message })),
    }
  const problems = faultsOf(read.data, planOf)
  return problems.length > 0 ? { ok: false, problems } : { ok: true, scenario: read.data }
}

function faultsOf(scenario: Scenario, planOf: (id: string) => Plan | undefined): ScenarioProblem[] {
  const faults: ScenarioProblem[] = []
  const fault = (path: string, what: string) => faults.push({ path, what })
  const plan = planOf(scenario.plan)
  if (!plan || plan.base) return [{ path: 'plan', what: `no plan is named ${scenario.plan}` }]
  const rules = new Set(plan.rules.map((r) => r.id))
  if (!rules.has(scenario.rule)) fault('rule', `the plan has no rule ${scenario.rule}`)
  if (
    plan.modes.length > 0 !== (scenario.mode !== undefined) ||
    (scenario.mode && !plan.modes.some((m) => m.mode === scenario.mode))
  )
    fault('mode', 'a mode of the plan, where it has some')
  if (scenario.subject && !plan.subjects.some((s) => s.subject === scenario.subject))
    fault('subject', `the plan has no subject ${scenario.subject}`)
  for (const [i, { plan: id, duty }] of scenario.fulfils.entries())
    if (!planOf(id)?.duties.some((d) => d.duty === duty && d.start === 'calendar'))
      fault(`fulfils.${i}`, `no duty of the calendar is named ${id} ${duty}`)
  const names = new Set<string>()
  for (const [i, inject] of scenario.injects.entries()) {
    if (names.has(inject.inject)) fault(`injects.${i}.inject`, 'this key stands twice')
    names.add(inject.inject)
    if (inject.at > longestMs) fault(`injects.${i}.at`, 'later than fourteen days')
    if (i > 0 && inject.at <= scenario.injects[i - 1]!.at) fault(`injects.${i}.at`, 'not later than the one before')
    for (const [j, e] of inject.expects.entries()) {
      const path = `injects.${i}.expects.${j}`
      const keys = keysFor(e.act, plan)
      if (keys === null && e.key !== undefined) fault(`${path}.key`, `${e.act} has no key`)
      if (keys && (!e.key || !keys.includes(e.key))) fault(`${path}.key`, `no ${e.act} is named ${e.key ?? '(none)'}`)
      if (e.rule && !rules.has(e.rule)) fault(`${path}.rule`, `the plan has no rule ${e.rule}`)
    }
  }
  if (scenario.injects[0]!.at !== 0) fault('injects.0.at', 'the first inject opens the drill: 0min')
  return faults
}
