/**
 * What changed between two revisions, for the approver: line by line of each list, then word by word inside a line, with numbers
 * whole (24740.86 → 25209.10 is one change, not six). Only what changed is reported.
 */
import { type DiffPart, diffItems, diffText } from '../../analyzer/diff.ts'
import type { TalkingPointsBody } from '../../domain/talking-points.ts'
import { shanghaiTime } from '../../domain/time.ts'

export type FieldDiff = {
  /** summary, short.core, short.reply, valid, facts.1, facts.1.figure, dos.2, donts.1, questions.1.question, questions.1.answer; counted from 1. */
  field: string
  /** Position in the older and in the newer list, from 1; null where the line is not there. The summary has none. */
  before: number | null
  after: number | null
  parts: DiffPart[]
}

/** Field by field; fields without a change are left out. A line that moved counts as removed there and added here. */
export function diffBodies(before: TalkingPointsBody, after: TalkingPointsBody): FieldDiff[] {
  const summary = { field: 'summary', before: null, after: null, parts: diffText(before.summary, after.summary).parts }
  const lists = lineLists.flatMap(({ name, read }) => diffLines(name, read(before), read(after)))
  const short = (['core', 'reply'] as const).map((part) => ({
    ...{ field: `short.${part}`, before: null, after: null },
    parts: diffText(before.short?.[part] ?? '', after.short?.[part] ?? '').parts,
  }))
  const valid = { field: 'valid', before: null, after: null, parts: replaced(timesOf(before), timesOf(after)) }
  return [summary, ...short, valid, ...lists].filter((f) => f.parts.some((p) => p.op !== 'same'))
}

/** As people read them, in Asia/Shanghai; empty without a limit. */
const timesOf = ({ valid }: TalkingPointsBody): string =>
  valid ? [valid.from, valid.until].map((t) => (t ? shanghaiTime(new Date(t)) : '')).join(' – ') : ''

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
  for (const run of diffItems(before.map(key), after.map(key))) {
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
        : diffText(oldLine?.[part] ?? '', newLine?.[part] ?? '').parts,
  }))
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
