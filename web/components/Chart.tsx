/**
 * The one way to show numbers as a picture: the chart, the same as a table, and both to take away. The drawing library comes
 * with the first chart. At most five series; more belong in two charts or in a table.
 */
import { Button } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { usePreferences } from '../preferences.tsx'
import type { Drawing } from './chart-drawing.ts'
import { type ChartContent, csvOf, isBlank, mostSeries, namedAtEnds, rowsOf } from './chart-content.ts'
import { DataTable } from './DataTable.tsx'

export type { ChartContent } from './chart-content.ts'

export function Chart({
  title,
  spoken,
  content,
  height = 220,
}: {
  title: string
  /** What the chart shows, in one sentence: read aloud, and written under it. */
  spoken: ReactNode
  content: ChartContent
  /** Of the picture, in pixels. */
  height?: number
}) {
  if (content.series.length > mostSeries) throw new Error(`a chart of ${content.series.length} series: ${title}`)
  const { words } = usePreferences()
  const [asTable, setAsTable] = useState(false)
  const drawing = useRef<Drawing | null>(null)
  if (isBlank(content))
    return (
      <figure className="chart">
        <figcaption>
          <strong>{title}</strong>
        </figcaption>
        <p className="quiet">{words.chart.blank}</p>
      </figure>
    )
  return (
    <figure className="chart">
      <figcaption className="row between">
        <strong>{title}</strong>
        <span className="row chart-tools">
          <Button size="small" type="text" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
            {asTable ? words.chart.asPicture : words.chart.asTable}
          </Button>
          {!asTable && (
            <Button
              size="small"
              type="text"
              onClick={() => drawing.current && download(`${title}.png`, drawing.current.picture())}
            >
              {words.chart.savePicture}
            </Button>
          )}
          <Button size="small" type="text" onClick={() => saveTable(title, content)}>
            {words.common.exportCsv}
          </Button>
        </span>
      </figcaption>
      {asTable ? (
        <Table title={title} content={content} />
      ) : (
        <Picture title={title} content={content} height={height} drawing={drawing} />
      )}
      <p className="faint">
        {spoken}
        {content.y.from === 'data' && ` ${words.chart.cutAxis}`}
      </p>
    </figure>
  )
}

type Failed = 'failed' | null

function Picture(props: {
  title: string
  content: ChartContent
  height: number
  drawing: React.RefObject<Drawing | null>
}) {
  const { title, content, height, drawing } = props
  const { words, shownMode } = usePreferences()
  const box = useRef<HTMLDivElement>(null)
  const [failed, setFailed] = useState<Failed>(null)
  const [ready, setReady] = useState(false)

  useEffect(() => {
    let current = true
    import('./chart-drawing.ts').then(
      ({ openDrawing }) => {
        if (!current || box.current === null) return
        drawing.current = openDrawing(box.current)
        setReady(true)
      },
      () => current && setFailed('failed'),
    )
    return () => {
      current = false
      drawing.current?.close()
      drawing.current = null
      setReady(false)
    }
  }, [drawing])

  // The colours stand in the style sheet, which `data-mode` switches in an effect of the preferences: one frame later they are there.
  const said = JSON.stringify(content)
  useEffect(() => {
    if (!ready) return
    const frame = requestAnimationFrame(() => drawing.current?.draw(JSON.parse(said) as ChartContent))
    return () => cancelAnimationFrame(frame)
  }, [ready, said, shownMode, drawing])

  if (failed) return <Table title={title} content={content} />
  return (
    <>
      {content.series.length > 1 && !namedAtEnds(content) && <Key content={content} />}
      <div
        ref={box}
        className="chart-box"
        style={{ height }}
        role="img"
        aria-label={`${title} ${words.chart.seeTable}`}
      />
    </>
  )
}

/** Names of bars, and of lines that cannot carry theirs at their ends. */
const Key = ({ content }: { content: ChartContent }) => (
  <ul className="chart-key">
    {content.series.map(({ name, color }, at) => (
      <li key={name}>
        <span aria-hidden="true" style={{ background: `var(--${color ?? `series${at + 1}`})` }} />
        {name}
      </li>
    ))}
  </ul>
)

function Table({ title, content }: { title: string; content: ChartContent }) {
  const { x, y, series } = content
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by key
    <section className="chart-table" tabIndex={0} aria-label={title}>
      <DataTable
        small
        caption={title}
        rows={rowsOf(content)}
        keyOf={(row) => row.x}
        columns={[
          { key: 'x', title: x.name, cell: (row) => row.x },
          ...series.map(({ name }, at) => ({
            key: name,
            title: y.unit ? `${name} (${y.unit})` : name,
            numeric: true,
            cell: (row: ReturnType<typeof rowsOf>[number]) => row.values[at] ?? '—',
          })),
        ]}
      />
    </section>
  )
}

function saveTable(title: string, content: ChartContent): void {
  const address = URL.createObjectURL(new Blob([csvOf(content)], { type: 'text/csv;charset=utf-8' }))
  download(`${title}.csv`, address)
  URL.revokeObjectURL(address)
}

function download(name: string, address: string): void {
  const link = document.createElement('a')
  link.href = address
  link.download = name.replace(/[\\/:*?"<>|]/g, ' ')
  link.click()
}
