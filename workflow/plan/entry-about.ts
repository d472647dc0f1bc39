/** What an entry of the record is about, in the words of the plan that was run. Pure. */
import type { AuditEvent } from '../../store/audit.ts'
import type { Clock } from '../../store/clocks.ts'
import type { Plan } from './shape.ts'

type Entry = Pick<AuditEvent, 'subjectKind' | 'subjectId' | 'after'>

/**
 * The step with its number, the decision with its outcome, the procedure, the duty of a clock, else the plan itself; null for
 * everything that is no matter of a plan. `texts` are the pinned plans by their run.
 */
export function aboutEntry(
  { subjectKind, subjectId, after }: Entry,
  { clocks, texts }: { clocks: Pick<Clock, 'id' | 'what'>[]; texts: ReadonlyMap<string | null, Plan> },
): string | null {
  if (subjectKind === 'clock') return clocks.find((c) => c.id === subjectId)?.what || null
  const plan = subjectKind === 'activation' ? texts.get(subjectId) : undefined
  if (!plan) return null
  const named = (name: string) => (typeof after?.[name] === 'string' ? String(after[name]) : null)
  const step = stepOf(plan, named('step'))
  if (step) return `${step.step} ${step.text}`
  const decision = plan.decisions.find((d) => d.decision === named('decision'))
  if (decision) {
    const outcome = decision.options.find((o) => o.is === named('outcome'))
    return outcome ? `${decision.text} — ${outcome.text}` : decision.text
  }
  const procedure = plan.procedures.find((p) => p.procedure === named('procedure'))
  if (procedure) return procedure.title
  const mode = plan.modes.find((m) => m.mode === named('mode'))
  return mode ? `${plan.title} · ${mode.title}` : plan.title
}

const stepOf = (plan: Plan, step: string | null) => plan.procedures.flatMap((p) => p.steps).find((s) => s.step === step)
