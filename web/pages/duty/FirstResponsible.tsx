/** 第一责任人: who answers for each unit now, which has nobody, and who did before. */
import { useQuery } from '@tanstack/react-query'
import type { HeadShown } from '../../../api/contract.ts'
import type { Column } from '../../components/DataTable.tsx'
import { ListPage, useFilters } from '../../components/ListPage.tsx'
import { StateTag } from '../../components/StateTag.tsx'
import { useWords } from '../../preferences.tsx'
import { questions } from '../../requests.ts'
import { timeText } from '../../times.ts'
import { DutyTabs } from './DutyTabs.tsx'

const states = ['held', 'missing', 'past'] as const
const sorts = ['unit', 'latest', 'earliest'] as const

export default function FirstResponsible() {
  const words = useWords()
  const w = words.heads
  const { query, set } = useFilters({ sort: 'unit' })
  const answer = useQuery(questions.heads(query))
  const { missing = 0, rule } = answer.data ?? {}
  return (
    <ListPage
      title={w.title}
      tabs={<DutyTabs />}
      path="/api/first-responsible"
      query={query}
      set={set}
      answer={answer}
      search={w.search}
      columns={columnsOf(words)}
      keyOf={(row: HeadShown) => `${row.unit.id} ${row.person?.id} ${row.fromAt}`}
      chips={[
        {
          name: 'state',
          label: words.common.state,
          options: [
            { value: '', label: words.common.all },
            ...states.map((value) => ({
              value,
              label: w.state[value],
              ...(value === 'missing' && answer.data ? { count: missing } : {}),
            })),
          ],
        },
        { name: 'sort', label: words.common.sort, options: sorts.map((value) => ({ value, label: w.sort[value] })) },
      ]}
      beside={
        rule && (
          <p className="faint">
            {rule.text}——{rule.citation}
          </p>
        )
      }
      empty={{ title: w.empty, next: w.emptyNext }}
    />
  )
}

function columnsOf(words: ReturnType<typeof useWords>): Column<HeadShown>[] {
  const w = words.heads
  return [
    {
      key: 'unit',
      title: words.common.unit,
      width: '40%',
      cell: (row) => (
        <>
          {row.unit.name}
          <div className="faint">{words.states.level[row.unit.level as keyof typeof words.states.level]}</div>
        </>
      ),
    },
    {
      key: 'person',
      title: words.dutyTabs.heads,
      width: '20%',
      cell: (row) => row.person?.name ?? <StateTag tone="step3">{w.none}</StateTag>,
    },
    { key: 'from', title: w.from, width: '20%', cell: (row) => (row.fromAt ? timeText(row.fromAt) : '—') },
    { key: 'to', title: w.to, width: '20%', cell: (row) => (row.toAt ? timeText(row.toAt) : '—') },
  ]
}
