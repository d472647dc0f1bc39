/** Entries of the release calendar as the contract shows them. */
import { regionByCode } from '../../domain/regions.ts'
import type { Actor, UnitTree } from '../../domain/units.ts'
import type { CalendarRow } from '../../store/calendar.ts'
import { allowedEntryMoves, shownState } from '../../workflow/calendar/calendar.ts'
import type { CalendarEntryShown } from '../contract.ts'
import { indicatorRef } from './figures.ts'
import { moveShown } from './moves.ts'
import { englishRegion } from './regions.ts'
import { iso, isoOrNull } from './units.ts'

export const entryShown = (
  e: CalendarRow,
  { now, ...who }: { actor: Actor; tree: UnitTree; now: Date },
): CalendarEntryShown => ({
  ...{ id: e.id, region: e.region, period: e.period, periodType: e.periodType, publisher: e.publisher, note: e.note },
  indicators: e.indicators.map(indicatorRef),
  regionName: regionByCode(e.region)?.shortName ?? e.region,
  regionEnglish: englishRegion(e.region, e.region),
  scheduledAt: iso(e.scheduledAt),
  state: shownState(e, now),
  releasedAt: isoOrNull(e.releasedAt),
  moves: allowedEntryMoves(e, who).map(moveShown),
})
