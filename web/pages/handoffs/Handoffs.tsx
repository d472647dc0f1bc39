/** 境外移交: the queue of overseas reports over all incidents, waiting ones first of all. */
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { HandoffShown } from '../../../api/contract.ts'
import type { Column } from '../../components/DataTable.tsx'
import { ListPage, useFilters } from '../../components/ListPage.tsx'
import { StateTag, type Tone } from '../../components/StateTag.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { useWords } from '../../preferences.tsx'
import { questions } from '../../requests.ts'
import { empty } from '../../times.ts'

const states = [
  'waiting',
  'detected',
  'handed_up',
  'route_chosen',
  'sent',
  'instructed',
  'closed',
  'dismissed',
] as const
const classes = ['foreign', 'hk_mo', 'tw'] as const

export const handoffTone = (state: HandoffShown['state']): Tone =>
  state === 'detected' || state === 'returned'
    ? 'step3'
    : state === 'closed' || state === 'executed'
      ? 'good'
      : state === 'dismissed'
        ? 'plain'
        : 'step2'

export default function Handoffs() {
  const words = useWords()
  const { query, set } = useFilters({ state: 'waiting' })
  const shown = { ...query, state: query.state === 'all' ? undefined : query.state }
  const answer = useQuery(questions.handoffs(shown))
  const all = { value: '', label: words.common.all }
  const columns: Column<HandoffShown>[] = [
    {
      key: 'outlet',
      title: words.handoffs.outlet,
      width: '30%',
      cell: (row) => (
        <>
          <Link to={`/handoffs/${row.id}`}>{row.outletName}</Link>
          <div className="faint">
            {words.handoffs.originClass[row.originClass]} · {row.article.title}
          </div>
        </>
      ),
    },
    {
      key: 'state',
      title: words.common.state,
      cell: (row) => <StateTag tone={handoffTone(row.state)}>{words.handoffs.state[row.state]}</StateTag>,
    },
    {
      key: 'incident',
      title: words.handoffs.incident,
      cell: (row) => (
        <Link to={`/incidents/${row.incidentId}`}>
          {row.incidentNo} {row.incidentTitle}
        </Link>
      ),
    },
    { key: 'unit', title: words.handoffs.unit, cell: (row) => row.unit.name },
    {
      key: 'route',
      title: words.handoffs.route,
      cell: (row) => (row.route ? words.handoffs.routes[row.route] : <span className="faint">{empty}</span>),
    },
    { key: 'at', title: words.handoffs.detectedAt, cell: (row) => <TimeText at={row.detectedAt} /> },
  ]
  return (
    <ListPage
      title={words.handoffs.title}
      path="/api/handoffs"
      query={shown}
      set={set}
      answer={answer}
      columns={columns}
      keyOf={(row) => row.id}
      search={words.handoffs.searchHint}
      beside={<p className="quiet">{words.handoffs.blocked}</p>}
      chips={[
        {
          name: 'state',
          label: words.common.state,
          options: [
            ...states.map((value) => ({
              value,
              label: value === 'waiting' ? words.handoffs.waiting : words.handoffs.state[value],
            })),
            { value: 'all', label: words.common.all },
          ],
        },
        {
          name: 'originClass',
          label: words.handoffs.classLabel,
          options: [all, ...classes.map((value) => ({ value, label: words.handoffs.originClass[value] }))],
        },
      ]}
      empty={{ title: words.handoffs.empty, next: words.handoffs.emptyNext }}
    />
  )
}
