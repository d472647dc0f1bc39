/**
 * The plans of the house: those that come with the program and those an operator adds in a folder of their own, for a
 * province the program has never heard of. A run of a plan is pinned: it keeps the content it started with, whatever
 * becomes of the file.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { canonical } from '../../store/audit.ts'
import { newest, type PlanFile, type PlanProblem, readCatalogue } from './read-plan.ts'
import type { Plan } from './shape.ts'

const shipped = fileURLToPath(new URL('./catalogue/', import.meta.url))

/**
 * The shipped plans and those of the operator's folder, each whole; problems name file and line. A plan of the operator may
 * use a shipped base, and a higher version of a shipped plan takes its place for new runs. Throws when the folder cannot be read.
 */
export function loadPlans(folder?: string): { plans: Plan[]; problems: PlanProblem[] } {
  const read = (path: string): PlanFile[] =>
    readdirSync(path)
      .filter((name) => name.endsWith('.yaml'))
      .sort()
      .map((name) => ({
        file: path === shipped ? name : join(basename(path), name),
        text: readFileSync(join(path, name), 'utf8'),
      }))
  return readCatalogue([...read(shipped), ...(folder ? read(folder) : [])])
}

let kept: Plan[] | null = null
/** Without an operator's: what was read at the first start of a process is what its next one would read. */
let shippedAlone: Plan[] | null = null
/** The plans of the house, read once: those of the folder that usePlans named, or the shipped ones alone. */
export function plans(): Plan[] {
  return kept ?? usePlans()
}

/**
 * Reads the catalogue anew for this process, with the operator's folder where there is one; called once, at the start. Throws with
 * one line a problem (file:line path: what is wrong), also where the folder cannot be read: a plan that is half there is worse than
 * a start that says why it does not happen. Runs under way keep the text they were started with.
 */
export function usePlans(folder?: string): Plan[] {
  kept = folder ? soundPlans(folder) : shippedPlans()
  return kept
}

function shippedPlans(): Plan[] {
  shippedAlone ??= soundPlans()
  return shippedAlone
}

function soundPlans(folder?: string): Plan[] {
  const { plans: loaded, problems } = loadPlans(folder)
  if (problems.length === 0) return loaded
  const lines = problems.map((p) => `  ${p.file}:${p.line} ${p.path}${p.path === '' ? '' : ': '}${p.what}`)
  throw new Error(`The plans are not usable:\n${lines.join('\n')}`)
}

/** The plan that new runs of this name get: its highest version. */
export const planById = (id: string, among: Plan[] = plans()): Plan | undefined =>
  newest(among.filter((p) => p.plan === id))

/** What several plans have in common with this one. */
export const basesOf = ({ uses }: Plan): Plan[] => uses.flatMap((id) => planById(id) ?? [])

/** What a run keeps. `content` is the whole plan; the hash proves that it is the text that was activated. */
export type PinnedPlan = { plan: string; planVersion: string; hash: string; content: string }

export function pinPlan(plan: Plan): PinnedPlan {
  const content = canonical(plan)
  return { plan: plan.plan, planVersion: plan.version, hash: hashOf(content), content }
}

/** The plan as it was when the run began. Throws when the content is not the one that was pinned. */
export function pinnedPlan(pinned: PinnedPlan): Plan {
  if (hashOf(pinned.content) !== pinned.hash)
    throw new Error(`plan ${pinned.plan} ${pinned.planVersion}: content differs from its hash`)
  return JSON.parse(pinned.content) as Plan
}

/** Whether the file still says what the run was started with; comments and layout do not count. */
export const isUnchanged = (pinned: PinnedPlan, plan: Plan): boolean => hashOf(canonical(plan)) === pinned.hash

const hashOf = (content: string) => createHash('sha256').update(content).digest('hex')
