/** A plain table that turns into cards on a phone, so that no page scrolls sideways. */
import type { ReactNode } from 'react'

export type Column<Row> = {
  key: string
  title: string
  cell: (row: Row) => ReactNode
  numeric?: boolean
  /** Share of the width, e.g. '24%'. */
  width?: string
}

export function DataTable<Row>({
  caption,
  columns,
  rows,
  keyOf,
  small = false,
}: {
  /** For screen readers: what the table holds. */
  caption: string
  columns: Column<Row>[]
  rows: readonly Row[]
  keyOf: (row: Row) => string
  /** A few short columns: they stay a table on a phone. */
  small?: boolean
}) {
  return (
    <table className={small ? 'data small' : 'data'}>
      <caption className="seen-by-readers">{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th
              key={column.key}
              scope="col"
              className={column.numeric ? 'numeric' : ''}
              style={{ width: column.width }}
            >
              {column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)}>
            {columns.map((column) => (
              <td key={column.key} data-label={column.title} className={column.numeric ? 'numeric' : ''}>
                <div className="cell">{column.cell(row)}</div>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
