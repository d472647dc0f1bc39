/**
 * `tongyu train MODEL DATA.jsonl…`: learns a model of the analyzer from labelled JSON lines and writes it with its card.
 * The shape of the rows stands in analyzer/models/training-sets.ts.
 */
import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { gunzipSync } from 'node:zlib'
import { judgeRumour, judgeSpread, judgeTone, type Judging, type Score } from '../../analyzer/models/cross-validate.ts'
import { encodeModel, type ModelKind, modelKinds } from '../../analyzer/models/model-file.ts'
import { trainRumour } from '../../analyzer/models/rumour-model.ts'
import { trainSpread } from '../../analyzer/models/spread-model.ts'
import { trainTone } from '../../analyzer/models/tone-model.ts'
import { type LabelledSet, rumourRows, spreadRows, toneRows } from '../../analyzer/models/training-sets.ts'
import { modelCard } from '../model-card.ts'

const usage =
  'tongyu train rumour|tone|spread DATA.jsonl[.gz]… --date YYYY-MM-DD [--out FOLDER] [--folds 5] [--licence TEXT]'

type Learned = { rows: number; bytes: Buffer; judge: (judging: Judging) => Score[] }

const learn: Record<ModelKind, (sets: LabelledSet[]) => Learned> = {
  rumour: (sets) => {
    const rows = rumourRows(sets)
    return {
      rows: rows.length,
      bytes: encodeModel('rumour', trainRumour(rows)),
      judge: (how) => judgeRumour(rows, how),
    }
  },
  tone: (sets) => {
    const rows = toneRows(sets)
    return { rows: rows.length, bytes: encodeModel('tone', trainTone(rows)), judge: (how) => judgeTone(rows, how) }
  },
  spread: (sets) => {
    const rows = spreadRows(sets)
    return {
      rows: rows.length,
      bytes: encodeModel('spread', trainSpread(rows)),
      judge: (how) => judgeSpread(rows, how),
    }
  },
}

export async function train(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      date: { type: 'string' },
      out: { type: 'string', default: '.' },
      folds: { type: 'string', default: '0' },
      licence: { type: 'string', default: 'The data carries no licence; the file holds weights only, no texts.' },
    },
  })
  const [name, ...files] = positionals
  const kind = modelKinds.find((one) => one === name)
  if (!kind || files.length === 0 || !/^\d{4}-\d\d-\d\d$/.test(values.date ?? '')) throw new Error(`Usage: ${usage}`)
  const sets = await Promise.all(files.map((file) => readSet(file)))
  const tell = (line: string) => void process.stderr.write(`${line}\n`)
  const learned = learn[kind](sets)
  if (learned.rows < 100)
    throw new Error(`Only ${learned.rows} rows can be used; a model wants some hundreds at least.`)
  const folds = Number(values.folds)
  const scores = folds >= 2 ? learned.judge({ folds, tell }) : []
  const card = modelCard({
    kind,
    date: values.date!,
    licence: values.licence,
    sets,
    scores,
    folds,
    bytes: learned.bytes.length,
  })
  await mkdir(values.out, { recursive: true })
  await writeFile(join(values.out, `${kind}.model`), learned.bytes)
  await writeFile(join(values.out, `${kind}.md`), card)
  tell(`${kind}.model: ${learned.bytes.length} bytes from ${learned.rows} rows`)
}

export type NamedSet = LabelledSet & { sha256: string }

/** A set is named after its file, or after the folder of a dev.jsonl. */
export async function readSet(file: string): Promise<NamedSet> {
  const raw = await readFile(file)
  const text = (file.endsWith('.gz') ? gunzipSync(raw) : raw).toString('utf8')
  const rows = text.split('\n').flatMap((line, n) => {
    if (line.trim() === '') return []
    try {
      return [JSON.parse(line) as Record<string, unknown>]
    } catch {
      throw new Error(`${file}, line ${n + 1}: not JSON`)
    }
  })
  const plain = basename(file).replace(/\.jsonl(\.gz)?$/, '')
  const name = plain === 'dev' ? basename(dirname(resolve(file))) : plain
  return { name, rows, sha256: createHash('sha256').update(raw).digest('hex') }
}
