/** 系统状态: how the parts do, and the work that failed for good with its input, to be tried again by a person. */
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { Fragment } from 'react'
import { Link } from 'react-router'
import type { Quarantined } from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import { Answer, EmptyState } from '../../components/Answer.tsx'
import { DataTable } from '../../components/DataTable.tsx'
import { ExportButton } from '../../components/ExportButton.tsx'
import { Chips, Pages, useFilters } from '../../components/ListPage.tsx'
import { wordOf } from '../../components/StateTag.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { useWords } from '../../preferences.tsx'
import { commands, questions } from '../../requests.ts'
import { empty, lengthText } from '../../times.ts'
import { alarmColumns } from '../sources/Alarms.tsx'

export default function Status() {
  const words = useWords()
  const status = useQuery(questions.status())
  return (
    <div className="page">
      <header className="page-head">
        <h1>{words.nav.status}</h1>
      </header>
      <Answer query={status}>
        {({ serverTime, parts: { work, ...parts } }) => (
          <div className="halves">
            <section className="panel stack">
              <h2>{words.status.running}</h2>
              <dl className="facts">
                <dt>{words.status.time}</dt>
                <dd>
                  <TimeText at={serverTime} relative={false} />
                </dd>
                {Object.entries(parts).map(([name, part]) => (
                  <Part key={name} name={name} part={part} />
                ))}
              </dl>
            </section>
            <section className="panel stack">
              <h2>{words.status.parts.work}</h2>
              <Work work={work} />
            </section>
          </div>
        )}
      </Answer>
      <SourceAlarms />
      <Quarantine />
    </div>
  )
}

/** The values of one part; a part of a single value goes by its own name. */
function Part({ name, part }: { name: string; part: unknown }) {
  const words = useWords()
  const values = isGroup(part) ? Object.entries(part) : [[name, part] as const]
  const nameOf = (key: string) =>
    values.length === 1
      ? wordOf(words.status.parts, name, words.status.otherPart)
      : wordOf(words.status.keys, key, words.status.otherPart)
  return values.map(([key, value]) => (
    <Fragment key={key}>
      <dt>{nameOf(key)}</dt>
      <dd>
        <Value name={key} value={value} />
      </dd>
    </Fragment>
  ))
}

const isGroup = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function Value({ name, value }: { name: string; value: unknown }) {
  const words = useWords()
  if (value === null || value === undefined || value === '') return <span className="faint">{empty}</span>
  if (typeof value === 'boolean') return <>{value ? words.common.yes : words.common.no}</>
  if (typeof value === 'number' && name.endsWith('Seconds')) return <>{lengthText(value * 1000, words.time)}</>
  if (typeof value === 'number') return <>{value.toLocaleString('en-US')}</>
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value)) return <TimeText at={value} />
  if (typeof value === 'object') return <span className="mono">{JSON.stringify(value)}</span>
  return <>{wordOf(words.status.values, String(value), String(value))}</>
}

/** What is due and what is in hand, by kind. */
function Work({ work }: { work: unknown }) {
  const words = useWords()
  const rows = Object.entries(isGroup(work) ? work : {})
    .map(([kind, counts]) => ({ kind, due: countOf(counts, 'due'), held: countOf(counts, 'held') }))
    // Where something waits stands first.
    .sort((a, b) => Number(a.due + a.held === '00') - Number(b.due + b.held === '00'))
  return (
    <DataTable
      small
      caption={words.status.parts.work}
      rows={rows}
      keyOf={(row) => row.kind}
      columns={[
        {
          key: 'kind',
          title: words.status.workKind,
          cell: (row) => wordOf(words.status.keys, row.kind, words.common.other),
        },
        { key: 'due', title: words.status.keys.due, numeric: true, cell: (row) => row.due },
        { key: 'held', title: words.status.keys.held, numeric: true, cell: (row) => row.held },
      ]}
    />
  )
}

const countOf = (counts: unknown, name: string): string =>
  isGroup(counts) && typeof counts[name] === 'number' ? counts[name].toLocaleString('en-US') : empty

/** The newest open alarms; all of them have a page of their own. */
function SourceAlarms() {
  const words = useWords()
  const answer = useQuery({ ...questions.sourceAlarms({ pageSize: 5 }), refetchInterval: 30_000 })
  return (
    <section className="panel stack">
      <div className="row between">
        <h2>{words.status.sourceAlarms}</h2>
        <Link to="/sources/alarms">{words.status.allAlarms}</Link>
      </div>
      <Answer query={answer}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="quiet">{words.sourceList.noAlarms}</p>
          ) : (
            <DataTable
              caption={words.status.sourceAlarms}
              rows={items}
              keyOf={(row) => row.id}
              columns={alarmColumns(words).filter(({ key }) => key !== 'cleared')}
            />
          )
        }
      </Answer>
    </section>
  )
}

/** The source or the article that the work was for. */
function Subject({ work: { step, subjectId } }: { work: Quarantined }) {
  const words = useWords()
  if (step === 'poll-source') return <Link to={`/sources?source=${subjectId}`}>{words.wizard.openKnown}</Link>
  if (step.endsWith('-article')) return <Link to={`/articles/${subjectId}`}>{words.submissions.open}</Link>
  return <span className="mono">{subjectId}</span>
}

function Quarantine() {
  const words = useWords()
  const { query, set } = useFilters({ state: 'waiting' })
  const answer = useQuery(questions.quarantine(query))
  const { act, busy } = useAct()
  return (
    <section className="panel stack">
      <div className="row between">
        <h2>{words.status.quarantine}</h2>
        <ExportButton path="/api/quarantine" query={query} />
      </div>
      <p className="quiet">{words.status.quarantineMeans}</p>
      <Chips
        filter={{
          name: 'state',
          label: words.common.state,
          options: (['waiting', 'replayed', 'all'] as const).map((value) => ({
            value,
            label: words.status.quarantineState[value],
          })),
        }}
        value={query.state}
        onChange={(state) => set({ state })}
      />
      <Answer query={answer}>
        {(data) =>
          data.items.length === 0 ? (
            <EmptyState title={words.status.quarantineEmpty} next={words.status.quarantineEmptyNext} />
          ) : (
            <>
              <DataTable<Quarantined>
                caption={words.status.quarantine}
                rows={data.items}
                keyOf={(row) => row.id}
                columns={[
                  {
                    key: 'step',
                    title: words.status.step,
                    cell: (row) => wordOf(words.status.steps, row.step, words.common.other),
                  },
                  { key: 'subject', title: words.status.subject, cell: (row) => <Subject work={row} /> },
                  {
                    key: 'error',
                    title: words.status.error,
                    width: '36%',
                    cell: (row) => (
                      <details>
                        <summary>{words.status.programFailed}</summary>
                        <span className="mono">{row.error}</span>
                      </details>
                    ),
                  },
                  { key: 'tries', title: words.status.tries, numeric: true, cell: (row) => row.tries },
                  { key: 'at', title: words.audit.at, cell: (row) => <TimeText at={row.at} /> },
                  {
                    key: 'actions',
                    title: words.common.actions,
                    cell: (row) =>
                      row.replayedAt === null ? (
                        <Button
                          size="small"
                          loading={busy}
                          onClick={() =>
                            void act(() => commands.replay(row.id), {
                              done: words.status.replayed,
                              renew: ['quarantine'],
                            })
                          }
                        >
                          {words.status.replay}
                        </Button>
                      ) : (
                        <span className="faint">
                          {words.status.quarantineState.replayed} <TimeText at={row.replayedAt} />
                        </span>
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
  )
}
