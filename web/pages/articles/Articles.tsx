/** 报道检索: every article seen, by words, outlet and time; the words found are marked. */
import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { Link } from 'react-router'
import type { ArticleHit } from '../../../api/contract.ts'
import type { Column } from '../../components/DataTable.tsx'
import { ListPage, useFilters } from '../../components/ListPage.tsx'
import { RiskBadge, wordOf } from '../../components/StateTag.tsx'
import { TimeField } from '../../components/TimeField.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { WhyLink } from '../../components/Why.tsx'
import { useWords } from '../../preferences.tsx'
import { questions } from '../../requests.ts'

const levels = ['critical', 'high', 'elevated', 'low'] as const

export default function Articles() {
  const words = useWords()
  const { query, set } = useFilters()
  const answer = useQuery(questions.articles(query))
  const outlets = useQuery(questions.outlets())
  const columns: Column<ArticleHit>[] = [
    { key: 'title', title: words.articles.title, width: '46%', cell: (row) => <Hit row={row} /> },
    {
      key: 'outlet',
      title: words.articles.outlet,
      cell: (row) => (
        <>
          {row.outlet.name}
          {row.outlet.origin !== 'domestic' && <div className="faint">{words.states.origin[row.outlet.origin]}</div>}
        </>
      ),
    },
    { key: 'published', title: words.articles.published, cell: (row) => <TimeText at={row.publishedAt} /> },
    { key: 'seen', title: words.articles.firstSeen, cell: (row) => <TimeText at={row.firstSeenAt} /> },
    {
      key: 'level',
      title: words.review.level,
      cell: (row) =>
        row.riskLevel ? (
          <WhyLink articleId={row.id}>
            <RiskBadge level={row.riskLevel} />
          </WhyLink>
        ) : (
          <span className="faint">{wordOf(words.states.articleState, row.state, words.common.other)}</span>
        ),
    },
  ]
  return (
    <ListPage
      title={words.nav.articles}
      path="/api/articles"
      query={query}
      set={set}
      answer={answer}
      columns={columns}
      keyOf={(row) => row.id}
      search={words.articles.searchHint}
      empty={{ title: words.articles.empty, next: words.articles.emptyNext }}
      chips={[
        {
          name: 'level',
          label: words.review.level,
          options: [
            { value: '', label: words.common.all },
            ...levels.map((value) => ({ value, label: words.states.risk[value] })),
          ],
        },
      ]}
      moreFilters={
        <>
          <Select
            aria-label={words.articles.outlet}
            value={query.outletId ?? ''}
            showSearch={{ optionFilterProp: 'label' }}
            className="outlet-filter"
            onChange={(outletId) => set({ outletId: outletId || null })}
            options={[
              { value: '', label: `${words.articles.outlet}${words.common.colon}${words.common.all}` },
              ...(outlets.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
          <details open={Boolean(query.from ?? query.to)}>
            <summary className="quiet">{words.articles.fetched}</summary>
            <div className="row top">
              {(['from', 'to'] as const).map((name) => (
                <TimeField
                  key={name}
                  label={words.articles.seenRange[name]}
                  value={query[name] ?? null}
                  onChange={(value) => set({ [name]: value })}
                />
              ))}
            </div>
          </details>
        </>
      }
    />
  )
}

function Hit({ row }: { row: ArticleHit }) {
  return (
    <>
      <Link to={`/articles/${row.id}`}>
        {row.titleMarked.length === 0 ? row.title : <Marked pieces={row.titleMarked} />}
      </Link>
      {row.excerpt.length > 0 && (
        <div className="faint">
          <Marked pieces={row.excerpt} />
        </div>
      )}
    </>
  )
}

function Marked({ pieces }: { pieces: ArticleHit['excerpt'] }) {
  return (
    <>
      {pieces.map((piece, at) => (piece.hit ? <mark key={at}>{piece.text}</mark> : <span key={at}>{piece.text}</span>))}
    </>
  )
}
