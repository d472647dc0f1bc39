/** Which kind of report a bureau owes: a first one of its own, whatever another bureau has sent of the matter. */
import type { IncidentRoom } from '../../../api/contract.ts'

export const kindOwed = (
  reports: readonly Pick<IncidentRoom['reports'][number], 'from'>[],
  unitId: string,
): 'first' | 'follow_up' | 'final' => (reports.some((report) => report.from.id === unitId) ? 'follow_up' : 'first')
