/** 系统状态: how the parts do, and the work that failed for good with its input, to be tried again by a person. */
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { Link } from 'react-router'
import type { Quarantined } from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import { Answer, EmptyState } from '../../components/Answer.tsx'
import { DataTable } from '../../components/DataTable.tsx'
import { Chips, Pages, useFilters } from '../../components/ListPage.tsx'
import { StateTag, wordOf } from '../../components/StateTag.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { useWords } from '../../preferences.tsx'
import { commands, questions } from '../../requests.ts'
import { empty, lengthText } from '../../times.ts'
import { alarmSentence } from '../sources/failure-text.ts'

export default function Status() {
  const words = useWords()
  const status = useQuery(questions.status())
  return (
    <div className="page">
      <header className="page-head">
        <h1>{words.nav.status}</h1>
      </header>
      <Answer query={status}>
        {(data) => (
          <div className="cards">
            <section className="panel">
              <h2>{words.status.time}</h2>
              <TimeText at={data.serverTime} relative={false} />
            </section>
            {Object.entries(data.parts).map(([name, part]) => (
              <section className="panel" key={name}>
                <h2>{wordOf(words.status.parts, name, words.status.otherPart)}</h2>
                <Part value={part} name={name} />
              </section>
            ))}
          </div>
        )}
      </Answer>
      <SourceAlarms />
      <Quarantine />
    </div>
  )
}

/** One part: named values as a list; what is nested stands as its own list inside. */
function Part({ value, name }: { value: unknown; name: string }) {
  const words = useWords()
  if (typeof value !== 'object' || value === null) return <PlainValue name={name} value={value} />
  if (Array.isArray(value))
    return value.length === 0 ? (
      <span className="faint">{empty}</span>
    ) : (
      <ul className="plain-list tight">
        {value.map((item, at) => (
          <li key={at}>
            <Part value={item} name={name} />
          </li>
        ))}
      </ul>
    )
  return (
    <dl className="facts">
      {Object.entries(value).map(([key, inner]) => (
        <div key={key} style={{ display: 'contents' }}>
          <dt>{wordOf(words.status.keys, key, key)}</dt>
          <dd>
            <Part value={inner} name={key} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function PlainValue({ name, value }: { name: string; value: unknown }) {
  const words = useWords()
  if (value === null || value === undefined || value === '') return <span className="faint">{empty}</span>
  if (typeof value === 'boolean')
    return <StateTag tone={value ? 'good' : 'plain'}>{value ? words.common.yes : words.common.no}</StateTag>
  if (typeof value === 'number')
    return <>{name.endsWith('Ms') ? lengthText(value, words.time) : value.toLocaleString('en-US')}</>
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value)) return <TimeText at={value} />
  return <>{wordOf(words.status.values, String(value), String(value))}</>
}

/** Open alarms about sources, newest first; each leads to its source. */
function SourceAlarms() {
  const words = useWords()
  const answer = useQuery(questions.sourceAlarms())
  return (
    <section className="panel stack">
      <h2>{words.status.sourceAlarms}</h2>
      <Answer query={answer}>
        {({ items, total }) =>
          items.length === 0 ? (
            <p className="quiet">{words.sourceList.noAlarms}</p>
          ) : (
            <>
              <ul className="plain-list">
                {items.map((alarm) => (
                  <li key={alarm.id} className="row between">
                    <span className="row">
                      <StateTag tone="step3">{words.sourceList.alarm[alarm.kind]}</StateTag>
                      <Link to={`/sources?source=${encodeURIComponent(alarm.sourceId)}`}>
                        {alarm.source.outlet} · {alarm.source.name}
                      </Link>
                      <span className="faint">{alarmSentence(alarm.reason, words)}</span>
                    </span>
                    <TimeText at={alarm.raisedAt} />
                  </li>
                ))}
              </ul>
              {total > items.length && <Link to="/sources?sort=health">{words.common.total(total)}</Link>}
            </>
          )
        }
      </Answer>
    </section>
  )
}

function Quarantine() {
  const words = useWords()
  const { query, set } = useFilters({ state: 'waiting' })
  const answer = useQuery(questions.quarantine(query))
  const { act, busy } = useAct()
  return (
    <section className="panel stack">
      <h2>{words.status.quarantine}</h2>
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
                  { key: 'error', title: words.status.error, width: '40%', cell: (row) => row.error },
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
