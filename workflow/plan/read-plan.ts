/**
 * Reads plan files: text in, plans or problems out. A problem names file, line and path and says what is wrong, because
 * the reader of it is somebody at a bureau who writes a plan for another province. Pure; plan.ts opens the folders.
 */
import { isNode, LineCounter, type ParsedNode, parseDocument } from 'yaml'
import type { $ZodIssue } from 'zod/v4/core'
import { type Fault, faultsOf } from './references.ts'
import { type Plan, planShape } from './shape.ts'

export type PlanFile = { file: string; text: string }
/** Line from 1; path as it is written: `procedures.0.steps.3.rule`. */
export type PlanProblem = { file: string; line: number; path: string; what: string }

/** The largest file: four times the longest plan of both regulations. */
const maxBytes = 256 * 1024
/** Files of one catalogue, and problems told of one file. */
const maxFiles = 200
const maxProblems = 50

type Path = (string | number)[]
type Read = { plan: Plan; locate: (fault: Fault) => PlanProblem }

/** Reads one file by itself; what points into its bases is looked at by readCatalogue. */
export function readPlan({ file, text }: PlanFile): { ok: true; value: Read } | { ok: false; problems: PlanProblem[] } {
  const no = (line: number, what: string) => ({ ok: false as const, problems: [{ file, line, path: '', what }] })
  if (Buffer.byteLength(text) > maxBytes) return no(1, `larger than ${maxBytes} bytes`)
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true })
  const broken = document.errors[0]
  if (broken) return no(broken.linePos?.[0].line ?? 1, broken.message.split('\n')[0]!)
  const locate = ({ path, what }: Fault): PlanProblem => ({
    file,
    line: lineOf(document, lines, path),
    path: path.join('.'),
    what,
  })
  let value: unknown
  try {
    // A plan repeats nothing by reference: an anchor that unfolds a thousandfold finds no way in.
    value = document.toJS({ maxAliasCount: 0 })
  } catch (error) {
    return no(1, error instanceof Error ? error.message : 'cannot be read')
  }
  const read = planShape.safeParse(value)
  if (read.success) return { ok: true, value: { plan: read.data, locate } }
  return { ok: false, problems: read.error.issues.slice(0, maxProblems).map((issue) => locate(faultOf(issue))) }
}

/**
 * Reads files that belong together. Each plan that is sound comes back whole, with the rules, bodies and forms of its
 * bases in front of its own; a faulty file costs only itself and the plans that use it.
 */
export function readCatalogue(files: PlanFile[]): { plans: Plan[]; problems: PlanProblem[] } {
  const problems: PlanProblem[] = []
  if (files.length > maxFiles)
    return { plans: [], problems: [{ file: '', line: 1, path: '', what: `more than ${maxFiles} files` }] }
  const reads: Read[] = []
  for (const file of files) {
    const read = readPlan(file)
    if (!read.ok) problems.push(...read.problems)
    else if (reads.some((r) => isSame(r.plan, read.value.plan)))
      problems.push(
        read.value.locate({ path: ['version'], what: 'this version of the plan stands in another file too' }),
      )
    else reads.push(read.value)
  }
  const plans: Plan[] = []
  for (const { plan, locate } of reads) {
    const bases = plan.uses.map((id) => newest(reads.map((r) => r.plan).filter((p) => p.plan === id && p.base)))
    const missing = plan.uses.findIndex((_, i) => !bases[i])
    const whole = wholeOf(
      plan,
      bases.filter((b) => b !== undefined),
    )
    const faults =
      missing < 0
        ? faultsOf(whole, plan)
        : [{ path: ['uses', missing], what: `no base is named ${plan.uses[missing]}` }]
    if (faults.length === 0) plans.push(whole)
    else problems.push(...faults.slice(0, maxProblems).map(locate))
  }
  return { plans, problems }
}

/** The highest version among plans of one name; undefined when there is none. */
export const newest = (versions: Plan[]): Plan | undefined =>
  versions.reduce<Plan | undefined>(
    (best, p) => (best && Number(best.version) >= Number(p.version) ? best : p),
    undefined,
  )

const isSame = (a: Plan, b: Plan) => a.plan === b.plan && a.version === b.version

/** A base gives what is common to all its plans; its own clocks and steps are not inherited, a plan names those it runs. */
const wholeOf = (plan: Plan, bases: Plan[]): Plan => ({
  ...plan,
  rules: [...bases.flatMap((b) => b.rules), ...plan.rules],
  bodies: [...bases.flatMap((b) => b.bodies), ...plan.bodies],
  forms: [...bases.flatMap((b) => b.forms), ...plan.forms],
})

/** Zod says where the object is; a key too many is itself the place. */
function faultOf(issue: $ZodIssue): Fault {
  const path = issue.path.map((p) => (typeof p === 'symbol' ? String(p) : p))
  return issue.code === 'unrecognized_keys'
    ? { path: [...path, issue.keys[0]!], what: issue.message }
    : { path, what: issue.message }
}

/** The line of the place, or of the nearest thing above it that is written down. */
function lineOf(document: ReturnType<typeof parseDocument>, lines: LineCounter, path: Path): number {
  for (let length = path.length; length >= 0; length--) {
    const node = length > 0 ? document.getIn(path.slice(0, length), true) : document.contents
    const start = isNode(node) ? (node as ParsedNode).range?.[0] : undefined
    if (start !== undefined) return lines.linePos(start).line
  }
  return 1
}
