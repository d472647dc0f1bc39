/**
 * A process that does nothing but read and look again at articles of an invented site whose texts change all the time, and
 * closes days as they pass; made to be killed. Says on standard output what was acknowledged: `ARTICLE VERSIONS` a line.
 * Arguments: data folder, seed, first instant.
 */
import { writeSync } from 'node:fs'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { wordListsOnly } from '../../analyzer/models/open-models.ts'
import type { FetchAnswer } from '../../crawler/fetch.ts'
import { hour } from '../../domain/time.ts'
import type { Machine } from '../../pipeline/step.ts'
import { readArticle } from '../../pipeline/steps/read-article.ts'
import { revisitArticle } from '../../pipeline/steps/revisit-article.ts'
import { sealEvidenceDay } from '../../pipeline/steps/seal-evidence-day.ts'
import { repairLeftBehind } from '../../store/manifests.ts'
import { openStore } from '../../store/open.ts'
import { articles, evidenceDays } from '../../store/schema.ts'
import { openEvidenceFolder } from '../../store/warc/folder.ts'
import { dice as diceOf } from './dice.ts'

const [folder = '', seed = '0', from = ''] = process.argv.slice(2)
const dice = diceOf(Number(seed))
let ahead = new Date(from).getTime() - Date.now()
const now = () => new Date(Date.now() + ahead)
const store = await openStore({ dataDir: folder, now: () => new Date() })
const { db } = store
const evidence = openEvidenceFolder(join(folder, 'evidence'), { rotateAt: 20_000 })

/** A third of the looks finds the text as it was, a tenth finds nothing. */
async function answer(url: string): Promise<FetchAnswer> {
  const failed = (status: number): FetchAnswer => ({
    kind: 'failed',
    failure: { class: 'hard', code: 'http_status', status, retryAfterMs: null },
  })
  const [known] = await db.select().from(articles).where(eq(articles.url, url))
  if (!known) return failed(404)
  if (known.versions > 0 && dice.chance(0.1)) return failed(410)
  const n = known.versions + (known.versions === 0 || dice.chance(0.66) ? 1 : 0)
  const text = `第${n}稿，广西某地新建图书馆${n}座，藏书${n * 1000}册，市民反映良好。`
  const html = `<html><head><title>图书馆</title></head><body><h1>图书馆建设第${n}稿</h1>${`<p>${text}</p>`.repeat(3)}<!-- ${dice.roll()} --></body></html>`
  const body = Buffer.from(html)
  const exchange = { request: 'GET / HTTP/1.1\r\n', response: 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n', body }
  const headers = { 'content-type': 'text/html; charset=utf-8' }
  const page = { requestedUrl: url, finalUrl: url, status: 200, headers, bytes: body, fetchedAt: now(), exchange }
  const hop = { url: `${url}?old`, at: now(), request: exchange.request, response: 'HTTP/1.1 302 Found\r\n' }
  if (dice.chance(0.5)) Object.assign(page, { requestedUrl: hop.url, hops: [hop] })
  return { kind: 'page', page, etag: '', lastModified: '', movedTo: null }
}

const machine: Machine = {
  db,
  now,
  evidence,
  fetcher: { fetchPage: (asked) => answer(asked.url), checkUrl: async () => null, close: async () => undefined },
  browser: () => Promise.reject(new Error('no browser here')),
  models: wordListsOnly,
  reference: { read: () => Promise.reject(new Error('nothing is analyzed here')) },
  topics: { read: () => Promise.reject(new Error('nothing is analyzed here')) },
  mail: {
    ...{ send: () => Promise.reject(new Error('nothing is sent here')), check: async () => null },
    ...{ secret: 'none', publicUrl: 'http://localhost' },
  },
  drafter: null,
  settings: {
    ...{ robotsName: 'Tongyu', hostGapMs: 0, hostPerHour: 0, hostPerDay: 0 },
    ...{ recheckAfterMs: [hour], screenshots: false, rsshub: '', callbackUrl: '' },
  },
  log: () => undefined,
}

await repairLeftBehind({ db, folder: evidence }, now())
writeSync(1, 'ready\n')
for (;;) {
  // Half of a day in some thirty rounds, so that days end in the middle of it.
  ahead += hour / 2
  for (const article of await db.select().from(articles)) {
    if (article.state === 'extracted')
      await db.update(articles).set({ state: 'analyzed' }).where(eq(articles.id, article.id))
    else if (article.state === 'found') await readArticle(machine, article.id, 1)
    else await revisitArticle(machine, article.id)
    const [after] = await db.select().from(articles).where(eq(articles.id, article.id))
    writeSync(1, `${article.id} ${after?.versions}\n`)
  }
  for (const day of await db.select().from(evidenceDays))
    if (!day.sealedAt && day.dueAt && day.dueAt <= now()) await sealEvidenceDay(machine, day.id)
}
