/**
 * What the shape of one plan file cannot see: keys that point nowhere, stand twice, or wait for each other. Pure; answers
 * with the place in the file, so that whoever writes a plan for another province is told where to look.
 */
import { mediaFaults } from './media-faults.ts'
import type { Plan, PlanInstant, Procedure, Step, StepCondition } from './shape.ts'

/** A fault at a place: the path from the top of the file, as keys and positions. */
export type Fault = { path: (string | number)[]; what: string }

/** All faults of a plan together with what it uses. `plan` holds the rules, bodies and forms of its bases already. */
export const faultsOf = (plan: Plan, own: Plan): Fault[] => [
  ...doubles(plan, own),
  ...unknownKeys(plan, own),
  ...stepFaults(plan, own),
  ...own.procedures.flatMap((procedure, i) => orderFaults(procedure, ['procedures', i])),
  ...limitFaults(own),
  ...(own.base ? [] : endlessFaults(own)),
  ...mediaFaults(plan, own),
]

const lists = [
  'rules',
  'bodies',
  'duties',
  'decisions',
  'procedures',
  'forms',
  'modes',
  'subjects',
  'escalations',
  'registers',
  'clauses',
] as const
type List = (typeof lists)[number]

/** The keys of each list in the order of the plan. */
const keysOf = (plan: Plan): Record<List, string[]> => ({
  rules: plan.rules.map((r) => r.id),
  bodies: plan.bodies.map((b) => b.body),
  duties: plan.duties.map((d) => d.duty),
  decisions: plan.decisions.map((d) => d.decision),
  procedures: plan.procedures.map((p) => p.procedure),
  forms: plan.forms.map((f) => f.form),
  modes: plan.modes.map((m) => m.mode),
  subjects: plan.subjects.map((s) => s.subject),
  escalations: plan.escalations.map((e) => e.path),
  registers: plan.registers.map((r) => r.register),
  clauses: plan.clauses.map((c) => c.clause),
})

type Place = { step: Step; procedure: Procedure; path: Fault['path'] }
const placesOf = (plan: Plan): Place[] =>
  plan.procedures.flatMap((procedure, i) =>
    procedure.steps.map((step, n) => ({ step, procedure, path: ['procedures', i, 'steps', n] })),
  )

/** Keys that stand twice, bases included; a duty may stand again for other finders or another mode. */
function doubles(plan: Plan, own: Plan): Fault[] {
  const all = {
    ...keysOf(plan),
    duties: plan.duties.map((d) => `${d.duty} ${d.finders?.join() ?? ''} ${d.mode ?? ''}`.trim()),
  }
  const places = placesOf(own)
  return [
    ...lists.flatMap((list) => {
      const inherited = plan[list].length - own[list].length
      return all[list].flatMap((key, i): Fault[] =>
        i >= inherited && all[list].indexOf(key) < i
          ? [{ path: [list, i - inherited], what: `${key} stands twice` }]
          : [],
      )
    }),
    ...places.flatMap(({ step, path }, i): Fault[] =>
      places.findIndex((p) => p.step.step === step.step) < i ? [{ path, what: `${step.step} stands twice` }] : [],
    ),
  ]
}

/** Which list a key of the shape points into, wherever it stands. */
const pointers: Record<string, List> = {
  rule: 'rules',
  by: 'bodies',
  to: 'bodies',
  chain: 'bodies',
  keptBy: 'bodies',
  interpreter: 'bodies',
  commander: 'bodies',
  duties: 'duties',
  overdue: 'duties',
  decisions: 'decisions',
  startsProcedures: 'procedures',
  form: 'forms',
  mode: 'modes',
  upgradesTo: 'modes',
  subjects: 'subjects',
}

function unknownKeys(plan: Plan, own: Plan): Fault[] {
  const known = keysOf(plan)
  const point = (name: string, value: unknown, path: Fault['path']): Fault[] => {
    const list = pointers[name]
    // A body lists its duties in words.
    if (!list || (path[0] === 'bodies' && name === 'duties')) return []
    const keys = (Array.isArray(value) ? value : [value]).filter((key) => typeof key === 'string')
    return keys.flatMap((key) =>
      known[list].includes(key) ? [] : [{ path, what: `${key} stands nowhere in ${list}` }],
    )
  }
  const walk = (value: unknown, path: Fault['path']): Fault[] => {
    if (Array.isArray(value)) return value.flatMap((item, i) => walk(item, [...path, i]))
    if (value === null || typeof value !== 'object') return []
    return Object.entries(value).flatMap(([name, child]) => [
      ...point(name, child, [...path, name]),
      ...walk(child, [...path, name]),
    ])
  }
  return [...walk(own.source, ['source']), ...lists.flatMap((list) => walk(own[list], [list]))]
}

/** Branches on decisions and outcomes that are not there, and results carried from no other mode. */
function stepFaults(plan: Plan, own: Plan): Fault[] {
  const places = placesOf(own)
  const branch = (when: StepCondition | undefined, path: Fault['path']): Fault[] => {
    if (!when || 'overdue' in when) return []
    const decision = plan.decisions.find((d) => d.decision === when.decision)
    if (!decision) return [{ path, what: `${when.decision} stands nowhere in decisions` }]
    return when.is.flatMap((is) =>
      decision.options.some((o) => o.is === is) ? [] : [{ path, what: `${when.decision} has no option ${is}` }],
    )
  }
  return places.flatMap(({ step, procedure, path }) => [
    ...branch(step.when, [...path, 'when']),
    ...step.signatures.flatMap((s, i) => branch(s.when, [...path, 'signatures', i])),
    ...step.carries
      .filter((key) => !places.some((p) => p.step.step === key && p.procedure.mode !== procedure.mode))
      .map((key) => ({ path: [...path, 'carries'], what: `${key} is no step of another mode` })),
  ])
}

/** Events at which a decision, an order or a notice can set a number. */
const setters: PlanInstant[] = ['graded', 'accepted', 'activated', 'instructed', 'notified', 'reported']

/** A clock that nobody could give its limit in time would not run: it needs a number or a default. */
const limitFaults = (own: Plan): Fault[] =>
  own.duties.flatMap((duty, i) => {
    const time = duty.limit ?? duty.every
    if (typeof time !== 'object' || time.default !== undefined || setters.includes(duty.opens ?? duty.start)) return []
    return [{ path: ['duties', i], what: `nobody has set ${time.parameter} when this clock opens: give it a default` }]
  })

const endlessFaults = (own: Plan): Fault[] =>
  (['activate', 'terminate'] as const)
    .filter((acts) => !own.decisions.some((d) => d.acts === acts))
    .map((acts) => ({ path: ['decisions'], what: `a plan needs a decision that acts: ${acts}` }))

/** Steps that wait for one that is not there, for one that need never come, or for each other in a ring. */
function orderFaults({ steps }: Procedure, path: Fault['path']): Fault[] {
  const known = new Set(steps.map((s) => s.step))
  const faults: Fault[] = steps.flatMap((s, n) =>
    s.after
      .filter((after) => !known.has(after))
      .map((after) => ({ path: [...path, 'steps', n, 'after'], what: `no step ${after} in this procedure` })),
  )
  const optional = new Set(steps.filter((s) => s.optional).map((s) => s.step))
  steps.forEach((s, n) => {
    const waits = s.optional ? undefined : s.after.find((a) => optional.has(a))
    if (waits)
      faults.push({
        path: [...path, 'steps', n, 'after'],
        what: `${s.step} must be done and waits for ${waits}, which need not be`,
      })
  })
  const settled = new Set<string>()
  for (let grew = true; grew; ) {
    const ready = steps.filter((s) => !settled.has(s.step) && s.after.every((a) => settled.has(a) || !known.has(a)))
    for (const { step } of ready) settled.add(step)
    grew = ready.length > 0
  }
  const ring = steps.filter((s) => !settled.has(s.step)).map((s) => s.step)
  if (ring.length > 0) faults.push({ path: [...path, 'steps'], what: `${ring.join(', ')} wait for each other` })
  return faults
}
