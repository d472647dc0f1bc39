/** Before a source is saved: what an address offers, what it would bring, how one article of it reads. Nothing here is kept. */
import { createRoute } from '@hono/zod-openapi'
import type { ExtractedArticle, FoundItem } from '../../domain/article.ts'
import { outletList, sourcesAt } from '../../store/sources.ts'
import { outletOfHost } from '../../workflow/source/catalogue.ts'
import { changeSource } from '../../workflow/source/change-source.ts'
import { importSources } from '../../workflow/source/import-sources.ts'
import {
  articlePreviewRequest,
  articlePreviewSchema,
  changeSourceRequest,
  type DetectionShown,
  detectionSchema,
  detectRequest,
  doneSchema,
  type FoundItemShown,
  idParam,
  importSourcesAnswer,
  importSourcesRequest,
  previewRequest,
  previewSchema,
  selectorsRequest,
  selectorsSchema,
} from '../contract.ts'
import type { ApiDeps } from '../deps.ts'
import { orRefuse, Refused } from '../errors.ts'
import { answers, body, createRouter } from '../route.ts'
import { failureShown } from '../shapes/sources.ts'
import { isoOrNull } from '../shapes/units.ts'
import { unitsFor } from '../who.ts'

const tags = ['sources']
const detect = createRoute({
  method: 'post',
  path: '/sources/detect',
  tags,
  summary: 'What an address can be polled as; takes up to a minute',
  request: { body: body(detectRequest) },
  responses: answers(detectionSchema),
})
const preview = createRoute({
  method: 'post',
  path: '/sources/preview',
  tags,
  summary: 'What a source would bring now; takes up to a minute',
  request: { body: body(previewRequest) },
  responses: answers(previewSchema),
})
const selectors = createRoute({
  method: 'post',
  path: '/sources/selectors',
  tags,
  summary: 'The selectors of a list, found from one example of its articles',
  request: { body: body(selectorsRequest) },
  responses: answers(selectorsSchema),
})
const article = createRoute({
  method: 'post',
  path: '/sources/preview-article',
  tags,
  summary: 'One article as it would be read for a source',
  request: { body: body(articlePreviewRequest) },
  responses: answers(articlePreviewSchema),
})
const take = createRoute({
  method: 'post',
  path: '/sources/import',
  tags,
  summary: 'Import OPML or CSV; a dry run says what would come of each line',
  request: { body: body(importSourcesRequest) },
  responses: answers(importSourcesAnswer),
})
const change = createRoute({
  method: 'post',
  path: '/sources/{id}/change',
  tags,
  summary: 'Another name, address, kind or selectors for a source',
  request: { params: idParam, body: body(changeSourceRequest) },
  responses: answers(doneSchema),
})

export function sourceWizardRoutes({ db, now, requests }: ApiDeps) {
  const app = createRouter()
  app.openapi(detect, async (c) => {
    unitsFor(c, 'manage-sources')
    const { url } = c.req.valid('json')
    const found = await requests.detectSource(url)
    if (!found.ok) return c.json(failed(found.failure), 200)
    const known = await sourcesAt(db, [url, found.finalUrl, ...found.proposals.map((p) => p.url)])
    const proposals = found.proposals.map((p) => ({ ...p, sample: p.sample.map(itemShown) }))
    const outlet = await ownerOf(new URL(found.finalUrl).hostname)
    const { finalUrl, title, isArticle } = found
    const knownSourceId = known[0]?.id ?? null
    return c.json({ ok: true as const, proposals, finalUrl, title, isArticle, outlet, knownSourceId }, 200)
  })
  app.openapi(preview, async (c) => {
    unitsFor(c, 'manage-sources')
    const read = await requests.previewSource(c.req.valid('json'))
    if (!read.ok) return c.json(failed(read.failure), 200)
    const { title, items, itemCount, dropped } = read
    return c.json({ ok: true as const, title, items: items.map(itemShown), itemCount, dropped }, 200)
  })
  app.openapi(selectors, async (c) => {
    unitsFor(c, 'manage-sources')
    const found = await requests.selectorsFor(c.req.valid('json'))
    if (!found.ok) return c.json(failed(found.failure), 200)
    const { settings, items, itemCount } = found
    return c.json({ ok: true as const, settings, items: items.map(itemShown), itemCount }, 200)
  })
  app.openapi(article, async (c) => {
    unitsFor(c, 'manage-sources')
    const read = await requests.previewArticle(c.req.valid('json'))
    return c.json(read.ok ? { ok: true as const, article: articleShown(read.article) } : failed(read.failure), 200)
  })
  app.openapi(take, async (c) => {
    unitsFor(c, 'manage-sources')
    const { base64, dryRun } = c.req.valid('json')
    const list = requests.readSourceList(new Uint8Array(Buffer.from(base64, 'base64')))
    if (!list.ok) throw new Refused({ code: list.why === 'too_large' ? 'too-large' : 'invalid-field', field: 'file' })
    const by = { actor: c.get('actor'), at: now() }
    const sources = orRefuse(await importSources(db, { sources: list.sources, dryRun }, by))
    const known = sources.filter((s) => s.outcome === 'known').length
    return c.json({ dryRun, added: sources.length - known, known, sources, faults: list.faults }, 200)
  })
  app.openapi(change, async (c) => {
    const { id } = c.req.valid('param')
    orRefuse(await changeSource(db, { id, ...c.req.valid('json') }, { actor: c.get('actor'), at: now() }))
    return c.json({ ok: true as const, id }, 200)
  })

  /** Whose address this is: an outlet that is known here, else one of the catalogue. */
  async function ownerOf(host: string): Promise<Extract<DetectionShown, { ok: true }>['outlet']> {
    const known = (await outletList(db))
      .flatMap((outlet) => outlet.domains.map((domain) => ({ outlet, domain })))
      .filter(({ domain }) => host === domain || host.endsWith(`.${domain}`))
      .sort((a, b) => b.domain.length - a.domain.length)[0]?.outlet
    if (known) return { id: known.id, name: known.name, kind: known.kind, origin: known.origin, tier: known.tier }
    const listed = outletOfHost(host)
    return listed && { id: null, name: listed.zh, kind: listed.kind, origin: listed.origin, tier: listed.tier }
  }
  return app
}

const failed = (failure: Parameters<typeof failureShown>[0] & {}) => ({
  ok: false as const,
  failure: failureShown(failure)!,
})

const itemShown = ({ url, title, publishedAt, summary }: FoundItem): FoundItemShown => ({
  url,
  title,
  publishedAt: isoOrNull(publishedAt),
  summary: summary.slice(0, 300),
})

const shownCharacters = 3000
const articleShown = ({ title, byline, sourceLine, publishedAt, text }: ExtractedArticle) => ({
  title,
  byline,
  sourceLine,
  publishedAt: isoOrNull(publishedAt),
  text: text.slice(0, shownCharacters),
  characters: text.length,
})
