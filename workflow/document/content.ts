/** What a paper may consist of, what an approval names of it, and which of its cited texts a person changed. */
import { createHash } from 'node:crypto'
import {
  type Block,
  type Citation,
  type DocumentContent,
  type DocumentMarks,
  documentNumber,
  type OfficialDocument,
  type Run,
} from '../../domain/document.ts'
import { ok, type Result, refuse } from '../../domain/result.ts'
import { shanghaiDay } from '../../domain/time.ts'
import { canonical } from '../../store/audit.ts'
import type { DocumentRow } from '../../store/documents.ts'
import { readText } from '../text.ts'
import { withoutPeople } from './people.ts'

const limits = { title: 200, line: 300, run: 20_000, blocks: 400, runs: 40, rows: 3_000, all: 400_000 } as const

/** SHA-256 over the text and the marks settled while drafting. */
export const documentHash = (content: DocumentContent, marks: DocumentMarks): string =>
  createHash('sha256').update(canonical({ content, marks })).digest('hex')

export const runsOf = (body: readonly Block[]): Run[] =>
  body.flatMap((b) => (b.kind === 'paragraph' ? b.runs : b.kind === 'table' ? b.rows.flat(2) : []))

/** Everything a paper rests on: in its text and behind its charts. */
export const citesOf = ({ body }: DocumentContent): Citation[] => [
  ...runsOf(body).flatMap((run) => run.cite ?? []),
  ...body.flatMap((block) => (block.kind === 'chart' ? (block.chart.cites ?? []) : [])),
]

const nameOf = ({ kind, id, value }: Citation): string => JSON.stringify([kind, id, value])

/**
 * Reads an edited text. Citations are those that it was composed with: a person takes them away, and never makes one. `fixed`: of a
 * compartment; only who writes to whom may be put right, so that nothing comes in that belongs on paper (policy-compartment).
 */
export function readContent(
  edited: DocumentContent,
  composed: DocumentContent,
  { fixed }: { fixed: boolean } = { fixed: false },
): Result<DocumentContent> {
  const given = withoutPeople(edited, composed)
  for (const field of ['title', 'body', 'attachments', 'note'] as const)
    if (fixed && canonical(given[field]) !== canonical(composed[field]))
      return refuse('invalid-field', { field, rule: 'policy-compartment' })
  if (JSON.stringify(given).length > limits.all)
    return refuse('too-large', { field: 'body', detail: { max: limits.all } })
  if (given.body.length > limits.blocks) return refuse('too-large', { field: 'body', detail: { max: limits.blocks } })
  const title = readText(given.title, { field: 'title', min: 2, max: limits.title })
  if (!title.ok) return title
  const known = new Set(runsOf(composed.body).flatMap((r) => (r.cite ? [nameOf(r.cite)] : [])))
  const charts = new Set(composed.body.flatMap((b) => (b.kind === 'chart' ? [canonical(b.chart)] : [])))
  for (const [n, block] of given.body.entries()) {
    const field = `body.${n}`
    if (block.kind === 'chart' && !charts.has(canonical(block.chart))) return refuse('invalid-field', { field })
    if (block.kind === 'table' && block.rows.length > limits.rows) return refuse('too-large', { field })
    for (const run of runsOf([block])) {
      const text = readText(run.text, { field, min: 0, max: limits.run })
      if (!text.ok) return text
      if (run.cite && !known.has(nameOf(run.cite))) return refuse('invalid-field', { field })
    }
  }
  for (const field of ['signer', 'addressee', 'signature', 'note', 'printedBy'] as const) {
    const text = readText(given[field], { field, min: 0, max: limits.line })
    if (!text.ok) return text
  }
  return ok({ ...given, title: title.value })
}

/** Cited texts that no longer say what their row says (人工改动). */
export const changedByHand = (content: DocumentContent): { text: string; cite: Citation }[] =>
  runsOf(content.body).flatMap((r) => (r.cite && r.text !== r.cite.value ? [{ text: r.text, cite: r.cite }] : []))

/** The text alone, block by block: for the comparison of revisions. */
export const textOf = (c: DocumentContent): string =>
  [
    ...[c.title, c.addressee],
    ...c.body.map((b) => {
      if (b.kind === 'heading') return b.text
      if (b.kind === 'paragraph') return b.runs.map((r) => r.text).join('')
      if (b.kind === 'chart') return b.chart.title
      return [b.caption, ...b.rows.map((row) => row.map((cell) => cell.map((r) => r.text).join('')).join('\t'))].join(
        '\n',
      )
    }),
    ...[...c.attachments, c.signature, c.signer, c.note, ...c.copyTo, c.printedBy],
  ]
    .filter(Boolean)
    .join('\n')

/** The paper as it is printed. */
export const asPrinted = (row: DocumentRow, content: DocumentContent): OfficialDocument => ({
  ...content,
  ...row.marks,
  ...{ form: row.form, issuer: row.issuer, template: row.template, asOf: row.asOf, isDrill: row.isDrill },
  number: row.n === null ? null : documentNumber(row.series!, row.year!, row.n),
  date: shanghaiDay(row.issuedAt ?? row.asOf),
})
