/** 对外发布: everything that went out or is on its way, over all incidents the person may see. */
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { ReleaseRowShown } from '../../../api/contract.ts'
import type { Column } from '../../components/DataTable.tsx'
import { ListPage, useFilters } from '../../components/ListPage.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { useWords } from '../../preferences.tsx'
import { questions } from '../../requests.ts'
import { empty } from '../../times.ts'
import { ReleaseTag } from './release-tag.tsx'

const kinds = ['press_conference', 'media_briefing', 'notice', 'statement', 'response_article', 'update'] as const
const states = ['draft', 'checked', 'approved', 'scheduled', 'blocked', 'live', 'corrected', 'withdrawn'] as const
const sorts = ['opened', 'live', 'title'] as const

export default function Releases() {
  const words = useWords()
  const { query, set } = useFilters({ sort: 'opened' })
  const answer = useQuery(questions.releases(query))
  const all = { value: '', label: words.common.all }
  const columns: Column<ReleaseRowShown>[] = [
    {
      key: 'title',
      title: words.releases.titleField,
      width: '34%',
      cell: (row) => (
        <>
          <Link to={`/releases/${row.id}`}>{row.title}</Link>
          <div className="faint">
            {words.releases.kind[row.kind]} · {row.unit.name}
          </div>
        </>
      ),
    },
    { key: 'state', title: words.common.state, cell: (row) => <ReleaseTag state={row.state} /> },
    {
      key: 'incident',
      title: words.releases.incident,
      cell: (row) => (
        <Link to={`/incidents/${row.incidentId}?tab=releases`}>
          {row.incidentNo} {row.incidentTitle}
        </Link>
      ),
    },
    { key: 'opened', title: words.releases.openedAt, cell: (row) => <TimeText at={row.openedAt} /> },
    {
      key: 'live',
      title: words.releases.liveAt,
      cell: (row) =>
        row.liveAt ? (
          <TimeText at={row.liveAt} />
        ) : row.scheduledAt && row.state === 'scheduled' ? (
          <>
            {words.releases.scheduledAt} <TimeText at={row.scheduledAt} relative={false} />
          </>
        ) : (
          <span className="faint">{empty}</span>
        ),
    },
  ]
  return (
    <ListPage
      title={words.releases.title}
      path="/api/releases"
      query={query}
      set={set}
      answer={answer}
      columns={columns}
      keyOf={(row) => row.id}
      actions={<a href="/public/releases.atom">{words.releases.feed}</a>}
      search={words.releases.searchHint}
      chips={[
        {
          name: 'kind',
          label: words.releases.kindLabel,
          options: [all, ...kinds.map((value) => ({ value, label: words.releases.kind[value] }))],
        },
        {
          name: 'state',
          label: words.common.state,
          options: [all, ...states.map((value) => ({ value, label: words.releases.state[value] }))],
        },
        {
          name: 'sort',
          label: words.releases.sort,
          options: sorts.map((value) => ({ value, label: words.releases.sortBy[value] })),
        },
      ]}
      empty={{ title: words.releases.empty, next: words.releases.emptyNext }}
    />
  )
}
