/** `tongyu probe`: tries the addresses of the catalogue and tables what came. Ends with 1 when any of them failed. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { shanghaiDay, shanghaiTime } from '../../domain/time.ts'
import { requestsOf } from '../../pipeline/requests.ts'
import { openStore } from '../../store/open.ts'
import { catalogue, catalogueFile, catalogueGroups, withCheckedOn } from '../../workflow/source/catalogue.ts'
import { compose } from '../compose.ts'
import type { Config } from '../config.ts'
import { type Probed, probeCatalogue, targetsOf } from '../probe-catalogue.ts'

export async function probe(args: string[], config: Config): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { only: { type: 'string', default: '' }, write: { type: 'boolean', default: false } },
  })
  const targets = targetsOf(catalogue(), values.only)
  if (targets.length === 0) throw new Error(`Nothing in the catalogue is called "${values.only}"`)
  if (!config.TONGYU_CONTACT)
    process.stderr.write('TONGYU_CONTACT is not set: sites are not told who asks. Please set it.\n')
  const now = () => new Date()
  const folder = await mkdtemp(join(tmpdir(), 'tongyu-probe-'))
  // A store of its own: robots rules and turns of hosts are rows, and the bureau's own data is left alone.
  const store = await openStore({ memory: true })
  const app = await compose({
    config: { ...config, TONGYU_DATA: folder },
    role: 'api',
    now,
    store,
    webRoot: null,
    log: () => undefined,
  })
  try {
    let n = 0
    const probed = await probeCatalogue(requestsOf(app.machine), targets, {
      now,
      onDone: ({ source, failure }) =>
        process.stderr.write(`${++n}/${targets.length} ${source.url} ${failure || 'ok'}\n`),
    })
    process.stdout.write(probeTable(probed))
    if (values.write) await keepDays(probed, shanghaiDay(now()))
    if (probed.some((p) => p.failure !== '')) process.exitCode = 1
  } finally {
    await app.close()
    await store.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Tab separated, so that it goes into a spreadsheet as it is. */
export function probeTable(probed: Probed[]): string {
  const rows = probed.map((p) => [
    p.outlet,
    p.source.name,
    p.source.kind,
    p.seen ?? '—',
    p.items,
    p.newestAt ? shanghaiTime(p.newestAt) : '—',
    p.failure || 'ok',
    p.ms,
    p.source.url,
  ])
  const heading = ['outlet', 'source', 'kind', 'seen', 'items', 'newest', 'result', 'ms', 'address']
  const good = probed.filter((p) => p.failure === '').length
  return `${[heading, ...rows].map((row) => row.join('\t')).join('\n')}\n${good} of ${probed.length} were read.\n`
}

async function keepDays(probed: Probed[], day: string): Promise<void> {
  for (const group of catalogueGroups) {
    const urls = new Set(probed.filter((p) => p.group === group && p.failure === '').map((p) => p.source.url))
    if (urls.size === 0) continue
    const file = catalogueFile(group)
    await writeFile(file, withCheckedOn(await readFile(file, 'utf8'), urls, day))
  }
}
