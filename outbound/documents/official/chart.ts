/** A document's chart as SVG, drawn by ECharts without a page: black on white, values beside their bars, fit for paper. */
import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TitleComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import type { DocumentChart } from '../../../domain/document.ts'

use([BarChart, LineChart, GridComponent, LegendComponent, TitleComponent, SVGRenderer])

const inks = ['#1F4E8C', '#C0792A', '#4C8B5B', '#8C3B3B', '#6B6B6B']

/** Width and height in CSS pixels are a shape only: the page stretches it over the line. */
export function chartSvg(
  { type, title, unit, categories, series }: DocumentChart,
  families: readonly string[],
): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: 460, height: 240 })
  const text = { fontFamily: families.map((f) => `'${f}'`).join(','), color: '#000', fontSize: 13 }
  const names = {
    type: 'category',
    data: categories,
    axisLabel: text,
    axisTick: { show: false },
    inverse: type === 'bar',
  }
  // What is counted has no halves.
  const whole = series.every(({ values }) => values.every((value) => Number.isInteger(value ?? 0)))
  const numbers = {
    type: 'value',
    minInterval: whole ? 1 : 0,
    axisLabel: text,
    splitLine: { lineStyle: { color: '#ccc' } },
  }
  chart.setOption({
    animation: false,
    color: inks,
    textStyle: text,
    title: {
      text: `${title}（单位：${unit}）`,
      left: 'center',
      textStyle: { ...text, fontWeight: 'normal', fontSize: 15 },
    },
    legend: series.length > 1 ? { bottom: 0, textStyle: text } : undefined,
    grid: {
      left: 12,
      right: 24,
      top: 56,
      bottom: series.length > 1 ? 36 : 12,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    xAxis: type === 'bar' ? numbers : names,
    yAxis: type === 'bar' ? names : numbers,
    series: series.map((s) => ({
      type: type === 'line' ? 'line' : 'bar',
      name: s.name,
      data: s.values,
      barMaxWidth: 30,
      label: { show: categories.length <= 16, position: type === 'bar' ? 'right' : 'top', ...text, fontSize: 12 },
    })),
  })
  const svg = chart.renderToSVGString()
  chart.dispose()
  return svg
}
