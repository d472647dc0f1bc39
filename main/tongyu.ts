/** The one program: finds the subcommand, runs it, says plainly what went wrong. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Config, describeConfig, readConfig } from './config.ts'
import { askServer, type Operation } from './local-socket.ts'
import { plans, usePlans } from '../workflow/plan/plan.ts'
import { operations, performOperation, readOperation } from './operations.ts'
import { unitTrees } from './unit-trees.ts'

const usage = () => `tongyu — 统舆

  start [--role all|api|worker|scheduler]   run the product
  demo [--pages FILE.jsonl[.gz]] [--speed N] [--keep]   run it beside a small world of outlets
  migrate                                   bring the database to this version
  probe [--only X] [--write]                try the addresses of the catalogue; --write keeps the day
  config                                    print the configuration in force, secrets hidden
  predict TASK [options]                    answer the outside scorer: JSON lines in, JSON lines out
  train MODEL DATA.jsonl… --date DAY        learn a model of the analyzer (rumour, tone, spread)
  score [--folds 5]                         run the outside scorer on this product, or judge the models by folds
  bench                                     measure against peers

  Through the running server, or on the store itself when none runs:
${Object.values(operations)
  .map((o) => `  ${o.usage.padEnd(41)} ${o.about}`)
  .join('\n')}
`

/** The operator's own plans, or an error with a line for each fault: to be looked at before a start. */
function describePlans(folder: string): string {
  const shipped = new Set(plans().map((p) => `${p.plan} ${p.version}`))
  const own = usePlans(folder).filter((p) => !shipped.has(`${p.plan} ${p.version}`))
  return [`Plans in ${folder}:`, ...own.map((p) => `  ${p.plan}, version ${p.version}: ${p.title}`)].join('\n')
}

const commands: Record<string, (args: string[], config: Config) => Promise<void>> = {
  start: async (args, config) => (await import('./commands/start.ts')).start(args, config),
  demo: async (args, config) => (await import('./commands/demo.ts')).demo(args, config),
  migrate: async (_args, config) => (await import('./commands/migrate.ts')).migrate(config),
  probe: async (args, config) => (await import('./commands/probe.ts')).probe(args, config),
  config: async (_args, config) => {
    process.stdout.write(`${describeConfig(config)}\n`)
    if (config.TONGYU_UNITS) {
      const [own] = await unitTrees(config.TONGYU_UNITS)
      process.stdout.write(`Units in ${config.TONGYU_UNITS}: ${own?.name}, ${own?.units.length} units\n`)
    }
    if (config.TONGYU_PLANS) process.stdout.write(`${describePlans(config.TONGYU_PLANS)}\n`)
  },
  predict: async (args, config) => (await import('./commands/predict.ts')).predict(args, config),
  train: async (args) => (await import('./commands/train.ts')).train(args),
  score: async (args) => (await import('./commands/score.ts')).score(args),
  bench: async (args) => (await import('../bench/bench.ts')).bench(args),
}

export async function main(words: string[]): Promise<void> {
  try {
    const [name = 'help', ...args] = words
    if (['help', '--help', '-h'].includes(name)) return void process.stdout.write(usage())
    const command = commands[name]
    if (command) return await command(args, readConfig())
    const operation = await readOperation(words)
    if (!operation) throw new Error(`No such command: ${words.join(' ')}\n\n${usage()}`)
    await performAnywhere(operation, readConfig())
  } catch (e) {
    const known =
      e instanceof Error && !(e instanceof TypeError || e instanceof RangeError || e instanceof ReferenceError)
    process.stderr.write(`${known ? (e as Error).message : e instanceof Error ? e.stack : String(e)}\n`)
    process.exitCode = 1
  }
}

async function performAnywhere(operation: Operation, config: Config): Promise<void> {
  const answer = config.DATABASE_URL
    ? await performHere(operation, config)
    : await performWhereItRuns(operation, config)
  if (answer.file) await writeFile(answer.file.name, Buffer.from(answer.file.base64, 'base64'))
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K')
  ;(answer.ok ? process.stdout : process.stderr).write(`${answer.text}\n`)
  if (!answer.ok) process.exitCode = 1
}

/** A server that is just starting or ending holds the directory without answering: it is waited for. */
async function performWhereItRuns(operation: Operation, config: Config) {
  for (let waitedMs = 0; ; waitedMs += 500) {
    const answer = await askServer(config.TONGYU_DATA, operation, tell)
    if (answer) return answer
    try {
      return await performHere(operation, config)
    } catch (e) {
      if ((e as { code?: string }).code !== 'directory-in-use' || waitedMs >= 20_000) throw e
    }
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}

async function performHere(operation: Operation, config: Config) {
  const { openStore } = await import('../store/open.ts')
  const { registryKeysOf } = await import('./registry-keys.ts')
  const { openEvidenceFolder } = await import('../store/warc/folder.ts')
  const now = () => new Date()
  const store = await openStore(
    config.DATABASE_URL ? { databaseUrl: config.DATABASE_URL } : { dataDir: config.TONGYU_DATA, now },
  )
  try {
    const folder = openEvidenceFolder(join(config.TONGYU_DATA, 'evidence'))
    return await performOperation(
      { db: store.db, folder, keys: await registryKeysOf(config, store.db, now()) },
      operation,
      now(),
      tell,
    )
  } finally {
    await store.close()
  }
}

/** Progress on one line of the terminal; a file or a pipe gets none. */
function tell(progress: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${progress}`)
}
