/** A month as weeks; on a phone as the days that have something. Weeks begin on Monday. */
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import type { CalendarEntryShown } from '../../../api/contract.ts'
import { serverNow } from '../../clock.ts'
import { Answer } from '../../components/Answer.tsx'
import { useFilters } from '../../components/ListPage.tsx'
import { StateTag } from '../../components/StateTag.tsx'
import { placeIn } from '../../components/Names.tsx'
import { usePreferences, useWords } from '../../preferences.tsx'
import { questions } from '../../requests.ts'
import { dayText, timeText } from '../../times.ts'
import { EntrySheet } from './EntrySheet.tsx'
import { monthDays, monthOf, shiftMonth } from './month.ts'
import { entryTones } from './entry-tones.ts'

export function MonthView() {
  const words = useWords()
  const w = words.releaseCalendar
  const { query, set } = useFilters()
  const today = dayText(serverNow())
  const month = monthOf(query.month ?? '') ?? monthOf(today)!
  const days = monthDays(month)
  const [open, setOpen] = useState<CalendarEntryShown | null>(null)
  const answer = useQuery(
    questions.calendar({ from: `${days[0]}T00:00:00+08:00`, before: `${days.at(-1)}T23:59:59+08:00`, pageSize: 100 }),
  )
  const go = (by: number) => set({ month: shiftMonth(month, by) })
  return (
    <section className="panel stack">
      <div className="row between">
        <h2>{w.monthTitle(month.year, month.month)}</h2>
        <div className="row">
          <Button size="small" onClick={() => go(-1)} aria-label={w.previousMonth}>
            ‹
          </Button>
          <Button size="small" onClick={() => set({ month: null })}>
            {w.thisMonth}
          </Button>
          <Button size="small" onClick={() => go(1)} aria-label={w.nextMonth}>
            ›
          </Button>
        </div>
      </div>
      <Answer query={answer}>
        {({ items, total }) => (
          <>
            <div className="month">
              {w.weekdays.map((name) => (
                <div key={name} className="month-head faint">
                  {name}
                </div>
              ))}
              {days.map((day) => {
                const own = items.filter((e) => dayText(e.scheduledAt) === day)
                return (
                  <div
                    key={day}
                    className={`month-day ${day === today ? 'today' : ''} ${Number(day.slice(5, 7)) === month.month ? '' : 'other'} ${own.length === 0 ? 'nothing' : ''}`}
                  >
                    <span className="month-number">{Number(day.slice(8))}</span>
                    <span className="month-full">{day}</span>
                    {own.map((entry) => (
                      <DayEntry key={entry.id} entry={entry} onOpen={() => setOpen(entry)} />
                    ))}
                  </div>
                )
              })}
            </div>
            {total > items.length && <p className="faint">{w.more(total - items.length)}</p>}
            {total === 0 && <p className="quiet">{w.empty}</p>}
          </>
        )}
      </Answer>
      {open && <EntrySheet entry={open} onClose={() => setOpen(null)} />}
    </section>
  )
}

function DayEntry({ entry, onOpen }: { entry: CalendarEntryShown; onOpen: () => void }) {
  const { words, language } = usePreferences()
  const [first] = entry.indicators
  const more = entry.indicators.length - 1
  return (
    <button type="button" className="day-entry" onClick={onOpen}>
      <span className="time">{timeText(entry.scheduledAt).slice(11, 16)}</span>{' '}
      <StateTag tone={entryTones[entry.state]}>{words.releaseCalendar.state[entry.state]}</StateTag>
      <span>
        {placeIn(language, entry)} {language === 'en' ? first?.english : first?.name}
        {more > 0 && <span className="faint"> +{more}</span>}
      </span>
    </button>
  )
}
