/** 告警: what went wrong with sources and since when, each leading to its source. */
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { NamedAlarmShown } from '../../../api/contract.ts'
import type { Column } from '../../components/DataTable.tsx'
import { ListPage, useFilters } from '../../components/ListPage.tsx'
import { StateTag } from '../../components/StateTag.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { useWords } from '../../preferences.tsx'
import { questions } from '../../requests.ts'
import { alarmSentence } from './failure-text.ts'
import { SourceTabs } from './SourceTabs.tsx'

const kinds = ['gone', 'selector_broken', 'forbidden', 'failing', 'thin', 'silent'] as const

export default function Alarms() {
  const words = useWords()
  const { query, set } = useFilters({ state: 'open' })
  const answer = useQuery({ ...questions.sourceAlarms(query), refetchInterval: 30_000 })
  return (
    <ListPage
      title={words.status.sourceAlarms}
      tabs={<SourceTabs />}
      path="/api/source-alarms"
      query={query}
      set={set}
      answer={answer}
      columns={alarmColumns(words)}
      keyOf={(row: NamedAlarmShown) => row.id}
      chips={[
        {
          name: 'state',
          label: words.common.state,
          options: (['open', 'cleared', 'all'] as const).map((value) => ({
            value,
            label: words.sourceList.alarmState[value],
          })),
        },
        {
          name: 'kind',
          label: words.sourceList.alarmKind,
          options: [
            { value: '', label: words.common.all },
            ...kinds.map((value) => ({ value, label: words.sourceList.alarm[value] })),
          ],
        },
      ]}
      empty={{ title: words.sourceList.noAlarms, next: words.sourceList.noAlarmsNext }}
    />
  )
}

/** The status page shows the newest of them in the same columns. */
export function alarmColumns(words: ReturnType<typeof useWords>): Column<NamedAlarmShown>[] {
  return [
    {
      key: 'kind',
      title: words.sourceList.alarmKind,
      width: '16%',
      cell: (row) => <StateTag tone={row.clearedAt ? 'plain' : 'step3'}>{words.sourceList.alarm[row.kind]}</StateTag>,
    },
    {
      key: 'source',
      title: words.nav.sources,
      width: '26%',
      cell: (row) => (
        <Link to={`/sources?source=${encodeURIComponent(row.sourceId)}`}>
          {row.source.outlet} · {row.source.name}
        </Link>
      ),
    },
    { key: 'reason', title: words.status.error, cell: (row) => alarmSentence(row.reason, words) },
    { key: 'raised', title: words.sources.since, cell: (row) => <TimeText at={row.raisedAt} /> },
    {
      key: 'cleared',
      title: words.sourceList.cleared,
      cell: (row) => <TimeText at={row.clearedAt} />,
    },
  ]
}
