/** The catalogue of outlets with what is made of it here, and adding from it. */
import { createRoute } from '@hono/zod-openapi'
import { regionByCode } from '../../domain/regions.ts'
import { sourcesAt } from '../../store/sources.ts'
import { addListed } from '../../workflow/source/add-listed.ts'
import { type CatalogueOutlet, catalogue } from '../../workflow/source/catalogue.ts'
import {
  addListedRequest,
  addListedSchema,
  type CatalogueOutletShown,
  catalogueQuery,
  catalogueSchema,
  wordOfCode,
} from '../contract.ts'
import { csvFile, type FileSpeech } from '../csv.ts'
import type { ApiDeps } from '../deps.ts'
import { orRefuse } from '../errors.ts'
import { answers, body, createRouter, csvSchema, listAnswers } from '../route.ts'
import { unitsFor } from '../who.ts'

const tags = ['sources']
const list = createRoute({
  method: 'get',
  path: '/catalogue',
  tags,
  summary: 'Outlets and addresses known to exist',
  request: { query: catalogueQuery },
  responses: listAnswers(catalogueSchema, csvSchema),
})
const add = createRoute({
  method: 'post',
  path: '/catalogue/add',
  tags,
  summary: 'Make sources of addresses of the catalogue; what was never checked starts disabled',
  request: { body: body(addListedRequest) },
  responses: answers(addListedSchema),
})

export function catalogueRoutes({ db, now }: ApiDeps) {
  const app = createRouter()
  app.openapi(list, async (c) => {
    unitsFor(c, 'manage-sources')
    const { q, group, kind, language, place, use, page, pageSize, format } = c.req.valid('query')
    const all = catalogue()
    const used = new Map(
      (
        await sourcesAt(
          db,
          all.flatMap((o) => o.sources.map((s) => s.url)),
        )
      ).map((s) => [s.url, s]),
    )
    const word = q?.toLowerCase()
    const isUsed = (o: CatalogueOutlet) => o.sources.some((s) => used.has(s.url))
    const found = all.filter(
      (o) =>
        (!group || o.group === group) &&
        (!kind || o.kind === kind) &&
        (!language || o.language === language) &&
        (!place || placeCode(o) === place) &&
        (!use || isUsed(o) === (use === 'used')) &&
        (!word || [o.zh, o.en, ...o.aliases, ...o.domains].some((name) => name.toLowerCase().includes(word))),
    )
    const slice = format === 'csv' ? found : found.slice((page - 1) * pageSize, page * pageSize)
    const shown = slice.map((o): CatalogueOutletShown => {
      const { group, kind, origin, tier, language, aliases, domains } = o
      const sources = o.sources.map((s) => {
        const made = used.get(s.url)
        return {
          kind: s.kind,
          name: s.name,
          url: s.url,
          checkedOn: s.checkedAt,
          used: made ? { id: made.id, state: made.state } : null,
        }
      })
      const place = placeName(o)
      return { name: o.zh, english: o.en, aliases, domains, group, kind, origin, tier, language, place, sources }
    })
    if (format === 'csv') return csvFile(c, 'catalogue', columns, shown.flatMap(addressesOf))
    const languages = [...new Set(all.map((o) => o.language))].sort()
    const addresses = all.reduce((n, o) => n + o.sources.length, 0)
    return c.json(
      {
        items: shown,
        total: found.length,
        page,
        pageSize,
        languages,
        places: places(all),
        outlets: all.length,
        addresses,
      },
      200,
    )
  })
  app.openapi(add, async (c) => {
    const outcomes = orRefuse(await addListed(db, c.req.valid('json'), { actor: c.get('actor'), at: now() }))
    return c.json({ ok: true as const, outcomes }, 200)
  })
  return app
}

type Address = { outlet: CatalogueOutletShown; source: CatalogueOutletShown['sources'][number] }
const addressesOf = (outlet: CatalogueOutletShown): Address[] => outlet.sources.map((source) => ({ outlet, source }))
const columns = ({ say, words }: FileSpeech) => [
  { title: say('媒体', 'Outlet'), value: (a: Address) => a.outlet.name },
  { title: say('英文名', 'English name'), value: (a: Address) => a.outlet.english },
  { title: say('类型', 'Kind'), value: (a: Address) => wordOfCode(words.outletKind, a.outlet.kind) },
  { title: say('所在地', 'Origin'), value: (a: Address) => wordOfCode(words.origin, a.outlet.origin) },
  { title: say('地区', 'Place'), value: (a: Address) => a.outlet.place },
  { title: say('栏目', 'Source'), value: (a: Address) => a.source.name },
  { title: say('读取方式', 'Read by'), value: (a: Address) => wordOfCode(words.sourceKind, a.source.kind) },
  { title: say('网址', 'Address'), value: (a: Address) => a.source.url },
  { title: say('核对日期', 'Checked on'), value: (a: Address) => a.source.checkedOn ?? say('未核对', 'Not checked') },
  {
    title: say('使用', 'In use'),
    value: (a: Address) =>
      a.source.used ? wordOfCode(words.sourceState, a.source.used.state) : say('未添加', 'Not added'),
  },
]

/** Province of a region; a country as it is. Nationwide outlets have no place to filter by but the nation. */
const placeCode = ({ region, country }: CatalogueOutlet): string =>
  region === undefined ? (country ?? '') : region === '100000' ? region : `${region.slice(0, 2)}0000`

const placeName = ({ region, country }: CatalogueOutlet): string =>
  region === undefined ? (country ?? '') : (regionByCode(region)?.shortName ?? region)

function places(all: CatalogueOutlet[]): { code: string; name: string }[] {
  const codes = [...new Set(all.map(placeCode))].sort()
  return codes.map((code) => ({ code, name: regionByCode(code)?.shortName ?? code }))
}
