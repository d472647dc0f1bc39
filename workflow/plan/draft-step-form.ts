/** The form of a step with what the incident already knows written in, for whoever is about to fill it in. A read; saves nothing. */
import type { FormFields } from '../../domain/form.ts'
import { ok, type Result, refuse } from '../../domain/result.ts'
import type { Actor, UnitTree } from '../../domain/units.ts'
import { activationRow } from '../../store/activations.ts'
import { clocksOf } from '../../store/clocks.ts'
import { incidentRow } from '../../store/incidents.ts'
import type { Db } from '../../store/open.ts'
import { reportsOf } from '../../store/reports.ts'
import { correctionsOf } from '../document/gather.ts'
import { correctionWord, outcomeWord, wayWord } from '../document/words.ts'
import { timeCell, timeWords } from '../document/writing.ts'
import { draftFields, type KnownAtStep } from '../form/draft-fields.ts'
import { knownOf, storyOf } from '../form/known.ts'
import { isHiddenFrom } from '../incident/owed.ts'
import { unitsVisible } from '../policy.ts'
import { lastByForm } from '../report/forms.ts'
import { runOf, stepsOf } from './branch.ts'
import { mayMoveStep } from './move-step.ts'
import { planRun } from './plan-run.ts'
import { bodiesOfRun } from './run-command.ts'
import { type AskedForm, formOfStep } from './step-form.ts'

type Who = { actor: Actor; tree: UnitTree; now: Date }

/**
 * Refuses `not-found` for a run that the person may not know of and for a step without a form, `not-allowed` for who does not work
 * on the step: what is written in comes from the incident.
 */
export async function draftStepForm(
  db: Db,
  { activationId, step: key }: { activationId: string; step: string },
  { actor, tree, now }: Who,
): Promise<Result<AskedForm & { draft: FormFields }>> {
  const activation = await activationRow(db, activationId)
  const incident = activation && (await incidentRow(db, activation.incidentId))
  if (!activation || !incident || isHiddenFrom(actor, incident, tree)) return refuse('not-found')
  const run = await planRun(db, { activation, incident }, now)
  const place = stepsOf(run.facts).find(({ step }) => step.step === key)
  if (!place) return refuse('not-found', { field: 'step' })
  const { bodies } = bodiesOfRun(actor, run, tree)
  const right = mayMoveStep({ run, tree, bodies }, { ...place, signFor: null }, { actor })
  if (!right.ok) return right
  const asked = formOfStep(run.facts.plan, place.step)
  if (!asked) return refuse('not-found', { field: 'form' })

  const limits = run.clocks.filter((c) => place.step.duties.includes(c.duty) && c.state !== 'void')
  const known = {
    ...(await knownOf(db, { incident, clocks: await clocksOf(db, incident.id), tree })),
    last: lastByForm(await reportsOf(db, incident.id), asked.form.form),
    atStep: {
      now: timeWords(now),
      limit: timeWords(limits.at(-1)?.limitAt),
      evidence: runOf(run.facts, key).evidence,
      done: stepsOf(run.facts).flatMap(({ step }) => (runOf(run.facts, step.step).state === 'done' ? [step.text] : [])),
      ...(await storyKnown(db, incident.clusterId)),
      ...(await outletsKnown(db, incident.id, { actor, tree })),
    },
  }
  return ok({ ...asked, draft: draftFields(asked.form, known) })
}

/** Who published first, and who took it from whom. */
async function storyKnown(db: Db, clusterId: string | null): Promise<Pick<KnownAtStep, 'chain' | 'outlets'>> {
  const { members, edges } = await storyOf(db, clusterId)
  const nameOf = new Map(members.map((m) => [m.id, m.outlet.name]))
  const chain = members.map((m, n) => {
    const from = edges.find((e) => e.toArticleId === m.id)
    const how = n === 0 ? '首发' : from ? `转自${nameOf.get(from.fromArticleId)}` : '未注明来源'
    return `${m.outlet.name}《${m.title}》，${how}，${m.url}`
  })
  return { chain, outlets: [...new Set(nameOf.values())] }
}

/** What was asked of outlets and what they did, as far as the person may see the requests. */
async function outletsKnown(
  db: Db,
  incidentId: string,
  { actor, tree }: Pick<Who, 'actor' | 'tree'>,
): Promise<Pick<KnownAtStep, 'contacts' | 'mediaMeasures'>> {
  const asked = await correctionsOf(db, {
    incidentId,
    unitIds: unitsVisible(actor, 'view-corrections', tree),
    incidentUnitIds: unitsVisible(actor, 'view-incidents', tree),
  })
  return {
    contacts: asked
      .flatMap(({ row, sendings }) =>
        sendings.map(
          (s) => `${timeCell(s.at)}，${row.outletName}，更正函（${wayWord(s.way)}），${correctionWord(row.state)}`,
        ),
      )
      .sort(),
    // What a page showed before anybody asked, or shows as ever, is nothing an outlet did.
    mediaMeasures: asked.flatMap(({ row, look, sendings }) =>
      look && look.outcome !== 'unchanged' && sendings.some((s) => s.at <= look.at)
        ? [`${row.outletName}：${outcomeWord(look.outcome)}（${timeCell(look.at)}复查）`]
        : [],
    ),
  }
}
