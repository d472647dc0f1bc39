/**
 * What the engine needs of a media plan beside what every plan needs: matters of the press open by a mark on an article, so their
 * clocks, forms and decisions are asked for by name of what they do. Pure; answers with the place in the file.
 */
import { incidentScopes } from '../../domain/incident.ts'
import { subjects } from '../clock/duties.ts'
import type { Fault } from './references.ts'
import { finders, grades, type Plan, type PlanDuty } from './shape.ts'

const acts = { grade: grades, scope: incidentScopes } as const

/** `plan` holds the forms of its bases already. None for plans of other families. */
export const mediaFaults = (plan: Plan, own: Plan): Fault[] =>
  own.family === 'media' && !own.base
    ? [
        ...decisionFaults(own),
        ...subjectFaults(own),
        ...own.duties.flatMap((duty, i) => (opensOnFinding(duty) ? findingFaults(duty, ['duties', i]) : [])),
        ...gapFaults(own),
        ...(plan.forms.some((f) => f.stages.includes('first'))
          ? []
          : [{ path: ['forms'], what: 'a media plan needs a form for the first report: stages: [first]' }]),
        ...(own.modes.length > 0 ? [{ path: ['modes'], what: 'a media plan has no modes' }] : []),
        ...(own.restricted ? [{ path: ['restricted'], what: 'what the press has written is in no compartment' }] : []),
      ]
    : []

const decisionFaults = (own: Plan): Fault[] =>
  (['grade', 'scope'] as const).flatMap((act): Fault[] => {
    const at = own.decisions.findIndex((d) => d.acts === act)
    if (at < 0) return [{ path: ['decisions'], what: `a media plan needs a decision that acts: ${act}` }]
    const known: readonly string[] = acts[act]
    return own.decisions[at]!.options.flatMap(({ is }, n) =>
      known.includes(is)
        ? []
        : [{ path: ['decisions', at, 'options', n], what: `${act} is one of ${known.join(', ')}, not ${is}` }],
    )
  })

/** Whoever marks an article says which of these it is about. */
const subjectFaults = (own: Plan): Fault[] => [
  ...subjects
    .filter((subject) => !own.subjects.some((s) => s.subject === subject))
    .map((subject) => ({ path: ['subjects'], what: `a media plan says what ${subject} means` })),
  ...own.subjects.flatMap(({ subject }, i) =>
    subjects.some((s) => s === subject)
      ? []
      : [{ path: ['subjects', i], what: `finders are asked for ${subjects.join(', ')}, not ${subject}` }],
  ),
]

const opensOnFinding = (duty: PlanDuty): boolean => (duty.opens ?? duty.start) === 'found'

function findingFaults(duty: PlanDuty, path: Fault['path']): Fault[] {
  const faults: Fault[] = []
  const say = (what: string) => faults.push({ path, what })
  if (duty.kind === 'recurring') say('what is owed on finding is done once: hard or soft')
  if (!duty.subjects) say('what is owed on finding names its subjects')
  if (duty.recipients.length === 0) say('what is owed on finding names its recipients: self, parent or root')
  return faults
}

/** Nobody finds a matter without a clock. */
const gapFaults = (own: Plan): Fault[] =>
  finders.flatMap((finder) =>
    subjects
      .filter(
        (subject) =>
          !own.duties.some(
            (d) =>
              opensOnFinding(d) &&
              d.subjects?.includes(subject) &&
              (d.finders === undefined || d.finders.includes(finder)),
          ),
      )
      .map((subject) => ({
        path: ['duties'],
        what: `nothing is owed where the ${finder} finds a matter of ${subject}`,
      })),
  )
