/** 口径库: what was said before, over all matters the person may see. */
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { PointsInLibrary } from '../../../api/contract.ts'
import type { Column } from '../../components/DataTable.tsx'
import { ListPage, useFilters } from '../../components/ListPage.tsx'
import { MachineTag, TalkingPointsTag } from '../../components/StateTag.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { useWords } from '../../preferences.tsx'
import { questions } from '../../requests.ts'
import { empty } from '../../times.ts'

const states = ['draft', 'approved', 'in_force', 'superseded', 'recalled', 'expired', 'invalid_scope'] as const
const sorts = ['opened', 'in-force', 'answered'] as const

export default function PointsLibrary() {
  const words = useWords()
  const { query, set } = useFilters({ sort: 'opened' })
  const answer = useQuery(questions.pointsLibrary(query))
  const all = { value: '', label: words.common.all }
  const at = (instant: string | null) => (instant ? <TimeText at={instant} /> : <span className="faint">{empty}</span>)
  const columns: Column<PointsInLibrary>[] = [
    {
      key: 'summary',
      title: words.talkingPoints.summary,
      width: '36%',
      cell: (row) => (
        <>
          <Link className="clamped" to={`/incidents/${row.incidentId}/${row.id}?tab=talking-points`}>
            {row.summary}
          </Link>
          <div className="faint">
            {words.talkingPoints.version(row.n)} · {row.unit.name}
            {row.questions.length > 0 && ` · ${words.talkingPoints.questionCount(row.questions.length)}`}
          </div>
        </>
      ),
    },
    {
      key: 'state',
      title: words.common.state,
      cell: (row) => (
        <>
          <TalkingPointsTag state={row.state} /> {row.isMachine && <MachineTag />}
          {row.openComments > 0 && <div className="faint">{words.comments.count(row.openComments)}</div>}
        </>
      ),
    },
    {
      key: 'incident',
      title: words.talkingPoints.incident,
      cell: (row) => (
        <Link to={`/incidents/${row.incidentId}`}>
          {row.incident.no} {row.incident.title}
        </Link>
      ),
    },
    { key: 'in-force', title: words.talkingPoints.inForceAt, cell: (row) => at(row.inForceAt) },
    {
      key: 'answered',
      title: words.talkingPoints.lastAnswered,
      cell: (row) => (
        <>
          {at(row.lastAnsweredAt)}
          {row.answers > 0 && <div className="faint">{words.talkingPoints.answerCount(row.answers)}</div>}
        </>
      ),
    },
  ]
  return (
    <ListPage
      title={words.talkingPoints.library}
      path="/api/talking-points"
      query={query}
      set={set}
      answer={answer}
      columns={columns}
      keyOf={(row) => row.id}
      search={words.talkingPoints.librarySearch}
      chips={[
        {
          name: 'spoken',
          label: words.talkingPoints.spokenLabel,
          options: [all, { value: 'true', label: words.talkingPoints.spoken }],
        },
        {
          name: 'state',
          label: words.common.state,
          options: [all, ...states.map((value) => ({ value, label: words.states.talkingPoints[value] }))],
        },
        {
          name: 'sort',
          label: words.talkingPoints.sort,
          options: sorts.map((value) => ({ value, label: words.talkingPoints.sortBy[value] })),
        },
      ]}
      empty={{ title: words.talkingPoints.libraryEmpty, next: words.talkingPoints.libraryEmptyNext }}
    />
  )
}
