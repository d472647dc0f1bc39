/** `tongyu predict TASK`: answers the outside scorer, one JSON object a line in and one out, in the same order. */
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { openModels } from '../../analyzer/models/open-models.ts'
import { isPredictTask, type Predictor, predictorOf } from '../../analyzer/predict.ts'
import { predictExtraction, predictFeed } from '../../crawler/predictions.ts'

import { type Config, modelChoice } from '../config.ts'

type Line = Record<string, unknown> & { id: unknown }

export async function predict(args: string[], config: Config): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      window: { type: 'string' },
      labels: { type: 'string' },
      figures: { type: 'string' },
      calendar: { type: 'string' },
    },
  })
  const task = positionals[0] ?? ''
  const file = async (path: string | undefined) => (path ? readFile(path, 'utf8') : undefined)
  const answer = await answererOf(task, {
    window: values.window === undefined ? undefined : Number(values.window),
    labels: values.labels?.split(','),
    figuresCsv: await file(values.figures),
    calendarCsv: await file(values.calendar),
    ...(isPredictTask(task) ? { models: openModels(modelChoice(config)) } : {}),
  })
  const write = (value: unknown) =>
    new Promise<void>((done) =>
      process.stdout.write(`${JSON.stringify(value)}\n`) ? done() : process.stdout.once('drain', done),
    )
  if ('one' in answer) for await (const line of lines()) await write(await answer.one(line))
  else {
    const all: Line[] = []
    for await (const line of lines()) all.push(line)
    for (const one of answer.all(all)) await write(one)
  }
}

type Answerer = { one: (line: Line) => unknown } | { all: (lines: Line[]) => unknown[] }

async function answererOf(task: string, options: Parameters<typeof predictorOf>[1]): Promise<Answerer> {
  if (task === 'extraction')
    return {
      one: (line) => ({
        id: line.id,
        ...predictExtraction({
          html: String(line.html),
          url: String(line.url ?? 'https://unknown.example/'),
          now: new Date(),
        }),
      }),
    }
  if (task === 'feed')
    return {
      one: async ({ id, headers, xml, base64 }) => ({
        id,
        ...(await predictFeed(
          typeof base64 === 'string' ? Buffer.from(base64, 'base64') : String(xml ?? ''),
          (headers ?? {}) as Record<string, string>,
        )),
      }),
    }
  if (!isPredictTask(task)) throw new Error(`No such task: "${task}"`)
  const predictor: Predictor = predictorOf(task, options)
  return predictor.kind === 'line' ? { one: predictor.answer } : { all: predictor.answerAll }
}

/** A line that is no JSON object is named on standard error and passed over: there is no id to answer. */
async function* lines(): AsyncGenerator<Line> {
  let n = 0
  for await (const text of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    n++
    if (text.trim() === '') continue
    try {
      yield JSON.parse(text) as Line
    } catch (e) {
      process.stderr.write(`line ${n}: ${(e as Error).message}\n`)
      process.exitCode = 1
    }
  }
}
