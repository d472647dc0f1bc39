/** 线索: articles that people and programs handed in, with what became of them; and the form to hand one in. */
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { Link, useSearchParams } from 'react-router'
import type { SubmissionShown } from '../../../api/contract.ts'
import type { Column } from '../../components/DataTable.tsx'
import { ListPage, useFilters } from '../../components/ListPage.tsx'
import { StateTag, type Tone } from '../../components/StateTag.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { useWords } from '../../preferences.tsx'
import { questions } from '../../requests.ts'
import { failureSentence } from '../sources/failure-text.ts'
import { SubmitSheet } from './SubmitSheet.tsx'

const tones: Record<SubmissionShown['article']['state'], Tone> = {
  found: 'step1',
  extracted: 'step1',
  analyzed: 'good',
  unreadable: 'step3',
}

export default function Submissions() {
  const words = useWords()
  const [params, setParams] = useSearchParams()
  const { query: all, set } = useFilters()
  const { new: _, ...query } = all
  const answer = useQuery({ ...questions.submissions(query), refetchInterval: 10_000 })
  const maySubmit = answer.data?.moves.some((move) => move.verb === 'submit' && move.allowed) ?? false
  const open = (on: boolean) => setParams(on ? { new: '1' } : {}, { replace: true })
  return (
    <>
      <ListPage
        title={words.submissions.title}
        path="/api/submissions"
        query={query}
        set={set}
        answer={answer}
        columns={columnsOf(words)}
        keyOf={(row) => row.id}
        search={words.submissions.searchHint}
        chips={[
          {
            name: 'by',
            label: words.submissions.by,
            options: [
              { value: '', label: words.common.all },
              { value: 'person', label: words.submissions.person },
              { value: 'sender', label: words.submissions.sender },
            ],
          },
          {
            name: 'state',
            label: words.submissions.progress,
            options: [
              { value: '', label: words.common.all },
              ...(['found', 'extracted', 'analyzed', 'unreadable'] as const).map((value) => ({
                value,
                label: words.submissions.state[value],
              })),
            ],
          },
        ]}
        beside={<p className="quiet">{words.submissions.intro}</p>}
        empty={{ title: words.submissions.empty, next: words.submissions.emptyNext }}
        actions={
          <Button type="primary" disabled={!maySubmit} onClick={() => open(true)}>
            {words.submissions.submit}
          </Button>
        }
      />
      {maySubmit && params.has('new') && <SubmitSheet onClose={() => open(false)} />}
    </>
  )
}

function columnsOf(words: ReturnType<typeof useWords>): Column<SubmissionShown>[] {
  return [
    { key: 'at', title: words.submissions.at, cell: (row) => <TimeText at={row.at} /> },
    {
      key: 'article',
      title: words.submissions.article,
      width: '32%',
      cell: (row) => (
        <>
          <Link to={`/articles/${row.article.id}`}>{row.article.title || row.url}</Link>
          <div className="faint">{row.article.outletName}</div>
        </>
      ),
    },
    {
      key: 'by',
      title: words.submissions.by,
      cell: (row) => (
        <>
          {row.by.name}
          <div className="faint">{row.by.kind === 'sender' ? words.submissions.sender : row.by.unit}</div>
        </>
      ),
    },
    {
      key: 'reason',
      title: words.submissions.why,
      width: '20%',
      cell: (row) => (
        <>
          {row.reason}
          <div className="faint">
            {words.submissions.ways[row.given]}
            {row.fileName && ` · ${row.fileName}`}
          </div>
        </>
      ),
    },
    {
      key: 'state',
      title: words.submissions.progress,
      cell: (row) => (
        <div className="stack tight">
          <div>
            <StateTag tone={tones[row.article.state]}>{words.submissions.state[row.article.state]}</StateTag>
          </div>
          {row.article.state === 'unreadable' && row.article.failure && (
            <span className="faint">
              {failureSentence(row.article.failure, words)}
              <br />
              {words.submissions.unreadableNext}
            </span>
          )}
        </div>
      ),
    },
  ]
}
