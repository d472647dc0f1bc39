/** 信源: what is polled, how it does in words, when it is asked next. Adding has a page of its own; a source opens beside the list. */
import { useQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useNavigate } from 'react-router'
import type { SourceShown } from '../../../api/contract.ts'
import type { Column } from '../../components/DataTable.tsx'
import { ListPage, useFilters } from '../../components/ListPage.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { useWords } from '../../preferences.tsx'
import { questions } from '../../requests.ts'
import { lengthText } from '../../times.ts'
import { PollBars } from './PollBars.tsx'
import { SourceActions } from './SourceActions.tsx'
import { SourceDrawer } from './SourceDrawer.tsx'
import { SourceHealth } from './SourceHealth.tsx'
import { SourceTabs } from './SourceTabs.tsx'

const healths = [
  'gone',
  'selector_broken',
  'forbidden',
  'failing',
  'thin',
  'silent',
  'paused',
  'unknown',
  'ok',
] as const
const sorts = ['name', 'health', 'new', 'next'] as const

export default function Sources() {
  const words = useWords()
  const navigate = useNavigate()
  const { query: all, set } = useFilters({ sort: 'name' })
  const { source: open, ...query } = all
  const answer = useQuery({ ...questions.sources(query), refetchInterval: 15_000 })
  const counts = answer.data?.counts ?? {}
  const show = (source: SourceShown) => set({ source: source.id, page: query.page ?? null })
  return (
    <>
      <ListPage
        title={words.nav.sources}
        tabs={<SourceTabs />}
        path="/api/sources"
        query={query}
        set={set}
        answer={answer}
        columns={columnsOf(words, show)}
        keyOf={(row) => row.id}
        search={words.sources.searchHint}
        moreFilters={
          <Select
            aria-label={words.common.sort}
            value={query.sort}
            onChange={(sort) => set({ sort })}
            options={sorts.map((value) => ({ value, label: words.sourceList.sorts[value] }))}
          />
        }
        chips={[
          {
            name: 'health',
            label: words.sources.health,
            options: [
              { value: '', label: words.common.all },
              ...healths
                .filter((value) => (counts[value] ?? 0) > 0 || query.health === value)
                .map((value) => ({ value, label: words.states.health[value], count: counts[value] ?? 0 })),
            ],
          },
          {
            name: 'state',
            label: words.common.state,
            options: [
              { value: '', label: words.common.all },
              { value: 'active', label: words.sources.active },
              { value: 'disabled', label: words.states.health.disabled, count: counts.disabled ?? 0 },
            ],
          },
          {
            name: 'origin',
            label: words.sources.origin,
            options: [
              { value: '', label: words.common.all },
              ...(['domestic', 'hk_mo', 'tw', 'foreign'] as const).map((value) => ({
                value,
                label: words.states.origin[value],
              })),
            ],
          },
        ]}
        empty={{ title: words.sources.empty, next: words.sources.emptyNext }}
        actions={
          <Button type="primary" onClick={() => navigate('/sources/add')}>
            {words.sources.add}
          </Button>
        }
      />
      {open && <SourceDrawer id={open} onClose={() => set({ source: null, page: query.page ?? null })} />}
    </>
  )
}

function columnsOf(words: ReturnType<typeof useWords>, show: (source: SourceShown) => void): Column<SourceShown>[] {
  return [
    {
      key: 'name',
      title: words.sources.name,
      width: '24%',
      cell: (row) => (
        <>
          <button type="button" className="plain link" onClick={() => show(row)}>
            {row.outlet.name} · {row.name}
          </button>
          <div className="faint">
            {words.states.sourceKind[row.kind]} · {words.states.origin[row.outlet.origin]} ·{' '}
            {words.sources.priorities[row.pace.priority]}
          </div>
          <div className="faint breaking">{row.url}</div>
        </>
      ),
    },
    {
      key: 'health',
      title: words.sources.health,
      width: '28%',
      cell: (row) => <SourceHealth source={row} brief />,
    },
    { key: 'polls', title: words.sources.polls, cell: (row) => <PollBars polls={row.polls} /> },
    { key: 'new', title: words.sources.lastNew, cell: (row) => <TimeText at={row.lastNewAt} /> },
    {
      key: 'next',
      title: words.sources.next,
      cell: (row) => (
        <>
          {row.state === 'active' ? <TimeText at={row.nextPollAt} /> : words.states.health.disabled}
          <div className="faint">
            {words.sources.every(lengthText(row.intervalMs, words.time))}
            {row.rhythm?.learned && ` · ${words.sourceList.learned(row.rhythm.perDay)}`}
          </div>
        </>
      ),
    },
    { key: 'actions', title: words.common.actions, cell: (row) => <SourceActions source={row} /> },
  ]
}
