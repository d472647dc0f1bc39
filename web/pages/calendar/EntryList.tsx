/** Releases as a list: filtered, sorted, paged, taken away. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import type { CalendarEntryShown } from '../../../api/contract.ts'
import { Answer, EmptyState } from '../../components/Answer.tsx'
import { DataTable } from '../../components/DataTable.tsx'
import { ExportButton } from '../../components/ExportButton.tsx'
import { Chips, Pages, SearchField, useFilters } from '../../components/ListPage.tsx'
import { StateTag } from '../../components/StateTag.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { useWords } from '../../preferences.tsx'
import { questions } from '../../requests.ts'
import { EntrySheet } from './EntrySheet.tsx'
import { EntryTitle } from './NextReleases.tsx'
import { entryTones } from './entry-tones.ts'

export function EntryList() {
  const words = useWords()
  const w = words.releaseCalendar
  const { query, set } = useFilters({ view: 'month', order: 'latest' })
  const { view: _, month: __, ...asked } = query
  const answer = useQuery({ ...questions.calendar(asked), placeholderData: keepPreviousData })
  const [open, setOpen] = useState<CalendarEntryShown | null>(null)
  const choice = (name: 'publisher' | 'region', label: string, options: { value: string; label: string }[]) => (
    <Select
      allowClear
      style={{ minWidth: 160 }}
      placeholder={label}
      aria-label={label}
      value={query[name]}
      onChange={(value) => set({ [name]: value ?? null })}
      options={options}
    />
  )
  return (
    <>
      <div className="filters">
        <SearchField value={query.q ?? ''} onSearch={(q) => set({ q: q || null })} hint={w.search} />
        <div className="row">
          {choice(
            'publisher',
            w.publisher,
            (answer.data?.publishers ?? []).map((p) => ({ value: p, label: p })),
          )}
          {choice(
            'region',
            w.region,
            (answer.data?.regions ?? []).map((r) => ({ value: r.code, label: r.name })),
          )}
          <ExportButton path="/api/calendar" query={asked} />
        </div>
        <Chips
          filter={{
            name: 'state',
            label: words.common.show,
            options: [
              { value: '', label: words.common.all },
              ...(['planned', 'released', 'postponed'] as const).map((s) => ({ value: s, label: w.state[s] })),
            ],
          }}
          value={query.state}
          onChange={(state) => set({ state })}
        />
      </div>
      <section className="panel list-panel">
        <Answer query={answer}>
          {(data) =>
            data.items.length === 0 ? (
              <EmptyState title={w.empty} next={w.emptyNext} />
            ) : (
              <>
                <DataTable
                  caption={words.dataTabs.calendar}
                  rows={data.items}
                  keyOf={(e) => e.id}
                  columns={[
                    { key: 'at', title: w.scheduled, width: '18%', cell: (e) => <TimeText at={e.scheduledAt} /> },
                    {
                      key: 'what',
                      title: w.indicators,
                      width: '40%',
                      cell: (e) => (
                        <button type="button" className="plain link" onClick={() => setOpen(e)}>
                          <EntryTitle entry={e} />
                        </button>
                      ),
                    },
                    { key: 'publisher', title: w.publisher, cell: (e) => e.publisher },
                    {
                      key: 'state',
                      title: words.figureImport.result,
                      cell: (e) => (
                        <>
                          <StateTag tone={entryTones[e.state]}>{w.state[e.state]}</StateTag>
                          {e.releasedAt && e.releasedAt !== e.scheduledAt && (
                            <div className="faint">
                              <TimeText at={e.releasedAt} />
                            </div>
                          )}
                        </>
                      ),
                    },
                  ]}
                />
                <Pages data={data} onPage={(page) => set({ page: String(page) })} />
              </>
            )
          }
        </Answer>
      </section>
      {open && <EntrySheet entry={open} onClose={() => setOpen(null)} />}
    </>
  )
}
