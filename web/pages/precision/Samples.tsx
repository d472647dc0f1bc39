/** 抽查: articles that the machine let pass, for a person to read, and what the answers say of the share missed. */
import { useQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { SampleShown } from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import { Answer, EmptyState } from '../../components/Answer.tsx'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { ExportButton } from '../../components/ExportButton.tsx'
import { Pages } from '../../components/ListPage.tsx'
import { Labelled, Sheet } from '../../components/Sheet.tsx'
import { useWords } from '../../preferences.tsx'
import { commands, questions } from '../../requests.ts'
import { timeText } from '../../times.ts'

const percent = (share: number) => `${(share * 100).toFixed(1)}%`

export function Samples({ query }: { query: Record<string, string> }) {
  const words = useWords().samples
  const [page, setPage] = useState(1)
  const [missed, setMissed] = useState<SampleShown | null>(null)
  const asked = { ...query, page: String(page) }
  const answer = useQuery(questions.samples(asked))
  const { act, busy } = useAct()
  const rightly = (id: string) =>
    void act(() => commands.answerSample(id, { answer: 'rightly_low' }), { done: words.saved, renew: ['record'] })
  const columns: Column<SampleShown>[] = [
    { key: 'week', title: words.week, cell: (s) => timeText(s.week).slice(0, 10) },
    {
      ...{ key: 'article', title: words.article, width: '40%' },
      cell: (s) => (
        <>
          <Link to={`/articles/${s.article.id}`}>{s.article.title}</Link>{' '}
          <span className="faint">
            {s.article.outlet} · {s.about ? words.about : words.other}
          </span>
        </>
      ),
    },
    { key: 'unit', title: words.unit, cell: (s) => s.unit.name },
    {
      ...{ key: 'answer', title: words.answer },
      cell: (s) =>
        s.answer ? (
          <>
            {s.flagId ? <Link to={`/review/${s.flagId}`}>{words.answers[s.answer]}</Link> : words.answers[s.answer]}{' '}
            <span className="faint">{s.by}</span>
          </>
        ) : s.mayAnswer ? (
          <span className="row">
            <Button size="small" loading={busy} onClick={() => rightly(s.id)}>
              {words.answers.rightly_low}
            </Button>
            <Button size="small" onClick={() => setMissed(s)}>
              {words.answers.missed}
            </Button>
          </span>
        ) : (
          <span className="faint">{words.open}</span>
        ),
    },
  ]
  return (
    <section className="panel list-panel">
      <header className="row between">
        <h2>{words.title}</h2>
        <ExportButton path="/api/audit-samples" query={query} isSmall />
      </header>
      <p className="quiet">{words.intro}</p>
      <Answer query={answer}>
        {(data) =>
          data.items.length === 0 ? (
            <EmptyState title={words.empty} next={words.emptyNext} />
          ) : (
            <>
              <p>
                <strong>
                  {data.estimate.share === null || data.estimate.low === null || data.estimate.high === null
                    ? words.none
                    : words.estimate(
                        percent(data.estimate.share),
                        percent(data.estimate.low),
                        percent(data.estimate.high),
                      )}
                </strong>{' '}
                <span className="faint">
                  {words.counts(data.estimate.answered, data.estimate.missed, percent(data.estimate.covered))}
                </span>
              </p>
              <DataTable caption={words.title} columns={columns} rows={data.items} keyOf={(s) => s.id} />
              <Pages data={data} onPage={setPage} />
            </>
          )
        }
      </Answer>
      {missed && <MissedSheet sample={missed} onClose={() => setMissed(null)} />}
    </section>
  )
}

function MissedSheet({ sample, onClose }: { sample: SampleShown; onClose: () => void }) {
  const all = useWords()
  const words = all.samples
  const [note, setNote] = useState('')
  const { act, busy, error } = useAct(true)
  const submit = async () => {
    const run = () => commands.answerSample(sample.id, { answer: 'missed', note })
    if (await act(run, { done: words.saved, renew: ['record', 'flags', 'articles'] })) onClose()
  }
  return (
    <Sheet
      title={words.answers.missed}
      verb={words.answers.missed}
      consequence={words.means}
      busy={busy}
      error={error}
      ready={note.trim().length >= 2}
      onDo={() => void submit()}
      onClose={onClose}
    >
      <Labelled label={all.common.reason} required>
        <Input.TextArea rows={3} maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />
      </Labelled>
    </Sheet>
  )
}
