/** 迟报事实清单: what was owed when and when it was done. Facts of time; no judgement, no names. */
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { LateDuty } from '../../../api/contract.ts'
import { dutyWord } from '../../components/ClockCountdown.tsx'
import type { Column } from '../../components/DataTable.tsx'
import { ListPage, useFilters } from '../../components/ListPage.tsx'
import { StateTag } from '../../components/StateTag.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { useWords } from '../../preferences.tsx'
import { questions } from '../../requests.ts'
import { lengthText, timeText } from '../../times.ts'

import { PeriodFilters } from './PeriodFilters.tsx'

const sorts = ['newest', 'latest', 'unit'] as const

export default function LateDuties() {
  const words = useWords()
  const { query, set } = useFilters({ months: '12', mode: 'real', sort: 'newest' })
  const answer = useQuery(questions.lateDuties(query))
  const { lateDuties } = words
  const columns: Column<LateDuty>[] = [
    {
      key: 'incident',
      title: lateDuties.incident,
      width: '24%',
      cell: ({ incident, unit }) => (
        <>
          <Link to={`/incidents/${incident.id}`}>{incident.title}</Link>
          <div className="faint">
            {incident.no} · {unit.name}
          </div>
        </>
      ),
    },
    {
      key: 'duty',
      title: lateDuties.duty,
      cell: (row) => (
        <>
          {dutyWord(row, words)}
          <div className="faint">{row.rule.citation}</div>
        </>
      ),
    },
    {
      key: 'started',
      title: lateDuties.started,
      cell: (row) => (
        <>
          <TimeText at={row.startAt} relative={false} />
          {row.originalStartAt && <div className="faint">{lateDuties.movedFrom(timeText(row.originalStartAt))}</div>}
          {row.provisional && <div className="faint">{lateDuties.provisional}</div>}
        </>
      ),
    },
    { key: 'limit', title: lateDuties.limit, cell: (row) => <TimeText at={row.limitAt} relative={false} /> },
    {
      key: 'met',
      title: lateDuties.met,
      cell: (row) =>
        row.metAt ? (
          <TimeText at={row.metAt} relative={false} />
        ) : (
          <StateTag tone="step4">{lateDuties.notYet}</StateTag>
        ),
    },
    {
      key: 'late',
      title: lateDuties.lateBy,
      cell: (row) => (
        <>
          {lengthText(row.lateMs, words.time)}
          {row.overdueOnCreation && <div className="faint">{words.plans.bornOverdue[row.overdueOnCreation]}</div>}
        </>
      ),
    },
  ]
  return (
    <ListPage
      title={lateDuties.title}
      path="/api/late-duties"
      query={query}
      set={set}
      answer={answer}
      columns={columns}
      keyOf={(row) => row.id}
      search={lateDuties.searchHint}
      tabs={<p className="quiet">{lateDuties.intro}</p>}
      moreFilters={<PeriodFilters query={query} set={set} choices={answer.data?.choices} />}
      chips={[
        {
          name: 'sort',
          label: lateDuties.sort,
          options: sorts.map((value) => ({ value, label: lateDuties.sortBy[value] })),
        },
      ]}
      empty={{ title: lateDuties.empty, next: lateDuties.emptyNext }}
    />
  )
}
