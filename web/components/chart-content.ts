/** What a chart says, apart from how it is drawn; and the same as a table file. Pure. */

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
  /** Bars beside one another, bars on top of one another, or lines with their names at their ends. */
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

/** Rows for the table view and the file: the place, then one value a series. */
export const rowsOf = ({ x, series }: ChartContent): { x: string; values: ChartValue[] }[] =>
  x.values.map((place, at) => ({ x: place, values: series.map(({ values }) => values[at] ?? null) }))

/** RFC 4180 with the mark that spreadsheet programs need for Chinese; a leading =, +, - or @ of a text is made harmless. */
export function csvOf(content: ChartContent): string {
  const unit = content.y.unit ? `（${content.y.unit}）` : ''
  const head = [content.x.name, ...content.series.map(({ name }) => `${name}${unit}`)]
  const lines = [head, ...rowsOf(content).map(({ x, values }) => [x, ...values.map((value) => value ?? '')])]
  return `\uFEFF${lines.map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`
}

function cell(value: string | number): string {
  const text = String(value)
  const safe = /^[=+@\-\t\r]/.test(text) && numberOf(text) === null ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
