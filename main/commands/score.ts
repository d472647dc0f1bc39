/** `tongyu score`: runs the outside scorer on this product, against the labelled sets beside the project. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const root = fileURLToPath(new URL('../..', import.meta.url))

export async function score(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    strict: false,
    allowPositionals: true,
    options: { scorer: { type: 'string' }, data: { type: 'string' } },
  })
  const scorer = resolve(String(values.scorer ?? join(root, '..', 'shared', 'score')), 'run.mjs')
  const data = resolve(String(values.data ?? join(root, '..', 'shared', 'data')))
  for (const path of [scorer, data])
    if (!existsSync(path)) throw new Error(`${path} is not there. Say where with --scorer FOLDER and --data FOLDER.`)
  const rest = args.filter(
    (a, n) => !['--scorer', '--data'].includes(a) && !['--scorer', '--data'].includes(args[n - 1] ?? ''),
  )
  const part = positionals.find((p) => p === 'dev' || p === 'heldout')
  const child = spawn(process.execPath, [scorer, root, data, ...(part ? rest : ['dev', ...rest])], { stdio: 'inherit' })
  process.exitCode = await new Promise<number>((done) => child.on('exit', (code) => done(code ?? 1)))
}
