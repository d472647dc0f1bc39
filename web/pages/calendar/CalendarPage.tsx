/** 发布日程: the month, the list, and who publishes what; what comes next stands above all three. */
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { serverNow } from '../../clock.ts'
import { ExportButton } from '../../components/ExportButton.tsx'
import { findMove } from '../../components/moves.ts'
import { MoveButton } from '../../components/MoveButton.tsx'
import { Chips, useFilters } from '../../components/ListPage.tsx'
import { useWords } from '../../preferences.tsx'
import { questions } from '../../requests.ts'
import { addressOf } from '../../client.ts'
import { FigureTabs } from '../figures/FigureTabs.tsx'
import { EntryList } from './EntryList.tsx'
import { ImportCalendar } from './ImportCalendar.tsx'
import { MonthView } from './MonthView.tsx'
import { NextReleases } from './NextReleases.tsx'
import { Publishers } from './Publishers.tsx'
import { Subscriptions } from './Subscriptions.tsx'

export default function CalendarPage() {
  const words = useWords()
  const w = words.releaseCalendar
  const { query, set } = useFilters({ view: 'month' })
  const [sheet, setSheet] = useState<'import' | 'subscribe' | null>(null)
  const [from] = useState(() => new Date(serverNow()).toISOString())
  const next = useQuery(questions.calendar({ from, state: 'planned', pageSize: 6 }))
  const importMove = next.data && findMove(next.data.moves, 'import')
  return (
    <div className="page">
      <header className="page-head">
        <h1>{words.dataTabs.calendar}</h1>
        <div className="row">
          {importMove && <MoveButton move={importMove} label={w.import} onClick={() => setSheet('import')} />}
          <Button onClick={() => setSheet('subscribe')}>{w.subscribe}</Button>
          <ExportButton path="/api/calendar" format="xlsx" />
          <Button href={addressOf('/api/calendar', { format: 'ics' })} download>
            {w.exportIcal}
          </Button>
        </div>
      </header>
      <FigureTabs />
      {next.data && <NextReleases items={next.data.items} />}
      <Chips
        filter={{
          name: 'view',
          label: words.common.show,
          options: [
            { value: 'month', label: w.month },
            { value: 'list', label: w.list },
            { value: 'who', label: w.who },
          ],
        }}
        value={query.view}
        onChange={(view) => set({ view })}
      />
      {query.view === 'list' ? <EntryList /> : query.view === 'who' ? <Publishers /> : <MonthView />}
      {sheet === 'import' && <ImportCalendar onClose={() => setSheet(null)} />}
      {sheet === 'subscribe' && <Subscriptions onClose={() => setSheet(null)} />}
    </div>
  )
}
