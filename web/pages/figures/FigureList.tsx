/** All figures: filtered, sorted, paged, taken away as CSV or Excel. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import type { FigureShown } from '../../../api/contract.ts'
import { Answer, EmptyState } from '../../components/Answer.tsx'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { ExportButton } from '../../components/ExportButton.tsx'
import { Chips, Pages, SearchField, useFilters } from '../../components/ListPage.tsx'
import { StateTag } from '../../components/StateTag.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { IndicatorName, PlaceName } from '../../components/Names.tsx'
import { useWords } from '../../preferences.tsx'
import { questions } from '../../requests.ts'
import { amountText, dayText } from '../../times.ts'
import type { Words } from '../../locales/zh-CN.ts'

export function FigureList() {
  const words = useWords()
  const { query, set } = useFilters({ vintages: 'current', sort: 'series' })
  const answer = useQuery({ ...questions.figures(query), placeholderData: keepPreviousData })
  const choice = (name: 'measure' | 'periodType' | 'status', label: string, options: Record<string, string>) => (
    <Select
      allowClear
      style={{ minWidth: 120 }}
      placeholder={label}
      aria-label={label}
      value={query[name]}
      onChange={(value) => set({ [name]: value ?? null })}
      options={Object.entries(options).map(([value, text]) => ({ value, label: text }))}
    />
  )
  return (
    <div className="stack">
      <div className="filters">
        <SearchField value={query.q ?? ''} onSearch={(q) => set({ q: q || null })} hint={words.figures.searchHint} />
        <div className="row">
          {choice('measure', words.figureData.measure, words.states.measure)}
          {choice('periodType', words.figureData.periodType, words.states.periodType)}
          {choice('status', words.figures.status, words.states.figureStatus)}
          <Select
            style={{ minWidth: 120 }}
            aria-label={words.figureData.sort}
            value={query.sort}
            onChange={(sort) => set({ sort })}
            options={Object.entries(words.figureData.sorts).map(([value, label]) => ({ value, label }))}
          />
        </div>
        <div className="row between">
          <Chips
            filter={{
              name: 'vintages',
              label: words.figureData.show,
              options: [
                { value: 'current', label: words.figureData.currentOnly },
                { value: 'all', label: words.figureData.allVintages },
              ],
            }}
            value={query.vintages}
            onChange={(vintages) => set({ vintages })}
          />
          <div className="row">
            <ExportButton path="/api/figures" query={query} format="xlsx" />
            <ExportButton path="/api/figures" query={query} />
          </div>
        </div>
      </div>
      <section className="panel list-panel">
        <Answer query={answer}>
          {(data) =>
            data.items.length === 0 ? (
              <EmptyState title={words.figures.empty} next={words.figures.emptyNext} />
            ) : (
              <>
                <DataTable
                  caption={words.nav.figures}
                  columns={figureColumns(words)}
                  rows={data.items}
                  keyOf={(row) => row.id}
                />
                <Pages data={data} onPage={(page) => set({ page: String(page) })} />
              </>
            )
          }
        </Answer>
      </section>
    </div>
  )
}

export const figureColumns = (words: Words): Column<FigureShown>[] => [
  {
    key: 'indicator',
    title: words.figures.indicator,
    width: '24%',
    cell: (row) => (
      <>
        <IndicatorName of={row} /> <span className="quiet">{words.states.measure[row.measure]}</span>
        {row.priceBasis && <div className="faint">{words.states.priceBasis[row.priceBasis]}</div>}
      </>
    ),
  },
  {
    key: 'region',
    title: words.figures.region,
    cell: (row) => (
      <>
        <PlaceName of={row} />{' '}
        {row.scope !== 'whole' && <span className="faint">{words.figureData.scope[row.scope]}</span>}
      </>
    ),
  },
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
    cell: (row) =>
      row.sourceUrl ? (
        <a href={row.sourceUrl} target="_blank" rel="noreferrer noopener">
          {row.owner}
        </a>
      ) : (
        row.owner
      ),
  },
]
