/** 专题: what the units watch for, with how much of it there was in the last 30 days. */
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { Link, useNavigate } from 'react-router'
import type { TopicRowShown } from '../../../api/contract.ts'
import type { Column } from '../../components/DataTable.tsx'
import { ListPage, useFilters } from '../../components/ListPage.tsx'
import { isAllowed } from '../../components/moves.ts'
import { StateTag } from '../../components/StateTag.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { useWords } from '../../preferences.tsx'
import { questions } from '../../requests.ts'

export default function Topics() {
  const words = useWords()
  const w = words.topics
  const navigate = useNavigate()
  const { query, set } = useFilters()
  const answer = useQuery(questions.topics(query))
  const columns: Column<TopicRowShown>[] = [
    {
      key: 'name',
      title: w.name,
      width: '22%',
      cell: (row) => (
        <>
          <Link to={`/topics/${row.id}`}>{row.name}</Link>
          <div className="faint">{row.unit?.name}</div>
        </>
      ),
    },
    { key: 'rules', title: w.rules, width: '34%', cell: (row) => <RulesText rules={row.rules} /> },
    { key: 'matches', title: w.matches, numeric: true, cell: (row) => row.matches },
    { key: 'newest', title: w.newest, cell: (row) => <TimeText at={row.lastMatchAt} /> },
    {
      key: 'state',
      title: w.state,
      cell: (row) => (
        <>
          <StateTag tone={row.active ? 'good' : 'plain'}>{row.active ? w.active : w.inactive}</StateTag>
          {row.patternsOff.map((pattern) => (
            <div key={pattern} className="faint">
              {w.off(pattern)}
            </div>
          ))}
        </>
      ),
    },
  ]
  return (
    <ListPage
      title={w.title}
      path="/api/topics"
      query={query}
      set={set}
      answer={answer}
      columns={columns}
      keyOf={(row) => row.id}
      search={w.searchHint}
      beside={<p className="quiet">{w.intro}</p>}
      empty={{ title: w.empty, next: w.emptyNext }}
      chips={[
        {
          name: 'active',
          label: w.state,
          options: [
            { value: '', label: words.common.all },
            { value: 'true', label: w.active },
            { value: 'false', label: w.inactive },
          ],
        },
        {
          name: 'sort',
          label: w.sort,
          options: [
            { value: '', label: w.sorts.name },
            { value: 'matches', label: w.sorts.matches },
            { value: 'newest', label: w.sorts.newest },
          ],
        },
      ]}
      actions={
        <Button
          type="primary"
          disabled={!isAllowed(answer.data?.moves ?? [], 'make')}
          onClick={() => navigate('/topics/new')}
        >
          {w.make}
        </Button>
      }
    />
  )
}

export function RulesText({ rules }: { rules: TopicRowShown['rules'] }) {
  const { topics: w, states, common } = useWords()
  const outlets = useQuery({ ...questions.outlets(), enabled: rules.outletIds.length > 0 })
  const nameOf = (id: string) => outlets.data?.items.find((outlet) => outlet.id === id)?.name ?? common.other
  const rows = [
    [w.must, rules.must],
    [w.any, rules.any],
    [w.exclude, rules.exclude],
    [w.patterns, rules.patterns],
    [w.where, rules.where === 'both' ? [] : [w.places[rules.where]]],
    [w.outlets, rules.outletIds.map(nameOf)],
    [w.origins, rules.origins.map((origin) => states.origin[origin])],
    [w.languages, rules.languages.map((language) => w.languageNames[language])],
  ] as const
  return rows
    .filter(([, list]) => list.length > 0)
    .map(([label, list]) => (
      <div key={label}>
        <span className="faint">{label}</span> {list.join(' · ')}
      </div>
    ))
}
