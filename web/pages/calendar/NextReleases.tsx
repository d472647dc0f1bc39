/** What comes out next, with how far away it is. */
import type { CalendarEntryShown } from '../../../api/contract.ts'
import { serverNow } from '../../clock.ts'
import { placeIn } from '../../components/Names.tsx'
import { usePreferences, useWords } from '../../preferences.tsx'
import { dayText, timeText } from '../../times.ts'

export function NextReleases({ items }: { items: CalendarEntryShown[] }) {
  const words = useWords()
  const w = words.releaseCalendar
  return (
    <section className="panel stack tight" aria-label={w.next}>
      <h2>{w.next}</h2>
      {items.length === 0 ? (
        <p className="quiet">{w.noneNext}</p>
      ) : (
        <ul className="next-releases">
          {items.map((entry) => (
            <li key={entry.id}>
              <div className="row between">
                <span className="time">{timeText(entry.scheduledAt).slice(0, 16)}</span>
                <span className="faint">{w.inDays(daysUntil(entry.scheduledAt))}</span>
              </div>
              <EntryTitle entry={entry} />
              <span className="faint">{entry.publisher}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** Days of the calendar in Shanghai, not hours: tomorrow morning is tomorrow. */
function daysUntil(at: string): number {
  const day = (text: string) => Date.parse(`${text}T00:00:00Z`)
  return Math.round((day(dayText(at)) - day(dayText(serverNow()))) / 86_400_000)
}

export function EntryTitle({ entry }: { entry: CalendarEntryShown }) {
  const { words, language } = usePreferences()
  const [first, ...others] = entry.indicators.map((i) => (language === 'en' ? i.english : i.name))
  return (
    <span>
      {placeIn(language, entry)} {entry.period}{' '}
      <span className="faint">{words.states.periodType[entry.periodType]}</span> <strong>{first}</strong>
      {others.length > 0 && <span className="quiet"> {others.join('、')}</span>}
    </span>
  )
}
