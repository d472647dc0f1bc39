import { describe, expect, it } from 'vitest'
import { type ChartContent, csvOf, isBlank, namedAtEnds, numberOf, rowsOf } from './chart-content.ts'

const content: ChartContent = {
  kind: 'line',
  x: { name: '时期', values: ['2025年', '2026年一季度'] },
  y: { unit: '%' },
  series: [
    { name: '初步核算', values: ['5.20', null] },
    { name: '=最终,核实', values: ['5.0'] },
  ],
}

describe('the content of a chart', () => {
  it('keeps published digits in the table and leaves gaps open', () => {
    expect(rowsOf(content)).toEqual([
      { x: '2025年', values: ['5.20', '5.0'] },
      { x: '2026年一季度', values: [null, null] },
    ])
    expect([numberOf('5.20'), numberOf(''), numberOf(null), numberOf('约五')]).toEqual([5.2, null, null, null])
  })

  it('names lines at their ends only where the names neither lie on each other nor are cut off', () => {
    const of = (...ends: [string, number][]) =>
      namedAtEnds({ ...content, series: ends.map(([name, end]) => ({ name, values: [0, end] })) })
    expect([of(['中位', 1], ['九成以内', 9]), of(['中位', 9], ['九成以内', 9])]).toEqual([true, false])
    expect([of(['中位', 1]), of(['中位', 1], ['法定时限内完成的比例', 9])]).toEqual([false, false])
  })

  it('is blank without values; a share of nought is a value, a count of nought is none', () => {
    const of = (values: (number | null)[], whole: boolean) =>
      isBlank({ ...content, y: { unit: '', whole }, series: [{ name: '一', values }] })
    expect([of([null], false), of([0, null], false), of([0, null], true), of([0, 1], true)]).toEqual([
      ...[true, false, true, false],
    ])
  })

  it('is a table file that a spreadsheet opens in Chinese and cannot run', () => {
    expect(csvOf(content)).toBe('\uFEFF时期,初步核算（%）,"\'=最终,核实（%）"\r\n2025年,5.20,5.0\r\n2026年一季度,,\r\n')
    expect(csvOf({ ...content, series: [{ name: '同比', values: ['-1.5'] }] })).toContain('2025年,-1.5')
  })
})
