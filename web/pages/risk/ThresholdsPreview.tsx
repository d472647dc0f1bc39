/** What thresholds would make of the flags of the last days: levels now and then as a picture, how many rise and fall, examples. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Link } from 'react-router'
import type { ThresholdsPreviewShown } from '../../../api/contract.ts'
import { Answer } from '../../components/Answer.tsx'
import { Chart } from '../../components/Chart.tsx'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { RiskBadge } from '../../components/StateTag.tsx'
import { useWords } from '../../preferences.tsx'
import { commands } from '../../requests.ts'

type Values = { misinformation: number[]; spread: number[] } | null
const waitMs = 500

export function ThresholdsPreview({ unitId, values }: { unitId: string; values: Values }) {
  const words = useWords()
  const said = useSettled(JSON.stringify({ unitId, values }))
  const answer = useQuery({
    queryKey: ['record', 'thresholds-preview', said],
    queryFn: () => commands.previewThresholds(JSON.parse(said)),
    placeholderData: keepPreviousData,
    retry: false,
  })
  return (
    <section className="stack" aria-label={words.risk.preview} aria-busy={answer.isFetching}>
      <h3>{words.risk.preview}</h3>
      <Answer query={answer}>{(data) => <Outcome data={data} />}</Answer>
    </section>
  )
}

function Outcome({ data }: { data: ThresholdsPreviewShown }) {
  const words = useWords()
  const w = words.risk
  const levels = ['low', 'elevated', 'high', 'critical'] as const
  const columns: Column<ThresholdsPreviewShown['examples'][number]>[] = [
    {
      key: 'title',
      title: w.article,
      cell: (row) => (
        <Link to={`/articles/${row.articleId}?tab=why`} target="_blank">
          {row.title}
        </Link>
      ),
    },
    { key: 'unit', title: w.unit, cell: (row) => row.unit?.name ?? '—' },
    { key: 'from', title: w.now, cell: (row) => <RiskBadge level={row.from} /> },
    { key: 'to', title: w.under, cell: (row) => <RiskBadge level={row.to} /> },
  ]
  return (
    <>
      <p role="status">{w.previewed(data)}</p>
      {data.older > 0 && <p className="notice step2">{w.older(data.older)}</p>}
      {data.isCut && <p className="faint">{w.cut(data.most)}</p>}
      {data.looked > 0 && (
        <Chart
          title={w.byLevel}
          spoken={w.previewMeans(data.units, data.days)}
          height={180}
          content={{
            kind: 'bars',
            x: { name: w.level, values: levels.map((level) => words.states.risk[level]) },
            y: { unit: w.flags, whole: true },
            series: [
              { name: w.now, values: levels.map((level) => data.before[level]) },
              { name: w.under, values: levels.map((level) => data.after[level]) },
            ],
          }}
        />
      )}
      {data.examples.length > 0 && (
        <DataTable
          small
          caption={w.examples}
          columns={columns}
          rows={data.examples}
          keyOf={(row) => `${row.articleId} ${row.unit?.id}`}
        />
      )}
    </>
  )
}

/** The value once it has rested for a while. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), waitMs)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}
