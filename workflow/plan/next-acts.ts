/**
 * 下一步: what is to be done now over all plans of an incident, as one list: who, by when, and whether it is the reader's. Pure.
 * Steps in order of their limits, then of the plan; what waits for another step or decision is not yet on the list.
 */
import type { Clock } from '../../store/clocks.ts'
import { branchOf, isRunning, openSteps, runOf } from './branch.ts'
import { musterClocks } from './check-in.ts'
import { allowedMovesOfStep, allowedRunMoves, mayChoose, mayDecide, type RunViewer } from './run-moves.ts'
import type { Plan } from './shape.ts'

export type NextAct = {
  /** Stable within the incident. */
  key: string
  kind: 'run' | 'step' | 'decision' | 'procedure' | 'muster' | 'duty'
  activationId: string
  /** The verb, step, decision, procedure, body or clock that it is about. */
  what: string
  text: string
  /** Names of the bodies that do it. */
  by: string[]
  rule: string | null
  dueAt: Date | null
  /** The person who reads may do it. */
  mine: boolean
}

export function nextActs(viewers: RunViewer[]): NextAct[] {
  return viewers
    .flatMap((v) => actsOf(v).map((act, n) => ({ act, n })))
    .sort((a, b) => (a.act.dueAt?.getTime() ?? never) - (b.act.dueAt?.getTime() ?? never) || a.n - b.n)
    .map(({ act }) => act)
}

const never = Number.MAX_SAFE_INTEGER

function actsOf(viewer: RunViewer): NextAct[] {
  const { run } = viewer
  const { activation, facts } = run
  const { plan } = facts
  const act = (more: Omit<NextAct, 'activationId' | 'key'>): NextAct => ({
    ...more,
    activationId: activation.id,
    key: `${activation.id} ${more.kind} ${more.what}`,
  })
  if (activation.state !== 'running') return runActs(viewer).map(act)
  const onList = new Set<string>()
  const steps = openSteps(facts).flatMap((step) => {
    const procedure = plan.procedures.find((p) => p.steps.includes(step))!
    const moves = allowedMovesOfStep(viewer, { step, procedure })
    const ready = moves.filter((m) => m.verb === 'start' || m.verb === 'finish' || m.verb === 'retry')
    // Another's step is on the list as well; one that waits for order or branch is not.
    const waits = ready.length > 0 && ready.every((m) => !m.allowed && m.refusal?.code === 'wrong-state')
    const begun = runOf(facts, step.step).state !== 'pending'
    if ((waits && !begun) || branchOf(step.when, facts) === 'undecided') return []
    for (const duty of step.duties) onList.add(duty)
    const own = run.clocks.filter((c) => step.duties.includes(c.duty))
    return [
      act({
        ...{
          kind: 'step',
          what: step.step,
          text: step.text,
          by: namesOf(plan, step.by),
          rule: step.rule ?? procedure.rule,
        },
        ...{ dueAt: dueOf(own, viewer.now), mine: moves.some((m) => m.allowed && m.verb !== 'skip') },
      }),
    ]
  })
  const decisions = openDecisions(viewer).map((d) =>
    act({
      ...{ kind: 'decision', what: d.decision, text: d.text, by: namesOf(plan, d.by), rule: d.rule },
      ...{ dueAt: null, mine: mayDecide(viewer, d).ok },
    }),
  )
  const none = plan.procedures.every((p) => !isRunning(p, facts))
  const choices = none
    ? plan.procedures
        .filter((p) => p.starts === 'when-chosen')
        .slice(0, 1)
        .map((p) =>
          act({
            ...{
              kind: 'procedure',
              what: '',
              text: '',
              by: namesOf(plan, p.commander ? [p.commander] : []),
              rule: p.rule,
            },
            ...{ dueAt: null, mine: mayChoose(viewer, p).ok },
          }),
        )
    : []
  const musters = musterClocks(run)
    .filter((c) => c.metAt === null)
    .map((c) =>
      act({
        ...{ kind: 'muster', what: c.body, text: c.what, by: namesOf(plan, [c.body]), rule: c.rule, dueAt: c.limitAt },
        mine: run.members.some((m) => m.body === c.body && m.userId === viewer.actor.userId),
      }),
    )
  const duties = run.clocks
    // A report is met by its delivery, which the incident offers.
    .filter((c) => isOpen(c, viewer.now) && c.recipientIds.length === 0 && c.what !== '')
    .filter((c) => !onList.has(c.duty) && !musterClocks(run).includes(c))
    .map((c) => {
      const duty = plan.duties.find((d) => d.duty === c.duty)
      return act({
        ...{
          kind: 'duty',
          what: c.id,
          text: c.what,
          by: namesOf(plan, c.body ? [c.body] : (duty?.by ?? [])),
          rule: c.rule,
        },
        ...{ dueAt: c.limitAt, mine: (duty?.by ?? []).some((b) => viewer.bodies.includes(b)) },
      })
    })
  // A run in which nothing was chosen yet has no result.
  const ends = none ? [] : allowedRunMoves(viewer).filter((m) => m.verb === 'report-result' && m.allowed)
  return [
    ...musters,
    ...steps,
    ...decisions,
    ...choices,
    ...duties,
    ...ends.map((m) => act({ kind: 'run', what: m.verb, text: '', by: [], rule: null, dueAt: null, mine: true })),
  ]
}

/** Before it runs and when its result is reported, a plan waits for one body. */
function runActs(viewer: RunViewer): Omit<NextAct, 'activationId' | 'key'>[] {
  const { facts, clocks } = viewer.run
  const moves = allowedRunMoves(viewer).filter((m) => m.verb !== 'decline' && m.verb !== 'return')
  const deciders = (acts: 'activate' | 'terminate') =>
    facts.plan.decisions.filter((d) => d.acts === acts).flatMap((d) => d.by)
  const by = (verb: string) =>
    verb === 'approve' ? deciders('activate') : verb === 'approve-termination' ? deciders('terminate') : []
  const duties = clocks
    .filter((c) => isOpen(c, viewer.now) && c.recipientIds.length === 0 && c.what !== '')
    .map((c) => ({
      ...{
        kind: 'duty' as const,
        what: c.id,
        text: c.what,
        by: namesOf(facts.plan, c.body ? [c.body] : []),
        rule: c.rule,
      },
      ...{ dueAt: c.limitAt, mine: c.body !== '' && viewer.bodies.includes(c.body) },
    }))
  return [
    ...moves.map((m) => ({
      ...{ kind: 'run' as const, what: m.verb, text: '', by: namesOf(facts.plan, by(m.verb)), rule: null },
      ...{ dueAt: null, mine: m.allowed },
    })),
    ...duties,
  ]
}

/** Decisions that a step on the way is waiting with, or on, and nobody has taken. */
const openDecisions = ({ run: { facts } }: RunViewer) =>
  facts.plan.decisions.filter(
    (d) =>
      !d.acts &&
      !facts.decisions.has(d.decision) &&
      facts.plan.procedures.some(
        (p) =>
          isRunning(p, facts) &&
          p.steps.some(
            (s) =>
              s.decisions.includes(d.decision) &&
              (branchOf(s.when, facts) !== 'closed' ||
                (s.when && 'decision' in s.when && s.when.decision === d.decision)),
          ),
      ),
  )

const isOpen = (c: Clock, now: Date): boolean =>
  (c.state === 'running' || c.state === 'overdue') && c.voidReason === null && c.startAt <= now

const dueOf = (clocks: Clock[], now: Date): Date | null =>
  clocks
    .filter((c) => isOpen(c, now))
    .reduce<Date | null>((min, c) => (min && min <= c.limitAt ? min : c.limitAt), null)

const namesOf = (plan: Plan, keys: readonly string[]): string[] =>
  keys.map((key) => plan.bodies.find((b) => b.body === key)?.name ?? key)
