/** 官方数据: published values with their vintages, and the import with its dry run. */
import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import type { FigureShown } from '../../../api/contract.ts'
import type { Column } from '../../components/DataTable.tsx'
import { ListPage, useFilters } from '../../components/ListPage.tsx'
import { MoveButton } from '../../components/MoveButton.tsx'
import { findMove } from '../../components/moves.ts'
import { StateTag } from '../../components/StateTag.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { useWords } from '../../preferences.tsx'
import { questions } from '../../requests.ts'
import { amountText, dayText } from '../../times.ts'
import { ImportFigures } from './ImportFigures.tsx'

export default function Figures() {
  const words = useWords()
  const [importing, setImporting] = useState(false)
  const { query, set } = useFilters()
  const answer = useQuery(questions.figures(query))
  const importMove = answer.data && findMove(answer.data.moves, 'import')
  const columns: Column<FigureShown>[] = [
    {
      key: 'indicator',
      title: words.figures.indicator,
      width: '24%',
      cell: (row) => (
        <>
          {row.indicatorName} <span className="quiet">{words.states.measure[row.measure]}</span>
          {row.priceBasis && <div className="faint">{words.states.priceBasis[row.priceBasis]}</div>}
        </>
      ),
    },
    { key: 'region', title: words.figures.region, cell: (row) => row.regionName },
    {
      key: 'period',
      title: words.figures.period,
      cell: (row) => (
        <>
          {row.period} <span className="faint">{words.states.periodType[row.periodType]}</span>
        </>
      ),
    },
    {
      key: 'value',
      title: words.figures.value,
      numeric: true,
      cell: (row) => (
        <>
          <strong>{amountText(row.value)}</strong> {row.unit}
        </>
      ),
    },
    {
      key: 'status',
      title: words.figures.status,
      cell: (row) => (
        <>
          <StateTag tone={row.supersededAt ? 'plain' : 'good'}>{words.states.figureStatus[row.status]}</StateTag>
          {row.supersededAt && <div className="faint">{words.figures.supersededOn(dayText(row.supersededAt))}</div>}
        </>
      ),
    },
    { key: 'published', title: words.figures.published, cell: (row) => <TimeText at={row.publishedAt} /> },
    {
      key: 'owner',
      title: words.figures.owner,
      cell: (row) => (
        <a href={row.sourceUrl} target="_blank" rel="noreferrer noopener">
          {row.owner}
        </a>
      ),
    },
  ]
  return (
    <>
      <ListPage
        title={words.nav.figures}
        path="/api/figures"
        query={query}
        set={set}
        answer={answer}
        columns={columns}
        keyOf={(row) => row.id}
        search={words.figures.searchHint}
        moreFilters={
          <div className="row">
            <Select
              allowClear
              style={{ minWidth: 220 }}
              placeholder={words.figures.indicator}
              aria-label={words.figures.indicator}
              value={query.indicator}
              showSearch={{ optionFilterProp: 'label' }}
              onChange={(indicator) => set({ indicator: indicator ?? null })}
              options={(answer.data?.indicators ?? []).map(({ code, name, figures }) => ({
                value: code,
                label: `${name} (${figures})`,
              }))}
            />
          </div>
        }
        empty={{ title: words.figures.empty, next: words.figures.emptyNext }}
        actions={
          importMove && <MoveButton move={importMove} label={words.figures.import} onClick={() => setImporting(true)} />
        }
      />
      {importing && <ImportFigures onClose={() => setImporting(false)} />}
    </>
  )
}
