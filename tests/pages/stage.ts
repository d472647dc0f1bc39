/**
 * The stage of a browser journey: a house whose pages are served, and visitors before them. The clock stands still at the
 * scenario's times unless told to flow. A failed test leaves pictures of all open pages, `TONGYU_PICTURES=folder` any test.
 */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { fromShanghai } from '../../domain/time.ts'
import { type Served, serve } from '../../main/serve.ts'
import { builtWeb } from '../../main/web-build.ts'
import { type House, type HouseOptions, openHouse } from '../support/house.ts'
import { openVisitors, type Visitors } from '../support/visitors.ts'

export type Stage = { house: House; visitors: Visitors }

/** Opens the stage before the file's tests, hands it to `set`, and clears it away after them. */
export function onStage(options: Omit<HouseOptions, 'webRoot'>, set: (stage: Stage) => Promise<void>): void {
  let served: Served
  let stage: Stage
  beforeAll(async () => {
    const house = await openHouse({ ...options, webRoot: await builtWeb(() => undefined) })
    served = await serve(house.app, { host: '127.0.0.1', port: 0, socketDir: null })
    stage = { house, visitors: await openVisitors(`http://127.0.0.1:${served.port}`) }
    await house.quiet()
    await set(stage)
  })
  afterAll(async () => {
    await stage?.visitors.close()
    await served?.close()
    await stage?.house.close()
  })
  afterEach(async ({ task }) => {
    const folder = process.env.TONGYU_PICTURES
    if (task.result?.state !== 'fail' && !folder) return
    const files = await stage.visitors.pictures(folder ?? mkdtempSync(join(tmpdir(), 'tongyu-browser-')))
    process.stderr.write(`what the pages showed: ${files.join(' ')}\n`)
  })
}

/** The instant of a time as the scenarios and the pages write it: `2026-10-20 17:05:00`, Shanghai. */
export function at(text: string): Date {
  const [y, mo, d, h, mi, s] = text.split(/[- :]/).map(Number) as [number, number, number, number, number, number]
  return fromShanghai(y, mo, d, h, mi, s)!
}
