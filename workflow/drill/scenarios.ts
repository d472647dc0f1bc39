/** The scenarios that come with the program: files of `scenarios/`, read once, each held against the plan it drills. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { planById } from '../plan/plan.ts'
import { readScenario, type Scenario } from './scenario.ts'

const shipped = fileURLToPath(new URL('./scenarios/', import.meta.url))
/** The largest file. */
const maxBytes = 64 * 1024

let kept: Scenario[] | null = null
/** Throws on a problem: they are part of the program. */
export function scenarios(): Scenario[] {
  kept ??= readdirSync(shipped)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((file) => {
      const text = readFileSync(`${shipped}${file}`, 'utf8')
      if (Buffer.byteLength(text) > maxBytes) throw new Error(`${file}: larger than ${maxBytes} bytes`)
      const read = readScenario(parse(text, { maxAliasCount: 0 }), planById)
      if (!read.ok) throw new Error(read.problems.map((p) => `${file} ${p.path}: ${p.what}`).join('\n'))
      return read.scenario
    })
  return kept
}

export const scenarioById = (id: string): Scenario | undefined => scenarios().find((s) => s.scenario === id)
