/** 更正要求: the board by state with proof, the same as a list, and what outlets make of requests. */

import { useQueries, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { CorrectionShown } from '../../../api/contract.ts'
import { useMinute } from '../../clock.ts'
import { Answer } from '../../components/Answer.tsx'
import type { Column } from '../../components/DataTable.tsx'
import { ListPage, SearchField, useFilters } from '../../components/ListPage.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { useWords } from '../../preferences.tsx'
import { questions } from '../../requests.ts'
import { empty } from '../../times.ts'
import { CorrectionTag, remedied } from './correction-tag.tsx'
import { OutletRecords } from './OutletRecords.tsx'

const columnNames = ['unsent', 'waiting', 'wanted', 'corrected', 'ended'] as const
const views = ['board', 'list', 'outlets'] as const

export default function Corrections() {
  const { query, set } = useFilters({ view: 'board' })
  const words = useWords()
  const tabs = (
    <nav className="row tabs" aria-label={words.corrections.title}>
      {views.map((view) => (
        <button
          type="button"
          key={view}
          className="chip"
          aria-pressed={query.view === view}
          onClick={() => set({ view, state: null, sort: null })}
        >
          {words.corrections.tabs[view]}
        </button>
      ))}
    </nav>
  )
  if (query.view === 'list') return <List tabs={tabs} />
  return (
    <div className="page">
      <header className="page-head">
        <h1>{words.corrections.title}</h1>
      </header>
      {tabs}
      <p className="quiet">{query.view === 'outlets' ? words.corrections.statsNote : words.corrections.proofRule}</p>
      {query.view === 'outlets' ? (
        <OutletRecords />
      ) : (
        <>
          <div className="filters">
            <SearchField
              value={query.q ?? ''}
              onSearch={(q) => set({ q: q || null })}
              hint={words.corrections.searchHint}
            />
          </div>
          <Board q={query.q} incidentId={query.incidentId} />
        </>
      )}
    </div>
  )
}

const shownPerColumn = 30
function Board({ q, incidentId }: { q: string | undefined; incidentId: string | undefined }) {
  const words = useWords()
  const answers = useQueries({
    queries: columnNames.map((state) =>
      questions.corrections({ state, q, incidentId, sort: 'next', pageSize: shownPerColumn }),
    ),
  })
  return (
    <div className="kanban">
      {columnNames.map((name, n) => (
        <section key={name} className="kanban-column" aria-label={words.corrections.column[name]}>
          <h2>
            {words.corrections.column[name]} <span className="faint">{answers[n]?.data?.total ?? ''}</span>
          </h2>
          <Answer query={answers[n]!}>
            {(data) => (
              <>
                {data.items.length === 0 && <p className="quiet">{words.corrections.columnEmpty}</p>}
                {data.items.map((row) => (
                  <Card key={row.id} row={row} />
                ))}
                {data.total > data.items.length && (
                  <Link to={`/corrections?view=list&state=${name}`}>
                    {words.corrections.more(data.total - data.items.length)}
                  </Link>
                )}
              </>
            )}
          </Answer>
        </section>
      ))}
    </div>
  )
}

function Card({ row }: { row: CorrectionShown }) {
  const words = useWords()
  const now = useMinute()
  const w = words.corrections
  const days = row.sentAt ? Math.floor((now - Date.parse(row.sentAt)) / 86_400_000) : null
  return (
    <article className="panel kanban-card stack tight">
      <h3>
        <Link to={`/corrections/${row.id}`}>{row.outletName}</Link>
      </h3>
      <p className="row">
        <CorrectionTag state={row.state} />
        {days !== null && <span className="faint">{w.days(days)}</span>}
      </p>
      <Proof row={row} />
      {row.coverage && row.coverage.reprints > 0 && (
        <p className="faint">{w.coverageText(remedied(row.coverage), row.coverage.reprints)}</p>
      )}
      {row.nextStepAt && (
        <p className={Date.parse(row.nextStepAt) < now ? 'notice step2' : 'faint'}>
          {w.nextStep}
          {Date.parse(row.nextStepAt) < now ? ` · ${w.overdue}` : ''} <TimeText at={row.nextStepAt} />
        </p>
      )}
    </article>
  )
}

/** Before and after in two lines, with the day and the sealed page; nothing is struck out that still stands there. */
export function Proof({ row }: { row: CorrectionShown }) {
  const w = useWords().corrections
  const after = row.lastLook?.right[0] ?? row.lastLook?.wrong[0] ?? row.lastLook?.doubtful[0]
  const isChanged = row.outcome !== null && row.outcome !== 'unchanged'
  return (
    <div className="stack tight proof">
      <p>{isChanged ? <del>{row.quote}</del> : <q>{row.quote}</q>}</p>
      {isChanged && after && (
        <p>
          <ins>{after.quote}</ins>
        </p>
      )}
      {row.outcome && isChanged && (
        <p className="faint">
          {w.outcome[row.outcome]}
          {row.outcomeAt && (
            <>
              {' · '}
              <TimeText at={row.lastLook?.at ?? row.outcomeAt} />
            </>
          )}
          {row.lastLook?.evidenceId && (
            <>
              {' · '}
              <Link to={`/articles/${row.article.id}?tab=evidence`}>{w.evidence}</Link>
            </>
          )}
        </p>
      )}
    </div>
  )
}

function List({ tabs }: { tabs: ReactNode }) {
  const words = useWords()
  const w = words.corrections
  const { query, set } = useFilters({ sort: 'drafted' })
  const { view: _, ...shown } = query
  const answer = useQuery(questions.corrections(shown))
  const columns: Column<CorrectionShown>[] = [
    {
      key: 'outlet',
      title: w.outlet,
      width: '22%',
      cell: (row) => (
        <>
          <Link to={`/corrections/${row.id}`}>{row.outletName}</Link>
          <div className="faint">{row.article.title}</div>
        </>
      ),
    },
    { key: 'state', title: words.common.state, cell: (row) => <CorrectionTag state={row.state} /> },
    { key: 'proof', title: w.before, width: '30%', cell: (row) => <Proof row={row} /> },
    {
      key: 'coverage',
      title: w.coverage,
      cell: (row) =>
        row.coverage?.reprints ? (
          `${remedied(row.coverage)} / ${row.coverage.reprints}`
        ) : (
          <span className="faint">{empty}</span>
        ),
    },
    { key: 'sent', title: w.sentAt, cell: (row) => (row.sentAt ? <TimeText at={row.sentAt} /> : empty) },
    { key: 'next', title: w.nextStep, cell: (row) => (row.nextStepAt ? <TimeText at={row.nextStepAt} /> : empty) },
    { key: 'unit', title: w.unit, cell: (row) => row.unit.name },
  ]
  return (
    <ListPage
      title={w.title}
      path="/api/corrections"
      query={shown}
      set={set}
      answer={answer}
      columns={columns}
      keyOf={(row) => row.id}
      search={w.searchHint}
      tabs={tabs}
      chips={[
        {
          name: 'state',
          label: words.common.state,
          options: [
            { value: '', label: words.common.all },
            ...columnNames.map((value) => ({ value, label: w.column[value] })),
          ],
        },
        {
          name: 'sort',
          label: w.sort.label,
          options: (['drafted', 'next', 'outcome'] as const).map((value) => ({ value, label: w.sort[value] })),
        },
      ]}
      empty={{ title: w.empty, next: w.emptyNext }}
    />
  )
}
