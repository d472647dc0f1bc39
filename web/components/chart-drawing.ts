/**
 * Draws a chart with ECharts: the only file that knows the library, loaded when the first chart comes into sight. What a chart
 * says and how it is read as a table or saved stands in Chart.tsx.
 */
import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent, TooltipComponent } from 'echarts/components'
import { type EChartsCoreOption, type EChartsType, init, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { type ChartContent, namedAtEnds, numberOf } from './chart-content.ts'

use([BarChart, LineChart, GridComponent, TooltipComponent, CanvasRenderer])

const dashes = ['solid', 'dashed', 'dotted', [8, 3, 2, 3], [2, 6]]
const shapes = ['circle', 'rect', 'triangle', 'diamond', 'emptyCircle']
/** More points than this and their signs would run into one another. */
const mostSigns = 40

export type Drawing = {
  draw(content: ChartContent): void
  /** The chart as it stands, as a PNG in twice its size, on the ground of the page. */
  picture(): string
  close(): void
}

export function openDrawing(box: HTMLElement): Drawing {
  const chart: EChartsType = init(box, null, { renderer: 'canvas' })
  const watcher = new ResizeObserver(() => chart.resize())
  watcher.observe(box)
  return {
    draw: (content) => chart.setOption(optionOf(content, box), { notMerge: true }),
    picture: () => chart.getDataURL({ type: 'png', pixelRatio: 2, backgroundColor: token(box, '--surface') }),
    close: () => {
      watcher.disconnect()
      chart.dispose()
    },
  }
}

const token = (box: HTMLElement, name: string): string => getComputedStyle(box).getPropertyValue(name).trim()

function optionOf(content: ChartContent, box: HTMLElement): EChartsCoreOption {
  const color = (name: string) => token(box, name)
  const font = { color: color('--text-2'), fontSize: 12, fontFamily: getComputedStyle(box).fontFamily }
  const isLine = content.kind === 'line'
  const ends = namedAtEnds(content)
  return {
    animation: false,
    textStyle: font,
    grid: {
      left: 8,
      right: ends ? 96 : 16,
      top: 28,
      bottom: 4,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    tooltip: {
      trigger: 'axis',
      // Drawn on the canvas: no name from outside becomes markup.
      renderMode: 'richText',
      confine: true,
      axisPointer: { type: isLine ? 'line' : 'shadow' },
      backgroundColor: color('--surface'),
      borderColor: color('--line-strong'),
      textStyle: { ...font, color: color('--text') },
      formatter: (points: { dataIndex: number }[]) => hint(content, points[0]?.dataIndex ?? 0),
    },
    xAxis: {
      type: 'category',
      data: content.x.values,
      boundaryGap: !isLine,
      axisLabel: { ...font, hideOverlap: true },
      axisTick: { show: false },
      axisLine: { lineStyle: { color: color('--line-strong') } },
    },
    yAxis: {
      type: 'value',
      name: content.y.unit,
      nameTextStyle: { ...font, align: 'left' },
      scale: content.y.from === 'data',
      minInterval: content.y.whole ? 1 : undefined,
      axisLabel: font,
      splitLine: { lineStyle: { color: color('--line') } },
    },
    series: content.series.map((series, at) => {
      const paint = color(series.color ? `--${series.color}` : `--series${at + 1}`)
      const data = series.values.map(numberOf)
      if (!isLine)
        return {
          type: 'bar',
          name: series.name,
          data,
          stack: content.kind === 'stacked' ? 'all' : undefined,
          barMaxWidth: 28,
          itemStyle: { color: paint },
        }
      return {
        type: 'line',
        name: series.name,
        data,
        symbol: shapes[at],
        symbolSize: 5,
        showSymbol: data.length <= mostSigns,
        lineStyle: { width: 2, color: paint, type: dashes[at] },
        itemStyle: { color: paint },
        endLabel: { show: ends, formatter: '{a}', ...font, color: paint },
        labelLayout: { moveOverlap: 'shiftY' },
      }
    }),
  }
}

function hint({ x, y, series }: ChartContent, at: number): string {
  const lines = series.map(({ name, values }) => `${name}  ${values[at] ?? '—'}${y.unit ? ` ${y.unit}` : ''}`)
  return [x.values[at], ...lines].join('\n')
}
