/** The moves of an incident in the order in which they are offered, and which of them comes next. Pure. */
import type { IncidentRoom } from '../../../api/contract.ts'
import { isAllowed } from '../../components/moves.ts'
import { isOpenClock } from '../../times.ts'

/** In the order in which they are offered. */
export const sheetVerbs = [
  'report',
  'confirm',
  'study',
  'grade',
  'scope',
  'activate',
  'decline',
  'draft-talking-points',
  'log-phone',
  'found-time',
  'reject',
  'merge',
  'terminate',
  'reopen',
  'archive',
] as const
export type SheetVerb = (typeof sheetVerbs)[number]

/** The first allowed move on the way; null when none is the person's. */
export function nextVerb({ incident, moves, clocks, talkingPoints }: Next): SheetVerb | null {
  // Receipts are met by acknowledging and what bodies of a plan owe by their steps: neither has recipients of a report.
  const reportDue = clocks.some((clock) => isOpenClock(clock) && clock.recipients.length > 0)
  const hasPoints = talkingPoints.some(
    (version) => !['superseded', 'recalled', 'expired', 'invalid_scope'].includes(version.state),
  )
  const way: [SheetVerb, boolean][] = [
    ['report', reportDue],
    ['confirm', incident.family === 'media' && incident.fourElements === null],
    ['study', true],
    ['grade', incident.grade === null],
    ['activate', true],
    ['draft-talking-points', !hasPoints],
  ]
  return way.find(([verb, open]) => open && isAllowed(moves, verb))?.[0] ?? null
}

type Next = Pick<IncidentRoom, 'moves' | 'talkingPoints'> & {
  incident: Pick<IncidentRoom['incident'], 'fourElements' | 'grade' | 'family'>
  clocks: Pick<IncidentRoom['clocks'][number], 'state' | 'recipients'>[]
}
