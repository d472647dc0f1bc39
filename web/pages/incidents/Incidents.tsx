/** 事件: every incident the person may see, with what runs out next. */
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { Link, useNavigate } from 'react-router'
import type { IncidentRow } from '../../../api/contract.ts'
import { RunningTime } from '../../components/ClockCountdown.tsx'
import { isOpenClock } from '../../times.ts'
import type { Column } from '../../components/DataTable.tsx'
import { ListPage, useFilters } from '../../components/ListPage.tsx'
import { IncidentTag, StateTag } from '../../components/StateTag.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { useWords } from '../../preferences.tsx'
import { questions } from '../../requests.ts'
import { empty } from '../../times.ts'

const families = ['media', 'econ', 'tech', 'nature', 'social', 'infosec', 'website', 'quake', 'rapid'] as const

export default function Incidents() {
  const words = useWords()
  const navigate = useNavigate()
  const { query, set } = useFilters({ state: 'open' })
  const shown = { ...query, state: query.state === 'all' ? undefined : query.state }
  const answer = useQuery(questions.incidents(shown))
  const columns: Column<IncidentRow>[] = [
    {
      key: 'title',
      title: words.incidents.title,
      width: '36%',
      cell: (row) => (
        <>
          <Link to={`/incidents/${row.id}`}>{row.title}</Link>
          <div className="faint">
            {row.mode === 'drill' && <StateTag tone="step2">{words.incidents.drill}</StateTag>} {row.no} ·{' '}
            {words.plans.family[row.family]} · {row.unit.name}
          </div>
        </>
      ),
    },
    { key: 'state', title: words.common.state, cell: (row) => <IncidentTag state={row.state} /> },
    {
      key: 'scope',
      title: words.incidents.scope,
      cell: (row) => (row.family === 'media' ? words.states.scope[row.scope] : <span className="faint">{empty}</span>),
    },
    {
      key: 'grade',
      title: words.incidents.grade,
      cell: (row) => (row.grade ? words.states.grade[row.grade] : <span className="faint">{empty}</span>),
    },
    { key: 'clock', title: words.incidents.clock, cell: (row) => <NextClock row={row} /> },
    { key: 'found', title: words.incidents.foundAt, cell: (row) => <TimeText at={row.humanFoundAt ?? row.openedAt} /> },
  ]
  return (
    <ListPage
      title={words.nav.incidents}
      path="/api/incidents"
      query={shown}
      set={set}
      answer={answer}
      columns={columns}
      keyOf={(row) => row.id}
      actions={
        <Button type="primary" onClick={() => void navigate('/incidents/open')}>
          {words.plans.open.title}
        </Button>
      }
      search={words.incidents.searchHint}
      chips={[
        {
          name: 'mode',
          label: words.incidents.modeLabel,
          options: [
            { value: '', label: words.incidents.real },
            { value: 'drill', label: words.incidents.drill },
          ],
        },
        {
          name: 'state',
          label: words.common.state,
          options: [
            { value: 'open', label: words.incidents.open },
            ...(
              ['suspected', 'reported', 'under_study', 'active', 'terminated', 'closed_not_event', 'merged'] as const
            ).map((value) => ({ value, label: words.states.incident[value] })),
            { value: 'all', label: words.common.all },
          ],
        },
        {
          name: 'family',
          label: words.plans.familyLabel,
          options: [
            { value: '', label: words.common.all },
            ...families.map((value) => ({ value, label: words.plans.family[value] })),
          ],
        },
        {
          name: 'scope',
          label: words.incidents.scope,
          options: [
            { value: '', label: words.common.all },
            ...(['county_only', 'city_only', 'region_wide'] as const).map((value) => ({
              value,
              label: words.states.scope[value],
            })),
          ],
        },
      ]}
      empty={{ title: words.incidents.empty, next: words.incidents.emptyNext }}
    />
  )
}

function NextClock({ row }: { row: IncidentRow }) {
  const words = useWords()
  const open = row.clocks.filter(isOpenClock).sort((a, b) => a.limitAt.localeCompare(b.limitAt))[0]
  if (open) return <RunningTime clock={open} />
  const last = row.clocks.at(-1)
  if (!last) return <span className="faint">{empty}</span>
  return (
    <StateTag tone={last.state === 'met' ? 'good' : last.state === 'met_late' ? 'step3' : 'plain'}>
      {words.states.clock[last.state]}
    </StateTag>
  )
}
