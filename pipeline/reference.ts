/** What the analyzer compares with: units, official figures, release calendar; read again only when they changed. */
import type { CalendarEntry, Figure } from '../domain/figure.ts'
import type { Unit } from '../domain/units.ts'
import { allCalendarEntries, allFigures, figuresStamp } from '../store/figures.ts'
import type { Db } from '../store/open.ts'
import { allUnits } from '../store/people.ts'

export type ReferenceData = { units: Unit[]; figures: Figure[]; calendar: CalendarEntry[] }
export type Reference = { read(): Promise<ReferenceData> }

export function referenceOf(db: Db): Reference {
  let kept: { stamp: string; data: Promise<Omit<ReferenceData, 'units'>> } | null = null
  return {
    read: async () => {
      const stamp = await figuresStamp(db)
      if (kept?.stamp !== stamp) {
        const data = Promise.all([allFigures(db), allCalendarEntries(db)]).then(([figures, calendar]) => ({
          figures,
          calendar,
        }))
        kept = { stamp, data }
        data.catch(() => {
          kept = null
        })
      }
      return { units: await allUnits(db), ...(await kept.data) }
    },
  }
}
