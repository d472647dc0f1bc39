/**
 * What the analyzer compares with: units, official figures, release calendar. One number says whether anything changed; of the figures
 * only what was written since is read again.
 */
import { type Book, bookOf } from '../analyzer/claims/claims.ts'
import type { Figure } from '../domain/figure.ts'
import type { Unit } from '../domain/units.ts'
import { allCalendarEntries } from '../store/calendar.ts'
import { figuresSince, figuresStamp } from '../store/figures.ts'
import type { Db } from '../store/open.ts'
import { allUnits } from '../store/people.ts'

/** `book`: figures and calendar made ready to be asked; making it costs more than reading an article. */
export type ReferenceData = { units: Unit[]; book: Book }
export type Reference = { read(): Promise<ReferenceData> }

export function referenceOf(db: Db): Reference {
  const figures = new Map<string, Figure>()
  let held = { figures: 0, calendar: -1 }
  let book: Promise<Book> | null = null

  async function makeBook(since: number): Promise<Book> {
    // What is said of urban districts alone would be taken for the city.
    for await (const { scope, ...figure } of figuresSince(db, since))
      if (scope === 'whole') figures.set(figure.id, figure)
      else figures.delete(figure.id)
    return bookOf([...figures.values()], await allCalendarEntries(db))
  }

  return {
    read: async () => {
      const stamp = await figuresStamp(db)
      if (!book || stamp.figures !== held.figures || stamp.calendar !== held.calendar) {
        const before = held
        held = stamp
        book = (book ?? Promise.resolve(null)).then(() => makeBook(before.figures))
        book.catch(() => {
          book = null
          held = { figures: 0, calendar: -1 }
        })
      }
      return { units: await allUnits(db), book: await book }
    },
  }
}
