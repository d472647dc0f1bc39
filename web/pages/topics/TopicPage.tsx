/** One topic: its rules, how far its look back is, matches by day, the matching articles with why, who changed what. */
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { Link, useNavigate, useParams } from 'react-router'
import type { TopicDetail, TopicMatchShown } from '../../../api/contract.ts'
import { Answer } from '../../components/Answer.tsx'
import type { Column } from '../../components/DataTable.tsx'
import { ListPage, useFilters } from '../../components/ListPage.tsx'
import { isAllowed } from '../../components/moves.ts'
import { RiskBadge } from '../../components/StateTag.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { useWords } from '../../preferences.tsx'
import { questions } from '../../requests.ts'
import { DayChart } from './Preview.tsx'
import { Reasons } from './Reasons.tsx'
import { RulesText } from './Topics.tsx'

export default function TopicPage() {
  const { topicId = '' } = useParams()
  const answer = useQuery({
    ...questions.topic(topicId),
    refetchInterval: ({ state }) => (state.data && isLooking(state.data) ? 2_000 : 30_000),
  })
  return <Answer query={answer}>{(detail) => <TopicView detail={detail} />}</Answer>
}

const isLooking = ({ topic }: TopicDetail) => topic.active && topic.scan.endedAt === null

function TopicView({ detail }: { detail: TopicDetail }) {
  const words = useWords()
  const w = words.topics
  const navigate = useNavigate()
  const { topic } = detail
  const { query, set } = useFilters()
  const matches = useQuery({
    ...questions.topicMatches(topic.id, query),
    refetchInterval: isLooking(detail) ? 2_000 : 30_000,
  })
  const levels = ['critical', 'high', 'elevated', 'low'] as const
  const columns: Column<TopicMatchShown>[] = [
    {
      key: 'article',
      title: w.article,
      width: '34%',
      cell: (row) => (
        <>
          <Link to={`/articles/${row.article.id}`}>{row.article.title}</Link>
          <div className="faint">{row.outlet}</div>
        </>
      ),
    },
    {
      key: 'why',
      title: w.why,
      width: '28%',
      cell: (row) => (
        <>
          <Reasons reasons={row.reasons} />
          {row.n !== topic.n && <div className="faint">{w.version(row.n)}</div>}
        </>
      ),
    },
    { key: 'seen', title: w.seen, cell: (row) => <TimeText at={row.seenAt} /> },
    { key: 'published', title: w.published, cell: (row) => <TimeText at={row.article.publishedAt} /> },
    {
      key: 'level',
      title: w.level,
      cell: (row) => (row.article.riskLevel ? <RiskBadge level={row.article.riskLevel} /> : '—'),
    },
  ]
  return (
    <ListPage
      title={topic.name}
      path={`/api/topics/${topic.id}/matches`}
      query={query}
      set={set}
      answer={matches}
      columns={columns}
      keyOf={(row) => row.id}
      search={w.matchSearch}
      empty={{ title: w.noMatch, next: w.noMatchNext }}
      chips={[
        {
          name: 'level',
          label: w.level,
          options: [
            { value: '', label: words.common.all },
            ...levels.map((value) => ({ value, label: words.states.risk[value] })),
          ],
        },
        {
          name: 'sort',
          label: w.sort,
          options: [
            { value: '', label: w.matchSorts.seen },
            { value: 'published', label: w.matchSorts.published },
          ],
        },
      ]}
      tabs={<Facts detail={detail} />}
      actions={
        <Button
          type="primary"
          disabled={!isAllowed(detail.moves, 'change')}
          onClick={() => navigate(`/topics/${topic.id}/edit`)}
        >
          {w.edit}
        </Button>
      }
    />
  )
}

function Facts({ detail }: { detail: TopicDetail }) {
  const words = useWords()
  const w = words.topics
  const { topic, versions, days } = detail
  const { looked, total, endedAt } = topic.scan
  return (
    <div className="topic-editor">
      <section className="panel stack">
        <div className="faint">
          {topic.unit?.name} · {w.version(topic.n)} · {topic.active ? w.active : w.inactive}
        </div>
        <div>
          <RulesText rules={topic.rules} />
        </div>
        {topic.patternsOff.map((pattern) => (
          <p key={pattern} className="notice step3">
            {w.off(pattern)}
          </p>
        ))}
        <p className="faint" role="status">
          {!topic.active ? w.notScanned : endedAt === null ? w.scanning(looked, total) : w.scanned(looked)}
        </p>
        <details>
          <summary>{w.versions}</summary>
          <ul className="plain-list">
            {versions.map((version) => (
              <li key={version.n}>
                <div className="row between">
                  <span>
                    {w.version(version.n)} · {version.by ?? w.machine}
                  </span>
                  <TimeText at={version.at} />
                </div>
                <div className="faint">
                  <RulesText rules={version.rules} />
                </div>
              </li>
            ))}
          </ul>
        </details>
      </section>
      <section className="panel">
        <DayChart days={days} />
      </section>
    </div>
  )
}
