/** What somebody might try in the plans of an incident: start and end them, move steps, decide, state instants, hand duties over. */
import { addMs, hour, minute } from '../../domain/time.ts'
import type { Activation, StepRunRow } from '../../store/activations.ts'
import type { Incident } from '../../store/incidents.ts'
import { planById } from '../../workflow/plan/plan.ts'
import { fillingFor } from './plans.ts'
import { finders, somebody, userNames, whoMay } from './random-cast.ts'
import type { Possible, Scene, Try } from './random-tries.ts'

/** Beside the media plan, which runs by the incident's own moves. */
const others = ['natural', 'infosec', 'earthquake'] as const
const because = { reason: '依据研判意见' }
const leaders = ['gx-lg', 'gx-lg2']
const office = ['gx-duty', 'gx-office', 'gx-director', 'gx-infosec']

export function planTries({ rows, now, dice, planning }: Scene, incident: Incident): Possible[] {
  const runs = rows.runs.filter((r) => r.incidentId === incident.id)
  // Of the media plan's run only the steps and decisions go this way: it starts and ends by the incident's own moves.
  const further = runs.filter((r) => r.plan !== 'media')
  const run = runs.length === 0 ? null : dice.pick(further.length > 0 && dice.chance(0.85) ? further : runs)
  const page = `/api/incidents/${incident.id}`
  const make = (verb: string, who: string, path: string, body: object): Try => ({
    ...{ verb, who, path, body, page, button: `plan ${verb}`, sound: false },
  })
  const clocks = rows.clocks.filter((c) => c.incidentId === incident.id)
  // What a body of a plan owes is met by hand; what is owed to a bureau, by a report.
  const byHand = clocks.filter((c) => c.recipientIds.length === 0 && (c.state === 'running' || c.state === 'overdue'))
  const clock = clocks.length === 0 ? null : dice.pick(byHand.length > 0 && dice.chance(0.5) ? byHand : clocks)
  const ago = (most: number) => addMs(now, -dice.between(0, most)).toISOString()
  return [
    {
      weight: further.length > 0 ? 0.05 : planning ? 4 : 0.5,
      make: () => {
        const plan = dice.pick(others)
        const mode = plan === 'earthquake' ? { mode: dice.pick(['felt', 'destructive', 'imminent']) } : {}
        const instants = { occurred: ago(30 * hour), ...(plan === 'earthquake' ? { origin: ago(3 * hour) } : {}) }
        return make('propose-plan', somebody(dice, whoMay('propose-plan', incident.unitId)), `${page}/plans`, {
          ...{ plan, ...mode, instants, ...because },
        })
      },
    },
    ...(run
      ? runTries({ run, steps: rows.steps.filter((s) => s.activationId === run.id), dice, now, planning }, make)
      : []),
    ...(clock
      ? [
          {
            weight: clock.recipientIds.length > 0 ? 0.6 : 0.05,
            make: () =>
              make(
                'transfer',
                somebody(dice, whoMay('transfer-duty', clock.unitId)),
                `/api/clocks/${clock.id}/transfer`,
                {
                  toUnitId: dice.pick(finders),
                  ...because,
                },
              ),
          },
          {
            weight: clock.recipientIds.length === 0 ? 2 : 0.1,
            make: () =>
              make('fulfil', dice.pick([...leaders, ...office]), `/api/clocks/${clock.id}/fulfil`, {
                note: dice.chance(0.9) ? '已办理' : '',
                ...(dice.chance(0.2) ? { nil: true } : {}),
              }),
          },
        ]
      : []),
  ]
}

type Make = (verb: string, who: string, path: string, body: object) => Try

function runTries(
  {
    run,
    steps: touched,
    dice,
    now,
    planning,
  }: Pick<Scene, 'dice' | 'now' | 'planning'> & { run: Activation; steps: StepRunRow[] },
  make: Make,
): Possible[] {
  const plan = planById(run.plan)!
  const path = `/api/activations/${run.id}`
  const invited = (states: string[], weight: number) => (states.includes(run.state) ? weight : 0.1)
  const leader = () => (dice.chance(0.85) ? dice.pick(leaders) : dice.pick(userNames))
  const able = run.plan === 'infosec' ? ['gx-infosec'] : office
  const worker = () => (dice.chance(0.9) ? dice.pick(able) : dice.pick([...leaders, ...userNames]))
  const steps = plan.procedures.filter((p) => !p.mode || p.mode === run.mode).flatMap((p) => p.steps)
  // Mostly what is under way, or what comes first of the rest, so that something gets done; else any step at all.
  const stateOf = (key: string) => touched.find((t) => t.step === key)?.state ?? 'pending'
  const begun = touched.filter((t) => t.state === 'in_progress').map((t) => t.step)
  const goesOn = steps.filter((s) => begun.includes(s.step))
  const next = steps.filter((s) => stateOf(s.step) === 'pending').slice(0, 3)
  const likely = goesOn.length > 0 && dice.chance(0.6) ? goesOn : dice.chance(0.7) ? next : steps
  const step = dice.pick(likely.length > 0 ? likely : steps)
  /** A step is moved by its bodies, or for them by the office. */
  const stepper = () => (step.by.includes('leading-group') && dice.chance(0.7) ? dice.pick(leaders) : worker())
  const verbs = begun.includes(step.step)
    ? (['finish', 'finish', 'finish', 'fill', 'sign', 'fail', 'skip'] as const)
    : (['start', 'start', 'start', 'fill', 'skip', 'retry', 'finish'] as const)
  const decision = dice.pick(plan.decisions)
  const evidence = Object.fromEntries(step.evidence.map((name) => [name, '文〔2026〕1号']))
  // Now and then a field too few.
  const asked = fillingFor(plan, step)
  const fields = asked && Object.fromEntries(Object.entries(asked).slice(0, dice.chance(0.8) ? 40 : 1))
  return [
    {
      weight: invited(['proposed'], 2),
      make: () => make('approve', leader(), `${path}/approve`, { ...because, start: dice.chance(0.8) }),
    },
    { weight: invited(['proposed'], 0.3), make: () => make('decline-run', leader(), `${path}/decline`, because) },
    { weight: invited(['approved'], 2), make: () => make('start', worker(), `${path}/start`, {}) },
    {
      weight: invited(['running'], 0.5),
      make: () => make('report-result', leader(), `${path}/report-result`, { ...because, override: dice.chance(0.7) }),
    },
    ...(['return', 'approve-termination'] as const).map((verb) => ({
      weight: invited(['result_reported'], verb === 'return' ? 0.4 : 1.5),
      make: () => make(verb, leader(), `${path}/${verb}`, because),
    })),
    { weight: invited(['termination_approved'], 2), make: () => make('end', worker(), `${path}/end`, {}) },
    { weight: invited(['ended'], 0.5), make: () => make('review', worker(), `${path}/review`, because) },
    {
      weight: invited(['running'], planning ? 14 : 6),
      make: () =>
        make('step', stepper(), `${path}/steps/${step.step}`, {
          verb: dice.pick(verbs),
          ...{ reason: '不适用', evidence, signFor: step.signatures[0]?.by ?? 'leading-group' },
          ...(fields ? { fields } : {}),
        }),
    },
    {
      weight: invited(['running'], 0.8),
      make: () =>
        make('decide', dice.chance(0.7) ? leader() : worker(), `${path}/decide`, {
          ...{ decision: decision.decision, outcome: dice.pick(decision.options).is, ...because },
        }),
    },
    {
      weight: invited(['running', 'proposed'], 0.5),
      make: () =>
        make('instant', worker(), `${path}/instant`, {
          instant: dice.pick(['accepted', 'instructed', 'controlled', 'received', 'notified'] as const),
          at: addMs(now, dice.between(-2 * hour, 4 * minute)).toISOString(),
        }),
    },
    {
      weight: invited(['running'], 0.3),
      make: () =>
        make('parameter', leader(), `${path}/parameter`, {
          ...{
            parameter: dice.pick(['report-frequency', 'news-cadence', 'notice-limit']),
            ms: dice.between(minute, 9 * hour),
          },
          ...because,
        }),
    },
    {
      weight: run.mode ? 0.4 : 0.05,
      make: () => make('upgrade', leader(), `${path}/upgrade`, { mode: 'destructive', ...because }),
    },
    {
      weight: run.plan === 'infosec' ? 0.8 : 0.05,
      make: () => make('choose', worker(), `${path}/choose`, { procedure: dice.pick(['drs', 'fire', 'virus']) }),
    },
  ]
}
