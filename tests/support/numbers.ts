/** The claim checker as the API and the machine ask it, on the figures that stand in the store at that moment. */
import { bookOf, checkClaims } from '../../analyzer/claims/claims.ts'
import type { Figure } from '../../domain/figure.ts'
import { allCalendarEntries } from '../../store/calendar.ts'
import { figuresSince } from '../../store/figures.ts'
import type { Db } from '../../store/open.ts'
import type { CheckText } from '../../workflow/numbers.ts'

export const checkerOf =
  (db: () => Db): CheckText =>
  async (text, home) => {
    const all: Figure[] = []
    for await (const { scope, ...figure } of figuresSince(db(), 0)) if (scope === 'whole') all.push(figure)
    return checkClaims(text, bookOf(all, await allCalendarEntries(db())), { home })
  }
