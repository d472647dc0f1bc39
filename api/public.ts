/**
 * What anybody may read without signing in: releases that are out and were marked public. A feed (Atom, RFC 4287) and one page a
 * release, with ClaimReview (schema.org) where it answers a statement. A withdrawn or corrected one says so and stays.
 */
import { shanghaiTime } from '../domain/time.ts'
import type { UnitTree } from '../domain/units.ts'
import { loadUnitTree } from '../store/people.ts'
import { type PublicRelease, publicReleases } from '../store/releases.ts'
import type { ApiDeps } from './deps.ts'
import { notFound } from './errors.ts'
import { createRouter } from './route.ts'

const feedItems = 50
const cached = 'public, max-age=60'

export function publicRoutes({ db, now, publicUrl }: ApiDeps) {
  const app = createRouter()
  const base = `${publicUrl.replace(/\/$/, '')}/public`
  app.get('/releases.atom', async (c) => {
    const releases = await publicReleases(db, { limit: feedItems })
    const tree = await loadUnitTree(db)
    return c.body(atomOf(releases, { base, tree, at: now() }), 200, {
      'content-type': 'application/atom+xml; charset=utf-8',
      'cache-control': cached,
    })
  })
  app.get('/releases/:id', async (c) => {
    const [release] = await publicReleases(db, { id: c.req.param('id'), limit: 1 })
    if (!release) throw notFound()
    const tree = await loadUnitTree(db)
    const isData = (c.req.header('accept') ?? '').includes('application/ld+json')
    const data = structuredOf(release, { base, tree })
    if (isData) return c.json(data, 200, { 'content-type': 'application/ld+json', 'cache-control': cached })
    return c.html(pageOf(release, { tree, data }), 200, {
      'cache-control': cached,
      // A page of text: nothing of it runs, and the data block is no script.
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
    })
  })
  return app
}

type Place = { base: string; tree: UnitTree }

const nameOf = (r: PublicRelease, tree: UnitTree) => tree.byId(r.row.unitId)?.name ?? ''
const changedAt = ({ row }: PublicRelease): Date => row.endedAt ?? row.liveAt!
/** Where people read it: the first address it was published under, else our own page. */
const placeOf = (r: PublicRelease, base: string) => r.addresses[0]?.url ?? `${base}/releases/${r.row.id}`
const marked = ({ row, body }: PublicRelease): string =>
  row.state === 'withdrawn'
    ? `【已撤回】${body.title}`
    : row.state === 'corrected'
      ? `【已更正】${body.title}`
      : body.title

function atomOf(releases: PublicRelease[], { base, tree, at }: Place & { at: Date }): string {
  const updated = releases.map(changedAt).sort((a, b) => b.getTime() - a.getTime())[0] ?? at
  const entries = releases.map((r) => {
    const summary = r.row.state === 'withdrawn' ? '' : r.body.text
    return `<entry><id>urn:uuid:${xml(r.row.id)}</id><title>${xml(marked(r))}</title><link href="${xml(placeOf(r, base))}"/><published>${r.row.liveAt!.toISOString()}</published><updated>${changedAt(r).toISOString()}</updated><author><name>${xml(nameOf(r, tree))}</name></author><content type="text">${xml(summary)}</content></entry>`
  })
  return `<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN"><id>${xml(base)}/releases.atom</id><title>统计信息发布</title><link rel="self" href="${xml(base)}/releases.atom"/><updated>${updated.toISOString()}</updated>${entries.join('')}</feed>\n`
}

/** ClaimReview where a statement is answered, else NewsArticle. No rating of anybody: of the statement it says 不实 in words. */
function structuredOf(r: PublicRelease, { base, tree }: Place): Record<string, unknown> {
  const author = { '@type': 'GovernmentOrganization', name: nameOf(r, tree) }
  const common = {
    '@context': 'https://schema.org',
    url: placeOf(r, base),
    datePublished: r.row.liveAt!.toISOString(),
    dateModified: changedAt(r).toISOString(),
    author,
    inLanguage: 'zh-CN',
  }
  if (r.body.claim === '' || r.row.state === 'withdrawn')
    return { ...common, '@type': 'NewsArticle', headline: marked(r) }
  return {
    ...common,
    '@type': 'ClaimReview',
    claimReviewed: r.body.claim,
    reviewBody: r.body.text,
    reviewRating: { '@type': 'Rating', ratingValue: 1, bestRating: 5, worstRating: 1, alternateName: '与官方数据不符' },
    itemReviewed: { '@type': 'Claim', appearance: [] },
  }
}

function pageOf(r: PublicRelease, { tree, data }: { tree: UnitTree; data: Record<string, unknown> }): string {
  const text = r.row.state === 'withdrawn' ? '本发布已撤回。' : r.body.text
  const paragraphs = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => `<p>${xml(line)}</p>`)
  const time = shanghaiTime(r.row.liveAt!)
  // `<` in the data would end the block.
  const block = JSON.stringify(data).replaceAll('<', '\\u003c')
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${xml(marked(r))}</title><script type="application/ld+json">${block}</script><style>body{max-width:42em;margin:2em auto;padding:0 1em;font:17px/1.9 system-ui,sans-serif}p{text-indent:2em;overflow-wrap:anywhere}h1{font-size:1.4em;line-height:1.4}.by{text-indent:0;color:#555}</style></head><body><h1>${xml(marked(r))}</h1><p class="by">${xml(nameOf(r, tree))}　<time datetime="${r.row.liveAt!.toISOString()}">${xml(time)}</time></p>${paragraphs.join('')}</body></html>`
}

/** For text and attributes; what XML forbids is dropped. */
const xml = (text: string): string =>
  text
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
