/** Plans and their runs as the contract shows them: the plan's own names and words in the place of keys. */
import type { UnitTree } from '../../domain/units.ts'
import type { ClockFiring } from '../../store/clocks.ts'
import type { FullReport } from '../../store/reports.ts'
import type { StepForm } from '../../store/step-forms.ts'
import { branchOf, isRunning, openSteps, type RunFacts, runOf } from '../../workflow/plan/branch.ts'
import { musterClocks, mustersOf } from '../../workflow/plan/check-in.ts'
import type { NextAct } from '../../workflow/plan/next-acts.ts'
import { openingFormOf } from '../../workflow/plan/opening-form.ts'
import { statedInstants } from '../../workflow/plan/propose-plan.ts'
import {
  allowedMovesOfStep,
  allowedRunMoves,
  mayChoose,
  mayDecide,
  mayRecord,
  type RunViewer,
} from '../../workflow/plan/run-moves.ts'
import { formOf } from '../../workflow/form/forms.ts'
import type { Plan, PlanForm, Procedure, Step } from '../../workflow/plan/shape.ts'
import { isOfForm } from '../../workflow/plan/step-run.ts'
import { formOfStep, unfilled } from '../../workflow/plan/step-form.ts'
import type {
  MusterShown,
  NextActShown,
  PlanFormShown,
  PlanRow,
  PlanRunShown,
  PlanTextShown,
  StepShown,
} from '../contract.ts'
import { clockShown, type Leaders } from './clocks.ts'
import { formShown, revisionsShown } from './forms.ts'
import { moveOf, moveShown } from './moves.ts'
import { anyRuleShown } from './rules.ts'
import { iso, isoOrNull, unitRef } from './units.ts'

const nameOf = (plan: Plan, key: string): string => plan.bodies.find((b) => b.body === key)?.name ?? key
const bodyRef = (plan: Plan, key: string) => ({ body: key, name: nameOf(plan, key) })

const planFormShown = (form: PlanForm, plan: Plan): PlanFormShown => ({
  form: form.form,
  title: form.title,
  rule: anyRuleShown(form.rule, plan),
  fields: formOf(plan, form).fields.map(({ rule: _, ...field }) => field),
})

/** Bases are never shown as plans, so `common` cannot come here. */
const familyOf = ({ family }: Plan): PlanRow['family'] => {
  if (family === 'common') throw new Error('a base is no plan')
  return family
}

export function planRow(plan: Plan, adoptedBy: PlanRow['adoptedBy']): PlanRow {
  const form = openingFormOf(plan)
  const needed = plan.duties.filter((d) => d.start === 'occurred' || d.start === 'origin')
  return {
    ...{ plan: plan.plan, version: plan.version, title: plan.title, family: familyOf(plan), adoptedBy },
    ...{ restricted: plan.restricted, document: plan.source.document, part: plan.source.part ?? '' },
    modes: plan.modes.map(({ mode, title }) => ({ mode, title })),
    subjects: plan.subjects,
    openingForm: form && planFormShown(form, plan),
    neededInstants: [...new Set(needed.map((d) => d.start))].map((instant) => {
      const own = needed.filter((d) => d.start === instant)
      // A duty without a mode needs it in every mode.
      return { instant, modes: own.some((d) => !d.mode) ? [] : own.flatMap((d) => (d.mode ? [d.mode] : [])) }
    }),
    steps: plan.procedures.reduce((n, p) => n + p.steps.length, 0),
    duties: plan.duties.length,
  }
}

export const planTextShown = (plan: Plan, adoptedBy: PlanRow['adoptedBy']): PlanTextShown => ({
  ...planRow(plan, adoptedBy),
  interpreter: nameOf(plan, plan.source.interpreter),
  rules: plan.rules.map((r) => ({ id: r.id, basis: r.basis, citation: r.citation, text: r.text })),
  bodies: plan.bodies.map((b) => ({
    ...{
      body: b.body,
      name: b.name,
      aliases: b.aliases,
      leader: b.leader ?? '',
      members: b.members,
      seat: seatOf(b.level),
      rule: b.rule,
    },
  })),
  clocks: plan.duties.map((d) => ({
    ...{ duty: d.duty, what: d.what, kind: d.kind, word: d.word ?? null, start: d.start, rule: d.rule },
    limitMs: typeof d.limit === 'number' ? d.limit : (d.limit?.default ?? null),
    every: typeof d.every === 'string' ? d.every : null,
    by: d.by.map((key) => nameOf(plan, key)),
    to: d.to.map((key) => nameOf(plan, key)),
  })),
  procedures: plan.procedures.map((p) => ({
    ...{ procedure: p.procedure, title: p.title, rule: p.rule, mode: p.mode ?? null },
    steps: p.steps.map((s) => ({
      ...{ step: s.step, item: s.item ?? '', text: s.text, rule: s.rule ?? p.rule },
      ...{ by: s.by.map((key) => nameOf(plan, key)), evidence: s.evidence, optional: s.optional },
      form: plan.forms.find((f) => f.form === s.form)?.title ?? '',
    })),
  })),
  decisions: plan.decisions.map((d) => ({
    ...{ decision: d.decision, text: d.text, rule: d.rule, by: d.by.map((key) => nameOf(plan, key)) },
    options: d.options.map((o) => o.text),
  })),
  clauses: plan.clauses.map(({ clause, kind, text, rule }) => ({ clause, kind, text, rule })),
  forms: plan.forms.map((f) => planFormShown(f, plan)),
})

const seatOf = (level: Plan['bodies'][number]['level']): 'root' | 'own' | 'outside' =>
  level === 'outside' ? 'outside' : level === 'root' || level === 'division' ? 'root' : 'own'

type Shown = {
  tree: UnitTree
  firings: ClockFiring[]
  leaders: Leaders
  stepNames: ReadonlyMap<string, string>
  /** Of the run: every revision of the forms of its steps. */
  forms: StepForm[]
  reports: FullReport[]
}

export function planRunShown(viewer: RunViewer, shown: Shown): PlanRunShown {
  const { tree, firings, leaders } = shown
  const { run, now } = viewer
  const { activation, facts } = run
  const { plan } = facts
  const modeRef = (key: string) => ({ mode: key, title: plan.modes.find((m) => m.mode === key)?.title ?? key })
  const kept = statedInstants.filter((i) => plan.duties.some((d) => d.start === i || d.opens === i))
  return {
    ...{ id: activation.id, plan: plan.plan, title: plan.title, planVersion: plan.version, state: activation.state },
    document: plan.source.document,
    mode: activation.mode === null ? null : modeRef(activation.mode),
    risesTo: (plan.modes.find((m) => m.mode === activation.mode)?.upgradesTo ?? []).map(modeRef),
    proposedAt: iso(activation.proposedAt),
    proposedBy: activation.proposedByName,
    startedAt: isoOrNull(activation.startedAt),
    endedAt: isoOrNull(activation.endedAt),
    procedures: plan.procedures
      .filter((p) => !p.mode || p.mode === activation.mode || p.steps.some((s) => facts.runs.has(s.step)))
      .map((p) => ({
        ...{ procedure: p.procedure, title: p.title, rule: anyRuleShown(p.rule, plan) },
        commander: p.commander ? nameOf(plan, p.commander) : null,
        running: isRunning(p, facts),
        move: p.starts === 'when-chosen' && !isRunning(p, facts) ? moveOf('choose', mayChoose(viewer, p)) : null,
        steps: p.steps.map((s) => stepShown(viewer, { step: s, procedure: p }, shown)),
      })),
    decisions: plan.decisions
      .filter((d) => isAsked(d.decision, facts))
      .map((d) => ({
        ...{ decision: d.decision, text: d.text, rule: anyRuleShown(d.rule, plan), options: d.options },
        by: d.by.map((key) => bodyRef(plan, key)),
        outcome: facts.decisions.get(d.decision) ?? null,
        decidedAt: isoOrNull(run.decidedAt.get(d.decision) ?? null),
        acts: d.acts !== undefined,
        move: moveOf('decide', mayDecide(viewer, d)),
      })),
    musters: mustersShown(viewer),
    instants: kept.map((instant) => ({ instant, at: activation.instants[instant] ?? null })),
    parameters: parametersOf(plan).map((p) => ({ ...p, ms: activation.parameters[p.parameter] ?? p.ms })),
    clocks: run.clocks.map((k) => clockShown(k, { firings, tree, now, plan, leaders })),
    openSteps: openSteps(facts).length,
    mayRecord: mayRecord(viewer),
    moves: allowedRunMoves(viewer).map(moveShown),
  }
}

/** Taken, asked by a step of a procedure that runs, or by none in particular: the others belong to what did not happen. */
function isAsked(key: string, facts: RunFacts): boolean {
  const asking = facts.plan.procedures.filter((p) => p.steps.some((s) => s.decisions.includes(key)))
  return facts.decisions.has(key) || asking.length === 0 || asking.some((p) => isRunning(p, facts))
}

function parametersOf(plan: Plan) {
  const found = new Map<string, { parameter: string; what: string; minMs: number; maxMs: number; ms: number | null }>()
  for (const d of plan.duties)
    for (const x of [d.limit, d.every])
      if (typeof x === 'object')
        found.set(x.parameter, {
          ...{ parameter: x.parameter, what: d.what, minMs: x.min, maxMs: x.max },
          ms: x.default ?? null,
        })
  return [...found.values()]
}

function stepShown(
  viewer: RunViewer,
  { step, procedure }: { step: Step; procedure: Procedure },
  shown: Shown,
): StepShown {
  const { facts } = viewer.run
  const { plan } = facts
  const run = runOf(facts, step.step)
  const waitsFor = step.when && ('overdue' in step.when ? step.when.overdue : step.when.decision)
  return {
    ...{ step: step.step, item: step.item ?? '', text: step.text, optional: step.optional, after: step.after },
    rule: anyRuleShown(step.rule ?? procedure.rule, plan),
    by: step.by.map((key) => bodyRef(plan, key)),
    branch: branchOf(step.when, facts),
    waitsFor:
      plan.decisions.find((d) => d.decision === waitsFor)?.text ??
      plan.duties.find((d) => d.duty === waitsFor)?.what ??
      null,
    ...{ state: run.state, startedAt: isoOrNull(run.startedAt), endedAt: isoOrNull(run.endedAt), reason: run.reason },
    byName: shown.stepNames.get(step.step) ?? '',
    evidence: step.evidence.map((name) => ({ name, reference: run.evidence[name] ?? null })),
    signatures: step.signatures.map((s) => ({
      ...{ body: s.by, name: nameOf(plan, s.by), before: s.before, needed: branchOf(s.when, facts) !== 'closed' },
      // Of what was written since, nothing is signed yet.
      signed: run.signatures
        .filter((x) => x.by === s.by && (s.before === 'start' || run.state === 'done' || isOfForm(x, run.form)))
        .map((x) => ({ name: x.name, at: iso(x.at) })),
      mine: viewer.bodies.includes(s.by),
    })),
    form: stepFormShown(viewer, step, shown),
    report: reportOf(viewer, step, shown),
    carriedFrom: run.carriedFrom,
    moves: allowedMovesOfStep(viewer, { step, procedure }).map(moveShown),
  }
}

function stepFormShown({ run: { facts } }: RunViewer, step: Step, { forms }: Shown): StepShown['form'] {
  const asked = formOfStep(facts.plan, step)
  if (!asked) return null
  const refusal = unfilled(facts.plan, step, runOf(facts, step.step).form)
  const missing = Object.keys(refusal?.detail ?? {})
  return {
    ...formShown(asked.form),
    stage: asked.stage,
    revisions: revisionsShown(forms.filter((f) => f.step === step.step)),
    missing: asked.form.fields.filter((f) => missing.includes(`fields.${f.field}`)).map((f) => f.label),
  }
}

/** The report that met a duty of the step, so that nobody looks for it or writes it again. */
function reportOf({ run }: RunViewer, step: Step, { reports, tree }: Shown): StepShown['report'] {
  const met = run.clocks.find((c) => step.duties.includes(c.duty) && c.reportId !== null && c.metAt !== null)
  const report = met && reports.find((r) => r.id === met.reportId)
  if (!report) return null
  const { id, kind, seq, fromUnitId, sentAt } = report
  return { id, kind, seq, from: unitRef(tree, fromUnitId).name, sentAt: iso(sentAt) }
}

function mustersShown({ run, actor, now }: RunViewer): MusterShown[] {
  const groups = mustersOf(run, now)
  const nameOfPerson = (userId: string) => run.members.find((m) => m.userId === userId)?.name ?? userId
  return musterClocks(run).map((clock) => {
    const group = groups.find((g) => g.group === clock.body)
    const person = (userId: string, state: MusterShown['people'][number]['state'], at: Date | null) => ({
      ...{ userId, name: nameOfPerson(userId), state, at: isoOrNull(at) },
    })
    return {
      ...{ body: clock.body, name: nameOf(run.facts.plan, clock.body), limitAt: iso(clock.limitAt) },
      state: group?.state ?? 'unnamed',
      people: group
        ? [
            ...group.inTime.map((c) => person(c.userId, 'in_time', c.at)),
            ...group.late.map((c) => person(c.userId, 'late', c.at)),
            ...group.elsewhere.map((id) => person(id, 'elsewhere', null)),
            ...group.missing.map((id) => person(id, 'missing', null)),
          ]
        : [],
      mine: group?.missing.includes(actor.userId) ?? false,
    }
  })
}

export const nextActShown = (act: NextAct, plan: Plan): NextActShown => ({
  ...{ key: act.key, kind: act.kind, activationId: act.activationId, what: act.what, text: act.text, by: act.by },
  rule: act.rule === null ? null : anyRuleShown(act.rule, plan),
  dueAt: isoOrNull(act.dueAt),
  mine: act.mine,
})
