/** What is kept of an article: what changed between versions, sealed records, pictures, everything as one WACZ file. */
import { createRoute, z } from '@hono/zod-openapi'
import { diffText } from '../../analyzer/diff.ts'
import { versionsOf } from '../../store/articles.ts'
import { type Damage, DamagedEvidence, evidenceById, payloadOfEvidence, readEvidence } from '../../store/evidence.ts'
import { exportEvidence } from '../../workflow/evidence/export-evidence.ts'
import { idParam, idSchema, versionDiffQuery, versionDiffSchema } from '../contract.ts'
import type { ApiDeps } from '../deps.ts'
import { notFound, Refused } from '../errors.ts'
import { answers, createRouter } from '../route.ts'
import { unitsForAny } from '../who.ts'

const tags = ['articles']
const diff = createRoute({
  method: 'get',
  path: '/articles/{id}/diff',
  tags,
  summary: 'What changed between two versions, word by word',
  request: { params: idParam, query: versionDiffQuery },
  responses: answers(versionDiffSchema),
})
const binary = (description: string, type: string) => ({
  200: { description, content: { [type]: { schema: z.string() } } },
})
const evidenceParams = z.object({ id: idSchema, evidenceId: idSchema })
const evidenceFile = createRoute({
  method: 'get',
  path: '/articles/{id}/evidence/{evidenceId}',
  tags,
  summary: 'The WARC record as it was sealed',
  request: { params: evidenceParams },
  responses: binary('The record', 'application/octet-stream'),
})
const evidenceImage = createRoute({
  method: 'get',
  path: '/articles/{id}/evidence/{evidenceId}/image',
  tags,
  summary: 'The picture that an evidence holds',
  request: { params: evidenceParams },
  responses: binary('The picture', 'image/png'),
})
const wacz = createRoute({
  method: 'get',
  path: '/articles/{id}/evidence.wacz',
  tags,
  summary: 'Everything sealed of the article as one WACZ file',
  request: { params: idParam },
  responses: binary('The file', 'application/octet-stream'),
})

const damaged = (damage: Damage) => new Refused({ code: 'evidence-damaged', detail: { damage } })
/** What cannot be given away as it was sealed is said so, and is no fault of the program. */
const sound = <T>(given: Promise<T>): Promise<T> =>
  given.catch((error: unknown) => {
    throw error instanceof DamagedEvidence ? damaged(error.damage) : error
  })

export function articleEvidenceRoutes({ db, now, evidence }: ApiDeps) {
  const app = createRouter()
  app.openapi(diff, async (c) => {
    unitsForAny(c, 'view-flags', 'view-incidents')
    const { id } = c.req.valid('param')
    const { from, to } = c.req.valid('query')
    const versions = await versionsOf(db, id)
    const [before, after] = [from, to].map((n) => versions.find((v) => v.n === n))
    if (!before || !after) throw notFound()
    const { parts: text, coarse } = diffText(before.text, after.text)
    return c.json({ from, to, title: diffText(before.title, after.title).parts, text, coarse }, 200)
  })
  for (const route of [evidenceFile, evidenceImage, wacz]) app.openAPIRegistry.registerPath(route)
  const store = { db, folder: evidence }
  // A foreign page must never run as ours: files to save, of no type; app.ts adds a sandbox.
  const file = (name: string) => ({
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename="${name}"`,
  })
  const evidenceAsked = async ({ id, evidenceId }: { id: string; evidenceId: string }) => {
    const row = await evidenceById(db, evidenceId)
    if (!row || row.articleId !== id) throw notFound()
    return row
  }
  app.get('/articles/:id/evidence/:evidenceId', async (c) => {
    unitsForAny(c, 'view-flags', 'view-incidents')
    const row = await evidenceAsked(c.req.param())
    const read = await readEvidence(evidence, row)
    if (!read.ok) throw damaged(read.damage)
    return c.body(new Uint8Array(read.bytes), 200, {
      ...file(`${row.recordSha256.slice(0, 16)}.warc.gz`),
      'x-evidence-sha256': row.recordSha256,
    })
  })
  app.get('/articles/:id/evidence/:evidenceId/image', async (c) => {
    unitsForAny(c, 'view-flags', 'view-incidents')
    const row = await evidenceAsked(c.req.param())
    if (row.kind !== 'screenshot') throw notFound()
    return c.body(new Uint8Array(await sound(payloadOfEvidence(store, row))), 200, { 'content-type': 'image/png' })
  })
  app.get('/articles/:id/evidence.wacz', async (c) => {
    unitsForAny(c, 'view-flags', 'view-incidents')
    const id = c.req.param('id')
    const bytes = await sound(exportEvidence(store, id, now()))
    if (!bytes) throw notFound()
    return c.body(new Uint8Array(bytes), 200, file(`${id.slice(0, 8)}.wacz`))
  })
  return app
}
