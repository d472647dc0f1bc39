/**
 * `tongyu score`: runs the outside scorer on this product, against the labelled sets beside the project. With `--folds N`
 * the models are judged instead: trained on the other folds, asked about one, beside the same goals. The shipped models
 * have seen the development sets, so their plain run there says nothing about quality.
 */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import {
  type Judging,
  judgeRumour,
  judgeRumourAcross,
  judgeSpread,
  judgeTone,
  type Score,
} from '../../analyzer/models/cross-validate.ts'
import { type ModelKind, modelKinds } from '../../analyzer/models/model-file.ts'
import { type LabelledSet, rumourRows, spreadRows, toneRows } from '../../analyzer/models/training-sets.ts'
import { readSet } from './train.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** What the shipped models are trained on. */
const trainedOn: Record<ModelKind, string[]> = {
  rumour: ['ced', 'weibo21', 'covid-events'],
  tone: ['chnsenticorp', 'finnews', 'ewect'],
  spread: ['ced'],
}

const judge: Record<ModelKind, (sets: LabelledSet[], how: Judging) => Score[]> = {
  rumour: (sets, how) => {
    const rows = rumourRows(sets)
    return [
      ...judgeRumour(rows, how),
      ...judgeRumourAcross(rows, 'weibo21', 'ced'),
      ...judgeRumourAcross(rows, 'ced', 'weibo21'),
    ]
  },
  tone: (sets, how) => judgeTone(toneRows(sets), how),
  spread: (sets, how) => judgeSpread(spreadRows(sets), how),
}

export async function score(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    strict: false,
    allowPositionals: true,
    options: {
      scorer: { type: 'string' },
      data: { type: 'string' },
      folds: { type: 'string' },
      models: { type: 'string' },
    },
  })
  const scorer = resolve(String(values.scorer ?? join(root, '..', 'shared', 'score')), 'run.mjs')
  const data = resolve(String(values.data ?? join(root, '..', 'shared', 'data')))
  for (const path of [scorer, data])
    if (!existsSync(path)) throw new Error(`${path} is not there. Say where with --scorer FOLDER and --data FOLDER.`)
  if (values.folds !== undefined) {
    const kinds = String(values.models ?? modelKinds.join()).split(',')
    return judgeByFolds({ data, goals: join(scorer, '..', 'goals.json'), folds: Number(values.folds), kinds })
  }
  const rest = args.filter(
    (a, n) => !['--scorer', '--data'].includes(a) && !['--scorer', '--data'].includes(args[n - 1] ?? ''),
  )
  const part = positionals.find((p) => p === 'dev' || p === 'heldout')
  const child = spawn(process.execPath, [scorer, root, data, ...(part ? rest : ['dev', ...rest])], { stdio: 'inherit' })
  process.exitCode = await new Promise<number>((done) => child.on('exit', (code) => done(code ?? 1)))
}

type Goal = { set: string; metric: string; must: number | null; good: number | number[] | null; lower?: boolean }
type Folding = { data: string; goals: string; folds: number; kinds: string[] }

async function judgeByFolds({ data, goals, folds, kinds }: Folding): Promise<void> {
  if (!(folds >= 2 && folds <= 20)) throw new Error('--folds takes a number from 2 to 20')
  const known = (JSON.parse(await readFile(goals, 'utf8')) as { goals: Goal[] }).goals
  for (const kind of modelKinds.filter((one) => kinds.includes(one))) {
    const sets = await Promise.all(trainedOn[kind].map((name) => readSet(join(data, name, 'dev.jsonl.gz'))))
    const tell = (line: string) => void process.stderr.write(`${kind}: ${line}\n`)
    for (const one of judge[kind](sets, { folds, tell })) process.stdout.write(`${lineOf(one, known)}\n`)
  }
}

/** Set, measure, value, then must, good and how the value stands to them. */
function lineOf({ set, metric, value }: Score, goals: readonly Goal[]): string {
  const shown = `${set.padEnd(30)} ${metric.padEnd(15)} ${value.toFixed(4)}`
  const goal = goals.find((one) => one.set === set && one.metric === metric)
  if (!goal) return shown
  const reaches = (aim: number | number[] | null) =>
    aim !== null &&
    (Array.isArray(aim) ? value >= aim[0]! && value <= aim[1]! : goal.lower ? value <= aim : value >= aim)
  const mark = reaches(goal.good) ? 'good' : goal.must === null ? '-' : reaches(goal.must) ? 'must' : 'BELOW MUST'
  return `${shown}  must ${goal.must ?? '-'}  good ${goal.good ?? '-'}  ${mark}`
}
