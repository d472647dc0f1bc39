/** What the analyzer compares with: units, official figures, release calendar; read again only when they changed. */
import { type Book, bookOf } from '../analyzer/claims/claims.ts'
import type { Unit } from '../domain/units.ts'
import { allCalendarEntries, allFigures, figuresStamp } from '../store/figures.ts'
import type { Db } from '../store/open.ts'
import { allUnits } from '../store/people.ts'

/** `book`: figures and calendar made ready to be asked; making it costs more than reading an article. */
export type ReferenceData = { units: Unit[]; book: Book }
export type Reference = { read(): Promise<ReferenceData> }

export function referenceOf(db: Db): Reference {
  let kept: { stamp: string; data: Promise<Pick<ReferenceData, 'book'>> } | null = null
  return {
    read: async () => {
      const stamp = await figuresStamp(db)
      if (kept?.stamp !== stamp) {
        const data = Promise.all([allFigures(db), allCalendarEntries(db)]).then(([figures, calendar]) => ({
          book: bookOf(figures, calendar),
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
