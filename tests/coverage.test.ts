/**
 * docs/coverage.md says of every requirement where it is. The IDs are checked in; here the document is held against them,
 * against the catalogue of plans and against the files it names.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { readPlan } from '../workflow/plan/read-plan.ts'
import type { Plan } from '../workflow/plan/shape.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const ids = read('tests/requirement-ids.txt').trim().split('\n')
const catalogue = 'workflow/plan/catalogue'

type Row = { id: string; catalogue: string; files: string[]; missing: string[] }
type Mapping = { rows: Row[]; reasons: string[] }

/** The tables of the document: rows of requirements, and the words that may stand for a reason. */
function mappingOf(text: string): Mapping {
  const cells = text
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
  const list = (cell: string) => cell.split(', ').filter(Boolean)
  return {
    rows: cells
      .filter((row) => row.length === 4 && /^[A-Z]{3}-/.test(row[0]!))
      .map(([id, entries, files, missing]) => ({
        ...{ id: id!, catalogue: entries! },
        files: list(files!).map((file) => file.replaceAll('`', '')),
        missing: list(missing!),
      })),
    reasons: cells.filter((row) => row.length === 2 && /^[a-z]+$/.test(row[0]!)).map((row) => row[0]!),
  }
}

/** Which entries of the catalogue carry out which requirement: `media report-2h`. */
function entriesById(plans: Plan[]): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>()
  for (const plan of plans) {
    const entries: { ids: string[]; key: string }[] = [
      ...plan.rules.map((r) => ({ ids: r.ids, key: r.id })),
      ...plan.bodies.map((b) => ({ ids: b.ids, key: b.body })),
      ...plan.duties.map((d) => ({ ids: d.ids, key: d.duty })),
      ...plan.decisions.map((d) => ({ ids: d.ids, key: d.decision })),
      ...plan.procedures.flatMap((p) => p.steps.map((s) => ({ ids: s.ids, key: s.step }))),
      ...plan.forms.map((f) => ({ ids: f.ids, key: f.form })),
      ...plan.escalations.map((e) => ({ ids: e.ids, key: e.path })),
      ...plan.registers.map((r) => ({ ids: r.ids, key: r.register })),
      ...plan.clauses.map((c) => ({ ids: c.ids, key: c.clause })),
    ]
    for (const entry of entries)
      for (const id of entry.ids) found.set(id, (found.get(id) ?? new Set()).add(`${plan.plan} ${entry.key}`))
  }
  return found
}

/** What is wrong with the document, as sentences. */
function faultsOf({ rows, reasons }: Mapping, known: string[], plans: Plan[]): string[] {
  const entries = entriesById(plans)
  const count = (id: string) => rows.filter((row) => row.id === id).length
  return [
    ...known.filter((id) => count(id) !== 1).map((id) => `${id} stands ${count(id)} times in the document`),
    ...rows.filter((row) => !known.includes(row.id)).map((row) => `${row.id} is no known requirement`),
    ...[...entries.keys()]
      .filter((id) => !known.includes(id))
      .map((id) => `${id}: the catalogue names it, nobody knows it`),
    ...rows.flatMap((row) => {
      const inCatalogue = [...(entries.get(row.id) ?? [])].sort().join(', ')
      return [
        ...(row.catalogue === inCatalogue ? [] : [`${row.id}: the catalogue says “${inCatalogue}”`]),
        ...row.files.filter((file) => !existsSync(join(root, file))).map((file) => `${row.id}: no file ${file}`),
        ...row.missing.filter((word) => !reasons.includes(word)).map((word) => `${row.id}: “${word}” is no reason`),
        ...(row.files.length + row.missing.length > 0 ? [] : [`${row.id}: neither code nor reason`]),
      ]
    }),
  ]
}

const own: Plan[] = readdirSync(join(root, catalogue)).map((file) => {
  const plan = readPlan({ file, text: read(join(catalogue, file)) })
  if (!plan.ok) throw new Error(JSON.stringify(plan.problems))
  return plan.value.plan
})

describe('the document of what is covered', () => {
  const mapping = mappingOf(read('docs/coverage.md'))

  it('names every requirement once, with what the catalogue says of it, and code that exists or a reason', () => {
    expect(ids.length).toBe(new Set(ids).size)
    expect(faultsOf(mapping, ids, own)).toEqual([])
  })

  it('is seen to fail on each kind of fault', () => {
    const first = mapping.rows[0]!
    const withRow = (row: Partial<Row>) => ({ ...mapping, rows: [{ ...first, ...row }, ...mapping.rows.slice(1)] })
    const faults = (changed: Mapping, known = ids) => faultsOf(changed, known, own).join('\n')
    expect(faults({ ...mapping, rows: mapping.rows.slice(1) })).toContain(`${first.id} stands 0 times`)
    expect(faults(withRow({ id: 'ROL-99' }))).toContain('ROL-99 is no known requirement')
    expect(faults(mapping, ids.slice(1))).toContain(`${first.id}: the catalogue names it`)
    expect(faults(withRow({ catalogue: 'media elsewhere' }))).toContain('the catalogue says')
    expect(faults(withRow({ files: ['workflow/gone.ts'] }))).toContain('no file workflow/gone.ts')
    expect(faults(withRow({ missing: ['later'] }))).toContain('“later” is no reason')
    expect(faults(withRow({ files: [], missing: [] }))).toContain('neither code nor reason')
  })
})
