/** What a check found as a table for a spreadsheet: one row a statement, in the order of the text. Pure. */
import { type ClaimShown, type CsvColumn, csvText } from '../../../api/contract.ts'
import { claimWord } from '../../components/ClaimFacts.tsx'
import { claimSentence } from '../../components/reason-text.ts'
import type { Words } from '../../locales/zh-CN.ts'

export function checkTable(claims: readonly ClaimShown[], words: Words): string {
  const { table } = words.check
  const columns: CsvColumn<ClaimShown>[] = [
    { title: table.place, value: ({ span }) => words.check.places[span.field] },
    { title: table.at, value: ({ span }) => span.start + 1 },
    { title: table.quote, value: ({ span }) => span.quote },
    { title: table.verdict, value: (claim) => claimWord(claim, words) },
    { title: table.type, value: ({ type }) => type && words.states.misreport[type] },
    { title: table.reason, value: ({ reason }) => claimSentence(reason, words) },
    { title: words.figures.stated, value: ({ value, unit }) => value && `${value}${unit ?? ''}` },
    { title: table.low, value: ({ accepts }) => accepts?.low },
    { title: table.high, value: ({ accepts }) => accepts?.high },
    { title: words.figures.official, value: ({ figure }) => figure?.value },
    { title: table.unit, value: ({ figure }) => figure?.unit },
    { title: words.figures.indicator, value: ({ figure }) => figure?.indicatorName },
    { title: table.measure, value: ({ figure }) => figure && words.states.measure[figure.measure] },
    { title: words.figures.region, value: ({ figure }) => figure?.regionName },
    { title: words.figures.period, value: ({ figure }) => figure?.period },
    { title: words.figures.status, value: ({ figure }) => figure && words.states.figureStatus[figure.status] },
    { title: words.figures.published, value: ({ figure }) => figure && new Date(figure.publishedAt) },
    { title: words.figures.owner, value: ({ figure }) => figure?.owner },
    { title: table.source, value: ({ figure }) => figure?.sourceUrl },
  ]
  return csvText(columns, [...claims].sort(inText))
}

const inText = (a: ClaimShown, b: ClaimShown): number =>
  a.span.field === b.span.field ? a.span.start - b.span.start : a.span.field === 'title' ? -1 : 1
