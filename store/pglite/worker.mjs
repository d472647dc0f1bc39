/**
 * The thread that owns an embedded PostgreSQL (PGlite): queries block a thread for all their time, so they run here and
 * never stall the server. It executes one statement after another as told; transactions are the client's business.
 * Plain JavaScript, because a worker thread starts without the loader that reads TypeScript.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite, types } from '@electric-sql/pglite'

const asText = (value) => value
// Drizzle maps these itself from text; its own parser functions cannot cross a thread border, so they stand here.
const parsers = Object.fromEntries(
  [types.TIMESTAMP, types.TIMESTAMPTZ, types.INTERVAL, types.DATE, 1231, 1115, 1185, 1187, 1182].map((t) => [
    t,
    asText,
  ]),
)

const options = workerData.loadFrom ? { loadDataDir: new Blob([await readFile(workerData.loadFrom)]) } : {}
const db = await PGlite.create(workerData.dataDir ?? 'memory://', options)
parentPort.postMessage({ ready: true })

const plainError = (e) => ({
  message: e.message,
  code: e.code,
  constraint: e.constraint,
  detail: e.detail,
  table: e.table,
  severity: e.severity,
})

parentPort.on('message', async ({ id, op, sql, params, rowMode, path }) => {
  try {
    if (op === 'query') {
      const r = await db.query(sql, params, { rowMode, parsers })
      parentPort.postMessage({ id, value: { rows: r.rows, affectedRows: r.affectedRows, fields: r.fields } })
    } else if (op === 'exec') {
      await db.exec(sql)
      parentPort.postMessage({ id, value: null })
    } else if (op === 'dump') {
      const file = await db.dumpDataDir('none')
      await writeFile(path, Buffer.from(await file.arrayBuffer()))
      parentPort.postMessage({ id, value: null })
    } else if (op === 'close') {
      await db.close()
      parentPort.postMessage({ id, value: null })
      parentPort.close()
    }
  } catch (e) {
    parentPort.postMessage({ id, error: plainError(e) })
  }
})
