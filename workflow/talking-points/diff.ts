/**
 * What changed between two revisions, for the approver: by clauses first, then inside a changed clause by characters, with
 * numbers and Latin words kept whole (24740.86 → 25209.10 is one change, not six). Only what changed is reported.
 */
import type { TalkingPointsBody } from '../../domain/talking-points.ts'

export type DiffPart = { op: 'same' | 'added' | 'removed'; text: string }
export type FieldDiff = {
  /** summary, facts.1, facts.1.figure, dos.2, donts.1, questions.1.question, questions.1.answer; counted from 1. */
  field: string
  /** Position in the older and in the newer list, from 1; null where the line is not there. The summary has none. */
  before: number | null
  after: number | null
  parts: DiffPart[]
}

/** Field by field; fields without a change are left out. A line that moved counts as removed there and added here. */
export function diffBodies(before: TalkingPointsBody, after: TalkingPointsBody): FieldDiff[] {
  const summary = { field: 'summary', before: null, after: null, parts: diffText(before.summary, after.summary) }
  const lists = lineLists.flatMap(({ name, read }) => diffLines(name, read(before), read(after)))
  return [summary, ...lists].filter((f) => f.parts.some((p) => p.op !== 'same'))
}

/** Same and removed parts give the older text, same and added parts the newer. */
export function diffText(before: string, after: string): DiffPart[] {
  const parts: DiffPart[] = []
  for (const run of runsOf(clausesOf(before), clausesOf(after))) {
    if (run.same) parts.push({ op: 'same', text: run.before.join('') })
    else parts.push(...refine(run.before.join(''), run.after.join('')))
  }
  return merge(parts)
}

/** A line of a list as named texts, e.g. question and answer; the empty name is the line itself. */
type Line = Record<string, string>

const lineLists: { name: string; read: (body: TalkingPointsBody) => Line[] }[] = [
  { name: 'facts', read: (b) => b.facts.map((f) => ({ '': f.text, figure: f.figureId ?? '' })) },
  { name: 'dos', read: (b) => b.dos.map((text) => ({ '': text })) },
  { name: 'donts', read: (b) => b.donts.map((text) => ({ '': text })) },
  { name: 'questions', read: (b) => b.questions.map(({ question, answer }) => ({ question, answer })) },
]

/** Lines that stayed are matched first; what lies between them is paired in order, the rest was added or removed. */
function diffLines(name: string, before: Line[], after: Line[]): FieldDiff[] {
  const out: FieldDiff[] = []
  let i = 0
  let j = 0
  const key = (line: Line) => JSON.stringify(line)
  for (const run of runsOf(before.map(key), after.map(key))) {
    if (!run.same)
      for (let k = 0; k < Math.max(run.before.length, run.after.length); k++) {
        const old = k < run.before.length ? i + k : null
        const now = k < run.after.length ? j + k : null
        out.push(...diffLine(name, { before, after, old, now }))
      }
    i += run.before.length
    j += run.after.length
  }
  return out
}

function diffLine(
  name: string,
  { before, after, old, now }: { before: Line[]; after: Line[]; old: number | null; now: number | null },
): FieldDiff[] {
  const oldLine = old === null ? undefined : before[old]
  const newLine = now === null ? undefined : after[now]
  const position = (at: number | null) => (at === null ? null : at + 1)
  return Object.keys(newLine ?? oldLine ?? {}).map((part) => ({
    field: [name, (now ?? old ?? 0) + 1, ...(part ? [part] : [])].join('.'),
    before: position(old),
    after: position(now),
    parts:
      part === 'figure'
        ? replaced(oldLine?.[part] ?? '', newLine?.[part] ?? '')
        : diffText(oldLine?.[part] ?? '', newLine?.[part] ?? ''),
  }))
}

/** Below this share of common words and characters a clause was written anew: letters that happen to be in both only confuse. */
const leastCommon = 0.4

function refine(before: string, after: string): DiffPart[] {
  const [a, b] = [piecesOf(before), piecesOf(after)]
  const runs = runsOf(a, b)
  const common = runs.reduce((sum, run) => sum + (run.same ? run.before.length : 0), 0)
  if (common < leastCommon * Math.max(a.length, b.length)) return replaced(before, after)
  return runs.flatMap((run) =>
    run.same ? [{ op: 'same' as const, text: run.before.join('') }] : replaced(run.before.join(''), run.after.join('')),
  )
}

/** The older text struck out and the newer put in; one part when they are equal, none when both are empty. */
function replaced(before: string, after: string): DiffPart[] {
  if (before === after) return before ? [{ op: 'same', text: before }] : []
  const parts: DiffPart[] = [
    { op: 'removed', text: before },
    { op: 'added', text: after },
  ]
  return parts.filter((p) => p.text !== '')
}

// Full-width marks end a clause, and their half-width forms but the comma, which stands inside numbers.
const clausesOf = (text: string): string[] =>
  text.match(
    /[^。\uff0c\uff01\uff1b\uff1f!;?\n]*[。\uff0c\uff01\uff1b\uff1f!;?\n]+|[^。\uff0c\uff01\uff1b\uff1f!;?\n]+/g,
  ) ?? []
const piecesOf = (text: string): string[] => text.match(/[+-]?\d[\d,.]*[%\uff05‰]?|[A-Za-z]+|./gsu) ?? []

type Run = { same: boolean; before: string[]; after: string[] }
/** Cells of the table of common sub-sequences; beyond it the middle counts as replaced. 4 million take some 30 ms. */
const maxCells = 4_000_000

/** Splits two sequences into runs that are the same and runs that differ, by their longest common sub-sequence. */
function runsOf(before: string[], after: string[]): Run[] {
  let head = 0
  while (head < before.length && head < after.length && before[head] === after[head]) head++
  let tail = 0
  const shorter = Math.min(before.length, after.length) - head
  while (tail < shorter && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++
  const a = before.slice(head, before.length - tail)
  const b = after.slice(head, after.length - tail)
  const same = (items: string[]): Run => ({ same: true, before: items, after: items })
  const middle = a.length * b.length > maxCells ? [{ same: false, before: a, after: b }] : commonRuns(a, b)
  const runs = [same(before.slice(0, head)), ...middle, same(before.slice(before.length - tail))]
  return runs.filter((r) => r.before.length > 0 || r.after.length > 0)
}

function commonRuns(a: string[], b: string[]): Run[] {
  // length[i][j]: the longest common sub-sequence of a from i and b from j.
  const width = b.length + 1
  const length = new Uint16Array((a.length + 1) * width)
  const at = (i: number, j: number) => length[i * width + j] ?? 0
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      length[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))

  const runs: Run[] = []
  const runOf = (same: boolean): Run => {
    const last = runs.at(-1)
    if (last?.same === same) return last
    const run = { same, before: [], after: [] }
    runs.push(run)
    return run
  }
  let i = 0
  let j = 0
  while (i < a.length || j < b.length) {
    const [old, now] = [a[i], b[j]]
    if (old !== undefined && old === now) {
      const run = runOf(true)
      run.before.push(old)
      run.after.push(now)
      i++
      j++
    } else if (now === undefined || (old !== undefined && at(i + 1, j) >= at(i, j + 1))) {
      runOf(false).before.push(old!)
      i++
    } else {
      runOf(false).after.push(now)
      j++
    }
  }
  return runs
}

/** Joins neighbours of the same kind; between two that stayed, what was removed stands before what was added. */
function merge(parts: DiffPart[]): DiffPart[] {
  const out: DiffPart[] = []
  let removed = ''
  let added = ''
  const flush = () => {
    out.push(...replaced(removed, added))
    removed = ''
    added = ''
  }
  for (const { op, text } of parts) {
    if (op === 'removed') removed += text
    else if (op === 'added') added += text
    else {
      flush()
      const last = out.at(-1)
      if (last?.op === 'same') last.text += text
      else out.push({ op, text })
    }
  }
  flush()
  return out
}
