/** One source whole: how it does and why, how often it is asked, its fetches one by one, its alarms, what could not be finished. */
import { useQuery } from '@tanstack/react-query'
import { Button, Drawer, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { type SourceDetail, type SourceShown, settingsOfKind } from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import { Answer } from '../../components/Answer.tsx'
import { DataTable } from '../../components/DataTable.tsx'
import { StateTag } from '../../components/StateTag.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { useWords } from '../../preferences.tsx'
import { commands, questions } from '../../requests.ts'
import { lengthText } from '../../times.ts'
import { alarmSentence, failureSentence } from './failure-text.ts'
import { SourceActions } from './SourceActions.tsx'
import { FetchChart, RhythmChart } from './SourceCharts.tsx'
import { paceSentence, SourceHealth } from './SourceHealth.tsx'

/** Fetches shown before the rest is asked for. */
const firstFetches = 12
const minute = 60_000
const fixedIntervals = [1, 5, 15, 60, 360].map((n) => n * minute)

export function SourceDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const words = useWords()
  const answer = useQuery(questions.source(id))
  const source = answer.data?.source
  return (
    <Drawer
      open
      onClose={onClose}
      size={720}
      title={source ? `${source.outlet.name} · ${source.name}` : words.nav.sources}
      extra={source && <Link to={`/sources/add?source=${source.id}`}>{words.sourceList.edit}</Link>}
    >
      <Answer query={answer}>
        {(detail) => (
          <div className="stack wide">
            <div className="row between top">
              <div className="grow">
                <SourceHealth source={detail.source} />
              </div>
              <SourceActions source={detail.source} />
            </div>
            <Remedy source={detail.source} />
            <Facts detail={detail} />
            <Part title={words.sources.interval}>
              <Pace key={detail.source.id} source={detail.source} />
            </Part>
            <FetchChart days={detail.days} />
            {detail.source.rhythm && <RhythmChart rhythm={detail.source.rhythm} />}
            <Part title={words.sources.alarms}>
              <Alarms alarms={detail.alarms} />
            </Part>
            <Leftover sourceId={id} />
            <Part title={words.sourceList.fetches}>
              <Fetches polls={detail.polls} />
            </Part>
          </div>
        )}
      </Answer>
    </Drawer>
  )
}

/** What a person can do where the program cannot help itself; nothing where waiting is right. */
function Remedy({ source }: { source: SourceShown }) {
  const words = useWords()
  const navigate = useNavigate()
  const { knows, needs } = settingsOfKind[source.kind]
  const isIncomplete = needs.some((name) => source.settings[name] === undefined)
  const isMisread = source.state === 'active' && (source.health === 'selector_broken' || source.health === 'thin')
  const isLost = source.state === 'active' && source.health === 'gone'
  if (!isIncomplete && !isLost && !(isMisread && knows.length > 0)) return null
  const say = words.sourceList.remedy
  return (
    <div className="notice step1 row between">
      <span className="grow">{isIncomplete ? say.incomplete : isLost ? say.lost : say.misread}</span>
      <Button type="primary" onClick={() => navigate(`/sources/add?source=${source.id}${isLost ? '' : '&look=1'}`)}>
        {isLost ? say.changeAddress : say.findAnew}
      </Button>
    </div>
  )
}

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="stack">
    <h3>{title}</h3>
    {children}
  </section>
)

function Facts({ detail: { source, host } }: { detail: SourceDetail }) {
  const words = useWords()
  return (
    <dl className="facts">
      <dt>{words.sources.url}</dt>
      <dd>
        <a href={source.url} target="_blank" rel="noreferrer noopener">
          {source.url}
        </a>
      </dd>
      <dt>{words.sources.ownOf}</dt>
      <dd>
        <OwnUnit source={source} />
      </dd>
      <dt>{words.sources.kind}</dt>
      <dd>{words.states.sourceKind[source.kind]}</dd>
      <dt>{words.sourceList.lastGood}</dt>
      <dd>
        <TimeText at={source.lastGoodAt} />
      </dd>
      <dt>{words.sources.lastNew}</dt>
      <dd>
        <TimeText at={source.lastNewAt} />
      </dd>
      <dt>{words.sources.next}</dt>
      <dd>{source.state === 'active' ? <TimeText at={source.nextPollAt} /> : words.states.health.disabled}</dd>
      {host && (
        <>
          <dt>{words.sourceList.host}</dt>
          <dd>
            {host.host} · {words.sourceList.robots[host.robots]} ·{' '}
            {words.sourceList.hostUsed(host.usedThisHour, host.usedToday)}
            {host.pausedUntil && (
              <>
                {' · '}
                {words.sourceList.pausedUntil} <TimeText at={host.pausedUntil} />
              </>
            )}
          </dd>
        </>
      )}
    </dl>
  )
}

/** Whose own publication the outlet is: there what is wrong is corrected by that bureau, and is no media event. */
function OwnUnit({ source: { outlet } }: { source: SourceShown }) {
  const words = useWords()
  const units = useQuery(questions.units())
  const { act, busy } = useAct()
  const bureaus = (units.data?.items ?? []).filter((u) => u.level !== 'division' && u.endedAt === null)
  return (
    <Select
      size="small"
      style={{ minWidth: 220, maxWidth: '100%' }}
      aria-label={words.sources.ownOf}
      value={outlet.ownUnitId ?? ''}
      loading={busy || units.isPending}
      disabled={busy || units.isPending}
      showSearch={{ optionFilterProp: 'label' }}
      onChange={(unitId) =>
        void act(() => commands.declareOwn(outlet.id, unitId === '' ? null : unitId), {
          done: words.sources.ownSet,
          renew: ['sources'],
        })
      }
      options={[
        { value: '', label: words.sources.ofPress },
        ...bureaus.map(({ id, name }) => ({ value: id, label: name })),
      ]}
    />
  )
}

function Pace({ source }: { source: SourceShown }) {
  const words = useWords()
  const { act, busy } = useAct()
  const isFixed = source.pace.by === 'person'
  const [priority, setPriority] = useState(source.pace.priority)
  const [fixed, setFixed] = useState<number | null>(isFixed ? source.intervalMs : null)
  const isSame = priority === source.pace.priority && fixed === (isFixed ? source.intervalMs : null)
  const intervals = [...new Set([...fixedIntervals, ...(fixed === null ? [] : [fixed])])].sort((a, b) => a - b)
  return (
    <>
      <p className="quiet">{paceSentence(source, words)}</p>
      <div className="row">
        <Select
          aria-label={words.sources.priority}
          value={priority}
          onChange={setPriority}
          options={(['core', 'normal', 'low'] as const).map((value) => ({
            value,
            label: `${words.sources.priority}${words.common.colon}${words.sources.priorities[value]}`,
          }))}
        />
        <Select
          aria-label={words.sources.interval}
          value={fixed ?? 0}
          onChange={(ms) => setFixed(ms === 0 ? null : ms)}
          options={[
            { value: 0, label: words.sourceList.automatic },
            ...intervals.map((value) => ({ value, label: words.sources.every(lengthText(value, words.time)) })),
          ]}
        />
        <Button
          disabled={isSame}
          loading={busy}
          onClick={() =>
            void act(() => commands.setSourcePace(source.id, { priority, intervalMs: fixed }), {
              done: words.sourceList.paceSaved,
              renew: ['sources'],
            })
          }
        >
          {words.sourceList.setPace}
        </Button>
      </div>
    </>
  )
}

function Alarms({ alarms }: { alarms: SourceDetail['alarms'] }) {
  const words = useWords()
  if (alarms.length === 0) return <p className="quiet">{words.sourceList.noAlarms}</p>
  return (
    <ul className="plain-list">
      {alarms.slice(0, 10).map((alarm) => (
        <li key={alarm.id} className="stack tight">
          <div className="row">
            <StateTag tone={alarm.clearedAt ? 'plain' : 'step3'}>{words.sourceList.alarm[alarm.kind]}</StateTag>
            <TimeText at={alarm.raisedAt} />
            {alarm.clearedAt && (
              <span className="faint">
                {words.sourceList.alarmState.cleared} <TimeText at={alarm.clearedAt} />
              </span>
            )}
          </div>
          <span className="faint">{alarmSentence(alarm.reason, words)}</span>
        </li>
      ))}
    </ul>
  )
}

/** Work of this source that failed for good; nothing is said where there is none. */
function Leftover({ sourceId }: { sourceId: string }) {
  const words = useWords()
  const { data } = useQuery(questions.quarantine({ sourceId }))
  const { act, busy } = useAct()
  if (!data || data.items.length === 0) return null
  return (
    <Part title={words.sourceList.leftover}>
      <ul className="plain-list">
        {data.items.map((entry) => (
          <li key={entry.id} className="row between">
            <span className="grow">
              <TimeText at={entry.at} />
              <details>
                <summary>{words.status.programFailed}</summary>
                <span className="mono">{entry.error}</span>
              </details>
            </span>
            <Button
              size="small"
              loading={busy}
              onClick={() =>
                void act(() => commands.replay(entry.id), { done: words.status.replayed, renew: ['quarantine'] })
              }
            >
              {words.status.replay}
            </Button>
          </li>
        ))}
      </ul>
    </Part>
  )
}

function Fetches({ polls }: { polls: SourceDetail['polls'] }) {
  const words = useWords()
  const [shown, setShown] = useState(firstFetches)
  if (polls.length === 0) return <p className="quiet">{words.sourceList.noFetches}</p>
  return (
    <>
      <DataTable
        caption={words.sourceList.fetches}
        rows={polls.slice(0, shown)}
        keyOf={(poll) => poll.at}
        columns={[
          { key: 'at', title: words.audit.at, width: '34%', cell: (poll) => <TimeText at={poll.at} /> },
          {
            key: 'outcome',
            title: words.transfer.result,
            cell: (poll) => (
              <>
                {words.sourceList.outcome[poll.outcome]}
                {poll.failure && <div className="faint">{failureSentence(poll.failure, words)}</div>}
              </>
            ),
          },
          { key: 'seen', title: words.sourceList.seen, numeric: true, cell: (poll) => poll.seen },
          { key: 'fresh', title: words.sourceList.fresh, numeric: true, cell: (poll) => poll.fresh },
          { key: 'dropped', title: words.sourceList.dropped, numeric: true, cell: (poll) => poll.dropped },
          {
            key: 'took',
            title: words.sourceList.took,
            numeric: true,
            cell: (poll) => `${(poll.durationMs / 1000).toFixed(1)} s`,
          },
        ]}
      />
      {polls.length > shown && (
        <Button type="text" onClick={() => setShown(polls.length)}>
          {words.common.total(polls.length)}
        </Button>
      )}
    </>
  )
}
