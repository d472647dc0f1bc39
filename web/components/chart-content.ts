/** What a chart says, apart from how it is drawn; and the same as a table file. Pure. */

import { type CsvColumn, csvText } from '../../api/contract.ts'

/** As published (`'5.20'`), or counted; null where there is none: a gap in the line, never a nought. */
export type ChartValue = string | number | null

export type ChartSeries = {
  name: string
  /** One for each place of `x`. */
  values: ChartValue[]
  /** A colour that means something; without it the series get the five neutral ones in order. */
  color?: 'good' | 'step1' | 'step2' | 'step3' | 'step4'
}

export type ChartContent = {
  /** Bars beside one another, bars on top of one another, or lines with their names at their ends where there is room. */
  kind: 'bars' | 'stacked' | 'line'
  x: { name: string; values: string[] }
  /** `from: 'data'` cuts the axis to the values and says so: for indices and rates only. `whole`: things are counted. */
  y: { unit: string; from?: 'zero' | 'data'; whole?: boolean }
  /** At most five. */
  series: ChartSeries[]
}

export const mostSeries = 5

/** For the drawing alone; what people read stays as given. */
export function numberOf(value: ChartValue | undefined): number | null {
  if (value === null || value === undefined || value === '') return null
  const number = Number(value)
  return Number.isFinite(number) ? number : null
}

/** Nothing to draw: no value at all, or, where things are counted, none of them. */
export const isBlank = ({ series, y }: ChartContent): boolean =>
  series.every(({ values }) => values.every((value) => (y.whole ? !numberOf(value) : numberOf(value) === null)))

/** Rows for the table view and the file: the place, then one value a series. */
export const rowsOf = ({ x, series }: ChartContent): { x: string; values: ChartValue[] }[] =>
  x.values.map((place, at) => ({ x: place, values: series.map(({ values }) => values[at] ?? null) }))

/** How many columns of small print stand beside a line's end; a Chinese character takes two. */
const columnsAtEnd = 15
const leastApart = 0.1

/** May lines bear their names at their ends? Not where two would lie on each other or one would be cut off: then a key names them. */
export function namedAtEnds({ kind, series }: ChartContent): boolean {
  if (kind !== 'line' || series.length < 2) return false
  const columns = (name: string) => [...name].reduce((sum, c) => sum + (c > '\u2e7f' ? 2 : 1), 0)
  if (series.some(({ name }) => columns(name) > columnsAtEnd)) return false
  const all = series.flatMap(({ values }) => values.map(numberOf)).filter((v) => v !== null)
  const span = Math.max(...all) - Math.min(...all)
  const ends = series.map(({ values }) => values.map(numberOf).findLast((v) => v !== null) ?? null)
  const sorted = ends.filter((v) => v !== null).sort((a, b) => a - b)
  return sorted.every((v, at) => at === 0 || v - sorted[at - 1]! > span * leastApart)
}

/** As a table file, digits as given. */
export function csvOf(content: ChartContent): string {
  const unit = content.y.unit ? `（${content.y.unit}）` : ''
  const columns: CsvColumn<ReturnType<typeof rowsOf>[number]>[] = [
    { title: content.x.name, value: (row) => row.x },
    ...content.series.map(({ name }, at) => ({
      title: `${name}${unit}`,
      value: (row: ReturnType<typeof rowsOf>[number]) => row.values[at],
    })),
  ]
  return csvText(columns, rowsOf(content))
}
