/**
 * What may be expected of people in a drill, and how the record shows that it was done. One table: a kind of act, the events it is
 * seen by, and where its key stands. Pure.
 */
import type { AuditEvent } from '../../store/audit.ts'
import type { Plan } from '../plan/shape.ts'
import { formOfStep } from '../plan/step-form.ts'

export const actKinds = [
  'report',
  'incident',
  'plan',
  'decide',
  'choose',
  'step',
  'form',
  'check-in',
  'duty',
  'words',
  'observed',
] as const
export type ActKind = (typeof actKinds)[number]

type Seen = {
  subject: string
  /** Events that show it; the key itself where this is null. */
  actions: readonly string[] | null
  /** Where the key stands in the event, if not in its name. */
  field?: string
}

/** A duty is read from its clock and has no event here. */
const seenBy: Record<Exclude<ActKind, 'duty'>, Seen> = {
  report: { subject: 'report', actions: ['send', 'log-phone'] },
  incident: { subject: 'incident', actions: null },
  plan: { subject: 'activation', actions: null },
  decide: { subject: 'activation', actions: ['decide'], field: 'decision' },
  choose: { subject: 'activation', actions: ['choose-procedure'], field: 'procedure' },
  step: { subject: 'activation', actions: ['step-finish'], field: 'step' },
  form: { subject: 'activation', actions: ['step-fill'], field: 'step' },
  'check-in': { subject: 'activation', actions: ['check-in'], field: 'body' },
  words: { subject: 'talking_points', actions: null },
  // The platform cannot see it (a call, a meeting): whoever runs the drill writes down that it was done.
  observed: { subject: 'drill', actions: ['observe'], field: 'expected' },
}

const incidentActs = ['confirm', 'study', 'grade', 'scope', 'activate', 'decline', 'terminate', 'reject']
const planActs = [
  ...['propose-plan', 'approve-plan', 'start-plan', 'upgrade-plan', 'state-instant', 'set-parameter'],
  ...['report-result', 'approve-end', 'end-plan', 'review-plan'],
]
const wordsActs = ['draft', 'submit', 'check', 'approve', 'publish']

/** The keys an expected act may name; null where it has none. */
export function keysFor(act: ActKind, plan: Plan): string[] | null {
  switch (act) {
    case 'report':
    case 'observed':
      return null
    case 'incident':
      return incidentActs
    case 'plan':
      return planActs
    case 'words':
      return wordsActs
    case 'decide':
      return plan.decisions.filter((d) => !d.acts).map((d) => d.decision)
    case 'choose':
      return plan.procedures.filter((p) => p.starts === 'when-chosen').map((p) => p.procedure)
    case 'step':
      return plan.procedures.flatMap((p) => p.steps.map((s) => s.step))
    case 'form':
      return plan.procedures.flatMap((p) => p.steps.filter((s) => formOfStep(plan, s)).map((s) => s.step))
    case 'check-in':
      return plan.bodies.map((b) => b.body)
    case 'duty':
      return plan.duties.filter((d) => d.start !== 'calendar').map((d) => d.duty)
  }
}

/** Does this event show the act? `name` is what an observed act is written down under. */
export function shows(
  event: Pick<AuditEvent, 'subjectKind' | 'action' | 'after'>,
  { act, key, name }: { act: Exclude<ActKind, 'duty'>; key?: string; name: string },
): boolean {
  const { subject, actions, field } = seenBy[act]
  if (event.subjectKind !== subject) return false
  if (actions === null) return event.action === key
  if (!actions.includes(event.action)) return false
  return field === undefined || event.after?.[field] === (act === 'observed' ? name : key)
}

/**
 * What people did in it. Setting a drill up, steering it and writing down what was seen of others is no part in it: the matter, its
 * clocks and its plan that the start opened in the name of whoever began are not what they did either.
 */
export function partsTaken(events: AuditEvent[]): AuditEvent[] {
  const start = events.find((e) => e.action === 'start-drill')
  const ofStart = (e: AuditEvent) => e.actorId === start?.actorId && e.at.getTime() === start.at.getTime()
  return events.filter((e) => e.actorKind === 'person' && e.subjectKind !== 'drill' && !ofStart(e))
}
